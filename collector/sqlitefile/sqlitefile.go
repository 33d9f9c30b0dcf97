// Package sqlitefile opens an SQLite file in the one way in which what was committed stays: it says how a write reaches the
// disk, brings the schema up to date, and copies the file as it was at one instant. The ledger and the workspace are such
// files. It knows none of their tables but the one that tells them from other files, and it refuses, in the reader's language,
// a file that is missing, empty, of another kind, or written by a newer program.
package sqlitefile

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/cenkalti/backoff/v5"
	"github.com/pressly/goose/v3"
	sqlite3 "modernc.org/sqlite/lib"

	"github.com/xhht/xhht/internal/lang"
)

// File is an open file. It is safe for concurrent use, also by several programs.
type File struct {
	Write *sql.DB // one connection, whose transactions have the file to themselves: SQLite has one writer
	Read  *sql.DB

	Format int // number of the newest change of its schema that the file has seen
	Newest int // that the program knows
	use    Use
}

// Options say what the file is.
type Options struct {
	Called     lang.Text // what people call it: sổ cái, ledger
	Table      string    // that it has in every format, and other files do not
	Migrations fs.FS     // files of goose, 00001_name.sql and on
	Wipe       bool      // what is deleted or overwritten is overwritten on the disk, too
	// Older gives what a connection that looks at an older format does first, so that it finds there what today's queries ask for.
	Older func(format int) []string
	Use   Use
}

// Use is what a file is opened for.
type Use int

// The uses. A file is brought up to date by those who write, and by nobody else: whoever only looks must not decide that older
// programs cannot write any more.
const (
	Make   Use = iota // to write; where it is not there it is made
	Change            // to write; it has to be there: a mistyped name must not become an empty file
	Try               // to write what is taken back at once; it has to be there, and to be up to date
	Look              // to read, in whatever format it is; nothing is changed and nothing is made
)

// opening serialises schema changes inside one process; between processes SQLite's lock does.
var opening sync.Mutex

// Open opens the file for its use.
func Open(ctx context.Context, path string, opt Options) (*File, error) {
	opening.Lock()
	defer opening.Unlock()
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	k := kind{path: path, called: opt.Called}
	there, err := k.onDisk(abs, opt.Use)
	if err != nil {
		return nil, err
	}
	newest, err := newestOf(opt.Migrations)
	if err != nil {
		return nil, err
	}
	f := &File{Newest: newest, use: opt.Use}
	if there {
		if f.Format, err = k.format(ctx, abs, opt.Table); err == nil {
			err = k.fits(f.Format, newest, opt.Use)
		}
		if err != nil {
			return nil, err
		}
	}
	if err := f.connect(abs, opt); err != nil {
		return nil, err
	}
	if opt.Use == Try || opt.Use == Look {
		return f, nil
	}
	if err := migrate(ctx, f.Write, opt.Migrations); err != nil {
		return nil, errors.Join(k.said(err), f.Close())
	}
	f.Format = newest
	// The file's name must survive a power cut as its content does.
	if err := syncDir(filepath.Dir(abs)); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

// InFolder refuses a path whose folder is not there, for a file that people call so.
func InFolder(path string, called lang.Text) error {
	folder := filepath.Dir(path)
	if info, err := os.Stat(folder); err != nil || !info.IsDir() {
		return kind{path, called}.noFolder(folder, err)
	}
	return nil
}

// onDisk reports whether the file is there with something in it, and refuses one that is not and has to be.
func (k kind) onDisk(path string, use Use) (there bool, err error) {
	if use == Make {
		if err := InFolder(k.path, k.called); err != nil {
			return false, err
		}
	}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist) && use == Make:
		return false, nil
	case errors.Is(err, fs.ErrNotExist):
		return false, k.missing(err)
	case err != nil:
		return false, k.said(err)
	case !info.Mode().IsRegular():
		return false, k.noFile()
	case info.Size() == 0 && use != Make:
		return false, k.empty()
	}
	return info.Size() > 0, nil
}

// format reads which format a file has; 0 is one that was made and not filled.
func (k kind) format(ctx context.Context, path, table string) (format int, err error) {
	db, err := dial(address(path, looking), 1, queryOnly)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	var tables, own, versions int
	err = db.QueryRowContext(ctx, `SELECT COUNT(*) FILTER (WHERE name NOT LIKE 'sqlite_%'), COUNT(*) FILTER (WHERE name = ?),
		COUNT(*) FILTER (WHERE name = 'goose_db_version') FROM sqlite_master WHERE type = 'table'`, table).Scan(&tables, &own, &versions)
	switch {
	case err != nil:
		return 0, k.said(err)
	case tables == versions: // killed before its first table was there
		return 0, nil
	case own == 0 || versions == 0:
		return 0, k.other()
	}
	if err := db.QueryRowContext(ctx, `SELECT COALESCE(MAX(version_id), 0) FROM goose_db_version WHERE is_applied`).Scan(&format); err != nil {
		return 0, k.said(err)
	}
	return format, nil
}

// fits refuses a format that the program does not know, or that the use cannot do with.
func (k kind) fits(format, newest int, use Use) error {
	switch {
	case format > newest:
		return k.newer(format, newest)
	case format == 0 && use != Make:
		return k.empty()
	case format < newest && use == Try:
		return k.older(format, newest)
	}
	return nil
}

// Another program may be making or migrating the same file. Whoever comes second finds tables there and looks again; that the file
// is taken when its journal changes its kind SQLite says without waiting.
const (
	tries = 3
	taken = 15 * time.Second
)

func migrate(ctx context.Context, db *sql.DB, migrations fs.FS) error {
	provider, err := goose.NewProvider(goose.DialectSQLite3, db, migrations, goose.WithLogger(goose.NopLogger()), goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return err
	}
	other := 0
	_, err = backoff.Retry(ctx, func() (struct{}, error) {
		_, err := provider.Up(ctx)
		if err != nil && codeOf(err) != sqlite3.SQLITE_BUSY {
			if other++; other == tries {
				err = backoff.Permanent(err)
			}
		}
		return struct{}{}, err
	}, backoff.WithBackOff(backoff.NewConstantBackOff(20*time.Millisecond)), backoff.WithMaxElapsedTime(taken))
	if err != nil {
		return fmt.Errorf("bring its schema up to date: %w", err)
	}
	return nil
}

// newestOf is the number of the newest change of the schema.
func newestOf(migrations fs.FS) (newest int, err error) {
	files, err := fs.Glob(migrations, "*.sql")
	if err != nil {
		return 0, err
	}
	for _, name := range files {
		var n int
		if _, err := fmt.Sscanf(name, "%d_", &n); err != nil {
			return 0, fmt.Errorf("%s is no name of a migration: %w", name, err)
		}
		newest = max(newest, n)
	}
	return newest, nil
}

// Close closes the file; it is whole at every instant, so a missing Close loses nothing.
func (f *File) Close() error { return errors.Join(f.Write.Close(), f.Read.Close()) }
