package workspace

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/xhht/xhht/internal/subject"
)

// Profile is a subject with what may be known of it here and nowhere else.
type Profile struct {
	subject.Subject
	Name    string // empty once it was erased
	Email   string
	Phone   string
	Origin  Origin
	Created time.Time
	Changed time.Time
	Erased  time.Time // zero: not erased
}

// Origin says who looks after a subject.
type Origin string

// The origins.
const (
	FromCommand Origin = "command"        // an administrator, by a command or in the portal
	FromFile    Origin = "reporters_file" // the reporters file: what it says is followed
	FromName    Origin = "name"           // nobody: it was named once, as who sent a paper or decided something
)

// Reporter is one line of a reporters file.
type Reporter struct {
	Name      string
	Unit      string // UID
	TokenHash string // sha256, hex
}

// TakenOver is what a reporters file changed.
type TakenOver struct {
	Added       []Profile
	Changed     []Profile // another name, unit or token, or there again
	Deactivated []Profile // no longer in the file
}

// Nothing reports whether the file said what was known.
func (t TakenOver) Nothing() bool { return len(t.Added)+len(t.Changed)+len(t.Deactivated) == 0 }

// Token is a means to sign in without a person.
type Token struct {
	Hash    string // sha256, hex
	Subject subject.ID
	Label   string // one of its own among the subject's tokens that work
	Created time.Time
	Ends    time.Time // zero: no end is set
	Revoked time.Time // zero: not revoked
}

// Works reports whether somebody can sign in with it at an instant, if its subject is active.
func (t Token) Works(at time.Time) bool {
	return t.Revoked.IsZero() && (t.Ends.IsZero() || at.Before(t.Ends))
}

// Ambiguous says that several subjects have a name.
type Ambiguous struct {
	Name     string
	Profiles []Profile
}

func (a *Ambiguous) Error() string {
	ids := make([]string, len(a.Profiles))
	for i, p := range a.Profiles {
		ids[i] = string(p.ID)
	}
	return fmt.Sprintf("several are called %q: give the ID (%s)", a.Name, strings.Join(ids, ", "))
}

// Meant chooses among those who are known by a name the one that the name means: somebody whom an administrator or the
// reporters file knows before one who was only named once. It returns ErrNotFound if nobody is, and an *Ambiguous if several are.
func Meant(name string, known []Profile) (subject.ID, error) {
	looked := slices.DeleteFunc(slices.Clone(known), func(p Profile) bool { return p.Origin == FromName })
	if len(looked) == 0 {
		looked = known
	}
	switch len(looked) {
	case 0:
		return "", ErrNotFound
	case 1:
		return looked[0].ID, nil
	}
	return "", &Ambiguous{name, looked}
}

// ErrListed is returned for erasing somebody whom the reporters file lists: they would come back with the next look at it.
var ErrListed = errors.New("the reporters file lists them: take their lines out first")

// ErrErased is returned for changing somebody who was erased: their ID stays what the chain calls them, and nothing more.
var ErrErased = errors.New("they were erased: add them anew")

// Called is how people call whoever stands in a link of the chain: by the name that older links hold, by the name that is
// known here, or by the bare ID once that was erased.
func Called(reporter, id string, names map[subject.ID]string) string {
	if name := names[subject.ID(id)]; name != "" {
		return name
	}
	if reporter != "" {
		return reporter
	}
	return id
}
