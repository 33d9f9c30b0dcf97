package sqlitefile

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"

	"modernc.org/sqlite"
)

// Still calls do while nobody else can write the file, no other program either. What several files hold at one instant is
// pinned by one call inside the other; do must not take long, because writers wait.
func (f *File) Still(ctx context.Context, do func() error) (err error) {
	conn, err := f.Write.Conn(ctx)
	if err != nil {
		return fmt.Errorf("wait for a turn to write: %w", err)
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	if f.use == Look { // to have the turn is not to write
		if _, err := conn.ExecContext(ctx, `PRAGMA query_only = 0`); err != nil {
			return fmt.Errorf("wait for a turn to write: %w", err)
		}
		defer func() {
			_, again := conn.ExecContext(context.WithoutCancel(ctx), queryOnly)
			err = errors.Join(err, again)
		}()
	}
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("wait for a turn to write: %w", err)
	}
	return errors.Join(do(), tx.Rollback())
}

// Pinned is a file as it was at one instant, whatever is written meanwhile.
type Pinned struct{ conn *sql.Conn }

// Pin holds on to the file as it is now. Close lets go.
func (f *File) Pin(ctx context.Context) (*Pinned, error) {
	conn, err := f.Read.Conn(ctx)
	if err != nil {
		return nil, err
	}
	p := &Pinned{conn}
	if _, err := conn.ExecContext(ctx, `BEGIN`); err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	// A transaction that only began has not looked yet.
	var tables int
	if err := conn.QueryRowContext(ctx, `SELECT COUNT(*) FROM sqlite_master`).Scan(&tables); err != nil {
		return nil, errors.Join(err, p.Close())
	}
	return p, nil
}

// Close lets go.
func (p *Pinned) Close() error {
	_, err := p.conn.ExecContext(context.Background(), `ROLLBACK`)
	return errors.Join(err, p.conn.Close())
}

// Copy writes the pinned file into a new one that is on the disk when it returns. A file that exists is never touched.
func (p *Pinned) Copy(ctx context.Context, path string) error {
	// The driver would fill a file that is empty, which may be somebody's: the name is taken first.
	path, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600)
	if err != nil {
		return err
	}
	err = p.conn.Raw(func(driver any) error {
		from, ok := driver.(interface {
			NewBackup(string) (*sqlite.Backup, error)
		})
		if !ok {
			return errors.New("the driver copies nothing")
		}
		to, err := from.NewBackup(address(path, url.Values{}))
		if err != nil {
			return err
		}
		return errors.Join(steps(ctx, to), to.Finish())
	})
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = syncDir(filepath.Dir(path))
	}
	if err != nil {
		return errors.Join(err, os.Remove(path))
	}
	return nil
}

// pagesAtOnce are copied between two looks at the context.
const pagesAtOnce = 4096

func steps(ctx context.Context, b *sqlite.Backup) error {
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		if more, err := b.Step(pagesAtOnce); err != nil || !more {
			return err
		}
	}
}
