// Package rollup derives a unit's value from its members: rates by summing counts, shares by counting recognised
// members, for one unit or for a whole tree in one pass. The projector calls it. It never averages percentages, and with
// members missing it gives bounds, never a silent partial total.
package rollup

// Counts are a numerator and the denominator it is counted over.
type Counts struct{ Numerator, Denominator float64 }

// Member is one member's report for the period.
type Member struct {
	Counts *Counts  // a rate's counts; nil when nothing came
	Level  *float64 // a level or status; nil when nothing came
	// LastDenominator is the member's newest earlier denominator: it bounds what a missing report can change. Nil when
	// the member never reported.
	LastDenominator *float64
	// Doubtful says that nobody knows whether the member belongs to what is summed, such as a commune of which it was not
	// reported whether it is in special difficulty. It counts as missing, and what it reported bounds what it can change.
	Doubtful bool
	// Estimated says that the counts are a stated share of what the member reported.
	Estimated bool
}

// Part is the member of a unit that it belongs to in part: by a stated share, or nobody knows how far.
func (m Member) Part(share *float64) Member {
	if share == nil {
		m.Doubtful = true
		return m
	}
	m.Estimated = true
	if m.Counts != nil {
		m.Counts = &Counts{m.Counts.Numerator * *share, m.Counts.Denominator * *share}
	}
	if m.LastDenominator != nil {
		m.LastDenominator = new(*m.LastDenominator * *share)
	}
	return m
}

// Result is a derived value. Value is nil when members are missing; then Low and High enclose it, where the missing
// members' size is known.
type Result struct {
	Value, Numerator, Denominator, Low, High *float64
	Members, Of                              int
	Doubtful                                 int  // of those that are missing: they reported, and may belong elsewhere
	Estimated                                bool // a stated share of a member is in it
}

// Rate sums the members' counts into a percentage.
func Rate(members []Member) Result {
	var c counted
	for _, m := range members {
		c.add(m)
	}
	return c.result()
}

// counted is a rate's running sum. Sums of disjoint members join into the sum of all, so a tree needs one pass.
type counted struct {
	num, den    float64
	missing     float64 // last known denominators of members that did not report
	met, unmet  float64 // people of members that are doubtful: those in their numerators, and the others
	came, of    int
	stray       int // reported, and may belong elsewhere
	sizeUnknown bool
	estimated   bool
}

func (c *counted) add(m Member) {
	c.of++
	c.estimated = c.estimated || m.Estimated
	switch {
	case m.Counts != nil && m.Doubtful:
		c.stray++
		c.met, c.unmet = c.met+m.Counts.Numerator, c.unmet+m.Counts.Denominator-m.Counts.Numerator
	case m.Counts != nil:
		c.came++
		c.num, c.den = c.num+m.Counts.Numerator, c.den+m.Counts.Denominator
	case m.LastDenominator != nil:
		c.missing += *m.LastDenominator
	default:
		c.sizeUnknown = true
	}
}

func (c *counted) join(o counted) {
	c.num, c.den, c.missing = c.num+o.num, c.den+o.den, c.missing+o.missing
	c.met, c.unmet = c.met+o.met, c.unmet+o.unmet
	c.came, c.of = c.came+o.came, c.of+o.of
	c.stray, c.estimated = c.stray+o.stray, c.estimated || o.estimated
	c.sizeUnknown = c.sizeUnknown || o.sizeUnknown
}

func (c *counted) result() Result {
	r := Result{Members: c.came, Of: c.of, Doubtful: c.stray, Estimated: c.estimated}
	if c.came == 0 {
		return r
	}
	if c.came == c.of {
		r.Numerator, r.Denominator = new(c.num), new(c.den)
		if c.den > 0 {
			r.Value = new(100 * c.num / c.den)
		}
		return r
	}
	// Of people who may belong elsewhere any part may belong here: at worst only those who are not in the numerator, at
	// best only those who are.
	if all := c.den + c.missing; !c.sizeUnknown && all > 0 {
		r.Low, r.High = new(100*c.num/(all+c.unmet)), new(100*(c.num+c.missing+c.met)/(all+c.met))
	}
	return r
}

// recognised is a share's running count.
type recognised struct {
	met, came, of    int
	strayMet, unmets int // of those that may belong elsewhere
}

func (c *recognised) add(m Member, atLeast float64) {
	c.of++
	switch {
	case m.Level == nil:
	case m.Doubtful && *m.Level >= atLeast:
		c.strayMet++
	case m.Doubtful:
		c.unmets++
	case *m.Level >= atLeast:
		c.came, c.met = c.came+1, c.met+1
	default:
		c.came++
	}
}

func (c *recognised) join(o recognised) {
	c.met, c.came, c.of = c.met+o.met, c.came+o.came, c.of+o.of
	c.strayMet, c.unmets = c.strayMet+o.strayMet, c.unmets+o.unmets
}

func (c *recognised) result() Result {
	r := Result{Members: c.came, Of: c.of, Doubtful: c.strayMet + c.unmets}
	if c.came == 0 {
		return r
	}
	met, n := float64(c.met), float64(c.of)
	if c.came == c.of {
		r.Value, r.Numerator, r.Denominator = new(100*met/n), &met, &n
		return r
	}
	// Who may belong elsewhere is here at worst where it does not meet the level, and at best where it does.
	stray, unmet := float64(c.strayMet), float64(c.unmets)
	r.Low, r.High = new(100*met/(n-stray)), new(100*(met+n-float64(c.came)-unmet)/(n-unmet))
	return r
}
