package law_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/law"
)

type threshold struct {
	program           law.Program
	level, year       int
	fact, relaxedFact string
	ordinary, relaxed int
}

// thresholds are what the decrees ask of a commune, per mille, typed by hand from the articles: without and with special
// difficulties. A relaxed fact is the one that is counted instead.
var thresholds = []threshold{
	{law.Preschool5, 1, 2024, "age5_attending", "", 950, 900},
	{law.Preschool5, 1, 2024, "age5_completed", "", 850, 800},
	{law.Primary, 1, 2024, "age6_in_grade1", "", 900, 900},
	{law.Primary, 1, 2024, "age14_completed_primary", "", 800, 700},
	{law.Primary, 2, 2024, "age6_in_grade1", "", 950, 950},
	{law.Primary, 2, 2024, "age11_completed_primary", "", 800, 700},
	{law.Primary, 3, 2024, "age6_in_grade1", "", 980, 980},
	{law.Primary, 3, 2024, "age11_completed_primary", "", 900, 800},
	{law.LowerSecondary, 1, 2024, "age15_18_graduated", "", 800, 700},
	{law.LowerSecondary, 2, 2024, "age15_18_graduated", "", 900, 800},
	{law.LowerSecondary, 3, 2024, "age15_18_graduated", "", 950, 900},
	{law.LowerSecondary, 3, 2024, "age15_18_in_upper", "", 800, 700},
	{law.Literacy, 1, 2024, "age15_35_literate1", "age15_25_literate1", 900, 900},
	{law.Literacy, 2, 2024, "age15_60_literate2", "age15_35_literate2", 900, 900},
	{law.Literacy, 2, 2024, "disabled_in_education", "", 600, 600},
	{law.Preschool3To5, 1, 2026, "age3_5_attending", "", 900, 850},
	{law.Preschool3To5, 1, 2026, "age3_completed", "", 850, 800},
	{law.Preschool3To5, 1, 2026, "age4_completed", "", 850, 800},
	{law.Preschool3To5, 1, 2026, "age5_completed", "", 850, 800},
}

func TestCommuneThresholds(t *testing.T) {
	l := rules(t)
	for _, tc := range thresholds {
		for _, special := range []bool{false, true} {
			fact, need := tc.fact, tc.ordinary
			if special {
				need = tc.relaxed
				if tc.relaxedFact != "" {
					fact = tc.relaxedFact
				}
			}
			t.Run(fmt.Sprintf("%s/%d/%s/%t", tc.program, tc.level, fact, special), func(t *testing.T) {
				try := func(n int) law.Outcome {
					counts := map[string]int{fact: n}
					if fact == "age11_completed_primary" {
						counts["age11_in_primary"] = 1000 - n
					}
					return ask(l, tc.program, tc.level, tc.year, with(full(l, special), counts))
				}
				if got := try(need); got != law.Met {
					t.Errorf("%d of 1000: %s, want met", need, got)
				}
				if got := try(need - 1); got != law.NotMet {
					t.Errorf("%d of 1000: %s, want not_met", need-1, got)
				}
			})
		}
	}
}

// A rule whose number nobody has typed from the article is proved by nothing.
func TestEveryRuleOfCommunesIsTypedByHand(t *testing.T) {
	for _, d := range rules(t).Decrees {
		for _, r := range d.Rules {
			for _, fact := range r.Counts {
				typed := slices.ContainsFunc(thresholds, func(x threshold) bool {
					on := law.CountingDay(x.year)
					return x.program == r.Program && x.level == r.Level && x.fact == fact && !on.Before(r.ValidFrom) && (r.ValidTo.IsZero() || !r.ValidTo.Before(on))
				})
				if r.Tier == area.Commune && r.Level > 0 && !typed {
					t.Errorf("%s of %s asks for %s: type its threshold into the table, from %s", r.ID, d.ID, fact, r.Article)
				}
			}
		}
	}
}

// For literacy the relaxation narrows the age band: those outside it do not count, however few can read.
func TestLiteracyRelaxationIsAnAgeBand(t *testing.T) {
	l := rules(t)
	older := map[string]int{"age15_35_literate1": 0, "age15_60_literate2": 0}
	for special, want := range map[bool]law.Outcome{true: law.Met, false: law.NotMet} {
		if got := ask(l, law.Literacy, 2, 2024, with(full(l, special), older)); got != want {
			t.Errorf("special %t: %s, want %s", special, got, want)
		}
	}
}

func TestTwelveOfThirteenIsNotNinetyPercentOfMore(t *testing.T) {
	l := rules(t)
	for n, need := range map[int]int{1: 1, 9: 9, 10: 9, 13: 12, 15: 14, 20: 18} {
		u := with(full(l, false), map[string]int{"age6": n, "age6_in_grade1": need})
		if got := ask(l, law.Primary, 1, 2024, u); got != law.Met {
			t.Errorf("%d of %d: %s, want met", need, n, got)
		}
		u = with(u, map[string]int{"age6_in_grade1": need - 1})
		if got := ask(l, law.Primary, 1, 2024, u); got != law.NotMet {
			t.Errorf("%d of %d: %s, want not_met", need-1, n, got)
		}
	}
}

