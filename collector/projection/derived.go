package projection

import (
	"context"
	"maps"
	"slices"
	"time"

	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/report"
	"github.com/xhht/xhht/internal/rollup"
	"github.com/xhht/xhht/internal/series"
)

// derived computes again every derived value that the cells touch, indicator by indicator, for all cells at once and for
// every tier. A rate is computed again from the earliest touched period on, because a member's earlier report bounds what
// its missing one can change. Lost are those, by identity, that may have had a value until a member took its own back.
func (p *Projection) derived(ctx context.Context, cells []ledger.Recorded) (out []series.Observation, lost map[string]bool, err error) {
	lost = map[string]bool{}
	last := until(cells)
	for i, own := range p.split(cells) {
		x := &p.plans[i]
		touched := x.touched(own)
		p.extend(i, own)
		if len(touched) == 0 {
			continue
		}
		kinds, err := p.kinds(ctx, x)
		if err != nil {
			return nil, nil, err
		}
		for _, indicator := range slices.Sorted(maps.Keys(touched)) {
			read, err := p.history(ctx, x, indicator, touched[indicator], p.farthest(i))
			if err != nil {
				return nil, nil, err
			}
			s := summing{Projection: p, planIndex: x, plan: i, indicator: indicator, past: read, kinds: kinds, later: x.after(indicator, read, last), lost: lost}
			s.all(touched[indicator])
			out = append(out, s.out...)
		}
	}
	return out, lost, nil
}

// summing is one reported indicator of one plan while what depends on it is computed.
type summing struct {
	*Projection
	*planIndex
	plan      int
	indicator string
	past
	kinds *kinds
	later map[spot]bool // what entries that are still to come touch again: it is computed then, with them
	out   []series.Observation
	lost  map[string]bool
}

func (s *summing) all(t *touch) {
	periods := s.periods()
	// Only periods for which the plan derives anything; those after the first touched one may have changed with it.
	from := func(group string, first period.Period) (out []period.Period) {
		for _, per := range periods[group] {
			if _, ok := s.rank(per.End().Year()); ok && !first.IsZero() && !per.End().Before(first.End()) && !s.later[spot{group, per}] {
				out = append(out, per)
			}
		}
		return out
	}
	if s.totals[s.indicator] != nil && s.reporters[s.indicator] != nil {
		for _, group := range slices.Sorted(maps.Keys(t.rates)) {
			for _, per := range from(group, t.rates[group]) {
				s.rates(group, per)
			}
		}
		for _, per := range from(catalogue.GroupAll, earlier(t.first(catalogue.GroupAll), t.kinds)) {
			s.ratesByKind(per)
		}
	}
	for _, gap := range s.gaps[s.indicator] {
		for _, per := range from(gap.Group, t.first(catalogue.GroupAll, gap.Group)) {
			s.distances(gap, per)
		}
	}
	for _, per := range byEnd(t.shares) {
		if !s.later[spot{catalogue.GroupAll, per}] {
			s.sharesOf(per)
		}
	}
}

// periods lists the periods in which anybody reported, also what was withdrawn or is doubtful, by group and in order.
func (s *summing) periods() map[string][]period.Period {
	if len(s.emptied)+len(s.doubtful) == 0 {
		return s.stands.periods()
	}
	all := maps.Clone(s.stands)
	maps.Copy(all, s.emptied)
	maps.Copy(all, s.doubtful)
	return all.periods()
}

func (s *summing) cell(uid, group string, per period.Period) (ledger.Recorded, bool) {
	c, came := s.stands[report.Key{Unit: uid, Indicator: s.indicator, Group: group, Period: per}]
	return c, came
}

// member is what a unit handed in of a rate, or what bounds it.
func (s *summing) member(group string, per period.Period) func(uid string) rollup.Member {
	return func(uid string) rollup.Member {
		if c, came := s.cell(uid, group, per); came && c.Sums() && c.Numerator != nil && c.Denominator != nil {
			return rollup.Member{Counts: &rollup.Counts{Numerator: *c.Numerator, Denominator: *c.Denominator}}
		}
		return rollup.Member{LastDenominator: s.last(uid, group, per)}
	}
}

