package law

import (
	"slices"

	"github.com/xhht/xhht/internal/area"
)

// Unit is a unit in one year: a commune with what it counted, or a unit above with its members.
type Unit struct {
	UID, Name string
	Tier      area.Level
	Special   *bool          // special socio-economic difficulties; nil: not said
	Counts    map[string]int // by fact; a fact that is not there was not reported
	Members   []Unit         // of the tier directly below
}

// below returns the members of the tier, however many tiers down they are.
func (u Unit) below(tier area.Level) []Unit {
	var out []Unit
	for _, m := range u.Members {
		if m.Tier == tier {
			out = append(out, m)
		} else {
			out = append(out, m.below(tier)...)
		}
	}
	return out
}

// in reports whether the unit belongs to the half of the members; known is false where nobody said.
func (u Unit) in(w Which) (in, known bool) {
	if w == "" {
		return true, true
	}
	if u.Special == nil {
		return false, false
	}
	return *u.Special == (w == OnlySpecial), true
}

// needed is how many of n the percentage asks for, in whole people or units: 70% of 8 is 6. Percentages have at most two
// decimals, so whole numbers carry them exactly.
func needed(percent float64, n int) int {
	hundredths := int(percent*100 + 0.5)
	return (hundredths*n + 9999) / 10000
}

// atLeast returns what a whole that was not reported must be at least, from the parts that were.
func (l Law) atLeast(whole string, counts map[string]int) int {
	low := 0
	for _, f := range l.Facts {
		n, ok := counts[f.ID]
		if f.Of != whole || !ok || f.MayPass {
			continue
		}
		low = max(low, n+counts[f.Beside])
	}
	return low
}

// atMost returns what a part that was not reported can be at most, given its whole.
func (l Law) atMost(part Fact, whole int, counts map[string]int) int {
	for _, f := range l.Facts {
		if f.Of == part.Of && (f.Beside == part.ID || part.Beside == f.ID) {
			whole -= counts[f.ID]
		}
	}
	return max(whole, 0)
}

// sorted returns provisions with those that decide first.
func sorted(list []Provision) []Provision {
	slices.SortStableFunc(list, func(a, b Provision) int {
		switch {
		case a.Assurance == b.Assurance:
			return 0
		case a.Assurance:
			return 1
		}
		return -1
	})
	return list
}
