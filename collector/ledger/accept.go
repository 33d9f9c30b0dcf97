package ledger

import (
	"context"
	"fmt"

	"github.com/xhht/xhht/internal/period"
)

// Accept records one submission. When it returns without error the submission is on the disk. The same content made from the
// same base returns its first receipt with Duplicate set and writes nothing; a *Conflict says why content cannot be taken now.
func (l *Ledger) Accept(ctx context.Context, s Submission, checks ...Check) (Receipt, error) {
	receipts, err := l.AcceptAll(ctx, []Submission{s}, checks...)
	if err != nil {
		return Receipt{}, err
	}
	return receipts[0], nil
}

// AcceptAll records several submissions in their order, all or none of them. The checks are asked once, about what all of them
// together change; an error of one refuses them.
func (l *Ledger) AcceptAll(ctx context.Context, subs []Submission, checks ...Check) ([]Receipt, error) {
	return l.accept(ctx, false, subs, checks)
}

// Preview returns the receipts that AcceptAll would give, and records nothing. Their hashes and numbers are not final.
func (l *Ledger) Preview(ctx context.Context, subs []Submission, checks ...Check) ([]Receipt, error) {
	return l.accept(ctx, true, subs, checks)
}

func (l *Ledger) accept(ctx context.Context, trial bool, subs []Submission, checks []Check) (receipts []Receipt, err error) {
	err = l.inTurn(ctx, &task{trial: trial, do: func(w *writer) error {
		receipts = nil
		b := batch{writer: w}
		if err := b.prepare(subs); err != nil {
			return err
		}
		for i, s := range subs {
			r, err := b.accept(i, s)
			if err != nil {
				return fmt.Errorf("accept submission: %w", err)
			}
			receipts = append(receipts, r)
		}
		return b.check(checks)
	}})
	if err != nil {
		return nil, err
	}
	return receipts, nil
}

// batch is what is accepted or refused as a whole.
type batch struct {
	*writer
	again   map[int64]int // submissions accepted earlier that this batch holds once more → their index in it
	changes changes
}

// draft is a submission on its way into the chain.
type draft struct {
	Submission
	content content // with its entries in order
	cells   []cell  // what they hold, in the same order
	hash    string  // of the content
	bare    string  // of the content without its base; the same where it has none
	text    string
}

func (b *batch) prepare(subs []Submission) error {
	if len(subs) < 2 {
		return nil
	}
	b.again = map[int64]int{}
	for i, s := range subs {
		d, err := draftOf(s)
		if err != nil {
			return err
		}
		if first, found, err := b.newestOf(d.hash); err != nil {
			return err
		} else if found {
			b.again[first.Seq] = i
		}
	}
	return nil
}

func (b *batch) accept(index int, s Submission) (Receipt, error) {
	now := b.ledger.now().UTC()
	today := period.Day(now)
	if s.ReceivedOn.IsZero() {
		s.ReceivedOn = today
	}
	if err := s.check(today); err != nil {
		return Receipt{}, err
	}
	d, err := draftOf(s)
	if err != nil {
		return Receipt{}, err
	}
	if d.cells, err = b.current(d.content.Entries); err != nil {
		return Receipt{}, err
	}
	first, found, err := b.earlier(index, &d)
	if found || err != nil {
		first.Duplicate = true
		return first, err
	}
	r := Receipt{
		ID: receiptID(d.hash), ContentHash: d.hash, RecordedAt: now, ReceivedOn: s.ReceivedOn, Entries: len(d.content.Entries),
	}
	rows, err := b.revisions(d, &r)
	if err != nil {
		return Receipt{}, err
	}
	return r, b.append(d, rows, &r)
}