// memberThresholds are the members that must reach the level, of a hundred.
var memberThresholds = []struct {
	program     law.Program
	level, year int
	tier        area.Level
	need        int
}{
	{law.Preschool5, 1, 2024, area.District, 90},
	{law.Primary, 1, 2024, area.District, 90},
	{law.Primary, 2, 2024, area.District, 90},
	{law.Primary, 3, 2024, area.District, 90},
	{law.LowerSecondary, 1, 2024, area.District, 90},
	{law.LowerSecondary, 2, 2024, area.District, 95},
	{law.LowerSecondary, 3, 2024, area.District, 100},
	{law.Literacy, 1, 2024, area.District, 90},
	{law.Literacy, 2, 2024, area.District, 90},
	{law.Preschool5, 1, 2024, area.Province, 100},
	{law.Primary, 1, 2024, area.Province, 100},
	{law.Primary, 2, 2024, area.Province, 100},
	{law.Primary, 3, 2024, area.Province, 100},
	{law.LowerSecondary, 1, 2024, area.Province, 100},
	{law.LowerSecondary, 2, 2024, area.Province, 100},
	{law.LowerSecondary, 3, 2024, area.Province, 100},
	{law.Literacy, 1, 2024, area.Province, 90},
	{law.Literacy, 2, 2024, area.Province, 100},
	{law.Primary, 1, 2025, area.Province, 90},
	{law.Primary, 2, 2025, area.Province, 90},
	{law.Primary, 3, 2025, area.Province, 90},
	{law.LowerSecondary, 1, 2025, area.Province, 90},
	{law.LowerSecondary, 2, 2025, area.Province, 95},
	{law.LowerSecondary, 3, 2025, area.Province, 100},
	{law.Literacy, 1, 2025, area.Province, 81},
	{law.Literacy, 2, 2025, area.Province, 90},
}

func TestMemberThresholds(t *testing.T) {
	l := rules(t)
	for _, tc := range memberThresholds {
		t.Run(fmt.Sprintf("%s/%d/%s/%d", tc.program, tc.level, tc.tier, tc.year), func(t *testing.T) {
			try := func(good, bad, silent int) law.Outcome {
				u := above(l, tc.tier, good, bad, silent)
				if tc.tier == area.Province && tc.year < 2025 { // a district over each commune
					for i, m := range u.Members {
						u.Members[i] = law.Unit{Name: m.Name, Tier: area.District, Members: []law.Unit{m}}
					}
				}
				return ask(l, tc.program, tc.level, tc.year, u)
			}
			if got := try(tc.need, 100-tc.need, 0); got != law.Met {
				t.Errorf("%d of 100: %s, want met", tc.need, got)
			}
			if got := try(tc.need-1, 101-tc.need, 0); got != law.NotMet {
				t.Errorf("%d of 100: %s, want not_met", tc.need-1, got)
			}
			if got := try(tc.need, 0, 100-tc.need); got != law.Met {
				t.Errorf("%d of 100, the rest silent: %s, want met", tc.need, got)
			}
			if got := try(tc.need-1, 100-tc.need, 1); got != law.Unknown {
				t.Errorf("%d of 100 and one silent: %s, want unknown", tc.need-1, got)
			}
		})
	}
}

// Decree 277/2025 counts communes with special difficulties and the others apart.
func TestPreschool3To5CountsTheTwoHalvesApart(t *testing.T) {
	l := rules(t)
	province := func(special, specialBad, other, otherBad int) law.Unit {
		u := law.Unit{Tier: area.Province}
		for i, n := range []int{special, specialBad, other, otherBad} {
			m := full(l, i < 2)
			if i%2 == 1 {
				m = with(m, map[string]int{"age3_5_attending": 0})
			}
			for range n {
				u.Members = append(u.Members, m)
			}
		}
		return u
	}
	for name, tc := range map[string]struct {
		unit law.Unit
		want law.Outcome
	}{
		"85 and 90":              {province(85, 15, 90, 10), law.Met},
		"84 and 90":              {province(84, 16, 90, 10), law.NotMet},
		"85 and 89":              {province(85, 15, 89, 11), law.NotMet},
		"none with difficulties": {province(0, 0, 9, 1), law.Met},
	} {
		if got := ask(l, law.Preschool3To5, 1, 2026, tc.unit); got != tc.want {
			t.Errorf("%s: %s, want %s", name, got, tc.want)
		}
	}
	unsaid := province(17, 3, 18, 2) // exactly 85% and 90%
	unsaid.Members[0].Special = nil  // if it has no difficulties, 16 of 19 are too few
	if got := ask(l, law.Preschool3To5, 1, 2026, unsaid); got != law.Unknown {
		t.Errorf("a member of either half: %s, want unknown", got)
	}
}
