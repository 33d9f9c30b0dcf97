package ledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// Cursor returns how far the named reader has read; 0 for one that never has.
func (l *Ledger) Cursor(ctx context.Context, name string) (seq int64, err error) {
	err = l.read.QueryRowContext(ctx, `SELECT seq FROM cursors WHERE name = ?`, name).Scan(&seq)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	if err != nil {
		return 0, fmt.Errorf("read cursor %s: %w", name, err)
	}
	return seq, nil
}

// SetCursor remembers how far the named reader has read.
func (l *Ledger) SetCursor(ctx context.Context, name string, seq int64) error {
	_, err := l.write.ExecContext(ctx, `INSERT INTO cursors (name, seq) VALUES (?, ?)
		ON CONFLICT (name) DO UPDATE SET seq = excluded.seq`, name, seq)
	if err != nil {
		return fmt.Errorf("store cursor %s: %w", name, err)
	}
	return nil
}

// Probe writes and fsyncs one throw-away row: only a write tells a full or read-only disk from a good one.
func (l *Ledger) Probe(ctx context.Context) error {
	_, err := l.write.ExecContext(ctx, `INSERT INTO probe (id, at) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET at = excluded.at`, clockText(l.now()))
	if err != nil {
		return fmt.Errorf("write the ledger: %w", err)
	}
	return nil
}
