package law

// counts adds a step for every count of the provision, and one for the rest.
func (a *Answer) counts(l Law, p Provision) {
	facts, percent, relaxed := p.Counts, p.Percent, false
	if p.Special != nil && a.Unit.Special != nil && *a.Unit.Special {
		relaxed = true
		if p.Special.Percent > 0 {
			percent = p.Special.Percent
		}
		if len(p.Special.Counts) > 0 {
			facts = p.Special.Counts
		}
	}
	for _, id := range facts {
		s := l.share(id, percent, a.Unit.Counts)
		s.Provision, s.Relaxed = p, relaxed
		a.Steps = append(a.Steps, s)
	}
	if p.Rest != "" {
		s := l.rest(p.Rest, a.Unit.Counts)
		p.Confidence = p.RestConfidence
		a.doubt(p)
		s.Provision = p
		a.Steps = append(a.Steps, s)
	}
}

// share holds a part of a whole against a percentage. What was not reported may be anything that the other counts allow.
func (l Law) share(id string, percent float64, counts map[string]int) Step {
	s := Step{Kind: Counted, Percent: percent, Outcome: Unknown}
	s.Fact, _ = l.Fact(id)
	s.Whole, _ = l.Fact(s.Fact.Of)
	s.Have, s.Of = s.reported(counts, s.Fact), s.reported(counts, s.Whole)
	if s.Of != nil {
		s.Need = new(needed(percent, *s.Of))
	}
	switch {
	case s.Of != nil && s.Have != nil:
		s.Outcome = between(*s.Have >= *s.Need, false)
		s.Short = short(*s.Need - *s.Have)
	case s.Of != nil: // nobody of whom a share could be missing, or fewer left than the share asks for
		s.Outcome = between(*s.Need == 0, s.Fact.MayPass || l.atMost(s.Fact, *s.Of, counts) >= *s.Need)
	case s.Have != nil: // the whole may be as large as it likes, but not smaller than its parts
		s.Outcome = between(false, *s.Have >= needed(percent, l.atLeast(s.Whole.ID, counts)))
	}
	return s
}

// rest asks that everybody whom the part beside the fact leaves out is counted by the fact.
func (l Law) rest(id string, counts map[string]int) Step {
	s := Step{Kind: Remainder, Percent: 100, Outcome: Unknown}
	s.Fact, _ = l.Fact(id)
	s.Whole, _ = l.Fact(s.Fact.Of)
	beside, _ := l.Fact(s.Fact.Beside)
	s.Have = s.reported(counts, s.Fact)
	done, of := s.reported(counts, beside), s.reported(counts, s.Whole)
	if done != nil && of != nil {
		s.Of, s.Need = new(*of-*done), new(*of-*done)
	}
	switch {
	case s.Need != nil && s.Have != nil:
		s.Outcome = between(*s.Have >= *s.Need, false)
		s.Short = short(*s.Need - *s.Have)
	case s.Need != nil && *s.Need == 0, of != nil && *of == 0, s.Have != nil && of != nil && *s.Have == *of:
		s.Outcome = Met // nobody is left, or everybody is there
	}
	return s
}

// reported returns the count of the fact, or notes that it is missing.
func (s *Step) reported(counts map[string]int, f Fact) *int {
	n, ok := counts[f.ID]
	if !ok {
		s.Missing = append(s.Missing, f)
		return nil
	}
	return &n
}

// short returns how many more are needed, nil for none.
func short(n int) *int {
	if n <= 0 {
		return nil
	}
	return &n
}
