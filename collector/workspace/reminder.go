package workspace

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/xhht/xhht/internal/subject"
)

// Reminder is one letter to one recipient. It names no address: that is looked up when it is sent.
type Reminder struct {
	ID       string // Identify: it follows from what the letter says, and to whom
	To       subject.ID
	Channel  string // email, webhook
	Items    []ReminderItem
	State    ReminderState
	Note     string // what the mail server said, or who asked to send it again
	Times    int    // how often it was begun
	Intended time.Time
	Begun    time.Time
	Ended    time.Time
}

// ReminderItem is one report that the letter is about, on one rung of the ladder: it is said once.
type ReminderItem struct {
	Slot
	Rung string // -14, -7, -1, +1…; up:+14 to the level above
}

// ReminderState says how far a letter is.
type ReminderState string

// The states. A letter goes from intended over begun to sent or failed. A program that dies in between leaves it begun, and
// whoever looks next calls it unsure: it is not sent again unless somebody asks for it.
const (
	ReminderIntended ReminderState = "intended"
	ReminderBegun    ReminderState = "begun"
	ReminderSent     ReminderState = "sent"
	ReminderFailed   ReminderState = "failed"
	ReminderUnsure   ReminderState = "unsure" // perhaps sent
)

// Identify returns the ID of a letter: the same words to the same recipient have the same one, whatever restarts between.
func Identify(r Reminder) string {
	items := slices.Clone(r.Items)
	slices.SortFunc(items, compareItems)
	text, err := json.Marshal(struct {
		To      subject.ID
		Channel string
		Items   []ReminderItem
	}{r.To, r.Channel, items})
	if err != nil {
		panic(err) // texts only: cannot happen
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:16])
}

func compareItems(a, b ReminderItem) int {
	return cmp.Or(cmp.Compare(a.Plan, b.Plan), cmp.Compare(a.Form, b.Form), cmp.Compare(a.Unit, b.Unit), cmp.Compare(a.Period, b.Period),
		cmp.Compare(a.Rung, b.Rung))
}

// MessageID is the letter's Message-ID: a mail server that got it twice can tell.
func (r Reminder) MessageID(host string) string { return fmt.Sprintf("<%s@%s>", r.ID, host) }

// Sent says that a letter was begun before, or is sent.
type Sent struct{ Reminder Reminder }

func (s *Sent) Error() string { return fmt.Sprintf("the reminder is %s already", s.Reminder.State) }
