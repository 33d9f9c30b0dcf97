package projection

import (
	"context"
	"maps"
	"slices"
	"time"

	"github.com/xhht/xhht/collector/doubt"
	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/law"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/report"
	"github.com/xhht/xhht/internal/rollup"
	"github.com/xhht/xhht/internal/timeliness"
)

// A form may be handed over from one tier to a lower one. The units above go on as clusters, whose totals come from the units that
// answer for them. What a cluster itself had reported for a period before it was handed over stands until all of them have answered.

// gather turns the plan's clusters round.
func (x *planIndex) gather(reg plan.Registry) {
	x.answering, x.lies, x.levels = map[string][]plan.Gathered{}, map[string][]rollup.Lies{}, map[string]*levelled{}
	for _, g := range x.plan.Gathered {
		x.answering[g.Cluster] = append(x.answering[g.Cluster], g)
		x.lies[g.Unit] = append(x.lies[g.Unit], rollup.Lies{Cluster: g.Cluster, Share: g.Share})
	}
	for tier, s := range x.plan.Succession {
		if s.Members == "" {
			continue
		}
		for _, p := range reg.Regimes() {
			for programme, id := range p.Judging.Declared {
				if x.levels[id] == nil {
					x.levels[id] = &levelled{rules: reg.Law, programme: programme, tier: tier, on: s.Ended.AddDays(-1)}
				}
			}
		}
	}
	x.reg = reg
}

// levelled is a level that clusters have by those of their units: the rules that held for their tier on its last day.
type levelled struct {
	rules     law.Law
	programme law.Program
	tier      area.Level
	on        period.Date
}

// asks reports whether some form of the plan asks the unit for the indicator.
func (x *planIndex) asks(a area.Area, indicator string, per period.Period) bool {
	return slices.ContainsFunc(x.plan.Forms, func(f plan.Form) bool {
		_, ok := x.reg.Owes(x.plan, f, indicator, a, per)
		return ok
	})
}

// askedOf are the units of a cluster that owe the indicator for the period in its stead; none where it owes it itself.
func (x *planIndex) askedOf(cluster, indicator string, per period.Period) []plan.Gathered {
	if a, ok := x.reg.Areas.Get(cluster); !ok || len(x.answering[cluster]) == 0 || x.asks(a, indicator, per) {
		return nil
	}
	var out []plan.Gathered
	for _, g := range x.answering[cluster] {
		if a, ok := x.reg.Areas.Get(g.Unit); ok && x.plan.Reports(a, per) && x.asks(a, indicator, per) {
			out = append(out, g)
		}
	}
	return out
}

// levelOf reports whether the indicator is a level that the cluster has by its units' for the period.
func (x *planIndex) levelOf(indicator, cluster string, per period.Period) bool {
	return x.levels[indicator] != nil && len(x.askedOf(cluster, indicator, per)) > 0
}

// clusterLevel is what is known of a cluster's level.
type clusterLevel struct {
	low, high float64
	mark      mark
	waits     bool // the cluster itself has reported one, which stands
}

// member is the cluster among the units that a share counts: it has answered where what is open cannot change it.
func (c clusterLevel) member(atLeast float64) rollup.Member {
	if c.mark.came == 0 || c.low < atLeast && c.high >= atLeast {
		return rollup.Member{}
	}
	return rollup.Member{Level: &c.low}
}

// levelsOfClusters gives the clusters of which any unit said its level theirs.
func (s *summing) levelsOfClusters(per period.Period) map[string]clusterLevel {
	rule := s.planIndex.levels[s.indicator]
	if rule == nil {
		return nil
	}
	out := map[string]clusterLevel{}
	for _, uid := range slices.Sorted(maps.Keys(s.answering)) {
		asked := s.askedOf(uid, s.indicator, per)
		if len(asked) == 0 {
			continue
		}
		var c clusterLevel
		var r rollup.Result
		c, r = s.levelOfCluster(rule, asked, per)
		_, reported := s.cell(uid, catalogue.GroupAll, per)
		c.waits = reported && s.answeredAt(asked, catalogue.GroupAll, per).IsZero()
		out[uid] = c
		cluster, _ := s.reg.Areas.Get(uid)
		s.add(s.indicator, catalogue.GroupAll, per, rollup.Node{Area: cluster, Result: r}, c.mark)
	}
	return out
}

func (s *summing) levelOfCluster(rule *levelled, asked []plan.Gathered, per period.Period) (clusterLevel, rollup.Result) {
	var c clusterLevel
	r := rollup.Result{Of: len(asked)}
	words := make([]law.ByWord, len(asked))
	for i, g := range asked {
		words[i].Stray = g.Partly
		c.mark.join(s.mark(g.Unit, per, catalogue.GroupAll))
		cell, came := s.cell(g.Unit, catalogue.GroupAll, per)
		if v := cell.Percent(); came && v != nil {
			words[i].Level = new(int(*v))
			if r.Members++; g.Partly {
				r.Members, r.Doubtful = r.Members-1, r.Doubtful+1
			}
		}
	}
	low, high, known := rule.rules.OfMembers(rule.programme, rule.tier, rule.on, words)
	if !known || c.mark.came == 0 {
		c.high = s.indicatorMax()
		return c, r
	}
	c.low, c.high = float64(low), float64(high)
	if low == high {
		r.Value = new(c.low)
	} else {
		r.Low, r.High = new(c.low), new(c.high)
	}
	return c, r
}

