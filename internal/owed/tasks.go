package owed

import (
	"cmp"
	"slices"
	"time"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/series"
	"github.com/xhht/xhht/internal/timeliness"
)

// Task is something that the plan asks to be done once, and how it stands.
type Task struct {
	plan.Deliverable
	Due         time.Time // end of the last good day; zero: the document gives no day
	Done        time.Time // as far as was recorded by then
	Note        string
	State       timeliness.DeliverableState
	DaysOverdue float64 // by which it is, or was done, late
	DaysLeft    int     // of what is not done and not overdue: 0 is today
	Findings    []plan.Finding
}

// Tasks lists everything that the plan asks to be done, whether or not anybody recorded anything of it: what is not done by its day, the
// next first, then what has no day, and then what is done, the newest first.
func Tasks(p plan.Plan, stored []series.Deliverable, asOf time.Time) []Task {
	known := map[string]series.Deliverable{}
	for _, d := range stored {
		if d.Plan == p.ID {
			known[d.Deliverable] = d
		}
	}
	var out []Task
	for _, d := range p.Deliverables {
		s := known[d.ID]
		s.Due = d.Due.EndOfDay() // the plan's own day stands, whatever an older one has left behind
		t := Task{Deliverable: d, Due: s.Due, State: timeliness.StateOfDeliverable(s, asOf), DaysOverdue: timeliness.Days(timeliness.DeliverableLate(s, asOf))}
		switch t.State {
		case timeliness.DeliverableDone, timeliness.DeliverableDoneLate:
			t.Done, t.Note = s.Done, s.Note
		case timeliness.DeliverableOpen:
			t.DaysLeft = period.Day(s.Due).DaysSince(period.Day(asOf))
		}
		for _, f := range p.Findings {
			if slices.Contains(f.Deliverables, d.ID) {
				t.Findings = append(t.Findings, f)
			}
		}
		out = append(out, t)
	}
	slices.SortStableFunc(out, func(a, b Task) int {
		return cmp.Or(cmp.Compare(a.turn(), b.turn()), b.Done.Compare(a.Done), a.Due.Compare(b.Due))
	})
	return out
}

// turn is when a reader asks for the task: what can still be done comes before what is.
func (t Task) turn() int {
	switch {
	case !t.Done.IsZero():
		return 2
	case t.Due.IsZero():
		return 1
	}
	return 0
}

// Lead is everything that one agency leads.
type Lead struct {
	Name  lang.Text
	Tasks []Task
}

// Count counts the tasks in one of the states.
func (l Lead) Count(states ...timeliness.DeliverableState) int {
	n := 0
	for _, t := range l.Tasks {
		if slices.Contains(states, t.State) {
			n++
		}
	}
	return n
}

// Next is the day of the next task that is not done and not overdue, the zero time where there is none.
func (l Lead) Next() time.Time {
	for _, t := range l.Tasks {
		if t.State == timeliness.DeliverableOpen {
			return t.Due
		}
	}
	return time.Time{}
}

// Leads puts tasks together by who leads them: whoever is most overdue first, then whoever has most to do.
func Leads(tasks []Task) []Lead {
	var out []Lead
	for _, t := range tasks {
		i := slices.IndexFunc(out, func(l Lead) bool { return l.Name == t.Lead })
		if i < 0 {
			i = len(out)
			out = append(out, Lead{Name: t.Lead})
		}
		out[i].Tasks = append(out[i].Tasks, t)
	}
	slices.SortStableFunc(out, func(a, b Lead) int {
		undone := func(l Lead) int { return l.Count(timeliness.DeliverableOpen, timeliness.DeliverableUndated) }
		return cmp.Or(b.Count(timeliness.DeliverableOverdue)-a.Count(timeliness.DeliverableOverdue), undone(b)-undone(a), len(b.Tasks)-len(a.Tasks))
	})
	return out
}
