package projection_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/xhht/xhht/collector/projection"
	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/planfile"
	"github.com/xhht/xhht/internal/report"
	"github.com/xhht/xhht/internal/series"
)

// shipped is read once: the law is the real one, because levels on invented rules would not prove the law.
var shipped = sync.OnceValues(func() (plan.Registry, error) { return planfile.Load("../../plans") })

// duty is a regime of a province with two districts of three and two communes, which the reform makes two communes of another
// province.
func duty(tb testing.TB) plan.Registry {
	tb.Helper()
	reg, err := shipped()
	if err != nil {
		tb.Fatal(err)
	}
	day := func(s string) period.Date {
		d, err := period.ParseDate(s)
		if err != nil {
			tb.Fatal(err)
		}
		return d
	}
	before := func(uid string, level area.Level, parent string) area.Area {
		return area.Area{UID: uid, Code: uid, Name: uid, FullName: uid, Level: level, Parent: parent, ValidTo: day("2025-06-30")}
	}
	after := func(uid string, level area.Level, parent string) area.Area {
		return area.Area{UID: uid, Code: uid, Name: uid, FullName: uid, Level: level, Parent: parent, ValidFrom: day("2025-07-01")}
	}
	areas := []area.Area{before("p:1", area.Province, ""), before("d:1", area.District, "p:1"), before("d:2", area.District, "p:1"), after("p:2", area.Province, "")}
	var links []area.Link
	for i, district := range []string{"d:1", "d:1", "d:1", "d:2", "d:2"} {
		uid := fmt.Sprintf("c:%d", i+1)
		areas = append(areas, before(uid, area.Commune, district))
		links = append(links, area.Link{From: uid, To: fmt.Sprintf("n:%d", 1+i/3), Relation: area.Full})
	}
	areas = append(areas, after("n:1", area.Commune, "p:2"), after("n:2", area.Commune, "p:2"), after("n:3", area.Commune, "p:2"))
	if reg.Areas, err = area.NewTree(areas, links...); err != nil {
		tb.Fatal(err)
	}
	vinhLong, _ := reg.Plan("pcgd-xmc-vinh-long")
	p := plan.Plan{ID: "duty", Kind: plan.Regime, From: 2021, To: 2027, Root: "p:1", Bounds: plan.DefaultBounds, Judging: vinhLong.Judging, Forms: vinhLong.Forms[:1]}
	reg.Plans = []plan.Plan{reg.Expand(p)}
	return reg
}

func ofDuty(tb testing.TB) func(*projection.Options) {
	return func(o *projection.Options) { o.Registry = duty(tb) }
}

func counted(unit, fact string, year int, part, whole float64) report.Entry {
	return report.Entry{Unit: unit, Indicator: fact, Period: period.Year(year), Group: catalogue.GroupAll, Numerator: &part, Denominator: &whole}
}

func said(unit, indicator string, year int, v float64) report.Entry {
	return report.Entry{Unit: unit, Indicator: indicator, Period: period.Year(year), Group: catalogue.GroupAll, Value: &v}
}

// literate is a commune's whole report on literacy: of 1000 people so many read at each level.
func literate(unit string, year int, first, second float64) []report.Entry {
	return []report.Entry{
		counted(unit, "age15_35_literate1", year, first, 1000), counted(unit, "age15_60_literate2", year, second, 1000),
		counted(unit, "disabled_in_education", year, 6, 10), said(unit, "special_difficulty_status", year, 0),
	}
}

// levelOf is the literacy of a unit as the store holds it.
func levelOf(t *testing.T, s *memory, unit string, year int) series.LevelStanding {
	t.Helper()
	l, ok := s.points[fmt.Sprintf("level literacy %s %d", unit, year)].(series.LevelStanding)
	if !ok {
		t.Fatalf("no level of %s for %d", unit, year)
	}
	return l
}

// 2 of 3 communes at level 2 are known, and 3 are needed for 90%: the district stays open until the third one speaks.
func TestASilentCommuneLeavesItsDistrictOpen(t *testing.T) {
	l, s := &record{}, &memory{}
	l.accept("2024-10-01", slices.Concat(literate("c:1", 2024, 950, 900), literate("c:2", 2024, 950, 900), []report.Entry{said("d:1", "literacy_standard_level", 2024, 2)})...)
	projected(t, l, s, ofDuty(t))
	want := series.LevelStanding{
		Programme: "literacy", Area: "d:1", At: end(2024), Low: 0, High: 2, Declared: new(2.0),
		Received: time.Date(2024, 10, 1, 2, 0, 0, 0, time.UTC),
	}
	got := levelOf(t, s, "d:1", 2024)
	if !strings.Contains(got.Reason.VI, "chưa rõ: c:3") || !strings.Contains(got.Reason.EN, "unknown: c:3") {
		t.Errorf("the reason does not name the silent commune: %+v", got.Reason)
	}
	got.Reason = want.Reason
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("with one commune silent (-want +got):\n%s", diff)
	}
	silent := levelOf(t, s, "c:3", 2024)
	if silent.Low != 0 || silent.High != 2 || silent.Held != nil || silent.Short != nil || !silent.Received.IsZero() || !strings.Contains(silent.Reason.VI, "chưa có số liệu") {
		t.Errorf("the silent commune is %+v", silent)
	}

	l.accept("2024-10-20", literate("c:3", 2024, 950, 899)...)
	projected(t, l, s, ofDuty(t))
	late := levelOf(t, s, "c:3", 2024)
	if late.Low != 1 || late.High != 1 || late.Short == nil || *late.Short != 1 {
		t.Errorf("a commune that misses level 2 by one person is %+v", late)
	}
	open := levelOf(t, s, "d:1", 2024)
	if open.Low != 1 || open.High != 1 || open.Short == nil || *open.Short != 1 || !strings.Contains(open.Reason.VI, "chưa đạt: c:3") {
		t.Errorf("a district that misses level 2 by one commune is %+v", open)
	}
	if p := levelOf(t, s, "p:1", 2024); p.Received.IsZero() || p.Low != 0 || p.High != 1 || !strings.Contains(p.Reason.VI, "chưa rõ: d:2") {
		t.Errorf("the province with a silent district is %+v", p)
	}
}

