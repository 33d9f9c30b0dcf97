package statetest

import (
	"slices"
	"strings"
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/xhht/xhht/internal/grafanatest"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/owed"
	"github.com/xhht/xhht/internal/query"
	"github.com/xhht/xhht/internal/scorecard"
	"github.com/xhht/xhht/plugin/pkg/frames"
)

// one is a data source that knows one row: its answer to a rule is the plugin's own frame of that row.
type one struct {
	in     scorecard.Input
	rows   []scorecard.Row
	report []owed.Expected
	level  []owed.LevelRow
	titles []owed.RecognitionRow
}

// answers reports whether the row is of the kind that a measure looks at.
func (o one) answers(m query.AlertMeasure) bool {
	switch m {
	case query.Overdue:
		return len(o.report) > 0
	case query.Lapse:
		return len(o.level) > 0
	case query.Title:
		return len(o.titles) > 0
	}
	return len(o.rows) > 0
}

// Query implements grafanatest.DataSource.
func (o one) Query(_ testing.TB, list []grafanatest.Asked, _ bool) []backend.DataResponse {
	v := frames.View{Plan: o.in.Plan, Registry: o.in.Registry, Lang: lang.Vietnamese}
	out := make([]backend.DataResponse, len(list))
	for i, a := range list {
		out[i].Frames = data.Frames{o.frame(v, a.Query.Measure)}
	}
	return out
}

func (o one) frame(v frames.View, m query.AlertMeasure) *data.Frame {
	switch m {
	case query.Overdue:
		return frames.OverdueAlert(v, o.report)
	case query.Lapse:
		var rows []frames.LapseRow
		for _, r := range o.level {
			rows = append(rows, frames.LapseRow{Unit: r.Area.UID, UnitName: r.Area.Name, Programme: r.Programme, Value: r.Keeping.Years()})
		}
		return frames.LapseAlert(v, rows)
	case query.Title:
		return frames.TitleAlert(v, o.titles)
	}
	var jumps map[scorecard.Cell]scorecard.Leap
	if m == query.Jump || m == query.Size || m == query.Usual { // as plugin/pkg/answer
		jumps = scorecard.Jumps(o.in, nil)
	}
	return frames.Alert(v, o.rows, m, jumps)
}

// Resource implements grafanatest.DataSource; a rule asks for none.
func (o one) Resource(tb testing.TB, path string) (int, []byte) {
	tb.Fatalf("a rule asks for %s", path)
	return 0, nil
}

// What a rule does with a state. Neither is an opinion of ours: it is what Grafana concludes from the rule as it is generated.
const (
	fires = "kêu"
	quiet = "không kêu"
	holds = "giữ nguyên"
)

// act evaluates a rule on one row. Every text that the rule writes about it has to read well.
func act(t *testing.T, r grafanatest.Rule, o one) string {
	t.Helper()
	e := grafanatest.Grafana{Source: o, Now: now}.Evaluate(t, r)
	for _, a := range e.Alerts {
		for name, text := range a.Annotations {
			if strings.Contains(text, "NaN") || strings.Contains(text, "<no value>") {
				t.Errorf("%s says %s: %s", r.UID, name, text)
			}
		}
	}
	switch {
	case len(e.Alerts) > 0:
		return fires
	case e.Held > 0:
		return holds
	}
	return quiet
}

// rules are those of the shipped plans that look at a unit, one of each kind: the same kind is the same question under every plan.
func rules(t *testing.T) []grafanatest.Rule {
	t.Helper()
	var out []grafanatest.Rule
	for _, r := range grafanatest.Rules(t, "../../../dashboards/sample/alerting/rules.yaml") {
		kind := func(o grafanatest.Rule) bool { return o.Labels["rule"] == r.Labels["rule"] }
		ours := strings.HasSuffix(r.UID, "-"+planID) || strings.HasSuffix(r.UID, "-pcgd-xmc-vinh-long")
		if ours && r.Labels["rule"] != "source-unreadable" && !slices.ContainsFunc(out, kind) {
			out = append(out, r)
		}
	}
	return out
}

// measure is what a rule's condition looks at.
func measure(t *testing.T, r grafanatest.Rule) query.AlertMeasure {
	t.Helper()
	name, _ := r.Data[0].Model["measure"].(string)
	if name == "" {
		t.Fatalf("%s: its first query asks for no measure: %v", r.UID, r.Data[0].Model)
	}
	return query.AlertMeasure(name)
}
