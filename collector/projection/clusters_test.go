package projection_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/xhht/xhht/collector/projection"
	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/planfile"
	"github.com/xhht/xhht/internal/report"
	"github.com/xhht/xhht/internal/series"
)

// vinhLong is the shipped plan alone, its straddling communes counted in the given way: of Phước Hậu 0.6 belongs to the city and 0.4
// to Long Hồ.
func vinhLong(t *testing.T, how plan.Straddling) plan.Registry {
	t.Helper()
	reg, err := planfile.Load("../../plans")
	if err != nil {
		t.Fatal(err)
	}
	p, _ := reg.Plan("vinh-long-2021-2030")
	s := p.Succession[area.District]
	if s.Straddling = how; how == plan.ByWeights {
		for _, g := range p.Gathered {
			if share := 0.5; g.Partly {
				if g.Unit == phuocHau {
					share = map[string]float64{"d:855@0": 0.6, "d:857@0": 0.4}[g.Cluster]
				}
				s.Shares = append(s.Shares, plan.Share{Unit: g.Unit, Cluster: g.Cluster, Share: share, Source: "thử"})
			}
		}
	}
	p.Succession = map[area.Level]plan.Succession{area.Province: p.Succession[area.Province], area.District: s}
	var regime plan.Plan
	for _, r := range reg.Regimes() {
		regime = r
	}
	reg.Plans = []plan.Plan{reg.Expand(p), regime}
	return reg
}

const (
	phuocHau = "c:29557@2025-07-01" // lies in the city and in Long Hồ
	longHo   = "d:857@0"
	mangThit = "d:858@0" // its four communes lie nowhere else
)

func info(unit string, year int, numerator float64) report.Entry {
	denominator := 100.0
	return report.Entry{Unit: unit, Indicator: "info_skills_rate", Period: period.Year(year), Group: "all", Numerator: &numerator, Denominator: &denominator}
}

// everyone reports 50 of 100, but for those who are left out; Phước Hậu 90 of 100.
func everyone(p plan.Plan, without ...string) []report.Entry {
	var out []report.Entry
	seen := map[string]bool{}
	for _, uid := range without {
		seen[uid] = true
	}
	for _, g := range p.Gathered {
		if seen[g.Unit] {
			continue
		}
		seen[g.Unit] = true
		if g.Unit == phuocHau {
			out = append(out, info(g.Unit, 2025, 90))
			continue
		}
		out = append(out, info(g.Unit, 2025, 50))
	}
	return out
}

// By hand. The province: 34 communes of 50 and one of 90 of 100 each, 1790 of 3500 = 51.14. Mang Thít: 4 of 50, 50. Long Hồ holds An
// Bình, Long Hồ, Phú Quới (150 of 300) and parts of Phước Hậu, Thanh Đức, Tân Hạnh: by bounds at worst their 110 without, 150 of 410 =
// 36.59, at best their 190 with, 340 of 490 = 69.39; by shares 0.4 of 90/100 and half of the others, 150+36+50 of 300+40+100 = 53.64.
func TestClustersGoOnAfterTheHandOver(t *testing.T) {
	for how, want := range map[plan.Straddling]map[string]string{
		plan.ByBounds:  {"p:86@0": "35 of 35, 51.14 = 1790/3500", mangThit: "4 of 4, 50 = 200/400", longHo: "3 of 6, from 36.59 to 69.39 says 6"},
		plan.ByWeights: {"p:86@0": "35 of 35, 51.14 = 1790/3500", mangThit: "4 of 4, 50 = 200/400", longHo: "6 of 6, 53.64 = 236/440 says 5"},
	} {
		reg := vinhLong(t, how)
		l, s := &record{}, &memory{}
		l.accept("2025-02-05", info(longHo, 2024, 40))
		l.accept("2026-03-05", everyone(reg.Plans[0])...)
		projected(t, l, s, of(reg))
		for uid, want := range want {
			o := total(t, s, "info_skills_rate "+uid+" all derived 2025")
			got := says(o)
			if o.Says != 0 {
				got += fmt.Sprintf(" says %g", float64(o.Says))
			}
			if got != want {
				t.Errorf("%s, %s: %s, want %s", how, uid, got, want)
			}
		}
		if got := says(total(t, s, "info_skills_rate p:86@0 all derived 2024")); got != "1 of 8" {
			t.Errorf("2024: %s", got)
		}
	}
}

