package ledger

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/report"
)

// Withdrawal takes back what was accepted: everything that a receipt wrote, or single revisions of single cells. The newest
// revision that is not withdrawn stands then; where none is left, the cell is as if it had never been reported.
type Withdrawal struct {
	Receipt  string             // what is taken back as a whole; or
	Cells    map[report.Key]int // which revision of which cells; all were reported on one plan
	Reporter string
	Subject  string
	Body     string
	Source   string
	Reason   string // why; needed
}

// Withdraw records a withdrawal as a submission of its own. The same withdrawal again returns its first receipt with Duplicate
// set. A *Conflict says that what it names was withdrawn before; ErrNotFound, that there is no such receipt.
func (l *Ledger) Withdraw(ctx context.Context, wd Withdrawal, checks ...Check) (Receipt, error) {
	return l.withdraw(ctx, false, wd, checks)
}

// PreviewWithdraw returns the receipt that Withdraw would give, and records nothing.
func (l *Ledger) PreviewWithdraw(ctx context.Context, wd Withdrawal, checks ...Check) (Receipt, error) {
	return l.withdraw(ctx, true, wd, checks)
}

func (l *Ledger) withdraw(ctx context.Context, trial bool, wd Withdrawal, checks []Check) (r Receipt, err error) {
	if (wd.Receipt == "") == (len(wd.Cells) == 0) || wd.Reporter == "" && wd.Subject == "" || wd.Reason == "" || !slices.Contains(Sources, wd.Source) {
		return Receipt{}, errors.New("a withdrawal names a receipt or cells, and needs its source, a reason and who withdraws")
	}
	err = l.inTurn(ctx, &task{trial: trial, do: func(w *writer) error {
		b := batch{writer: w}
		if r, err = b.withdraw(wd); err != nil {
			return err
		}
		return b.check(checks)
	}})
	if err != nil {
		return Receipt{}, err
	}
	return r, nil
}

func (b *batch) withdraw(wd Withdrawal) (Receipt, error) {
	now := b.ledger.now().UTC()
	d := draft{Submission: Submission{Reporter: wd.Reporter, Subject: wd.Subject, Body: wd.Body, Source: wd.Source, Note: wd.Reason, ReceivedOn: period.Day(now)}}
	if err := b.withdrawn(wd, &d); err != nil {
		return Receipt{}, err
	}
	if err := d.seal(); err != nil {
		return Receipt{}, err
	}
	first, found, err := b.ofContent(d.hash)
	if found || err != nil {
		first.Duplicate = true // a withdrawal is never undone: it still holds
		return first, err
	}
	r := Receipt{ID: receiptID(d.hash), ContentHash: d.hash, RecordedAt: now, ReceivedOn: d.ReceivedOn, Entries: len(d.content.Entries), Withdrawal: true}
	rows, by, err := b.withdrawals(&d, &r)
	if err != nil {
		return Receipt{}, err
	}
	if len(rows) == 0 {
		return Receipt{}, alreadyWithdrawn(wd, by)
	}
	return r, b.append(d, rows, &r)
}

// withdrawn fills the draft with the revisions that are to be withdrawn, in order: whatever was withdrawn of them before, the
// content is the same, so that a retry is known.
func (b *batch) withdrawn(wd Withdrawal, d *draft) (err error) {
	var entries []report.Entry
	if wd.Receipt != "" {
		d.content.Withdraws = wd.Receipt
		if d.Plan, entries, err = b.writtenBy(wd.Receipt); err != nil {
			return err
		}
	}
	for k, revision := range wd.Cells {
		entries = append(entries, report.Entry{Unit: k.Unit, Indicator: k.Indicator, Period: k.Period, Group: k.Group, Withdrawn: revision})
		plan, err := b.planOf(k, revision)
		if err != nil {
			return err
		}
		if d.Plan != "" && d.Plan != plan {
			return twoPlans(d.Plan, plan)
		}
		d.Plan = plan
	}
	slices.SortFunc(entries, func(a, b report.Entry) int { return compareKeys(a.Key(), b.Key()) })
	d.content.Plan, d.content.Note, d.content.Entries = d.Plan, d.Note, entries
	return nil
}

// writtenBy lists the revisions that a submission wrote.
func (b *batch) writtenBy(receipt string) (plan string, out []report.Entry, err error) {
	var seq int64
	var text string
	err = b.row(selectContentOf, receipt).Scan(&seq, &plan, &text)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil, ErrNotFound
	}
	if err != nil {
		return "", nil, fmt.Errorf("read submission %s: %w", receipt, err)
	}
	var c content
	if err := json.Unmarshal([]byte(text), &c); err != nil {
		return "", nil, fmt.Errorf("read submission %s: %w", receipt, err)
	}
	if c.withdraws() {
		return "", nil, withdrawsItself(receipt)
	}
	rows, err := b.stmt(selectWritten).QueryContext(b.ctx, seq)
	if err != nil {
		return "", nil, fmt.Errorf("read submission %s: %w", receipt, err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var e report.Entry
		if err := rows.Scan(&e.Unit, &e.Indicator, span{&e.Period}, &e.Group, &e.Withdrawn); err != nil {
			return "", nil, fmt.Errorf("read submission %s: %w", receipt, err)
		}
		out = append(out, e)
	}
	if err := rows.Err(); err != nil {
		return "", nil, fmt.Errorf("read submission %s: %w", receipt, err)
	}
	if len(out) == 0 {
		return "", nil, nothingWritten(receipt)
	}
	return plan, out, nil
}

