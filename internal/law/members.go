package law

// members adds the step that counts the members which reach the level. A member without an answer may turn out either
// way, so the step is decided only where that does not matter.
func (a *Answer) members(l Law, p Provision) {
	s := Step{Kind: Recognised, Provision: p, Percent: p.Percent, Outcome: Unknown}
	var met, open, failing int
	var stray []Outcome // of members of whom nobody said whether they have special difficulties
	for _, u := range a.Unit.below(p.Members.Tier) {
		in, known := u.in(p.Members.Which)
		if known && !in {
			continue
		}
		inner := l.ask(a.Question, u, true)
		a.doubt(inner.Doubts...)
		switch {
		case !known:
			stray = append(stray, inner.Outcome)
			s.Open = append(s.Open, u)
		case inner.Outcome == Met:
			met++
		case inner.Outcome == Unknown:
			open++
			s.Open = append(s.Open, u)
		default:
			failing++
			s.Failing = append(s.Failing, u)
		}
	}
	n := met + open + failing
	if n+len(stray) == 0 && p.Members.Which != "" && len(a.Unit.below(p.Members.Tier)) > 0 {
		s.Outcome = Met // there is no such commune, so none falls short
	}
	s.Of, s.Have = new(n), new(met)
	s.Need = new(needed(p.Percent, n))
	if n+len(stray) > 0 {
		// A member that meets the level can only help its half, and one that does not can only harm it. So a stray member
		// is counted into the worst case where it may fail, and into the best where it may meet.
		worst, best := n, n
		couldMeet := 0
		for _, o := range stray {
			if o != Met {
				worst++
			}
			if o != NotMet {
				best++
				couldMeet++
			}
		}
		s.Outcome = between(met >= needed(p.Percent, worst), met+open+couldMeet >= needed(p.Percent, best))
		s.Short = short(*s.Need - met)
	}
	a.Steps = append(a.Steps, s)
}
