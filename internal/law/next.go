package law

import (
	"maps"
	"slices"

	"github.com/xhht/xhht/internal/lang"
)

// Next returns the answer on the lowest level above the one that is certain; false where there is none.
func (s Standing) Next() (Answer, bool) {
	i := slices.IndexFunc(s.Answers, func(a Answer) bool { return a.Level > s.Low })
	if i < 0 {
		return Answer{}, false
	}
	return s.Answers[i], true
}

// Gaps renders the conditions that are not met or not known, as Lines does.
func (a Answer) Gaps(l lang.Lang) []string {
	var out []string
	for _, s := range a.Steps {
		if s.Decides() && s.Outcome != Met {
			out = append(out, s.lines(l, a.On)...)
		}
	}
	return out
}

// Shortage is how many people, or units, are missing to a level that is not met; nil where that is not known. Of one group of
// people the largest gap counts, because one person may close several: what comes out is never more than what is needed.
func (a Answer) Shortage() *int {
	gaps := map[string]int{}
	if a.Outcome != NotMet || !a.shortages(gaps) {
		return nil
	}
	sum := 0
	for n := range maps.Values(gaps) {
		sum += n
	}
	return &sum
}

// shortages collects the gaps by what is counted; false where one is not known.
func (a Answer) shortages(gaps map[string]int) bool {
	for _, s := range a.Steps {
		switch {
		case !s.Decides() || s.Outcome == Met:
		case s.Inner != nil:
			if !s.Inner.shortages(gaps) {
				return false
			}
		case s.Outcome == Unknown || s.Short == nil:
			return false
		default: // the whole of people; of units, all of one tier and kind are one group
			group := s.Whole.ID
			if m := s.Provision.Members; m != nil {
				group = string(m.Tier) + " " + string(m.Which)
			}
			gaps[group] = max(gaps[group], *s.Short)
		}
	}
	return true
}

// Cautions names the rules that the answers used and that are not certain, each once.
func (s Standing) Cautions(l lang.Lang) []string {
	var out []string
	for _, a := range s.Answers {
		for _, d := range a.Doubts {
			if text := d.Caution().In(l); !slices.Contains(out, text) {
				out = append(out, text)
			}
		}
	}
	return out
}