// revisions returns the rows that the entries add: none for a cell that already holds the same numbers.
func (b *batch) revisions(d draft, r *Receipt) ([]row, error) {
	var rows []row
	for i, e := range d.content.Entries {
		have := d.cells[i]
		next := row{Entry: e, Revision: have.Revision + 1, FirstReceived: d.ReceivedOn.String()}
		switch {
		case !have.stands():
			r.New++
		case have.Same(e) && (e.Reason == "" || e.Reason == have.Reason):
			r.Unchanged++
			continue
		case d.ReceivedOn.Before(have.ReceivedOn) && e.Reason == "":
			return nil, olderThanCurrent(e, d.ReceivedOn, period.Day(b.ledger.now()), have)
		default:
			r.Changed++
			if have.FirstReceived.Before(d.ReceivedOn) {
				next.FirstReceived = have.FirstReceived.String()
			}
		}
		b.changes.note(have, next, d.Submission)
		rows = append(rows, next)
	}
	return rows, nil
}

// append writes the submission and its rows as the next link of the chain.
func (b *batch) append(d draft, rows []row, r *Receipt) error {
	end, err := b.end()
	if err != nil {
		return err
	}
	sum := newEntriesHash()
	for i := range rows {
		rows[i].Seq = end.entries + int64(i) + 1
		if err := sum.add(rows[i]); err != nil {
			return fmt.Errorf("hash entry: %w", err)
		}
	}
	r.Seq = end.seq + 1
	k := link{
		Prev: end.hash, Seq: r.Seq, Receipt: r.ID, Plan: d.Plan, Reporter: d.Reporter, Source: d.Source,
		ReceivedOn: r.ReceivedOn.String(), RecordedAt: clockText(r.RecordedAt), ContentHash: r.ContentHash,
		Added: r.New, Changed: r.Changed, Unchanged: r.Unchanged, EntriesHash: sum.String(), Subject: d.Subject, Body: d.Body,
	}
	r.Hash = k.hash()
	if r.RecordedAt, err = parseClock(k.RecordedAt); err != nil { // the receipt shows what is stored, not more digits
		return err
	}
	var bare any // NULL where it is the content's own hash
	if d.bare != d.hash {
		bare = d.bare
	}
	_, err = b.exec(insertSubmission, k.Seq, k.Receipt, k.Plan, k.Reporter, k.Source, k.ReceivedOn, k.RecordedAt, d.text,
		k.ContentHash, k.Added, k.Changed, k.Unchanged, k.EntriesHash, k.Prev, r.Hash, bare, k.Subject, k.Body)
	if err != nil {
		return fmt.Errorf("append submission %d: %w", k.Seq, err)
	}
	if err := b.insert(k.Seq, rows); err != nil {
		return err
	}
	end.seq, end.hash, end.entries = r.Seq, r.Hash, end.entries+int64(len(rows))
	return b.remembers(d, rows, r)
}

// insert writes the rows of a submission, as many at a time as a prepared statement takes.
func (b *batch) insert(submission int64, rows []row) error {
	for len(rows) > 0 {
		n := 1
		for n < mostAtOnce && 2*n <= len(rows) {
			n *= 2
		}
		var args []any
		for _, e := range rows[:n] {
			args = append(args, e.Seq, submission, e.Unit, e.Indicator, e.Period.String(), e.Group, e.Revision,
				e.Numerator, e.Denominator, e.Value, e.Nobody, e.Unverified, e.DenominatorKind, e.Reason, e.Withdrawn, e.FirstReceived, e.Stands)
		}
		if _, err := b.exec(insertEntries(n), args...); err != nil {
			return fmt.Errorf("append entries from %d: %w", rows[0].Seq, err)
		}
		rows = rows[n:]
	}
	return nil
}

// mostAtOnce is the largest of the prepared insertEntries.
const mostAtOnce = 16

// chainEnd is where the next link goes.
type chainEnd struct {
	seq, entries int64
	hash         string
}

// end reads the end of the chain once in a transaction; whoever appends moves it on.
func (w *writer) end() (*chainEnd, error) {
	if w.head != nil {
		return w.head, nil
	}
	var e chainEnd
	var at string
	if err := w.row(selectHead).Scan(&e.seq, &e.hash, &at, &e.entries, &w.decided); err != nil {
		return nil, fmt.Errorf("read the chain's head: %w", err)
	}
	w.head, w.began = &e, e.entries // nothing is written before it is read
	return w.head, nil
}
