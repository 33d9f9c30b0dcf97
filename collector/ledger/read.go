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

// EntriesAfter returns at most limit revisions that follow seq, in the order of acceptance.
func (l *Ledger) EntriesAfter(ctx context.Context, seq int64, limit int) ([]Recorded, error) {
	return l.recorded(ctx, `WHERE e.seq > ? ORDER BY e.seq LIMIT ?`, seq, limit)
}

// Cells returns the newest revision of every cell of the indicators, units and periods; an empty list means all.
func (l *Ledger) Cells(ctx context.Context, indicators, units []string, periods ...period.Period) ([]Recorded, error) {
	where, args := cellsOf(indicators, units, periods)
	return l.recorded(ctx, where+` AND e.revision = (SELECT MAX(revision) FROM entries n WHERE n.indicator = e.indicator
		AND n.period = e.period AND n.unit = e.unit AND n.grp = e.grp) ORDER BY e.seq`, args...)
}

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

func (l *Ledger) recorded(ctx context.Context, tail string, args ...any) (out []Recorded, err error) {
	rows, err := l.read.QueryContext(ctx, selectRecorded+tail, args...)
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
	if err := tx.QueryRowContext(ctx, selectHead).Scan(&h.Seq, &h.Hash, &at, &h.Entries); err != nil {
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
	Subject                      string
	Cells                        []AcceptedCell
}

// AcceptedCell is one cell of a submission: the revision that its numbers got or already had, and the newest one.
type AcceptedCell struct {
	report.Entry
	Revision int
	Newest   int
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
	err = tx.QueryRowContext(ctx, `SELECT plan, reporter, COALESCE(subject, ''), source, content FROM submissions WHERE seq = ?`, a.Seq).
		Scan(&a.Plan, &a.Reporter, &a.Subject, &a.Source, &text)
	if err != nil {
		return a, err
	}
	var c content
	if err := json.Unmarshal([]byte(text), &c); err != nil {
		return a, err
	}
	a.Note = c.Note
	revisions, err := tx.PrepareContext(ctx, `SELECT MAX(revision) FILTER (WHERE submission <= ?), MAX(revision) FROM entries
		WHERE indicator = ? AND period = ? AND unit = ? AND grp = ?`)
	if err != nil {
		return a, err
	}
	for _, e := range c.Entries {
		cell := AcceptedCell{Entry: e}
		err := revisions.QueryRowContext(ctx, a.Seq, e.Indicator, e.Period.String(), e.Unit, e.Group).Scan(&cell.Revision, &cell.Newest)
		if err != nil {
			return a, err
		}
		a.Cells = append(a.Cells, cell)
	}
	return a, nil
}
