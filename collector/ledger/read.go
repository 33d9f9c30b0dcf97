package ledger

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/report"
)

// queryer is a database or a transaction in it.
type queryer interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// EntriesAfter returns at most limit revisions that follow seq, in the order of acceptance. A withdrawal after which nothing
// stands is among them, without numbers.
func (l *Ledger) EntriesAfter(ctx context.Context, seq int64, limit int) ([]Recorded, error) {
	return recorded(ctx, l.read, `WHERE e.seq > ? ORDER BY e.seq LIMIT ?`, seq, limit)
}

// Cells returns the newest revision of every cell of the indicators, units and periods in which anything stands; an empty
// list means all.
func (l *Ledger) Cells(ctx context.Context, indicators, units []string, periods ...period.Period) ([]Recorded, error) {
	return cells(ctx, l.read, indicators, units, periods)
}

// Emptied returns those cells of which everything was withdrawn: their newest revision, the withdrawal.
func (l *Ledger) Emptied(ctx context.Context, indicators, units []string, periods ...period.Period) ([]Recorded, error) {
	where, args := cellsOf(indicators, units, periods)
	return recorded(ctx, l.read, where+` AND e.withdrawn > 0 AND e.stands = 0`+newestRevision+` ORDER BY e.seq`, args...)
}

const (
	newestRevision = ` AND e.revision = (SELECT MAX(revision) FROM entries n WHERE n.indicator = e.indicator
		AND n.period = e.period AND n.unit = e.unit AND n.grp = e.grp)`
	newestStanding = ` AND (e.withdrawn = 0 OR e.stands > 0)` + newestRevision
)

func cells(ctx context.Context, db queryer, indicators, units []string, periods []period.Period) ([]Recorded, error) {
	where, args := cellsOf(indicators, units, periods)
	return recorded(ctx, db, where+newestStanding+inOrderOfSeq, args...)
}

const inOrderOfSeq = ` ORDER BY e.seq`

// selectHeld is what a check asks again and again.
var selectHeld = func() string {
	where, _ := cellsOf([]string{""}, []string{""}, []period.Period{{}})
	return selectRecorded + where + standingUpTo
}()

// sinceUpTo are the entries after one, up to another.
const (
	sinceUpTo   = `WHERE e.seq > ? AND e.seq <= ?` + inOrderOfSeq
	selectSince = selectRecorded + sinceUpTo
)

// standingUpTo is newestStanding of the entries up to a number, given twice.
const standingUpTo = ` AND (e.withdrawn = 0 OR e.stands > 0) AND e.seq <= ? AND e.revision = (SELECT MAX(revision) FROM entries n
	WHERE n.indicator = e.indicator AND n.period = e.period AND n.unit = e.unit AND n.grp = e.grp AND n.seq <= ?)`

// cellsOf selects entries by what they are about.
func cellsOf(indicators, units []string, periods []period.Period) (where string, args []any) {
	where = `WHERE TRUE`
	only := func(column string, list []string) {
		if len(list) > 0 {
			text, _ := json.Marshal(list) // strings always encode
			where, args = where+` AND e.`+column+` IN (SELECT value FROM json_each(?))`, append(args, string(text))
		}
	}
	only("indicator", indicators)
	only("unit", units)
	names := make([]string, len(periods))
	for i, p := range periods {
		names[i] = p.String()
	}
	only("period", names)
	return where, args
}

