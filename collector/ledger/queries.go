package ledger

import (
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/report"
)

const (
	// The last link of the chain, whichever table it is in, with empty texts where there is none.
	selectHead = `SELECT COALESCE(MAX(seq), 0), COALESCE(hash, ''), COALESCE(recorded_at, ''), (SELECT COALESCE(MAX(seq), 0) FROM entries),
		(SELECT COALESCE(MAX(seq), 0) FROM decisions) FROM (
		SELECT seq, hash, recorded_at FROM (SELECT seq, hash, recorded_at FROM submissions ORDER BY seq DESC LIMIT 1)
		UNION ALL SELECT seq, hash, recorded_at FROM (SELECT seq, hash, recorded_at FROM decisions ORDER BY seq DESC LIMIT 1))`
	insertSubmission = `INSERT INTO submissions (seq, receipt, plan, reporter, source, received_on, recorded_at, content,
		content_hash, added, changed, unchanged, entries_hash, prev_hash, hash, bare_hash, subject, body)
		VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)`
	insertEntry = `INSERT INTO entries (seq, submission, unit, indicator, period, grp, revision, numerator, denominator,
		value, nobody, unverified, denominator_kind, reason, withdrawn, first_received, stands) VALUES ` + entryValues
	entryValues   = `(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)`
	numbersOfE    = `e.numerator, e.denominator, e.value, e.nobody, e.unverified, e.denominator_kind, e.reason, e.withdrawn`
	selectReceipt = `SELECT receipt, content_hash, hash, seq, recorded_at, received_on, added, changed, unchanged,
		COALESCE(json_extract(content, '$.entries[0].withdrawn'), 0) > 0 FROM submissions `
	selectRecorded = `SELECT e.seq, e.unit, e.indicator, e.period, e.grp, ` + numbersOfE + `, e.revision, e.stands,
		e.first_received, s.plan, s.received_on, s.recorded_at, s.receipt, s.reporter, COALESCE(s.subject, ''), s.body, s.source
		FROM entries e JOIN submissions s ON s.seq = e.submission `
)

// statements are prepared when a ledger is opened.
var statements = []string{
	savepoint, rollbackTo, release, selectHead, insertSubmission, insertEntry, selectCell, selectRevision, selectSeen,
	selectNewestOf, selectOfContent, selectContentOf, selectWritten, selectPlanOfRevision, selectRevisions, selectHeld, selectSince, selectDecidedAfter,
	insertEntries(2), insertEntries(4), insertEntries(8), insertEntries(16),
}

const (
	savepoint       = `SAVEPOINT task`
	rollbackTo      = `ROLLBACK TO task`
	release         = `RELEASE task`
	selectNewestOf  = selectReceipt + `WHERE COALESCE(bare_hash, content_hash) = ? ORDER BY seq DESC LIMIT 1`
	selectOfContent = selectReceipt + `WHERE content_hash = ?`
	selectContentOf = `SELECT seq, plan, content FROM submissions WHERE receipt = ?`
)

// insertEntries inserts so many rows at once: a statement of its own for each would cost more than the row.
func insertEntries(n int) string { return insertEntry + strings.Repeat(","+entryValues, n-1) }

// numbers are where the columns of an entry are read to, in the order of numbersOfE.
func numbers(e *report.Entry) []any {
	return []any{&e.Numerator, &e.Denominator, &e.Value, &e.Nobody, &e.Unverified, &e.DenominatorKind, &e.Reason, &e.Withdrawn}
}

// newestOf returns the newest receipt of a content, whatever it was made from.
func (w *writer) newestOf(bareHash string) (Receipt, bool, error) {
	return w.receipt(selectNewestOf, bareHash)
}

// ofContent returns the receipt of a content with its base.
func (w *writer) ofContent(hash string) (Receipt, bool, error) {
	return w.receipt(selectOfContent, hash)
}

func (w *writer) receipt(query, hash string) (Receipt, bool, error) {
	r, err := scanReceipt(w.row(query, hash))
	if errors.Is(err, sql.ErrNoRows) {
		return Receipt{}, false, nil
	}
	if err != nil {
		return Receipt{}, false, fmt.Errorf("look for an earlier receipt: %w", err)
	}
	return r, true, nil
}

func scanReceipt(from *sql.Row) (Receipt, error) {
	var r Receipt
	err := from.Scan(&r.ID, &r.ContentHash, &r.Hash, &r.Seq, clock{&r.RecordedAt}, day{&r.ReceivedOn}, &r.New, &r.Changed,
		&r.Unchanged, &r.Withdrawal)
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
	*d.to, err = period.ParseDate(textOf(v))
	return err
}

func (c clock) Scan(v any) (err error) {
	*c.to, err = parseClock(textOf(v))
	return err
}

func (s span) Scan(v any) (err error) {
	*s.to, err = period.Parse(textOf(v))
	return err
}

func textOf(v any) string {
	if s, ok := v.(string); ok {
		return s
	}
	return fmt.Sprint(v)
}

func parseClock(text string) (time.Time, error) { return time.Parse(clockForm, text) }
