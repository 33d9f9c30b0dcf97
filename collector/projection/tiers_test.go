package projection_test

import (
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xhht/xhht/collector/projection"
	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/law"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/planfile"
	"github.com/xhht/xhht/internal/report"
	"github.com/xhht/xhht/internal/series"
)

const today = "p:86@2025-07-01"

// communeWorld is two plans over the real units: the communes of two districts of old Vĩnh Long until the reform, and some
// of the province of today after it. Communes report a rate, women apart, a level, and whether they are in special
// difficulty.
func communeWorld(tb testing.TB, change ...func(old, next *plan.Plan)) plan.Registry {
	tb.Helper()
	reg, err := planfile.Load("../../plans")
	if err != nil {
		tb.Fatal(err)
	}
	form := plan.Form{ID: "communes", Level: area.Commune, Frequency: period.Annual, Indicators: plan.Asks("literacy", "level", catalogue.SpecialDifficulty)}
	target := func(indicator string) plan.Target {
		return plan.Target{ID: indicator, Indicator: indicator, Level: area.Province, N: 1, Monitored: []area.Level{area.Commune},
			Milestones: []plan.Milestone{{By: period.DateOf(2030, 12, 31), Comparator: plan.Increase}}}
	}
	old := plan.Plan{ID: "old", From: 2021, To: 2030, Root: province, Units: []string{"d:857@0", "d:858@0"}, Forms: []plan.Form{form},
		Targets: []plan.Target{target("literacy"), target("gap"), target("share")}}
	for _, district := range old.Units {
		for _, a := range reg.Areas.Children(district, period.Date{}) {
			old.Units = append(old.Units, a.UID)
		}
	}
	next := old
	next.ID, next.From, next.Root, next.Units = "next", 2025, today, nil
	for i, a := range reg.Areas.Children(today, period.DateOf(2025, 7, 1)) {
		if i%20 == 0 {
			next.Units = append(next.Units, a.UID)
		}
	}
	for _, c := range change {
		c(&old, &next)
	}
	return plan.Registry{Areas: reg.Areas, Plans: []plan.Plan{old, next}, Indicators: map[string]catalogue.Indicator{
		"literacy":                  {ID: "literacy", Measure: catalogue.Rate, Frequency: period.Annual, RollUp: true, Groups: []string{"sex=female"}},
		"level":                     {ID: "level", Measure: catalogue.Level, Max: 3, Frequency: period.Annual},
		"gap":                       {ID: "gap", Measure: catalogue.Gap, Frequency: period.Annual, Of: "literacy", Group: "sex=female", Direction: catalogue.Lower},
		"share":                     {ID: "share", Measure: catalogue.ShareOfUnits, Frequency: period.Annual, Of: "level", AtLeast: 2, MemberLevel: area.Commune},
		catalogue.SpecialDifficulty: {ID: catalogue.SpecialDifficulty, Measure: catalogue.Status, Frequency: period.Annual},
	}}
}

func of(reg plan.Registry) func(*projection.Options) {
	return func(o *projection.Options) { o.Registry = reg }
}

func literateRate(unit string, year int, group string, numerator, denominator float64) report.Entry {
	return report.Entry{Unit: unit, Indicator: "literacy", Period: period.Year(year), Group: group, Numerator: &numerator, Denominator: &denominator}
}

func status(unit, indicator string, year int, value float64) report.Entry {
	return report.Entry{Unit: unit, Indicator: indicator, Period: period.Year(year), Group: "all", Value: &value}
}

// open lists the plan's communes that stood at the end of the year.
func open(reg plan.Registry, pl plan.Plan, year int) []area.Area {
	var out []area.Area
	for _, a := range reg.Members(pl, area.Commune) {
		if pl.Reports(a, period.Year(year)) {
			out = append(out, a)
		}
	}
	return out
}

func total(t *testing.T, s *memory, key string) series.Observation {
	t.Helper()
	o, ok := s.points["observation "+key].(series.Observation)
	if !ok {
		t.Fatalf("no observation %q", key)
	}
	return o
}

// says renders a total as a person would check it.
func says(o series.Observation) string {
	text := fmt.Sprintf("%g of %g", o.Members, o.MembersOf)
	if o.Value != nil {
		text += fmt.Sprintf(", %.4g", *o.Value)
	}
	if o.Numerator != nil {
		text += fmt.Sprintf(" = %g/%g", *o.Numerator, *o.Denominator)
	}
	if o.Low != nil {
		text += fmt.Sprintf(", from %.4g to %.4g", *o.Low, *o.High)
	}
	return text
}

