package plan

// Reach says what lies below what for those who act on the plan: whoever may act for its root may for all that it covers,
// because a regime's communes may lie elsewhere by now.
func (r Registry) Reach(p Plan) func(uid, root string) bool {
	return func(uid, root string) bool {
		return r.Areas.Within(uid, root) || root == p.Root && r.Covers(p, uid)
	}
}
