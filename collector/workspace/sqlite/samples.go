package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/xhht/xhht/collector/workspace"
	"github.com/xhht/xhht/internal/subject"
)

const selectSample = `SELECT id, machine, key, cell, plan, row, why, nearest, owner, state, held_at, settled_at, settled_by, reason, receipt FROM samples `

func scanSample(from row) (workspace.Sample, error) {
	var one workspace.Sample
	err := from.Scan(&one.ID, &one.Machine, &one.Key, &one.Cell, &one.Plan, fromJSON{&one.Row}, fromJSON{&one.Why}, fromJSON{&one.Nearest}, &one.Owner, &one.State,
		clock(&one.Held), clock(&one.Settled), &one.SettledBy, &one.Reason, &one.Receipt)
	return one, err
}

// HoldSamples implements workspace.Samples.
func (s *Store) HoldSamples(ctx context.Context, samples []workspace.Sample) error {
	return s.change(ctx, "hold samples", func(tx *sql.Tx) error {
		for _, one := range samples {
			if err := s.hold(ctx, tx, one); err != nil {
				return err
			}
		}
		return nil
	})
}

func (s *Store) hold(ctx context.Context, tx *sql.Tx, one workspace.Sample) error {
	if one.ID == "" || one.Machine == "" || one.Key == "" || one.Cell == "" {
		return fmt.Errorf("sample %q needs an ID, its machine, its key and its cell", one.Key)
	}
	var known int
	err := tx.QueryRowContext(ctx, `SELECT 1 FROM samples WHERE machine = ? AND key = ?`, one.Machine, one.Key).Scan(&known)
	if err == nil || !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	read, err := asJSON(one.Row)
	if err != nil {
		return err
	}
	why, err := asJSON(one.Why)
	if err != nil {
		return err
	}
	nearest, err := asJSON(one.Nearest)
	if err != nil {
		return err
	}
	now := at(s.now())
	_, err = tx.ExecContext(ctx, `UPDATE samples SET state = ?, settled_at = ?, settled_by = machine WHERE machine = ? AND cell = ? AND state = ?`,
		workspace.SampleReplaced, now, one.Machine, one.Cell, workspace.SampleHeld)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO samples (id, machine, key, cell, plan, row, why, nearest, owner, state, held_at, settled_by, reason, receipt)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', '', '')`, one.ID, one.Machine, one.Key, one.Cell, one.Plan, read, why, nearest, one.Owner, workspace.SampleHeld, now)
	return err
}

// ListSamples implements workspace.Samples.
func (s *Store) ListSamples(ctx context.Context, state workspace.SampleState, owner subject.ID) ([]workspace.Sample, error) {
	out, err := list(ctx, s.file.Read, scanSample, selectSample+`WHERE state = ?1 AND (?2 = '' OR owner = ?2) ORDER BY held_at, rowid`, state, owner)
	if err != nil {
		return nil, fmt.Errorf("list samples: %w", err)
	}
	return out, nil
}

// AssignSample implements workspace.Samples.
func (s *Store) AssignSample(ctx context.Context, id string, owner subject.ID) error {
	return s.change(ctx, "give a sample an owner", func(tx *sql.Tx) error {
		if err := held(ctx, tx, id); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `UPDATE samples SET owner = ? WHERE id = ?`, owner, id)
		return err
	})
}

// held returns a *Settled for a sample that does not wait any more.
func held(ctx context.Context, tx *sql.Tx, id string) error {
	one, err := found(scanSample(tx.QueryRowContext(ctx, selectSample+`WHERE id = ?`, id)))
	if err == nil && one.State != workspace.SampleHeld {
		err = &workspace.Settled{Sample: one}
	}
	return err
}

// SettleSample implements workspace.Samples.
func (s *Store) SettleSample(ctx context.Context, id string, how workspace.Settlement) error {
	if how.State != workspace.SampleTaken && how.State != workspace.SampleRefused || how.By == "" ||
		how.State == workspace.SampleTaken && how.Receipt == "" || how.State == workspace.SampleRefused && how.Reason == "" {
		return fmt.Errorf("settle sample %s: it is taken with a receipt or refused with a reason, by somebody", id)
	}
	return s.change(ctx, "settle a sample", func(tx *sql.Tx) error {
		if err := held(ctx, tx, id); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `UPDATE samples SET state = ?, settled_at = ?, settled_by = ?, reason = ?, receipt = ? WHERE id = ?`,
			how.State, at(s.now()), how.By, how.Reason, how.Receipt, id)
		return err
	})
}
