package plan

import (
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
)

// Deliverable is something the plan asks to be done once: a sub-plan, a committee, a review. One-off reports are
// deliverables too and no forms: they have no period, and those who write them are not only units.
type Deliverable struct {
	ID       string      `json:"id"`
	Title    lang.Text   `json:"title"`
	Lead     lang.Text   `json:"lead,omitzero"` // empty: the document names nobody
	Partners lang.Text   `json:"partners,omitzero"`
	SubmitTo lang.Text   `json:"submit_to,omitzero"`
	Due      period.Date `json:"due,omitzero"`       // last good day; zero: the document gives no day
	DueText  string      `json:"due_text,omitempty"` // the document's own words on time; empty: it has none
	Clause   string      `json:"clause"`
	Quote    string      `json:"quote"`
}

// Deliverable returns the plan's deliverable with the ID.
func (p Plan) Deliverable(id string) (Deliverable, bool) {
	for _, d := range p.Deliverables {
		if d.ID == id {
			return d, true
		}
	}
	return Deliverable{}, false
}
