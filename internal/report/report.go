// Package report is the one validator of what units hand in, whatever the format it came in. The JSON API and the CSV
// import turn their input into rows of text; Check turns the rows into entries or names every problem at once. It
// refuses to guess: a comma is no decimal point, a percentage is no pair of counts, a closed unit is no unit.
package report

import (
	"cmp"
	"slices"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/problem"
)

// Row is one reported cell as it was written, in composed Unicode (NFC). Place says where it stands in its source
// ("dòng 7", "rows[3]"); problems carry it.
type Row struct {
	Place     problem.Place
	Unit      string // UID, official code, or a name that only one unit has of those the plan asks
	Indicator string // ID or name
	Period    string

	UnitName, IndicatorName string // as a form prints them beside the codes; where they name something else, one of the two is wrong

	Group       string // empty means catalogue.GroupAll
	Numerator   string
	Denominator string
	Value       string  // a level or status; for a rate an optional cross-check in percent
	Nobody      string  // yes or no: there is nobody of this kind
	Unverified  string  // a rate in percent whose counts are not known
	Over        string  // whom the denominator counts, where it is not whom the indicator asks for
	Reason      string  // why the cell is what it is
	Base        string  // the revision of the cell that the sender has seen
	Literal     Literal // of JSON and workbooks: what was written as a number
	Heads       Heads   // of a table: the headings of its columns
	Columns     Heads   // of a sheet: the letters of its columns
	Vacant      Heads   // of a table: the headings that columns would have which it lacks
}

// Entry is one accepted cell. Rates carry counts, levels and statuses carry a value. Its JSON is what the ledger keeps and
// hashes: names and order of the fields are part of the ledger's format, and a later field stands at the end and is absent
// where it is empty.
type Entry struct {
	Unit        string        `json:"unit"` // UID
	Indicator   string        `json:"indicator"`
	Period      period.Period `json:"period"`
	Group       string        `json:"group"`
	Numerator   *float64      `json:"numerator,omitempty"`
	Denominator *float64      `json:"denominator,omitempty"`
	Value       *float64      `json:"value,omitempty"`

	Nobody          bool     `json:"nobody,omitempty"`           // there is nobody of this kind: a rate counts 0 of 0
	Unverified      *float64 `json:"unverified,omitempty"`       // rate in percent that came without its counts; never a value
	DenominatorKind string   `json:"denominator_kind,omitempty"` // where it is not the indicator's own
	Reason          string   `json:"reason,omitempty"`           // why this cell is what it is
	Withdrawn       int      `json:"withdrawn,omitempty"`        // the revision of the cell that this takes back; no numbers are given then

	// What a document says of the cell beside what it holds; none of it is kept.
	Seen *int `json:"-"` // the revision that the sender has seen, where they say so
	Row  *Row `json:"-"` // as it was written
}

// Key names the cell: a later entry with the same key is its correction.
type Key struct {
	Unit, Indicator, Group string
	Period                 period.Period
}

// String names the cell by what identifies it.
func (k Key) String() string {
	return k.Unit + " / " + k.Indicator + " / " + k.Period.String() + " / " + k.Group
}

// Key returns the cell the entry fills.
func (e Entry) Key() Key { return Key{e.Unit, e.Indicator, e.Group, e.Period} }

// Same reports whether two entries of one cell say the same, whatever the reasons given.
func (e Entry) Same(o Entry) bool {
	return equal(e.Numerator, o.Numerator) && equal(e.Denominator, o.Denominator) && equal(e.Value, o.Value) &&
		e.Nobody == o.Nobody && equal(e.Unverified, o.Unverified) && e.DenominatorKind == o.DenominatorKind
}

// Empty reports whether the entry says nothing: all that was reported of the cell was withdrawn.
func (e Entry) Empty() bool {
	return e.Numerator == nil && e.Denominator == nil && e.Value == nil && e.Unverified == nil && !e.Nobody
}

// Answers reports whether the entry is what a form asks for. A rate without its counts is kept and shown, and the counts are
// still owed.
func (e Entry) Answers() bool { return e.Unverified == nil && !e.Empty() }

func equal(a, b *float64) bool { return (a == nil) == (b == nil) && (a == nil || *a == *b) }

// Percent returns the entry's rate, or its value where it has one; nil when the denominator is zero.
func (e Entry) Percent() *float64 {
	if e.Value != nil {
		return e.Value
	}
	if e.Numerator == nil || e.Denominator == nil || *e.Denominator == 0 {
		return nil
	}
	v := 100 * *e.Numerator / *e.Denominator
	return &v
}

// Check reads rows that somebody reports for a plan, as of today. It returns the entries in a fixed order (so that the same
// content hashes alike) or every problem, never both.
func Check(reg plan.Registry, p plan.Plan, rows []Row, by By, today period.Date) ([]Entry, problem.List) {
	c := checker{reg: reg, plan: p, by: by, today: today, seen: map[Key]Row{}}
	entries := make([]Entry, 0, len(rows))
	for _, row := range rows {
		if e, ok := c.row(row); ok {
			entries = append(entries, e)
		}
	}
	c.between(entries)
	if len(rows) == 0 {
		c.problems.Add(problem.Problem{
			Code: "no_rows",
			Rule: lang.Text{VI: "báo cáo không có dòng số liệu nào", EN: "the report has no rows"},
			Hint: lang.Text{VI: "Thêm ít nhất một dòng số liệu", EN: "Add at least one row of numbers"},
		})
	}
	if len(c.problems) > 0 {
		return nil, c.problems
	}
	slices.SortFunc(entries, func(a, b Entry) int {
		return cmp.Or(cmp.Compare(a.Unit, b.Unit), cmp.Compare(a.Indicator, b.Indicator),
			cmp.Compare(a.Period.String(), b.Period.String()), cmp.Compare(a.Group, b.Group))
	})
	return entries, nil
}

type checker struct {
	reg      plan.Registry
	plan     plan.Plan
	by       By
	today    period.Date
	seen     map[Key]Row          // cell → its first row
	names    *names               // made when a text is no ID
	hints    map[string]lang.Text // that were looked for, by what was typed
	problems problem.List
}

// row checks one row as far as it can be read, so that a reporter sees all its problems, not the first.
func (c *checker) row(r Row) (Entry, bool) {
	before := len(c.problems)
	ind, known := c.indicator(r)
	per, timed := c.period(r, ind, known)
	e := Entry{Indicator: ind.ID, Period: per, Group: groupOf(r.Group, ind)}
	if a, ok := c.unit(r, ind, per, timed); ok {
		e.Unit = a.UID
		if known {
			if f, ok := c.owed(r, ind, a, per, timed); ok && timed {
				c.due(r, f, per)
				c.inScope(r, f, a, per)
			}
		}
	}
	if known {
		if !ind.Allows(e.Group) {
			c.unknownGroup(r, ind)
		}
		c.fill(r, ind, &e)
	} else {
		c.readable(r)
	}
	if len(c.problems) > before {
		return Entry{}, false
	}
	if first, dup := c.seen[e.Key()]; dup {
		c.problems.Add(problem.Problem{
			Code: "duplicate_row", Place: r.Place, Value: r.Unit + " / " + r.Indicator + " / " + r.Period,
			Rule: lang.Textf("trùng với %s: cùng đơn vị, chỉ số, kỳ và nhóm", "repeats %s: same unit, indicator, period and group", first.Place),
			Hint: lang.Text{VI: "Giữ lại một dòng", EN: "Keep one of the rows"},
		})
		return Entry{}, false
	}
	c.seen[e.Key()], e.Row = r, &r
	return e, true
}
