package rollup

// Share is Shares for the members of one unit: the members at the level or above, in whole units of all of them. Tests hold the
// tree's one pass against it.
func Share(members []Member, atLeast float64) Result {
	var c recognised
	for _, m := range members {
		c.add(m, atLeast)
	}
	return c.result()
}
