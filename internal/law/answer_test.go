package law_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/golden"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/law"
)

func TestLevelsBuildOnEachOther(t *testing.T) {
	l := rules(t)
	for name, tc := range map[string]struct {
		counts map[string]int
		want   map[law.Program]int
	}{
		"everything": {nil, map[law.Program]int{law.Primary: 3, law.LowerSecondary: 3, law.Literacy: 2}},
		"too few 14-year-olds take every level of primary, and lower secondary with it": {
			map[string]int{"age14_completed_primary": 799}, map[law.Program]int{law.Primary: 0, law.LowerSecondary: 0, law.Literacy: 2}},
		"lower secondary needs primary 1, not 2": {
			map[string]int{"age11_completed_primary": 0, "age11_in_primary": 1000}, map[law.Program]int{law.Primary: 1, law.LowerSecondary: 3, law.Literacy: 2}},
		"lower secondary needs literacy 1": {
			map[string]int{"age15_35_literate1": 899}, map[law.Program]int{law.Primary: 3, law.LowerSecondary: 0, law.Literacy: 0}},
		"lower secondary does not need literacy 2": {
			map[string]int{"age15_60_literate2": 0}, map[law.Program]int{law.Primary: 3, law.LowerSecondary: 3, law.Literacy: 1}},
		"an 11-year-old who neither completed nor attends": {
			map[string]int{"age11_completed_primary": 950, "age11_in_primary": 49}, map[law.Program]int{law.Primary: 1, law.LowerSecondary: 3, law.Literacy: 2}},
		"disabled people bear on every programme": {
			map[string]int{"disabled_in_education": 599}, map[law.Program]int{law.Primary: 0, law.LowerSecondary: 0, law.Literacy: 0}},
		"rooms do not decide a level": {
			map[string]int{"primary_rooms": 0, "lower_secondary_rooms": 0}, map[law.Program]int{law.Primary: 3, law.LowerSecondary: 3, law.Literacy: 2}},
		"nobody to count falls short of nothing": {
			map[string]int{"disabled_able": 0, "disabled_in_education": 0, "age14": 0, "age14_completed_primary": 0}, map[law.Program]int{law.Primary: 3, law.LowerSecondary: 3, law.Literacy: 2}},
	} {
		t.Run(name, func(t *testing.T) {
			for p, want := range tc.want {
				s := l.Standing(p, with(full(l, false), tc.counts), law.CountingDay(2024))
				if s.Low != want || s.High != want {
					t.Errorf("%s: between %d and %d, want %d", p, s.Low, s.High, want)
				}
			}
		})
	}
}

// A number that is missing leaves a level open only where it matters.
func TestMissingNumbers(t *testing.T) {
	l := rules(t)
	for name, tc := range map[string]struct {
		program law.Program
		level   int
		counts  map[string]int
		want    law.Outcome
	}{
		"a part":                           {law.Literacy, 1, map[string]int{"age15_35_literate1": -1}, law.Unknown},
		"a whole":                          {law.Literacy, 1, map[string]int{"age15_35": -1}, law.Unknown},
		"the numbers of another programme": {law.Literacy, 1, map[string]int{"age6": -1, "age5": -1}, law.Met},
		"a part, but another condition fails already":          {law.Primary, 1, map[string]int{"age14_completed_primary": -1, "age6_in_grade1": 0}, law.NotMet},
		"a part of nobody":                                     {law.Literacy, 1, map[string]int{"age15_35": 0, "age15_35_literate1": -1}, law.Met},
		"a part of which too few are left":                     {law.Primary, 2, map[string]int{"age11_completed_primary": -1, "age11_in_primary": 201}, law.NotMet},
		"a part of which enough are left":                      {law.Primary, 2, map[string]int{"age11_completed_primary": -1, "age11_in_primary": 200}, law.Unknown},
		"a whole that is at least its other part":              {law.LowerSecondary, 3, map[string]int{"age15_18": -1, "age15_18_graduated": 500, "age15_18_in_upper": 800}, law.NotMet},
		"whether the rest attend, where nobody is left":        {law.Primary, 2, map[string]int{"age11_in_primary": -1}, law.Met},
		"both parts of nobody":                                 {law.Primary, 3, map[string]int{"age11": 0, "age11_completed_primary": -1, "age11_in_primary": -1}, law.Met},
		"whether the rest attend":                              {law.Primary, 2, map[string]int{"age11_completed_primary": 999, "age11_in_primary": -1}, law.Unknown},
		"the number of disabled people, which every level has": {law.Preschool5, 1, map[string]int{"disabled_able": -1}, law.Unknown},
	} {
		t.Run(name, func(t *testing.T) {
			a := l.Ask(law.Question{Program: tc.program, Level: tc.level, On: law.CountingDay(2024)}, with(full(l, false), tc.counts))
			if a.Outcome != tc.want {
				t.Errorf("%s, want %s", a.Outcome, tc.want)
			}
			open := slices.ContainsFunc(a.Steps, func(s law.Step) bool { return s.Outcome == law.Unknown && len(s.Missing) > 0 })
			if a.Outcome == law.Unknown && !open {
				t.Error("no step of an unknown answer names what was not reported")
			}
		})
	}
}

