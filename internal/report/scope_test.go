package report_test

import (
	"slices"
	"testing"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/report"
	"github.com/xhht/xhht/internal/subject"
)

// by is somebody who may report for a unit and all below it.
func by(unit string) report.By {
	return report.By{Subject: subject.Subject{Kind: subject.Body, Active: true, Scopes: []subject.Scope{subject.Below(unit)}}, Source: "api"}
}

func TestScopes(t *testing.T) {
	reg, p := vinhLong(t)
	form := subject.FormOf(p.ID, "annual-district")
	for name, tc := range map[string]struct {
		change func(*report.By)
		want   string
	}{
		"the unit":         {func(*report.By) {}, ""},
		"its form":         {func(b *report.By) { b.Scopes[0].Forms = []string{form} }, ""},
		"its plan":         {func(b *report.By) { b.Scopes[0].Forms = []string{p.ID} }, ""},
		"its way in":       {func(b *report.By) { b.Scopes[0].Sources = []string{"api"} }, ""},
		"everywhere":       {func(b *report.By) { b.Scopes = []subject.Scope{{Unit: subject.Everywhere}} }, ""},
		"a machine":        {func(b *report.By) { b.Kind = subject.Machine }, ""},
		"another form":     {func(b *report.By) { b.Scopes[0].Forms = []string{"pcgd/annual"} }, "form_out_of_scope @rows[0].indicator"},
		"another way in":   {func(b *report.By) { b.Scopes[0].Sources = []string{"exporter"} }, "form_out_of_scope @rows[0].indicator"},
		"another body":     {func(b *report.By) { b.Scopes[0].Bodies = []string{"hoi-khuyen-hoc"} }, "form_out_of_scope @rows[0].indicator"},
		"another unit":     {func(b *report.By) { b.Scopes[0].Unit = "d:858@0" }, "unit_out_of_scope @rows[0].unit"},
		"no scope":         {func(b *report.By) { b.Scopes = nil }, "unit_out_of_scope @rows[0].unit"},
		"not active":       {func(b *report.By) { b.Active = false }, "unit_out_of_scope @rows[0].unit"},
		"either of scopes": {func(b *report.By) { b.Scopes = []subject.Scope{subject.Below("d:858@0"), subject.Below("d:857@0")} }, ""},
	} {
		t.Run(name, func(t *testing.T) {
			who := by("d:857@0")
			tc.change(&who)
			_, problems := report.Check(reg, p, []report.Row{rate()}, who, today)
			var got []string
			for _, pr := range problems {
				got = append(got, string(pr.Code)+" @"+pr.Place.String())
			}
			if want := slices.DeleteFunc([]string{tc.want}, func(s string) bool { return s == "" }); !slices.Equal(got, want) {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}

// A form that is owed by one body is that body's to fill, whoever else reports for the unit.
func TestScopesOfBodies(t *testing.T) {
	reg, p := vinhLong(t)
	p.Forms = slices.Clone(p.Forms)
	for i, f := range p.Forms {
		if f.ID == "annual-district" {
			p.Forms[i].Level, p.Forms[i].Bodies = "", []plan.Body{
				{ID: "education", Level: area.District, Term: plan.Term{Last: period.Year(2023)}},
				{ID: "hoi-khuyen-hoc", Level: area.District, Term: plan.Term{First: period.Year(2024)}},
			}
		}
	}
	for body, years := range map[string][2]bool{"education": {true, false}, "hoi-khuyen-hoc": {false, true}, "police": {false, false}, "": {true, true}} {
		for i, year := range []string{"2023", "2024"} {
			who := by("d:857@0")
			if body != "" {
				who.Scopes[0].Bodies = []string{body}
			}
			_, problems := report.Check(reg, p, []report.Row{rate(inPeriod(year))}, who, today)
			if allowed := len(problems) == 0; allowed != years[i] {
				t.Errorf("%q reports %s: allowed %v, want %v: %v", body, year, allowed, years[i], problems)
			}
		}
	}
}
