package standing

import (
	"math"
	"slices"
	"time"
)

// ProjectionPoints is how many points a projection needs: through two every trend is perfect.
const ProjectionPoints = 3

// Projection is where the unit's own trend leads by the date of the next milestone, whatever method draws the path. It is
// made so that a reader can repeat it on paper:
//
//  1. every pair of points gives a slope (change a year); Slope is the middle one (Theil–Sen: one wrong report in four
//     does not turn it);
//  2. every point is carried along Slope to the day of judging; Fitted is the middle one;
//  3. Value = Fitted + Slope × years to the milestone;
//  4. Low and High are the same with the slopes that bound the middle half: of the n slopes in order, ⌊n/4⌋ are left out
//     at either end. With three points that is the lowest and the highest slope;
//  5. all three are kept within the limits of the indicator.
type Projection struct {
	At     time.Time // date of the first milestone after the day of judging
	Need   float64   // what that milestone asks for
	Points []Point   // the points it was made from, oldest first
	TooFew bool      // fewer than ProjectionPoints: the numbers below are nil

	Slope, SlopeLow, SlopeHigh *float64 // change a year
	Fitted                     *float64 // the trend on the day of judging
	Value, Low, High           *float64
	Gap                        *float64   // sign·(value − need): below zero, the milestone will be missed at this pace
	ETA                        *time.Time // when the trend reaches the milestone's number; nil: not within a century
}

// century bounds the ETA: a slope that needs longer is none.
const century = 100

// project carries the trend of the past and the newest point to the first milestone after it. Levels and recognitions
// have no slope, and after the last milestone there is nothing to lead to: both have no projection.
func (l Line) project(past []Point, newest Point) *Projection {
	ahead := slices.IndexFunc(l.Milestones, func(m Point) bool { return m.At.After(newest.At) })
	if l.Stepwise || ahead < 0 {
		return nil
	}
	p := &Projection{At: l.Milestones[ahead].At, Need: l.Milestones[ahead].Value, Points: append(past, newest)}
	slopes := pairSlopes(p.Points)
	if len(p.Points) < ProjectionPoints {
		p.TooFew = true
		return p
	}
	cut := len(slopes) / 4
	slope := median(slopes)
	p.Slope, p.SlopeLow, p.SlopeHigh = &slope, &slopes[cut], &slopes[len(slopes)-1-cut]
	carried := make([]float64, len(p.Points))
	for i, q := range p.Points {
		carried[i] = q.Value + slope*years(q.At, newest.At)
	}
	slices.Sort(carried)
	p.Fitted = new(median(carried))
	left := years(newest.At, p.At)
	p.Value, p.Low, p.High = l.reach(*p.Fitted, slope, left), l.reach(*p.Fitted, *p.SlopeLow, left), l.reach(*p.Fitted, *p.SlopeHigh, left)
	p.Gap = new(l.Sign * (*p.Value - p.Need))
	p.ETA = l.eta(*p, newest.At)
	return p
}

// reach is a line's value some years on, within the limits.
func (l Line) reach(from, slope, years float64) *float64 {
	v := from + slope*years
	if l.Limits != nil {
		v = math.Max(l.Limits.Low, math.Min(l.Limits.High, v))
	}
	return &v
}

func (l Line) eta(p Projection, from time.Time) *time.Time {
	missing := l.Sign * (p.Need - *p.Fitted)
	switch speed := l.Sign * *p.Slope; {
	case missing <= slack:
		return &from
	case speed <= slack || missing/speed > century:
		return nil
	default:
		return new(dayOf(yearFraction(from) + missing/speed))
	}
}

// pairSlopes are the slopes between every two points, lowest first. Points of one day have no slope between them.
func pairSlopes(points []Point) []float64 {
	var out []float64
	for i, a := range points {
		for _, b := range points[i+1:] {
			if b.At.After(a.At) {
				out = append(out, (b.Value-a.Value)/years(a.At, b.At))
			}
		}
	}
	slices.Sort(out)
	return out
}

// median is the middle of sorted numbers, or the mean of the two in the middle.
func median(sorted []float64) float64 {
	n := len(sorted)
	if n%2 == 1 {
		return sorted[n/2]
	}
	return (sorted[n/2-1] + sorted[n/2]) / 2
}

// dayOf is the day on which a year's fraction is full: the inverse of yearFraction, rounded up to a day.
func dayOf(fraction float64) time.Time {
	year := int(math.Ceil(fraction-slack)) - 1
	days := time.Date(year, 12, 31, 0, 0, 0, 0, time.UTC).YearDay()
	return time.Date(year, 1, int(math.Ceil((fraction-float64(year))*float64(days)-1e-6)), 0, 0, 0, 0, time.UTC)
}
