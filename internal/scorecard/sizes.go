package scorecard

import (
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plausible"
	"github.com/xhht/xhht/internal/series"
)

// SizeOf is the size that an observation carries: what a rate was counted over, or the quantity itself. It is nil of everything else,
// and of totals: what a total is made of is judged where it was reported, and a member that is missing is no slip.
func SizeOf(ind catalogue.Indicator, o series.Observation) *float64 {
	if o.Basis == series.Derived {
		return nil
	}
	return ind.Measure.Size(o.Denominator, o.Value)
}

// sizeQuestions asks about the newest size of every cell. A slip in numerator and denominator leaves the rate as it was, so that no
// look at rates finds it.
func sizeQuestions(in Input) map[Cell]plausible.Finding {
	var list []plausible.Sized
	newest := map[Cell]plausible.Sized{}
	for _, o := range in.Observations {
		ind, known := in.Registry.Indicators[o.Indicator]
		if !known || o.Group != catalogue.GroupAll || o.Received.After(in.AsOf) {
			continue
		}
		size := SizeOf(ind, o)
		if size == nil || o.Nobody() || o.Says == series.SaysOtherKind { // nobody is no size; whom it counts is a question of its own, asked when it came
			continue
		}
		x := plausible.Sized{Kind: plausible.Kind{Indicator: o.Indicator, Group: o.Group}, Unit: o.Area, Parent: o.Parent,
			Period: series.PeriodOf(ind.Frequency, o.At), Size: *size}
		list = append(list, x)
		if c := (Cell{o.Area, o.Indicator}); newest[c].Period == (period.Period{}) || x.Period.End().After(newest[c].Period.End()) {
			newest[c] = x
		}
	}
	survey := plausible.NewSurvey(list)
	out := map[Cell]plausible.Finding{}
	for c, x := range newest {
		if q := survey.Ask(x); q != nil {
			out[c] = plausible.Finding{Sized: x, Question: *q}
		}
	}
	return out
}
