// Package reporting answers from the ledger which reports were expected, of whom, and what came of each. The command reports
// and the API show it. It reads what the ledger knew at an instant, changes nothing, and judges by internal/timeliness alone.
package reporting

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/xhht/xhht/collector/doubt"
	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/decision"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/report"
	"github.com/xhht/xhht/internal/series"
	"github.com/xhht/xhht/internal/subject"
	"github.com/xhht/xhht/internal/timeliness"
)

// Ledger is what is read of the record.
type Ledger interface {
	Cells(ctx context.Context, indicators, units []string, periods ...period.Period) ([]ledger.Recorded, error)
	Emptied(ctx context.Context, indicators, units []string, periods ...period.Period) ([]ledger.Recorded, error)
	Revisions(ctx context.Context, indicators, units []string, periods ...period.Period) ([]ledger.Recorded, error)
	Decisions(ctx context.Context, into *decision.State, until time.Time) (added int, err error)
}

// Asked is what somebody wants to see. Empty texts mean all.
type Asked struct {
	Plan, Form, Period string
	By                 *subject.Subject // only what they may read; nil: all of it
	At                 time.Time        // as it was known then
}

// Line is one expected report.
type Line struct {
	series.Report
	Form   plan.Form
	Unit   area.Area
	Period period.Period
	State  timeliness.State
	Days   int // late by so many days, begun ones counted whole

	Vacancy decision.Vacancy // of a unit with no reporter: why

	Missing []catalogue.Indicator // what the unit owes on the form and has not handed in

	// Of what the unit owes on the form:
	Nobody     int // cells that say that there is nobody to count
	Unverified int // rates that came without the counts that are owed
	Withdrawn  int // cells of which all was withdrawn
}

// Answer is what was asked for, by form, period and unit, and the rates that it makes.
type Answer struct {
	Plan  plan.Plan
	Lines []Line
	Rates []timeliness.Rate
}

// Scope is what the reports ask for, and for when.
func (a Answer) Scope() doubt.Scope {
	var s doubt.Scope
	for i, l := range a.Lines {
		if i == 0 || l.Form.ID != a.Lines[i-1].Form.ID {
			s.Indicators = append(s.Indicators, l.Form.EverAsked()...)
		}
		if !slices.Contains(s.Periods, l.Period) {
			s.Periods = append(s.Periods, l.Period)
		}
	}
	return s
}

// Asks reports whether one of the reports asks for the cell, or for what it is a part of.
func (a Answer) Asks(k report.Key) bool {
	return slices.ContainsFunc(a.Lines, func(l Line) bool {
		return l.Unit.UID == k.Unit && l.Period == k.Period && slices.Contains(l.Form.EverAsked(), k.Indicator)
	})
}

// Read answers, or says by a problem.List what is wrong with the question. Periods that have not begun are left out, unless
// they are asked for by name.
func Read(ctx context.Context, reg plan.Registry, book Ledger, q Asked) (Answer, error) {
	p, duties, per, problems := question(reg, q)
	if err := problems.Err(); err != nil {
		return Answer{}, err
	}
	var state decision.State
	if _, err := book.Decisions(ctx, &state, q.At); err != nil {
		return Answer{}, fmt.Errorf("read decisions: %w", err)
	}
	r := reader{q, reg, book, &state}
	out := Answer{Plan: p}
	var all []series.Report
	for _, d := range duties {
		periods := d.Periods()
		if !per.IsZero() {
			periods = []period.Period{per}
		} else {
			periods = slices.DeleteFunc(slices.Clone(periods), func(per period.Period) bool { return per.Start().After(period.Day(q.At)) })
		}
		lines, err := r.lines(ctx, d, periods)
		if err != nil {
			return Answer{}, err
		}
		for _, l := range lines {
			all = append(all, l.Report)
		}
		out.Lines = append(out.Lines, lines...)
	}
	out.Rates = timeliness.Rates(all, q.At)
	return out, nil
}

// reader answers a question from one state of the ledger.
type reader struct {
	Asked
	registry plan.Registry
	book     Ledger
	state    *decision.State
}

