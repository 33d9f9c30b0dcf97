package scorecard

import (
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/standing"
)

// Summary is a scorecard in one sentence and a few counts: what the committee reads first.
type Summary struct {
	Sentence lang.Text
	Detail   lang.Text
	Counts   map[standing.Status]int // rows by status
	Rows     int
	Judged   int // rows with a verdict; 0 means that nothing can be said yet
	Units    int
	Behind   int           // units behind on at least one target
	Silent   int           // units that owe a report and have no verdict at all
	Vacant   int           // units without any verdict, of which it was decided that nobody there can report
	Partial  int           // units with some verdicts, but values missing
	Shown    int           // units some of whose rates are shown and not judged: unverified, or counted over others
	Doubtful int           // units some of whose numbers contradict each other
	Latest   period.Period // newest period with a value; zero if none
}

// unitTally is what one unit's rows amount to.
type unitTally struct{ behind, judged, silent, vacant, doubtful, shown int }

// Summarise draws the summary from rows of one tier.
func Summarise(p plan.Plan, rows []Row) Summary {
	s := Summary{Counts: map[standing.Status]int{}, Rows: len(rows)}
	units := map[string]*unitTally{}
	var worst *Row
	for i := range rows {
		r := &rows[i]
		s.Counts[r.Status]++
		u := units[r.Area.UID]
		if u == nil {
			u = &unitTally{}
			units[r.Area.UID] = u
		}
		switch {
		case r.judged():
			s.Judged++
			u.judged++
			if r.Status.Behind() {
				u.behind++
				worst = worseOf(worst, r)
			}
		case r.Status.Silent() && !r.Period.IsZero():
			u.silent++
		case r.Status == standing.NoReporter:
			u.vacant++
		case r.Status == standing.Undecided:
			u.doubtful++
		case r.Status.Inconclusive():
			u.shown++
		}
		if r.HaveText(lang.Vietnamese) != "" && (s.Latest.IsZero() || r.Period.End().After(s.Latest.End())) {
			s.Latest = r.Period
		}
	}
	s.Units = len(units)
	for _, u := range units {
		switch {
		case u.silent > 0 && u.judged == 0:
			s.Silent++
		case u.silent > 0:
			s.Partial++
		case u.vacant > 0 && u.judged == 0:
			s.Vacant++
		}
		if u.behind > 0 {
			s.Behind++
		}
		if u.doubtful > 0 {
			s.Doubtful++
		}
		if u.shown > 0 {
			s.Shown++
		}
	}
	s.Sentence = s.sentence(rows)
	s.Detail = s.detail(p, worst)
	return s
}

// ByUnit counts units by the gravest status that any of their rows has, instead of rows: the counts then add up to the units that the
// sentence speaks of.
func (s Summary) ByUnit(rows []Row) Summary {
	s.Counts = map[standing.Status]int{}
	for _, r := range Worst(rows) {
		s.Counts[r.Status]++
	}
	return s
}

// worseOf prefers the larger shortfall in percentage points; levels and recognitions have no common scale with them and
// come last.
func worseOf(a, b *Row) *Row {
	switch {
	case a == nil || a.Gap == nil:
		return b
	case b.Gap == nil:
		return a
	case a.Indicator.Measure.Stepwise() != b.Indicator.Measure.Stepwise():
		if a.Indicator.Measure.Stepwise() {
			return b
		}
		return a
	case *b.Gap < *a.Gap:
		return b
	}
	return a
}
