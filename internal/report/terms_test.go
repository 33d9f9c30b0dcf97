package report_test

import (
	"slices"
	"testing"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/report"
)

// A number is taken for the periods for which the form asks it, and the refusal of another says which they are.
func TestANumberIsTakenForThePeriodsItIsAskedFor(t *testing.T) {
	reg, p := vinhLong(t)
	p.Forms = slices.Clone(p.Forms)
	f := &p.Forms[0]
	f.Indicators = slices.Clone(f.Indicators)
	for i, a := range f.Indicators {
		if a.Indicator == "info_skills_rate" {
			f.Indicators[i].Term = plan.Term{First: period.Year(2023), Last: period.Year(2024)}
		}
	}
	for year, want := range map[string]string{
		"2020": "not_asked_then", "2022": "not_asked_then", "2023": "", "2024": "", "2025": "not_asked_then",
	} {
		_, problems := report.Check(reg, p, []report.Row{rate(inPeriod(year))}, by("d:857@0"), today)
		switch {
		case want == "" && len(problems) > 0:
			t.Errorf("%s: %s", year, problems.In(lang.English))
		case want == "":
		case len(problems) != 1 || string(problems[0].Code) != want || problems[0].Place.String() != "rows[0].period" || problems[0].Hint.EN != "The unit is asked for it from 2023 to 2024":
			t.Errorf("%s: %s", year, problems.In(lang.English))
		}
	}
}
