package projection

import (
	"context"
	"time"

	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/report"
	"github.com/xhht/xhht/internal/series"
	"github.com/xhht/xhht/internal/timeliness"
)

// reports states again every expected report that the cells are part of.
func (p *Projection) reports(ctx context.Context, cells []ledger.Recorded) ([]series.Report, error) {
	var out []series.Report
	for i, own := range p.split(cells) {
		for _, duty := range p.plans[i].forms {
			list, err := p.formReports(ctx, duty, own)
			if err != nil {
				return nil, err
			}
			out = append(out, list...)
		}
	}
	return out, nil
}

func (p *Projection) formReports(ctx context.Context, duty timeliness.Duty, cells []ledger.Recorded) ([]series.Report, error) {
	units, periods := map[string]bool{}, map[period.Period]bool{}
	seen := map[timeliness.Slot]bool{}
	var touched []timeliness.Slot
	for _, c := range cells {
		k := timeliness.Slot{Unit: c.Unit, Period: c.Period}
		unit, _ := p.opt.Registry.Areas.Get(c.Unit)
		if seen[k] || !duty.Counts(unit, c.Indicator, c.Period) {
			continue
		}
		seen[k], units[c.Unit], periods[c.Period] = true, true, true
		touched = append(touched, k)
	}
	if len(touched) == 0 {
		return nil, nil
	}
	rows, err := p.opt.Ledger.Cells(ctx, duty.Form.EverAsked(), sorted(units), byEnd(periods)...)
	if err != nil {
		return nil, err
	}
	known := history{}
	known.add(rows)
	return p.expected(duty, touched, known), nil
}

// expected states reports from the cells that are known, with the extensions that were granted.
func (p *Projection) expected(duty timeliness.Duty, slots []timeliness.Slot, known history) []series.Report {
	came := func(k report.Key) (time.Time, bool) {
		c, ok := known[k]
		if !ok || !c.Answers() { // the unit answered this form, whosever number counts
			k.Group = catalogue.UnderPlan(duty.Plan.ID, k.Group)
			c, ok = known[k]
		}
		return c.ReceivedAt(), ok && c.Answers()
	}
	out := make([]series.Report, len(slots))
	for i, s := range slots {
		out[i] = duty.Report(s, came, p.decisions.About(duty.Plan.ID, duty.Form.ID, s.Unit, s.Period))
	}
	return out
}

// missingReports are all expected reports as if nothing had come: they make silence visible from the start. The silence
// of a plan whose run is over alarms nobody.
func (p *Projection) missingReports() []series.Report {
	var out []series.Report
	for _, x := range p.plans {
		if x.plan.Kind == plan.Archive {
			continue
		}
		for _, duty := range x.forms {
			out = append(out, p.expected(duty, duty.Expected(), history{})...)
		}
	}
	return out
}
