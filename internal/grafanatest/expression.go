package grafanatest

import (
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
)

// The expressions of alert rules as Grafana's server evaluates them (pkg/expr): numbers meet by their labels, what meets nothing is
// dropped, and nothing times anything is nothing.

// Numbers are the rows of one query or expression by their labels; a row without a number is null.
type Numbers map[string]*float64

// String lists them in order.
func (n Numbers) String() string {
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
func calculate(expression string, of map[string]Numbers) (Numbers, error) {
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
func evaluated(e ast.Expr, of map[string]Numbers) (Numbers, float64, error) {
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
	return nil, 0, fmt.Errorf("%T: teach package grafanatest", e)
}

func both(e *ast.BinaryExpr, of map[string]Numbers) (Numbers, float64, error) {
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
	out := Numbers{}
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
	return 0, fmt.Errorf("operator %s: teach package grafanatest", op)
}

// threshold is 1 where the number is beyond the bound. A null stays one: no data for that unit, never a resolved alert.
func threshold(rows Numbers, kind string, params []float64) (Numbers, error) {
	if len(params) == 0 {
		return nil, fmt.Errorf("threshold %s without a bound", kind)
	}
	op, known := map[string]token.Token{"lt": token.LSS, "gt": token.GTR, "eq": token.EQL, "ne": token.NEQ, "gte": token.GEQ, "lte": token.LEQ}[kind]
	if !known {
		return nil, fmt.Errorf("threshold %s: teach package grafanatest", kind)
	}
	out := Numbers{}
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
func silence(rows Numbers) Numbers {
	for _, v := range rows {
		if v != nil {
			return Numbers{"": new(0.0)}
		}
	}
	return Numbers{"": new(1.0)}
}
