package ledgertest

import (
	"database/sql"
	"errors"
	"fmt"
	"os"
	"testing"

	_ "modernc.org/sqlite" // the driver "sqlite"
)

// SQL changes a ledger's file as somebody with an SQL tool would.
func SQL(tb testing.TB, path string, statements ...string) {
	tb.Helper()
	if err := TrySQL(path, statements...); err != nil {
		tb.Fatal(err)
	}
}

// TrySQL is SQL where the file may refuse.
func TrySQL(path string, statements ...string) error {
	db, err := sql.Open("sqlite", "file:"+path+"?_pragma=busy_timeout(10000)")
	if err != nil {
		return err
	}
	for _, s := range statements {
		if _, err := db.Exec(s); err != nil {
			return errors.Join(fmt.Errorf("%s: %w", s, err), db.Close())
		}
	}
	return db.Close()
}

// Restore makes a ledger file of a dump.
func Restore(tb testing.TB, path, dump string) {
	tb.Helper()
	text, err := os.ReadFile(dump)
	if err != nil {
		tb.Fatal(err)
	}
	SQL(tb, path, string(text))
}

// Newer makes a ledger one of the format after today's, as a program to come will.
func Newer(tb testing.TB, path string) {
	tb.Helper()
	SQL(tb, path, `INSERT INTO goose_db_version (version_id, is_applied) SELECT MAX(version_id) + 1, 1 FROM goose_db_version`)
}
