package workspace

import (
	"fmt"
	"time"

	"github.com/xhht/xhht/internal/subject"
)

// Account is how a person signs in. The store compares nothing: Verifier and SecondFactor are whatever whoever checks them
// has encoded.
type Account struct {
	Subject      subject.ID
	Login        string
	Verifier     string // of the password, such as $argon2id$…
	SecondFactor string // empty: none
	Changed      time.Time
}

// Taken says that a login is somebody else's.
type Taken struct{ Login string }

func (t *Taken) Error() string { return fmt.Sprintf("the login %q is somebody else's", t.Login) }

// Session is one browser in which somebody is signed in.
type Session struct {
	Hash    string // sha256 of what the browser holds, hex
	Subject subject.ID
	Started time.Time
	Seen    time.Time // used last, to the minute
	Ends    time.Time // whatever happens
}

// FailedSignIn is a line of the log: somebody could not sign in.
type FailedSignIn struct {
	At      time.Time  // the last time
	Door    string     // api or portal
	From    string     // network address
	Subject subject.ID // whose token or account it was, where that is known
	Why     string     // unknown_token, token_ended, not_active…
	Times   int        // how often in a row
}

// Barred says that somebody is known and may not come in.
type Barred struct {
	Subject subject.ID
	Why     string
}

// Why somebody could not sign in.
const (
	Unknown   = "unknown"
	Revoked   = "revoked"
	Ended     = "ended"
	NotActive = "not_active"
)

func (b *Barred) Error() string {
	return fmt.Sprintf("subject %s may not come in: %s", b.Subject, b.Why)
}

// TokenTaken says that a token cannot be given.
type TokenTaken struct {
	Holder subject.ID
	Label  string
}

func (t *TokenTaken) Error() string {
	return fmt.Sprintf("subject %s has this token already, or another one called %q", t.Holder, t.Label)
}
