package plan

import "github.com/xhht/xhht/internal/period"

// Reach says what lies below what for those who act on the plan: whoever may act for its root may for all that it covers,
// because a regime's communes may lie elsewhere by now.
func (r Registry) Reach(p Plan) func(uid, root string) bool {
	return func(uid, root string) bool {
		return r.Areas.Within(uid, root) || root == p.Root && r.Covers(p, uid)
	}
}

// Filled returns the IDs of the form on which a unit reports an indicator for a period and of the body that owes it; empty
// where the plan asks nobody, or names no body.
func (r Registry) Filled(p Plan, unit, indicator string, per period.Period) (form, body string) {
	a, _ := r.Areas.Get(unit)
	f, _, _ := p.FormFor(indicator, a.Level, per)
	b, _ := f.Body(per)
	return f.ID, b.ID
}
