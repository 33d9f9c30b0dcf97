package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/xhht/xhht/internal/grafanatest"
)

// ruleFile is as much of the generated alert rules as it takes to evaluate them.
type ruleFile struct {
	Groups []struct {
		Name  string
		Rules []alertRule
	}
}

type alertRule struct {
	UID, Title          string
	Condition           string
	Labels, Annotations map[string]string
	Data                []struct {
		RefID         string `yaml:"refId"`
		DatasourceUID string `yaml:"datasourceUid"`
		Model         map[string]any
	}
}

func loadRules(t *testing.T, pages string) []alertRule {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(pages, "alerting", "rules.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var f ruleFile
	if err := yaml.Unmarshal(raw, &f); err != nil {
		t.Fatal(err)
	}
	var out []alertRule
	for _, g := range f.Groups {
		out = append(out, g.Rules...)
	}
	if len(out) == 0 {
		t.Fatal("there are no rules")
	}
	return out
}

// fired is one alert, as Grafana hands it to the message.
type fired struct {
	grafanatest.Alert
	rule, unit, summary, description string
}

// evaluate does with a rule what Grafana does: each row of A is an alert of its own, a null is no data, and the other queries'
// numbers of the same labels go into the text.
func (w wall) evaluate(t *testing.T, r alertRule) (out []fired, rows, nulls int) {
	t.Helper()
	var list []asked
	for _, d := range r.Data {
		if d.DatasourceUID == "__expr__" {
			continue
		}
		raw, err := json.Marshal(d.Model)
		if err != nil {
			t.Fatal(err)
		}
		a := read(t, raw)
		a.Where = r.UID
		list = append(list, a)
	}
	values := map[string]map[string]float64{} // labels → refId → number
	labels := map[string]map[string]string{}
	for i, resp := range w.ask(t, list, true) {
		for key, row := range numbersOf(t, r.UID+" "+list[i].RefID, resp) {
			if values[key] == nil {
				values[key], labels[key] = map[string]float64{}, row.labels
			}
			values[key][list[i].RefID] = row.value
			if list[i].RefID == "A" {
				rows++
				if math.IsNaN(row.value) {
					nulls++
				}
			}
		}
	}
	of := map[string]numbers{}
	for key, row := range values {
		for ref, v := range row {
			if of[ref] == nil {
				of[ref] = numbers{}
			}
			if of[ref][key] = nil; !math.IsNaN(v) {
				of[ref][key] = &v
			}
		}
	}
	verdicts, err := r.conclude(of)
	if err != nil {
		t.Fatalf("%s: %v", r.UID, err)
	}
	if _, together := verdicts[""]; len(verdicts) != rows && !together {
		t.Errorf("%s: %d of %d units got a verdict: Grafana drops a row whose labels the other queries do not have", r.UID, len(verdicts), rows)
	}
	for key, v := range verdicts {
		if v != nil && *v != 0 {
			a := grafanatest.Alert{Labels: maps.Clone(labels[key]), Annotations: map[string]string{}}
			if a.Labels == nil {
				a.Labels = map[string]string{}
			}
			maps.Copy(a.Labels, r.Labels)
			a.Labels["alertname"] = r.Title
			for name, text := range r.Annotations {
				a.Annotations[name] = grafanatest.Annotation(t, text, labels[key], values[key])
			}
			out = append(out, fired{a, r.UID, a.Labels["unit"], a.Annotations["summary"], a.Annotations["description"]})
		}
	}
	sort.Slice(out, func(i, j int) bool { return out[i].summary < out[j].summary })
	return out, rows, nulls
}

type labelled struct {
	labels map[string]string
	value  float64
}

// numbersOf reads a numeric-long frame as Grafana's expressions do: text columns are labels, the one number is the value.
func numbersOf(t *testing.T, where string, r backend.DataResponse) map[string]labelled {
	t.Helper()
	if r.Error != nil || len(r.Frames) != 1 || r.Frames[0].Rows() == 0 {
		t.Fatalf("%s: %v, %d frames: an alert query must answer one frame with rows", where, r.Error, len(r.Frames))
	}
	f := r.Frames[0]
	if f.Meta.Type != data.FrameTypeNumericLong || f.Meta.TypeVersion != (data.FrameTypeVersion{0, 1}) {
		t.Fatalf("%s: %s %v", where, f.Meta.Type, f.Meta.TypeVersion)
	}
	out := map[string]labelled{}
	for i := range f.Rows() {
		row := labelled{map[string]string{}, math.NaN()}
		numbers := 0
		for _, field := range f.Fields {
			if field.Type().Numeric() {
				numbers++
				if v, ok := field.ConcreteAt(i); ok {
					row.value = v.(float64) //nolint:forcetypeassert // the frame's own type
				}
				continue
			}
			v, _ := field.ConcreteAt(i)
			row.labels[field.Name] = fmt.Sprint(v)
		}
		key := fmt.Sprint(row.labels)
		if _, twice := out[key]; twice || numbers != 1 {
			t.Fatalf("%s: %d numbers, labels %s twice: %v", where, numbers, key, twice)
		}
		out[key] = row
	}
	return out
}

// The demo's districts and the rules that have to speak of them; every other pair of unit and rule has to be silent.
var alarms = map[string][]string{
	"xhht-behind-vinh-long-2021-2030":        {"d:858@0"},
	"xhht-off-track-vinh-long-2021-2030":     {"d:855@0", "d:859@0", "d:862@0"}, // TP Vĩnh Long: the UNESCO city has not come
	"xhht-will-miss-vinh-long-2021-2030":     {"d:855@0"},
	"xhht-report-late-vinh-long-2021-2030":   {"d:861@0", "d:863@0"},
	"xhht-level-at-risk-pcgd-xmc-vinh-long":  {"c:29551@2025-07-01"}, // Phường Long Châu missed one year
	"xhht-report-missing-pcgd-xmc-vinh-long": {newMuted},
	"xhht-jump-vinh-long-2021-2030":          {"d:860@0"}, // Tam Bình, technical training
}

// checkRules evaluates every rule. Those named have to fire on their units and no other; without names nobody may be called, but
// for silence itself.
func checkRules(t *testing.T, w wall, alarms map[string][]string) (all []fired) {
	t.Helper()
	var text strings.Builder
	for _, r := range loadRules(t, w.pages) {
		found, rows, nulls := w.evaluate(t, r)
		all = append(all, found...)
		fmt.Fprintf(&text, "%-50s %3d rows, %3d without a number, %2d firing\n", r.UID, rows, nulls, len(found))
		var units []string
		for _, f := range found {
			fmt.Fprintf(&text, "    %s\n        %s\n", f.summary, f.description)
			if !slices.Contains(units, f.unit) {
				units = append(units, f.unit)
			}
			if strings.Contains(f.description, "NaN") || strings.Contains(f.summary, "<no value>") || strings.Contains(f.description, "<no value>") {
				t.Errorf("%s speaks badly: %s %s", r.UID, f.summary, f.description)
			}
		}
		slices.Sort(units)
		if want := alarms[r.UID]; !slices.Equal(units, want) && (alarms != nil || !strings.HasPrefix(r.Labels["rule"], "report-")) {
			t.Errorf("%s fires on %v, want %v", r.UID, units, want)
		}
	}
	t.Logf("alerts of the demo:\n%s", text.String())
	return all
}
