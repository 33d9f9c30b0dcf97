// Package ledger is the record: every accepted submission and every decision, in order, append-only, fsynced and
// hash-chained, in one SQLite file. Intake and the commands of the standing office write it, the projection and the portal
// read it. It alone imports an SQL driver; it refuses to change or drop anything it has accepted, and it judges no numbers:
// that was done before.
//
// Submissions and decisions are one chain with one count. A second chain beside the first would leave a cut open: its last
// decisions could be taken away while newer submissions stand, and nothing would show it; nor would it prove which numbers
// an approval had before it. A decision's link names the link before it, of whichever kind, and so does the next
// submission's. The links of submissions are what they were before there were decisions, so old ledgers verify as they are.
package ledger

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"time"

	"github.com/xhht/xhht/collector/sqlitefile"
	"github.com/xhht/xhht/internal/lang"
)

// ErrNotFound is returned for a receipt that the ledger never gave.
var ErrNotFound = errors.New("no such receipt in the ledger")

// Ledger is an open ledger file. It is safe for concurrent use, also by several processes.
type Ledger struct {
	file  *sqlitefile.File
	write *sql.DB // the file's: one connection, because SQLite has one writer
	read  *sql.DB
	now   func() time.Time
	queue *queue

	prepared map[string]*sql.Stmt // of the connection that writes
	held     held
}

//go:embed migrations/*.sql
var migrations embed.FS

// Called is what people call a ledger.
var Called = lang.Text{VI: "sổ cái", EN: "ledger"}

// Open opens the ledger file, and creates it and brings its schema up to date where needed.
func Open(ctx context.Context, path string, now func() time.Time) (*Ledger, error) {
	return OpenTo(ctx, path, sqlitefile.Make, now)
}

// OpenTo opens the ledger file for a use. One that is only looked at may be of any format so far, and is not changed.
func OpenTo(ctx context.Context, path string, use sqlitefile.Use, now func() time.Time) (*Ledger, error) {
	schema, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return nil, err
	}
	file, err := sqlitefile.Open(ctx, path, sqlitefile.Options{Called: Called, Table: "submissions", Migrations: schema, Older: older, Use: use})
	if err != nil {
		return nil, fmt.Errorf("open ledger: %w", err)
	}
	l := &Ledger{file: file, write: file.Write, read: file.Read, now: now, queue: newQueue(), prepared: map[string]*sql.Stmt{}}
	if use == sqlitefile.Look {
		return l, nil
	}
	for _, query := range statements {
		if l.prepared[query], err = l.write.PrepareContext(ctx, query); err != nil {
			return nil, errors.Join(fmt.Errorf("open ledger %s: %w", path, err), l.Close())
		}
	}
	return l, nil
}

// Format is the number of the ledger's format, and of the newest that this program knows.
func (l *Ledger) Format() (have, newest int) { return l.file.Format, l.file.Newest }

// Close closes the file; a ledger is whole at every instant, so a missing Close loses nothing.
func (l *Ledger) Close() error {
	var errs []error
	for _, s := range l.prepared {
		if s != nil {
			errs = append(errs, s.Close())
		}
	}
	return errors.Join(append(errs, l.file.Close())...)
}
