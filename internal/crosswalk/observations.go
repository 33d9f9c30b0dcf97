package crosswalk

import (
	"slices"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/series"
)

// Observed is one point of a series by the units of another day. An observation that nothing had to be done to is the
// stored one; any other is derived, its members being the units whose counts it needs. A point whose members are not all
// known has bounds or no number at all; what it lacks and what in it is an estimate is in Row, and Note says it.
type Observed struct {
	series.Observation
	Row Row
}

// Observations carries stored observations over: the series of the units of the day. Frequency says how often an
// indicator is reported. What was received after the instant that a reader looks back from has to be left out before: here
// it could no longer be told apart. Numbers without counts are carried through a rename and held at a merger.
func (c *Crosswalk) Observations(list []series.Observation, frequency func(indicator string) period.Frequency) ([]Observed, []Held) {
	var out []Observed
	var counts []Count
	var held []Held
	stored := map[Cell]map[string]series.Observation{}
	for _, o := range list {
		n := Count{Unit: o.Area, Cell: Cell{Indicator: o.Indicator, Group: o.Group, Period: series.PeriodOf(frequency(o.Indicator), o.At)}}
		if o.Numerator == nil || o.Denominator == nil || o.Says == series.SaysOtherKind {
			if to, ok := c.renamed(o.Area); ok {
				out = append(out, Observed{c.moved(o, to), Row{Count: Count{Unit: to, Cell: n.Cell}, From: []string{o.Area}}})
			} else {
				held = append(held, Held{Count: n, Problem: noCounts().problem(o.Area)})
			}
			continue
		}
		n.Numerator, n.Denominator = *o.Numerator, *o.Denominator
		if stored[n.Cell] == nil {
			stored[n.Cell] = map[string]series.Observation{}
		}
		if _, twice := stored[n.Cell][o.Area]; !twice { // the view holds the second one
			stored[n.Cell][o.Area] = o
		}
		counts = append(counts, n)
	}
	v := c.View(counts)
	for _, r := range v.Rows {
		out = append(out, Observed{c.observation(r, stored[r.Cell]), r})
	}
	slices.SortFunc(out, func(a, b Observed) int { return compareCounts(a.Row.Count, b.Row.Count) })
	return out, append(held, v.Held...)
}

// renamed follows a unit through nothing but renames to the day.
func (c *Crosswalk) renamed(uid string) (string, bool) {
	a, known := c.tree.Get(uid)
	for known && !a.ValidFrom.After(c.on) {
		if a.OpenOn(c.on) {
			return a.UID, true
		}
		links := c.tree.Successors(a.UID)
		if len(links) != 1 || links[0].Relation != area.Renamed {
			break
		}
		a, known = c.tree.Get(links[0].To)
	}
	return "", false
}

// moved is an observation under the name that the unit has on the day.
func (c *Crosswalk) moved(o series.Observation, to string) series.Observation {
	if a, ok := c.tree.Get(to); ok && to != o.Area {
		o.Area, o.Level, o.Parent = a.UID, a.Level, c.tree.ParentOn(to, c.on)
	}
	return o
}

func (c *Crosswalk) observation(r Row, stored map[string]series.Observation) series.Observation {
	if len(r.From) == 1 && r.Complete() && !r.Estimated() {
		return c.moved(stored[r.From[0]], r.Unit)
	}
	a, _ := c.tree.Get(r.Unit)
	o := series.Observation{
		Indicator: r.Indicator, Area: a.UID, Level: a.Level, Parent: c.tree.ParentOn(a.UID, c.on), Group: r.Group,
		Basis: series.Derived, At: r.Period.End().Time(), Value: r.Percent(), Low: r.Low, High: r.High,
		Members: float64(len(r.From)), MembersOf: float64(len(r.From) + len(r.Missing) + len(r.Unlisted) + len(r.Doubtful)),
	}
	if r.Complete() {
		o.Numerator, o.Denominator = &r.Numerator, &r.Denominator
	}
	for _, uid := range r.From {
		from := stored[uid]
		o.Revision = max(o.Revision, from.Revision)
		if o.Received.IsZero() || from.Received.Before(o.Received) {
			o.Received = from.Received
		}
	}
	return o
}
