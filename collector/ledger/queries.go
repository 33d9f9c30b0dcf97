package ledger

import (
	"database/sql"
	"fmt"
	"slices"
	"time"

	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/report"
)

const (
	// The last link of the chain, whichever table it is in, with empty texts where there is none.
	selectHead = `SELECT COALESCE(MAX(seq), 0), COALESCE(hash, ''), COALESCE(recorded_at, ''), (SELECT COALESCE(MAX(seq), 0) FROM entries) FROM (
		SELECT seq, hash, recorded_at FROM (SELECT seq, hash, recorded_at FROM submissions ORDER BY seq DESC LIMIT 1)
		UNION ALL SELECT seq, hash, recorded_at FROM (SELECT seq, hash, recorded_at FROM decisions ORDER BY seq DESC LIMIT 1))`
	insertSubmission = `INSERT INTO submissions (seq, receipt, plan, reporter, source, received_on, recorded_at, content,
		content_hash, added, changed, unchanged, entries_hash, prev_hash, hash, bare_hash, subject, body)
		VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)`
	insertEntry = `INSERT INTO entries (seq, submission, unit, indicator, period, grp, revision, numerator, denominator,
		value, nobody, unverified, denominator_kind, reason, withdrawn, first_received, stands)
		VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)`
	numbersOfE = `e.numerator, e.denominator, e.value, e.nobody, e.unverified, e.denominator_kind, e.reason, e.withdrawn`
	selectCell = `SELECT e.revision, ` + numbersOfE + `, e.first_received, s.received_on, s.receipt, s.seq
		FROM entries e JOIN submissions s ON s.seq = e.submission
		WHERE e.indicator = ? AND e.period = ? AND e.unit = ? AND e.grp = ? ORDER BY e.revision DESC LIMIT 1`
	selectReceipt = `SELECT receipt, content_hash, hash, seq, recorded_at, received_on, added, changed, unchanged
		FROM submissions `
	selectRecorded = `SELECT e.seq, e.unit, e.indicator, e.period, e.grp, ` + numbersOfE + `, e.revision, e.stands,
		e.first_received, s.plan, s.received_on, s.recorded_at, s.receipt, s.reporter, COALESCE(s.subject, ''), s.body, s.source
		FROM entries e JOIN submissions s ON s.seq = e.submission `
)

// cell is the newest revision of one cell.
type cell struct {
	report.Entry
	Revision      int
	FirstReceived period.Date
	ReceivedOn    period.Date
	Receipt       string
	submission    int64
}

func (w *writer) current(k report.Key) (cell, error) {
	c := cell{Entry: report.Entry{Unit: k.Unit, Indicator: k.Indicator, Period: k.Period, Group: k.Group}}
	err := w.cell.QueryRowContext(w.ctx, k.Indicator, k.Period.String(), k.Unit, k.Group).Scan(slices.Concat([]any{&c.Revision},
		numbers(&c.Entry), []any{day{&c.FirstReceived}, day{&c.ReceivedOn}, &c.Receipt, &c.submission})...)
	return c, err
}

// numbers are where the columns of an entry are read to, in the order of numbersOfE.
func numbers(e *report.Entry) []any {
	return []any{&e.Numerator, &e.Denominator, &e.Value, &e.Nobody, &e.Unverified, &e.DenominatorKind, &e.Reason, &e.Withdrawn}
}

// accepted returns the receipt of content accepted before, or sql.ErrNoRows.
func (w *writer) accepted(contentHash string) (Receipt, error) {
	return scanReceipt(w.tx.QueryRowContext(w.ctx, selectReceipt+`WHERE content_hash = ?`, contentHash))
}

func scanReceipt(from *sql.Row) (Receipt, error) {
	var r Receipt
	err := from.Scan(&r.ID, &r.ContentHash, &r.Hash, &r.Seq, clock{&r.RecordedAt}, day{&r.ReceivedOn}, &r.New, &r.Changed,
		&r.Unchanged)
	r.Entries = r.New + r.Changed + r.Unchanged
	return r, err
}

func scanRecorded(rows *sql.Rows) (Recorded, error) {
	var r Recorded
	err := rows.Scan(recordedTo(&r)...)
	return r, err
}

// recordedTo is where the columns of selectRecorded are read to.
func recordedTo(r *Recorded) []any {
	return slices.Concat([]any{&r.Seq, &r.Unit, &r.Indicator, span{&r.Period}, &r.Group}, numbers(&r.Entry),
		[]any{&r.Revision, &r.Stands, day{&r.FirstReceived}, &r.Plan, day{&r.ReceivedOn}, clock{&r.RecordedAt}, &r.Receipt, &r.Reporter,
			&r.Subject, &r.Body, &r.Source})
}

// day, clock and span read the three kinds of time that are stored as text.
type (
	day   struct{ to *period.Date }
	clock struct{ to *time.Time }
	span  struct{ to *period.Period }
)

func (d day) Scan(v any) (err error) {
	*d.to, err = period.ParseDate(fmt.Sprint(v))
	return err
}

func (c clock) Scan(v any) (err error) {
	*c.to, err = parseClock(fmt.Sprint(v))
	return err
}

func (s span) Scan(v any) (err error) {
	*s.to, err = period.Parse(fmt.Sprint(v))
	return err
}

func parseClock(text string) (time.Time, error) { return time.Parse(clockForm, text) }
