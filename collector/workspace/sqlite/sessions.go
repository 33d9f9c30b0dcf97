package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/xhht/xhht/collector/workspace"
	"github.com/xhht/xhht/internal/subject"
)

// seenEvery is how exactly it is known when a session was used: every request would else be a write.
const seenEvery = time.Minute

// StartSession implements workspace.Sessions.
func (s *Store) StartSession(ctx context.Context, one workspace.Session) error {
	return s.change(ctx, "start a session", func(tx *sql.Tx) error {
		if _, err := profile(ctx, tx, one.Subject); err != nil {
			return err
		}
		now := at(s.now())
		_, err := tx.ExecContext(ctx, `INSERT INTO sessions (hash, subject, started_at, seen_at, ends_at) VALUES (?, ?, ?, ?, ?)`,
			one.Hash, one.Subject, now, now, at(one.Ends))
		return err
	})
}

// Session implements workspace.Sessions.
func (s *Store) Session(ctx context.Context, hash string, idle time.Duration) (workspace.Session, error) {
	now := s.now()
	one, err := found(scanSession(s.file.Read.QueryRowContext(ctx, `SELECT hash, subject, started_at, seen_at, ends_at FROM sessions
		WHERE hash = ? AND ended_at IS NULL AND ends_at > ? AND seen_at > ? AND subject IN (SELECT id FROM subjects WHERE active = 1)`,
		hash, at(now), at(now.Add(-idle)))))
	if err != nil {
		return workspace.Session{}, fmt.Errorf("look for a session: %w", err)
	}
	if now.Sub(one.Seen) < seenEvery {
		return one, nil
	}
	one.Seen = now
	return one, s.change(ctx, "note that a session was used", func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `UPDATE sessions SET seen_at = ? WHERE hash = ? AND ended_at IS NULL`, at(now), hash)
		return err
	})
}

func scanSession(from row) (workspace.Session, error) {
	var one workspace.Session
	err := from.Scan(&one.Hash, &one.Subject, clock(&one.Started), clock(&one.Seen), clock(&one.Ends))
	return one, err
}

// RotateSession implements workspace.Sessions.
func (s *Store) RotateSession(ctx context.Context, hash, next string) error {
	return s.change(ctx, "rotate a session", func(tx *sql.Tx) error {
		return touched(tx.ExecContext(ctx, `UPDATE sessions SET hash = ? WHERE hash = ? AND ended_at IS NULL`, next, hash))
	})
}

// EndSession implements workspace.Sessions.
func (s *Store) EndSession(ctx context.Context, hash string) error {
	err := s.change(ctx, "end a session", func(tx *sql.Tx) error {
		return touched(tx.ExecContext(ctx, `UPDATE sessions SET ended_at = ? WHERE hash = ? AND ended_at IS NULL`, at(s.now()), hash))
	})
	if errors.Is(err, workspace.ErrNotFound) {
		return nil // it was over
	}
	return err
}

// EndSessionsOf implements workspace.Sessions.
func (s *Store) EndSessionsOf(ctx context.Context, id subject.ID) error {
	return s.change(ctx, "end the sessions of a subject", func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `UPDATE sessions SET ended_at = ? WHERE subject = ? AND ended_at IS NULL`, at(s.now()), id)
		return err
	})
}