func TestEveryTierIsRolledUp(t *testing.T) {
	reg := communeWorld(t)
	l, s := &record{}, &memory{}
	communes := open(reg, reg.Plans[0], 2024)
	longHo := 0
	for i, a := range communes {
		if a.Parent == "d:857@0" {
			longHo++
		}
		if i == 0 { // the first commune of Long Hồ reported last year only
			l.accept("2023-12-05", literateRate(a.UID, 2023, "all", 50, 100))
			l.accept("2024-12-05", status(a.UID, catalogue.SpecialDifficulty, 2024, 1))
			continue
		}
		special := 0.0
		if i%2 == 0 {
			special = 1
		}
		l.accept("2024-12-05", literateRate(a.UID, 2024, "all", 90, 100), literateRate(a.UID, 2024, "sex=female", 40, 50), status(a.UID, "level", 2024, float64(i%4)))
		if a.Parent == "d:857@0" || i%3 > 0 { // every third commune of Mang Thít does not say what it is
			l.accept("2024-12-05", status(a.UID, catalogue.SpecialDifficulty, 2024, special))
		}
	}
	projected(t, l, s, of(reg))
	n := len(communes)
	for key, want := range map[string]string{
		"literacy d:857@0 all derived 2024":            fmt.Sprintf("%d of %d, from %.4g to %.4g", longHo-1, longHo, 100*90*float64(longHo-1)/(100*float64(longHo)), 100*(90*float64(longHo-1)+100)/(100*float64(longHo))),
		"literacy d:858@0 all derived 2024":            fmt.Sprintf("%d of %d, 90 = %d/%d", n-longHo, n-longHo, 90*(n-longHo), 100*(n-longHo)),
		"literacy d:858@0 sex=female derived 2024":     fmt.Sprintf("%d of %d, 80 = %d/%d", n-longHo, n-longHo, 40*(n-longHo), 50*(n-longHo)),
		"literacy p:86@0 sex=female derived 2024":      fmt.Sprintf("%d of %d", n-1, n), // women of the silent commune were never counted: no bounds
		"gap d:858@0 all derived 2024":                 fmt.Sprintf("%d of %d, 20", n-longHo, n-longHo),
		"gap p:86@0 all derived 2024":                  fmt.Sprintf("%d of %d", n-1, n),
		"gap " + communes[1].UID + " all derived 2024": "1 of 1, 20",
	} {
		if got := says(total(t, s, key)); got != want {
			t.Errorf("%s: %s, want %s", key, got, want)
		}
	}
	if o := total(t, s, "literacy d:857@0 all derived 2024"); o.Parent != province || o.Level != area.District {
		t.Errorf("the district's total is %+v", o)
	}
	if o := total(t, s, "share d:858@0 all derived 2024"); o.Value == nil || o.MembersOf != float64(n-longHo) {
		t.Errorf("the district's share of communes is %s", says(o))
	}
	special, other := total(t, s, "literacy d:857@0 area=special derived 2024"), total(t, s, "literacy d:857@0 area=other derived 2024")
	if special.MembersOf+other.MembersOf != float64(longHo) || special.Members != special.MembersOf-1 || special.Low == nil || *other.Value != 90 {
		t.Errorf("special %s, other %s", says(special), says(other))
	}
	special = total(t, s, "literacy d:858@0 area=special derived 2024")
	if special.Members >= special.MembersOf || special.Value != nil || *special.Low >= 90 || *special.High <= 90 {
		t.Errorf("some communes did not say what they are, but the total of those in special difficulty is %s", says(special))
	}
	wantNone(t, s, "observation literacy "+today+" all derived 2024")
	wantNone(t, s, "observation literacy d:857@0 area=special derived 2023") // nobody said what they are
}