func (s *summing) last(uid, group string, per period.Period) *float64 {
	return s.stands.lastDenominator(report.Key{Unit: uid, Indicator: s.indicator, Group: group, Period: per}, s.planIndex.plan.From-1)
}

// rates rolls the members' counts up; a unit below which nobody reported gets nothing.
func (s *summing) rates(group string, per period.Period) {
	shape := s.totals[s.indicator].shape(per)
	marks := s.marks(shape, per, group)
	for i, n := range shape.Rates(s.member(group, per)) {
		s.add(s.indicator, group, per, n, marks[i].Total)
	}
}

// sharesOf counts the members that the indicator puts at each share's level.
func (s *summing) sharesOf(per period.Period) {
	clusters := s.levelsOfClusters(per)
	for _, share := range s.shares[s.indicator] {
		shape := s.totals[share.ID].shape(per)
		marks := rollup.Fold(shape, func(uid string) mark {
			if c, is := clusters[uid]; is && !c.waits {
				return c.mark
			}
			return s.mark(uid, per, catalogue.GroupAll)
		}, (*mark).join)
		for i, n := range shape.Shares(share.AtLeast, func(uid string) rollup.Member {
			if c, is := clusters[uid]; is && !c.waits {
				return c.member(share.AtLeast)
			}
			c, came := s.cell(uid, catalogue.GroupAll, per)
			if !came {
				return rollup.Member{}
			}
			return rollup.Member{Level: c.Percent()}
		}) {
			s.add(share.ID, catalogue.GroupAll, per, n, marks[i].Total)
		}
	}
}

// add notes a unit's total, if anything came from below it.
func (s *summing) add(indicator, group string, per period.Period, n rollup.Node, m mark) {
	if (m.came > 0 || m.emptied) && s.derives(s.plan, n.Area, indicator, per) {
		s.give(observationOf(indicator, group, per, n, m), m)
	}
}

func (s *summing) give(o series.Observation, m mark) {
	if s.out = append(s.out, o); o.Value == nil && (m.emptied || o.Nobody() || o.Says != series.SaysNumbers) {
		s.lost[o.Identity()] = true
	}
}

func observationOf(indicator, group string, per period.Period, n rollup.Node, m mark) series.Observation {
	r := n.Result
	o := series.Observation{
		Indicator: indicator, Area: n.Area.UID, Level: n.Area.Level, Parent: n.Area.Parent, Group: group,
		Basis: series.Derived, At: per.End().Time(),
		Value: r.Value, Numerator: r.Numerator, Denominator: r.Denominator, Low: r.Low, High: r.High,
		Members: float64(r.Members), MembersOf: float64(r.Of),
		Received: m.received, Revision: m.revision,
	}
	if o.Says = saysOf(r, m); m.came == 0 && (o.Says == series.SaysNumbers || o.Says == series.SaysEstimated) {
		o.Received = time.Time{} // nothing that a total could be made of came yet
	}
	return o
}

// saysOf is what has to be said of a total. That reports are missing is told before everything else.
func saysOf(r rollup.Result, m mark) series.Statement {
	switch {
	case r.Value != nil && r.Members < r.Of:
		return series.SaysCertain
	case m.unusable() > 0 && r.Members < r.Of && r.Members+r.Doubtful+m.unusable() >= r.Of:
		return m.why()
	case r.Doubtful > 0 && r.Members+r.Doubtful >= r.Of:
		return series.SaysElsewhere
	case r.Estimated:
		return series.SaysEstimated
	}
	return series.SaysNumbers
}

