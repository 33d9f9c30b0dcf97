package delimited_test

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/xhht/xhht/internal/delimited"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
)

func TestTablesForPeople(t *testing.T) {
	num := 49.5
	for l, want := range map[lang.Lang]string{
		lang.Vietnamese: "\ufeffđơn vị;đủ;số\nHuyện Long Hồ;có;49,5\n'=1+1;không;\n'-x;;2024-12-05\n\"a;b\";;7\n",
		lang.English:    "\ufeffunit;complete;number\nHuyện Long Hồ;yes;49.5\n'=1+1;no;\n'-x;;2024-12-05\n\"a;b\";;7\n",
	} {
		var b bytes.Buffer
		w := delimited.NewWriter(&b, l)
		w.Row(lang.Text{VI: "đơn vị", EN: "unit"}, lang.Text{VI: "đủ", EN: "complete"}, lang.Text{VI: "số", EN: "number"})
		w.Row("Huyện Long Hồ", true, &num)
		w.Row("=1+1", false, (*float64)(nil))
		w.Row("-x", nil, period.DateOf(2024, 12, 5))
		w.Row("a;b", "", 7)
		if err := w.Close(); err != nil || b.String() != want {
			t.Errorf("%s: got\n%q\nwant\n%q", l, b.String(), want)
		}
	}
}

// Whatever is written is no formula for Excel, and is read back as it was.
func TestWhatIsWrittenIsHarmlessAndReadsBack(t *testing.T) {
	cell := rapid.StringMatching(`(|[=+@'-]?[a-zđươ"; ,0-9|]{0,8}x|[=@+-][A-Z(]{1,4})`)
	rapid.Check(t, func(t *rapid.T) {
		want := [][]string{headings}
		for range rapid.IntRange(1, 3).Draw(t, "rows") {
			want = append(want, []string{"x", strings.TrimSpace(cell.Draw(t, "a")), strings.TrimSpace(cell.Draw(t, "b"))})
		}
		var b bytes.Buffer
		w := delimited.NewWriter(&b, lang.Vietnamese)
		for _, row := range want {
			w.Row(row[0], row[1], row[2])
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		rows, err := read(b.String())
		if err != nil {
			t.Fatal(err)
		}
		var got [][]string
		for _, r := range rows {
			got = append(got, r.Cells)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("%q (-want +got):\n%s", b.String(), diff)
		}
		raw := csv.NewReader(&b)
		raw.Comma = ';'
		cells, err := raw.ReadAll()
		for _, row := range cells {
			for _, c := range row {
				if err != nil || c != "" && strings.ContainsAny(c[:1], "=+-@\t\r") {
					t.Fatalf("%v, or %q is a formula", err, c)
				}
			}
		}
	})
}
