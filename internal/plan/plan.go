// Package plan holds what a learning-society plan says: its targets with the clause and quote each comes from, the
// forms it makes units hand in and their deadlines, what it asks to be done once, and what becomes of it when units end.
// The plan loader fills it, everybody reads it; it computes nothing but needed counts and deadlines, and it never repairs
// its source.
package plan

import (
	"math"
	"slices"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/law"
	"github.com/xhht/xhht/internal/period"
)

// Plan is one issued plan.
type Plan struct {
	ID         string                    `json:"id"`
	Kind       Kind                      `json:"kind,omitempty"`
	Title      lang.Text                 `json:"title"`
	Short      lang.Text                 `json:"short"`
	Document   Document                  `json:"document"`
	From       int                       `json:"from"`                // first year
	To         int                       `json:"to"`                  // last year
	Root       string                    `json:"root,omitempty"`      // UID of the unit the plan was made for
	Units      []string                  `json:"units,omitempty"`     // UIDs of the units that share-of-units targets count
	Succession map[area.Level]Succession `json:"succession,omitzero"` // what becomes of units that end during the plan
	Gathered   []Gathered                `json:"gathered,omitempty"`  // which units answer for which cluster; the loader works it out
	Bounds     Bounds                    `json:"bounds"`
	Targets    []Target                  `json:"targets,omitempty"`
	Forms      []Form                    `json:"forms,omitempty"`
	Findings   []Finding                 `json:"findings,omitempty"`

	Deliverables []Deliverable `json:"deliverables,omitempty"`
	Titles       []Title       `json:"titles,omitempty"`

	Judging *Judging `json:"judging,omitempty"` // of a regime
}

// Kind says what a plan is for. The zero Kind is a plan that units carry out.
type Kind string

// The other kinds.
const (
	// Reference is a decision of a higher level that plans are compared with. Its text is not in sources/, so its milestones
	// carry a source and a confidence in place of clause and quote, and it judges nobody.
	Reference Kind = "reference"
	// Archive is a plan whose run is over. Its reports may still be filed, but nobody is reminded of those that never came:
	// an alert that can only be silenced teaches people to ignore alerts.
	Archive Kind = "archive"
	// Regime is a standing duty to report on universal education and literacy. It has no targets: what is reported under it is
	// held against the law. Its text is not in sources/, so its deadlines carry a source and a confidence in place of a quote.
	Regime Kind = "regime"
)

// Title is a recognition that the office watches beside what the plan asks for, for every unit of a tier. That it does is a choice of
// the office, so it says why.
type Title struct {
	Indicator string     `json:"indicator"`
	Level     area.Level `json:"level"`
	Why       lang.Text  `json:"why"`
}

// Document is the legal source.
type Document struct {
	Number string      `json:"number"`
	Date   period.Date `json:"date"`
	Issuer lang.Text   `json:"issuer"`
	Seed   string      `json:"seed,omitempty"` // file name of the text the plan was taken from
}

// Policy says what becomes of a tier's targets after the tier has ended.
type Policy string

// The policies.
const (
	Continue Policy = "continue" // the old units go on as monitoring clusters
	Freeze   Policy = "freeze"   // the last state before the end stands
)

// Succession is the choice made for one tier. It is a choice of the steering committee, not of the source, so it says why.
type Succession struct {
	Policy Policy      `json:"policy"`
	Ended  period.Date `json:"ended"` // first day on which the tier no longer exists
	Why    lang.Text   `json:"why"`

	Members    area.Level `json:"members,omitempty"`    // of continue: the tier whose units answer for the clusters from then on
	Straddling Straddling `json:"straddling,omitempty"` // how those of them are counted that lie in several clusters
	Weights    string     `json:"weights,omitempty"`    // the file that holds the shares
	Shares     []Share    `json:"shares,omitempty"`     // what stands in it; the loader reads it
}