func (s *summing) indicatorMax() float64 {
	_, most := s.reg.Indicators[s.indicator].Limits()
	return most
}

// answeredAt is when the last of the units answered a cell, by numbers, by the word that there is nobody, or by the decision that
// nobody is there to report; zero while one has not.
func (s *summing) answeredAt(asked []plan.Gathered, group string, per period.Period) time.Time {
	return s.answered(s.planIndex, asked, report.Key{Indicator: s.indicator, Group: group, Period: per}, s.stands)
}

func (p *Projection) answered(x *planIndex, asked []plan.Gathered, k report.Key, known history) time.Time {
	var last time.Time
	for _, g := range asked {
		k.Unit = g.Unit
		at := p.noReporter(x, k)
		if c, came := known[k]; came && c.Answers() {
			at = c.ReceivedAt()
		}
		if at.IsZero() {
			return time.Time{}
		}
		if at.After(last) {
			last = at
		}
	}
	return last
}

// noReporter is when it was decided that nobody is there to report the cell; zero where somebody is.
func (p *Projection) noReporter(x *planIndex, k report.Key) time.Time {
	form, _ := x.reg.Filled(x.plan, k.Unit, k.Indicator, k.Period)
	return p.decisions.About(x.plan.ID, form, k.Unit, k.Period).NoReporter
}

// handed lists what clusters themselves reported where cells of the units that answer for them bear on whether it stands.
func (p *Projection) handed(ctx context.Context, cells []ledger.Recorded) ([]ledger.Recorded, error) {
	mine, wanted := map[report.Key]bool{}, map[report.Key]bool{}
	indicators, clusters, periods := map[string]bool{}, map[string]bool{}, map[period.Period]bool{}
	for _, c := range cells {
		mine[c.Key()] = true
		for _, i := range p.concerned[c.Unit] {
			for _, l := range p.plans[i].lies[c.Unit] {
				k := c.Key()
				k.Unit = l.Cluster
				wanted[k], indicators[c.Indicator], clusters[l.Cluster], periods[c.Period] = true, true, true, true
			}
		}
	}
	if len(wanted) == 0 {
		return nil, nil
	}
	all, err := p.opt.Ledger.Cells(ctx, sorted(indicators), sorted(clusters), byEnd(periods)...)
	return slices.DeleteFunc(all, func(c ledger.Recorded) bool { return !wanted[c.Key()] || mine[c.Key()] }), err
}

// superseded tells of cells that clusters reported since when they stand no more.
func (p *Projection) superseded(ctx context.Context, cells []ledger.Recorded) (map[report.Key]time.Time, error) {
	out := map[report.Key]time.Time{}
	for _, c := range cells {
		for _, i := range p.concerned[c.Unit] {
			x := &p.plans[i]
			asked := x.askedOf(c.Unit, c.Indicator, c.Period)
			if len(asked) == 0 {
				continue
			}
			units := make([]string, len(asked))
			for j, g := range asked {
				units[j] = g.Unit
			}
			found, err := doubt.Read(ctx, p.rules, p.opt.Ledger, []string{c.Indicator}, units, c.Period)
			if err != nil {
				return nil, err
			}
			known := past{stands: history{}, emptied: history{}, doubtful: history{}}
			known.take(p.opt.Registry.Indicators[c.Indicator], found)
			out[c.Key()] = p.answered(x, asked, c.Key(), known.stands)
		}
	}
	return out, nil
}

// standAgain writes what clusters reported anew where a decision about the units that answer for them bears on whether it stands.
func (p *Projection) standAgain(ctx context.Context, duty timeliness.Duty, units []string, per period.Period) error {
	clusters := map[string]bool{}
	for _, i := range p.plans {
		for _, uid := range units {
			for _, l := range i.lies[uid] {
				clusters[l.Cluster] = true
			}
		}
	}
	if len(clusters) == 0 {
		return nil
	}
	cells, err := p.opt.Ledger.Cells(ctx, duty.Form.EverAsked(), sorted(clusters), per)
	if err != nil || len(cells) == 0 {
		return err
	}
	observations, err := p.reportedAnew(ctx, cells)
	if err != nil {
		return err
	}
	for i := range observations {
		observations[i].Rewritten = true
	}
	shares, _, err := p.derived(ctx, cells)
	if err != nil {
		return err
	}
	return deliver(ctx, p, slices.Concat(observations, shares))
}
