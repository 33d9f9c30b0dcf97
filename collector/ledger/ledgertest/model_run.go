package ledgertest

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/internal/decision"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/report"
)

const office = "Sở GDĐT"

// game plays one random history on a ledger and on the model beside it: reports, corrections, changes of mind, nobody, rates without
// counts, reasons, withdrawals of receipts and of cells, approvals, extensions, units without a body that reports, and generations of
// plans. Two programs take turns, and each checks that it sees what stands.
type game struct {
	t     *testing.T
	rt    *rapid.T
	l     ledger.Store
	sees  ledger.Check
	m     *model
	plans int64 // the generation in force
}

func testLedgerIsTheModel(t *testing.T, open Open) {
	run := 0
	rapid.Check(t, func(rt *rapid.T) {
		run++
		g := game{t: t, rt: rt, m: newModel()}
		var programs []ledger.Store
		var see []ledger.Check
		for range 2 {
			programs = append(programs, open(t, fmt.Sprint(t.Name(), run), clock))
			see = append(see, seeing(someUnits, &decision.State{}))
		}
		moves := []func(){g.submits, g.submits, g.submits, g.withdrawsReceipt, g.withdrawsCell, g.approves, g.decides, g.decides, g.plansChange}
		for range rapid.IntRange(1, 14).Draw(rt, "moves") {
			n := rapid.IntRange(0, 1).Draw(rt, "program")
			g.l, g.sees = programs[n], see[n]
			moves[rapid.IntRange(0, len(moves)-1).Draw(rt, "move")]()
		}
		g.compare()
	})
}

var someUnits = []string{"d:855@0", "d:857@0", "d:858@0"}

func (g *game) submits() {
	kinds := []says{{value: 1}, {value: 2}, {nobody: true}, {value: 2, unverified: true}, {value: 1, reason: "sáp nhập"}}
	values := rapid.MapOfN(rapid.SampledFrom(someUnits), rapid.SampledFrom(kinds), 1, 3).Draw(g.rt, "values")
	s := ledger.Submission{Plan: planID, Source: ledger.SourceAPI, Base: ledger.Base{Own: true},
		Reporter: rapid.SampledFrom([]string{"Huyện Long Hồ", office}).Draw(g.rt, "sender"), Note: rapid.SampledFrom([]string{"", "sửa"}).Draw(g.rt, "note")}
	for unit, said := range values { // in Go's random order
		s.Entries = append(s.Entries, said.entry(unit))
	}
	want := g.m.submit(s.Reporter, s.Note, values)
	r, err := g.l.Accept(g.t.Context(), s, g.sees)
	if g.settled(r, err, want) {
		g.m.accepted(s.Reporter, s.Note, values, r.ID)
	}
}

// settled holds an answer against what must become of it, and reports whether something was written.
func (g *game) settled(r ledger.Receipt, err error, want outcome) bool {
	var conflict *ledger.Conflict
	var list problem.List
	switch {
	case want.refused != "":
		if !errors.As(err, &list) || string(list[0].Code) != want.refused {
			g.rt.Fatalf("got %+v, %v; want %s", r, err, want.refused)
		}
		return false
	case want.conflict != "":
		if !errors.As(err, &conflict) || conflict.By != want.conflict {
			g.rt.Fatalf("got %+v, %v; want a conflict with %s", r, err, want.conflict)
		}
		return false
	case err != nil:
		g.rt.Fatal(err)
	case want.duplicate != "":
		if !r.Duplicate || r.ID != want.duplicate {
			g.rt.Fatalf("got %+v, want the receipt %s again", r, want.duplicate)
		}
		return false
	}
	if got := [3]int{r.New, r.Changed, r.Unchanged}; got != want.n || r.Duplicate || r.Seq != int64(g.m.links+1) {
		g.rt.Fatalf("new, changed, unchanged %v as number %d, want %v as %d; %+v", got, r.Seq, want.n, g.m.links+1, r)
	}
	return true
}

func (g *game) withdrawsReceipt() {
	if len(g.m.receipts) == 0 {
		return
	}
	receipt := rapid.SampledFrom(g.m.receipts).Draw(g.rt, "receipt")
	list := slices.SortedFunc(slices.Values(g.m.wrote[receipt]), func(a, b wrote) int { return cmp.Compare(a.unit, b.unit) })
	content := "withdraw " + receipt
	want := g.m.withdraw(content, list)
	switch {
	case g.m.takes[receipt]:
		want = outcome{refused: "withdrawal_of_withdrawal"}
	case len(list) == 0:
		want = outcome{refused: "nothing_to_withdraw"}
	}
	r, err := g.l.Withdraw(g.t.Context(), takingBack(receipt), g.sees)
	if g.settled(r, err, want) {
		g.m.withdrawn(content, list, r.ID)
	}
}

