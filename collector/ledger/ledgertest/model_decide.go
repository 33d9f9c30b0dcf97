package ledgertest

import (
	"errors"
	"fmt"
	"slices"

	"pgregory.net/rapid"

	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/internal/decision"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/problem"
)

// decided is one decision of the model: what it says, and the number of the one that it was made on, if that belongs to it.
type decided struct {
	content string
	base    int64
	seq     int64
	receipt string
}

// decide says what must happen to a decision: the newest about the same things again is known, any other that was made before needs
// the newest as its base.
func (m *model) decide(about, content string, base int64) outcome {
	list := m.decided[about]
	if len(list) == 0 {
		if base > 0 {
			return outcome{refused: "base_of_other_things"}
		}
		return outcome{}
	}
	newest := list[len(list)-1]
	switch known := slices.ContainsFunc(list, func(d decided) bool { return d.content == content }); {
	case base > 0 && !slices.ContainsFunc(list, func(d decided) bool { return d.seq == base }):
		return outcome{refused: "base_of_other_things"}
	case newest.content == content && (newest.base == 0 || newest.base == base):
		return outcome{duplicate: newest.receipt}
	case base == newest.seq, base == 0 && !known:
		return outcome{}
	}
	return outcome{conflict: newest.receipt}
}

// decides extends a deadline or says that there is nobody to report, takes that back, and changes its mind.
func (g *game) decides() {
	unit := rapid.SampledFrom(someUnits).Draw(g.rt, "unit")
	d := extension(rapid.SampledFrom([]int{20, 24}).Draw(g.rt, "until"), unit)
	if rapid.Bool().Draw(g.rt, "nobody to report") {
		d = decision.Decision{Kind: decision.NoReporter, Plan: planID, Form: d.Form, Period: period.Year(2024), Units: d.Units, Reason: "chưa có hội"}
	}
	if rapid.Bool().Draw(g.rt, "withdrawn") {
		d = withdrawn(d, "nhầm")
	}
	about := string(d.Kind) + unit
	content := fmt.Sprint(d.Withdrawn, d.Until)
	bases := []int64{0, 1}
	for _, earlier := range g.m.decided[about] {
		bases = append(bases, earlier.seq)
	}
	d.Base = bases[len(bases)-1-rapid.IntRange(0, len(bases)-1).Draw(g.rt, "how old a base")]
	want := g.m.decide(about, content, d.Base)
	out, err := g.l.Decide(g.t.Context(), ledger.Who{Name: office}, list(d))
	if g.agreed(out, err, want) {
		known := slices.ContainsFunc(g.m.decided[about], func(one decided) bool { return one.content == content })
		if g.m.links++; !known {
			d.Base = 0
		}
		g.m.decided[about] = append(g.m.decided[about], decided{content, d.Base, out[0].Seq, out[0].Receipt})
	}
}

// agreed holds the answer to a decision against what must become of it, and reports whether it was written.
func (g *game) agreed(out []ledger.Decided, err error, want outcome) bool {
	conflict, _ := errors.AsType[*ledger.Conflict](err)
	refused, _ := errors.AsType[problem.List](err)
	switch {
	case want.refused != "":
		if len(refused) != 1 || string(refused[0].Code) != want.refused {
			g.rt.Fatalf("got %+v, %v; want %s", out, err, want.refused)
		}
	case want.conflict != "":
		if conflict == nil || conflict.By != want.conflict {
			g.rt.Fatalf("got %+v, %v; want a conflict with %s", out, err, want.conflict)
		}
	case err != nil:
		g.rt.Fatal(err)
	case want.duplicate != "":
		if !out[0].Duplicate || out[0].Receipt != want.duplicate {
			g.rt.Fatalf("got %+v, want the receipt %s again", out, want.duplicate)
		}
	case out[0].Duplicate:
		g.rt.Fatalf("got %+v again, want a new decision", out)
	default:
		return true
	}
	return false
}
