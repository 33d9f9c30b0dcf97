// Package law says which level of universal education (PCGD) or literacy (XMC) a unit reaches under the decrees. The
// command line asks it, with the rules that lawfile reads from plans/law. A commune is judged by its own counts, a district or
// province by its members' levels, never by pooled people. It answers met, not met or unknown, always with the trace; what
// was not reported is never taken for zero, and a rule is used only while it is in force.
package law

import (
	"slices"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
)

// Program is one of the programmes in which a unit is recognised.
type Program string

// The programmes. Every stands for a condition that all of them share.
const (
	Preschool5     Program = "preschool_5"
	Preschool3To5  Program = "preschool_3_5"
	Primary        Program = "primary"
	LowerSecondary Program = "lower_secondary"
	Literacy       Program = "literacy"
	Every          Program = "every"
)

// Programs is every programme in which a unit is recognised, in the order in which people read them.
var Programs = []Program{Preschool5, Preschool3To5, Primary, LowerSecondary, Literacy}

// Confidence says how sure we are that a rule, or a number whose own text was not seen, stands in its source as it stands in
// our data.
type Confidence string

// The confidences.
const (
	High   Confidence = "high"   // the words were read, or seen in an official text that repeats them
	Medium Confidence = "medium" // seen in one secondary source
	Low    Confidence = "low"    // one unofficial source, or inferred
)

// Valid reports whether c is a known confidence.
func (c Confidence) Valid() bool { return c == High || c == Medium || c == Low }

// Comparator holds a share against a rule's percentage.
type Comparator string

// The comparators. Equal is written where the law says "100%".
const (
	AtLeast Comparator = ">="
	Equal   Comparator = "="
)

// Rule is one condition of one level. Exactly one of Counts and Members says what is counted.
type Rule struct {
	ID             string        `json:"id"`
	Program        Program       `json:"program"`
	Level          int           `json:"level,omitempty"` // 0: a condition of every level
	Tier           area.Level    `json:"tier"`
	Name           lang.Text     `json:"name"`
	Counts         []string      `json:"counts,omitempty"`          // facts, each of which must reach the share of the fact it is part of
	Rest           string        `json:"rest,omitempty"`            // the fact that must hold everybody whom Counts leaves out
	RestConfidence Confidence    `json:"rest_confidence,omitempty"` // of the clause on the rest, which may have been seen elsewhere
	Members        *Members      `json:"members,omitempty"`
	Comparator     Comparator    `json:"comparator"`
	Percent        float64       `json:"percent"`
	Special        *Relaxation   `json:"special,omitempty"`
	Requires       []Requirement `json:"requires,omitempty"`
	Assurance      bool          `json:"assurance,omitempty"` // is shown beside the level and does not decide it
	Article        string        `json:"article"`
	ValidFrom      period.Date   `json:"valid_from,omitzero"` // zero: as the decree
	ValidTo        period.Date   `json:"valid_to,omitzero"`   // last day, inclusive; zero = still in force
	Confidence     Confidence    `json:"confidence"`
	Sources        []string      `json:"sources"`
	Quote          string        `json:"quote,omitempty"`
	Note           lang.Text     `json:"note,omitzero"`
}

// Members says which units a district or province is counted over.
type Members struct {
	Tier  area.Level `json:"tier"`
	Which Which      `json:"which,omitempty"`
}

// Which narrows the members to those with special difficulties, or to the others; empty means all.
type Which string

// The two halves of the members.
const (
	OnlySpecial Which = "special"
	OnlyOther   Which = "other"
)

// Relaxation is what holds instead in communes with special socio-economic difficulties (xã đặc biệt khó khăn): a lower
// percentage or, for literacy, a narrower age band.
type Relaxation struct {
	Percent float64  `json:"percent,omitempty"`
	Counts  []string `json:"counts,omitempty"`
}

// Requirement is a level that must be reached before.
type Requirement struct {
	Program    Program    `json:"program"`
	Level      int        `json:"level"`
	Confidence Confidence `json:"confidence,omitempty"` // that it is required at all; empty: as the rule
}

// Fact is one number that a commune counts.
type Fact struct {
	ID      string    `json:"id"`
	Name    lang.Text `json:"name"`
	Short   lang.Text `json:"short,omitzero"`     // of a part: for a column or a legend, at most 40 characters
	Of      string    `json:"of,omitempty"`       // the fact it is a part of; empty for a whole
	Beside  string    `json:"beside,omitempty"`   // another part of the same whole that shares nobody with it
	Unit    lang.Text `json:"unit,omitzero"`      // what is counted; people where it is empty
	MayPass bool      `json:"may_pass,omitempty"` // it may exceed its whole: rooms may outnumber classes

	First period.Period `json:"first,omitzero"` // the first year for which communes count it; zero: it was always counted
	Last  period.Period `json:"last,omitzero"`  // the last one, inclusive; zero: it goes on
}

// CountedIn reports whether communes count the fact for the year.
func (f Fact) CountedIn(year int) bool {
	return (f.First.IsZero() || year >= f.First.Start().Year()) && (f.Last.IsZero() || year <= f.Last.End().Year())
}

