package main

import (
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

type ruleFile struct {
	Groups []struct {
		Rules []struct {
			Alert       string
			Annotations map[string]string
		}
	}
}

type ruleTests struct {
	Tests []struct {
		AlertRuleTest []struct {
			Alertname string
			ExpAlerts []any `yaml:"exp_alerts"`
		} `yaml:"alert_rule_test"`
	}
}

func decode(t *testing.T, name string, into any) {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("rules", name))
	if err != nil {
		t.Fatal(err)
	}
	if err := yaml.Unmarshal(raw, into); err != nil {
		t.Fatal(err)
	}
}

// promtool proves that the cases come out as written; here it is proven that every rule has them, and a page that explains it.
func TestEveryRuleHasARunbookAndBothCases(t *testing.T) {
	var rules ruleFile
	var tests ruleTests
	decode(t, "xhht.yml", &rules)
	decode(t, "xhht_test.yml", &tests)
	silent, firing := map[string]bool{}, map[string]bool{}
	for _, test := range tests.Tests {
		for _, c := range test.AlertRuleTest {
			if len(c.ExpAlerts) > 0 {
				firing[c.Alertname] = true
			} else {
				silent[c.Alertname] = true
			}
		}
	}
	n := 0
	for _, g := range rules.Groups {
		for _, r := range g.Rules {
			n++
			if !silent[r.Alert] || !firing[r.Alert] {
				t.Errorf("%s: silent case %v, firing case %v; xhht_test.yml needs both", r.Alert, silent[r.Alert], firing[r.Alert])
			}
			url := r.Annotations["runbook_url"]
			page, err := os.ReadFile(filepath.Join("..", "docs", "runbooks", path.Base(url)))
			if err != nil || !strings.HasPrefix(url, "https://github.com/xhht/xhht/blob/main/docs/runbooks/") || !strings.Contains(string(page), "**Làm gì.**") {
				t.Errorf("%s: runbook %q (%v) has to be a page of docs/runbooks that says what to do", r.Alert, url, err)
			}
		}
	}
	if n == 0 {
		t.Fatal("there are no rules")
	}
}
