package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/xhht/xhht/collector/workspace"
	"github.com/xhht/xhht/internal/subject"
)

// EraseSubject implements workspace.Subjects. Deleted and overwritten text is zeroed in the file (secure_delete); what the
// journal beside the file still holds is written back and cut off.
func (s *Store) EraseSubject(ctx context.Context, id subject.ID) error {
	err := s.change(ctx, "erase a subject", func(tx *sql.Tx) error {
		p, err := profile(ctx, tx, id)
		if err != nil {
			return err
		}
		if p.Origin == workspace.FromFile && p.Active {
			return workspace.ErrListed
		}
		for _, sql := range []string{`DELETE FROM tokens WHERE subject = ?`, `DELETE FROM accounts WHERE subject = ?`,
			`DELETE FROM sessions WHERE subject = ?`, `DELETE FROM failed_sign_ins WHERE subject = ?`} {
			if _, err := tx.ExecContext(ctx, sql, id); err != nil {
				return err
			}
		}
		now := at(s.now())
		_, err = tx.ExecContext(ctx, `UPDATE subjects SET name = NULL, email = NULL, phone = NULL, active = 0, scopes = '[]', changed_at = ?,
			erased_at = COALESCE(erased_at, ?) WHERE id = ?`, now, now, id)
		if err != nil || p.Name == "" {
			return err
		}
		_, err = grow(ctx, tx, namesCounter)
		return err
	})
	if err != nil {
		return err
	}
	return s.cutJournal(ctx)
}

// cutJournal empties the write-ahead file, in which older versions of rows stand. It waits for readers as long as any
// statement waits for its turn.
func (s *Store) cutJournal(ctx context.Context) error {
	var busy, pages, moved int
	if err := s.file.Write.QueryRowContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`).Scan(&busy, &pages, &moved); err != nil {
		return fmt.Errorf("empty the workspace's journal: %w", err)
	}
	if busy != 0 {
		return errors.New("what was erased is still in the workspace's journal, because somebody reads it: erase it once more")
	}
	return nil
}
