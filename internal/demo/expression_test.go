package main

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// The expressions of alert rules as Grafana's server evaluates them (pkg/expr): numbers meet by their labels, what meets nothing is
// dropped, and nothing times anything is nothing.

// numbers are the rows of one query or expression by their labels; a row without a number is null.
type numbers map[string]*float64

func (n numbers) String() string {
	var out []string
	for _, key := range slices.Sorted(maps.Keys(n)) {
		if v := n[key]; v != nil {
			out = append(out, fmt.Sprintf("%s=%v", key, *v))
		} else {
			out = append(out, key+"=null")
		}
	}
	return strings.Join(out, " ")
}

var reference = regexp.MustCompile(`\$\{?([A-Z]\w*)\}?`)

// calculate evaluates a math expression over the queries that it names.
func calculate(expression string, of map[string]numbers) (numbers, error) {
	tree, err := parser.ParseExpr(reference.ReplaceAllString(expression, "$1"))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", expression, err)
	}
	all, constant, err := evaluated(tree, of)
	if err == nil && all == nil {
		err = fmt.Errorf("%s is always %v", expression, constant)
	}
	return all, err
}

// evaluated is a row for each label set, or a constant.
func evaluated(e ast.Expr, of map[string]numbers) (numbers, float64, error) {
	switch e := e.(type) {
	case *ast.ParenExpr:
		return evaluated(e.X, of)
	case *ast.BasicLit:
		v, err := strconv.ParseFloat(e.Value, 64)
		return nil, v, err
	case *ast.Ident:
		rows, ok := of[e.Name]
		if !ok {
			return nil, 0, fmt.Errorf("$%s is no query of the rule", e.Name)
		}
		return rows, 0, nil
	case *ast.UnaryExpr:
		if e.Op == token.SUB {
			return evaluated(&ast.BinaryExpr{X: &ast.BasicLit{Value: "0"}, Op: token.SUB, Y: e.X}, of)
		}
	case *ast.BinaryExpr:
		return both(e, of)
	}
	return nil, 0, fmt.Errorf("%T: teach this test", e)
}

func both(e *ast.BinaryExpr, of map[string]numbers) (numbers, float64, error) {
	left, a, err := evaluated(e.X, of)
	if err != nil {
		return nil, 0, err
	}
	right, b, err := evaluated(e.Y, of)
	if err != nil {
		return nil, 0, err
	}
	if left == nil && right == nil {
		v, err := operate(e.Op, a, b)
		return nil, v, err
	}
	out := numbers{}
	keys := left
	if left == nil {
		keys = right
	}
	for key := range keys {
		x, y := &a, &b
		if left != nil {
			x = left[key]
		}
		if right != nil {
			found, ok := right[key]
			if !ok {
				continue // Grafana drops what has no partner
			}
			y = found
		}
		if x == nil || y == nil {
			out[key] = nil
			continue
		}
		v, err := operate(e.Op, *x, *y)
		if err != nil {
			return nil, 0, err
		}
		out[key] = &v
	}
	return out, 0, nil
}

func operate(op token.Token, a, b float64) (float64, error) {
	truth := func(is bool) float64 {
		if is {
			return 1
		}
		return 0
	}
	if math.IsNaN(a) || math.IsNaN(b) {
		return math.NaN(), nil
	}
	switch op {
	case token.ADD:
		return a + b, nil
	case token.SUB:
		return a - b, nil
	case token.MUL:
		return a * b, nil
	case token.QUO:
		return a / b, nil
	case token.EQL:
		return truth(a == b), nil
	case token.NEQ:
		return truth(a != b), nil
	case token.LSS:
		return truth(a < b), nil
	case token.LEQ:
		return truth(a <= b), nil
	case token.GTR:
		return truth(a > b), nil
	case token.GEQ:
		return truth(a >= b), nil
	case token.LAND:
		return truth(a != 0 && b != 0), nil
	case token.LOR:
		return truth(a != 0 || b != 0), nil
	}
	return 0, fmt.Errorf("operator %s: teach this test", op)
}

