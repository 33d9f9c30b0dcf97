package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/xhht/xhht/collector/workspace"
	"github.com/xhht/xhht/internal/subject"
)

// draftsCounter is where the versions of all drafts come from: none ever comes twice.
const draftsCounter = "drafts"

// kept is a draft as it is stored.
type kept struct {
	workspace.Draft
	id    int64
	began int64 // the version before its first
}

const selectDraft = `SELECT id, began, plan, form, unit, period, version, created_at, changed_at,
	(SELECT COUNT(*) FROM draft_fields WHERE draft = drafts.id) FROM drafts `

func scanDraft(from row) (kept, error) {
	var k kept
	err := from.Scan(&k.id, &k.began, &k.Plan, &k.Form, &k.Unit, &k.Period, &k.Version, clock(&k.Created), clock(&k.Changed), &k.Of)
	return k, err
}

func draftOf(ctx context.Context, q querier, slot workspace.Slot) (kept, error) {
	return found(scanDraft(q.QueryRowContext(ctx, selectDraft+`WHERE unit = ? AND plan = ? AND form = ? AND period = ?`,
		slot.Unit, slot.Plan, slot.Form, slot.Period)))
}

func fieldsAfter(ctx context.Context, q querier, draft, version int64) ([]workspace.DraftField, error) {
	scan := func(from row) (workspace.DraftField, error) {
		var f workspace.DraftField
		err := from.Scan(&f.Indicator, &f.Group, &f.Field, &f.Text, &f.By, &f.Version, clock(&f.At))
		return f, err
	}
	return list(ctx, q, scan, `SELECT indicator, grp, field, typed, subject, version, at FROM draft_fields WHERE draft = ? AND version > ?
		ORDER BY version, indicator, grp, field`, draft, version)
}

// SaveDraft implements workspace.Drafts.
func (s *Store) SaveDraft(ctx context.Context, slot workspace.Slot, by subject.ID, version int64, typed []workspace.Typed) (out workspace.Draft, err error) {
	err = s.change(ctx, "save a draft", func(tx *sql.Tx) error {
		k, err := draftOf(ctx, tx, slot)
		gone := errors.Is(err, workspace.ErrNotFound)
		switch {
		case err != nil && !gone:
			return err
		case gone && version != 0, !gone && version != 0 && version <= k.began:
			return s.stale(ctx, tx, k, slot, nil) // what was known was sent or dropped
		}
		theirs, err := fieldsAfter(ctx, tx, k.id, 0)
		if err != nil {
			return err
		}
		changes, clash := workspace.Merge(theirs, version, typed)
		if len(clash) > 0 {
			return s.stale(ctx, tx, k, slot, clash)
		}
		if len(changes) > 0 {
			if k, err = s.write(ctx, tx, k, slot, by, changes); err != nil {
				return err
			}
		}
		out = k.Draft
		out.Fields, err = fieldsAfter(ctx, tx, k.id, version)
		return err
	})
	return out, err
}

// stale tells what the draft is now.
func (s *Store) stale(ctx context.Context, tx *sql.Tx, k kept, slot workspace.Slot, clash []workspace.DraftField) error {
	now := k.Draft
	now.Slot = slot
	var err error
	if now.Fields, err = fieldsAfter(ctx, tx, k.id, 0); err != nil {
		return err
	}
	return &workspace.Stale{Now: now, Fields: clash}
}

// write stores the fields under the next version, in a draft that may be new.
func (s *Store) write(ctx context.Context, tx *sql.Tx, k kept, slot workspace.Slot, by subject.ID, changes []workspace.Typed) (kept, error) {
	version, err := grow(ctx, tx, draftsCounter)
	if err != nil {
		return k, err
	}
	now := at(s.now())
	err = tx.QueryRowContext(ctx, `INSERT INTO drafts (plan, form, unit, period, began, version, created_at, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (unit, plan, form, period) DO UPDATE SET version = excluded.version, changed_at = excluded.changed_at RETURNING id`,
		slot.Plan, slot.Form, slot.Unit, slot.Period, version-1, version, now, now).Scan(&k.id)
	if err != nil {
		return k, err
	}
	for _, f := range changes {
		_, err := tx.ExecContext(ctx, `INSERT INTO draft_fields (draft, indicator, grp, field, typed, subject, version, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
			ON CONFLICT (draft, indicator, grp, field) DO UPDATE SET typed = excluded.typed, subject = excluded.subject, version = excluded.version, at = excluded.at`,
			k.id, f.Indicator, f.Group, f.Field, f.Text, by, version, now)
		if err != nil {
			return k, err
		}
	}
	return draftOf(ctx, tx, slot)
}

// Draft implements workspace.Drafts.
func (s *Store) Draft(ctx context.Context, slot workspace.Slot, after int64) (out workspace.Draft, err error) {
	tx, err := s.file.Read.BeginTx(ctx, nil) // one instant for both reads
	if err != nil {
		return out, fmt.Errorf("read a draft: %w", err)
	}
	defer func() { _ = tx.Rollback() }() // it wrote nothing
	k, err := draftOf(ctx, tx, slot)
	if err == nil {
		k.Fields, err = fieldsAfter(ctx, tx, k.id, after)
	}
	if err != nil {
		return workspace.Draft{}, fmt.Errorf("read a draft: %w", err)
	}
	return k.Draft, nil
}

// ListDrafts implements workspace.Drafts.
func (s *Store) ListDrafts(ctx context.Context, units ...string) ([]workspace.Draft, error) {
	where, args := ``, []any{}
	if len(units) > 0 {
		wanted, err := asJSON(units)
		if err != nil {
			return nil, err
		}
		where, args = `WHERE unit IN (SELECT value FROM json_each(?)) `, []any{wanted}
	}
	all, err := list(ctx, s.file.Read, scanDraft, selectDraft+where+`ORDER BY version DESC`, args...)
	if err != nil {
		return nil, fmt.Errorf("list drafts: %w", err)
	}
	out := make([]workspace.Draft, len(all))
	for i, k := range all {
		out[i] = k.Draft
	}
	return out, nil
}

// DropDraft implements workspace.Drafts.
func (s *Store) DropDraft(ctx context.Context, slot workspace.Slot, version int64) error {
	return s.change(ctx, "drop a draft", func(tx *sql.Tx) error {
		k, err := draftOf(ctx, tx, slot)
		if errors.Is(err, workspace.ErrNotFound) {
			return nil // it is gone already
		}
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `DELETE FROM draft_fields WHERE draft = ? AND version <= ?`, k.id, version); err != nil {
			return err
		}
		// Whoever knew only what is gone now must not write on top of it as if it were still there.
		if _, err := tx.ExecContext(ctx, `UPDATE drafts SET began = MAX(began, ?) WHERE id = ?`, version, k.id); err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `DELETE FROM drafts WHERE id = ? AND NOT EXISTS (SELECT 1 FROM draft_fields WHERE draft = drafts.id)`, k.id)
		return err
	})
}
