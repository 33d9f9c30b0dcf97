package ledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/report"
)

// Accept records one submission. When it returns without error the submission is on the disk. The same content again
// returns its first receipt with Duplicate set and writes nothing; a *Conflict says why content cannot be taken now.
func (l *Ledger) Accept(ctx context.Context, s Submission) (Receipt, error) {
	receipts, err := l.AcceptAll(ctx, []Submission{s})
	if err != nil {
		return Receipt{}, err
	}
	return receipts[0], nil
}

// AcceptAll records several submissions in their order, all or none of them.
func (l *Ledger) AcceptAll(ctx context.Context, subs []Submission) ([]Receipt, error) {
	return l.record(ctx, subs, func(tx *sql.Tx) error { return tx.Commit() })
}

// Preview returns the receipts that AcceptAll would give, and records nothing. Their hashes and numbers are not final.
func (l *Ledger) Preview(ctx context.Context, subs []Submission) ([]Receipt, error) {
	return l.record(ctx, subs, func(tx *sql.Tx) error { return tx.Rollback() })
}

func (l *Ledger) record(ctx context.Context, subs []Submission, finish func(*sql.Tx) error) (receipts []Receipt, err error) {
	tx, err := l.write.BeginTx(ctx, nil)
	if err != nil {
		return nil, fmt.Errorf("wait for the ledger's turn to write: %w", err)
	}
	defer func() {
		if err != nil {
			_ = tx.Rollback() // the first error is the one to tell; after a finished transaction this does nothing
		}
	}()
	w := writer{ctx: ctx, tx: tx, ledger: l, batch: map[int64]int{}}
	if err := w.prepare(subs); err != nil {
		return nil, err
	}
	for i, s := range subs {
		r, err := w.accept(i, s)
		if err != nil {
			return nil, fmt.Errorf("accept submission: %w", err)
		}
		receipts = append(receipts, r)
	}
	if err := finish(tx); err != nil {
		return nil, fmt.Errorf("write the ledger: %w", err)
	}
	return receipts, nil
}

// writer accepts submissions inside one transaction.
type writer struct {
	ctx    context.Context
	tx     *sql.Tx
	ledger *Ledger
	cell   *sql.Stmt
	insert *sql.Stmt
	batch  map[int64]int // submissions accepted earlier that this batch holds again → their index in it
}

func (w *writer) prepare(subs []Submission) (err error) {
	if w.cell, err = w.tx.PrepareContext(w.ctx, selectCell); err != nil {
		return fmt.Errorf("read the ledger: %w", err)
	}
	if w.insert, err = w.tx.PrepareContext(w.ctx, insertEntry); err != nil {
		return fmt.Errorf("read the ledger: %w", err)
	}
	for i, s := range subs {
		text, _, err := canonical(s)
		if err != nil {
			return err
		}
		first, err := w.accepted(hashOf(text))
		if errors.Is(err, sql.ErrNoRows) {
			continue
		}
		if err != nil {
			return fmt.Errorf("look for an earlier receipt: %w", err)
		}
		w.batch[first.Seq] = i
	}
	return nil
}

func (w *writer) accept(index int, s Submission) (Receipt, error) {
	now := w.ledger.now().UTC()
	today := period.Day(now)
	if s.ReceivedOn.IsZero() {
		s.ReceivedOn = today
	}
	if err := s.check(today); err != nil {
		return Receipt{}, err
	}
	text, entries, err := canonical(s)
	if err != nil {
		return Receipt{}, err
	}
	contentHash := hashOf(text)
	first, err := w.accepted(contentHash)
	if err == nil {
		first.Duplicate = true
		return first, w.stillStands(index, first, entries)
	}
	if !errors.Is(err, sql.ErrNoRows) {
		return Receipt{}, fmt.Errorf("look for an earlier receipt: %w", err)
	}
	r := Receipt{
		ID: receiptID(contentHash), ContentHash: contentHash, RecordedAt: now, ReceivedOn: s.ReceivedOn,
		Entries: len(entries),
	}
	rows, err := w.revisions(entries, s.ReceivedOn, &r)
	if err != nil {
		return Receipt{}, err
	}
	return r, w.append(s, text, rows, &r)
}

