package ledger

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
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

// selectCells of one unit and period: the newest revisions, whatever they say.
const selectCell = `SELECT e.indicator, e.grp, e.revision, ` + numbersOfE + `, e.stands, e.first_received, CASE WHEN e.stands = 0 THEN s.received_on ELSE (
			SELECT os.received_on FROM entries o JOIN submissions os ON os.seq = o.submission
			WHERE o.indicator = e.indicator AND o.period = e.period AND o.unit = e.unit AND o.grp = e.grp AND o.revision = e.stands) END,
		s.recorded_at, s.receipt, s.reporter, COALESCE(s.subject, ''), s.seq
	FROM entries e JOIN submissions s ON s.seq = e.submission
	WHERE e.indicator IN (SELECT value FROM json_each(?)) AND e.period = ? AND e.unit = ?` + newestRevision

// selectSeen is the newest revision of a cell among the submissions up to a number.
const selectSeen = `SELECT COALESCE(MAX(revision), 0) FROM entries WHERE submission <= ? AND indicator = ? AND period = ? AND unit = ? AND grp = ?`

// current reads what the cells of the entries hold, in their order.
func (w *writer) current(entries []report.Entry) ([]cell, error) {
	out := make([]cell, len(entries))
	at := make(map[report.Key]int, len(entries))
	for i, e := range entries {
		at[e.Key()] = i
		out[i] = cell{Entry: report.Entry{Unit: e.Unit, Indicator: e.Indicator, Period: e.Period, Group: e.Group}}
	}
	// Mostly all entries are of one unit and period: one question answers for all of them.
	for some := range together(entries) {
		if err := w.read(some, func(c cell) {
			if i, asked := at[c.Key()]; asked {
				out[i] = c
			}
		}); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// together are the entries of each unit and period.
func together(entries []report.Entry) iter.Seq[[]report.Entry] {
	type place struct {
		unit   string
		period period.Period
	}
	var order []place
	all := map[place][]report.Entry{}
	for _, e := range entries {
		p := place{e.Unit, e.Period}
		if all[p] == nil {
			order = append(order, p)
		}
		all[p] = append(all[p], e)
	}
	return func(yield func([]report.Entry) bool) {
		for _, p := range order {
			if !yield(all[p]) {
				return
			}
		}
	}
}

// read gives the newest revisions of the cells of one unit and period.
func (w *writer) read(entries []report.Entry, give func(cell)) (err error) {
	indicators := make([]string, 0, len(entries))
	for _, e := range entries {
		if len(indicators) == 0 || indicators[len(indicators)-1] != e.Indicator {
			indicators = append(indicators, e.Indicator)
		}
	}
	list, _ := json.Marshal(indicators) // strings always encode
	unit, per := entries[0].Unit, entries[0].Period
	rows, err := w.stmt(selectCell).QueryContext(w.ctx, string(list), per.String(), unit)
	if err != nil {
		return fmt.Errorf("read the cells of %s: %w", unit, err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		c := cell{Entry: report.Entry{Unit: unit, Period: per}}
		to := slices.Concat([]any{&c.Indicator, &c.Group, &c.Revision}, numbers(&c.Entry), []any{&c.Stands, day{&c.FirstReceived}, day{&c.ReceivedOn},
			&c.RecordedAt, &c.Receipt, &c.Reporter, &c.Subject, &c.submission})
		if err := rows.Scan(to...); err != nil {
			return fmt.Errorf("read the cells of %s: %w", unit, err)
		}
		give(c)
	}
	return rows.Err()
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
