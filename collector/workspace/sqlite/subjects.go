package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/xhht/xhht/collector/workspace"
	"github.com/xhht/xhht/internal/subject"
)

const (
	profileColumns = `s.id, s.kind, s.name, s.email, s.phone, s.origin, s.active, s.scopes, s.created_at, s.changed_at, s.erased_at`
	selectProfile  = `SELECT ` + profileColumns + ` FROM subjects s `
)

// scanProfile reads the columns of a profile, and what stands behind them.
func scanProfile(from row, more ...any) (workspace.Profile, error) {
	var p workspace.Profile
	err := from.Scan(append([]any{&p.ID, &p.Kind, orEmpty{&p.Name}, orEmpty{&p.Email}, orEmpty{&p.Phone}, &p.Origin, &p.Active, fromJSON{&p.Scopes},
		clock(&p.Created), clock(&p.Changed), clock(&p.Erased)}, more...)...)
	return p, err
}

func scanOnlyProfile(from row) (workspace.Profile, error) { return scanProfile(from) }

// AddSubject implements workspace.Subjects.
func (s *Store) AddSubject(ctx context.Context, p workspace.Profile) error {
	return s.change(ctx, "add a subject", func(tx *sql.Tx) error { return s.add(ctx, tx, p) })
}

func (s *Store) add(ctx context.Context, tx *sql.Tx, p workspace.Profile) error {
	if _, ok := subject.Parse(string(p.ID)); !ok || !p.Kind.Valid() || p.Name == "" {
		return fmt.Errorf("a subject needs an ID, a kind and a name; got %q, %q", p.ID, p.Kind)
	}
	scopes, err := asJSON(scopesOf(p))
	if err != nil {
		return err
	}
	now := at(s.now())
	_, err = tx.ExecContext(ctx, `INSERT INTO subjects (id, kind, name, email, phone, origin, active, scopes, created_at, changed_at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, p.ID, p.Kind, p.Name, orNull(p.Email), orNull(p.Phone), p.Origin, p.Active, scopes, now, now)
	return err
}

// scopesOf is never null in JSON.
func scopesOf(p workspace.Profile) []subject.Scope {
	if p.Scopes == nil {
		return []subject.Scope{}
	}
	return p.Scopes
}

// Subject implements workspace.Subjects.
func (s *Store) Subject(ctx context.Context, id subject.ID) (workspace.Profile, error) {
	p, err := profile(ctx, s.file.Read, id)
	if err != nil {
		return p, fmt.Errorf("read subject %s: %w", id, err)
	}
	return p, nil
}

func profile(ctx context.Context, q querier, id subject.ID) (workspace.Profile, error) {
	return found(scanProfile(q.QueryRowContext(ctx, selectProfile+`WHERE id = ?`, id)))
}

// FindSubjects implements workspace.Subjects.
func (s *Store) FindSubjects(ctx context.Context, text string) ([]workspace.Profile, error) {
	out, err := list(ctx, s.file.Read, scanOnlyProfile, selectProfile+`WHERE id = ?1 OR name = ?1 ORDER BY s.created_at, s.rowid`, text)
	if err != nil {
		return nil, fmt.Errorf("look for a subject: %w", err)
	}
	return out, nil
}

// ListSubjects implements workspace.Subjects.
func (s *Store) ListSubjects(ctx context.Context) ([]workspace.Profile, error) {
	out, err := list(ctx, s.file.Read, scanOnlyProfile, selectProfile+`ORDER BY s.created_at, s.rowid`)
	if err != nil {
		return nil, fmt.Errorf("list subjects: %w", err)
	}
	return out, nil
}

// ChangeSubject implements workspace.Subjects.
func (s *Store) ChangeSubject(ctx context.Context, id subject.ID, change func(*workspace.Profile) error) (p workspace.Profile, err error) {
	var refused error
	err = s.change(ctx, "change a subject", func(tx *sql.Tx) error {
		if p, err = profile(ctx, tx, id); err != nil {
			return err
		}
		if !p.Erased.IsZero() {
			refused = workspace.ErrErased
			return refused
		}
		before := p
		if refused = change(&p); refused != nil {
			return refused
		}
		p.ID, p.Created, p.Erased = before.ID, before.Created, before.Erased
		p.Changed = s.now()
		return s.rewrite(ctx, tx, before, p)
	})
	if refused != nil {
		return workspace.Profile{}, refused
	}
	return p, err
}

// rewrite stores what became of a subject.
func (s *Store) rewrite(ctx context.Context, tx *sql.Tx, before, p workspace.Profile) error {
	scopes, err := asJSON(scopesOf(p))
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `UPDATE subjects SET kind = ?, name = ?, email = ?, phone = ?, origin = ?, active = ?, scopes = ?, changed_at = ?
		WHERE id = ?`, p.Kind, orNull(p.Name), orNull(p.Email), orNull(p.Phone), p.Origin, p.Active, scopes, at(p.Changed), p.ID)
	if err != nil || before.Name == p.Name {
		return err
	}
	_, err = grow(ctx, tx, namesCounter)
	return err
}

// SubjectNamed implements workspace.Subjects.
func (s *Store) SubjectNamed(ctx context.Context, name string) (id subject.ID, err error) {
	err = s.change(ctx, "look for a subject", func(tx *sql.Tx) error {
		known, err := list(ctx, tx, scanOnlyProfile, selectProfile+`WHERE name = ? ORDER BY s.created_at, s.rowid`, name)
		if err != nil {
			return err
		}
		if id, err = workspace.Meant(name, known); err == nil || !errors.Is(err, workspace.ErrNotFound) {
			return err
		}
		id = subject.NewID()
		return s.add(ctx, tx, workspace.Profile{Subject: subject.Subject{ID: id, Kind: subject.Body}, Name: name, Origin: workspace.FromName})
	})
	return id, err
}

// Guarded implements workspace.Subjects.
func (s *Store) Guarded(ctx context.Context) (guarded bool, err error) {
	err = s.file.Read.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM subjects WHERE origin <> ?)`, workspace.FromName).Scan(&guarded)
	if err != nil {
		return false, fmt.Errorf("look for subjects: %w", err)
	}
	return guarded, nil
}
