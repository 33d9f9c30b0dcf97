package law

import (
	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/period"
)

// ByWord is the level of a programme that a member has by its own word; a nil level is that it said nothing.
type ByWord struct {
	Level *int
	Stray bool // nobody knows whether it belongs to the unit above
}

// OfMembers returns the level that a unit of the tier certainly has by the shares of its members that the rules of the day ask
// for, and the highest that it may have. It fails where no rule is in force. What a level requires in other programmes is not
// asked again: a member that has the level has fulfilled it.
func (l Law) OfMembers(p Program, tier area.Level, on period.Date, members []ByWord) (low, high int, ok bool) {
	for _, level := range l.Levels(p, tier, on) {
		out, found := Met, false
		for _, rule := range l.Provisions(p, level, tier, on) {
			if rule.Members == nil || rule.Program != p || rule.Assurance {
				continue
			}
			found = true
			if rule.Members.Which != "" { // who has special difficulties is not among what the members say here
				out = min(out, Unknown)
				continue
			}
			out = min(out, shareOf(members, level, rule.Percent))
		}
		if !found {
			continue
		}
		ok = true
		if out == Met {
			low = level
		}
		if out != NotMet {
			high = level
		}
	}
	return low, high, ok
}

// shareOf holds the members that reach the level against a percentage. A stray member that reaches it can only help, and one
// that does not can only harm; one that said nothing may turn out either way.
func shareOf(members []ByWord, level int, percent float64) Outcome {
	var met, n, strayMet, strayUnmet, open, strayOpen int
	for _, m := range members {
		reaches := m.Level != nil && *m.Level >= level
		switch {
		case m.Stray && m.Level == nil:
			strayOpen++
		case m.Stray && reaches:
			strayMet++
		case m.Stray:
			strayUnmet++
		case m.Level == nil:
			open, n = open+1, n+1
		case reaches:
			met, n = met+1, n+1
		default:
			n++
		}
	}
	worst, best := n+strayUnmet+strayOpen, n+strayMet+strayOpen
	return between(worst > 0 && met >= needed(percent, worst), met+open+strayMet+strayOpen >= needed(percent, best))
}
