package workspace

import "time"

// Retention is for how many days things are kept. Samples that wait for somebody, and letters that were not sent or perhaps
// sent, stay whatever their age.
type Retention struct {
	DraftDays     int // after the last change
	PreviewDays   int // after it expired or was closed
	SessionDays   int // after it ended
	SignInLogDays int
	SignInLogRows int // and no more lines than these
	SampleDays    int // after it was settled
	ReminderDays  int // after the letter went out or failed: as long as it must not go out again
}

// Purged counts what was removed.
type Purged struct {
	Drafts, Previews, Sessions, FailedSignIns, Samples, Reminders int
}

// Total is how many things were removed.
func (p Purged) Total() int {
	return p.Drafts + p.Previews + p.Sessions + p.FailedSignIns + p.Samples + p.Reminders
}

// Holding is how much there is of one kind of thing.
type Holding struct {
	Kind   string    // drafts, previews…
	Count  int       // all of them
	Due    int       // those that the next purge would remove
	Oldest time.Time // zero: there is none
}