// threshold is 1 where the number is beyond the bound. A null stays one: no data for that unit, never a resolved alert.
func threshold(rows numbers, kind string, params []float64) (numbers, error) {
	if len(params) == 0 {
		return nil, fmt.Errorf("threshold %s without a bound", kind)
	}
	op, known := map[string]token.Token{"lt": token.LSS, "gt": token.GTR, "eq": token.EQL, "ne": token.NEQ, "gte": token.GEQ, "lte": token.LEQ}[kind]
	if !known {
		return nil, fmt.Errorf("threshold %s: teach this test", kind)
	}
	out := numbers{}
	for key, v := range rows {
		if v == nil {
			out[key] = nil
			continue
		}
		beyond := 0.0 // a NaN is beyond no bound
		if !math.IsNaN(*v) {
			var err error
			if beyond, err = operate(op, *v, params[0]); err != nil {
				return nil, err
			}
		}
		out[key] = &beyond
	}
	return out, nil
}

// silence is one alert, of nobody in particular, where a query has not one number.
func silence(rows numbers) numbers {
	for _, v := range rows {
		if v != nil {
			return numbers{"": new(0.0)}
		}
	}
	return numbers{"": new(1.0)}
}

// conclude evaluates the rule's expressions in their order; a row of its condition that is neither null nor 0 is an alert.
func (r alertRule) conclude(of map[string]numbers) (numbers, error) {
	for _, d := range r.Data {
		if d.DatasourceUID != "__expr__" {
			continue
		}
		raw, err := json.Marshal(d.Model)
		if err != nil {
			return nil, err
		}
		var e struct {
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
		if err := json.Unmarshal(raw, &e); err != nil {
			return nil, fmt.Errorf("%s: %w", d.RefID, err)
		}
		switch {
		case e.Type == "math":
			of[d.RefID], err = calculate(e.Expression, of)
		case e.Type == "threshold" && len(e.Conditions) == 1 && e.Conditions[0].UnloadEvaluator == nil && of[e.Expression] != nil:
			of[d.RefID], err = threshold(of[e.Expression], e.Conditions[0].Evaluator.Type, e.Conditions[0].Evaluator.Params)
		case e.Type == "classic_conditions" && len(e.Conditions) == 1 && e.Conditions[0].Evaluator.Type == "no_value" && len(e.Conditions[0].Query.Params) == 1:
			of[d.RefID] = silence(of[e.Conditions[0].Query.Params[0]])
		default:
			err = fmt.Errorf("%s over %q with %d conditions: teach this test", e.Type, e.Expression, len(e.Conditions))
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", d.RefID, err)
		}
	}
	if of[r.Condition] == nil {
		return nil, fmt.Errorf("the condition %q is no expression of the rule", r.Condition)
	}
	return of[r.Condition], nil
}

func TestExpressionsAreThoseOfGrafana(t *testing.T) {
	of := map[string]numbers{
		"A": {"long-ho": new(-9.0), "tra-on": nil, "mang-thit": new(3.0), "binh-tan": new(-1.0)},
		"X": {"long-ho": new(0.0), "tra-on": new(0.0), "mang-thit": new(0.0)},
	}
	for expression, want := range map[string]string{
		"$A * ($X == 0)":            "long-ho=-9 mang-thit=3 tra-on=null", // Bình Tân has no partner
		"${A} < 0 && $X == 0":       "long-ho=1 mang-thit=0 tra-on=null",
		"-$A + 2 * 3":               "binh-tan=7 long-ho=15 mang-thit=3 tra-on=null",
		"$A / $X":                   "long-ho=-Inf mang-thit=+Inf tra-on=null",
		"($A >= 3 || $A <= -9) !=0": "binh-tan=0 long-ho=1 mang-thit=1 tra-on=null",
	} {
		rows, err := calculate(expression, of)
		if got := rows.String(); err != nil || got != want {
			t.Errorf("%s: %s (%v), want %s", expression, got, err, want)
		}
	}
	for _, bad := range []string{"$B", "1 + 1", "abs($A)", "$A <"} {
		if rows, err := calculate(bad, of); err == nil {
			t.Errorf("%s: %s", bad, rows)
		}
	}
	if some, none := silence(of["A"]).String(), silence(numbers{"tra-on": nil}).String(); some != "=0" || none != "=1" {
		t.Errorf("silence: %s and %s", some, none)
	}
	nan := math.NaN()
	if rows, err := threshold(numbers{"a": nil, "b": new(-2.0), "c": new(2.0), "d": &nan}, "lt", []float64{0}); err != nil || rows.String() != "a=null b=1 c=0 d=0" {
		t.Errorf("threshold: %s (%v)", rows, err)
	}
}
