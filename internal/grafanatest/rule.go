package grafanatest

import (
	"encoding/json"
	"fmt"
	"os"
	"testing"

	"github.com/goccy/go-yaml"
)

// Rule is as much of a generated alert rule as it takes to evaluate it.
type Rule struct {
	UID, Title          string
	Condition           string
	Labels, Annotations map[string]string
	Data                []RuleQuery
}

// RuleQuery is a query or an expression of a rule.
type RuleQuery struct {
	RefID         string `yaml:"refId"`
	DatasourceUID string `yaml:"datasourceUid"`
	Model         map[string]any
}

// Rules reads the rules of a provisioning file.
func Rules(tb testing.TB, path string) []Rule {
	tb.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		tb.Fatal(err)
	}
	var f struct {
		Groups []struct{ Rules []Rule }
	}
	if err := yaml.Unmarshal(raw, &f); err != nil {
		tb.Fatal(err)
	}
	var out []Rule
	for _, g := range f.Groups {
		out = append(out, g.Rules...)
	}
	if len(out) == 0 {
		tb.Fatalf("there are no rules in %s", path)
	}
	return out
}

func (d RuleQuery) isExpression() bool { return d.DatasourceUID == "__expr__" }

// expression is as much of an expression as is understood.
type expression struct {
	Type, Expression string
	Conditions       []struct {
		Evaluator struct {
			Type   string
			Params []float64
		}
		UnloadEvaluator any
		Query           struct{ Params []string }
	}
}

// Conclude evaluates the rule's expressions in their order; a row of its condition that is neither null nor 0 is an alert.
func (r Rule) Conclude(of map[string]Numbers) (Numbers, error) {
	for _, d := range r.Data {
		if !d.isExpression() {
			continue
		}
		raw, err := json.Marshal(d.Model)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", d.RefID, err)
		}
		var e expression
		if err := json.Unmarshal(raw, &e); err != nil {
			return nil, fmt.Errorf("%s: %w", d.RefID, err)
		}
		if of[d.RefID], err = e.rows(of); err != nil {
			return nil, fmt.Errorf("%s: %w", d.RefID, err)
		}
	}
	if of[r.Condition] == nil {
		return nil, fmt.Errorf("the condition %q is no expression of the rule", r.Condition)
	}
	return of[r.Condition], nil
}

func (e expression) rows(of map[string]Numbers) (Numbers, error) {
	one := len(e.Conditions) == 1
	switch {
	case e.Type == "math":
		return calculate(e.Expression, of)
	case e.Type == "threshold" && one && e.Conditions[0].UnloadEvaluator == nil && of[e.Expression] != nil:
		return threshold(of[e.Expression], e.Conditions[0].Evaluator.Type, e.Conditions[0].Evaluator.Params)
	case e.Type == "classic_conditions" && one && e.Conditions[0].Evaluator.Type == "no_value" && len(e.Conditions[0].Query.Params) == 1:
		return silence(of[e.Conditions[0].Query.Params[0]]), nil
	}
	return nil, fmt.Errorf("%s over %q with %d conditions: teach package grafanatest", e.Type, e.Expression, len(e.Conditions))
}