func TestSpecialDifficultiesNotSaid(t *testing.T) {
	l := rules(t)
	for n, want := range map[int]law.Outcome{800: law.Met, 799: law.Unknown, 700: law.Unknown, 699: law.NotMet} {
		u := with(full(l, false), map[string]int{"age15_18_graduated": n})
		u.Special = nil
		if got := ask(l, law.LowerSecondary, 1, 2024, u); got != want {
			t.Errorf("%d of 1000: %s, want %s", n, got, want)
		}
	}
}

func TestRulesHoldOnlyWhileInForce(t *testing.T) {
	l := rules(t)
	commune := full(l, false)
	commune.Counts["disabled_in_education"] = 0
	for year, want := range map[int]law.Outcome{
		2013: law.Unknown, // before Decree 20/2014
		2014: law.Met,     // before Circular 07/2016, which asks for disabled people
		2015: law.Met,
		2016: law.NotMet,
	} {
		if got := ask(l, law.Primary, 3, year, commune); got != want {
			t.Errorf("%d: %s, want %s", year, got, want)
		}
	}
	if got := ask(l, law.Preschool3To5, 1, 2025, full(l, false)); got != law.Unknown {
		t.Errorf("preschool 3 to 5 in 2025: %s, want unknown: the decree came in October", got)
	}
	if got := ask(l, law.Primary, 1, 2025, above(l, area.District, 10, 0, 0)); got != law.Unknown {
		t.Errorf("a district after districts ended: %s, want unknown", got)
	}
	if got := ask(l, law.Preschool5, 1, 2025, above(l, area.Province, 10, 0, 0)); got != law.Unknown {
		t.Errorf("5-year-olds of a two-tier province: %s, want unknown: no rule is known", got)
	}
	if got := ask(l, law.Primary, 1, 2024, above(l, area.District, 0, 0, 0)); got != law.Unknown {
		t.Errorf("a district without members: %s, want unknown", got)
	}
}

