package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/xhht/xhht/collector/workspace"
	"github.com/xhht/xhht/internal/subject"
)

// AddToken implements workspace.Tokens.
func (s *Store) AddToken(ctx context.Context, t workspace.Token) error {
	return s.change(ctx, "add a token", func(tx *sql.Tx) error {
		p, err := profile(ctx, tx, t.Subject)
		if err != nil {
			return err
		}
		if !p.Erased.IsZero() {
			return workspace.ErrErased
		}
		return s.grant(ctx, tx, t)
	})
}

// grant stores a token. One that was revoked may come back: a line of the reporters file may be taken out and put in again.
func (s *Store) grant(ctx context.Context, tx *sql.Tx, t workspace.Token) error {
	if _, err := tx.ExecContext(ctx, `DELETE FROM tokens WHERE hash = ? AND revoked_at IS NOT NULL`, t.Hash); err != nil {
		return err
	}
	var holder subject.ID
	err := tx.QueryRowContext(ctx, `SELECT subject FROM tokens WHERE hash = ?1 OR subject = ?2 AND label = ?3 AND revoked_at IS NULL`, t.Hash, t.Subject, t.Label).Scan(&holder)
	if err == nil {
		return &workspace.TokenTaken{Holder: holder, Label: t.Label}
	}
	if !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO tokens (hash, subject, label, created_at, ends_at) VALUES (?, ?, ?, ?, ?)`,
		t.Hash, t.Subject, t.Label, at(s.now()), at(t.Ends))
	return err
}

// TokensOf implements workspace.Tokens.
func (s *Store) TokensOf(ctx context.Context, id subject.ID) ([]workspace.Token, error) {
	out, err := list(ctx, s.file.Read, scanToken, selectToken+`WHERE subject = ? ORDER BY created_at, rowid`, id)
	if err != nil {
		return nil, fmt.Errorf("list tokens: %w", err)
	}
	return out, nil
}

const selectToken = `SELECT hash, subject, label, created_at, ends_at, revoked_at FROM tokens `

func scanToken(from row) (workspace.Token, error) {
	var t workspace.Token
	err := from.Scan(&t.Hash, &t.Subject, &t.Label, clock(&t.Created), clock(&t.Ends), clock(&t.Revoked))
	return t, err
}

// RevokeToken implements workspace.Tokens.
func (s *Store) RevokeToken(ctx context.Context, id subject.ID, label string) error {
	return s.change(ctx, "revoke a token", func(tx *sql.Tx) error {
		return touched(tx.ExecContext(ctx, `UPDATE tokens SET revoked_at = ? WHERE subject = ? AND label = ? AND revoked_at IS NULL`, at(s.now()), id, label))
	})
}

func (s *Store) revokeAll(ctx context.Context, tx *sql.Tx, id subject.ID) error {
	_, err := tx.ExecContext(ctx, `UPDATE tokens SET revoked_at = ? WHERE subject = ? AND revoked_at IS NULL`, at(s.now()), id)
	return err
}

// Bearer implements workspace.Tokens. The hash is looked up as it is: how long that takes says nothing about the token,
// because nobody can choose the letters of a sha256.
func (s *Store) Bearer(ctx context.Context, hash string) (workspace.Profile, error) {
	var t workspace.Token
	p, err := found(scanProfile(s.file.Read.QueryRowContext(ctx, selectBearer, hash), clock(&t.Ends), clock(&t.Revoked)))
	switch {
	case err != nil:
		return workspace.Profile{}, fmt.Errorf("look for a token: %w", err)
	case !t.Revoked.IsZero():
		return workspace.Profile{}, &workspace.Barred{Subject: p.ID, Why: workspace.Revoked}
	case !t.Works(s.now()):
		return workspace.Profile{}, &workspace.Barred{Subject: p.ID, Why: workspace.Ended}
	case !p.Active:
		return workspace.Profile{}, &workspace.Barred{Subject: p.ID, Why: workspace.NotActive}
	}
	return p, nil
}

const selectBearer = `SELECT ` + profileColumns + `, t.ends_at, t.revoked_at FROM tokens t JOIN subjects s ON s.id = t.subject WHERE t.hash = ?`
