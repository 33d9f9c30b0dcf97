package sqlite_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"database/sql"

	"github.com/xhht/xhht/internal/golden"
)

// kept says of each table what it is for, what of it is about a person, and when it goes.
var kept = map[string][3]string{
	"subjects":        {"who acts", "`name`, `email`, `phone`", "never; erasing empties these"},
	"tokens":          {"what programs sign in with; the token itself is nowhere", "–", "with an erasure"},
	"accounts":        {"how people sign in; the password itself is nowhere", "`login`", "with an erasure"},
	"sessions":        {"who is signed in", "–", "`session_days`, or an erasure"},
	"failed_sign_ins": {"who could not come in; what was typed is not kept", "`origin`, a network address", "`sign_in_log_days`, `sign_in_log_rows`, or an erasure"},
	"drafts":          {"reports that are being typed", "–", "`draft_days`"},
	"draft_fields":    {"their fields as typed, and by whom", "–", "with the draft"},
	"previews":        {"reports that were read and shown, their questions and answers", "`title`, the name of a file", "`preview_days`"},
	"samples":         {"numbers of machines that wait for a person", "–", "`sample_days`; not while they wait"},
	"reminders":       {"letters, and how far they are; “perhaps sent” is a state", "–", "`reminder_days`; not while unsure"},
	"reminder_items":  {"what they say: each thing once", "–", "with the letter"},
	"counters":        {"versions of drafts and of the names", "–", "never"},
	"probe":           {"one row, to learn whether the file can be written", "–", "never"},
}

// The page for operators lists every table and every field that there is.
func TestThePageListsWhatIsStored(t *testing.T) {
	path := filepath.Join(t.TempDir(), "workspace.db")
	mustOpen(t, path, time.Now)
	db, err := sql.Open("sqlite", "file:"+path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	rows, err := db.QueryContext(t.Context(), `SELECT m.name, GROUP_CONCAT('`+"`' || c.name || '`"+`', ', ') FROM sqlite_master m JOIN pragma_table_info(m.name) c
		WHERE m.type = 'table' AND m.name NOT LIKE 'goose%' AND m.name NOT LIKE 'sqlite%' GROUP BY m.name ORDER BY m.rowid, c.cid`)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	var b strings.Builder
	b.WriteString("| table | what | about a person | goes | fields |\n|---|---|---|---|---|\n")
	var seen []string
	for rows.Next() {
		var table, fields string
		if err := rows.Scan(&table, &fields); err != nil {
			t.Fatal(err)
		}
		is, ok := kept[table]
		if !ok {
			t.Errorf("the table %s is kept without a word why", table)
		}
		seen = append(seen, table)
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s | %s |\n", table, is[0], is[1], is[2], fields)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	for table := range kept {
		if !slices.Contains(seen, table) {
			t.Errorf("there is no table %s any more", table)
		}
	}
	const page = "../../../docs/noi-luu.md"
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	golden.Equal(t, page, between(t, string(text), "tables", b.String()))
}

// between puts a text between two marks of a page.
func between(t *testing.T, page, mark, text string) string {
	t.Helper()
	before, rest, ok := strings.Cut(page, "<!-- "+mark+":")
	head, _, opened := strings.Cut(rest, "-->\n")
	_, after, closed := strings.Cut(rest, "<!-- /"+mark+" -->")
	if !ok || !opened || !closed {
		t.Fatalf("the page has no place for %s", mark)
	}
	return before + "<!-- " + mark + ":" + head + "-->\n" + text + "<!-- /" + mark + " -->" + after
}
