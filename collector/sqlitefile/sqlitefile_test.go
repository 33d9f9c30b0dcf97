package sqlitefile_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/xhht/xhht/collector/sqlitefile"
	"github.com/xhht/xhht/internal/lang"
)

// migrations is a schema of so many versions; the second one takes its time.
func migrations(versions int) fs.FS {
	all := []string{
		"CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;",
		"CREATE TABLE many (n INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;\nINSERT INTO many WITH RECURSIVE c(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM c WHERE n < 15000) SELECT n, printf('%400d', n) FROM c;",
		"CREATE TABLE third (id INTEGER PRIMARY KEY) STRICT;",
	}
	out := fstest.MapFS{}
	for i, text := range all[:versions] {
		out[fmt.Sprintf("%05d_v.sql", i+1)] = &fstest.MapFile{Data: []byte("-- +goose Up\n" + text + "\n")}
	}
	return out
}

var called = lang.Text{VI: "sổ thử", EN: "test book"}

// childOpens asks the test binary to open the file it names with so many versions of the schema, as another program would.
const childOpens = "XHHT_TEST_SQLITEFILE"

func TestMain(m *testing.M) {
	if path := os.Getenv(childOpens); path != "" {
		f, err := sqlitefile.Open(context.Background(), path, sqlitefile.Options{Called: called, Table: "notes", Migrations: migrations(2)})
		if err == nil {
			err = f.Close()
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func child(t *testing.T, path string) *exec.Cmd {
	t.Helper()
	c := exec.Command(os.Args[0])
	c.Env = append(os.Environ(), childOpens+"="+path)
	c.Stderr = os.Stderr
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	return c
}

func mustOpen(t *testing.T, path string, versions int) *sqlitefile.File {
	t.Helper()
	f, err := sqlitefile.Open(t.Context(), path, sqlitefile.Options{Called: called, Table: "notes", Migrations: migrations(versions)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	})
	return f
}

func exec1(t *testing.T, f *sqlitefile.File, sql string) {
	t.Helper()
	if _, err := f.Write.ExecContext(t.Context(), sql); err != nil {
		t.Fatal(err)
	}
}

func value(t *testing.T, f *sqlitefile.File, sql string) (v string) {
	t.Helper()
	if err := f.Read.QueryRowContext(t.Context(), sql).Scan(&v); err != nil {
		t.Fatal(err)
	}
	return v
}

func TestCommitsAreDurable(t *testing.T) {
	f := mustOpen(t, filepath.Join(t.TempDir(), "a.db"), 1)
	for pragma, want := range map[string]string{"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "temp_store": "2", "secure_delete": "0"} {
		if got := value(t, f, "PRAGMA "+pragma); got != want {
			t.Errorf("PRAGMA %s = %s, want %s", pragma, got, want)
		}
	}
	wiped, err := sqlitefile.Open(t.Context(), filepath.Join(t.TempDir(), "b.db"), sqlitefile.Options{Called: called, Table: "notes", Migrations: migrations(1), Wipe: true})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = wiped.Close() }()
	var on string
	if err := wiped.Write.QueryRowContext(t.Context(), "PRAGMA secure_delete").Scan(&on); err != nil || on != "1" {
		t.Errorf("what is deleted stays on the disk: %s, %v", on, err)
	}
}

func TestProgramsMigrateAtOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	old := mustOpen(t, path, 1)
	exec1(t, old, `INSERT INTO notes (text) VALUES ('giữ')`)
	var children []*exec.Cmd
	for range 4 {
		children = append(children, child(t, path))
	}
	for _, c := range children {
		if err := c.Wait(); err != nil {
			t.Error(err)
		}
	}
	whole(t, mustOpen(t, path, 2))
}

// whole proves that the second version is there once, and that what was in the file before still is.
func whole(t *testing.T, f *sqlitefile.File) {
	t.Helper()
	for sql, want := range map[string]string{`PRAGMA integrity_check`: "ok", `SELECT COUNT(*) FROM many`: "15000", `SELECT GROUP_CONCAT(text) FROM notes`: "giữ"} {
		if got := value(t, f, sql); got != want {
			t.Errorf("%s: %s, want %s", sql, got, want)
		}
	}
}

func TestMigrationSurvivesAKill(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	old := mustOpen(t, path, 1)
	exec1(t, old, `INSERT INTO notes (text) VALUES ('giữ')`)
	for range 3 {
		exec1(t, old, `PRAGMA wal_checkpoint(TRUNCATE)`)
		c := child(t, path)
		// A transaction that has outgrown its memory writes into the journal: it is in the middle of the migration.
		for deadline := 0; ; deadline++ {
			if info, err := os.Stat(path + "-wal"); err == nil && info.Size() > 2<<20 {
				break
			}
			if c.ProcessState != nil || deadline > 1e7 {
				t.Fatal("the migration never began")
			}
		}
		if err := c.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		if err := c.Wait(); err == nil {
			t.Fatal("the migration was over before it could be killed")
		}
		if got := value(t, old, `SELECT COUNT(*) FROM sqlite_master WHERE name = 'many'`); got != "0" {
			t.Fatal("half a migration is there")
		}
	}
	whole(t, mustOpen(t, path, 2))
}

func TestCopyIsOfOneInstant(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "Sở GDĐT? 100% #1 & co")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	a, b := mustOpen(t, filepath.Join(dir, "a.db"), 1), mustOpen(t, filepath.Join(dir, "b.db"), 1)
	// Somebody writes the same into both, one after the other, without pause.
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error)
	go func() {
		for ctx.Err() == nil {
			for _, f := range []*sqlitefile.File{a, b} {
				if _, err := f.Write.ExecContext(t.Context(), `INSERT INTO notes (text) VALUES (?)`, strings.Repeat("x", 5000)); err != nil {
					done <- err
					return
				}
			}
		}
		done <- nil
	}()
	for n := range 5 {
		counts := copyBoth(t, a, b, filepath.Join(dir, fmt.Sprint(n)))
		if first, second := counts[0], counts[1]; first != second && first != second+1 {
			t.Errorf("copy %d: %d and %d notes: they are not of one instant", n, first, second)
		}
	}
	stop()
	if err := <-done; err != nil {
		t.Fatal(err)
	}
}

func TestNobodyWritesAStillFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	f := mustOpen(t, path, 1)
	other, err := sql.Open("sqlite", "file:"+path+"?_pragma=busy_timeout(0)")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = other.Close() }()
	write := func() error {
		_, err := other.ExecContext(t.Context(), `INSERT INTO notes (text) VALUES ('x')`)
		return err
	}
	if err := write(); err != nil {
		t.Fatal(err)
	}
	wrong := errors.New("wrong")
	err = f.Still(t.Context(), func() error {
		if err := write(); err == nil || !strings.Contains(err.Error(), "locked") {
			t.Errorf("another program wrote: %v", err)
		}
		return wrong
	})
	if !errors.Is(err, wrong) {
		t.Errorf("got %v, want what was wrong inside", err)
	}
	if err := write(); err != nil {
		t.Errorf("afterwards: %v", err)
	}
}

func copyBoth(t *testing.T, a, b *sqlitefile.File, to string) (counts [2]int) {
	t.Helper()
	var pinned [2]*sqlitefile.Pinned
	pin := func(i int, f *sqlitefile.File) (err error) {
		pinned[i], err = f.Pin(t.Context())
		return err
	}
	err := a.Still(t.Context(), func() error {
		if err := pin(0, a); err != nil {
			return err
		}
		return b.Still(t.Context(), func() error { return pin(1, b) })
	})
	if err != nil {
		t.Fatal(err)
	}
	for i, p := range pinned {
		path := fmt.Sprint(to, "-", i, ".db")
		exec1(t, a, `INSERT INTO notes (text) VALUES ('sau')`) // after the instant
		exec1(t, b, `INSERT INTO notes (text) VALUES ('sau')`)
		if err := p.Copy(t.Context(), path); err != nil {
			t.Fatal(err)
		}
		if err := p.Copy(t.Context(), path); err == nil || !strings.Contains(err.Error(), "exists") {
			t.Errorf("a file that was there: %v", err)
		}
		if err := p.Close(); err != nil {
			t.Fatal(err)
		}
		f := mustOpen(t, path, 1)
		if got := value(t, f, `PRAGMA integrity_check`); got != "ok" {
			t.Errorf("the copy is broken: %s", got)
		}
		if _, err := fmt.Sscan(value(t, f, `SELECT COUNT(*) FILTER (WHERE text <> 'sau') FROM notes`), &counts[i]); err != nil {
			t.Fatal(err)
		}
	}
	return counts
}

func TestCopyStopsWithItsContext(t *testing.T) {
	dir := t.TempDir()
	f := mustOpen(t, filepath.Join(dir, "a.db"), 1)
	p, err := f.Pin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = p.Close() }()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	to := filepath.Join(dir, "copy.db")
	if err := p.Copy(ctx, to); err == nil {
		t.Error("copied all the same")
	}
	if left, err := filepath.Glob(to + "*"); err != nil || len(left) > 0 {
		t.Errorf("it left %q", left)
	}
}
