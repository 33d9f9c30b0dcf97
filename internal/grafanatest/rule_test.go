package grafanatest_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/xhht/xhht/internal/grafanatest"
)

// margins is an answer to an alert rule: three units, one of them silent.
func margins(column string, values ...*float64) backend.DataResponse {
	var uids []string
	for i := range values {
		uids = append(uids, fmt.Sprintf("d:%d@0", i+1))
	}
	f := data.NewFrame("alert", data.NewField("unit", nil, uids), data.NewField(column, nil, values))
	f.Meta = &data.FrameMeta{Type: data.FrameTypeNumericLong, TypeVersion: data.FrameTypeVersion{0, 1}}
	return backend.DataResponse{Frames: data.Frames{f}}
}

func ruleOf(expressions ...map[string]any) grafanatest.Rule {
	r := grafanatest.Rule{UID: "behind", Title: "Chậm", Labels: map[string]string{"severity": "warning"},
		Annotations: map[string]string{"summary": `{{ if $labels.unit }}{{ $labels.unit }} {{ printf "%.0f" $values.A.Value }}{{ else }}nobody reports{{ end }}`}}
	for _, ref := range []string{"A", "B"} {
		r.Data = append(r.Data, grafanatest.RuleQuery{RefID: ref, DatasourceUID: "xhht-targets",
			Model: map[string]any{"refId": ref, "schemaVersion": 1, "kind": "alert", "plan": "p", "level": "district"}})
	}
	for i, e := range expressions {
		r.Condition = string(rune('C' + i))
		r.Data = append(r.Data, grafanatest.RuleQuery{RefID: r.Condition, DatasourceUID: "__expr__", Model: e})
	}
	return r
}

func mathOf(expression string) map[string]any {
	return map[string]any{"type": "math", "expression": expression}
}

func below(ref string, bound float64) map[string]any {
	return map[string]any{"type": "threshold", "expression": ref, "conditions": []any{map[string]any{"evaluator": map[string]any{"type": "lt", "params": []float64{bound}}}}}
}

func silenceOf(ref string) map[string]any {
	return map[string]any{"type": "classic_conditions", "conditions": []any{map[string]any{"evaluator": map[string]any{"type": "no_value"}, "query": map[string]any{"params": []string{ref}}}}}
}

func TestARuleFiresForEachUnitByItself(t *testing.T) {
	all := map[string]backend.DataResponse{"A": margins("margin", new(-9.0), new(3.0), nil), "B": margins("days", new(0.0), new(0.0), new(4.0))}
	silent := map[string]backend.DataResponse{"A": margins("margin", nil, nil, nil), "B": margins("days", nil, nil, nil)}
	for name, c := range map[string]struct {
		answers map[string]backend.DataResponse
		rule    grafanatest.Rule
		want    string
		nulls   int
	}{
		"a bound":         {all, ruleOf(below("A", 0)), "d:1@0 -9", 1},
		"a formula":       {all, ruleOf(mathOf("$A * ($B == 0)"), below("C", 5)), "d:1@0 -9, d:2@0 3", 1}, // nobody is silent without a number
		"nobody":          {all, ruleOf(below("A", -20)), "", 1},
		"not silent":      {all, ruleOf(silenceOf("A")), "", 1},
		"silent together": {silent, ruleOf(silenceOf("A")), "nobody reports", 3},
	} {
		e := grafana(fake{answers: c.answers}).Evaluate(t, c.rule)
		var got []string
		for _, a := range e.Alerts {
			got = append(got, a.Annotations["summary"])
			if a.Labels["alertname"] != "Chậm" || a.Labels["severity"] != "warning" {
				t.Errorf("%s: labels %v", name, a.Labels)
			}
		}
		if strings.Join(got, ", ") != c.want || e.Rows != 3 {
			t.Errorf("%s: %q of %d rows, want %q of 3", name, got, e.Rows, c.want)
		}
		if e.Nulls != c.nulls {
			t.Errorf("%s: %d nulls, want %d", name, e.Nulls, c.nulls)
		}
	}
}

func TestWhatARuleDoesNotKnowIsRefused(t *testing.T) {
	for name, e := range map[string]map[string]any{
		"a kind of expression":      {"type": "reduce", "expression": "A"},
		"a bound of nothing":        below("Z", 0),
		"a threshold that recovers": {"type": "threshold", "expression": "A", "conditions": []any{map[string]any{"evaluator": map[string]any{"type": "lt", "params": []float64{0}}, "unloadEvaluator": map[string]any{"type": "gt"}}}},
		"an unknown bound":          {"type": "threshold", "expression": "A", "conditions": []any{map[string]any{"evaluator": map[string]any{"type": "within_range", "params": []float64{0, 1}}}}},
		"half a formula":            mathOf("$A <"),
	} {
		if _, err := ruleOf(e).Conclude(map[string]grafanatest.Numbers{"A": {"x": new(1.0)}}); err == nil {
			t.Errorf("%s is taken", name)
		}
	}
	r := ruleOf(below("A", 0))
	r.Condition = "Z"
	if _, err := r.Conclude(map[string]grafanatest.Numbers{"A": {"x": new(1.0)}}); err == nil {
		t.Error("a condition that is no expression is taken")
	}
}

// died ends the test that it stands in for and remembers why.
type died struct {
	testing.TB
	why string
}

func (*died) Helper() {}
func (d *died) Fatalf(format string, args ...any) {
	d.why = fmt.Sprintf(format, args...)
	panic(errDied)
}

var errDied = errors.New("died")

func TestAnAlertsAnswerMustBeOneFrameOfNumbers(t *testing.T) {
	twice := margins("margin", new(1.0), new(2.0))
	twice.Frames[0].Fields[0].Set(1, "d:1@0")
	two := margins("margin", new(1.0))
	two.Frames[0].Fields = append(two.Frames[0].Fields, data.NewField("gap", nil, []float64{1}))
	long := margins("margin", new(1.0))
	long.Frames[0].Meta.Type = data.FrameTypeTable
	for name, c := range map[string]struct {
		answer backend.DataResponse
		why    string
	}{
		"an error":              {backend.DataResponse{Error: errDied}, "must answer one frame"},
		"nothing":               {backend.DataResponse{}, "must answer one frame"},
		"no rows":               {margins("margin"), "must answer one frame with rows"},
		"another type of frame": {long, "not numeric-long"},
		"two rows of one unit":  {twice, "twice: true"},
		"two numbers":           {two, "2 numbers"},
	} {
		d := &died{}
		func() {
			defer func() { _ = recover() }()
			grafanatest.Rows(d, "rule A", c.answer)
		}()
		if !strings.Contains(d.why, c.why) {
			t.Errorf("%s: %q, want %q", name, d.why, c.why)
		}
	}
}
