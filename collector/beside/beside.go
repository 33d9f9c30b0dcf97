// Package beside holds what came under a plan that is not a cell's source against what its source says. Where the two differ it is a
// question to the source, which answers it by a correction, or by filing its number again with a reason. The command questions calls
// it; it decides nothing and mends nothing.
package beside

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/report"
	"github.com/xhht/xhht/internal/wording"
)

// Ledger gives what stands.
type Ledger interface {
	Cells(ctx context.Context, indicators, units []string, periods ...period.Period) ([]ledger.Recorded, error)
}

// State is how a number beside a cell stands to its source's.
type State string

// The states.
const (
	Agrees   State = "agrees"
	Open     State = "open"      // they differ, and the source has said nothing since
	Answered State = "answered"  // they differ, and the source has said why since
	NoSource State = "no_source" // the source has said nothing at all
	Mixed    State = "mixed"     // booked in the source's place before the plan named a source
)

// Pair is one number that came under another plan, and the source's.
type Pair struct {
	Unit      area
	Indicator catalogue.Indicator
	Period    period.Period
	Plan      plan.Plan // under which it came
	Source    plan.Plan
	Form      plan.Form // the source
	There     ledger.Recorded
	Here      ledger.Recorded // the source's; of a mixed cell it is There itself
	State     State
}

type area = struct{ UID, Name string }

// All lists every pair of the plans' units, in the order of units, periods and indicators; of no periods all.
func All(ctx context.Context, reg plan.Registry, book Ledger, periods ...period.Period) ([]Pair, error) {
	ids := shared(reg)
	if len(ids) == 0 {
		return nil, nil
	}
	cells, err := book.Cells(ctx, ids, nil, periods...)
	if err != nil {
		return nil, fmt.Errorf("read what came under two plans: %w", err)
	}
	stands := map[report.Key]ledger.Recorded{}
	for _, c := range cells {
		stands[c.Key()] = c
	}
	var out []Pair
	for _, c := range cells {
		if p, ok := pairOf(reg, stands, c); ok {
			out = append(out, p)
		}
	}
	slices.SortFunc(out, func(a, b Pair) int {
		return cmp.Or(cmp.Compare(a.Unit.UID, b.Unit.UID), cmp.Compare(a.Period.String(), b.Period.String()), cmp.Compare(a.Indicator.ID, b.Indicator.ID), cmp.Compare(a.There.Group, b.There.Group))
	})
	return out, nil
}

// shared are the indicators of forms that take numbers from elsewhere.
func shared(reg plan.Registry) []string {
	var out []string
	for _, p := range reg.Plans {
		for _, f := range p.Forms {
			if len(f.Sources) > 0 {
				out = append(out, f.EverAsked()...)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func pairOf(reg plan.Registry, stands map[report.Key]ledger.Recorded, c ledger.Recorded) (Pair, bool) {
	under, of, beside := catalogue.Under(c.Group)
	if !beside {
		under = c.Plan
	}
	p, known := reg.Plan(under)
	unit, there := reg.Areas.Get(c.Unit)
	if !known || !there || c.Empty() {
		return Pair{}, false
	}
	source, form, elsewhere := reg.Elsewhere(p, c.Indicator, unit, c.Period)
	if !elsewhere {
		return Pair{}, false
	}
	pair := Pair{Unit: area{unit.UID, wording.UnitName(unit)}, Indicator: reg.Indicators[c.Indicator], Period: c.Period, Plan: p, Source: source, Form: form, There: c}
	if !beside {
		pair.Here, pair.State = c, Mixed
		return pair, true
	}
	k := c.Key()
	k.Group = of
	here, came := stands[k]
	pair.Here, pair.State = here, Open
	switch {
	case !came || here.Empty():
		pair.State = NoSource
	case here.Same(c.Entry):
		pair.State = Agrees
	case here.Seq > c.Seq && here.Reason != "":
		pair.State = Answered
	}
	return pair, true
}

// Words says how the two numbers stand to each other in one line.
func (p Pair) Words() lang.Text {
	name := wording.IndicatorNames(p.Indicator)
	what := lang.Textf("%[1]s (%[2]s), %[3]s, %[5]s", "%[1]s (%[2]s), %[4]s, %[5]s", p.Unit.Name, p.Unit.UID, name.VI, name.EN, p.Period)
	there, here := p.There.Words(), p.Here.Words()
	source := lang.Text{VI: p.Source.Short.VI, EN: p.Source.Short.In(lang.English)}
	other := lang.Text{VI: p.Plan.Short.VI, EN: p.Plan.Short.In(lang.English)}
	said := map[State]lang.Text{
		Agrees:   {VI: "khớp", EN: "they agree"},
		Open:     {VI: "chưa trả lời", EN: "not answered"},
		Answered: {VI: "trả lời: " + p.Here.Reason, EN: "answer: " + p.Here.Reason},
		NoSource: {VI: "nguồn chưa có số", EN: "the source has no number"},
	}[p.State]
	if p.State == Mixed {
		return lang.Textf("%[1]s: %[3]s đã ghi vào chỗ của %[5]s trước khi kế hoạch nói nguồn; số đang đứng %[7]s, biên nhận %[9]s", "%[2]s: %[4]s was booked in the place of %[6]s before the plan named a source; %[8]s stands, receipt %[9]s",
			what.VI, what.EN, other.VI, other.EN, source.VI, source.EN, there.VI, there.EN, p.There.Receipt)
	}
	return lang.Textf("%[1]s: nguồn %[3]s %[5]s, %[7]s báo %[9]s (biên nhận %[11]s): %[12]s", "%[2]s: the source %[4]s has %[6]s, %[8]s reports %[10]s (receipt %[11]s): %[13]s",
		what.VI, what.EN, source.VI, source.EN, here.VI, here.EN, other.VI, other.EN, there.VI, there.EN, p.There.Receipt, said.VI, said.EN)
}
