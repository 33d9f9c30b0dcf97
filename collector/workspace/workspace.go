// Package workspace is what the collector keeps beside the record: who the ledger's opaque IDs are and how they sign in,
// what is being typed, shown and asked before it is accepted, what machines sent and nobody has judged yet, and which
// reminders went out. API, commands, portal and projection use it through Store; workspace/sqlite is one, and whatever
// else becomes one passes workspacetest. It is no record: all of it may be changed, erased and purged, and it refuses to
// hold a number that was accepted.
package workspace

import (
	"context"
	"errors"
	"io"
	"time"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/subject"
)

// FileCalled is what people call a workspace.
var FileCalled = lang.Text{VI: "kho làm việc", EN: "workspace"}

// ErrNotFound is returned for what the workspace does not hold.
var ErrNotFound = errors.New("the workspace holds no such thing")

// Store is a whole workspace. It is safe for concurrent use, also by several programs. Whatever returns without an error is
// on the disk.
type Store interface {
	Subjects
	Tokens
	Accounts
	Sessions
	SignInLog
	Drafts
	Previews
	Samples
	Reminders
	Upkeep
	io.Closer
}

// Subjects are those who act.
type Subjects interface {
	// AddSubject adds somebody; their ID must be new.
	AddSubject(ctx context.Context, p Profile) error
	// Subject returns ErrNotFound for an ID that nobody has.
	Subject(ctx context.Context, id subject.ID) (Profile, error)
	// FindSubjects returns all whose name is the text, in composed Unicode; the one with the ID if it is an ID.
	FindSubjects(ctx context.Context, text string) ([]Profile, error)
	// ListSubjects returns everybody, in the order in which they came.
	ListSubjects(ctx context.Context) ([]Profile, error)
	// ChangeSubject reads somebody, lets change decide and writes what it left, as one step. Its error is returned as it is.
	ChangeSubject(ctx context.Context, id subject.ID, change func(*Profile) error) (Profile, error)
	// SubjectNamed returns who is known by the name alone, and adds them if nobody is: a body without scope or token.
	SubjectNamed(ctx context.Context, name string) (subject.ID, error)
	// TakeOver makes the subjects that come from a reporters file be those of the list.
	TakeOver(ctx context.Context, list []Reporter) (TakenOver, error)
	// EraseSubject takes name, addresses and everything to sign in with away for good and leaves the ID. Doing it again
	// finishes what an error cut off.
	EraseSubject(ctx context.Context, id subject.ID) error
	// Names returns the names of those of the IDs that have one.
	Names(ctx context.Context, ids []subject.ID) (map[subject.ID]string, error)
	// NamesVersion grows whenever a name that was there is changed or erased.
	NamesVersion(ctx context.Context) (int64, error)
	// Guarded reports whether anybody was ever given a scope: from then on nobody acts without saying who they are.
	Guarded(ctx context.Context) (bool, error)
}

// Tokens are what programs sign in with. The workspace never sees one, only its hash.
type Tokens interface {
	// AddToken gives a subject a token; a *TokenTaken if somebody has it, or they have one with the label.
	AddToken(ctx context.Context, t Token) error
	// TokensOf lists a subject's tokens, those that no longer work as well, in the order in which they came.
	TokensOf(ctx context.Context, id subject.ID) ([]Token, error)
	// RevokeToken makes a token of the subject useless; ErrNotFound if it has none with the label.
	RevokeToken(ctx context.Context, id subject.ID, label string) error
	// Bearer returns who holds the token with the hash; ErrNotFound if nobody does, a *Barred if it does not let them in now.
	Bearer(ctx context.Context, hash string) (Profile, error)
}

// Accounts are what people sign in with.
type Accounts interface {
	// PutAccount gives a subject an account, or changes it; a *Taken if somebody else has the login.
	PutAccount(ctx context.Context, a Account) error
	// Account returns the account with the login, whatever the case of its letters.
	Account(ctx context.Context, login string) (Account, error)
	// RemoveAccount takes it away; without one it does nothing.
	RemoveAccount(ctx context.Context, id subject.ID) error
}

// Sessions are who is signed in. The workspace never sees what a browser holds, only its hash.
type Sessions interface {
	StartSession(ctx context.Context, s Session) error
	// Session returns the session with the hash and notes that it was used; ErrNotFound once it was ended, is past its end,
	// was idle for longer than allowed, or its subject is not active any more.
	Session(ctx context.Context, hash string, idle time.Duration) (Session, error)
	// RotateSession lets the session go on under another hash; the old one is worth nothing from then on.
	RotateSession(ctx context.Context, hash, next string) error
	EndSession(ctx context.Context, hash string) error
	// EndSessionsOf signs somebody out everywhere.
	EndSessionsOf(ctx context.Context, id subject.ID) error
}

