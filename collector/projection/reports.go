package projection

import (
	"context"
	"slices"
	"time"

	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/report"
	"github.com/xhht/xhht/internal/series"
)

// unitPeriod is one unit's hand-in for one period.
type unitPeriod struct {
	unit   string
	period period.Period
}

// reports states again every expected report that the cells are part of.
func (p *Projection) reports(ctx context.Context, cells []ledger.Recorded) ([]series.Report, error) {
	var out []series.Report
	for _, x := range p.plans {
		for _, f := range x.forms {
			list, err := p.formReports(ctx, x.plan, f, cells)
			if err != nil {
				return nil, err
			}
			out = append(out, list...)
		}
	}
	return out, nil
}

func (p *Projection) formReports(ctx context.Context, pl plan.Plan, f formIndex, cells []ledger.Recorded) ([]series.Report, error) {
	units, periods := map[string]bool{}, map[period.Period]bool{}
	seen := map[unitPeriod]bool{}
	var touched []unitPeriod
	for _, c := range cells {
		k := unitPeriod{c.Unit, c.Period}
		unit, _ := p.opt.Registry.Areas.Get(c.Unit)
		if seen[k] || !f.periods[c.Period] || !slices.Contains(f.owed[c.Unit], c.Indicator) || !pl.Reports(unit, c.Period) {
			continue
		}
		seen[k], units[c.Unit], periods[c.Period] = true, true, true
		touched = append(touched, k)
	}
	if len(touched) == 0 {
		return nil, nil
	}
	rows, err := p.opt.Ledger.Cells(ctx, f.form.Indicators, sorted(units), byEnd(periods)...)
	if err != nil {
		return nil, err
	}
	known := history{}
	known.add(rows)
	out := make([]series.Report, len(touched))
	for i, k := range touched {
		out[i] = expectedReport(pl, f, k, known)
	}
	return out, nil
}

// expectedReport counts the owed cells that came. Only undivided totals count: a disaggregation without its total is no
// report of the indicator.
func expectedReport(pl plan.Plan, f formIndex, k unitPeriod, known history) series.Report {
	r := series.Report{Plan: pl.ID, Form: f.form.ID, Area: k.unit, At: k.period.End().Time(), CellsOf: float64(len(f.owed[k.unit]))}
	if last := f.form.LastGoodDay(k.period); !last.IsZero() {
		r.Due = last.EndOfDay()
	}
	var newest time.Time
	for _, id := range f.owed[k.unit] {
		c, ok := known[report.Key{Unit: k.unit, Indicator: id, Group: catalogue.GroupAll, Period: k.period}]
		if !ok {
			continue
		}
		r.Cells++
		if at := receivedAt(c); at.After(newest) {
			newest = at
		}
	}
	if r.Cells == r.CellsOf {
		r.Received = newest
	}
	return r
}

// missingReports are all expected reports as if nothing had come: they make silence visible from the start. The silence
// of a plan whose run is over alarms nobody.
func (p *Projection) missingReports() []series.Report {
	var out []series.Report
	for _, x := range p.plans {
		if x.plan.Kind == plan.Archive {
			continue
		}
		for _, f := range x.forms {
			for _, e := range p.opt.Registry.Expected(x.plan, f.form) {
				if len(f.owed[e.Area.UID]) > 0 {
					out = append(out, expectedReport(x.plan, f, unitPeriod{e.Area.UID, e.Period}, history{}))
				}
			}
		}
	}
	return out
}
