// Package sqlitefile opens an SQLite file in the one way in which what was committed stays: it says how a write reaches the
// disk, brings the schema up to date, and copies the file as it was at one instant. The ledger and the workspace are such
// files. It knows no table, and it refuses a file that a newer program has written.
package sqlitefile

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"sync"

	"github.com/pressly/goose/v3"
	_ "modernc.org/sqlite" // the pure Go driver "sqlite"
)

// File is an open file. It is safe for concurrent use, also by several programs.
type File struct {
	Write *sql.DB // one connection, whose transactions have the file to themselves: SQLite has one writer
	Read  *sql.DB
}

// Options say what the file is.
type Options struct {
	Migrations fs.FS // files of goose, 00001_name.sql and on
	Wipe       bool  // what is deleted or overwritten is overwritten on the disk, too
}

// readers are the connections that read beside each other.
const readers = 4

// opening serialises schema changes inside one process; between processes SQLite's lock does.
var opening sync.Mutex

// Open opens the file, and creates it and brings its schema up to date where needed.
func Open(ctx context.Context, path string, opt Options) (*File, error) {
	opening.Lock()
	defer opening.Unlock()
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	if info, err := os.Stat(filepath.Dir(abs)); err != nil || !info.IsDir() {
		return nil, fmt.Errorf("folder %s does not exist; create it first", filepath.Dir(abs))
	}
	f := &File{}
	if f.Write, err = connect(abs, "immediate", 1, opt.Wipe); err != nil {
		return nil, err
	}
	if f.Read, err = connect(abs, "deferred", readers, opt.Wipe); err != nil {
		return nil, errors.Join(err, f.Write.Close())
	}
	if err := migrate(ctx, f.Write, opt.Migrations); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	// The file's name must survive a power cut as its content does.
	if err := syncDir(filepath.Dir(abs)); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

// connect sets what makes a commit durable: in WAL mode, synchronous=FULL fsyncs at every one. What SQLite sorts or spills
// stays in memory: a container may have no writable place but the file's own folder.
func connect(path, lock string, conns int, wipe bool) (*sql.DB, error) {
	pragmas := []string{"busy_timeout(15000)", "journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(1)", "temp_store(MEMORY)"}
	if wipe {
		pragmas = append(pragmas, "secure_delete(ON)")
	}
	db, err := sql.Open("sqlite", address(path, url.Values{"_txlock": {lock}, "_pragma": pragmas}))
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(conns)
	db.SetMaxIdleConns(conns)
	return db, nil
}

// address is how the driver is told of a file whose path may hold anything.
func address(path string, options url.Values) string {
	return (&url.URL{Scheme: "file", Path: path, RawQuery: options.Encode()}).String()
}

// tries bounds how often a schema change that another program got in the way of is looked at again.
const tries = 3

func migrate(ctx context.Context, db *sql.DB, migrations fs.FS) error {
	provider, err := goose.NewProvider(goose.DialectSQLite3, db, migrations, goose.WithLogger(goose.NopLogger()), goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return err
	}
	// Another program may be creating the same file: whoever comes second finds the tables there and looks again.
	for try := 1; ; try++ {
		if _, err = provider.Up(ctx); err == nil || try == tries {
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

// Close closes the file; it is whole at every instant, so a missing Close loses nothing.
func (f *File) Close() error { return errors.Join(f.Write.Close(), f.Read.Close()) }
