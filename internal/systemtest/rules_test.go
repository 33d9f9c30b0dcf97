package systemtest

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xhht/xhht/internal/demo/story"
	"github.com/xhht/xhht/internal/grafanatest"
)

// The demo's units and the rules that have to speak of them; every other pair of unit and rule has to be silent.
var alarms = map[string][]string{
	"xhht-behind-vinh-long-2021-2030":        {"d:858@0"},
	"xhht-off-track-vinh-long-2021-2030":     {"d:855@0", "d:859@0", "d:862@0"}, // TP Vĩnh Long: the UNESCO city has not come
	"xhht-will-miss-vinh-long-2021-2030":     {"d:855@0"},
	"xhht-report-late-vinh-long-2021-2030":   {"d:861@0", "d:863@0"},
	"xhht-level-at-risk-pcgd-xmc-vinh-long":  {"c:29551@2025-07-01"}, // Phường Long Châu missed one year
	"xhht-report-missing-pcgd-xmc-vinh-long": {story.NewMuted},
	"xhht-title-ends-vinh-long-2021-2030":    {story.TitleEnds},
	"xhht-title-lapsed-vinh-long-2021-2030":  {story.TitleLapsed},
	"xhht-jump-vinh-long-2021-2030":          {"d:860@0"}, // Tam Bình, technical training
}

// rules are the generated alert rules.
func (w wall) rules(t *testing.T) []grafanatest.Rule {
	t.Helper()
	return grafanatest.Rules(t, filepath.Join(w.pages, "alerting", "rules.yaml"))
}

// checkRules evaluates every rule. Those named have to fire on their units and no other; without names nobody may be called, but
// for silence itself. What every rule saw and said on the demo is kept beside the logs: most of it is silence.
func checkRules(t *testing.T, w wall, alarms map[string][]string) (all []grafanatest.Alert) {
	t.Helper()
	var text strings.Builder
	g := w.grafana()
	for _, r := range w.rules(t) {
		e := g.Evaluate(t, r)
		all = append(all, e.Alerts...)
		fmt.Fprintf(&text, "%-50s %3d rows, %3d without a number, %2d firing\n", r.UID, e.Rows, e.Nulls, len(e.Alerts))
		for _, a := range e.Alerts {
			summary, description := a.Annotations["summary"], a.Annotations["description"]
			fmt.Fprintf(&text, "    %s\n        %s\n", summary, description)
			if strings.Contains(description, "NaN") || strings.Contains(summary+description, "<no value>") {
				t.Errorf("%s speaks badly: %s %s", r.UID, summary, description)
			}
		}
		if units, want := called(e.Alerts), alarms[r.UID]; !slices.Equal(units, want) && (alarms != nil || !strings.HasPrefix(r.Labels["rule"], "report-")) {
			t.Errorf("%s fires on %v, want %v", r.UID, units, want)
		}
	}
	if alarms != nil {
		if err := os.WriteFile(filepath.Join(logs, "rules.txt"), []byte(text.String()), 0o600); err != nil {
			t.Error(err)
		}
	}
	return all
}

// called are the units that alerts are about, each once.
func called(alerts []grafanatest.Alert) (units []string) {
	for _, a := range alerts {
		if !slices.Contains(units, a.Labels["unit"]) {
			units = append(units, a.Labels["unit"])
		}
	}
	slices.Sort(units)
	return units
}
