package ledger_test

import (
	"bufio"
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"modernc.org/sqlite"

	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/collector/sqlitefile"
)

// childMigrates names a ledger file, and after which statement of the newest migration the child waits to be killed.
const childMigrates = "XHHT_TEST_LEDGER_MIGRATE"

const newest = "00003_texts.sql"

// statementsOf are the statements of a migration, with goose's own lines around those that need them.
func statementsOf(tb testing.TB, name string) []string {
	text, err := ledger.Migrations.ReadFile("migrations/" + name)
	if err != nil {
		tb.Fatal(err)
	}
	_, up, _ := strings.Cut(string(text), "-- +goose Up\n")
	var out []string
	var one strings.Builder
	inside := false
	for line := range strings.Lines(up) {
		one.WriteString(line)
		bare := strings.TrimSpace(line)
		if comment := strings.Index(bare, "--"); comment > 0 {
			bare = strings.TrimSpace(bare[:comment])
		}
		switch {
		case bare == "-- +goose StatementBegin":
			inside = true
		case bare == "-- +goose StatementEnd", !inside && strings.HasSuffix(bare, ";") && !strings.HasPrefix(bare, "--"):
			inside = false
			out = append(out, one.String())
			one.Reset()
		}
	}
	return out
}

// migrateAndWait migrates a file up to a statement, says so, and waits.
func migrateAndWait(order string) error {
	path, after, _ := strings.Cut(order, "|")
	n, err := strconv.Atoi(after)
	if err != nil {
		return err
	}
	err = sqlite.RegisterScalarFunction("xhht_test_wait", 0, func(*sqlite.FunctionContext, []driver.Value) (driver.Value, error) {
		fmt.Println("waiting")
		time.Sleep(time.Hour)
		return nil, nil
	})
	if err != nil {
		return err
	}
	schema := fstest.MapFS{}
	for _, name := range []string{"00001_ledger.sql", "00002_decisions.sql", newest} {
		text, err := ledger.Migrations.ReadFile("migrations/" + name)
		if err != nil {
			return err
		}
		schema[name] = &fstest.MapFile{Data: text}
	}
	statements := statementsOf(&testing.B{}, newest)
	schema[newest].Data = []byte("-- +goose Up\n" + strings.Join(statements[:n], "") + "SELECT xhht_test_wait();\n" + strings.Join(statements[n:], ""))
	f, err := sqlitefile.Open(context.Background(), path, sqlitefile.Options{Table: "submissions", Migrations: schema})
	if err != nil {
		return err
	}
	return f.Close()
}

// The newest migration is killed after each of its statements in turn. The ledger of before is there each time, and the next
// program brings it up to date and finds everything.
func TestAMigrationIsKilledAfterEveryStatement(t *testing.T) {
	statements := statementsOf(t, newest)
	if len(statements) < 15 {
		t.Fatalf("%d statements were found in %s", len(statements), newest)
	}
	dir := t.TempDir()
	for n := 1; n <= len(statements); n++ {
		path := filepath.Join(dir, fmt.Sprint(n))
		restore(t, path, "version-2.sql")
		before := schemaOf(t, path)
		killAfter(t, path, n)
		if after := schemaOf(t, path); after != before {
			t.Fatalf("killed after %d statements it is\n%s\nwant what it was:\n%s", n, after, before)
		}
		l := mustOpen(t, path)
		mustVerify(t, l)
		if head, err := l.Head(t.Context()); err != nil || head.Hash != "e3f1c7248520f75a7cfcedc1760ff58cac215a6397d6e6cd436bc7ebfe9547a5" {
			t.Errorf("killed after %d statements the head is %+v, %v", n, head, err)
		}
		mustAccept(t, l, submission("", count("d:861@0", 7)))
		mustVerify(t, l)
	}
	t.Logf("%d kills", len(statements))
}

func killAfter(t *testing.T, path string, statements int) {
	t.Helper()
	c := exec.Command(os.Args[0])
	c.Env = append(os.Environ(), fmt.Sprintf("%s=%s|%d", childMigrates, path, statements))
	c.Stderr = os.Stderr
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	waiting := lines.Scan() && lines.Text() == "waiting"
	if err := c.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	if err := c.Wait(); err == nil || !waiting {
		t.Fatalf("it ended by itself: %v", err)
	}
}

// schemaOf is a file's schema and its version, as they are on the disk.
func schemaOf(t *testing.T, path string) string {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var text string
	err = db.QueryRow(`SELECT (SELECT MAX(version_id) FROM goose_db_version) || char(10) ||
		(SELECT GROUP_CONCAT(sql, char(10)) FROM (SELECT sql FROM sqlite_master ORDER BY type, name))`).Scan(&text)
	if err != nil {
		t.Fatal(err)
	}
	return text
}
