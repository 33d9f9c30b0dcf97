package ledgertest

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/internal/report"
)

// model is the ledger as simply as it can be said: what was sent, and what each cell holds.
type model struct {
	accepted map[string]string    // content → receipt
	cells    map[string][]numbers // unit → revisions
	log      []string             // every revision in order
}

type numbers struct {
	value   float64
	receipt string
}

// expect says what must happen to the content: duplicate of a receipt, conflict with one, or new, changed and unchanged.
func (m *model) expect(note string, values map[string]float64) (duplicate, conflict string, n [3]int) {
	if first, ok := m.accepted[contentOf(note, values)]; ok {
		for _, unit := range units(values) {
			if now := m.now(unit); now.value != values[unit] {
				return "", now.receipt, n
			}
		}
		return first, "", n
	}
	for unit, v := range values {
		switch {
		case len(m.cells[unit]) == 0:
			n[0]++
		case m.now(unit).value != v:
			n[1]++
		default:
			n[2]++
		}
	}
	return "", "", n
}

func (m *model) accept(note string, values map[string]float64, receipt string) {
	m.accepted[contentOf(note, values)] = receipt
	for _, unit := range units(values) {
		if len(m.cells[unit]) > 0 && m.now(unit).value == values[unit] {
			continue
		}
		m.cells[unit] = append(m.cells[unit], numbers{values[unit], receipt})
		m.log = append(m.log, fmt.Sprint(unit, len(m.cells[unit]), values[unit], receipt))
	}
}

func (m *model) now(unit string) numbers { return m.cells[unit][len(m.cells[unit])-1] }

func contentOf(note string, values map[string]float64) string {
	return note + fmt.Sprint(values) // fmt prints maps in order of their keys
}

func units(values map[string]float64) []string {
	var out []string
	for unit := range values {
		out = append(out, unit)
	}
	slices.Sort(out)
	return out
}

func testLedgerIsTheModel(t *testing.T, open Open) {
	run := 0
	rapid.Check(t, func(rt *rapid.T) {
		run++
		l := open(t, fmt.Sprint(t.Name(), run), clock)
		m := model{accepted: map[string]string{}, cells: map[string][]numbers{}}
		for range rapid.IntRange(1, 12).Draw(rt, "submissions") {
			values := rapid.MapOfN(rapid.SampledFrom([]string{"d:855@0", "d:857@0", "d:858@0"}), rapid.SampledFrom([]float64{1, 2}), 1, 3).Draw(rt, "values")
			note := rapid.SampledFrom([]string{"", "sửa"}).Draw(rt, "note")
			step(t, rt, l, &m, note, values)
		}
		checkModel(t, rt, l, m)
	})
}

func step(t *testing.T, rt *rapid.T, l ledger.Store, m *model, note string, values map[string]float64) {
	var entries []report.Entry
	for unit, v := range values { // in Go's random order
		entries = append(entries, count(unit, v))
	}
	duplicate, by, n := m.expect(note, values)
	r, err := l.Accept(t.Context(), submission(note, entries...))
	var conflict *ledger.Conflict
	switch {
	case by != "":
		if !errors.As(err, &conflict) || conflict.By != by {
			rt.Fatalf("got %v, want a conflict with %s", err, by)
		}
	case err != nil:
		rt.Fatal(err)
	case duplicate != "":
		if !r.Duplicate || r.ID != duplicate {
			rt.Fatalf("got %+v, want the receipt %s again", r, duplicate)
		}
	default:
		if got := [3]int{r.New, r.Changed, r.Unchanged}; got != n || r.Duplicate {
			rt.Fatalf("new, changed, unchanged %v, want %v; %+v", got, n, r)
		}
		m.accept(note, values, r.ID)
	}
}

func checkModel(t *testing.T, rt *rapid.T, l ledger.Store, m model) {
	if err := l.Verify(t.Context()); err != nil {
		rt.Fatal(err)
	}
	var log []string
	for i, r := range all(t, l) {
		if r.Seq != int64(i+1) {
			rt.Fatalf("entry %d has number %d", i+1, r.Seq)
		}
		log = append(log, fmt.Sprint(r.Unit, r.Revision, *r.Numerator, r.Receipt))
	}
	if !slices.Equal(log, m.log) {
		rt.Fatalf("entries\n%q\nwant\n%q", log, m.log)
	}
	newest, err := l.Cells(t.Context(), nil, nil)
	if err != nil {
		rt.Fatal(err)
	}
	if len(newest) != len(m.cells) {
		rt.Fatalf("%d cells, want %d", len(newest), len(m.cells))
	}
	for _, r := range newest {
		if want := m.now(r.Unit); *r.Numerator != want.value || r.Receipt != want.receipt || r.Revision != len(m.cells[r.Unit]) {
			rt.Fatalf("cell %s holds %+v, want %+v", r.Unit, r, want)
		}
	}
}