// mark is what the cells below a unit say about its total. It counts as received when its first member's report came, so
// that a look back shows it; what the members' corrections changed since is shown too. Where something came and nothing is
// left, the total is a tombstone: it was never received.
type mark struct {
	came     int
	doubtful int // of those that came, whose numbers contradict others
	other    int // of those that came, who counted others than the indicator asks for
	bare     int // of those that came, who gave a rate without its counts
	emptied  bool
	received time.Time
	revision float64
}

func (m *mark) join(o mark) {
	m.came, m.doubtful, m.emptied = m.came+o.came, m.doubtful+o.doubtful, m.emptied || o.emptied
	m.other, m.bare = m.other+o.other, m.bare+o.bare
	m.revision = max(m.revision, o.revision)
	if !o.received.IsZero() && (m.received.IsZero() || o.received.Before(m.received)) {
		m.received = o.received
	}
}

// unusable are those that came and of whose numbers no total is made.
func (m mark) unusable() int { return m.doubtful + m.other + m.bare }

// why says what makes them unusable; of several reasons the one that somebody has to mend.
func (m mark) why() series.Statement {
	switch {
	case m.doubtful > 0:
		return series.SaysDoubtful
	case m.other > 0:
		return series.SaysOtherKind
	}
	return series.SaysUnverified
}

// marks carries up the cells of the groups; a member counts when all of them came.
func (s *summing) marks(shape *rollup.Shape, per period.Period, groups ...string) []rollup.Sum[mark] {
	return rollup.Fold(shape, func(uid string) mark { return s.mark(uid, per, groups...) }, (*mark).join)
}

func (s *summing) mark(uid string, per period.Period, groups ...string) mark {
	var m mark
	for _, g := range groups {
		c, came := s.cell(uid, g, per)
		if !came {
			if c, came = s.doubtful[report.Key{Unit: uid, Indicator: s.indicator, Group: g, Period: per}]; came {
				m.doubtful = 1
			}
		}
		if !came || c.Empty() {
			return mark{emptied: s.left(uid, per, groups)}
		}
		switch {
		case m.unusable() > 0 || c.Sums():
		case c.Unverified != nil:
			m.bare, m.emptied = 1, true // there may have been counts before
		default:
			m.other, m.emptied = 1, true
		}
		m.join(mark{received: c.ReceivedAt(), revision: float64(c.Revision)})
	}
	if m.other+m.bare == 0 {
		m.came = 1
	}
	return m
}

// left reports whether a member has taken back what was summed before.
func (s *summing) left(uid string, per period.Period, groups []string) bool {
	for _, g := range groups {
		k := report.Key{Unit: uid, Indicator: s.indicator, Group: g, Period: per}
		if c, came := s.stands[k]; s.emptied.has(k) || came && !c.Answers() {
			return true
		}
	}
	return false
}

// distances gives the gap between a group and everybody else for the units that report the rate, and for those above.
func (s *summing) distances(gap catalogue.Indicator, per period.Period) {
	r := s.reporters[s.indicator]
	shape := r.shape(per)
	group, rest := s.member(gap.Group, per), s.rest(gap.Group, per)
	both := func(uid string) rollup.Member {
		m := group(uid)
		if rest(uid).Counts == nil {
			m = rollup.Member{LastDenominator: s.last(uid, gap.Group, per)}
		}
		return m
	}
	for _, a := range r.units {
		m := s.mark(a.UID, per, catalogue.GroupAll, gap.Group)
		if m.came == 0 && !m.emptied || !r.reports(a, per) {
			continue
		}
		n := rollup.Node{Area: a, Result: rollup.Gap(rollup.Rate([]rollup.Member{both(a.UID)}), rollup.Rate([]rollup.Member{rest(a.UID)}))}
		s.give(observationOf(gap.ID, catalogue.GroupAll, per, n, m), m)
	}
	if s.totals[s.indicator] == nil {
		return // not a rate that rolls up
	}
	marks := s.marks(shape, per, catalogue.GroupAll, gap.Group)
	for i, n := range shape.Gaps(both, rest) {
		if m := marks[i].Total; (m.came > 0 || m.emptied) && s.derives(s.plan, n.Area, s.indicator, per) {
			s.give(observationOf(gap.ID, catalogue.GroupAll, per, n, m), m)
		}
	}
}

