package intake

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/report"
	"github.com/xhht/xhht/internal/wording"
)

// Taken is what became of a document: its receipts, and what it did to the cells of each unit. A code may be another unit's in
// another year, and 62% may hide ten times the people: so units have names, and cells their counts before and after.
type Taken struct {
	Receipts []ledger.Receipt
	Units    []TakenUnit // in the order of their UIDs; none where nothing was written again
}

// TakenUnit is what a document did to the cells of one unit.
type TakenUnit struct {
	Unit                    area.Area
	Became                  lang.Text // its successor, where it has one
	New, Changed, Unchanged int
	Cells                   []TakenCell // new and changed ones
}

// TakenCell is one cell that got other numbers.
type TakenCell struct {
	Indicator catalogue.Indicator
	Before    report.Entry // only its key is set where nothing stood
	Stood     bool
	After     report.Entry
	Stands    bool
	Revision  int
}

// noting is a check that refuses nothing and remembers what the batch changes, as the transaction that accepts it sees it.
func noting(into *[]ledger.Change) ledger.Check {
	return func(_ context.Context, _ ledger.Holdings, changes []ledger.Change) error {
		*into = slices.Clone(changes)
		return nil
	}
}

// taken tells the changes unit by unit. Sent are the entries that were handed in.
func (in *Intake) taken(receipts []ledger.Receipt, changes []ledger.Change, sent []report.Entry) Taken {
	out := Taken{Receipts: receipts}
	if len(changes) == 0 && !slices.ContainsFunc(receipts, func(r ledger.Receipt) bool { return !r.Duplicate }) {
		return out
	}
	units := map[string]*TakenUnit{}
	of := func(uid string) *TakenUnit {
		if units[uid] == nil {
			a, _ := in.Registry.Areas.Get(uid)
			a.UID = uid // one that is listed no more has its UID alone
			units[uid] = &TakenUnit{Unit: a}
			if len(in.Registry.Areas.Successors(uid)) > 0 {
				units[uid].Became = in.Registry.Areas.Became(a)
			}
		}
		return units[uid]
	}
	for _, e := range sent {
		of(e.Unit).Unchanged++
	}
	for _, c := range changes {
		u := of(c.After.Unit)
		if u.Unchanged > 0 {
			u.Unchanged--
		}
		if c.Stood {
			u.Changed++
		} else {
			u.New++
		}
		u.Cells = append(u.Cells, TakenCell{in.Registry.Indicators[c.After.Indicator], c.Before, c.Stood, c.After, c.Stands, c.Revision})
	}
	for _, u := range units {
		out.Units = append(out.Units, *u)
	}
	slices.SortFunc(out.Units, func(a, b TakenUnit) int { return cmp.Compare(a.Unit.UID, b.Unit.UID) })
	return out
}

// Words says what happened to the unit in one line: name, code, tier, how many cells, what it is by now.
func (u TakenUnit) Words() lang.Text {
	whose := whoseIs(u.Unit)
	out := lang.Textf("%[1]s: mới %[3]d, sửa %[4]d, không đổi %[5]d", "%[2]s: %[3]d new, %[4]d changed, %[5]d unchanged",
		whose.VI, whose.EN, u.New, u.Changed, u.Unchanged)
	if u.Became.VI != "" {
		out.VI, out.EN = out.VI+"; "+u.Became.VI, out.EN+"; "+u.Became.EN
	}
	return out
}

// Beside reports whether the number stands beside the source of its cell, under another plan.
func (c TakenCell) Beside() bool {
	_, _, ok := catalogue.Under(c.After.Group)
	return ok
}

// Words says what happened to the cell: its name, its period, its group, the counts before and after.
func (c TakenCell) Words() lang.Text {
	name := wording.IndicatorNames(c.Indicator)
	if name.VI == "" {
		name = lang.Text{VI: c.After.Indicator, EN: c.After.Indicator}
	}
	name.VI, name.EN = name.VI+", "+c.After.Period.String(), name.EN+", "+c.After.Period.String()
	if g := c.After.Group; g != catalogue.GroupAll {
		name.VI, name.EN = name.VI+", "+wording.GroupName(g, lang.Vietnamese), name.EN+", "+wording.GroupName(g, lang.English)
	}
	before, after := counts(c.Indicator, c.Before), counts(c.Indicator, c.After)
	switch {
	case !c.Stands:
		after = lang.Text{VI: "không còn số liệu", EN: "no number stands"}
	case !c.Stood:
		return lang.Textf("%[1]s: %[2]s (mới)", "%[3]s: %[4]s (new)", name.VI, after.VI, name.EN, after.EN)
	case c.Before.Same(c.After): // an older revision was withdrawn behind it, or somebody says why
		return lang.Textf("%[1]s: vẫn là %[2]s", "%[3]s: still %[4]s", name.VI, after.VI, name.EN, after.EN)
	}
	return lang.Textf("%[1]s: %[2]s → %[3]s", "%[4]s: %[5]s → %[6]s", name.VI, before.VI, after.VI, name.EN, before.EN, after.EN)
}

// counts are what a cell holds, with its rate where it has one: of 2999 of 3000 nobody reads 100%.
func counts(ind catalogue.Indicator, e report.Entry) lang.Text {
	out := e.Words()
	if rate := e.Percent(); rate != nil && e.Numerator != nil {
		digits := wording.Telling(ind, *rate, 1)
		out.VI += fmt.Sprintf(" (%s%%)", lang.Number(*rate, digits, lang.Vietnamese))
		out.EN += fmt.Sprintf(" (%s%%)", lang.Number(*rate, digits, lang.English))
	}
	return out
}
