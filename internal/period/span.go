package period

import (
	"time"
)

// Span is a stretch of time, both ends inclusive.
type Span struct{ From, To time.Time }

// Meets reports whether any instant of the period lies within.
func (s Span) Meets(p Period) bool {
	return !p.End().EndOfDay().Before(s.From) && !p.Start().Time().After(s.To)
}
