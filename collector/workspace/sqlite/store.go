// Package sqlite keeps the workspace in one SQLite file beside the ledger's. The commands open it; everybody else knows it
// as workspace.Store. What is erased or purged is overwritten on the disk as well.
package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"time"

	"github.com/xhht/xhht/collector/sqlitefile"
	"github.com/xhht/xhht/collector/workspace"
)

//go:embed migrations/*.sql
var migrations embed.FS

// Store is an open workspace file.
type Store struct {
	file *sqlitefile.File
	now  func() time.Time
}

var _ workspace.Store = (*Store)(nil)

// Open opens the workspace file, and creates it and brings its schema up to date where needed.
func Open(ctx context.Context, path string, now func() time.Time) (*Store, error) {
	return OpenTo(ctx, path, sqlitefile.Make, now)
}

// OpenTo opens the workspace file for a use.
func OpenTo(ctx context.Context, path string, use sqlitefile.Use, now func() time.Time) (*Store, error) {
	schema, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return nil, err
	}
	file, err := sqlitefile.Open(ctx, path, sqlitefile.Options{Called: workspace.FileCalled, Table: "subjects", Migrations: schema, Wipe: true, Use: use,
		Older: func(int) []string { return nil }})
	if err != nil {
		return nil, fmt.Errorf("open workspace: %w", err)
	}
	return &Store{file, now}, nil
}

// Close closes the file.
func (s *Store) Close() error { return s.file.Close() }

// Still and Pin let a backup hold on to the workspace and the ledger at one instant.
func (s *Store) Still(ctx context.Context, do func() error) error { return s.file.Still(ctx, do) }

// Pin holds on to the workspace as it is now.
func (s *Store) Pin(ctx context.Context) (*sqlitefile.Pinned, error) { return s.file.Pin(ctx) }

// change runs a transaction; what says what is being done, for the error.
func (s *Store) change(ctx context.Context, what string, do func(*sql.Tx) error) error {
	tx, err := s.file.Write.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("%s: wait for the workspace's turn to write: %w", what, err)
	}
	if err := do(tx); err != nil {
		return errors.Join(fmt.Errorf("%s: %w", what, err), tx.Rollback())
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("%s: write the workspace: %w", what, err)
	}
	return nil
}

// querier reads inside a transaction or outside of one.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// row is a result that can be scanned.
type row interface{ Scan(into ...any) error }

// list reads every row of a query.
func list[T any](ctx context.Context, q querier, scan func(row) (T, error), query string, args ...any) (out []T, err error) {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		one, err := scan(rows)
		if err != nil {
			return nil, err
		}
		out = append(out, one)
	}
	return out, rows.Err()
}

// found turns "no row" into the workspace's own word for it.
func found[T any](one T, err error) (T, error) {
	if errors.Is(err, sql.ErrNoRows) {
		err = workspace.ErrNotFound
	}
	return one, err
}

// touched returns ErrNotFound if a statement found nothing to change.
func touched(done sql.Result, err error) error {
	if err != nil {
		return err
	}
	n, err := done.RowsAffected()
	if err == nil && n == 0 {
		err = workspace.ErrNotFound
	}
	return err
}

// clock scans an instant.
func clock(to *time.Time) sqlitefile.Clock { return sqlitefile.Clock{To: to} }

// at stores an instant.
func at(t time.Time) any { return sqlitefile.At(t) }

// asJSON stores a value as JSON text.
func asJSON(v any) (string, error) {
	text, err := json.Marshal(v)
	return string(text), err
}

// fromJSON scans JSON text into a value.
type fromJSON struct{ to any }

// Scan implements sql.Scanner.
func (j fromJSON) Scan(v any) error { return json.Unmarshal([]byte(fmt.Sprint(v)), j.to) }

// orNull stores an empty text as NULL.
func orNull(text string) sql.NullString { return sql.NullString{String: text, Valid: text != ""} }

// orEmpty scans NULL as an empty text.
type orEmpty struct{ to *string }

// Scan implements sql.Scanner.
func (o orEmpty) Scan(v any) error {
	*o.to = ""
	if v != nil {
		*o.to = fmt.Sprint(v)
	}
	return nil
}

// grow adds one to a counter and returns it.
func grow(ctx context.Context, tx *sql.Tx, name string) (value int64, err error) {
	err = tx.QueryRowContext(ctx, `INSERT INTO counters (name, value) VALUES (?, 1)
		ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value`, name).Scan(&value)
	return value, err
}
