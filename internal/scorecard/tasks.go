package scorecard

import (
	"cmp"
	"slices"
	"time"

	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/series"
)

// Task is something that the plan asks to be done once, and how it stands.
type Task struct {
	plan.Deliverable
	Due         time.Time // end of the last good day; zero: the document gives no day
	Done        time.Time // as far as was recorded by then
	Note        string
	State       series.DeliverableState
	DaysOverdue float64 // by which it is, or was done, late
	Findings    []plan.Finding
}

// Tasks lists everything that the plan asks to be done, by day, whether or not anybody recorded anything of it.
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
		s.Due = time.Time{} // the plan's own day stands, whatever an older one has left behind
		if !d.Due.IsZero() {
			s.Due = d.Due.EndOfDay()
		}
		t := Task{Deliverable: d, Due: s.Due, State: s.StateAt(asOf)}
		switch t.State {
		case series.DeliverableDone, series.DeliverableDoneLate:
			t.Done, t.Note = s.Done, s.Note
		}
		switch t.State {
		case series.DeliverableDoneLate:
			t.DaysOverdue = s.Done.Sub(s.Due).Hours() / 24
		case series.DeliverableOverdue:
			t.DaysOverdue = asOf.Sub(s.Due).Hours() / 24
		}
		for _, f := range p.Findings {
			if slices.Contains(f.Deliverables, d.ID) {
				t.Findings = append(t.Findings, f)
			}
		}
		out = append(out, t)
	}
	slices.SortStableFunc(out, func(a, b Task) int {
		if a.Due.IsZero() != b.Due.IsZero() {
			return cmp.Compare(b.Due.Unix(), a.Due.Unix()) // what has no day comes last
		}
		return a.Due.Compare(b.Due)
	})
	return out
}
