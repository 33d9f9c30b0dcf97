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

func TestDifferentNumbersOfOneWholeAreTold(t *testing.T) {
	reg, b := book(t)
	for _, e := range []report.Entry{rate("age15_18_graduated", "all", 80, 100), rate("age15_18_in_upper", "all", 80, 101)} {
		b.Add(e)
	}
	a, _ := reg.Areas.Get(anBinh)
	if n := b.Unit(a, 2024).Counts["age15_18"]; n != 101 {
		t.Errorf("the whole is %d, want the last one given", n)
	}
	for _, language := range []lang.Lang{lang.Vietnamese, lang.English} {
		if list := b.Disputes(anBinh, 2024, language); len(list) != 1 || !strings.Contains(list[0], "100, 101") {
			t.Errorf("told: %q", list)
		}
	}
	for _, j := range b.Judge(2024) {
		if j.Area == anBinh && !strings.Contains(j.Caution.VI, "100, 101") {
			t.Errorf("%s is judged without a word of it: %q", j.Programme, j.Caution.VI)
		}
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
