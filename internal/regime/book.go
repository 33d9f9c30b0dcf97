// Package regime turns what was reported under a regime into what the law judges: the units of a year with their counts, what
// they declared, and how every level stands year after year. The projector and the command line fill a Book from the ledger
// and ask it. It reads nothing itself, and what was not reported stays unknown: it is never zero and never met.
package regime

import (
	"cmp"
	"maps"
	"slices"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/law"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/report"
)

// Book is what was reported under one regime.
type Book struct {
	reg      plan.Registry
	plan     plan.Plan
	declares map[string]law.Program // indicator → the programme whose level it declares
	rows     map[key]*row
	rules    report.Rules
	cells    map[key]report.Cells // all that was entered, groups included: what contradicts itself
}

type key struct {
	uid  string
	year int
}

// row is what one unit reported for one year.
type row struct {
	special  *bool
	counts   map[string]int
	declared map[law.Program]int
}

// NewBook returns an empty book of the regime.
func NewBook(reg plan.Registry, p plan.Plan) *Book {
	b := &Book{reg: reg, plan: p, declares: map[string]law.Program{}, rows: map[key]*row{}, rules: report.NewRules(reg), cells: map[key]report.Cells{}}
	for programme, id := range p.Judging.Declared {
		b.declares[id] = programme
	}
	return b
}

// Indicators lists what the book takes: the facts, the special difficulties, the declared levels.
func Indicators(reg plan.Registry, p plan.Plan) []string {
	out := append(reg.Law.Parts(), p.Judging.Special)
	return append(out, slices.Sorted(maps.Values(p.Judging.Declared))...)
}

// Add enters the newest revision of a cell; of two with one key the later counts.
// Numbers of women or minorities are parts of what the law asks for, and are left out, as is what the law does not ask for.
func (b *Book) Add(e report.Entry) {
	k := key{e.Unit, e.Period.End().Year()}
	if b.cells[k] == nil {
		b.cells[k] = report.Cells{}
	}
	b.cells[k][e.Key()] = e
	if e.Group != catalogue.GroupAll {
		return
	}
	r := b.rows[k]
	if r == nil {
		r = &row{declared: map[law.Program]int{}}
	}
	switch programme, declares := b.declares[e.Indicator]; {
	case declares && e.Value != nil:
		r.declared[programme] = int(*e.Value)
	case e.Indicator == b.plan.Judging.Special && e.Value != nil:
		r.special = new(*e.Value == 1)
	case b.reg.Indicators[e.Indicator].Whole != "" && e.Numerator != nil && e.Denominator != nil:
		r.count(e.Indicator, b.reg.Indicators[e.Indicator].Whole, int(*e.Numerator), int(*e.Denominator))
	default:
		return
	}
	b.rows[k] = r
}

func (r *row) count(part, whole string, numerator, denominator int) {
	if r.counts == nil {
		r.counts = map[string]int{}
	}
	r.counts[part], r.counts[whole] = numerator, denominator
}

// Years lists the years of which anything was reported, in order.
func (b *Book) Years() []int {
	years := map[int]bool{}
	for k := range b.rows {
		years[k.year] = true
	}
	return slices.Sorted(maps.Keys(years))
}

// Unit returns the unit in the year as the law sees it: with its counts, or with its members, those that reported nothing
// included.
func (b *Book) Unit(a area.Area, year int) law.Unit {
	u := law.Unit{UID: a.UID, Name: cmp.Or(a.FullName, a.Name), Tier: a.Level}
	if r := b.rows[key{a.UID, year}]; r != nil && a.Level == area.Commune {
		u.Special, u.Counts = r.special, b.believed(a.UID, year, r.counts)
	}
	for _, m := range b.reg.Below(b.plan, a.UID, law.CountingDay(year)) {
		u.Members = append(u.Members, b.Unit(m, year))
	}
	return u
}

// Declared returns the level that the unit declared for the year.
func (b *Book) Declared(uid string, year int, p law.Program) (int, bool) {
	r := b.rows[key{uid, year}]
	if r == nil {
		return 0, false
	}
	level, ok := r.declared[p]
	return level, ok
}