// Finding is what the sources contradict or leave open, and what was decided for the time being.
type Finding struct {
	ID    string    `json:"id"`
	Rules []string  `json:"rules,omitempty"` // of this decree; empty: the decree as a whole
	Text  lang.Text `json:"text"`
}

// Source is where a rule was seen.
type Source struct {
	ID    string `json:"id"`
	Title string `json:"title"`
}

// Status says whether we know that a decree rules as it stands in our data: Confidence is about a rule's words, this is about whether
// the decree is the one to judge by at all.
type Status string

// The statuses. The zero Status is of data written before there were any, when nothing was doubted.
const (
	Confirmed   Status = "confirmed"
	Unconfirmed Status = "unconfirmed" // its articles were not seen: whatever is computed by it says so first
)

// Valid reports whether s is a known status.
func (s Status) Valid() bool { return s == Confirmed || s == Unconfirmed }

// Decree is one document with the rules that come from it.
type Decree struct {
	ID        string      `json:"id"`
	Number    string      `json:"number"`
	Title     lang.Text   `json:"title"`
	Status    Status      `json:"status,omitempty"`
	Signed    period.Date `json:"signed"`
	ValidFrom period.Date `json:"valid_from"`
	Text      string      `json:"text,omitempty"` // the file that holds the document's own words, where we have them
	Sources   []Source    `json:"sources"`
	Findings  []Finding   `json:"findings,omitempty"`
	Lapse     *Lapse      `json:"lapse,omitempty"`
	Rules     []Rule      `json:"rules"`
}

// Lapse is the rule by which a recognition that was not kept has to be won again as if for the first time.
type Lapse struct {
	Misses  int        `json:"misses"` // consecutive years
	Tier    area.Level `json:"tier"`   // that the article speaks of; to the others it is applied by analogy
	Article string     `json:"article"`
	Quote   string     `json:"quote"`
}

// Law is every decree and the facts that their rules speak of.
type Law struct {
	Facts   []Fact
	Decrees []Decree
}

// Provision is a rule with the decree it stands in.
type Provision struct {
	Rule
	Decree      string // its number
	Unconfirmed bool   // as the decree
}

// Fact returns the fact with the ID.
func (l Law) Fact(id string) (Fact, bool) {
	i := slices.IndexFunc(l.Facts, func(f Fact) bool { return f.ID == id })
	if i < 0 {
		return Fact{}, false
	}
	return l.Facts[i], true
}

// Parts returns the facts that are part of a whole, in the order of the file: what communes report.
func (l Law) Parts() []string {
	var out []string
	for _, f := range l.Facts {
		if f.Of != "" {
			out = append(out, f.ID)
		}
	}
	return out
}

// Levels returns the levels of a programme that any rule of the tier speaks of on the day, lowest first.
func (l Law) Levels(p Program, tier area.Level, on period.Date) []int {
	var out []int
	for _, d := range l.Decrees {
		for _, r := range d.Rules {
			if r.Program == p && r.Tier == tier && r.Level > 0 && d.holds(r, on) && !slices.Contains(out, r.Level) {
				out = append(out, r.Level)
			}
		}
	}
	slices.Sort(out)
	return out
}

// Provisions returns what a unit of the tier has to fulfil for the level, in force on the day.
func (l Law) Provisions(p Program, level int, tier area.Level, on period.Date) []Provision {
	var out []Provision
	for _, d := range l.Decrees {
		for _, r := range d.Rules {
			if (r.Program == p || r.Program == Every) && (r.Level == level || r.Level == 0) && r.Tier == tier && d.holds(r, on) {
				out = append(out, Provision{r, d.Number, d.Status == Unconfirmed})
			}
		}
	}
	return out
}

// InForce returns every rule in force on the day.
func (l Law) InForce(on period.Date) []Rule {
	var out []Rule
	for _, d := range l.Decrees {
		for _, r := range d.Rules {
			if d.holds(r, on) {
				out = append(out, r)
			}
		}
	}
	return out
}

// Unconfirmed lists the numbers of the decrees that nobody has confirmed.
func (l Law) Unconfirmed() []string {
	var out []string
	for _, d := range l.Decrees {
		if d.Status == Unconfirmed {
			out = append(out, d.Number)
		}
	}
	return out
}

// Lapse returns the rule on recognitions that were not kept, and the decree it stands in.
func (l Law) Lapse(on period.Date) (Lapse, string, bool) {
	for _, d := range l.Decrees {
		if d.Lapse != nil && !on.Before(d.ValidFrom) {
			return *d.Lapse, d.Number, true
		}
	}
	return Lapse{}, "", false
}

// holds reports whether the rule is in force on the day.
func (d Decree) holds(r Rule, on period.Date) bool {
	from := r.ValidFrom
	if from.IsZero() {
		from = d.ValidFrom
	}
	return !on.Before(from) && (r.ValidTo.IsZero() || !on.After(r.ValidTo))
}

// CountingDay is the day as of which a year's numbers are counted, and so the day whose law they are held against:
// 30 September, Article 31 of Decree 20/2014 for communes. Later years kept it.
func CountingDay(year int) period.Date { return period.DateOf(year, 9, 30) }
