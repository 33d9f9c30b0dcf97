package intake

import (
	"testing"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/report"
	"github.com/xhht/xhht/internal/subject"
)

func TestChainCallsTheSender(t *testing.T) {
	for id, want := range map[subject.ID][2]string{subject.Local: {"local", ""}, "s-0123456789abcdef": {"", "s-0123456789abcdef"}} {
		s := Sender{By: report.By{Subject: subject.Subject{ID: id}}}
		if got := [2]string{s.reporter(), s.subject()}; got != want {
			t.Errorf("%s is %q", id, got)
		}
	}
}

func TestBodyOf(t *testing.T) {
	tree, err := area.NewTree([]area.Area{{UID: "d:1@0", Level: area.District}})
	if err != nil {
		t.Fatal(err)
	}
	reg := plan.Registry{Areas: tree}
	form := func(id, body, indicator string) plan.Form {
		f := plan.Form{ID: id, Frequency: period.Annual, Level: area.District, Indicators: plan.Asks(indicator)}
		if body != "" {
			f.Level, f.Bodies = "", []plan.Body{{ID: body, Level: area.District}}
		}
		return f
	}
	p := plan.Plan{Forms: []plan.Form{form("a", "education", "x"), form("b", "education", "y"), form("c", "hkh", "z"), form("d", "", "v")}}
	entries := func(indicators ...string) (out []report.Entry) {
		for _, id := range indicators {
			out = append(out, report.Entry{Unit: "d:1@0", Indicator: id, Period: period.Year(2024)})
		}
		return out
	}
	for _, tc := range []struct {
		indicators []string
		want       string
	}{{[]string{"x", "y"}, "education"}, {[]string{"z"}, "hkh"}, {[]string{"x", "z"}, ""}, {[]string{"v", "x"}, ""}, {[]string{"unknown"}, ""}, {nil, ""}} {
		if got := bodyOf(reg, p, entries(tc.indicators...)); got != tc.want {
			t.Errorf("%v is owed by %q, want %q", tc.indicators, got, tc.want)
		}
	}
}
