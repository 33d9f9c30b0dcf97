package influx

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/series"
)

// Observations returns the stored observations, in order of indicator, unit, group and time.
func (c *Client) Observations(ctx context.Context, f series.Filter) ([]series.Observation, error) {
	return read(ctx, c, observations, f)
}

// An observation's point leaves out what was not reported, with one exception: a derived value always has bounds, its own value
// where it is complete, and low above high where nothing is known. InfluxDB merges the fields of two writes of one point, so
// the bounds of an earlier state would stay; series.Observation.Settle reads them. Where all was withdrawn the point stays, as
// one that was never received.
var observations = &shape[series.Observation]{
	of: series.Observations,
	at: func(o *series.Observation) *time.Time { return &o.At },
	keys: []tag[series.Observation]{
		tagOf("indicator", func(o *series.Observation) *string { return &o.Indicator }),
		tagOf("area", func(o *series.Observation) *string { return &o.Area }),
		tagOf("group", func(o *series.Observation) *string { return &o.Group }),
	},
	facts: []tag[series.Observation]{
		tagOf("level", func(o *series.Observation) *string { return (*string)(&o.Level) }),
		tagOf("parent", func(o *series.Observation) *string { return &o.Parent }),
		tagOf("basis", func(o *series.Observation) *string { return (*string)(&o.Basis) }),
	},
	numbers: []number[series.Observation]{
		maybe("value", func(o *series.Observation) **float64 { return &o.Value }),
		maybe("numerator", func(o *series.Observation) **float64 { return &o.Numerator }),
		maybe("denominator", func(o *series.Observation) **float64 { return &o.Denominator }),
		bound("low", func(o *series.Observation) **float64 { return &o.Low }, 1),
		bound("high", func(o *series.Observation) **float64 { return &o.High }, 0),
		numberOf("revision", func(o *series.Observation) *float64 { return &o.Revision }),
		instant("received", func(o *series.Observation) *time.Time { return &o.Received }),
		numberOf("says", func(o *series.Observation) *float64 { return (*float64)(&o.Says) }).where(saysMore),
		maybe("unverified", func(o *series.Observation) **float64 { return &o.Unverified }),
		instant("superseded", func(o *series.Observation) *time.Time { return &o.Superseded }).where(wasHandedOver),
		over("over", func(o *series.Observation) *catalogue.DenominatorKind { return &o.Over }).where(isShown),
		maybe("approved", func(o *series.Observation) **float64 { return &o.Approved }).where(isApproved),
		numberOf("approved_revision", func(o *series.Observation) *float64 { return &o.ApprovedRevision }).where(isApproved),
		numberOf("members", func(o *series.Observation) *float64 { return &o.Members }).where(isDerived),
		numberOf("members_of", func(o *series.Observation) *float64 { return &o.MembersOf }).where(isDerived),
	},
	filter: func(q *selection, f series.Filter) {
		q.where("indicator", f.Indicators...)
		q.where("group", cmp.Or(f.Group, catalogue.GroupAll))
		q.where("area", f.Areas...)
	},
	settle: (*series.Observation).Settle,
	gone:   series.Observation.Gone,
	order: func(a, b series.Observation) int {
		return cmp.Or(cmp.Compare(a.Indicator, b.Indicator), cmp.Compare(a.Area, b.Area), cmp.Compare(a.Group, b.Group), a.At.Compare(b.At))
	},
}

// wasHandedOver: a report that was written as standing says so by having been rewritten.
func wasHandedOver(o *series.Observation) bool {
	return !o.Superseded.IsZero() || o.Rewritten && !isDerived(o) && o.Level != area.Commune
}

// isApproved: most cells never are; an approval that was withdrawn is written, because a field cannot be taken away.
func isApproved(o *series.Observation) bool { return o.ApprovedRevision != 0 }

// saysMore: a first report of numbers says so by having them, and a total by having all its members; whatever comes after it may have
// to take another word back.
func saysMore(o *series.Observation) bool {
	if isDerived(o) {
		return o.Members < o.MembersOf || o.Says == series.SaysEstimated
	}
	return o.Says != series.SaysNumbers || o.Revision > 1 || o.Rewritten
}

// isShown: the cell holds a number that is shown and not concluded from; whom it counts is written each time, for a field cannot be
// taken away.
func isShown(o *series.Observation) bool {
	return !isDerived(o) && (o.Says == series.SaysUnverified || o.Says == series.SaysOtherKind)
}

// over is whom a rate counts, as a number: its place in the catalogue's list, from 1; 0 is whom the indicator asks for.
func over[T any](name string, at func(*T) *catalogue.DenominatorKind) number[T] {
	return number[T]{name: name,
		get: func(v *T) (float64, bool) { return float64(slices.Index(catalogue.DenominatorKinds, *at(v)) + 1), true },
		set: func(v *T, n float64, _ *arena) {
			if i := int(n) - 1; i >= 0 && i < len(catalogue.DenominatorKinds) {
				*at(v) = catalogue.DenominatorKinds[i]
			}
		},
	}
}

func isDerived(o *series.Observation) bool { return o.Basis == series.Derived }

// bound is one end of what a derived value can be, or what the end is where nothing is known.
func bound(name string, at func(*series.Observation) **float64, nothing float64) number[series.Observation] {
	n := maybe(name, at)
	own := n.get
	n.get = func(o *series.Observation) (float64, bool) {
		switch {
		case !isDerived(o):
			return own(o)
		case o.Value != nil:
			return *o.Value, true
		case o.Low == nil || o.High == nil:
			return nothing, true
		}
		return own(o)
	}
	return n
}
