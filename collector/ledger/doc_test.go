package ledger_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/collector/ledger/ledgertest"
	"github.com/xhht/xhht/internal/decision"
	"github.com/xhht/xhht/internal/golden"
	"github.com/xhht/xhht/internal/report"
)

var docPage = filepath.Join("..", "..", "docs", "so-cai.md")

func readPage(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile(docPage)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// tableOf are the rows of the table below a mark of the page, without its heading.
func tableOf(t *testing.T, mark string) (rows [][]string) {
	t.Helper()
	_, rest, ok := strings.Cut(readPage(t), "<!-- "+mark+" -->\n")
	if !ok {
		t.Fatalf("docs/so-cai.md has no table %q", mark)
	}
	for line := range strings.Lines(rest) {
		if !strings.HasPrefix(line, "|") {
			break
		}
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		rows = append(rows, cells)
	}
	return rows[2:]
}

var quotedName = regexp.MustCompile("`([^`]+)`")

// named are the names in a cell.
func named(cell string) (out []string) {
	for _, m := range quotedName.FindAllStringSubmatch(cell, -1) {
		out = append(out, m[1])
	}
	return out
}

// The page for auditors lists every field that is hashed, in the order in which it is, and says which are absent when empty.
func TestThePageListsEveryHashedField(t *testing.T) {
	for mark, of := range map[string]reflect.Type{
		"content": ledger.ContentType, "entry": reflect.TypeFor[report.Entry](), "row": ledger.RowType, "link": ledger.LinkType,
		"decision": reflect.TypeFor[decision.Decision](), "decision link": ledger.DecisionLinkType,
	} {
		var got []ledgertest.Field
		for _, row := range tableOf(t, "fields: "+mark) {
			for _, name := range named(row[0]) {
				got = append(got, ledgertest.Field{Name: name, Absent: strings.TrimSpace(row[1]) == "vắng khi trống"})
			}
		}
		want := ledgertest.Hashed(of)
		for _, f := range want {
			if !slices.ContainsFunc(got, func(g ledgertest.Field) bool { return g.Name == f.Name }) {
				t.Errorf("docs/so-cai.md does not list the field %s of %s", f.Name, mark)
			}
		}
		same(t, "the fields of "+mark+" in docs/so-cai.md", got, want)
	}
}

// It lists every kind, source, table and column as well.
func TestThePageListsEveryKindAndColumn(t *testing.T) {
	for mark, want := range map[string][]string{"sources": ledger.Sources, "kinds": kinds(), "tables": tables(t)} {
		var got []string
		for _, row := range tableOf(t, mark) {
			for _, name := range named(row[0]) {
				got = append(got, name)
				if mark == "tables" {
					for _, column := range named(row[1]) {
						got = append(got, name+"."+column)
					}
				}
			}
		}
		for _, name := range want {
			if !slices.Contains(got, name) {
				t.Errorf("docs/so-cai.md does not list %s among the %s", name, mark)
			}
		}
		same(t, mark+" in docs/so-cai.md", got, want)
	}
}

func kinds() (out []string) {
	for _, k := range decision.Kinds {
		out = append(out, string(k))
	}
	return out
}

// tables are all of them, each followed by its columns.
func tables(t *testing.T) (out []string) {
	t.Helper()
	columns, err := newLedger(t).Columns(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range columns {
		if table, _, _ := strings.Cut(c, "."); !slices.Contains(out, table) {
			out = append(out, table)
		}
		out = append(out, c)
	}
	return out
}

// The page's example is what the ledger does.
func TestThePageShowsAnExample(t *testing.T) {
	l := newLedger(t)
	s := func(n float64) ledger.Submission {
		return ledger.Submission{Plan: "vinh-long-2021-2030", Subject: "s-4m7gq0zy1x2c8rba", Source: ledger.SourceAPI, Entries: []report.Entry{count("d:857@0", n)}, Base: ledger.Base{Own: true}}
	}
	mustAccept(t, l, s(600))
	mustDecide(t, l, extension(20, "d:857@0"))
	mustAccept(t, l, s(610))
	mustAccept(t, l, s(600))
	mustVerify(t, l)
	shown, err := l.Shown(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, link := range shown {
		fmt.Fprintf(&b, "### %d: %s\n\n```sh\n", link.Seq, link.Receipt)
		for _, h := range link.Hashed {
			fmt.Fprintf(&b, "# %s\nprintf '%s' '%s' | sha256sum\n# %s\n", h.What, map[bool]string{true: `%s\n`, false: `%s`}[h.Line], h.Text, h.Sum)
		}
		b.WriteString("```\n\n")
	}
	page := readPage(t)
	before, rest, _ := strings.Cut(page, "<!-- example:")
	head, _, _ := strings.Cut(rest, "-->\n")
	_, after, ok := strings.Cut(rest, "<!-- /example -->")
	if !ok {
		t.Fatal("the page has no place for its example")
	}
	golden.Equal(t, docPage, before+"<!-- example:"+head+"-->\n"+b.String()+"<!-- /example -->"+after)
}

var printed = regexp.MustCompile(`(?m)^printf '(%s(?:\\n)?)' '([^']*)' \| sha256sum\n# ([0-9a-f]{64})$`)

// Whoever follows the example on paper gets the hashes that stand there, and finds each where the next link names it.
func TestThePagesExampleIsComputedAnew(t *testing.T) {
	found := printed.FindAllStringSubmatch(readPage(t), -1)
	if len(found) < 11 {
		t.Fatalf("the example has %d lines", len(found))
	}
	var last string
	for _, m := range found {
		text := m[2]
		if m[1] == `%s\n` {
			text += "\n"
		}
		sum := sha256.Sum256([]byte(text))
		got := hex.EncodeToString(sum[:])
		if got != m[3] {
			t.Errorf("%s\nhas the hash %s, the page says %s", m[2], got, m[3])
		}
		if prev, is := strings.CutPrefix(text, `{"prev":"`); is {
			if prev, _, _ = strings.Cut(prev, `"`); prev != last {
				t.Errorf("%s does not follow %s", text, last)
			}
			last = got
		}
	}
}
