package ledger

import (
	"context"
	"database/sql"
	"errors"
	"slices"

	"github.com/xhht/xhht/internal/report"
)

// before says whether the submission gave a cell the revision, and what had stood in the cell until then.
func before(ctx context.Context, tx *sql.Tx, submission int64, k report.Key, revision int) (wrote bool, stood *report.Entry, err error) {
	var by int64
	err = tx.QueryRowContext(ctx, `SELECT submission FROM entries WHERE indicator = ? AND period = ? AND unit = ? AND grp = ? AND revision = ?`,
		k.Indicator, k.Period.String(), k.Unit, k.Group, revision).Scan(&by)
	if err != nil || by != submission {
		return false, nil, err
	}
	e := report.Entry{Unit: k.Unit, Indicator: k.Indicator, Period: k.Period, Group: k.Group}
	var stands int
	err = tx.QueryRowContext(ctx, `SELECT `+numbersOfE+`, e.stands FROM entries e WHERE e.indicator = ? AND e.period = ? AND e.unit = ? AND e.grp = ? AND e.revision = ?`,
		k.Indicator, k.Period.String(), k.Unit, k.Group, revision-1).Scan(slices.Concat(numbers(&e), []any{&stands})...)
	switch {
	case errors.Is(err, sql.ErrNoRows) || err == nil && e.Withdrawn > 0 && stands == 0:
		return true, nil, nil
	case err != nil:
		return true, nil, err
	}
	return true, &e, nil
}
