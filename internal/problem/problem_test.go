package problem_test

import (
	"encoding/json"
	"testing"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/problem"
)

func TestAPlaceIsWrittenForAPerson(t *testing.T) {
	for want, p := range map[string]problem.Place{
		"":                            {},
		"a.csv":                       problem.At("a.csv", 0),
		"a.csv:7":                     problem.At("a.csv", 7),
		"a.csv:7.numerator":           problem.At("a.csv", 7).WithField("numerator"),
		"7":                           problem.Line(7),
		"rows[3].numerator":           problem.Place{Row: 4, Path: "rows[3]"}.WithField("numerator"),
		"targets[0].milestones[1]":    problem.Path("targets[0].milestones[1]"),
		"--until":                     problem.Field("--until"),
		"a.csv: received_on":          {File: "a.csv", Field: "received_on"},
		"a.json: rows[3].numerator":   {File: "a.json", Row: 4, Path: "rows[3]", Field: "numerator"},
		"a.json:2: rows[3].numerator": {File: "a.json", Line: 2, Path: "rows[3]", Field: "numerator"},
	} {
		if got := p.String(); got != want {
			t.Errorf("%#v is written %q, want %q", p, got, want)
		}
	}
}

func TestAProblemInJSON(t *testing.T) {
	for want, p := range map[string]problem.Problem{
		`{"code":"no_rows","rule":{"vi":"trống"}}`:                                                {Code: "no_rows", Rule: lang.Text{VI: "trống"}},
		`{"code":"negative","place":"a.csv:7.value","value":"-1","rule":{"vi":"âm"}}`:             {Code: "negative", Place: problem.At("a.csv", 7).WithField("value"), Value: "-1", Rule: lang.Text{VI: "âm"}},
		`{"code":"unit","place":"rows[0]","rule":{"vi":"a","en":"b"},"hint":{"vi":"c","en":"d"}}`: {Code: "unit", Place: problem.Path("rows[0]"), Rule: lang.Text{VI: "a", EN: "b"}, Hint: lang.Text{VI: "c", EN: "d"}},
	} {
		got, err := json.Marshal(p)
		if err != nil || string(got) != want {
			t.Errorf("got %s, %v; want %s", got, err, want)
		}
	}
}

// Line 9 comes before line 10, a problem of the whole before those of its rows, and one place keeps the order of finding.
func TestProblemsAreToldInTheOrderOfReading(t *testing.T) {
	var all problem.Bounded
	for _, p := range []problem.Place{problem.At("a", 10), problem.At("a", 9), {Row: 2, Path: "rows[1]"}, problem.At("a", 9).WithField("x"), problem.Field("plan"), {Row: 1, Path: "rows[0]"}} {
		all.Add(problem.Problem{Place: p})
	}
	var got string
	for _, p := range all.List() {
		got += p.Place.String() + " "
	}
	if want := "plan rows[0] rows[1] a:9 a:9.x a:10 "; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestABoundedListCountsTheRest(t *testing.T) {
	var all problem.Bounded
	for i := range problem.Most + 5 {
		all.Add(problem.Problem{Code: "x", Place: problem.Line(i + 1)})
	}
	before := all.Clone()
	before.Add(problem.Problem{Code: "y"})
	list := all.List()
	if last := list[len(list)-1]; len(list) != problem.Most+1 || last.Code != "more_problems" || last.Value != "5" || all.Len() != problem.Most+5 {
		t.Errorf("%d problems, the last %+v, %d counted", len(list), last, all.Len())
	}
}
