package standing

import (
	"slices"
	"time"
)

// Hold says why a status is not the one that the value alone would give: the pace lies so close to a bound that the status
// before it stands.
type Hold struct {
	Before Status  // the status of the period before, which stands on the better or the worse side of the bound
	Bound  float64 // the plan's bound that the pace crossed
	Band   float64 // how far beyond it the pace would have to lie
}

// bars are the lowest paces of on_track, at_risk and off_track.
type bars [3]float64

// above lists, for each bar, the statuses that lie above it: the first is the one it opens.
var above = [3][]Status{{OnTrack, Achieved}, {AtRisk, OnTrack, Achieved}, {OffTrack, AtRisk, OnTrack, Achieved}}

func (l Line) bars() bars { return bars{l.Bounds.OnTrack, l.Bounds.AtRisk, 0} }

// after moves every bar away from the status before: one that it stood above is lowered by the band, one that it stood
// below is raised. How the bars move depends on the past alone, so a better value never gets a worse status.
func (b bars) after(before Status, band float64) bars {
	if before == "" {
		return b
	}
	for i := range b {
		if slices.Contains(above[i], before) {
			b[i] -= band
		} else {
			b[i] += band
		}
	}
	return b
}

func (b bars) status(pace float64) Status {
	for i, bar := range b {
		if pace >= bar-slack {
			return above[i][0]
		}
	}
	return Reversing
}

// hold names the bar that a pace lies on different sides of once it is moved. The loader keeps the bands apart.
func (b bars) hold(moved bars, pace float64, before Status, band float64) *Hold {
	for i := range b {
		if (pace >= b[i]-slack) != (pace >= moved[i]-slack) {
			return &Hold{Before: before, Bound: b[i], Band: band}
		}
	}
	return nil
}

// remembered runs the statuses through the past and returns the last one that a pace or a met milestone gave; empty where
// there is none. What came before the baseline belongs to another line.
func (l Line) remembered(past Past) Status {
	var before Status
	for i, p := range past.Points {
		if l.Baseline != nil && p.At.Before(l.Baseline.At) {
			before = ""
			continue
		}
		v := Verdict{At: p.At, Value: &past.Points[i].Value}
		v.measure(l)
		b := l.bars().after(before, l.Bounds.Band())
		if i == 0 && past.Cut {
			b = l.bars().lowered(l.Bounds.Band())
		}
		before = l.status(v, b)
		if v.Pace == nil && before != Achieved {
			before = ""
		}
	}
	return before
}

// lowered gives every status the benefit of the band.
func (b bars) lowered(band float64) bars {
	for i := range b {
		b[i] -= band
	}
	return b
}

// sorted copies the points before t, oldest first and one a day: the order in which they were handed over changes nothing.
func sorted(points []Point, t time.Time) []Point {
	out := slices.DeleteFunc(slices.Clone(points), func(p Point) bool { return !p.At.Before(t) })
	slices.SortStableFunc(out, func(a, b Point) int { return a.At.Compare(b.At) })
	return slices.CompactFunc(out, func(a, b Point) bool { return a.At.Equal(b.At) })
}
