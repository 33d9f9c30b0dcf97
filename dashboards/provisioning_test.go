package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"text/template"

	"github.com/goccy/go-yaml"

	"github.com/xhht/xhht/dashboards/grafana"
)

// environment is every variable that whoever starts Grafana has to give; the compose file and the demo do.
var environment = []string{
	"XHHT_INFLUX_URL", "XHHT_INFLUX_ORG", "XHHT_INFLUX_BUCKET", "XHHT_INFLUX_TOKEN", "XHHT_DASHBOARDS",
	"XHHT_DEFAULT_PLAN", "XHHT_PORTAL_URL", // may be empty
	"XHHT_ALERT_WEBHOOK_URL", "XHHT_ALERT_EMAIL", // only where a file of gen/contact asks for them
	"XHHT_PROMETHEUS_URL", // only where provisioning/prometheus is mounted
}

func readYAML(t *testing.T, path string, into any) {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := yaml.UnmarshalWithOptions(raw, into, yaml.Strict()); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	var content any
	if err := yaml.Unmarshal(raw, &content); err != nil {
		t.Fatal(err)
	}
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
	for i, lang := range languages {
		if p := f.Providers[i]; p.AllowUIUpdates || p.Options.Path != "$XHHT_DASHBOARDS/"+string(lang) {
			t.Errorf("got %+v", p)
		}
	}
}

// A provisioning folder that is used in place finds the generated rules by a link.
func TestAlertingLinksToGeneratedRules(t *testing.T) {
	got, err := filepath.EvalSymlinks("provisioning/alerting/" + filepath.Base(rulesFile))
	if err != nil || got != filepath.FromSlash("gen/"+rulesFile) {
		t.Errorf("leads to %s (%v)", got, err)
	}
}

func TestContactPointsAreReached(t *testing.T) {
	for _, way := range []string{"webhook", "email", "both", "none"} {
		var f grafana.ContactFile
		readYAML(t, "gen/contact/"+way+".yaml", &f)
		if f.APIVersion != 1 || len(f.ContactPoints) != len(f.Policies) {
			t.Errorf("%s: %d contact points, %d policies", way, len(f.ContactPoints), len(f.Policies))
		}
		muted := map[string]bool{}
		for _, m := range f.MuteTimes {
			muted[m.Name] = true
		}
		for _, p := range f.Policies {
			for _, route := range append(p.Routes, p) {
				// One message for a unit, whichever rules found it; one for a district's communes that have not reported.
				by := []string{"plan", "unit"}
				if slices.ContainsFunc(route.Matchers, func(m []string) bool { return slices.Equal(m, []string{"together", "=", "parent"}) }) {
					by[1] = "parent"
				}
				if route.Receiver != f.ContactPoints[0].Name || !slices.Equal(route.GroupBy, by) {
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

// Every severity of a rule has a route of its own.
func TestSeveritiesAreRouted(t *testing.T) {
	routed := map[string]bool{}
	for _, route := range policy().Routes {
		routed[route.Matchers[0][2]] = true
	}
	for _, r := range rules(t) {
		if !routed[r.Labels["severity"]] {
			t.Errorf("%s: severity %q has no route", r.UID, r.Labels["severity"])
		}
	}
}

// A message, as its reader gets it.
func TestMessageReadsWell(t *testing.T) {
	tmpl, err := template.New("").Parse(words)
	if err != nil {
		t.Fatal(err)
	}
	type alert struct{ Labels, Annotations map[string]string }
	one := alert{map[string]string{"unit_name": "Trà Ôn"}, map[string]string{"summary": "Trà Ôn đi lùi: Năng lực thông tin", "description": "Thực tế 26,2%.", "link": "http://g/d/x", "runbook_url": "http://r"}}
	commune := alert{map[string]string{"unit_name": "Phước Hậu", "parent_name": "Long Hồ", "together": "parent"}, map[string]string{"summary": "Phước Hậu trễ báo cáo: Số liệu của xã"}}
	type group struct{ Firing, Resolved []alert }
	cases := map[string]struct {
		group group
		want  string
	}{
		"firing":                {group{Firing: []alert{one}}, "XHHT: Trà Ôn, 1 cảnh báo|Đang cảnh báo:\n- Trà Ôn đi lùi: Năng lực thông tin\n  Thực tế 26,2%.\n  Xem: http://g/d/x\n  Cách xử lý: http://r\n"},
		"a district's communes": {group{Resolved: []alert{commune, commune}}, "XHHT: Long Hồ, hết cảnh báo|Đã hết cảnh báo:\n- Phước Hậu trễ báo cáo: Số liệu của xã\n- Phước Hậu trễ báo cáo: Số liệu của xã\n"},
		"over":                  {group{Resolved: []alert{one}}, "XHHT: Trà Ôn, hết cảnh báo|Đã hết cảnh báo:\n- Trà Ôn đi lùi: Năng lực thông tin\n"},
	}
	for name, c := range cases {
		var b strings.Builder
		for i, part := range []string{"xhht.title", "xhht.message"} {
			if i > 0 {
				b.WriteString("|")
			}
			if err := tmpl.ExecuteTemplate(&b, part, map[string]any{"Alerts": c.group}); err != nil {
				t.Fatal(err)
			}
		}
		if b.String() != c.want {
			t.Errorf("%s: got\n%s\nwant\n%s", name, b.String(), c.want)
		}
	}
	if strings.Contains(words, "$") {
		t.Error("Grafana replaces $NAMES in templates from its environment")
	}
}
