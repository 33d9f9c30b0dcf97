package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"github.com/xhht/xhht/collector/workspace"
	"github.com/xhht/xhht/internal/subject"
)

const selectPreview = `SELECT id, subject, plan, source, title, bytes_hash, rows, base, questions, state, receipts, created_at, expires_at,
	closed_at, closed_by FROM previews `

func scanPreview(from row) (workspace.Preview, error) {
	var p workspace.Preview
	err := from.Scan(&p.ID, &p.By, &p.Plan, &p.Source, &p.Title, &p.BytesHash, fromJSON{&p.Rows}, fromJSON{&p.Base}, fromJSON{&p.Questions}, &p.State,
		fromJSON{&p.Receipts}, clock(&p.Created), clock(&p.Expires), clock(&p.Closed), &p.ClosedBy)
	return p, err
}

// PutPreview implements workspace.Previews.
func (s *Store) PutPreview(ctx context.Context, p workspace.Preview) error {
	if p.ID == "" || p.By == "" || p.BytesHash == "" || p.Expires.IsZero() || p.State != workspace.PreviewOpen {
		return fmt.Errorf("keep preview %q: it needs an ID, its maker, the hash of its bytes and an end, and has to be open", p.ID)
	}
	base, err := asJSON(p.Base)
	if err != nil {
		return fmt.Errorf("keep preview %s: %w", p.ID, err)
	}
	questions, err := asJSON(p.Questions)
	if err != nil {
		return fmt.Errorf("keep preview %s: %w", p.ID, err)
	}
	rows, err := asJSON(p.Rows)
	if err != nil {
		return fmt.Errorf("keep preview %s: %w", p.ID, err)
	}
	return s.change(ctx, "keep a preview", func(tx *sql.Tx) error {
		now := at(s.now())
		_, err := tx.ExecContext(ctx, `UPDATE previews SET state = ?, closed_at = ?, closed_by = ? WHERE subject = ? AND plan = ? AND bytes_hash = ? AND state = ?`,
			workspace.PreviewReplaced, now, p.By, p.By, p.Plan, p.BytesHash, workspace.PreviewOpen)
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `INSERT INTO previews (id, subject, plan, source, title, bytes_hash, rows, base, questions, state, receipts,
			created_at, expires_at, closed_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '[]', ?, ?, '')`,
			p.ID, p.By, p.Plan, p.Source, p.Title, p.BytesHash, rows, base, questions, p.State, now, at(p.Expires))
		return err
	})
}

// Preview implements workspace.Previews.
func (s *Store) Preview(ctx context.Context, id string) (workspace.Preview, error) {
	p, err := preview(ctx, s.file.Read, id)
	if err != nil {
		return p, fmt.Errorf("read preview %s: %w", id, err)
	}
	return p, nil
}

func preview(ctx context.Context, q querier, id string) (workspace.Preview, error) {
	return found(scanPreview(q.QueryRowContext(ctx, selectPreview+`WHERE id = ?`, id)))
}

// ListPreviews implements workspace.Previews.
func (s *Store) ListPreviews(ctx context.Context, by subject.ID) ([]workspace.Preview, error) {
	out, err := list(ctx, s.file.Read, scanPreview, selectPreview+`WHERE subject = ? AND state = ? AND expires_at > ? ORDER BY created_at DESC, rowid DESC`,
		by, workspace.PreviewOpen, at(s.now()))
	if err != nil {
		return nil, fmt.Errorf("list previews: %w", err)
	}
	return out, nil
}

// AnswerPreview implements workspace.Previews.
func (s *Store) AnswerPreview(ctx context.Context, id, question string, a workspace.Answer) (p workspace.Preview, err error) {
	err = s.change(ctx, "answer a question of a preview", func(tx *sql.Tx) error {
		if p, err = preview(ctx, tx, id); err != nil {
			return err
		}
		if expired := !s.now().Before(p.Expires); expired || p.State != workspace.PreviewOpen {
			return &workspace.Closed{State: p.State, Expired: expired && p.State == workspace.PreviewOpen, Receipts: p.Receipts}
		}
		i := slices.IndexFunc(p.Questions, func(q workspace.Question) bool { return q.ID == question })
		if i < 0 {
			return workspace.ErrNotFound
		}
		a.At = s.now().UTC()
		p.Questions[i].Answer = &a
		questions, err := asJSON(p.Questions)
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `UPDATE previews SET questions = ? WHERE id = ?`, questions, id)
		return err
	})
	return p, err
}

// ConfirmPreview implements workspace.Previews. It does not look at the preview's end: where its rows have receipts the
// ledger took them, and that is so.
func (s *Store) ConfirmPreview(ctx context.Context, id string, by subject.ID, receipts []string) (p workspace.Preview, err error) {
	err = s.change(ctx, "confirm a preview", func(tx *sql.Tx) error {
		if p, err = preview(ctx, tx, id); err != nil {
			return err
		}
		switch {
		case p.State == workspace.PreviewConfirmed && slices.Equal(p.Receipts, receipts):
			return nil
		case p.State == workspace.PreviewConfirmed:
			return &workspace.Closed{State: p.State, Receipts: p.Receipts}
		}
		text, err := asJSON(receipts)
		if err != nil {
			return err
		}
		p.State, p.Receipts, p.Closed, p.ClosedBy = workspace.PreviewConfirmed, receipts, s.now().UTC(), by
		_, err = tx.ExecContext(ctx, `UPDATE previews SET state = ?, receipts = ?, closed_at = ?, closed_by = ? WHERE id = ?`, p.State, text, at(p.Closed), by, id)
		return err
	})
	return p, err
}
