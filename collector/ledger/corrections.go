package ledger

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/report"
)

// Correction is a revision of a cell that held other numbers before.
type Correction struct {
	Recorded
	Before   report.Entry // the revision before
	Received time.Time    // when the cell as it was before had first come; zero where nothing stood
	Note     string       // why, as the sender said
}

// Corrections returns the corrections among the entries that follow after, up to and including the entry last, in the order
// of acceptance. A submission's note is read once, however many of its cells are corrections.
func (l *Ledger) Corrections(ctx context.Context, after, last int64) (out []Correction, err error) {
	rows, err := l.read.QueryContext(ctx, `WITH s AS MATERIALIZED (
			SELECT seq, plan, received_on, recorded_at, receipt, reporter, subject, body, source, json_extract(content, '$.note') AS note FROM submissions
			WHERE seq IN (SELECT submission FROM entries WHERE seq > ?1 AND seq <= ?2 AND revision > 1))
		SELECT e.seq, e.unit, e.indicator, e.period, e.grp, `+numbersOfE+`, e.revision, e.stands, e.first_received,
			s.plan, s.received_on, s.recorded_at, s.receipt, s.reporter, COALESCE(s.subject, ''), s.body, s.source, s.note,
			`+strings.ReplaceAll(numbersOfE, "e.", "o.")+`, o.first_received, (SELECT recorded_at FROM submissions WHERE seq = o.submission)
		FROM entries e JOIN s ON s.seq = e.submission
		JOIN entries o ON o.indicator = e.indicator AND o.period = e.period AND o.unit = e.unit AND o.grp = e.grp AND o.revision = e.revision - 1
		WHERE e.seq > ?1 AND e.seq <= ?2 AND e.revision > 1 ORDER BY e.seq`, after, last)
	if err != nil {
		return nil, fmt.Errorf("read corrections: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var c Correction
		var before Recorded
		err := rows.Scan(slices.Concat(recordedTo(&c.Recorded), []any{&c.Note}, numbers(&c.Before), []any{day{&before.FirstReceived}, clock{&before.RecordedAt}})...)
		if err != nil {
			return nil, fmt.Errorf("read corrections: %w", err)
		}
		if !c.Before.Empty() {
			c.Received = before.ReceivedAt()
		}
		c.Before.Unit, c.Before.Indicator, c.Before.Period, c.Before.Group = c.Unit, c.Indicator, c.Period, c.Group
		out = append(out, c)
	}
	return out, rows.Err()
}

// Revisions returns every revision of the cells of the indicators, units and periods, oldest first; an empty list means all.
func (l *Ledger) Revisions(ctx context.Context, indicators, units []string, periods ...period.Period) ([]Recorded, error) {
	where, args := cellsOf(indicators, units, periods)
	return recorded(ctx, l.read, where+` ORDER BY e.seq`, args...)
}