func recorded(ctx context.Context, db queryer, tail string, args ...any) (out []Recorded, err error) {
	rows, err := db.QueryContext(ctx, selectRecorded+tail, args...)
	if err != nil {
		return nil, fmt.Errorf("read entries: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		r, err := scanRecorded(rows)
		if err != nil {
			return nil, fmt.Errorf("read entries: %w", err)
		}
		out = append(out, r)
	}
	return out, rows.Err()
}

// LastSeq returns the number of the newest entry, which is also how many there are; 0 in an empty ledger.
func (l *Ledger) LastSeq(ctx context.Context) (seq int64, err error) {
	err = l.read.QueryRowContext(ctx, `SELECT COALESCE(MAX(seq), 0) FROM entries`).Scan(&seq)
	return seq, err
}

// Head is where the chain ends. Whoever notes it down can prove later that nothing before it was changed or cut off.
type Head struct {
	Seq         int64 // links of the chain = Submissions + Decisions
	Submissions int64
	Decisions   int64
	Entries     int64
	Hash        string
	RecordedAt  time.Time // of the last link; zero in an empty ledger
}

// Head returns the end of the chain.
func (l *Ledger) Head(ctx context.Context) (Head, error) {
	h, err := l.head(ctx)
	if err != nil {
		return Head{}, fmt.Errorf("read the chain's head: %w", err)
	}
	return h, nil
}

func (l *Ledger) head(ctx context.Context) (h Head, err error) {
	tx, err := l.read.BeginTx(ctx, nil) // one snapshot for both reads
	if err != nil {
		return h, err
	}
	defer func() { _ = tx.Rollback() }()
	var at string
	if err := tx.QueryRowContext(ctx, selectHead).Scan(&h.Seq, &h.Hash, &at, &h.Entries, new(int64)); err != nil {
		return h, err
	}
	if err := tx.QueryRowContext(ctx, `SELECT COUNT(*) FROM decisions`).Scan(&h.Decisions); err != nil {
		return h, err
	}
	h.Submissions = h.Seq - h.Decisions
	if h.Seq > 0 {
		h.RecordedAt, err = parseClock(at)
	}
	return h, err
}

// Accepted is a submission as the ledger holds it.
type Accepted struct {
	Receipt
	Plan, Reporter, Source, Note string
	Subject, Body, Sample        string
	Withdraws                    string // the receipt that it takes back as a whole
	Cells                        []AcceptedCell
}

// AcceptedCell is one cell of a submission: the revision that its numbers got or already had, and the newest one.
type AcceptedCell struct {
	report.Entry
	Revision    int
	Newest      int
	WithdrawnBy string // the receipt that took these numbers back

	Wrote  bool          // the submission gave the cell this revision; else it held these numbers before
	Before *report.Entry // what stood before that revision; nil where nothing did
}

// Find returns the submission with the receipt, or ErrNotFound.
func (l *Ledger) Find(ctx context.Context, receipt string) (Accepted, error) {
	a, err := l.find(ctx, receipt)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return Accepted{}, fmt.Errorf("read submission %s: %w", receipt, err)
	}
	return a, err
}

func (l *Ledger) find(ctx context.Context, receipt string) (a Accepted, err error) {
	tx, err := l.read.BeginTx(ctx, nil) // one snapshot for all the reads
	if err != nil {
		return a, err
	}
	defer func() { _ = tx.Rollback() }()
	a.Receipt, err = scanReceipt(tx.QueryRowContext(ctx, selectReceipt+`WHERE receipt = ?`, receipt))
	if errors.Is(err, sql.ErrNoRows) {
		return a, ErrNotFound
	}
	if err != nil {
		return a, err
	}
	var text string
	err = tx.QueryRowContext(ctx, `SELECT plan, reporter, COALESCE(subject, ''), body, source, content FROM submissions WHERE seq = ?`, a.Seq).
		Scan(&a.Plan, &a.Reporter, &a.Subject, &a.Body, &a.Source, &text)
	if err != nil {
		return a, err
	}
	var c content
	if err := json.Unmarshal([]byte(text), &c); err != nil {
		return a, err
	}
	a.Note, a.Sample, a.Withdraws = c.Note, c.Sample, c.Withdraws
	revisions, err := tx.PrepareContext(ctx, selectRevisionsOfSubmission)
	if err != nil {
		return a, err
	}
	for _, e := range c.Entries {
		cell := AcceptedCell{Entry: e}
		err := revisions.QueryRowContext(ctx, a.Seq, e.Indicator, e.Period.String(), e.Unit, e.Group).Scan(&cell.Revision, &cell.Newest, &cell.WithdrawnBy)
		if err != nil {
			return a, err
		}
		if cell.Wrote, cell.Before, err = before(ctx, tx, a.Seq, e.Key(), cell.Revision); err != nil {
			return a, err
		}
		a.Cells = append(a.Cells, cell)
	}
	return a, nil
}

// selectRevisionsOfSubmission says of one cell which revision it had after a submission, which it has now, and by which
// receipt the first of the two was withdrawn. A withdrawal that repeats an older revision is withdrawn with that.
const selectRevisionsOfSubmission = `WITH c AS (SELECT revision, stands, withdrawn, submission FROM entries
		WHERE indicator = ?2 AND period = ?3 AND unit = ?4 AND grp = ?5),
	own AS (SELECT revision, stands FROM c WHERE submission <= ?1 ORDER BY revision DESC LIMIT 1)
	SELECT own.revision, (SELECT MAX(revision) FROM c), COALESCE((SELECT s.receipt FROM c JOIN submissions s ON s.seq = c.submission
		WHERE c.withdrawn IN (own.revision, own.stands) AND c.withdrawn > 0 AND c.submission > ?1 ORDER BY c.revision LIMIT 1), '') FROM own`