// revisions returns the rows that the entries add: none for a cell that already holds the same numbers.
func (w *writer) revisions(entries []report.Entry, received period.Date, r *Receipt) ([]row, error) {
	var rows []row
	for _, e := range entries {
		have, err := w.current(e.Key())
		switch {
		case errors.Is(err, sql.ErrNoRows):
			r.New++
			rows = append(rows, row{Entry: e, Revision: 1, FirstReceived: received.String()})
		case err != nil:
			return nil, fmt.Errorf("read cell %v: %w", e.Key(), err)
		case have.Same(e):
			r.Unchanged++
		case received.Before(have.ReceivedOn):
			return nil, olderThanCurrent(e, received, have)
		default:
			r.Changed++
			rows = append(rows, row{Entry: e, Revision: have.Revision + 1, FirstReceived: have.FirstReceived.String()})
		}
	}
	return rows, nil
}

// stillStands refuses content that was corrected after its first receipt: giving that receipt again would tell the
// sender that these numbers stand, and taking them again would undo the correction behind everybody's back. A file that
// holds the correction as well, further down, says nothing wrong.
func (w *writer) stillStands(index int, first Receipt, entries []report.Entry) error {
	for _, e := range entries {
		have, err := w.current(e.Key())
		if err != nil {
			return fmt.Errorf("read cell %v: %w", e.Key(), err)
		}
		if have.Same(e) {
			continue
		}
		if later, ok := w.batch[have.submission]; ok && later > index {
			continue
		}
		return superseded(first.ID, have.Receipt)
	}
	return nil
}

// append writes the submission and its rows as the next link of the chain.
func (w *writer) append(s Submission, text string, rows []row, r *Receipt) error {
	var last, lastEntry int64
	var prev, at string
	err := w.tx.QueryRowContext(w.ctx, selectHead).Scan(&last, &prev, &at, &lastEntry)
	if err != nil {
		return fmt.Errorf("read the chain's head: %w", err)
	}
	sum := newEntriesHash()
	for i := range rows {
		rows[i].Seq = lastEntry + int64(i) + 1
		if err := sum.add(rows[i]); err != nil {
			return fmt.Errorf("hash entry: %w", err)
		}
	}
	r.Seq = last + 1
	k := link{
		Prev: prev, Seq: r.Seq, Receipt: r.ID, Plan: s.Plan, Reporter: s.Reporter, Source: s.Source,
		ReceivedOn: r.ReceivedOn.String(), RecordedAt: clockText(r.RecordedAt), ContentHash: r.ContentHash,
		Added: r.New, Changed: r.Changed, Unchanged: r.Unchanged, EntriesHash: sum.String(), Subject: s.Subject, Body: s.Body,
	}
	r.Hash = k.hash()
	if r.RecordedAt, err = parseClock(k.RecordedAt); err != nil { // the receipt shows what is stored, not more digits
		return err
	}
	_, err = w.tx.ExecContext(w.ctx, insertSubmission, k.Seq, k.Receipt, k.Plan, k.Reporter, k.Source, k.ReceivedOn,
		k.RecordedAt, text, k.ContentHash, k.Added, k.Changed, k.Unchanged, k.EntriesHash, k.Prev, r.Hash, nil, k.Subject, k.Body)
	if err != nil {
		return fmt.Errorf("append submission %d: %w", k.Seq, err)
	}
	for _, e := range rows {
		_, err := w.insert.ExecContext(w.ctx, e.Seq, k.Seq, e.Unit, e.Indicator, e.Period.String(), e.Group, e.Revision,
			e.Numerator, e.Denominator, e.Value, e.Nobody, e.Unverified, e.DenominatorKind, e.Reason, e.Withdrawn, e.FirstReceived, e.Stands)
		if err != nil {
			return fmt.Errorf("append entry %d: %w", e.Seq, err)
		}
	}
	return nil
}
