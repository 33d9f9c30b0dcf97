package regime_test

import (
	"strings"
	"testing"

	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/law"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/planfile"
	"github.com/xhht/xhht/internal/regime"
	"github.com/xhht/xhht/internal/report"
)

const anBinh = "c:29587@0"

func book(t *testing.T) (plan.Registry, *regime.Book) {
	t.Helper()
	reg, err := planfile.Load("../../plans")
	if err != nil {
		t.Fatal(err)
	}
	p, ok := reg.Plan("pcgd-xmc-vinh-long")
	if !ok {
		t.Fatal("the regime is missing")
	}
	return reg, regime.NewBook(reg, p)
}

func rate(fact, group string, part, whole float64) report.Entry {
	return report.Entry{Unit: anBinh, Indicator: fact, Period: period.Year(2024), Group: group, Numerator: &part, Denominator: &whole}
}

func value(unit, indicator string, v float64) report.Entry {
	return report.Entry{Unit: unit, Indicator: indicator, Period: period.Year(2024), Group: catalogue.GroupAll, Value: &v}
}

func TestABookTakesWhatTheLawAsksForAndNothingElse(t *testing.T) {
	reg, b := book(t)
	for _, e := range []report.Entry{
		rate("age11_completed_primary", "all", 90, 100), rate("age11_in_primary", "all", 9, 100),
		rate("age11_completed_primary", "sex=female", 1, 2), rate("info_skills_rate", "all", 5, 9),
		value(anBinh, "special_difficulty_status", 1), value(anBinh, "primary_universal_level", 3), value(anBinh, "learning_district_status", 1),
		value("d:857@0", "literacy_standard_level", 2),
	} {
		b.Add(e)
	}
	a, _ := reg.Areas.Get(anBinh)
	u := b.Unit(a, 2024)
	want := map[string]int{"age11": 100, "age11_completed_primary": 90, "age11_in_primary": 9}
	if len(u.Counts) != len(want) || u.Special == nil || !*u.Special {
		t.Errorf("the commune is %+v", u)
	}
	for fact, n := range want {
		if u.Counts[fact] != n {
			t.Errorf("%s is %d, want %d", fact, u.Counts[fact], n)
		}
	}
	if level, ok := b.Declared(anBinh, 2024, law.Primary); !ok || level != 3 {
		t.Errorf("declared %d, %v", level, ok)
	}
	if _, ok := b.Declared(anBinh, 2023, law.Primary); ok {
		t.Error("a year of which nothing came has a declared level")
	}
	district, _ := reg.Areas.Get("d:857@0")
	if d := b.Unit(district, 2024); d.Counts != nil || len(d.Members) != 15 {
		t.Errorf("Long Hồ has counts %v and %d communes, want none and 15", d.Counts, len(d.Members))
	}
	if years := b.Years(); len(years) != 1 || years[0] != 2024 {
		t.Errorf("years %v", years)
	}
}

// Numbers that contradict each other came from before the rules: nobody knows which is wrong, so that nothing is concluded from
// either, and it is said. 148 who completed primary and 20 still in it are more than the 158 that there are.
func TestWhatContradictsItselfDecidesNothing(t *testing.T) {
	for name, c := range map[string]struct {
		entries []report.Entry
		gone    []string // facts that are not believed
		stays   []string
		says    []string
	}{
		"two numbers of one whole": {[]report.Entry{rate("age15_18_graduated", "all", 80, 100), rate("age15_18_in_upper", "all", 80, 101), rate("age6_in_grade1", "all", 99, 100)},
			[]string{"age15_18_graduated", "age15_18_in_upper", "age15_18"}, []string{"age6_in_grade1", "age6"}, []string{"100", "101"}},
		"two parts that share nobody": {[]report.Entry{rate("age11_completed_primary", "all", 148, 158), rate("age11_in_primary", "all", 20, 158)},
			[]string{"age11_completed_primary", "age11_in_primary", "age11"}, nil, []string{"148", "20", "158"}},
		"women above all": {[]report.Entry{rate("age15_60_literate2", "all", 900, 1000), rate("age15_60_literate2", "sex=female", 950, 1000)},
			[]string{"age15_60_literate2"}, nil, []string{"900/1000", "950/1000"}},
		"nothing wrong": {[]report.Entry{rate("age11_completed_primary", "all", 138, 158), rate("age11_in_primary", "all", 20, 158)},
			nil, []string{"age11_completed_primary", "age11_in_primary", "age11"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			reg, b := book(t)
			for _, e := range c.entries {
				b.Add(e)
			}
			a, _ := reg.Areas.Get(anBinh)
			counts := b.Unit(a, 2024).Counts
			for _, fact := range c.gone {
				if n, there := counts[fact]; there {
					t.Errorf("%s is still believed: %d", fact, n)
				}
			}
			for _, fact := range c.stays {
				if _, there := counts[fact]; !there {
					t.Errorf("%s, which contradicts nothing, is not believed", fact)
				}
			}
			for _, language := range []lang.Lang{lang.Vietnamese, lang.English} {
				text := strings.Join(b.Disputes(anBinh, 2024, language), "\n")
				if (text == "") != (len(c.says) == 0) {
					t.Errorf("told: %q", text)
				}
				for _, want := range c.says {
					if !strings.Contains(text, want) {
						t.Errorf("%q is missing in %q", want, text)
					}
				}
			}
			for _, j := range b.Judge(2024) {
				if j.Area == anBinh && (strings.Contains(j.Caution.VI, "mâu thuẫn") == (len(c.says) == 0)) {
					t.Errorf("%s is judged with the words %q", j.Programme, j.Caution.VI)
				}
			}
		})
	}
}

// Of a tier for which no rule is known nobody may read that it failed.
func TestWithoutARuleEverythingIsPossible(t *testing.T) {
	_, b := book(t)
	for _, j := range b.Judge(2025) {
		if j.Area == "p:86@0" && j.Programme == string(law.Preschool5) && (j.Low != 0 || j.High != 1 || !strings.Contains(j.Reason.VI, "không có quy định nào")) {
			t.Errorf("the old territory without a rule on 5-year-olds is %+v", j.LevelStanding)
		}
	}
}

func TestTheReformMovesCommunesDirectlyBelowTheRoot(t *testing.T) {
	_, b := book(t)
	const root = "p:86@0"
	below := func(year int) map[string]int {
		out := map[string]int{}
		for _, j := range b.Judge(year) {
			if j.Programme == string(law.Literacy) && j.Area != root {
				out[j.Parent]++
			}
		}
		return out
	}
	if got := below(2024); got[root] != 8 || got["d:857@0"] != 15 {
		t.Errorf("before the reform the units lie below %v", got)
	}
	if got := below(2025); len(got) != 1 || got[root] == 0 {
		t.Errorf("after the reform the units lie below %v", got)
	}
}
