package workspace

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/subject"
)

// Sample is a number that a machine sent and that nobody may take without a person: an unknown unit, a jump, a cell that
// somebody corrected. (Quarantine means something else: points that InfluxDB refused.)
type Sample struct {
	ID        string     // random
	Machine   subject.ID // who sent it
	Key       string     // the machine's own name for this sample: the same one again is the same sample
	Cell      string     // what it is about, in the machine's words: a newer sample of the cell replaces this one
	Plan      string
	Row       json.RawMessage // as it was read; intake alone knows its form
	Why       []Doubt
	Nearest   []string // names that may have been meant
	Owner     subject.ID
	State     SampleState
	Held      time.Time
	Settled   time.Time // zero: waits
	SettledBy subject.ID
	Reason    string
	Receipt   string
}

// Doubt is one thing that has to be looked at.
type Doubt struct {
	Code string    `json:"code"`
	Text lang.Text `json:"text"`
}

// SampleState says what became of a sample.
type SampleState string

// The states.
const (
	SampleHeld     SampleState = "held"
	SampleTaken    SampleState = "taken"    // it was accepted, with a receipt
	SampleRefused  SampleState = "refused"  // somebody said no, with a reason
	SampleReplaced SampleState = "replaced" // the machine sent a newer one
)

// Settlement is how somebody ends the wait of a sample.
type Settlement struct {
	State   SampleState // SampleTaken or SampleRefused
	By      subject.ID
	Reason  string // of a refusal
	Receipt string // of what was taken
}

// Settled says that a sample does not wait any more.
type Settled struct{ Sample Sample }

func (s *Settled) Error() string { return fmt.Sprintf("the sample is %s already", s.Sample.State) }