func (g *game) withdrawsCell() {
	w := wrote{rapid.SampledFrom(someUnits).Draw(g.rt, "unit"), rapid.IntRange(1, 4).Draw(g.rt, "revision")}
	content := fmt.Sprint("withdraw ", w)
	want := g.m.withdraw(content, []wrote{w})
	if list := g.m.cells[w.unit]; w.number > len(list) || list[w.number-1].takes > 0 {
		want = outcome{refused: "nothing_to_withdraw"}
	}
	r, err := g.l.Withdraw(g.t.Context(), takingBackCell(count(w.unit, 0), w.number), g.sees)
	if g.settled(r, err, want) {
		g.m.withdrawn(content, []wrote{w}, r.ID)
	}
}

// approves checks that an approval is of what stands at this instant.
func (g *game) approves() {
	unit := rapid.SampledFrom(someUnits).Draw(g.rt, "unit")
	_, stands := g.m.now(unit)
	out, err := g.l.Decide(g.t.Context(), ledger.Who{Name: office}, list(approval(unit)))
	var conflict *ledger.Conflict
	switch {
	case !stands:
		if !errors.As(err, &conflict) || conflict.Problems[0].Code != "nothing_reported" {
			g.rt.Fatalf("got %+v, %v; nothing stands in %s", out, err, unit)
		}
	case err != nil || out[0].Cells != 1:
		g.rt.Fatalf("got %+v, %v", out, err)
	case !out[0].Duplicate:
		g.m.links++
	}
}

func (g *game) plansChange() {
	text := "target: " + fmt.Sprint(rapid.IntRange(1, 2).Draw(g.rt, "target"))
	d := decision.Decision{Kind: decision.PlanGeneration, Reason: "sửa kế hoạch", Base: g.plans, Texts: map[string]string{"plans/p.yaml": ledger.TextHash(text)}}
	out, err := g.l.Decide(g.t.Context(), ledger.Who{Name: "collector"}, list(d), text)
	if err != nil || out[0].Duplicate {
		g.rt.Fatalf("got %+v, %v", out, err)
	}
	g.plans = out[0].Seq
	g.m.links++
}

func (g *game) compare() {
	if err := g.l.Verify(g.t.Context()); err != nil {
		g.rt.Fatal(err)
	}
	if head, err := g.l.Head(g.t.Context()); err != nil || head.Seq != int64(g.m.links) {
		g.rt.Fatalf("the chain has %d links, %v; want %d", head.Seq, err, g.m.links)
	}
	var log []string
	for i, r := range all(g.t, g.l) {
		if r.Seq != int64(i+1) {
			g.rt.Fatalf("entry %d has number %d", i+1, r.Seq)
		}
		log = append(log, line(r.Unit, r.Revision, revision{says: saidBy(r.Entry), receipt: r.Receipt, takes: r.Withdrawn, stands: r.Stands}))
	}
	if !slices.Equal(log, g.m.log) {
		g.rt.Fatalf("entries\n%q\nwant\n%q", log, g.m.log)
	}
	g.compareCells()
}

func (g *game) compareCells() {
	standing, err := g.l.Cells(g.t.Context(), nil, nil)
	if err != nil {
		g.rt.Fatal(err)
	}
	emptied, err := g.l.Emptied(g.t.Context(), nil, nil)
	if err != nil {
		g.rt.Fatal(err)
	}
	for _, r := range standing {
		if want, stands := g.m.now(r.Unit); !stands || saidBy(r.Entry) != want.says || r.Receipt != want.receipt || r.Revision != len(g.m.cells[r.Unit]) {
			g.rt.Fatalf("cell %s holds %+v, want %+v", r.Unit, r, want)
		}
	}
	for _, r := range emptied {
		if want, stands := g.m.now(r.Unit); stands || r.Receipt != want.receipt {
			g.rt.Fatalf("cell %s was emptied by %s, want %+v", r.Unit, r.Receipt, want)
		}
	}
	if len(standing)+len(emptied) != len(g.m.cells) {
		g.rt.Fatalf("%d cells stand and %d are empty, want %d together", len(standing), len(emptied), len(g.m.cells))
	}
}

func saidBy(e report.Entry) says {
	s := says{nobody: e.Nobody, unverified: e.Unverified != nil, reason: e.Reason}
	switch {
	case e.Unverified != nil:
		s.value = *e.Unverified
	case e.Numerator != nil:
		s.value = *e.Numerator
	}
	return s
}
