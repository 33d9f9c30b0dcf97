package ledger

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

// Held is a point in quarantine. Quarantine is working state, not record: what the point says follows from the entries, and
// rows go when the point was taken.
type Held struct {
	ID     int64
	At     time.Time // when it was last refused
	Line   string    // measurement and point
	Reason string    // what the series store said to it last
}

// Quarantine keeps a point that the series store refused for good, with its reason. The same point is kept once, with what
// was said to it last.
func (l *Ledger) Quarantine(ctx context.Context, line, reason string) error {
	if err := l.quarantine(ctx, line, reason); err != nil {
		return fmt.Errorf("quarantine a point: %w", err)
	}
	return nil
}

func (l *Ledger) quarantine(ctx context.Context, line, reason string) error {
	at := clockText(l.now())
	done, err := l.write.ExecContext(ctx, `UPDATE quarantine SET at = ?, reason = ? WHERE line = ?`, at, reason, line)
	if err != nil {
		return err
	}
	// Between the two nobody else writes: one process alone projects a ledger.
	if n, err := done.RowsAffected(); err != nil || n > 0 {
		return err
	}
	_, err = l.write.ExecContext(ctx, `INSERT INTO quarantine (at, line, reason) VALUES (?, ?, ?)`, at, line, reason)
	return err
}

// Quarantined returns how many points are in quarantine.
func (l *Ledger) Quarantined(ctx context.Context) (n int, err error) {
	if err := l.read.QueryRowContext(ctx, `SELECT COUNT(*) FROM quarantine`).Scan(&n); err != nil {
		return 0, fmt.Errorf("count the quarantine: %w", err)
	}
	return n, nil
}

// Held lists the points in quarantine, in the order in which they came.
func (l *Ledger) Held(ctx context.Context) (out []Held, err error) {
	rows, err := l.read.QueryContext(ctx, `SELECT id, at, line, reason FROM quarantine ORDER BY id`)
	if err != nil {
		return nil, fmt.Errorf("read the quarantine: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var h Held
		var at string
		if err := rows.Scan(&h.ID, &at, &h.Line, &h.Reason); err != nil {
			return nil, fmt.Errorf("read the quarantine: %w", err)
		}
		if h.At, err = parseClock(at); err != nil {
			return nil, fmt.Errorf("read the quarantine: row %d: %w", h.ID, err)
		}
		out = append(out, h)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("read the quarantine: %w", err)
	}
	return out, nil
}

// Release takes points out of quarantine.
func (l *Ledger) Release(ctx context.Context, ids ...int64) error {
	if len(ids) == 0 {
		return nil
	}
	list, err := json.Marshal(ids)
	if err != nil {
		return fmt.Errorf("release points: %w", err)
	}
	if _, err := l.write.ExecContext(ctx, `DELETE FROM quarantine WHERE id IN (SELECT value FROM json_each(?))`, string(list)); err != nil {
		return fmt.Errorf("release points: %w", err)
	}
	return nil
}
