package main

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"

	"github.com/goccy/go-yaml"

	"github.com/xhht/xhht/dashboards/grafana"
)

// environment is every variable that whoever starts Grafana has to give; the compose file and the demo do.
var environment = []string{
	"XHHT_INFLUX_URL", "XHHT_INFLUX_ORG", "XHHT_INFLUX_BUCKET", "XHHT_INFLUX_TOKEN", "XHHT_DASHBOARDS",
	"XHHT_DEFAULT_PLAN", "XHHT_PORTAL_URL", // may be empty
	"XHHT_ALERT_WEBHOOK_URL", "XHHT_ALERT_WEBHOOK_TOKEN", "XHHT_ALERT_EMAIL", // only where a file of contact/ asks for them
	"XHHT_PROMETHEUS_URL", // only where provisioning/prometheus is mounted
}

func readYAML(t *testing.T, path string, into any) {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	strictYAML(t, path, raw, into)
}

// strictYAML reads YAML that knows no other keys, and asks the environment for nothing that nobody gives.
func strictYAML(t *testing.T, path string, raw []byte, into any) {
	t.Helper()
	if err := yaml.UnmarshalWithOptions(raw, into, yaml.Strict()); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	var content map[string]any
	if err := yaml.Unmarshal(raw, &content); err != nil {
		t.Fatal(err)
	}
	delete(content, "templates")       // Grafana takes these as they are
	text, err := yaml.Marshal(content) // without comments, which may speak of GF_SMTP_…
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range regexp.MustCompile(`\$\{?(\w*)`).FindAllStringSubmatch(string(text), -1) {
		if !slices.Contains(environment, m[1]) {
			t.Errorf("%s asks the environment for %q", path, m[1])
		}
	}
}

func TestDatasourceHasTheUIDThatDashboardsAsk(t *testing.T) {
	var f struct {
		APIVersion  int `yaml:"apiVersion"`
		Datasources []struct {
			UID, Name, Type, Access, URL string
			OrgID                        int  `yaml:"orgId"`
			IsDefault                    bool `yaml:"isDefault"`
			Editable                     bool
			JSONData                     struct {
				Organization, Bucket string
				DefaultPlan          string `yaml:"defaultPlan"`
				PortalURL            string `yaml:"portalUrl"`
			} `yaml:"jsonData"`
			SecureJSONData struct{ Token string } `yaml:"secureJsonData"`
		}
	}
	readYAML(t, "provisioning/datasources/xhht.yaml", &f)
	if len(f.Datasources) != 1 {
		t.Fatalf("%d data sources", len(f.Datasources))
	}
	d := f.Datasources[0]
	if got := (grafana.Datasource{Type: d.Type, UID: d.UID}); got != source {
		t.Errorf("provisioned %v, dashboards ask %v", got, source)
	}
	if d.JSONData.DefaultPlan == "" || d.JSONData.PortalURL == "" {
		t.Error("a source that nobody may edit leaves these settings to nobody")
	}
	if d.SecureJSONData.Token != "$XHHT_INFLUX_TOKEN" {
		t.Error("a token in a file is a leak")
	}
}

func TestDashboardsAndRulesShareAFolder(t *testing.T) {
	var f struct {
		APIVersion int `yaml:"apiVersion"`
		Providers  []struct {
			Name, Type, Folder    string
			OrgID                 int  `yaml:"orgId"`
			AllowUIUpdates        bool `yaml:"allowUiUpdates"`
			DisableDeletion       bool `yaml:"disableDeletion"`
			UpdateIntervalSeconds int  `yaml:"updateIntervalSeconds"`
			Options               struct{ Path string }
		}
	}
	readYAML(t, "provisioning/dashboards/xhht.yaml", &f)
	if len(f.Providers) != len(languages) || f.Providers[0].Folder != alertFolder || f.Providers[1].Folder == alertFolder {
		t.Errorf("got %+v", f.Providers)
	}
	for i, language := range languages {
		if p := f.Providers[i]; p.AllowUIUpdates || p.Options.Path != "$XHHT_DASHBOARDS/"+string(language) {
			t.Errorf("got %+v", p)
		}
	}
}

// A provisioning folder that is used in place finds by a link the generated rules that git keeps.
func TestAlertingLinksToGeneratedRules(t *testing.T) {
	got, err := filepath.EvalSymlinks("provisioning/alerting/" + filepath.Base(rulesFile))
	if err != nil || got != filepath.FromSlash(sampleFolder+"/"+rulesFile) {
		t.Errorf("leads to %s (%v)", got, err)
	}
}

func TestContactPointsAreReached(t *testing.T) {
	for _, way := range []string{"webhook", "email", "both", "none"} {
		var f grafana.ContactFile
		name := "contact/" + way + ".yaml"
		strictYAML(t, name, generated(t, name), &f)
		if f.APIVersion != 1 || len(f.ContactPoints) != len(f.Policies) {
			t.Errorf("%s: %d contact points, %d policies", way, len(f.ContactPoints), len(f.Policies))
		}
		muted := map[string]bool{}
		for _, m := range f.MuteTimes {
			muted[m.Name] = true
		}
		for _, p := range f.Policies {
			for _, route := range append(p.Routes, p) {
				if route.Receiver != f.ContactPoints[0].Name || len(route.GroupBy) == 0 {
					t.Errorf("%s: policy to %q by %v", way, route.Receiver, route.GroupBy)
				}
				for _, m := range route.MuteTimes {
					if !muted[m] {
						t.Errorf("%s: no mute time %q", way, m)
					}
				}
			}
		}
	}
}

// One message for a unit, whichever rules found it and however bad it is; one for a district's communes that have not reported; one
// for the system.
func TestAUnitIsOneMessage(t *testing.T) {
	groups := map[string][]string{}
	for _, route := range policy().Routes {
		if len(route.Matchers) != 1 || route.Matchers[0][0] != "together" || route.Matchers[0][1] != "=" {
			t.Fatalf("route by %v: two routes would make two messages of one unit", route.Matchers)
		}
		groups[route.Matchers[0][2]] = route.GroupBy
	}
	if want := map[string][]string{"unit": {"plan", "unit"}, "parent": {"plan", "parent"}, "rule": {"rule"}}; !maps.EqualFunc(groups, want, slices.Equal) {
		t.Errorf("got %v, want %v", groups, want)
	}
	for _, r := range rules(t) {
		if groups[r.Labels["together"]] == nil {
			t.Errorf("%s: no route for what is told together by %q", r.UID, r.Labels["together"])
		}
	}
}
