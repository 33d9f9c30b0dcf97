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
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/pressly/goose/v3"
	_ "modernc.org/sqlite" // the pure Go driver "sqlite"
)

// ErrNotFound is returned for a receipt that the ledger never gave.
var ErrNotFound = errors.New("no such receipt in the ledger")

// Ledger is an open ledger file. It is safe for concurrent use, also by several processes.
type Ledger struct {
	write *sql.DB // one connection: SQLite has one writer
	read  *sql.DB
	now   func() time.Time
	queue *queue

	prepared map[string]*sql.Stmt // of the connection that writes
}

//go:embed migrations/*.sql
var migrations embed.FS

// opening serialises schema changes inside one process; between processes SQLite's lock does.
var opening sync.Mutex

// Open opens the ledger file, and creates it and brings its schema up to date where needed.
func Open(ctx context.Context, path string, now func() time.Time) (*Ledger, error) {
	l, err := open(ctx, path, now)
	if err != nil {
		return nil, fmt.Errorf("open ledger %s: %w", path, err)
	}
	return l, nil
}

func open(ctx context.Context, path string, now func() time.Time) (*Ledger, error) {
	opening.Lock()
	defer opening.Unlock()
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	if info, err := os.Stat(filepath.Dir(abs)); err != nil || !info.IsDir() {
		return nil, fmt.Errorf("folder %s does not exist; create it first", filepath.Dir(abs))
	}
	l := &Ledger{now: now, queue: newQueue(), prepared: map[string]*sql.Stmt{}}
	if l.write, err = connect(abs, "immediate", 1); err != nil {
		return nil, err
	}
	if l.read, err = connect(abs, "deferred", 4); err != nil {
		return nil, errors.Join(err, l.write.Close())
	}
	if err := migrate(ctx, l.write); err != nil {
		return nil, errors.Join(err, l.Close())
	}
	for _, query := range statements {
		if l.prepared[query], err = l.write.PrepareContext(ctx, query); err != nil {
			return nil, errors.Join(err, l.Close())
		}
	}
	// The file's name must survive a power cut as its content does.
	if err := syncDir(filepath.Dir(abs)); err != nil {
		return nil, errors.Join(err, l.Close())
	}
	return l, nil
}

// connect sets what makes an accepted submission durable: in WAL mode, synchronous=FULL fsyncs at every commit. What
// SQLite sorts or spills stays in memory: a container may have no writable place but the ledger's own folder.
func connect(path, lock string, conns int) (*sql.DB, error) {
	dsn := url.URL{Scheme: "file", Path: path, RawQuery: url.Values{
		"_txlock": {lock},
		"_pragma": {"busy_timeout(15000)", "journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(1)", "temp_store(MEMORY)"},
	}.Encode()}
	db, err := sql.Open("sqlite", dsn.String())
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(conns)
	db.SetMaxIdleConns(conns)
	return db, nil
}

func migrate(ctx context.Context, db *sql.DB) error {
	sub, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	provider, err := goose.NewProvider(goose.DialectSQLite3, db, sub, goose.WithLogger(goose.NopLogger()), goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return err
	}
	// Another process may be creating the same file: whoever comes second finds the tables there and looks again.
	for try := 1; ; try++ {
		if _, err = provider.Up(ctx); err == nil || try == 3 {
			break
		}
	}
	if err != nil {
		return fmt.Errorf("bring its schema up to date: %w", err)
	}
	have, want, err := provider.GetVersions(ctx)
	if err != nil {
		return fmt.Errorf("read its schema version: %w", err)
	}
	if have > want {
		return fmt.Errorf("its schema is version %d, this program knows %d: use a newer collector", have, want)
	}
	return nil
}

// Close closes the file; a ledger is whole at every instant, so a missing Close loses nothing.
func (l *Ledger) Close() error {
	var errs []error
	for _, s := range l.prepared {
		if s != nil {
			errs = append(errs, s.Close())
		}
	}
	return errors.Join(append(errs, l.write.Close(), l.read.Close())...)
}
