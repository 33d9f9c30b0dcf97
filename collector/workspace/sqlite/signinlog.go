package sqlite

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/xhht/xhht/collector/workspace"
)

// NoteFailedSignIns implements workspace.SignInLog.
func (s *Store) NoteFailedSignIns(ctx context.Context, lines []workspace.FailedSignIn, most int) error {
	return s.change(ctx, "note failed sign-ins", func(tx *sql.Tx) error {
		for _, l := range lines {
			_, err := tx.ExecContext(ctx, `INSERT INTO failed_sign_ins (at, door, origin, subject, why, times) VALUES (?, ?, ?, ?, ?, ?)`,
				at(l.At), l.Door, l.From, l.Subject, l.Why, l.Times)
			if err != nil {
				return err
			}
		}
		return capSignIns(ctx, tx, most)
	})
}

// capSignIns removes the oldest lines beyond the newest most.
func capSignIns(ctx context.Context, tx *sql.Tx, most int) error {
	_, err := tx.ExecContext(ctx, `DELETE FROM failed_sign_ins WHERE id <= (SELECT id FROM failed_sign_ins ORDER BY id DESC LIMIT 1 OFFSET ?)`, most)
	return err
}

// FailedSignIns implements workspace.SignInLog.
func (s *Store) FailedSignIns(ctx context.Context, limit int) ([]workspace.FailedSignIn, error) {
	scan := func(from row) (workspace.FailedSignIn, error) {
		var l workspace.FailedSignIn
		err := from.Scan(clock(&l.At), &l.Door, &l.From, &l.Subject, &l.Why, &l.Times)
		return l, err
	}
	out, err := list(ctx, s.file.Read, scan, `SELECT at, door, origin, subject, why, times FROM failed_sign_ins ORDER BY id DESC LIMIT ?`, limit)
	if err != nil {
		return nil, fmt.Errorf("read the log of failed sign-ins: %w", err)
	}
	return out, nil
}