// A rule of less than high confidence is named by every answer that used it, through members and requirements.
func TestDoubtsAreTold(t *testing.T) {
	l := rules(t)
	asked := map[string]struct {
		q    law.Question
		unit law.Unit
	}{
		"none":                {law.Question{Program: law.LowerSecondary, Level: 1, On: law.CountingDay(2024)}, full(l, false)},
		"its own":             {law.Question{Program: law.LowerSecondary, Level: 2, On: law.CountingDay(2024)}, full(l, false)},
		"a requirement's":     {law.Question{Program: law.LowerSecondary, Level: 3, On: law.CountingDay(2024)}, full(l, false)},
		"only one clause":     {law.Question{Program: law.Primary, Level: 3, On: law.CountingDay(2024)}, full(l, false)},
		"its own, members'":   {law.Question{Program: law.LowerSecondary, Level: 2, On: law.CountingDay(2024)}, above(l, area.District, 2, 0, 0)},
		"that it is required": {law.Question{Program: law.Literacy, Level: 2, On: law.CountingDay(2024)}, with(full(l, false), map[string]int{"age15_35_literate1": 0})},
		"required and met":    {law.Question{Program: law.Literacy, Level: 2, On: law.CountingDay(2024)}, full(l, false)},
		"two-tier provinces":  {law.Question{Program: law.Literacy, Level: 1, On: law.CountingDay(2025)}, above(l, area.Province, 2, 0, 0)},
	}
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(asked)) {
		var ids []string
		for _, d := range l.Ask(asked[name].q, asked[name].unit).Doubts {
			ids = append(ids, d.ID)
			if text := d.Caution(); d.Confidence == law.High || text.VI == "" || text.EN == "" {
				t.Errorf("%s: %s: %+v", name, d.ID, text)
			}
		}
		slices.Sort(ids)
		fmt.Fprintf(&b, "%s: %s\n", name, strings.Join(ids, " "))
	}
	golden.Equal(t, "testdata/doubts.txt", b.String())
}

// Whatever is worked out by a decree that nobody has confirmed says so in its first line, and nothing else does.
func TestAnUnconfirmedDecreeIsNamedInTheFirstLine(t *testing.T) {
	l := rules(t)
	commune, province := full(l, false), above(l, area.Province, 10, 0, 0)
	for name, tc := range map[string]struct {
		program law.Program
		unit    law.Unit
		year    int
		decree  string
	}{
		"a commune's literacy":           {law.Literacy, commune, 2024, ""},
		"the same after the reform":      {law.Literacy, commune, 2026, ""},
		"a province before the reform":   {law.Literacy, above(l, area.Province, 0, 0, 0), 2024, ""},
		"a province without districts":   {law.Literacy, province, 2025, "142/2025/NĐ-CP"},
		"its primary, which fails":       {law.Primary, above(l, area.Province, 0, 10, 0), 2026, "142/2025/NĐ-CP"},
		"preschool 3 to 5, of a commune": {law.Preschool3To5, commune, 2026, "277/2025/NĐ-CP"},
	} {
		s := l.Standing(tc.program, tc.unit, law.CountingDay(tc.year))
		vi, en := s.Headline(lang.Vietnamese), s.Headline(lang.English)
		if says := strings.Contains(vi, "quy định chưa được xác nhận"); says != (tc.decree != "") || !strings.Contains(vi, tc.decree) || !strings.Contains(en, tc.decree) {
			t.Errorf("%s: %s; %s", name, vi, en)
		}
	}
}

func TestDeclaredAgainstComputed(t *testing.T) {
	l := rules(t)
	on := law.CountingDay(2024)
	known := l.Standing(law.Literacy, with(full(l, false), map[string]int{"age15_60_literate2": 0}), on)
	open := l.Standing(law.Literacy, with(full(l, false), map[string]int{"age15_60_literate2": -1}), on)
	none := l.Standing(law.Preschool3To5, full(l, false), on)
	for _, tc := range []struct {
		s        law.Standing
		declared int
		want     law.Comparison
	}{
		{known, 0, law.TooLow}, {known, 1, law.Agrees}, {known, 2, law.TooHigh},
		{open, 0, law.TooLow}, {open, 1, law.Unprovable}, {open, 2, law.Unprovable}, {open, 3, law.TooHigh},
		{none, 1, law.Unprovable},
	} {
		if got := tc.s.Compare(tc.declared); got != tc.want {
			t.Errorf("declared %d against %d to %d: %v, want %v", tc.declared, tc.s.Low, tc.s.High, got, tc.want)
		}
		for _, language := range []lang.Lang{lang.Vietnamese, lang.English} {
			if tc.s.Declaration(tc.declared, language) == "" || tc.s.Headline(language) == "" {
				t.Error("no sentence")
			}
		}
	}
}
