package intake

import (
	"slices"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/report"
	"github.com/xhht/xhht/internal/subject"
)

// ofThePlan are the problems that a row may have because it was written for another plan.
var ofThePlan = []problem.Code{"not_owed", "not_asked_then", "period_outside_plan", "unit_outside_plan", "unit_closed"}

// meantFor finds the plan that rows were written for, when none of them is asked for by the plan that they were handed in for and
// all are by another: to name every row would hide the one mistake.
func (in *Intake) meantFor(p plan.Plan, rows []report.Row, problems problem.List, on period.Date) (plan.Plan, bool) {
	if len(rows) == 0 || !everyRow(rows, problems) {
		return plan.Plan{}, false
	}
	for _, other := range in.Registry.Plans {
		if other.ID == p.ID || !other.TakesReports() {
			continue
		}
		_, left := report.Check(in.Registry, other, rows, anybody, on)
		if !slices.ContainsFunc(left, func(pr problem.Problem) bool {
			return slices.Contains(ofThePlan, pr.Code) || pr.Code == "unknown_unit" || pr.Code == "ambiguous_unit"
		}) {
			return other, true
		}
	}
	return plan.Plan{}, false
}

// anybody may report for everybody: whose rows they are is no part of which plan they are of.
var anybody = report.By{Subject: subject.Anyone()}

// everyRow reports whether each of the rows has a problem that the plan gives it.
func everyRow(rows []report.Row, problems problem.List) bool {
	of := map[problem.Place]bool{}
	for _, pr := range problems {
		if slices.Contains(ofThePlan, pr.Code) {
			place := pr.Place
			place.Field = ""
			of[place] = true
		}
	}
	return !slices.ContainsFunc(rows, func(r report.Row) bool { return !of[r.Place] })
}

func wrongPlan(given, meant plan.Plan) problem.Problem {
	return problem.Problem{
		Code: "wrong_plan", Place: problem.Field("plan"), Value: given.ID,
		Rule: lang.Textf("các dòng này không thuộc kế hoạch %[1]s mà thuộc %[2]s (%[3]s)", "these rows are not of the plan %[1]s but of %[2]s (%[4]s)",
			given.ID, meant.ID, meant.Title.VI, meant.Title.In(lang.English)),
		Hint: lang.Textf("Gửi lại với kế hoạch %s", "Send them again for the plan %s", meant.ID),
	}
}
