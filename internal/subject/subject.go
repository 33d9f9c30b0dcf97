// Package subject says who acts and what they may act on: a person, a body or a machine, under an ID that means nothing to
// whoever reads it, with scopes in place of a role somebody remembers. The API, the commands and the portal ask it before
// anything is read or written; the ledger holds its IDs. It refuses to know a name or an address, and what nobody has
// allowed it does not allow.
package subject

import (
	"crypto/rand"
	"encoding/base32"
	"slices"
	"strings"
)

// ID is how the ledger's chain calls a subject for ever. It is random: nobody can find out from it who it was.
type ID string

// Local is the one who acts where nobody has to say who they are: whoever sits at this machine.
const Local ID = "local"

// prefix marks an ID among the names that older entries of the chain hold.
const prefix = "s-"

// letters has no i, l, o or u: an ID is read out over the telephone.
var letters = base32.NewEncoding("0123456789abcdefghjkmnpqrstvwxyz").WithPadding(base32.NoPadding)

// idBytes make 80 random bits, which are 16 letters: two alike are never to be expected.
const idBytes = 10

// NewID returns an ID that nobody had before.
func NewID() ID {
	var bits [idBytes]byte
	_, _ = rand.Read(bits[:]) // never fails: crypto/rand ends the program instead
	return ID(prefix + letters.EncodeToString(bits[:]))
}

// Parse returns the ID that a text is, and false for every other text, such as the names in older entries.
func Parse(text string) (ID, bool) {
	rest, ok := strings.CutPrefix(text, prefix)
	if !ok || len(rest) != letters.EncodedLen(idBytes) {
		return "", false
	}
	_, err := letters.DecodeString(rest)
	return ID(text), err == nil
}

// Kind says what a subject is.
type Kind string

// The kinds.
const (
	Person  Kind = "person"
	Body    Kind = "body" // a department, a school, a Hội Khuyến học: several people behind one token
	Machine Kind = "machine"
)

// Kinds are all of them.
var Kinds = []Kind{Person, Body, Machine}

// Valid reports whether k is a known kind.
func (k Kind) Valid() bool { return slices.Contains(Kinds, k) }

// Subject is somebody or something that acts.
type Subject struct {
	ID     ID
	Kind   Kind
	Active bool
	Scopes []Scope // each by itself allows what it covers
}

// Anyone is the subject of a collector that asks nobody who they are: it is reached from its own machine alone.
func Anyone() Subject {
	return Subject{ID: Local, Kind: Body, Active: true, Scopes: []Scope{{Unit: Everywhere}}}
}
