package workspace

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/report"
	"github.com/xhht/xhht/internal/subject"
)

// Preview is a report that was read and shown, and waits for its answers and for a yes.
type Preview struct {
	ID        string // random
	By        subject.ID
	Plan      string
	Source    string          // the door, as the ledger calls it
	Title     string          // the file's name, say
	BytesHash string          // sha256 of what was handed in, hex
	Rows      json.RawMessage // what was read of it; intake alone knows its form
	Base      []Seen
	Questions []Question
	State     PreviewState
	Receipts  []string
	Created   time.Time
	Expires   time.Time
	Closed    time.Time // zero: open
	ClosedBy  subject.ID
}

// PreviewState says whether a preview can still be confirmed.
type PreviewState string

// The states.
const (
	PreviewOpen      PreviewState = "open"
	PreviewConfirmed PreviewState = "confirmed"
	PreviewReplaced  PreviewState = "replaced" // the same bytes were read again
)

// Seen is a revision that the preview was made on: what it writes, or what a rule read for it.
type Seen struct {
	Cell     report.Key `json:"cell"`
	Revision int        `json:"revision"` // 0: the cell was empty
}

// Question is something that a person has to say before the numbers are taken.
type Question struct {
	ID      string    `json:"id"` // of its own in the preview
	Code    string    `json:"code"`
	Place   string    `json:"place,omitempty"`
	Text    lang.Text `json:"text"`
	Choices []string  `json:"choices,omitempty"` // none: a reason is asked for
	Answer  *Answer   `json:"answer,omitempty"`
}

// Answer is what somebody said to it.
type Answer struct {
	By     subject.ID `json:"by"`
	At     time.Time  `json:"at"`
	Choice string     `json:"choice,omitempty"`
	Reason string     `json:"reason,omitempty"`
}

// Open lists the questions that wait for their answer.
func (p Preview) Open() []Question {
	var out []Question
	for _, q := range p.Questions {
		if q.Answer == nil {
			out = append(out, q)
		}
	}
	return out
}

// Closed says that a preview takes no answer and no yes any more.
type Closed struct {
	State    PreviewState
	Expired  bool
	Receipts []string
}

func (c *Closed) Error() string {
	if c.Expired {
		return "the preview has expired: hand the report in again"
	}
	return fmt.Sprintf("the preview is %s", c.State)
}
