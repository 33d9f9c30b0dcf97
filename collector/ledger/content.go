package ledger

import (
	"cmp"
	"crypto/sha256"
	"encoding/base32"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"slices"
	"time"

	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/report"
)

// content is what makes two submissions the same: who sent it, how and when does not.
//
// Fields after the first three are absent where they are empty, so that content without them hashes as it always did.
type content struct {
	Plan    string         `json:"plan"`
	Note    string         `json:"note"`
	Entries []report.Entry `json:"entries"`

	Sample    string `json:"sample,omitempty"`    // a machine's own id of what it measured
	Withdraws string `json:"withdraws,omitempty"` // the receipt that was taken back as a whole
	Base      []int  `json:"base,omitempty"`      // for each entry the revision of its cell that the content was made from
}

// draftOf puts a submission's content into its one order and hashes it, without a base.
func draftOf(s Submission) (draft, error) {
	d := draft{Submission: s, content: content{Plan: s.Plan, Note: s.Note, Sample: s.Sample, Entries: slices.Clone(s.Entries)}}
	slices.SortFunc(d.content.Entries, func(a, b report.Entry) int { return compareKeys(a.Key(), b.Key()) })
	return d, d.seal()
}

// seal hashes the content of a draft that has no base yet.
func (d *draft) seal() (err error) {
	if err := unique(d.content.Entries); err != nil {
		return err
	}
	if d.text, err = d.content.text(); err != nil {
		return err
	}
	d.hash = hashOf(d.text)
	d.bare = d.hash
	return nil
}

var errTwice = errors.New("a cell is given twice; check the rows with report.Check first")

// unique reports whether each cell is there once; the entries are in order.
func unique(entries []report.Entry) error {
	for i := 1; i < len(entries); i++ {
		if entries[i-1].Key() == entries[i].Key() {
			return fmt.Errorf("%v: %w", entries[i].Key(), errTwice)
		}
	}
	return nil
}

// text is the one JSON of a content.
func (c content) text() (string, error) {
	text, err := json.Marshal(c) // refuses NaN and infinities
	if err != nil {
		return "", fmt.Errorf("encode the content: %w", err)
	}
	return string(text), nil
}

func compareKeys(a, b report.Key) int {
	return cmp.Or(cmp.Compare(a.Unit, b.Unit), cmp.Compare(a.Indicator, b.Indicator),
		cmp.Compare(a.Period.String(), b.Period.String()), cmp.Compare(a.Group, b.Group))
}

func hashOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

const crockfordLetters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// crockford has no I, L, O or U: a receipt is read out over the telephone.
var crockford = base32.NewEncoding(crockfordLetters).WithPadding(base32.NoPadding)

// receiptID is the first 60 bits of the content hash: among a million submissions two alike are a one in a million
// chance, and the ledger would refuse the second.
func receiptID(contentHash string) string {
	sum, _ := hex.DecodeString(contentHash)
	text := crockford.EncodeToString(sum[:8])
	return fmt.Sprintf("XHHT-%s-%s-%s", text[0:4], text[4:8], text[8:12])
}

// link is everything that a submission's hash covers. Its fields, their order and their names are part of the ledger's
// format: a change makes every old ledger fail Verify.
type link struct {
	Prev        string `json:"prev"`
	Seq         int64  `json:"seq"`
	Receipt     string `json:"receipt"`
	Plan        string `json:"plan"`
	Reporter    string `json:"reporter"`
	Source      string `json:"source"`
	ReceivedOn  string `json:"received_on"`
	RecordedAt  string `json:"recorded_at"`
	ContentHash string `json:"content_hash"`
	Added       int    `json:"added"`
	Changed     int    `json:"changed"`
	Unchanged   int    `json:"unchanged"`
	EntriesHash string `json:"entries_hash"`
	Subject     string `json:"subject,omitempty"`
	Body        string `json:"body,omitempty"`
}

func (l link) hash() string {
	text, err := json.Marshal(l)
	if err != nil {
		panic(err) // strings and numbers only: cannot happen
	}
	return hashOf(string(text))
}

// row is one stored revision; its JSON is what entries_hash covers.
type row struct {
	Seq int64 `json:"seq"`
	report.Entry
	Revision      int    `json:"revision"`
	FirstReceived string `json:"first_received"`
	Stands        int    `json:"stands,omitempty"` // of a withdrawal: the revision whose numbers it repeats
}

// entriesHash covers the stored rows of one submission, one line each.
type entriesHash struct{ sum hash.Hash }

func newEntriesHash() entriesHash { return entriesHash{sha256.New()} }

func (h entriesHash) add(r row) error { return json.NewEncoder(h.sum).Encode(r) }

func (h entriesHash) String() string { return hex.EncodeToString(h.sum.Sum(nil)) }

const clockForm = "2006-01-02T15:04:05.000000Z"

func clockText(t time.Time) string { return t.UTC().Format(clockForm) }

// check refuses what no honest caller sends.
func (s Submission) check(today period.Date) error {
	switch {
	case s.Plan == "" || s.Reporter == "" && s.Subject == "":
		return errors.New("a submission needs its plan and whoever hands it in")
	case !slices.Contains(Sources, s.Source):
		return fmt.Errorf("source %q is none of %q", s.Source, Sources)
	case len(s.Entries) == 0:
		return errors.New("a submission needs at least one entry")
	case s.ReceivedOn.After(today):
		return fmt.Errorf("received on %s, but today is %s", s.ReceivedOn, today)
	}
	return nil
}