// After the reform communes have no district and count straight in the province; a plan that carries the old units on
// keeps them and their districts.
func TestTiersAfterTheReform(t *testing.T) {
	go1 := plan.Succession{Policy: plan.Continue, Ended: period.DateOf(2025, 7, 1)}
	for name, c := range map[string]struct {
		keep map[area.Level]plan.Succession
		want []string
	}{
		"the old units end": {nil, []string{today}},
		"they go on":        {map[area.Level]plan.Succession{area.Province: go1, area.District: go1, area.Commune: go1}, []string{"d:857@0", "d:858@0", province, today}},
		"districts do not":  {map[area.Level]plan.Succession{area.Province: go1, area.Commune: go1}, []string{province, today}},
		"communes do not":   {map[area.Level]plan.Succession{area.Province: go1, area.District: go1}, []string{today}},
	} {
		reg := communeWorld(t, func(old, _ *plan.Plan) { old.Succession = c.keep })
		l, s := &record{}, &memory{}
		for _, pl := range reg.Plans {
			for _, a := range reg.Members(pl, area.Commune) {
				l.accept("2026-12-05", literateRate(a.UID, 2026, "all", 90, 100))
			}
		}
		projected(t, l, s, of(reg))
		got := map[string]bool{}
		for _, point := range s.points {
			if o, ok := point.(series.Observation); ok && o.Basis == series.Derived {
				got[o.Area] = true
				if o.Value == nil || *o.Value != 90 {
					t.Errorf("%s: %s has %s", name, o.Area, says(o))
				}
			}
		}
		want := map[string]bool{}
		for _, uid := range c.want {
			want[uid] = true
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// A unit has one value for a cell: what it is made to report itself is not derived, by whichever plan.
func TestAUnitThatReportsForAnotherPlanIsNotSummed(t *testing.T) {
	reg := communeWorld(t, func(_, next *plan.Plan) {
		next.From, next.Units, next.Root = 2021, []string{"d:857@0"}, province
		next.Forms = []plan.Form{{ID: "districts", Level: area.District, Frequency: period.Annual, Indicators: plan.Asks("literacy")}}
	})
	l, s := &record{}, &memory{}
	for _, a := range open(reg, reg.Plans[0], 2024) {
		l.accept("2024-12-05", literateRate(a.UID, 2024, "all", 90, 100))
	}
	l.accept("2024-12-05", literateRate("d:857@0", 2024, "all", 1, 100))
	projected(t, l, s, of(reg))
	wantNone(t, s, "observation literacy d:857@0 all derived 2024")
	if o := total(t, s, "literacy p:86@0 all derived 2024"); *o.Value != 90 { // the first plan's, from the communes
		t.Errorf("the province has %s", says(o))
	}
}

// Random reports of communes in random order, corrections, groups and changes of mind about special difficulty included,
// before and after the reform, give the store that a replay gives.
func TestTiersReplayToWhatTheStoreHolds(t *testing.T) {
	reg := communeWorld(t)
	units := append(reg.Members(reg.Plans[0], area.Commune)[:12], reg.Members(reg.Plans[1], area.Commune)...)
	for seed := range uint64(15) {
		rnd := rand.New(rand.NewPCG(seed, 2))
		l, s := &record{}, &memory{}
		p := start(t, l, s, of(reg), func(o *projection.Options) { o.Entries = 1 + rnd.IntN(30) })
		for range 30 {
			for range 1 + rnd.IntN(8) {
				l.accept([]string{"2023-12-05", "2025-12-05"}[rnd.IntN(2)], anyOf(rnd, units[rnd.IntN(len(units))].UID))
			}
			if rnd.IntN(3) > 0 {
				if err := projection.CatchUp(p, t.Context()); err != nil {
					t.Fatal(err)
				}
			}
		}
		if err := projection.CatchUp(p, t.Context()); err != nil {
			t.Fatal(err)
		}
		incremental := maps.Clone(s.points)
		if err := p.Replay(t.Context()); err != nil {
			t.Fatal(err)
		}
		maps.DeleteFunc(incremental, func(key string, _ any) bool {
			_, replayed := s.points[key]
			return !replayed && strings.HasPrefix(key, "baseline ")
		})
		if diff := cmp.Diff(s.points, incremental); diff != "" {
			t.Fatalf("seed %d (-replayed +incremental):\n%s", seed, diff)
		}
	}
}

func anyOf(rnd *rand.Rand, unit string) report.Entry {
	year := 2023 + rnd.IntN(4)
	den := float64(rnd.IntN(500))
	switch rnd.IntN(4) {
	case 0:
		return status(unit, catalogue.SpecialDifficulty, year, float64(rnd.IntN(2)))
	case 1:
		return status(unit, "level", year, float64(rnd.IntN(4)))
	case 2:
		return literateRate(unit, year, "sex=female", math.Floor(den*rnd.Float64()), den)
	}
	return literateRate(unit, year, "all", math.Floor(den*rnd.Float64()), den)
}

// A store of an older schema is built again: its generation is another one, whatever the plan files say.
func TestTheSchemaIsPartOfTheGeneration(t *testing.T) {
	l, s := &record{}, &memory{}
	l.accept("2024-12-05", skills(1, 2024, 20, 100))
	projected(t, l, s)
	older := s.catalogue
	older.Schema, older.Generation = series.SchemaVersion-1, ""
	generation, err := projection.GenerationOf(older, law.Law{})
	if err != nil || generation == s.catalogue.Generation {
		t.Fatalf("an older schema has the generation %s, %v", generation, err)
	}
	s.points["catalogue"], s.points["observation of an older schema"] = generation, series.Observation{}
	projected(t, l, s)
	if s.wipes != 1 {
		t.Errorf("the store of an older schema was wiped %d times, want once", s.wipes)
	}
	wantNone(t, s, "observation of an older schema")
}

// A gap needs the sizes of both groups of whoever is missing, although only one of the groups was reported just now.
func TestAGapKnowsTheSizesOfBothGroups(t *testing.T) {
	reg := communeWorld(t)
	l, s := &record{}, &memory{}
	p := start(t, l, s, of(reg))
	communes := open(reg, reg.Plans[0], 2024)
	for _, a := range communes[2:] {
		l.accept("2022-12-05", literateRate(a.UID, 2022, "all", 0, 0), literateRate(a.UID, 2022, "sex=female", 0, 0))
	}
	for _, entries := range [][]report.Entry{
		{literateRate(communes[0].UID, 2021, "all", 50, 100), literateRate(communes[0].UID, 2023, "sex=female", 20, 50)},
		{literateRate(communes[1].UID, 2024, "all", 95, 100)},
		{literateRate(communes[1].UID, 2024, "sex=female", 45, 50)},
	} {
		l.accept("2024-12-05", entries...)
		if err := projection.CatchUp(p, t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if last := total(t, s, "gap d:857@0 all derived 2024"); last.Low == nil || *last.Low != 0 || *last.High != 55 {
		t.Errorf("the gap is %s, want from 0 (45 and 50 to 100 of 100) to 55", says(last))
	}
}
