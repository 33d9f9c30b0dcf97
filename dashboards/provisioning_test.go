package main

import (
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
	"XHHT_ALERT_WEBHOOK_URL", "XHHT_ALERT_EMAIL", // only where contact/webhook.yaml or contact/email.yaml is mounted
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
			JSONData                     struct{ Organization, Bucket string } `yaml:"jsonData"`
			SecureJSONData               struct{ Token string }                `yaml:"secureJsonData"`
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
	if len(f.Providers) != 1 || f.Providers[0].Folder != "XHHT" || f.Providers[0].AllowUIUpdates {
		t.Errorf("got %+v", f.Providers)
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
	paths, err := filepath.Glob("provisioning/contact/*.yaml")
	if err != nil || len(paths) != 3 {
		t.Fatalf("%v, %v", paths, err)
	}
	for _, path := range paths {
		var f struct {
			APIVersion    int `yaml:"apiVersion"`
			ContactPoints []struct {
				OrgID     int `yaml:"orgId"`
				Name      string
				Receivers []struct {
					UID, Type string
					Settings  map[string]any
				}
			} `yaml:"contactPoints"`
			Policies []struct {
				OrgID          int `yaml:"orgId"`
				Receiver       string
				GroupBy        []string `yaml:"group_by"`
				GroupWait      string   `yaml:"group_wait"`
				GroupInterval  string   `yaml:"group_interval"`
				RepeatInterval string   `yaml:"repeat_interval"`
			}
		}
		readYAML(t, path, &f)
		if f.APIVersion != 1 || len(f.ContactPoints) != len(f.Policies) {
			t.Errorf("%s: %d contact points, %d policies", path, len(f.ContactPoints), len(f.Policies))
		}
		for i, p := range f.Policies {
			if p.Receiver != f.ContactPoints[i].Name || !slices.Contains(p.GroupBy, "unit") {
				t.Errorf("%s: policy to %q by %v", path, p.Receiver, p.GroupBy)
			}
		}
	}
}