// SignInLog is a log with an end: the oldest lines make room for the newest.
type SignInLog interface {
	// NoteFailedSignIns adds lines and keeps the newest most of all.
	NoteFailedSignIns(ctx context.Context, lines []FailedSignIn, most int) error
	// FailedSignIns returns the newest first.
	FailedSignIns(ctx context.Context, limit int) ([]FailedSignIn, error)
}

// Drafts are what is being typed.
type Drafts interface {
	// SaveDraft writes what somebody typed who knew the draft as of a version, 0 for one who knew of none; a *Stale, and
	// nothing is written, if anybody has changed one of the same fields since.
	SaveDraft(ctx context.Context, slot Slot, by subject.ID, version int64, typed []Typed) (Draft, error)
	// Draft returns what was typed after a version, 0 for all of it; ErrNotFound if there is no draft.
	Draft(ctx context.Context, slot Slot, after int64) (Draft, error)
	// ListDrafts returns the drafts of the units without their fields, the newest first; no unit means all.
	ListDrafts(ctx context.Context, units ...string) ([]Draft, error)
	// DropDraft removes what was typed up to a version: what came after it stays a draft.
	DropDraft(ctx context.Context, slot Slot, version int64) error
}

// Previews are what was shown before it is accepted.
type Previews interface {
	// PutPreview keeps a new preview. An open one that the same subject made of the same bytes gives way to it.
	PutPreview(ctx context.Context, p Preview) error
	Preview(ctx context.Context, id string) (Preview, error)
	// ListPreviews returns the subject's open previews that have not expired, the newest first.
	ListPreviews(ctx context.Context, by subject.ID) ([]Preview, error)
	// AnswerPreview answers a question of an open preview; ErrNotFound if it has no such question, a *Closed if it is not open.
	AnswerPreview(ctx context.Context, id, question string, a Answer) (Preview, error)
	// ConfirmPreview closes a preview with the receipts that its rows got. Doing it again with the same ones changes nothing;
	// a *Closed if it was closed otherwise.
	ConfirmPreview(ctx context.Context, id string, by subject.ID, receipts []string) (Preview, error)
}

// Samples are what machines sent and a person has to look at.
type Samples interface {
	// HoldSamples keeps samples; one that is held or was settled already stays as it is. A newer sample of a cell replaces
	// the older ones that the same machine sent for it.
	HoldSamples(ctx context.Context, list []Sample) error
	// ListSamples returns those in a state, the oldest first; of an owner if one is given.
	ListSamples(ctx context.Context, state SampleState, owner subject.ID) ([]Sample, error)
	// AssignSample says who has to look at a held sample.
	AssignSample(ctx context.Context, id string, owner subject.ID) error
	// SettleSample ends the wait; a *Settled if somebody else was quicker.
	SettleSample(ctx context.Context, id string, s Settlement) error
}

// Reminders are letters that go out once. What is to be sent is stored first, then it is sent.
type Reminders interface {
	// IntendReminder stores a letter before anything is sent, without what another letter to the same recipient says
	// already; ok is false, and nothing is stored, if that leaves nothing to say.
	IntendReminder(ctx context.Context, r Reminder) (kept Reminder, ok bool, err error)
	// BeginReminder marks that the letter is about to be sent; a *Sent if that was begun before.
	BeginReminder(ctx context.Context, id string) error
	// EndReminder says what came of it.
	EndReminder(ctx context.Context, id string, outcome ReminderState, note string) error
	// AgainReminder lets a letter that failed or was perhaps sent go out once more, because somebody asked for it.
	AgainReminder(ctx context.Context, id string, by subject.ID) error
	// ListReminders returns those in a state, the oldest first.
	ListReminders(ctx context.Context, state ReminderState) ([]Reminder, error)
	// UnsureReminders turns what was begun before an instant and never ended into "perhaps sent", and returns all of these.
	UnsureReminders(ctx context.Context, before time.Time) ([]Reminder, error)
}

// Upkeep keeps the workspace small and watched.
type Upkeep interface {
	// Purge removes what is past its days.
	Purge(ctx context.Context, r Retention) (Purged, error)
	// Holdings counts what is there, and what a purge would remove.
	Holdings(ctx context.Context, r Retention) ([]Holding, error)
	// Probe writes one throw-away row: only a write tells a full or read-only disk from a good one.
	Probe(ctx context.Context) error
}
