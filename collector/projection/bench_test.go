package projection_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/collector/projection"
	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/decision"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/report"
	"github.com/xhht/xhht/internal/scorecard"
	"github.com/xhht/xhht/internal/series"
	"github.com/xhht/xhht/internal/standing"
)

// The sizes to plan for: a province of today, and the country, with ten years of sixty indicators. Three districts a
// province, as clusters that are still watched, make every roll-up one of three tiers.
const (
	benchIndicators = 60
	benchYears      = 10
	benchFrom       = 2021
	benchDistricts  = 3
)

// BenchmarkRecompute builds everything again that a province and the country derive from their communes' reports (totals of
// districts and provinces with bounds, baselines, expected reports) and judges every unit on every indicator, in one run on
// one machine. It prints how many reported observations a second either takes; growth is the country's time for one
// observation in the province's: 1 is linear. The ledger and the store take no time here.
func BenchmarkRecompute(b *testing.B) {
	province, country := invent(b, 1, 124), invent(b, 34, 98)
	var of, all [2]time.Duration
	runs := 0
	for b.Loop() {
		for range 5 { // so that both times are long enough to be measured
			province.recompute(b, &of)
		}
		country.recompute(b, &all)
		runs++
	}
	perProvince := [2]float64{of[0].Seconds() / float64(5*runs*province.size()), of[1].Seconds() / float64(5*runs*province.size())}
	perCountry := [2]float64{all[0].Seconds() / float64(runs*country.size()), all[1].Seconds() / float64(runs*country.size())}
	b.ReportMetric(1/(perProvince[0]+perProvince[1]), "province-obs/s")
	b.ReportMetric(1/(perCountry[0]+perCountry[1]), "country-obs/s")
	b.ReportMetric((perCountry[0]+perCountry[1])/(perProvince[0]+perProvince[1]), "growth")
	b.ReportMetric(perCountry[0]/perProvince[0], "growth-deriving")
	b.ReportMetric(perCountry[1]/perProvince[1], "growth-judging")
	b.ReportMetric(perCountry[0]/(perCountry[0]+perCountry[1]), "deriving-share")
}

// invented is a ledger that makes its cells when they are asked for, and a store that keeps what scorecards are made from.
type invented struct {
	reg        plan.Registry
	communes   []string
	indicators []string
	at         map[string]int // commune or indicator → its number
	province   map[string]int // unit → plan
	cursors    map[string]int64
	inputs     []scorecard.Input
}

func invent(b *testing.B, provinces, communes int) *invented {
	b.Helper()
	v := &invented{at: map[string]int{}, province: map[string]int{}, cursors: map[string]int64{}}
	v.reg.Indicators = map[string]catalogue.Indicator{}
	form := plan.Form{ID: "annual", Level: area.Commune, Frequency: period.Annual, Due: plan.Due{Before: "12-10"}}
	var targets []plan.Target
	for i := range benchIndicators {
		id := fmt.Sprintf("rate_%02d", i)
		v.at[id] = i
		v.indicators = append(v.indicators, id)
		v.reg.Indicators[id] = catalogue.Indicator{ID: id, Measure: catalogue.Rate, Direction: catalogue.Higher, Frequency: period.Annual, RollUp: true}
		targets = append(targets, plan.Target{ID: id, Indicator: id, Level: area.Province, Monitored: []area.Level{area.District, area.Commune}, Milestones: []plan.Milestone{
			{By: period.DateOf(2025, 12, 31), Comparator: plan.AtLeast, Value: new(70.0)}, {By: period.DateOf(2030, 12, 31), Comparator: plan.AtLeast, Value: new(90.0)}}})
	}
	form.Indicators = plan.Asks(v.indicators...)
	var areas []area.Area
	for p := range provinces {
		pl := plan.Plan{ID: fmt.Sprintf("plan-%d", p), From: benchFrom, To: benchFrom + benchYears - 1, Root: fmt.Sprintf("p:%d@0", p), Bounds: plan.DefaultBounds, Targets: targets, Forms: []plan.Form{form}}
		areas = append(areas, area.Area{UID: pl.Root, Level: area.Province})
		for d := range benchDistricts {
			uid := fmt.Sprintf("d:%d.%d@0", p, d)
			pl.Units = append(pl.Units, uid)
			areas = append(areas, area.Area{UID: uid, Level: area.District, Parent: pl.Root})
		}
		for c := range communes {
			uid := fmt.Sprintf("c:%d.%d@0", p, c)
			v.at[uid] = len(v.communes)
			v.communes, pl.Units = append(v.communes, uid), append(pl.Units, uid)
			areas = append(areas, area.Area{UID: uid, Level: area.Commune, Parent: pl.Units[c%benchDistricts]})
		}
		for _, uid := range append(pl.Units, pl.Root) {
			v.province[uid] = p
		}
		v.reg.Plans = append(v.reg.Plans, pl)
	}
	tree, err := area.NewTree(areas)
	if err != nil {
		b.Fatal(err)
	}
	v.reg.Areas = tree
	return v
}

func (v *invented) size() int { return len(v.communes) * benchIndicators * benchYears }