// planOf is the plan on which a revision was reported. A revision that is not there, or that is a withdrawal, cannot be
// withdrawn.
func (b *batch) planOf(k report.Key, revision int) (plan string, err error) {
	var withdrawn int
	err = b.row(selectPlanOfRevision, k.Indicator, k.Period.String(), k.Unit, k.Group, revision).Scan(&plan, &withdrawn)
	switch {
	case errors.Is(err, sql.ErrNoRows) || err == nil && withdrawn > 0:
		now, err := b.current([]report.Entry{{Unit: k.Unit, Indicator: k.Indicator, Period: k.Period, Group: k.Group}})
		if err != nil {
			return "", err
		}
		return "", nothingToWithdraw(now[0], revision)
	case err != nil:
		return "", fmt.Errorf("read cell %v: %w", k, err)
	}
	return plan, nil
}

// withdrawals returns the rows that the draft adds, and by which receipt the first was withdrawn that adds none.
func (b *batch) withdrawals(d *draft, r *Receipt) (rows []row, by string, err error) {
	if d.cells, err = b.current(d.content.Entries); err != nil {
		return nil, "", err
	}
	for i, e := range d.content.Entries {
		next, before, err := b.withdrawal(d.cells[i], e, d.ReceivedOn)
		if err != nil {
			return nil, "", err
		}
		if before != "" {
			if by == "" {
				by = before
			}
			r.Unchanged++
			continue
		}
		r.Changed++
		b.changes.note(d.cells[i], next, d.Submission)
		rows = append(rows, next)
	}
	return rows, by, nil
}

// withdrawal makes the next revision of a cell: it repeats what stands once the withdrawn one is gone. Before is the receipt
// that withdrew it already.
func (b *batch) withdrawal(have cell, e report.Entry, today period.Date) (next row, before string, err error) {
	rows, err := b.stmt(selectRevisions).QueryContext(b.ctx, e.Indicator, e.Period.String(), e.Unit, e.Group)
	if err != nil {
		return row{}, "", fmt.Errorf("read cell %v: %w", e.Key(), err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	type revision struct {
		report.Entry
		number     int
		receivedOn string
	}
	var all []revision
	gone := map[int]bool{e.Withdrawn: true}
	for rows.Next() {
		v := revision{Entry: report.Entry{Unit: e.Unit, Indicator: e.Indicator, Period: e.Period, Group: e.Group}}
		var receipt string
		if err := rows.Scan(append(numbers(&v.Entry), &v.number, &v.receivedOn, &receipt)...); err != nil {
			return row{}, "", fmt.Errorf("read cell %v: %w", e.Key(), err)
		}
		if v.Withdrawn == e.Withdrawn {
			return row{}, receipt, nil
		}
		if v.Withdrawn > 0 {
			gone[v.Withdrawn], gone[v.number] = true, true
		}
		all = append(all, v)
	}
	if err := rows.Err(); err != nil {
		return row{}, "", fmt.Errorf("read cell %v: %w", e.Key(), err)
	}
	next = row{Entry: e, Revision: have.Revision + 1, FirstReceived: today.String()}
	for _, v := range all { // oldest first: the last that is left stands
		if gone[v.number] {
			continue
		}
		if next.Stands == 0 || v.receivedOn < next.FirstReceived {
			next.FirstReceived = v.receivedOn
		}
		next.Entry, next.Stands = v.Entry, v.number
		next.Withdrawn = e.Withdrawn
	}
	return next, "", nil
}

// withdraws reports whether the content takes revisions back; it gives no numbers then.
func (c content) withdraws() bool { return len(c.Entries) > 0 && c.Entries[0].Withdrawn > 0 }

const (
	selectWritten        = `SELECT unit, indicator, period, grp, revision FROM entries WHERE submission = ?`
	selectPlanOfRevision = `SELECT s.plan, e.withdrawn FROM entries e JOIN submissions s ON s.seq = e.submission
		WHERE e.indicator = ? AND e.period = ? AND e.unit = ? AND e.grp = ? AND e.revision = ?`
	selectRevisions = `SELECT ` + numbersOfE + `, e.revision, s.received_on, s.receipt FROM entries e JOIN submissions s ON s.seq = e.submission
		WHERE e.indicator = ? AND e.period = ? AND e.unit = ? AND e.grp = ? ORDER BY e.revision`
)