// rest is what a unit handed in of everybody who is not of the group.
func (s *summing) rest(group string, per period.Period) func(uid string) rollup.Member {
	all, part := s.member(catalogue.GroupAll, per), s.member(group, per)
	return func(uid string) rollup.Member {
		a, g := all(uid), part(uid)
		if a.Counts != nil && g.Counts != nil {
			if r, ok := rollup.Rest(*a.Counts, *g.Counts); ok {
				return rollup.Member{Counts: &r}
			}
		}
		before, of := s.last(uid, catalogue.GroupAll, per), s.last(uid, group, per)
		if before == nil || of == nil || *before < *of {
			return rollup.Member{}
		}
		return rollup.Member{LastDenominator: new(*before - *of)}
	}
}

// kindOf is what is known of a commune for a year.
type kindOf int

const (
	kindUnknown kindOf = iota
	kindSpecial
	kindOther
)

// kinds are the communes' kinds, as they reported them year by year.
type kinds struct {
	of     map[string]map[int]kindOf
	shapes map[kindTree]*rollup.Shape
}

type kindTree struct {
	all  *rollup.Shape
	kind kindOf
	year int
}

// kinds reads them for all of the plan's units; nil where no plan file knows the question.
func (p *Projection) kinds(ctx context.Context, x *planIndex) (*kinds, error) {
	if _, asked := p.opt.Registry.Indicators[catalogue.SpecialDifficulty]; !asked {
		return nil, nil
	}
	cells, err := p.opt.Ledger.Cells(ctx, []string{catalogue.SpecialDifficulty}, x.members)
	if err != nil {
		return nil, err
	}
	k := &kinds{of: map[string]map[int]kindOf{}, shapes: map[kindTree]*rollup.Shape{}}
	for _, c := range cells {
		if c.Group != catalogue.GroupAll || c.Value == nil {
			continue
		}
		if k.of[c.Unit] == nil {
			k.of[c.Unit] = map[int]kindOf{}
		}
		k.of[c.Unit][c.Period.End().Year()] = kindOther
		if *c.Value == 1 {
			k.of[c.Unit][c.Period.End().Year()] = kindSpecial
		}
	}
	return k, nil
}

// shape is the tree with the communes that are, or may be, of the kind in the year.
func (k *kinds) shape(all *rollup.Shape, kind kindOf, year int) *rollup.Shape {
	key := kindTree{all, kind, year}
	if k.shapes[key] == nil {
		k.shapes[key] = all.Only(func(a area.Area) bool { is := k.of[a.UID][year]; return is == kind || is == kindUnknown })
	}
	return k.shapes[key]
}

// ratesByKind rolls the communes in special difficulty up, and the others. A commune that did not say which it is may be
// either, and is missing in both. A unit whose communes all said nothing gets neither.
func (s *summing) ratesByKind(per period.Period) {
	r, year := s.totals[s.indicator], per.End().Year()
	if s.kinds == nil || !r.communes() {
		return
	}
	shape := r.shape(per)
	marks := s.marks(shape, per, catalogue.GroupAll)
	told := rollup.Fold(shape, func(uid string) bool { return s.kinds.of[uid][year] != kindUnknown }, func(into *bool, from bool) { *into = *into || from })
	whole := s.member(catalogue.GroupAll, per)
	member := func(uid string) rollup.Member {
		m := whole(uid)
		m.Doubtful = s.kinds.of[uid][year] == kindUnknown
		return m
	}
	for _, k := range []struct {
		kind  kindOf
		group string
	}{{kindSpecial, catalogue.GroupSpecial}, {kindOther, catalogue.GroupOther}} {
		for i, n := range s.kinds.shape(shape, k.kind, year).Rates(member) {
			if told[i].Total {
				s.add(s.indicator, k.group, per, n, marks[i].Total)
			}
		}
	}
}
