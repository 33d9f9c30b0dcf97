package ledger

import (
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/report"
)

// cell is what one cell holds: its newest revision. Revision 0 is a cell that was never reported.
type cell struct {
	report.Entry
	Revision      int
	Stands        int         // where the newest revision is a withdrawal: the one whose numbers it repeats
	FirstReceived period.Date // of the first revision that was not withdrawn
	ReceivedOn    period.Date // of the revision that stands
	RecordedAt    string
	Receipt       string
	Reporter      string
	Subject       string
	submission    int64
}

// stands reports whether the cell holds anything: it was reported, and not all of it was withdrawn.
func (c cell) stands() bool { return c.Revision > 0 && (c.Withdrawn == 0 || c.Stands > 0) }

// sentBy reports whether the newest revision came from whoever sends this.
func (c cell) sentBy(s Submission) bool { return c.Reporter == s.Reporter && c.Subject == s.Subject }

const selectCell = `SELECT e.revision, ` + numbersOfE + `, e.stands, e.first_received, CASE WHEN e.stands = 0 THEN s.received_on ELSE (
			SELECT os.received_on FROM entries o JOIN submissions os ON os.seq = o.submission
			WHERE o.indicator = e.indicator AND o.period = e.period AND o.unit = e.unit AND o.grp = e.grp AND o.revision = e.stands) END,
		s.recorded_at, s.receipt, s.reporter, COALESCE(s.subject, ''), s.seq
	FROM entries e JOIN submissions s ON s.seq = e.submission
	WHERE e.indicator = ? AND e.period = ? AND e.unit = ? AND e.grp = ? ORDER BY e.revision DESC LIMIT 1`

// selectSeen is the newest revision of a cell among the submissions up to a number.
const selectSeen = `SELECT COALESCE(MAX(revision), 0) FROM entries WHERE submission <= ? AND indicator = ? AND period = ? AND unit = ? AND grp = ?`

// current reads what the cells of the entries hold, in their order.
func (w *writer) current(entries []report.Entry) ([]cell, error) {
	out := make([]cell, len(entries))
	for i, e := range entries {
		c := cell{Entry: report.Entry{Unit: e.Unit, Indicator: e.Indicator, Period: e.Period, Group: e.Group}}
		to := slices.Concat([]any{&c.Revision}, numbers(&c.Entry), []any{&c.Stands, day{&c.FirstReceived}, day{&c.ReceivedOn},
			&c.RecordedAt, &c.Receipt, &c.Reporter, &c.Subject, &c.submission})
		err := w.row(selectCell, e.Indicator, e.Period.String(), e.Unit, e.Group).Scan(to...)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return nil, fmt.Errorf("read cell %v: %w", e.Key(), err)
		}
		out[i] = c
	}
	return out, nil
}

// revision reads one revision of a cell.
func (w *writer) revision(k report.Key, number int) (report.Entry, error) {
	e := report.Entry{Unit: k.Unit, Indicator: k.Indicator, Period: k.Period, Group: k.Group}
	err := w.row(selectRevision, k.Indicator, k.Period.String(), k.Unit, k.Group, number).Scan(numbers(&e)...)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return e, fmt.Errorf("read revision %d of cell %v: %w", number, k, err)
	}
	return e, nil
}

const selectRevision = `SELECT ` + numbersOfE + ` FROM entries e WHERE e.indicator = ? AND e.period = ? AND e.unit = ? AND e.grp = ? AND e.revision = ?`
