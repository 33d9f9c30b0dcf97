package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"github.com/xhht/xhht/collector/workspace"
	"github.com/xhht/xhht/internal/subject"
)

// PutAccount implements workspace.Accounts.
func (s *Store) PutAccount(ctx context.Context, a workspace.Account) error {
	if a.Login == "" || a.Verifier == "" {
		return errors.New("store an account: it needs a login and a verifier")
	}
	return s.change(ctx, "store an account", func(tx *sql.Tx) error {
		if _, err := profile(ctx, tx, a.Subject); err != nil {
			return err
		}
		key := strings.ToLower(a.Login)
		var holder subject.ID
		err := tx.QueryRowContext(ctx, `SELECT subject FROM accounts WHERE login_key = ?`, key).Scan(&holder)
		if err == nil && holder != a.Subject {
			return &workspace.Taken{Login: a.Login}
		}
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		_, err = tx.ExecContext(ctx, `INSERT INTO accounts (subject, login, login_key, verifier, second_factor, changed_at) VALUES (?, ?, ?, ?, ?, ?)
			ON CONFLICT (subject) DO UPDATE SET login = excluded.login, login_key = excluded.login_key, verifier = excluded.verifier,
			second_factor = excluded.second_factor, changed_at = excluded.changed_at`, a.Subject, a.Login, key, a.Verifier, orNull(a.SecondFactor), at(s.now()))
		return err
	})
}

// Account implements workspace.Accounts.
func (s *Store) Account(ctx context.Context, login string) (workspace.Account, error) {
	var a workspace.Account
	err := s.file.Read.QueryRowContext(ctx, `SELECT subject, login, verifier, second_factor, changed_at FROM accounts WHERE login_key = ?`, strings.ToLower(login)).
		Scan(&a.Subject, &a.Login, &a.Verifier, orEmpty{&a.SecondFactor}, clock(&a.Changed))
	if a, err = found(a, err); err != nil {
		return workspace.Account{}, fmt.Errorf("read an account: %w", err)
	}
	return a, nil
}

// RemoveAccount implements workspace.Accounts.
func (s *Store) RemoveAccount(ctx context.Context, id subject.ID) error {
	return s.change(ctx, "remove an account", func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `DELETE FROM accounts WHERE subject = ?`, id)
		return err
	})
}
