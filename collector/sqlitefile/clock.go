package sqlitefile

import (
	"fmt"
	"time"
)

const clockForm = "2006-01-02T15:04:05.000000Z"

// ClockText writes an instant so that texts stand in the order of time.
func ClockText(t time.Time) string { return t.UTC().Format(clockForm) }

// ParseClock reads what ClockText wrote.
func ParseClock(text string) (time.Time, error) { return time.Parse(clockForm, text) }

// Clock stands for an instant among the arguments of a statement and of a Scan; the zero instant is NULL.
type Clock struct{ To *time.Time }

// At is the argument that stores an instant.
func At(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return ClockText(t)
}

// Scan implements sql.Scanner.
func (c Clock) Scan(v any) (err error) {
	if v == nil {
		*c.To = time.Time{}
		return nil
	}
	*c.To, err = ParseClock(fmt.Sprint(v))
	return err
}
