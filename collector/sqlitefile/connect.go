package sqlitefile

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"maps"
	"net/url"
	"os"

	_ "modernc.org/sqlite" // the pure Go driver "sqlite"
)

// readers are the connections that read beside each other.
const readers = 4

// queryOnly makes SQLite refuse whatever would change the file.
const queryOnly = `PRAGMA query_only = 1`

// connect makes the connections of a use. None is opened before it is needed.
func (f *File) connect(path string, opt Options) (err error) {
	options, after := durable(opt.Wipe), []string(nil)
	if opt.Use == Look {
		options = looking
		if opt.Older != nil {
			after = opt.Older(f.Format)
		}
		after = append(after, queryOnly)
	}
	if f.Write, err = dial(address(path, locking(options, "immediate")), 1, after...); err != nil {
		return err
	}
	if f.Read, err = dial(address(path, locking(options, "deferred")), readers, after...); err != nil {
		return errors.Join(err, f.Write.Close())
	}
	return nil
}

// looking opens a file that is there and leaves it as it is. What SQLite sorts or spills stays in memory: a container may have
// no writable place but the file's own folder.
var looking = url.Values{"mode": {"rw"}, "_pragma": {"busy_timeout(15000)", "temp_store(MEMORY)"}}

// durable sets what makes a commit durable: in WAL mode, synchronous=FULL fsyncs at every one.
func durable(wipe bool) url.Values {
	pragmas := []string{"busy_timeout(15000)", "journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(1)", "temp_store(MEMORY)"}
	if wipe {
		pragmas = append(pragmas, "secure_delete(ON)")
	}
	return url.Values{"_pragma": pragmas}
}

// locking says when a transaction takes the file.
func locking(options url.Values, lock string) url.Values {
	out := maps.Clone(options)
	out.Set("_txlock", lock)
	return out
}

// address is how the driver is told of a file whose path may hold anything. A file in a folder that cannot be written, and
// beside which no writer has left anything, cannot be written by others either: SQLite then reads it without the files that it
// would need beside it.
func address(path string, options url.Values) string {
	if options.Get("mode") == "rw" && onFixedMedium(path) {
		options = locking(options, options.Get("_txlock"))
		options.Set("mode", "ro")
		options.Set("immutable", "1")
	}
	return (&url.URL{Scheme: "file", Path: path, RawQuery: options.Encode()}).String()
}

// dial makes so many connections, each of which does something first.
func dial(address string, conns int, first ...string) (*sql.DB, error) {
	named, err := sql.Open("sqlite", "")
	if err != nil {
		return nil, err
	}
	db := sql.OpenDB(connector{named.Driver(), address, first})
	db.SetMaxOpenConns(conns)
	db.SetMaxIdleConns(conns)
	return db, named.Close()
}

type connector struct {
	driver  driver.Driver
	address string
	first   []string
}

func (c connector) Driver() driver.Driver { return c.driver }

func (c connector) Connect(ctx context.Context) (driver.Conn, error) {
	conn, err := c.driver.Open(c.address)
	if err != nil {
		return nil, err
	}
	exec, ok := conn.(driver.ExecerContext)
	if !ok {
		return nil, errors.Join(errors.New("the driver runs no statements"), conn.Close())
	}
	for _, statement := range c.first {
		if _, err := exec.ExecContext(ctx, statement, nil); err != nil {
			return nil, errors.Join(err, conn.Close())
		}
	}
	return conn, nil
}

// onFixedMedium reports whether neither the file's folder can be written nor a writer has left anything beside the file.
func onFixedMedium(path string) bool {
	if info, err := os.Stat(path + "-wal"); err == nil && info.Size() > 0 {
		return false
	}
	return !writable(path)
}
