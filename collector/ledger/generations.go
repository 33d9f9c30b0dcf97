package ledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/xhht/xhht/internal/decision"
)

// ErrNotNewest is returned for a generation of plans that was held against another one than that in force.
var ErrNotNewest = errors.New("another generation of plans came into force meanwhile")

// Generations lists every generation of plans, in the order in which they came into force.
func (l *Ledger) Generations(ctx context.Context) (out []decision.Recorded, err error) {
	rows, err := l.read.QueryContext(ctx, selectDecided+`WHERE plan = '' AND kind = ? ORDER BY seq`, decision.PlanGeneration)
	if err != nil {
		return nil, fmt.Errorf("read plan generations: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		d, err := scanDecided(rows)
		if err != nil {
			return nil, fmt.Errorf("read plan generations: %w", err)
		}
		out = append(out, d.Recorded)
	}
	return out, rows.Err()
}

// Generation is the number of the generation of plans in force; 0 where none was written down.
func (l *Ledger) Generation(ctx context.Context) (seq int64, err error) {
	if err := l.read.QueryRowContext(ctx, selectGeneration, decision.PlanGeneration).Scan(&seq); err != nil {
		return 0, fmt.Errorf("read the plans in force: %w", err)
	}
	return seq, nil
}

const selectGeneration = `SELECT COALESCE(MAX(seq), 0) FROM decisions WHERE plan = '' AND kind = ?`

// succeeds refuses a generation whose base is not the one in force: two programs that start at once would else each make their
// files follow the same one, and nobody would have held the second against the first.
func succeeds(ctx context.Context, tx *sql.Tx, d decision.Decision) error {
	if d.Kind != decision.PlanGeneration {
		return nil
	}
	var newest int64
	if err := tx.QueryRowContext(ctx, selectGeneration, decision.PlanGeneration).Scan(&newest); err != nil {
		return fmt.Errorf("read the plans in force: %w", err)
	}
	if d.Base != newest {
		return ErrNotNewest
	}
	return nil
}
