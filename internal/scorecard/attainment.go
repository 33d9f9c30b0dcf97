package scorecard

import (
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/standing"
	"github.com/xhht/xhht/internal/wording"
)

// Attained is how far one target of the plan is met at one tier, counted in units.
type Attained struct {
	Target    plan.Target
	Indicator catalogue.Indicator
	Milestone plan.Milestone
	Period    period.Period // the newest period judged
	Of        int           // units counted
	Needed    int           // units that have to meet it
	Have      *int          // units that do; nil while nobody can say
	Low, High *int          // fewest and most that may, where some are not known
	Behind    int           // units behind their path; members of a share are not followed one by one
	Judged    int           // units with a verdict
	Silent    int           // units without a verdict
	Doubtful  int           // units of whose numbers nothing follows (contradictory, unverified, counted over others): they may meet it or not
	Nobody    int           // units that have nobody to count: they stay among those counted, and neither meet it nor miss it
	National  *National
	Findings  []plan.Finding
	Newest    Row // of a unit judged for that period; its words say what is needed
}

// Missing is how many units more have to meet the target.
func (a Attained) Missing() *int {
	if a.Have == nil {
		return nil
	}
	return new(max(0, a.Needed-*a.Have))
}

// Asked is how many units have to meet the target; nil where the plan gives no number: none would be a false zero.
func (a Attained) Asked() *int {
	if a.Milestone.Value == nil && a.Milestone.Comparator != plan.Maintain {
		return nil
	}
	return &a.Needed
}

// Lagging is how many units are behind their path; nil where none has a verdict, and for a share, whose members are not followed
// one by one.
func (a Attained) Lagging() *int {
	if a.Indicator.Measure == catalogue.ShareOfUnits || a.Judged == 0 {
		return nil
	}
	return &a.Behind
}

// National is what a decision of a higher level asks for on the same indicator.
type National struct {
	Plan      plan.Plan
	Target    plan.Target
	Milestone plan.Milestone
}

// NeedText is what the milestone asks for, as people say it.
func (n National) NeedText(reg plan.Registry, l lang.Lang) string {
	return wording.Need(reg.Indicators[n.Target.Indicator], n.Target, n.Milestone, l)
}

// Attain counts rows of one tier, one result per target, in the rows' order. A target that speaks of a share of units
// counts the members behind its one row; any other counts the units that are held to it, and needs all of them.
func Attain(reg plan.Registry, p plan.Plan, rows []Row) []Attained {
	var out []Attained
	at := map[string]int{}
	for _, r := range rows {
		i, ok := at[r.Target.ID]
		if !ok {
			i = len(out)
			at[r.Target.ID] = i
			out = append(out, Attained{Target: r.Target, Indicator: r.Indicator, Milestone: r.Milestone, Findings: r.Findings, Newest: r})
		}
		out[i].count(r)
	}
	for i := range out {
		out[i].conclude()
		out[i].National = NationalFor(reg, p, out[i].Target.Indicator, out[i].Milestone.By)
	}
	return out
}

func (a *Attained) count(r Row) {
	if !r.Period.IsZero() && (a.Period.IsZero() || r.Period.End().After(a.Period.End())) {
		a.Period, a.Milestone, a.Newest = r.Period, r.Milestone, r
	}
	if a.Indicator.Measure == catalogue.ShareOfUnits {
		a.members(r)
		return
	}
	if r.Status.Behind() {
		a.Behind++
	}
	switch {
	case r.Status.Silent(), r.Status == standing.NoReporter:
		a.Silent++
	case r.Status.Inconclusive():
		a.Doubtful++
	case r.Status == standing.Nobody:
		a.Nobody++
	}
	a.Of++
	a.Needed++
	if r.judged() {
		a.Judged++
		met := 0
		if a.Have != nil {
			met = *a.Have
		}
		if r.Status == standing.Achieved {
			met++
		}
		a.Have = &met
	}
}

// members takes the counts of a share from its row.
func (a *Attained) members(r Row) {
	a.Of += r.Target.N
	a.Needed += r.Needed
	switch {
	case r.MembersOf > 0:
		a.Silent += int(r.MembersOf - r.Members)
	case r.Status.Silent(), r.Status == standing.NoReporter:
		a.Silent += r.Target.N
	}
	switch {
	case r.Have != nil:
		a.Have = new(int(*r.Have))
	case r.Value != nil:
		a.Have = new(int(r.units(*r.Value)))
	case r.Low != nil && r.High != nil:
		a.Low, a.High = new(int(r.units(*r.Low))), new(int(r.units(*r.High)))
	}
}

// conclude says between which counts the truth lies where units are silent, or doubtful.
func (a *Attained) conclude() {
	if a.Indicator.Measure != catalogue.ShareOfUnits && a.Have != nil && a.Silent+a.Doubtful > 0 {
		a.Low, a.High = a.Have, new(*a.Have+a.Silent+a.Doubtful)
		a.Have = nil
	}
}

// NationalFor returns what the decisions that the plan is compared with ask for on an indicator: the milestone of the same
// day, else the next one, else the last.
func NationalFor(reg plan.Registry, p plan.Plan, indicator string, by period.Date) *National {
	for _, other := range reg.Plans {
		if other.Kind != plan.Reference || other.ID == p.ID {
			continue
		}
		for _, t := range other.Targets {
			if t.Indicator == indicator {
				return &National{Plan: other, Target: t, Milestone: milestone(t, by.Time())}
			}
		}
	}
	return nil
}