func (q reader) lines(ctx context.Context, d timeliness.Duty, periods []period.Period) ([]Line, error) {
	if len(periods) == 0 {
		return nil, nil
	}
	known, err := cellsAt(ctx, q.book, d.Form.EverAsked(), periods, q.At)
	if err != nil {
		return nil, fmt.Errorf("read cells: %w", err)
	}
	came := func(k report.Key) (time.Time, bool) {
		c, ok := known[k]
		if !ok || !c.Answers() { // the unit answered this form, whosever number counts
			k.Group = catalogue.UnderPlan(d.Plan.ID, k.Group)
			c, ok = known[k]
		}
		return c.ReceivedAt(), ok && c.Answers() && !c.ReceivedAt().After(q.At)
	}
	var out []Line
	for _, per := range periods {
		for _, unit := range d.Reporters(per) {
			if !q.mayRead(q.registry, d, unit, per) {
				continue
			}
			r := d.Report(timeliness.Slot{Unit: unit.UID, Period: per}, came, q.state.About(d.Plan.ID, d.Form.ID, unit.UID, per))
			vacancy, _ := q.state.Vacant(d.Plan.ID, d.Form.ID, unit.UID, per)
			line := Line{Vacancy: vacancy, Report: r, Form: d.Form, Unit: unit, Period: per, State: timeliness.StateOf(r, q.At), Days: timeliness.DaysLate(r, q.At)}
			for _, id := range d.Owed(unit.UID, per) {
				if _, ok := came(report.Key{Unit: unit.UID, Indicator: id, Group: catalogue.GroupAll, Period: per}); !ok {
					line.Missing = append(line.Missing, q.registry.Indicators[id])
				}
			}
			line.count(d.Owed(unit.UID, per), known)
			out = append(out, line)
		}
	}
	return out, nil
}

func (q Asked) mayRead(reg plan.Registry, d timeliness.Duty, unit area.Area, per period.Period) bool {
	body, _ := d.Form.Body(per)
	return q.By == nil || q.By.May(reg.Reach(d.Plan), subject.Act{Verb: subject.Read, Unit: unit.UID, Body: body.ID, Plan: d.Plan.ID, Form: d.Form.ID})
}

// question finds what was asked for.
func question(reg plan.Registry, q Asked) (p plan.Plan, duties []timeliness.Duty, per period.Period, problems problem.List) {
	if p, problems = reg.Find(q.Plan, plan.Plan.Judges); len(problems) > 0 {
		return p, nil, per, problems
	}
	var ids []string
	for _, d := range timeliness.Duties(reg, p) {
		ids = append(ids, d.Form.ID)
		if q.Form == "" || q.Form == d.Form.ID {
			duties = append(duties, d)
		}
	}
	if q.Form != "" && len(duties) == 0 {
		problems.Add(problem.Problem{
			Code: "unknown_form", Place: problem.Field("form"), Value: q.Form,
			Rule: lang.Text{VI: "kế hoạch không có biểu số liệu mang mã này", EN: "the plan has no form of numbers with this id"},
			Hint: oneOf(ids),
		})
	}
	if q.Period == "" {
		return p, duties, per, problems
	}
	per, err := period.Parse(q.Period)
	duties = slices.DeleteFunc(duties, func(d timeliness.Duty) bool { return !slices.Contains(d.Periods(), per) })
	if err != nil || len(duties) == 0 && len(problems) == 0 {
		problems.Add(problem.Problem{
			Code: "unknown_period", Place: problem.Field("period"), Value: q.Period,
			Rule: lang.Text{VI: "không biểu nào của kế hoạch có kỳ này", EN: "no form of the plan has this period"},
			Hint: lang.Textf("Kế hoạch chạy từ %d đến %d; viết 2024, 2024-H1, 2024-Q3 hoặc 2024-09", "The plan runs from %d to %d; write 2024, 2024-H1, 2024-Q3 or 2024-09", p.From, p.To),
		})
	}
	return p, duties, per, problems
}