// Long Hồ's own report for 2025 stands until all six communes have answered, the last by the decision that nobody is there. Both are
// there for whoever looks, then and now.
func TestADistrictsReportStandsUntilItsCommunesHaveAnswered(t *testing.T) {
	reg := vinhLong(t, plan.ByWeights)
	const phuQuoi = "c:29611@2025-07-01"
	l, s := &record{}, &memory{}
	l.accept("2025-12-01", info(longHo, 2025, 45))
	l.accept("2026-03-05", everyone(reg.Plans[0], phuQuoi)...)
	p := projected(t, l, s, of(reg))
	stands := func(asOf time.Time) series.Basis {
		var list []series.Observation
		for _, o := range s.points {
			if o, ok := o.(series.Observation); ok && o.Indicator == "info_skills_rate" && o.Area == longHo && o.At.Year() == 2025 {
				list = append(list, o)
			}
		}
		if len(list) != 2 {
			t.Fatalf("%d observations of Long Hồ, want its own and its communes'", len(list))
		}
		left, waiting := series.Standing(list, asOf)
		if len(left) != 1 || len(waiting) != 1 {
			t.Fatalf("%d stand and %d wait", len(left), len(waiting))
		}
		return left[0].Basis
	}
	now := period.DateOf(2026, 4, 1).Time()
	if basis := stands(now); basis != series.Reported {
		t.Errorf("one commune is silent and the %s total stands", basis)
	}
	l.accept("2026-04-05", info(phuQuoi, 2025, 50))
	catchUp(t, p)
	if basis := stands(period.DateOf(2026, 4, 20).Time()); basis != series.Derived {
		t.Error("all communes have answered and the district's report still stands")
	}
	if basis := stands(now); basis != series.Reported {
		t.Error("who looks back to the day before sees what was not known then")
	}
	l.withdraw("2026-05-01", report.Key{Unit: phuQuoi, Indicator: "info_skills_rate", Group: "all", Period: period.Year(2025)})
	catchUp(t, p)
	if basis := stands(period.DateOf(2026, 5, 20).Time()); basis != series.Reported {
		t.Error("a commune took its number back, and the district's report does not stand again")
	}
}

// A cluster's level is the law's of its communes', and the share of the eight counts it as it counted the districts.
func TestAClustersLevelFollowsFromItsCommunes(t *testing.T) {
	reg := vinhLong(t, plan.ByBounds)
	level := func(unit string, year int, v float64) report.Entry {
		return report.Entry{Unit: unit, Indicator: "primary_universal_level", Period: period.Year(year), Group: "all", Value: &v}
	}
	l, s := &record{}, &memory{}
	l.accept("2024-12-05", level(mangThit, 2024, 3))
	var entries []report.Entry
	seen := map[string]bool{}
	for _, g := range reg.Plans[0].Gathered {
		if v := 3.0; !seen[g.Unit] {
			seen[g.Unit] = true
			if g.Unit == "c:29638@2025-07-01" { // one of Mang Thít's four: 3 of 4 are not 90%
				v = 2
			}
			if g.Unit == phuocHau { // may lie in Long Hồ, whose three others have level 3
				v = 2
			}
			entries = append(entries, level(g.Unit, 2025, v))
		}
	}
	l.accept("2026-03-05", entries...)
	projected(t, l, s, of(reg))
	for key, want := range map[string]string{
		"primary_universal_level " + mangThit + " all derived 2025":        "4 of 4, 2",
		"primary_universal_level d:863@0 all derived 2025":                 "3 of 3, 3",
		"primary_universal_level " + longHo + " all derived 2025":          "3 of 6, from 2 to 3",
		"primary_universal_level3_districts_share p:86@0 all derived 2025": "6 of 8, from 62.5 to 87.5",
		"primary_universal_level3_districts_share p:86@0 all derived 2024": "1 of 8, from 12.5 to 100",
		"primary_universal_level d:860@0 all derived 2025":                 "4 of 7, 3",
	} {
		if got := says(total(t, s, key)); got != want {
			t.Errorf("%s: %s, want %s", key, got, want)
		}
	}
}

func catchUp(t *testing.T, p *projection.Projection) {
	t.Helper()
	if err := projection.CatchUp(p, t.Context()); err != nil {
		t.Fatal(err)
	}
}
