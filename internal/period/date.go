package period

import (
	"fmt"
	"time"
)

// vietnam is the zone in which every deadline of a plan runs. A fixed zone: Vietnam has had no summer time since
// 1975, and a container may have no zone database.
var vietnam = time.FixedZone("ICT", 7*60*60)

// Date is a calendar day. The zero Date means "not given" (an open end). It is stored as midnight UTC, which is the
// same calendar day in Vietnam.
type Date struct{ t time.Time }

// DateOf returns the day y-m-d.
func DateOf(y int, m time.Month, d int) Date { return Date{time.Date(y, m, d, 0, 0, 0, 0, time.UTC)} }

// Day returns the day an instant falls on in Vietnam.
func Day(t time.Time) Date {
	y, m, d := t.In(vietnam).Date()
	return DateOf(y, m, d)
}

// UTCDay returns the day a stored timestamp (midnight UTC) stands for.
func UTCDay(t time.Time) Date {
	y, m, d := t.UTC().Date()
	return DateOf(y, m, d)
}

// ParseDate reads 2006-01-02; the empty string is the zero Date.
func ParseDate(s string) (Date, error) {
	if s == "" {
		return Date{}, nil
	}
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Date{}, fmt.Errorf("date %q is not of the form 2025-12-31", s)
	}
	return Date{t}, nil
}

// Time returns midnight UTC of the day.
func (d Date) Time() time.Time { return d.t }

// EndOfDay returns the last instant of the day in Vietnam: a report is in time until then. No day has no end.
func (d Date) EndOfDay() time.Time {
	if d.IsZero() {
		return time.Time{}
	}
	y, m, day := d.t.Date()
	return time.Date(y, m, day+1, 0, 0, 0, 0, vietnam).Add(-time.Nanosecond)
}

// IsZero reports whether the date was not given.
func (d Date) IsZero() bool { return d.t.IsZero() }

// Year returns the calendar year.
func (d Date) Year() int { return d.t.Year() }

// Before reports whether d is an earlier day than o.
func (d Date) Before(o Date) bool { return d.t.Before(o.t) }

// After reports whether d is a later day than o.
func (d Date) After(o Date) bool { return d.t.After(o.t) }

// AddDays returns the day n days later.
func (d Date) AddDays(n int) Date { return Date{d.t.AddDate(0, 0, n)} }

// DaysSince returns the whole days from o to d.
func (d Date) DaysSince(o Date) int { return int(d.t.Sub(o.t) / (24 * time.Hour)) }

// String renders 2006-01-02, and the empty string for the zero Date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return d.t.Format(time.DateOnly)
}

// Vietnamese renders 31/12/2025, the way the plans write dates.
func (d Date) Vietnamese() string {
	if d.IsZero() {
		return ""
	}
	return d.t.Format("02/01/2006")
}

// MarshalText implements encoding.TextMarshaler.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText implements encoding.TextUnmarshaler.
func (d *Date) UnmarshalText(b []byte) error {
	v, err := ParseDate(string(b))
	if err != nil {
		return err
	}
	*d = v
	return nil
}
