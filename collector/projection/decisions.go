package projection

import (
	"context"
	"slices"

	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/decision"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/report"
	"github.com/xhht/xhht/internal/timeliness"
)

// decisionsCursor is the ledger's name for the number of the newest decision whose points are written.
const decisionsCursor = "projection-decisions"

// decisionsAtOnce are read and written together: a province's approvals of a year several times over.
const decisionsAtOnce = 1000

// unitsAtOnce bounds the cells that one decision reads: an extension may be for every commune of the country.
const unitsAtOnce = 500

// learn brings the state of all decisions up to date. Points are always made from the newest state, so that the order in
// which entries and decisions are projected does not matter.
func (p *Projection) learn(ctx context.Context) error {
	for {
		list, err := p.opt.Ledger.DecisionsAfter(ctx, p.decisions.Last(), decisionsAtOnce)
		if err != nil || len(list) == 0 {
			return err
		}
		for _, d := range list {
			p.decisions.Apply(d)
		}
	}
}

// stepDecisions writes again what the next decisions change. Its cursor moves last, as the entries' does.
func (p *Projection) stepDecisions(ctx context.Context) (more bool, err error) {
	if err := p.learn(ctx); err != nil {
		return false, err
	}
	after, err := p.opt.Ledger.Cursor(ctx, decisionsCursor)
	if err != nil {
		return false, err
	}
	list, err := p.opt.Ledger.DecisionsAfter(ctx, after, decisionsAtOnce)
	if err != nil || len(list) == 0 {
		return false, err
	}
	for _, d := range list {
		if err := p.applied(ctx, d); err != nil {
			return false, err
		}
	}
	now, err := p.opt.Ledger.Cursor(ctx, decisionsCursor)
	if err != nil || now != after {
		return err == nil, err // a replay began meanwhile and set the cursor: its word counts
	}
	return true, p.opt.Ledger.SetCursor(ctx, decisionsCursor, list[len(list)-1].Seq)
}

// applied writes again what one decision changes. What the plan files no longer know has no points.
func (p *Projection) applied(ctx context.Context, d decision.Recorded) error {
	switch d.Kind {
	case decision.Extension, decision.NoReporter:
		return p.restated(ctx, d)
	case decision.Approval:
		cells, err := p.opt.Ledger.Cells(ctx, d.Indicators, d.Units, d.Period)
		if err != nil {
			return err
		}
		observations, err := p.reportedAnew(ctx, cells)
		if err != nil {
			return err
		}
		return deliver(ctx, p, observations)
	case decision.Done:
		return p.finished(ctx, d)
	case decision.Recognition:
		return p.recognised(ctx, d)
	}
	return nil
}

// restated writes the reports with their new deadline, or with the word that nobody is there to report. No value hangs on it:
// what is late is decided by whoever reads.
func (p *Projection) restated(ctx context.Context, d decision.Recorded) error {
	for _, x := range p.plans {
		for _, duty := range x.forms {
			if x.plan.ID != d.Plan || duty.Form.ID != d.Form {
				continue
			}
			for _, per := range duty.Periods() {
				if !d.IsAbout(per) {
					continue
				}
				units := uids(duty.Reporters(per))
				if len(d.Units) > 0 {
					units = slices.DeleteFunc(units, func(u string) bool { return !slices.Contains(d.Units, u) })
				}
				for some := range slices.Chunk(units, unitsAtOnce) {
					if err := p.postponed(ctx, duty, some, per); err != nil {
						return err
					}
				}
			}
		}
	}
	return nil
}

func uids(list []area.Area) []string {
	out := make([]string, len(list))
	for i, a := range list {
		out[i] = a.UID
	}
	return out
}

func (p *Projection) postponed(ctx context.Context, duty timeliness.Duty, units []string, per period.Period) error {
	cells, err := p.opt.Ledger.Cells(ctx, duty.Form.EverAsked(), units, per)
	if err != nil {
		return err
	}
	known, reported := history{}, map[string]bool{}
	known.add(cells)
	for _, c := range cells {
		unit, _ := p.opt.Registry.Areas.Get(c.Unit)
		reported[c.Unit] = reported[c.Unit] || duty.Counts(unit, c.Indicator, per)
	}
	var slots []timeliness.Slot
	for _, u := range units {
		if reported[u] || duty.Plan.Kind != plan.Archive { // nobody is reminded of what an archive never got
			slots = append(slots, timeliness.Slot{Unit: u, Period: per})
		}
	}
	if err := deliver(ctx, p, p.expected(duty, slots, known)); err != nil {
		return err
	}
	return p.standAgain(ctx, duty, units, per)
}

// approvedNow is what a cell's approval says of its newest revision, and whether it says something of an older one alone.
func (p *Projection) approvedNow(c ledger.Recorded) (value *float64, revision float64, older bool) {
	if _, _, beside := catalogue.Under(c.Group); beside {
		return nil, 0, false // an approval is of the source's number
	}
	upTo, withdrawn := p.decisions.Approved(c.Unit, c.Indicator, c.Period)
	switch {
	case upTo >= c.Seq:
		return p.asAsked(c.Entry).Concluded(), float64(c.Revision), false
	case upTo > 0:
		return nil, 0, true
	case withdrawn:
		return nil, -1, false
	}
	return nil, 0, false
}

// approvedBefore finds the approved revision of cells that were corrected after their approval; lost are those of which it was
// withdrawn.
func (p *Projection) approvedBefore(ctx context.Context, cells []ledger.Recorded) (found history, lost map[report.Key]bool, err error) {
	found, lost = history{}, map[report.Key]bool{}
	if len(cells) == 0 {
		return found, lost, nil
	}
	indicators, units, periods := map[string]bool{}, map[string]bool{}, map[period.Period]bool{}
	wanted := map[report.Key]bool{}
	for _, c := range cells {
		indicators[c.Indicator], units[c.Unit], periods[c.Period], wanted[c.Key()] = true, true, true, true
	}
	all, err := p.opt.Ledger.Revisions(ctx, sorted(indicators), sorted(units), byEnd(periods)...)
	if err != nil {
		return nil, nil, err
	}
	type revision struct {
		report.Key
		number int
	}
	gone := map[revision]bool{}
	for _, r := range all { // oldest first
		if r.Withdrawn > 0 {
			gone[revision{r.Key(), r.Withdrawn}] = true
		}
		if upTo, _ := p.decisions.Approved(r.Unit, r.Indicator, r.Period); wanted[r.Key()] && r.Seq <= upTo {
			found[r.Key()] = r
		}
	}
	for k, r := range found {
		if lost[k] = !r.Empty() && (gone[revision{k, r.Revision}] || gone[revision{k, r.Stands}]); lost[k] || r.Empty() {
			delete(found, k)
		}
	}
	return found, lost, nil
}
