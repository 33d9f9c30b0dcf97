package law_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/golden"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/law"
)

// Every kind of step as people read it, in both languages.
func TestTraces(t *testing.T) {
	l := rules(t)
	unsaid := with(full(l, false), map[string]int{"age15_18_graduated": 750})
	unsaid.Special = nil
	halves := law.Unit{Tier: area.Province}
	for _, special := range []bool{true, false} {
		for range 10 {
			halves.Members = append(halves.Members, full(l, special))
		}
	}
	halves.Members[0].Counts, halves.Members[0].Name = nil, "Xã im lặng"
	lonely := above(l, area.Province, 3, 0, 0)
	for name, tc := range map[string]struct {
		program     law.Program
		level, year int
		unit        law.Unit
	}{
		"relaxed":           {law.LowerSecondary, 1, 2024, with(full(l, true), map[string]int{"age15_18_graduated": 699})},
		"not-said":          {law.LowerSecondary, 1, 2024, unsaid},
		"requirement":       {law.LowerSecondary, 3, 2024, with(full(l, false), map[string]int{"age15_35_literate1": 899, "age15_18_in_upper": 799})},
		"inferred":          {law.Literacy, 2, 2024, with(full(l, false), map[string]int{"age15_35_literate1": 899})},
		"shared":            {law.Literacy, 2, 2024, with(full(l, false), map[string]int{"disabled_in_education": 599})},
		"rest":              {law.Primary, 3, 2024, with(full(l, false), map[string]int{"age11_completed_primary": 950, "age11_in_primary": 48})},
		"not-reported":      {law.Primary, 1, 2024, with(full(l, false), map[string]int{"age6": -1, "age14": -1, "age14_completed_primary": -1})},
		"nobody":            {law.Literacy, 1, 2024, with(full(l, false), map[string]int{"disabled_able": 0, "disabled_in_education": 0})},
		"each-age":          {law.Preschool3To5, 1, 2026, with(full(l, false), map[string]int{"age4_completed": 849})},
		"no-report":         {law.Primary, 1, 2024, law.Unit{Tier: area.Commune}},
		"no-rule":           {law.Preschool5, 1, 2025, lonely},
		"halves":            {law.Preschool3To5, 1, 2026, halves},
		"no-such-half":      {law.Preschool3To5, 1, 2026, above(l, area.Province, 3, 0, 0)},
		"two-tier":          {law.LowerSecondary, 2, 2025, above(l, area.Province, 94, 1, 5)},
		"many-members":      {law.Literacy, 2, 2024, above(l, area.District, 3, 0, 12)},
		"members-not-known": {law.Literacy, 2, 2024, law.Unit{Tier: area.District}},
	} {
		t.Run(name, func(t *testing.T) {
			a := l.Ask(law.Question{Program: tc.program, Level: tc.level, On: law.CountingDay(tc.year)}, tc.unit)
			var b strings.Builder
			for _, language := range []lang.Lang{lang.Vietnamese, lang.English} {
				b.WriteString(a.Title(language) + ": " + a.Outcome.Text().In(language) + "\n")
				for _, line := range append(a.Lines(language), a.Assurances(language)...) {
					b.WriteString("  " + line + "\n")
				}
				for _, d := range a.Doubts {
					b.WriteString("  ! " + d.Caution().In(language) + "\n")
				}
			}
			golden.Equal(t, filepath.Join("testdata", "trace", name+".txt"), b.String())
		})
	}
}

// The size of the country in one unit, all levels of three programmes.
func BenchmarkCountry(b *testing.B) {
	l := rules(b)
	u := above(l, area.Province, 10_000, 300, 300)
	for b.Loop() {
		for _, p := range []law.Program{law.Primary, law.LowerSecondary, law.Literacy} {
			if s := l.Standing(p, u, law.CountingDay(2025)); len(s.Answers) == 0 {
				b.Errorf("%s: no answer", p)
			}
		}
	}
}
