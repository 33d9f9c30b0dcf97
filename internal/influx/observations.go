package influx

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/series"
)

type observationKey struct {
	indicator, area, group string
	at                     time.Time
}

// Observations returns the stored observations, in order of indicator, unit, group and time.
func (c *Client) Observations(ctx context.Context, f series.Filter) ([]series.Observation, error) {
	q := c.observations(f)
	var found gathered
	if err := c.points(ctx, q, f.Areas, found.add); err != nil {
		return nil, fmt.Errorf("read observations: %w", err)
	}
	return found.sorted(), nil
}

func (c *Client) observations(f series.Filter) *selection {
	q := c.from(observationM, f, "indicator", "area", "level", "parent", "group", "basis")
	q.where("indicator", f.Indicators...)
	q.where("group", cmp.Or(f.Group, catalogue.GroupAll))
	return q
}

// gathered puts field values together to observations. A country's answer has millions of them, so they are found by
// index, and their numbers live in blocks.
type gathered struct {
	list    []series.Observation
	index   map[observationKey]int
	last    observationKey
	current int
	numbers []float64
}

func (g *gathered) add(p point) {
	k := observationKey{p.get("indicator"), p.get("area"), p.get("group"), p.at}
	// The values of one observation mostly come one after the other.
	if len(g.list) == 0 || k != g.last {
		g.current, g.last = g.find(k, p), k
	}
	g.set(&g.list[g.current], p.field, p.value)
}

func (g *gathered) find(k observationKey, p point) int {
	if g.index == nil {
		g.index = map[observationKey]int{}
	}
	i, ok := g.index[k]
	if !ok {
		i = len(g.list)
		g.index[k] = i
		g.list = append(g.list, series.Observation{Indicator: k.indicator, Area: k.area, Group: k.group, At: p.at,
			Level: area.Level(p.get("level")), Parent: p.get("parent"), Basis: series.Basis(p.get("basis"))})
	}
	return i
}

// block is how many numbers are allocated at once.
const block = 4096

func (g *gathered) number(v float64) *float64 {
	if len(g.numbers) == cap(g.numbers) {
		g.numbers = make([]float64, 0, block)
	}
	g.numbers = append(g.numbers, v)
	return &g.numbers[len(g.numbers)-1]
}

func (g *gathered) set(o *series.Observation, field string, v float64) {
	switch field {
	case "value":
		o.Value = g.number(v)
	case "numerator":
		o.Numerator = g.number(v)
	case "denominator":
		o.Denominator = g.number(v)
	case "low":
		o.Low = g.number(v)
	case "high":
		o.High = g.number(v)
	case "members":
		o.Members = v
	case "members_of":
		o.MembersOf = v
	case "revision":
		o.Revision = v
	case "received":
		o.Received = instant(v)
	case "approved":
		o.Approved = g.number(v)
	case "approved_revision":
		o.ApprovedRevision = v
	}
}

func (g *gathered) sorted() []series.Observation {
	for i := range g.list {
		o := &g.list[i]
		o.Settle()
		if o.ApprovedRevision <= 0 {
			o.Approved = nil // withdrawn: the value is what an earlier approval left behind
		}
	}
	slices.SortFunc(g.list, func(a, b series.Observation) int {
		return cmp.Or(cmp.Compare(a.Indicator, b.Indicator), cmp.Compare(a.Area, b.Area), cmp.Compare(a.Group, b.Group), a.At.Compare(b.At))
	})
	return g.list
}
