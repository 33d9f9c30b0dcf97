// Command parse shows what the parsers of InfluxDB 1.8 make of a query: the texts in it, and its shape without them. The
// tests of internal/influx ask it whether a text can ever become code. It lives in this module because the parsers'
// dependencies are old, and must not reach ours.
//
// It reads JSON documents {"language": "flux" or "influxql", "query": "…"} and answers each with one line.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/influxdata/flux/ast"
	"github.com/influxdata/flux/parser"
	"github.com/influxdata/influxql"
)

type question struct {
	Language string `json:"language"`
	Query    string `json:"query"`
}

type answer struct {
	Texts []string `json:"texts"`
	Shape string   `json:"shape"`
	Error string   `json:"error"`
}

func main() {
	in, out := json.NewDecoder(os.Stdin), json.NewEncoder(os.Stdout)
	for {
		var q question
		err := in.Decode(&q)
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		a := parseFlux
		if q.Language == "influxql" {
			a = parseInfluxQL
		}
		if err := out.Encode(a(q.Query)); err != nil {
			os.Exit(1)
		}
	}
}

func parseFlux(text string) (a answer) {
	pkg := parser.ParseSource(text)
	if ast.Check(pkg) > 0 {
		return answer{Error: fmt.Sprint(ast.GetError(pkg))}
	}
	ast.Walk(ast.CreateVisitor(func(n ast.Node) {
		a.Shape += fmt.Sprintf("%T ", n)
		switch n := n.(type) {
		case *ast.StringLiteral:
			a.Texts = append(a.Texts, n.Value)
		case *ast.Identifier:
			a.Shape += n.Name + " "
		}
	}), pkg)
	return a
}

func parseInfluxQL(text string) (a answer) {
	q, err := influxql.ParseQuery(text)
	if err != nil {
		return answer{Error: err.Error()}
	}
	influxql.WalkFunc(q, func(n influxql.Node) {
		a.Shape += fmt.Sprintf("%T ", n)
		switch n := n.(type) {
		case *influxql.StringLiteral:
			a.Texts = append(a.Texts, n.Val)
		case *influxql.VarRef:
			a.Shape += n.Val + " "
		}
	})
	return a
}
