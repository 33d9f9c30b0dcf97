package law_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/law"
)

// history makes standings out of the levels that certainly hold, year by year; "?" is a year of which nothing is known.
func history(levels string) []law.Standing {
	var out []law.Standing
	for _, c := range levels {
		var s law.Standing
		for level := 1; level <= 2; level++ {
			o := law.NotMet
			if c == '?' {
				o = law.Unknown
			} else if int(c-'0') >= level {
				o = law.Met
			}
			s.Answers = append(s.Answers, law.Answer{Question: law.Question{Program: law.Literacy, Level: level}, Outcome: o})
		}
		out = append(out, s)
	}
	return out
}

func TestWhatWasWonIsKeptOrLapses(t *testing.T) {
	l := law.Lapse{Misses: 2}
	for years, want := range map[string]string{
		"2":     "level 2 met, 0 missed",
		"21":    "level 2 met, 1 missed",
		"211":   "level 2 not_met, 2 missed", // the year in which it lapses
		"2111":  "level 1 met, 0 missed",     // from then on level 1 is what can be lost
		"21112": "level 2 met, 0 missed",
		"212":   "level 2 met, 0 missed",
		"20":    "level 2 met, 1 missed",
		"200":   "level 2 not_met, 2 missed",
		"2000":  "level 1 not_met, 3 missed",
		"0":     "level 1 unknown, 0 missed", // nobody knows what was before
		"00":    "level 1 not_met, 0 missed",
		"?":     "level 1 unknown, 0 missed",
		"2?":    "level 2 met, 0 missed", // a single year may be missed
		"2?1":   "level 2 unknown, 1 missed",
		"1":     "level 1 met, 0 missed",
		"10":    "level 1 met, 1 missed",
	} {
		r := l.Recognised(2020, history(years))
		if got := fmt.Sprintf("level %d %s, %d missed", r.Level, r.Held, r.Missed); got != want {
			t.Errorf("%s: %s, want %s", years, got, want)
		}
	}
	if r := l.Recognised(2020, nil); r != (law.Recognition{}) {
		t.Errorf("no years: %+v", r)
	}
}

// How far it is to the next level: of one group of people the largest gap, of different ones the sum; nothing where a number
// is not known.
func TestShortageToTheNextLevel(t *testing.T) {
	l := rules(t)
	for name, tc := range map[string]struct {
		program law.Program
		counts  map[string]int
		want    string
	}{
		"nothing is missing":              {law.Literacy, nil, "no next level"},
		"one condition":                   {law.Literacy, map[string]int{"age15_60_literate2": 890}, "level 2: 10"},
		"two groups of people":            {law.Primary, map[string]int{"age6_in_grade1": 880, "age14_completed_primary": 795}, "level 1: 25"},
		"two gaps of one group":           {law.LowerSecondary, map[string]int{"age15_18_graduated": 940, "age15_18_in_upper": 750}, "level 3: 50"},
		"through a requirement":           {law.LowerSecondary, map[string]int{"age15_18_graduated": 790, "age14_completed_primary": 795}, "level 1: 15"},
		"a number is missing beside it":   {law.Primary, map[string]int{"age6_in_grade1": 880, "age14_completed_primary": -1}, "level 1: not known"},
		"whether it is missing is open":   {law.Literacy, map[string]int{"age15_60_literate2": -1}, "level 2: not known"},
		"rooms stand beside and count 0":  {law.Primary, map[string]int{"age6_in_grade1": 940, "primary_rooms": 0}, "level 2: 10"},
		"who neither completed nor learn": {law.Primary, map[string]int{"age11_completed_primary": 850, "age11_in_primary": 100}, "level 2: 50"},
	} {
		t.Run(name, func(t *testing.T) {
			s := l.Standing(tc.program, with(full(l, false), tc.counts), law.CountingDay(2024))
			got := "no next level"
			if next, ok := s.Next(); ok {
				got = fmt.Sprintf("level %d: not known", next.Level)
				if n := next.Shortage(); n != nil {
					got = fmt.Sprintf("level %d: %d", next.Level, *n)
				}
				if gaps := strings.Join(next.Gaps(lang.Vietnamese), "\n"); gaps == "" || strings.Contains("\n"+gaps, "\n✓") {
					t.Errorf("the gaps are\n%s", gaps)
				}
			}
			if got != tc.want {
				t.Errorf("%s, want %s", got, tc.want)
			}
		})
	}
	d := l.Standing(law.Literacy, above(l, "district", 10, 4, 0), law.CountingDay(2024))
	if next, _ := d.Next(); next.Shortage() == nil || *next.Shortage() != 3 {
		t.Errorf("10 of 14 communes, 13 needed: %v short", next.Shortage())
	}
}