// A level that is not met for a year is held, for two years in a row it has lapsed; what comes later about an early year changes
// all that follow.
func TestALevelIsKeptOrLapses(t *testing.T) {
	l, s := &record{}, &memory{}
	at := func(year int, second float64) []report.Entry { return literate("c:1", year, 950, second) }
	l.accept("2024-10-01", slices.Concat(at(2021, 900), at(2022, 899), at(2023, 899), at(2024, 900))...)
	projected(t, l, s, ofDuty(t))
	state := func(year int) string {
		got := levelOf(t, s, "c:1", year)
		held := "?"
		if got.Held != nil {
			held = fmt.Sprint(*got.Held)
		}
		return fmt.Sprintf("level %g held %s missed %g", got.Low, held, got.Missed)
	}
	for year, want := range map[int]string{2021: "level 2 held 1 missed 0", 2022: "level 1 held 1 missed 1", 2023: "level 1 held 0 missed 2", 2024: "level 2 held 1 missed 0"} {
		if got := state(year); got != want {
			t.Errorf("%d: %s, want %s", year, got, want)
		}
	}
	l.accept("2024-11-01", at(2022, 900)...)
	projected(t, l, s, ofDuty(t))
	if got := state(2023); got != "level 1 held 1 missed 1" {
		t.Errorf("2023 after a correction of 2022: %s", got)
	}
}

func TestTheReformMovesCommunesDirectlyBelowTheRoot(t *testing.T) {
	l, s := &record{}, &memory{}
	l.accept("2025-10-01", slices.Concat(literate("n:1", 2025, 950, 950), literate("n:2", 2025, 950, 950))...)
	projected(t, l, s, ofDuty(t))
	if got := levelOf(t, s, "n:1", 2025); got.Low != 2 {
		t.Errorf("a new commune is %+v", got)
	}
	root := levelOf(t, s, "p:1", 2025)
	if root.Low != 2 || !strings.Contains(root.Caution.VI, "độ tin cậy thấp") {
		t.Errorf("the old territory is %+v", root)
	}
	for key := range s.points {
		if strings.HasPrefix(key, "level ") && (strings.Contains(key, "n:3") || strings.Contains(key, "c:1 2025") || strings.Contains(key, "d:1 2025")) {
			t.Errorf("%s: not of the regime, or not any more", key)
		}
	}
}

func TestALaterLawRebuildsTheStore(t *testing.T) {
	l, s := &record{}, &memory{}
	l.accept("2024-10-01", literate("c:1", 2024, 950, 900)...)
	projected(t, l, s, ofDuty(t))
	projected(t, l, s, func(o *projection.Options) {
		o.Registry = duty(t)
		o.Registry.Law.Decrees = slices.Clone(o.Registry.Law.Decrees)
		for i, d := range o.Registry.Law.Decrees {
			d.Rules = slices.Clone(d.Rules)
			for j := range d.Rules {
				if d.Rules[j].ID == "XM2-C1" {
					d.Rules[j].Percent = 91
				}
			}
			o.Registry.Law.Decrees[i] = d
		}
	})
	if got := levelOf(t, s, "c:1", 2024); got.Low != 1 || s.wipes != 1 {
		t.Errorf("level %g after %d rebuilds: the law asks for 91%% now", got.Low, s.wipes)
	}
}

// Random reports, corrections, declarations and early years that come late, in batches of random size by programs that stop and
// start, give the levels that a replay gives.
func TestLevelsAreReplayedAsTheyWere(t *testing.T) {
	for seed := range uint64(12) {
		rnd := rand.New(rand.NewPCG(seed, 7))
		l, s := &record{}, &memory{}
		options := func(o *projection.Options) { o.Registry, o.Entries = duty(t), 1+rnd.IntN(9) }
		p := start(t, l, s, options)
		for range 25 {
			l.accept([]string{"2024-10-01", "2026-10-02"}[rnd.IntN(2)], anyLevels(rnd)...)
			if rnd.IntN(6) == 0 {
				p = start(t, l, s, options)
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
		if diff := cmp.Diff(s.points, incremental); diff != "" {
			t.Fatalf("seed %d (-replayed +incremental):\n%s", seed, diff)
		}
	}
}

func anyLevels(rnd *rand.Rand) []report.Entry {
	year := 2021 + rnd.IntN(6)
	unit := fmt.Sprintf("c:%d", 1+rnd.IntN(5))
	if year > 2024 {
		unit = fmt.Sprintf("n:%d", 1+rnd.IntN(2))
	}
	switch rnd.IntN(4) {
	case 0:
		return []report.Entry{said([]string{unit, "p:1", "d:1"}[rnd.IntN(3)], "literacy_standard_level", year, float64(rnd.IntN(3)))}
	case 1:
		return []report.Entry{counted(unit, "age15_35_literate1", year, float64(850+rnd.IntN(100)), 1000)}
	}
	return literate(unit, year, float64(850+rnd.IntN(150)), float64(850+rnd.IntN(150)))
}
