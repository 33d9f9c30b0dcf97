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
	q := c.from(observationM, f, "_time", "_field", "_value", "indicator", "area", "level", "parent", "group", "basis")
	q.where("indicator", f.Indicators...)
	q.where("group", cmp.Or(f.Group, catalogue.GroupAll))
	found := map[observationKey]*series.Observation{}
	err := c.points(ctx, q, f.Areas, func(p point) {
		k := observationKey{p.get("indicator"), p.get("area"), p.get("group"), p.at}
		o := found[k]
		if o == nil {
			o = &series.Observation{Indicator: k.indicator, Area: k.area, Group: k.group, At: p.at,
				Level: area.Level(p.get("level")), Parent: p.get("parent"), Basis: series.Basis(p.get("basis"))}
			found[k] = o
		}
		set(o, p.get("_field"), p.value)
	})
	if err != nil {
		return nil, fmt.Errorf("read observations: %w", err)
	}
	out := make([]series.Observation, 0, len(found))
	for _, o := range found {
		o.Settle()
		if o.ApprovedRevision <= 0 {
			o.Approved = nil // withdrawn: the value is what an earlier approval left behind
		}
		out = append(out, *o)
	}
	slices.SortFunc(out, func(a, b series.Observation) int {
		return cmp.Or(cmp.Compare(a.Indicator, b.Indicator), cmp.Compare(a.Area, b.Area), cmp.Compare(a.Group, b.Group), a.At.Compare(b.At))
	})
	return out, nil
}

func set(o *series.Observation, field string, v float64) {
	switch field {
	case "value":
		o.Value = &v
	case "numerator":
		o.Numerator = &v
	case "denominator":
		o.Denominator = &v
	case "low":
		o.Low = &v
	case "high":
		o.High = &v
	case "members":
		o.Members = v
	case "members_of":
		o.MembersOf = v
	case "revision":
		o.Revision = v
	case "late":
		o.Late = v
	case "received":
		o.Received = instant(v)
	case "approved":
		o.Approved = &v
	case "approved_revision":
		o.ApprovedRevision = v
	}
}