// Bounds are the lowest paces of the statuses on_track and at_risk.
type Bounds struct {
	OnTrack float64 `json:"on_track"`
	AtRisk  float64 `json:"at_risk"`
	// Hysteresis is how far beyond a bound a pace has to lie before the status changes; nil is DefaultHysteresis, 0 is off.
	Hysteresis *float64 `json:"hysteresis,omitempty"`
}

// DefaultBounds are the 95 % and 60 % of Statistics Canada's and Eurostat's progress measures.
var DefaultBounds = Bounds{OnTrack: 0.95, AtRisk: 0.60}

// DefaultHysteresis is the band where a plan file names none: 2 % of the pace, about what the rounding of a head count
// moves a pace by in a small commune.
const DefaultHysteresis = 0.02

// Band is the hysteresis that holds.
func (b Bounds) Band() float64 {
	if b.Hysteresis == nil {
		return DefaultHysteresis
	}
	return *b.Hysteresis
}

// Comparator says how a value is held against a milestone.
type Comparator string

// The comparators a plan's wording can mean.
const (
	AtLeast  Comparator = ">="
	Above    Comparator = ">" // "trên"
	AtMost   Comparator = "<="
	Equal    Comparator = "="
	About    Comparator = "~"        // "khoảng": judged as at least, marked approximate
	Range    Comparator = "range"    // "25-35%": judged as at least the lower end, shown as both
	Maintain Comparator = "maintain" // "duy trì"
	Increase Comparator = "increase" // "tăng", "nâng chất": no number
	Decrease Comparator = "decrease" // "giảm": no number
	Parity   Comparator = "~0"       // "cân bằng": a gap that has to close, without a number
)

// Valid reports whether c is a known comparator.
func (c Comparator) Valid() bool {
	switch c {
	case AtLeast, Above, AtMost, Equal, About, Range, Maintain, Increase, Decrease, Parity:
		return true
	}
	return false
}

// Trend reports whether c asks for a direction and not for a number.
func (c Comparator) Trend() bool { return c == Increase || c == Decrease || c == Parity }

// Firmness says whether the plan commits ("committed") or aspires ("phấn đấu": "aspire").
type Firmness string

// The firmnesses.
const (
	Committed Firmness = "committed"
	Aspire    Firmness = "aspire"
)

// Target is one line of a plan: an indicator, for whom, with its baseline and milestones in order of date.
type Target struct {
	ID         string       `json:"id"`
	Indicator  string       `json:"indicator"`
	Short      lang.Text    `json:"short,omitzero"`      // set where two targets aim at one indicator; else the indicator's own
	Level      area.Level   `json:"level,omitempty"`     // the tier the plan's wording applies to
	Units      []string     `json:"units,omitempty"`     // set where the plan names single units (TP Vĩnh Long)
	Monitored  []area.Level `json:"monitored,omitempty"` // tiers below that the committee holds to the same number
	N          int          `json:"n,omitempty"`         // share of units: how many there are; 70% of 8 = 6
	PartOf     string       `json:"part_of,omitempty"`   // "trong đó": ID of the target this one is nested in
	Baseline   *Baseline    `json:"baseline,omitempty"`  // nil: the first accepted report is the baseline
	Milestones []Milestone  `json:"milestones"`
	Note       lang.Text    `json:"note,omitzero"`
}

// Baseline is a start value that the document itself gives.
type Baseline struct {
	At     period.Date `json:"at"`
	Value  float64     `json:"value"`
	Clause string      `json:"clause"`
	Quote  string      `json:"quote"`
}

// Milestone is what has to be reached by the end of a day.
type Milestone struct {
	Source     string         `json:"source"` // ID of the extracted line, VL2021-2025-08
	By         period.Date    `json:"by"`
	Comparator Comparator     `json:"comparator"`
	Value      *float64       `json:"value,omitempty"`     // nil: the plan gives no number
	ValueMax   *float64       `json:"value_max,omitempty"` // upper end of a range
	Firmness   Firmness       `json:"firmness,omitempty"`
	Clause     string         `json:"clause,omitempty"`
	Quote      string         `json:"quote,omitempty"`       // the Vietnamese words, unrepaired
	SourceNote string         `json:"source_note,omitempty"` // reference plans: where the number was read, its own text not being at hand
	Confidence law.Confidence `json:"confidence,omitempty"`  // reference plans: how far the source is trusted
	Note       lang.Text      `json:"note,omitzero"`
}

