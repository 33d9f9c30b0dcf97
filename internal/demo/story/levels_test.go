package story

import (
	"reflect"
	"slices"
	"strconv"
	"testing"

	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/law"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/planfile"
	"github.com/xhht/xhht/internal/regime"
	"github.com/xhht/xhht/internal/report"
	"github.com/xhht/xhht/internal/subject"
)

func shipped(t *testing.T) (plan.Registry, plan.Plan) {
	t.Helper()
	reg, err := planfile.Load("../../../plans")
	if err != nil {
		t.Fatal(err)
	}
	p, ok := reg.Plan(Regime)
	if !ok {
		t.Fatal("the regime is missing")
	}
	return reg, p
}

func TestTheLevelStoryIsValidOnAnyDayAndAlwaysTheSame(t *testing.T) {
	reg, p := shipped(t)
	for day, want := range map[string]int{"2021-09-01": 0, "2021-10-20": 1, "2024-06-01": 3, "2025-10-20": 5, "2026-11-21": 6, "2031-06-01": 10} {
		today := date(t, day)
		files, err := Levels(reg, today)
		if err != nil {
			t.Fatal(err)
		}
		if again, err := Levels(reg, today); err != nil || !reflect.DeepEqual(files, again) {
			t.Errorf("%s: the story differs at its second telling (%v)", day, err)
		}
		if len(files) != want {
			t.Errorf("%s: %d years of reports, want %d", day, len(files), want)
		}
		for _, f := range files {
			if _, problems := report.Check(reg, p, rowsOf(f), report.By{Subject: subject.Anyone(), Source: "import"}, today); len(problems) > 0 {
				t.Errorf("%s: %v", day, problems)
			}
			if i := slices.IndexFunc(f.Rows[1:], func(r []string) bool { return r[7] > day }); i >= 0 {
				t.Errorf("%s: %s holds what came later", day, f.Name)
			}
		}
	}
}

// What districts and communes declare in the story is what their numbers amount to, but for those of whom it tells.
func TestTheLevelStoryTellsWhatItSays(t *testing.T) {
	reg, p := shipped(t)
	book := regime.NewBook(reg, p)
	files, err := Levels(reg, date(t, "2026-11-21"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		for _, r := range f.Rows[1:] {
			book.Add(entry(t, r))
		}
	}
	var unproved, boasts []string
	judged := map[law.Program]map[int]int{}
	for year := 2021; year <= 2026; year++ {
		for _, j := range book.Judge(year) {
			name := j.Area + " " + j.Programme + " " + strconv.Itoa(year)
			if j.Declared == nil {
				continue
			}
			switch j.Outcomes.Compare(int(*j.Declared)) {
			case law.TooHigh:
				boasts = append(boasts, name)
			case law.TooLow:
				t.Errorf("%s declares %g and has %g at least", name, *j.Declared, j.Low)
			case law.Unprovable:
				unproved = append(unproved, name)
			}
			if year == 2026 {
				programme := law.Program(j.Programme)
				if judged[programme] == nil {
					judged[programme] = map[int]int{}
				}
				judged[programme][int(j.Low)]++
			}
		}
	}
	want := []string{Boaster + " literacy 2024", NewBoaster + " primary 2025", NewBoaster + " primary 2026"}
	slices.Sort(boasts)
	slices.Sort(want)
	if !slices.Equal(boasts, want) {
		t.Errorf("declared too high: %v, want %v", boasts, want)
	}
	t.Logf("not proved: %v; communes by level in 2026: %v", unproved, judged)
	for _, name := range []string{"d:861@0 primary 2024", "d:861@0 literacy 2024"} {
		if !slices.Contains(unproved, name) {
			t.Errorf("%s is proved though one commune is silent: %v", name, unproved)
		}
	}
	for _, programme := range []law.Program{law.Preschool5, law.Primary, law.LowerSecondary, law.Literacy} {
		if len(judged[programme]) < 2 {
			t.Errorf("all communes are alike in %s: %v", programme, judged[programme])
		}
	}
}

func date(t *testing.T, s string) period.Date {
	t.Helper()
	d, err := period.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func entry(t *testing.T, r []string) report.Entry {
	t.Helper()
	per, err := period.Parse(r[2])
	if err != nil {
		t.Fatal(err)
	}
	e := report.Entry{Unit: r[0], Indicator: r[1], Period: per, Group: catalogue.GroupAll}
	for i, to := range []**float64{&e.Numerator, &e.Denominator, &e.Value} {
		if text := r[4+i]; text != "" {
			v, err := strconv.ParseFloat(text, 64)
			if err != nil {
				t.Fatal(err)
			}
			*to = &v
		}
	}
	return e
}
