package law

// Outcome is an answer in three values.
type Outcome int

// The outcomes in the order in which one condition of several weighs down the others.
const (
	NotMet Outcome = iota
	Unknown
	Met
)

// String returns the outcome as programs name it.
func (o Outcome) String() string {
	switch o {
	case NotMet:
		return "not_met"
	case Met:
		return "met"
	}
	return "unknown"
}

// between is the outcome of something of which only the worst and the best case are known.
func between(worst, best bool) Outcome {
	switch {
	case worst:
		return Met
	case best:
		return Unknown
	}
	return NotMet
}

// all joins conditions that must hold together: one failure decides, then one doubt.
func all(steps []Step) Outcome {
	out := Met
	for _, s := range steps {
		if s.Decides() {
			out = min(out, s.Outcome)
		}
	}
	return out
}