// Goal returns what one of the target's milestones that has a number asks for: a share of units stands in whole units
// (70% of 8 is 75%), everything else as it is written.
func (t Target) Goal(ind catalogue.Indicator, m Milestone) float64 {
	if ind.Measure == catalogue.ShareOfUnits {
		return Effective(m.Comparator, *m.Value, t.N)
	}
	return *m.Value
}

// Named returns the target's indicator under the name that the target has of its own, if it has one.
func (t Target) Named(ind catalogue.Indicator) catalogue.Indicator {
	if t.Short.VI != "" {
		ind.Short = t.Short
	}
	return ind
}

// AppliesTo reports whether the target judges the unit: the plan's own wording, or the committee's monitoring of a lower tier.
func (t Target) AppliesTo(a area.Area) bool {
	if len(t.Units) > 0 {
		return slices.Contains(t.Units, a.UID)
	}
	if a.Level == t.Level {
		return true
	}
	return slices.Contains(t.Monitored, a.Level)
}

// Needed returns how many of n units a share in percent asks for: a unit meets a level whole or not at all, so at least
// 70% of 8 is 6, above 50% of 8 is 5 where at least 50% is 4, and at most 20% of 8 is 1. The small slack keeps 37.5% of 8
// at 3 in floating point.
func Needed(c Comparator, percent float64, n int) int {
	units := percent / 100 * float64(n)
	switch c {
	case Above:
		return int(math.Floor(units+wholeSlack)) + 1
	case AtMost:
		return int(math.Floor(units + wholeSlack))
	}
	return int(math.Ceil(units - wholeSlack))
}

const wholeSlack = 1e-9

// Effective returns the value a share in percent amounts to in whole units: at least 70% of 8 → 75.
func Effective(c Comparator, percent float64, n int) float64 {
	if n == 0 {
		return percent
	}
	return 100 * float64(Needed(c, percent, n)) / float64(n)
}

// Class sorts the findings about a plan's source.
type Class string

// The classes of findings.
const (
	Contradiction Class = "contradiction" // the source says two things
	Question      Class = "question"      // the source leaves something open
)

// Finding is something wrong with or open in the source. It is shown wherever its targets or forms are shown.
type Finding struct {
	ID      string    `json:"id"`
	Class   Class     `json:"class"`
	Clauses []string  `json:"clauses"`
	Text    lang.Text `json:"text"`
	Targets []string  `json:"targets,omitempty"`
	Forms   []string  `json:"forms,omitempty"`

	Deliverables []string `json:"deliverables,omitempty"`
}

// Target returns the plan's target with the ID.
func (p Plan) Target(id string) (Target, bool) {
	for _, t := range p.Targets {
		if t.ID == id {
			return t, true
		}
	}
	return Target{}, false
}

// Form returns the plan's form with the ID.
func (p Plan) Form(id string) (Form, bool) {
	for _, f := range p.Forms {
		if f.ID == id {
			return f, true
		}
	}
	return Form{}, false
}

// Reports reports whether the unit reports for the period: it existed on the period's last day (a unit merged away in the
// year would be counted twice beside its successor), or the plan carries its tier on. Under a regime the law's counting day
// stands for the last day: what a commune merged away in October handed in before is its year's report.
func (p Plan) Reports(a area.Area, per period.Period) bool {
	if p.Kind == Regime {
		return a.OpenOn(law.CountingDay(per.End().Year()))
	}
	if !a.ValidFrom.After(per.End()) && (a.ValidTo.IsZero() || !a.ValidTo.Before(per.End())) {
		return true
	}
	s, ok := p.Succession[a.Level]
	// Only the reform's own end is carried on: a unit merged away before it stays closed.
	return ok && s.Policy == Continue && a.ValidTo.AddDays(1) == s.Ended
}
