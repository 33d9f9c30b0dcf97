// Package decision holds what the standing office decides beside the numbers: a deadline is moved, a deliverable is done, a
// unit's reported cells are approved, and each of these is withdrawn. Commands fill a Draft in, Check makes decisions of it
// or names every problem, the ledger records them, and State says what holds after all of them. A mistake is mended by a
// later decision, never by erasing one. The package knows no ledger and no clock.
package decision

import (
	"slices"
	"time"

	"github.com/xhht/xhht/internal/period"
)

// Kind says what was decided.
type Kind string

// The kinds.
const (
	Extension Kind = "extension"        // the last good day of a form's period is a later one
	Done      Kind = "deliverable_done" // something that the plan asks for once was done
	Approval  Kind = "approval"         // the cells of one unit, form and period are approved as they stand
)

// Valid reports whether k is a known kind.
func (k Kind) Valid() bool { return k == Extension || k == Done || k == Approval }

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
}

// Recorded is a decision as the ledger holds it.
type Recorded struct {
	Decision
	Seq        int64 // number in the ledger, counted together with submissions
	Receipt    string
	By         string
	RecordedAt time.Time
}

// Supersedes reports whether d, made later, decides about something that o decided about.
func (d Decision) Supersedes(o Decision) bool {
	if d.Kind != o.Kind || d.Plan != o.Plan || d.Form != o.Form || d.Period != o.Period || d.Deliverable != o.Deliverable {
		return false
	}
	if len(d.Units) == 0 || len(o.Units) == 0 { // an extension for all does not touch those for single units
		return len(d.Units) == len(o.Units)
	}
	return slices.ContainsFunc(d.Units, func(u string) bool { return slices.Contains(o.Units, u) })
}
