package owed

import (
	"cmp"
	"slices"
	"time"

	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/series"
)

// TitleState is how what somebody recognised stands on a day.
type TitleState string

// The states.
const (
	TitleNone     TitleState = "none"      // nobody recognised the unit, as far as was written down
	TitleToCome   TitleState = "to_come"   // recognised from a later day on
	TitleInForce  TitleState = "in_force"  // recognised, and no end is near
	TitleEndsSoon TitleState = "ends_soon" // recognised, to end within SoonMonths, and not recognised anew for after that
	TitleLapsed   TitleState = "lapsed"    // its last day has passed
	TitleRevoked  TitleState = "revoked"   // taken back before its end
)

// TitleStates are all of them.
var TitleStates = []TitleState{TitleNone, TitleToCome, TitleInForce, TitleEndsSoon, TitleLapsed, TitleRevoked}

// SoonMonths is how long before its last day a recognition is called one that ends soon.
const SoonMonths = 6

// Holds reports whether the unit is recognised in the state.
func (s TitleState) Holds() bool { return s == TitleInForce || s == TitleEndsSoon }

// Urgency is the number for alerts: 1 where it ends soon, 2 where it lapsed, else 0. What was revoked was decided by somebody who
// knows, and what was never recognised cannot be lost.
func (s TitleState) Urgency() float64 {
	switch s {
	case TitleEndsSoon:
		return 1
	case TitleLapsed:
		return 2
	}
	return 0
}

// grant is one recognition with what became of it.
type grant struct {
	series.Recognition
	revoked *series.Recognition
}

// until is the last day that the decision gives it; no day: none is known.
func (g grant) until() period.Date {
	if g.Until.IsZero() {
		return period.Date{}
	}
	return period.UTCDay(g.Until)
}

// last is its last day, of what was revoked the one before.
func (g grant) last() period.Date {
	until := g.until()
	if g.revoked != nil {
		if end := period.UTCDay(g.revoked.On).AddDays(-1); until.IsZero() || end.Before(until) {
			return end
		}
	}
	return until
}

func (g grant) first() period.Date { return period.UTCDay(g.From) }

func (g grant) holds(on period.Date) bool {
	return !g.first().After(on) && (g.last().IsZero() || !g.last().Before(on))
}

// grants are those that hold at some time, by their first day, as far as was known at the instant. Of several decisions about one
// period the newest holds; one that was taken back without a day never did.
func grants(list []series.Recognition, asOf time.Time) []grant {
	list = slices.DeleteFunc(slices.Clone(list), func(r series.Recognition) bool { return !decidedBy(r, asOf) })
	slices.SortStableFunc(list, func(a, b series.Recognition) int { return cmp.Compare(a.Seq, b.Seq) })
	byPeriod := map[time.Time]*grant{}
	for _, r := range list {
		at, before := r.At.UTC(), byPeriod[r.At.UTC()]
		switch {
		case !r.Withdrawn:
			byPeriod[at] = &grant{Recognition: r}
		case r.On.IsZero():
			delete(byPeriod, at)
		case before != nil:
			before.revoked = &r
		}
	}
	out := make([]grant, 0, len(byPeriod))
	for _, g := range byPeriod {
		out = append(out, *g)
	}
	slices.SortFunc(out, func(a, b grant) int { return cmp.Or(a.From.Compare(b.From), cmp.Compare(a.Seq, b.Seq)) })
	return out
}

// decidedBy reports whether a decision was taken by the instant. When somebody wrote it down does not matter, as with the day of a
// report's receipt: an office that enters the decisions of ten years sees the years as they were. A mistake is one until it is taken back.
func decidedBy(r series.Recognition, asOf time.Time) bool {
	if r.On.IsZero() {
		return !r.Recorded.After(asOf)
	}
	return !period.UTCDay(r.On).After(period.Day(asOf))
}

// title is how a unit's recognitions in one thing stand on a day, and which of them that is about; none of a unit that has none.
func title(list []grant, on period.Date) (TitleState, *grant) {
	for _, g := range slices.Backward(list) {
		if g.holds(on) {
			return ending(list, g, on), &g
		}
	}
	var ended, ahead *grant
	for _, g := range list {
		switch {
		case g.first().After(on):
			if ahead == nil && !period.UTCDay(g.On).After(on) {
				ahead = &g
			}
		case ended == nil || !g.last().Before(ended.last()):
			ended = &g
		}
	}
	switch {
	case ahead != nil:
		return TitleToCome, ahead
	case ended == nil:
		return TitleNone, nil
	case ended.revoked != nil:
		return TitleRevoked, ended
	}
	return TitleLapsed, ended
}

// ending tells one that ends soon from others: a recognition for the time after it takes the worry away.
func ending(list []grant, g grant, on period.Date) TitleState {
	last := g.until() // on the days before it was revoked nobody knew
	if last.IsZero() || on.Before(soon(last)) || slices.ContainsFunc(list, func(o grant) bool {
		return !o.first().After(last.AddDays(1)) && (o.last().IsZero() || o.last().After(last))
	}) {
		return TitleInForce
	}
	return TitleEndsSoon
}

// soon is the first day on which something is called ending soon.
func soon(last period.Date) period.Date {
	return period.UTCDay(last.AddDays(1).Time().AddDate(0, -SoonMonths, 0))
}

// turns are the days on which the state can change, oldest first.
func turns(list []grant) []period.Date {
	var out []period.Date
	for _, g := range list {
		out = append(out, period.UTCDay(g.On), g.first())
		if last := g.last(); !last.IsZero() {
			out = append(out, last.AddDays(1))
		}
		if until := g.until(); !until.IsZero() {
			out = append(out, soon(until))
		}
	}
	slices.SortFunc(out, func(a, b period.Date) int { return a.Time().Compare(b.Time()) })
	return slices.Compact(out)
}
