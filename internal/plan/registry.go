package plan

import (
	"slices"
	"strings"
	"time"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/law"
	"github.com/xhht/xhht/internal/period"
)

// Registry is everything the project knows before the first report: units, indicators, plans. It is read-only after
// loading and safe for concurrent use.
type Registry struct {
	Areas      *area.Tree
	Indicators map[string]catalogue.Indicator
	Plans      []Plan
	Law        law.Law // what communes count for PCGD and XMC, and the rules; empty where the folder of plans has none
}

// Spell is a registry that was in force until an instant, and is no more.
type Spell struct {
	Registry
	Until time.Time
}

// Plan returns the plan with the ID.
func (r Registry) Plan(id string) (Plan, bool) {
	for _, p := range r.Plans {
		if p.ID == id {
			return p, true
		}
	}
	return Plan{}, false
}

// Match returns the plan with the ID, or else every plan whose ID begins with the text.
func (r Registry) Match(text string) []Plan {
	if p, ok := r.Plan(text); ok {
		return []Plan{p}
	}
	var out []Plan
	for _, p := range r.Plans {
		if text != "" && strings.HasPrefix(p.ID, text) {
			out = append(out, p)
		}
	}
	return out
}

// Members returns the plan's units of a tier: its root for the root's own tier, the named units for theirs.
func (r Registry) Members(p Plan, level area.Level) []area.Area {
	return slices.DeleteFunc(r.Units(p), func(a area.Area) bool { return a.Level != level })
}

// Units returns the plan's units of every tier, its root first.
func (r Registry) Units(p Plan) []area.Area {
	var out []area.Area
	for _, uid := range append([]string{p.Root}, p.Units...) {
		if a, ok := r.Areas.Get(uid); ok {
			out = append(out, a)
		}
	}
	return out
}

// Owes returns what the form asks of this very unit for the period: an indicator whose targets all name single units is owed
// by these alone. It is the one answer to what is asked of whom, and when; whether the unit is there to answer is Reports' to
// say. What was never asked for a period is not owed for it, however late somebody looks.
func (r Registry) Owes(p Plan, f Form, indicator string, a area.Area, per period.Period) (Ask, bool) {
	ask, ok := f.ask(indicator, a.Level, per)
	return ask, ok && p.asksUnit(indicator, a.UID) && p.counts(a.UID)
}

// counts reports whether the unit is one of those that the plan's forms mean: where units answer for clusters, the ones of before that
// lay below the same clusters are none.
func (p Plan) counts(uid string) bool {
	return len(p.Gathered) == 0 || uid == p.Root || slices.Contains(p.Units, uid)
}

// EverOwes reports whether the form asks the unit for the indicator in any period.
func (r Registry) EverOwes(p Plan, f Form, indicator string, a area.Area) bool {
	return slices.Contains(f.Tiers(), a.Level) && slices.ContainsFunc(f.Indicators, func(x Ask) bool { return x.Indicator == indicator }) && p.asksUnit(indicator, a.UID) && p.counts(a.UID)
}

// asksUnit reports whether the plan's targets leave the unit among those that are asked.
func (p Plan) asksUnit(indicator, uid string) bool {
	named := false
	for _, t := range p.Targets {
		if t.Indicator != indicator {
			continue
		}
		if len(t.Units) == 0 || slices.Contains(t.Units, uid) {
			return true
		}
		named = true
	}
	return !named
}

// Judged lists the pairs of unit and target of a tier in the plan's order, target by target: these rows appear in every
// answer, with or without a value.
func (r Registry) Judged(p Plan, level area.Level) []Pair {
	var out []Pair
	for _, t := range p.Targets {
		for _, a := range r.Members(p, level) {
			if t.AppliesTo(a) {
				out = append(out, Pair{Target: t, Area: a})
			}
		}
	}
	return out
}

// Watched is the tier whose units are put side by side: the lowest that the plan holds to targets. Where nobody is held to any it
// is the lowest that reports, and else the plan's own unit. Pages and the data source ask here, so that a query without a tier
// means what the page above it shows.
func (r Registry) Watched(p Plan) area.Level {
	upwards := []area.Level{area.Commune, area.District, area.Province}
	for _, level := range upwards {
		if len(r.Judged(p, level)) > 0 {
			return level
		}
	}
	for _, level := range upwards {
		if slices.ContainsFunc(p.Forms, func(f Form) bool { return slices.Contains(f.Tiers(), level) }) {
			return level
		}
	}
	root, _ := r.Areas.Get(p.Root)
	return root.Level
}

// Tier is the tier of the units named, where they share one. With no unit of the plan among them it is the one that the plan watches.
// It reports false where the units are of several.
func (r Registry) Tier(p Plan, uids []string) (area.Level, bool) {
	var level area.Level
	for _, a := range r.Units(p) {
		switch {
		case !slices.Contains(uids, a.UID):
		case level != "" && level != a.Level:
			return "", false
		default:
			level = a.Level
		}
	}
	if level == "" {
		level = r.Watched(p)
	}
	return level, true
}

// Pair is a target and a unit that is judged by it.
type Pair struct {
	Target Target
	Area   area.Area
}
