// Package decision holds what the standing office decides beside the numbers: a deadline is moved, a deliverable is done, a
// unit's reported cells are approved, and each of these is withdrawn. Commands fill a Draft in, Check makes decisions of it
// or names every problem, the ledger records them, and State says what holds after all of them. A mistake is mended by a
// later decision, never by erasing one. The package knows no ledger and no clock.
package decision

import (
	"slices"
	"time"

	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
)

// Kind says what was decided.
type Kind string

// The kinds.
const (
	Extension      Kind = "extension"        // the last good day of a form's period is a later one
	Done           Kind = "deliverable_done" // something that the plan asks for once was done
	Approval       Kind = "approval"         // the cells of one unit, form and period are approved as they stand
	Lock           Kind = "lock"             // the office alone changes what was reported on a form for a period
	HandOver       Kind = "hand_over"        // from a period on another body owes the form
	NoReporter     Kind = "no_reporter"      // a unit has no body that could owe the form
	Recognition    Kind = "recognition"      // somebody with the authority recognised a unit's level or title
	PlanGeneration Kind = "plan_generation"  // these texts of plans, units and law are in force
)

// Kinds are all of them, in the order in which they came to be.
var Kinds = []Kind{Extension, Done, Approval, Lock, HandOver, NoReporter, Recognition, PlanGeneration}

// takesAll reports whether one decision of the kind may be about all units of a form.
func (k Kind) takesAll() bool { return k == Extension || k == Lock }

// looksAhead reports whether a decision of the kind may be about a period that has not begun.
func (k Kind) looksAhead() bool { return k == Extension || k == NoReporter }

// runsOn reports whether a decision of the kind is about all periods from its own to Through.
func (k Kind) runsOn() bool { return k == NoReporter }

// Valid reports whether k is a known kind.
func (k Kind) Valid() bool { return slices.Contains(Kinds, k) }

// Decision is one decision. Its JSON is what the ledger keeps and hashes: names and order of the fields are part of the
// ledger's format.
type Decision struct {
	Kind        Kind          `json:"kind"`
	Withdrawn   bool          `json:"withdrawn,omitempty"` // it takes back what was decided about the same things before
	Plan        string        `json:"plan"`
	Form        string        `json:"form,omitempty"`
	Period      period.Period `json:"period,omitzero"`
	Units       []string      `json:"units,omitempty"`       // UIDs in order; an extension without units is for all of them
	Until       period.Date   `json:"until,omitzero"`        // extension: the new last good day
	Deliverable string        `json:"deliverable,omitempty"` // done: its ID in the plan
	On          period.Date   `json:"on,omitzero"`           // done: the day on which it was
	Indicators  []string      `json:"indicators,omitempty"`  // approval: what the form asked of the unit, in order
	Entries     int64         `json:"entries,omitempty"`     // approval: number of the ledger's newest entry among the cells; later ones are not approved
	Cells       int           `json:"cells,omitempty"`       // approval: how many there were
	Reason      string        `json:"reason"`                // why; of something done: the proof
	Authority   string        `json:"authority,omitempty"`   // number of the document that decides it

	// Later fields stand at the end: where they are empty the JSON is what it always was.
	Base     int64             `json:"base,omitempty"`         // number of the decision that this one was made on, where its content alone was decided before
	Through  period.Period     `json:"through,omitzero"`       // hand-over, no reporter: the last period it is about; none: until further notice
	Body     string            `json:"body,omitempty"`         // hand-over: who owes the form from Period on; no reporter: the body that is not there
	FromBody string            `json:"from_body,omitempty"`    // hand-over: who owed it before
	AskedOn  period.Date       `json:"asked_on,omitzero"`      // hand-over: the day on which the new body was asked; Until is its own last good day
	Value    *float64          `json:"value,omitempty"`        // recognition: the level or status of the one indicator, recognised On, lapsing after Until
	Texts    map[string]string `json:"texts,omitempty"`        // plan generation: name of a text → its hash in the ledger's texts
	Before   bool              `json:"since_before,omitempty"` // plan generation: it was in force before the ledger first wrote one down
	From     period.Date       `json:"from,omitzero"`          // recognition: the day from which it holds, where that is not On
	Issuer   string            `json:"issuer,omitempty"`       // recognition: who recognises, as the document of Authority says
}

// Recorded is a decision as the ledger holds it.
type Recorded struct {
	Decision
	Seq        int64 // number in the ledger, counted together with submissions
	Receipt    string
	By         string // the name under which it was decided
	Subject    string // opaque id of the person or machine that acted, where it is known
	ForBody    string // the body they acted for, where it is known
	RecordedAt time.Time
}

// sharesPeriod reports whether both are about some period: a decision that runs on is about every one from its first.
func (d Decision) sharesPeriod(o Decision) bool {
	return d.Period == o.Period || d.Kind.runsOn() && d.term().Meets(o.term())
}

// IsAbout reports whether the decision is about reports for the period.
func (d Decision) IsAbout(per period.Period) bool {
	return d.Period == per || d.Kind.runsOn() && d.term().Has(per)
}

// term is the periods that a decision which runs on is about.
func (d Decision) term() plan.Term { return plan.Term{First: d.Period, Last: d.Through} }

// Supersedes reports whether d, made later, decides about something that o decided about.
func (d Decision) Supersedes(o Decision) bool {
	if d.Kind == Recognition && o.Kind == Recognition { // the unit's fact, under whichever plan it was written down
		return d.Period == o.Period && slices.Equal(d.Indicators, o.Indicators) && slices.ContainsFunc(d.Units, func(u string) bool { return slices.Contains(o.Units, u) })
	}
	if d.Kind != o.Kind || d.Plan != o.Plan || d.Form != o.Form || !d.sharesPeriod(o) || d.Deliverable != o.Deliverable {
		return false
	}
	if len(d.Units) == 0 || len(o.Units) == 0 { // an extension for all does not touch those for single units
		return len(d.Units) == len(o.Units)
	}
	return slices.ContainsFunc(d.Units, func(u string) bool { return slices.Contains(o.Units, u) })
}
