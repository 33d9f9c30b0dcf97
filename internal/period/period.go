// Package period knows calendar days and reporting periods (year, half-year, quarter, month) and nothing else. All
// other packages use it; it refuses free-form period names such as "năm 2024" or "Q3/24".
package period

import (
	"fmt"
	"regexp"
	"strconv"
	"time"
)

// Frequency is how often a form is due.
type Frequency string

// The frequencies a form or indicator can have.
const (
	Annual     Frequency = "annual"
	SemiAnnual Frequency = "semiannual"
	Quarterly  Frequency = "quarterly"
	Monthly    Frequency = "monthly"
)

// months is the length of a period; 0 for no frequency. Every stored cell asks for it several times.
func (f Frequency) months() int {
	switch f {
	case Annual:
		return 12
	case SemiAnnual:
		return 6
	case Quarterly:
		return 3
	case Monthly:
		return 1
	}
	return 0
}

// Valid reports whether f is one of the four frequencies.
func (f Frequency) Valid() bool { return f.months() != 0 }

// Period is one reporting period. The zero Period is not valid.
type Period struct {
	year  int
	freq  Frequency
	index int // 0-based within the year
}

var pattern = regexp.MustCompile(`^(\d{4})(?:-(?:H([12])|Q([1-4])|(0[1-9]|1[0-2])))?$`)

// Parse reads 2024, 2024-H1, 2024-Q3 or 2024-09.
func Parse(s string) (Period, error) {
	m := pattern.FindStringSubmatch(s)
	if m == nil {
		return Period{}, fmt.Errorf("period %q is none of 2024, 2024-H1, 2024-Q3, 2024-09", s)
	}
	year, _ := strconv.Atoi(m[1])
	for i, f := range []Frequency{SemiAnnual, Quarterly, Monthly} {
		if text := m[i+2]; text != "" {
			n, _ := strconv.Atoi(text)
			return Period{year, f, n - 1}, nil
		}
	}
	return Period{year, Annual, 0}, nil
}

// Of returns the period of the given frequency that holds the day.
func Of(f Frequency, d Date) Period {
	_, m, _ := d.Time().Date()
	return Period{d.Year(), f, (int(m) - 1) / f.months()}
}

// Year returns the annual period of a calendar year.
func Year(y int) Period { return Period{y, Annual, 0} }

// Frequency returns the period's frequency.
func (p Period) Frequency() Frequency { return p.freq }

// InYear is the period's place among those of its year, from 0.
func (p Period) InYear() int { return p.index }

// IsZero reports whether the period was not given.
func (p Period) IsZero() bool { return p.freq == "" }

// Start returns the first day of the period.
func (p Period) Start() Date {
	return DateOf(p.year, time.Month(p.index*p.freq.months()+1), 1)
}

// End returns the last day of the period; a stored observation carries this day as its time.
func (p Period) End() Date { return DateOf(p.year, time.Month((p.index+1)*p.freq.months()+1), 0) }

// Middle returns the day in the middle of the period: charts put the point there, because a value stamped 31
// December would sit on the tick of the next year.
func (p Period) Middle() Date {
	days := p.End().DaysSince(p.Start())
	return p.Start().AddDays((days + 1) / 2)
}

// Next returns the period that follows.
func (p Period) Next() Period { return p.shift(1) }

// Prev returns the period before.
func (p Period) Prev() Period { return p.shift(-1) }

func (p Period) shift(n int) Period {
	return Of(p.freq, DateOf(p.year, time.Month((p.index+n)*p.freq.months()+1), 1))
}

// String renders the form that Parse reads.
func (p Period) String() string {
	switch p.freq {
	case Annual:
		return fmt.Sprintf("%04d", p.year)
	case SemiAnnual:
		return fmt.Sprintf("%04d-H%d", p.year, p.index+1)
	case Quarterly:
		return fmt.Sprintf("%04d-Q%d", p.year, p.index+1)
	case Monthly:
		return fmt.Sprintf("%04d-%02d", p.year, p.index+1)
	}
	return ""
}

// MarshalText implements encoding.TextMarshaler.
func (p Period) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// UnmarshalText implements encoding.TextUnmarshaler.
func (p *Period) UnmarshalText(b []byte) error {
	v, err := Parse(string(b))
	if err != nil {
		return err
	}
	*p = v
	return nil
}