// recompute adds the time that deriving and judging took.
func (v *invented) recompute(b *testing.B, took *[2]time.Duration) {
	b.Helper()
	v.inputs = make([]scorecard.Input, len(v.reg.Plans))
	p, err := projection.New(projection.Options{Registry: v.reg, Ledger: v, Store: v})
	if err != nil {
		b.Fatal(err)
	}
	begin := time.Now()
	if err := p.Replay(b.Context()); err != nil {
		b.Fatal(err)
	}
	derived := time.Now()
	rows := 0
	for i, in := range v.inputs {
		in.Registry, in.Plan, in.Method, in.AsOf = v.reg, v.reg.Plans[i], standing.MilestoneLinear, period.DateOf(benchFrom+benchYears, 1, 15).Time()
		for _, level := range []area.Level{area.Province, area.District, area.Commune} {
			rows += len(scorecard.Rows(in, level))
		}
	}
	took[0], took[1] = took[0]+derived.Sub(begin), took[1]+time.Since(derived)
	if want := (len(v.communes) + len(v.reg.Plans)*(benchDistricts+1)) * benchIndicators; rows != want {
		b.Fatalf("%d rows were judged, want %d", rows, want)
	}
}

// cell makes the report of a commune; one in ninety-seven never came.
func (v *invented) cell(commune, indicator, year int) (ledger.Recorded, bool) {
	if (commune+indicator+year)%97 == 0 {
		return ledger.Recorded{}, false
	}
	received := period.DateOf(benchFrom+year, 12, 1+(commune+year)%15)
	return ledger.Recorded{
		Seq:  int64((year*len(v.communes)+commune)*benchIndicators + indicator + 1),
		Plan: v.reg.Plans[v.province[v.communes[commune]]].ID, Revision: 1, ReceivedOn: received, FirstReceived: received, RecordedAt: received.Time(),
		Entry: report.Entry{Unit: v.communes[commune], Indicator: v.indicators[indicator], Group: catalogue.GroupAll, Period: period.Year(benchFrom + year),
			Numerator: new(float64(400 + 30*year + commune%100)), Denominator: new(1000.0)},
	}, true
}

func (v *invented) EntriesAfter(_ context.Context, seq int64, limit int) ([]ledger.Recorded, error) {
	out := make([]ledger.Recorded, 0, limit)
	for n := int(seq); n < v.size() && len(out) < limit; n++ {
		if c, came := v.cell(n/benchIndicators%len(v.communes), n%benchIndicators, n/benchIndicators/len(v.communes)); came {
			out = append(out, c)
		}
	}
	return out, nil
}

func (v *invented) Emptied(context.Context, []string, []string, ...period.Period) ([]ledger.Recorded, error) {
	return nil, nil
}

func (v *invented) Cells(_ context.Context, indicators, units []string, periods ...period.Period) ([]ledger.Recorded, error) {
	if units == nil {
		units = v.communes
	}
	if len(periods) == 0 {
		for year := range benchYears {
			periods = append(periods, period.Year(benchFrom+year))
		}
	}
	out := make([]ledger.Recorded, 0, len(indicators)*len(units)*len(periods))
	for _, indicator := range indicators {
		for _, unit := range units {
			at, commune := v.at[unit]
			for _, per := range periods {
				if year := per.End().Year() - benchFrom; commune && year >= 0 && year < benchYears {
					if c, came := v.cell(at, v.at[indicator], year); came {
						out = append(out, c)
					}
				}
			}
		}
	}
	return out, nil
}

func (v *invented) LastSeq(context.Context) (int64, error) { return int64(v.size()), nil }

func (v *invented) Cursor(_ context.Context, name string) (int64, error) { return v.cursors[name], nil }

func (v *invented) SetCursor(_ context.Context, name string, seq int64) error {
	v.cursors[name] = seq
	return nil
}

func (v *invented) Quarantine(_ context.Context, line, reason string) error {
	return fmt.Errorf("nothing may be refused here, but %s: %s", line, reason)
}

func (v *invented) Quarantined(context.Context) (int, error) { return 0, nil }

func (v *invented) Held(context.Context) ([]ledger.Held, error) { return nil, nil }

func (v *invented) Release(context.Context, ...int64) error { return nil }

// A total that was written again is kept twice here: scorecards take the newest.
func (v *invented) Write(_ context.Context, points []series.Point) error {
	for _, point := range points {
		switch p := point.(type) {
		case series.Observation:
			in := &v.inputs[v.province[p.Area]]
			in.Observations = append(in.Observations, p)
		case series.TargetPoint:
			in := &v.inputs[v.province[p.Area]]
			in.Targets = append(in.Targets, p)
		case series.Report:
			in := &v.inputs[v.province[p.Area]]
			in.Reports = append(in.Reports, p)
		}
	}
	return nil
}

func (v *invented) WriteCatalogue(context.Context, series.Catalogue) error { return nil }
func (v *invented) DecisionsAfter(context.Context, int64, int) ([]decision.Recorded, error) {
	return nil, nil
}
func (v *invented) Revisions(context.Context, []string, []string, ...period.Period) ([]ledger.Recorded, error) {
	return nil, nil
}
func (v *invented) Corrections(context.Context, int64, int64) ([]ledger.Correction, error) {
	return nil, nil
}
func (v *invented) Generation(context.Context) (string, error) { return "", nil }
func (v *invented) Wipe(context.Context) error                 { return nil }
