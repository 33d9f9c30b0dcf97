package period_test

import (
	"encoding/json"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/xhht/xhht/internal/period"
)

func TestParse(t *testing.T) {
	type want struct {
		Freq               period.Frequency
		Start, Middle, End string
		Prev, Next         string
	}
	for text, want := range map[string]want{
		"2024":    {period.Annual, "2024-01-01", "2024-07-02", "2024-12-31", "2023", "2025"},
		"2025":    {period.Annual, "2025-01-01", "2025-07-02", "2025-12-31", "2024", "2026"},
		"2024-H1": {period.SemiAnnual, "2024-01-01", "2024-04-01", "2024-06-30", "2023-H2", "2024-H2"},
		"2024-H2": {period.SemiAnnual, "2024-07-01", "2024-10-01", "2024-12-31", "2024-H1", "2025-H1"},
		"2024-Q1": {period.Quarterly, "2024-01-01", "2024-02-15", "2024-03-31", "2023-Q4", "2024-Q2"},
		"2024-Q4": {period.Quarterly, "2024-10-01", "2024-11-16", "2024-12-31", "2024-Q3", "2025-Q1"},
		"2024-02": {period.Monthly, "2024-02-01", "2024-02-15", "2024-02-29", "2024-01", "2024-03"},
		"2023-02": {period.Monthly, "2023-02-01", "2023-02-15", "2023-02-28", "2023-01", "2023-03"},
		"2024-12": {period.Monthly, "2024-12-01", "2024-12-16", "2024-12-31", "2024-11", "2025-01"},
	} {
		p, err := period.Parse(text)
		if err != nil {
			t.Errorf("Parse(%q): %v", text, err)
			continue
		}
		got := want
		got.Freq, got.Start, got.Middle, got.End = p.Frequency(), p.Start().String(), p.Middle().String(), p.End().String()
		got.Prev, got.Next = p.Prev().String(), p.Next().String()
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", text, diff)
		}
	}
}

func TestParseRefusesFreeForms(t *testing.T) {
	for _, text := range []string{"", "24", "02024", "năm 2024", "Q3/24", "2024-Q5", "2024-Q0", "2024-H3", "2024-13", "2024-00", "2024-1",
		"2024-q3", " 2024", "2024 ", "2024-", "2024-Q3-H1", "２０２４", "2024-12-31"} {
		if p, err := period.Parse(text); err == nil {
			t.Errorf("Parse(%q) = %s, want an error", text, p)
		}
	}
}

// every yields random periods of each frequency; the seed is fixed, so that a failure comes back.
func every(t *testing.T, check func(t *testing.T, p period.Period)) {
	t.Helper()
	rng := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		day := period.DateOf(1950+rng.IntN(150), 1, 1).AddDays(rng.IntN(366))
		for _, f := range []period.Frequency{period.Annual, period.SemiAnnual, period.Quarterly, period.Monthly} {
			p := period.Of(f, day)
			if day.Before(p.Start()) || day.After(p.End()) {
				t.Fatalf("Of(%s, %s) = %s, which does not hold the day", f, day, p)
			}
			check(t, p)
		}
	}
}

func TestPeriodsTileTime(t *testing.T) {
	every(t, func(t *testing.T, p period.Period) {
		if p.Next().Start() != p.End().AddDays(1) {
			t.Errorf("%s ends on %s, %s starts on %s", p, p.End(), p.Next(), p.Next().Start())
		}
		if p.Next().Prev() != p {
			t.Errorf("%s: the one before the next is %s", p, p.Next().Prev())
		}
		if m := p.Middle(); m.Before(p.Start()) || m.After(p.End()) {
			t.Errorf("%s: its middle %s lies outside", p, m)
		}
		if back := period.Of(p.Frequency(), p.End()); back != p {
			t.Errorf("the period that ends on %s is %s, want %s", p.End(), back, p)
		}
	})
}

func TestPeriodsReadWhatTheyWrite(t *testing.T) {
	every(t, func(t *testing.T, p period.Period) {
		if back, err := period.Parse(p.String()); err != nil || back != p {
			t.Errorf("Parse(%q) = %s, %v", p, back, err)
		}
		raw, err := json.Marshal(p)
		if err != nil {
			t.Fatal(err)
		}
		var back period.Period
		if err := json.Unmarshal(raw, &back); err != nil || back != p {
			t.Errorf("JSON %s read back as %s, %v", raw, back, err)
		}
	})
}

func TestZeroPeriod(t *testing.T) {
	var p period.Period
	if !p.IsZero() || p.String() != "" || period.Year(2024).IsZero() {
		t.Error("only the period that was not given is zero")
	}
	if period.Frequency("weekly").Valid() || !period.Quarterly.Valid() {
		t.Error("only the four frequencies are valid")
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"2024", "2024-H1", "2024-Q3", "2024-09", "0000", "9999-12", "năm 2024", ""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p, err := period.Parse(s)
		if err != nil {
			return
		}
		if p.String() != s {
			t.Errorf("%q was read as %s", s, p)
		}
		if p.Start().After(p.End()) {
			t.Errorf("%s starts on %s and ends on %s", p, p.Start(), p.End())
		}
	})
}

func TestDate(t *testing.T) {
	d, err := period.ParseDate("2024-02-29")
	if err != nil {
		t.Fatal(err)
	}
	if d.String() != "2024-02-29" || d.Vietnamese() != "29/02/2024" || d.Year() != 2024 {
		t.Errorf("got %s, %s, %d", d, d.Vietnamese(), d.Year())
	}
	if next := d.AddDays(1); next.String() != "2024-03-01" || next.DaysSince(d) != 1 || !next.After(d) || !d.Before(next) {
		t.Errorf("the day after is %s", next)
	}
	for _, text := range []string{"2023-02-29", "2025-13-01", "11/8/2021", "2021-8-11", "hôm nay", "2021-08-11T00:00:00Z"} {
		if d, err := period.ParseDate(text); err == nil {
			t.Errorf("ParseDate(%q) = %s, want an error", text, d)
		}
	}
	if empty, err := period.ParseDate(""); err != nil || !empty.IsZero() || empty.String() != "" || empty.Vietnamese() != "" {
		t.Errorf("an empty date is %q, %v", empty, err)
	}
}

// A report handed in at 23:59 in Vietnam is of that day, though it is still afternoon in UTC.
func TestDaysRunInVietnam(t *testing.T) {
	lastMinute := time.Date(2024, 12, 9, 16, 59, 59, 0, time.UTC)
	day := period.Day(lastMinute)
	if day.String() != "2024-12-09" || lastMinute.After(day.EndOfDay()) {
		t.Errorf("23:59:59 on 9 December in Vietnam is %s, which ends %s", day, day.EndOfDay())
	}
	if midnight := lastMinute.Add(time.Second); period.Day(midnight).String() != "2024-12-10" || !midnight.After(day.EndOfDay()) {
		t.Error("midnight in Vietnam still counts as 9 December")
	}
	if stored := day.Time(); period.UTCDay(stored) != day || period.Day(stored) != day {
		t.Errorf("the stored time %s is another day", stored)
	}
}
