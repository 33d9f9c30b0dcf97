package intake

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plausible"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/report"
	"github.com/xhht/xhht/internal/wording"
)

// sizes asks about denominators and quantities that cannot be, before they count: "write why". A reason in the cell answers; a
// size that stood before is not asked about again.
func (in *Intake) sizes(ctx context.Context, holds ledger.Holdings, changes []ledger.Change) error {
	var asked []ledger.Change
	var own, beside reading
	around := in.around()
	for _, c := range changes {
		if in.toAsk(c) {
			asked = append(asked, c)
			own.add([]string{c.After.Indicator}, []string{c.After.Unit}, history(c.After.Period))
			beside.add([]string{c.After.Indicator}, around(c.After), lately(c.After.Period))
		}
	}
	if len(asked) == 0 {
		return in.countsLost(changes).List().Err()
	}
	list, err := in.read(ctx, holds, own, beside)
	if err != nil {
		return err
	}
	survey := plausible.NewSurvey(list)
	if first := in.firsts(survey, asked, around); len(first.units) > 0 {
		others, err := in.read(ctx, holds, first)
		if err != nil {
			return err
		}
		survey = plausible.NewSurvey(append(list, others...))
	}
	questions := in.countsLost(changes)
	for _, c := range asked {
		if q := in.question(survey, c); q != nil {
			questions.Add(in.sizeProblem(c.After, *q))
		}
	}
	return questions.List().Err()
}

// read returns the sizes of the readings.
func (in *Intake) read(ctx context.Context, holds ledger.Holdings, readings ...reading) ([]plausible.Sized, error) {
	var list []plausible.Sized
	for _, r := range readings {
		held, err := holds.Cells(ctx, slices.Sorted(maps.Keys(r.indicators)), slices.Sorted(maps.Keys(r.units)), slices.Collect(maps.Keys(r.periods))...)
		if err != nil {
			return nil, fmt.Errorf("read the sizes beside: %w", err)
		}
		list = append(list, in.sizesAmong(held)...)
	}
	return list, nil
}

// sizesAmong are the sizes of what is held; what the catalogue and the list of units say is looked up once.
func (in *Intake) sizesAmong(held []*ledger.Recorded) []plausible.Sized {
	measures, parents := map[string]catalogue.Measure{}, map[string]string{}
	list := make([]plausible.Sized, 0, len(held))
	for _, one := range held {
		measure, known := measures[one.Indicator]
		if !known {
			measure = in.Registry.Indicators[one.Indicator].Measure
			measures[one.Indicator] = measure
		}
		size := measure.Size(one.Denominator, one.Value)
		if size == nil || *size <= 0 || one.Nobody {
			continue
		}
		parent, known := parents[one.Unit]
		if !known {
			a, _ := in.Registry.Areas.Get(one.Unit)
			parent = a.Parent
			parents[one.Unit] = parent
		}
		kind := plausible.Kind{Indicator: one.Indicator, Group: one.Group, Over: one.DenominatorKind}
		list = append(list, plausible.Sized{Kind: kind, Unit: one.Unit, Parent: parent, Period: one.Period, Size: *size})
	}
	return list
}

// firsts is what tells what to expect of a unit's first number of a kind: its other sizes, and theirs in the units around.
func (in *Intake) firsts(survey plausible.Survey, asked []ledger.Change, around func(report.Entry) []string) reading {
	var first reading
	for _, c := range asked {
		if x, _ := in.sized(c.After); x.Size > 0 && !c.Stood && survey.First(x) {
			first.add(in.sizesOf(c.Batch.Plan), append([]string{c.After.Unit}, around(c.After)...), []period.Period{c.After.Period})
		}
	}
	return first
}

// countsLost asks about a rate without counts that takes the place of counts: a total could no longer be made of it.
func (in *Intake) countsLost(changes []ledger.Change) problem.Bounded {
	var out problem.Bounded
	for _, c := range changes {
		if c.After.Unverified == nil || !c.Stood || c.Before.Denominator == nil || answered(c) {
			continue
		}
		was := c.Before.Words()
		out.Add(problem.Problem{
			Code: "counts_lost", Place: inCell(c.After, "unverified"), Value: c.After.Row.Unverified,
			Rule: lang.Text{VI: "ô này đang có số đếm " + was.VI + "; một tỷ lệ không có số đếm sẽ thay chỗ nó", EN: "this cell holds the counts " + was.EN + "; a rate without counts would take their place"},
			Hint: writeWhy(*c.After.Row),
		})
	}
	return out
}

// answered reports whether no question is asked about a change: the cell says why, or it came out of no document. A note on the whole
// report answers nothing: it may have been written for another cell.
func answered(c ledger.Change) bool { return c.After.Reason != "" || c.After.Row == nil }

// inCell is the place of a field of an entry's row, which knows whose cell it is.
func inCell(e report.Entry, field string) problem.Place {
	at := e.Row.At(field)
	at.Cell = e.Key()
	return at
}

// writeWhy is how a question is answered.
func writeWhy(r report.Row) lang.Text {
	why := r.SayWhy()
	return lang.Text{VI: "Nếu nhầm thì sửa số; nếu đúng thì ở dòng này " + why.VI + ", rồi gửi lại", EN: "If it is a slip, mend the number; if it is right, " + why.EN + " in this row, and send it again"}
}

// question holds a size against the survey. Where the unit has no number of another period, the one that is being corrected is all
// that tells what to expect.
func (in *Intake) question(survey plausible.Survey, c ledger.Change) *plausible.Question {
	x, _ := in.sized(c.After)
	beside := survey.Beside(x)
	if before, had := in.sized(c.Before); c.Stood && had && before.Kind == x.Kind && beside.Before == nil && beside.After == nil {
		beside.Before = &before.Size
	}
	return plausible.Ask(x.Size, beside)
}

// toAsk reports whether a change brings a size that nobody explained.
func (in *Intake) toAsk(c ledger.Change) bool {
	x, ok := in.sized(c.After)
	if !ok || !c.Stands || answered(c) {
		return false
	}
	before, had := in.sized(c.Before)
	return !c.Stood || !had || before.Size != x.Size
}

// sizesOf lists the indicators of a plan's forms that carry a size.
func (in *Intake) sizesOf(plan string) []string {
	p, _ := in.Registry.Plan(plan)
	var out []string
	for _, f := range p.Forms {
		for _, ask := range f.Indicators {
			if m := in.Registry.Indicators[ask.Indicator].Measure; m == catalogue.Rate || m == catalogue.Quantity {
				out = append(out, ask.Indicator)
			}
		}
	}
	return out
}

// sized is the size that an entry carries, if it does. Nobody is a size, too: where there were many, that there is nobody is asked about.
func (in *Intake) sized(e report.Entry) (plausible.Sized, bool) {
	size := in.Registry.Indicators[e.Indicator].Measure.Size(e.Denominator, e.Value)
	if e.Nobody {
		size = new(0.0)
	}
	if size == nil {
		return plausible.Sized{}, false
	}
	a, _ := in.Registry.Areas.Get(e.Unit)
	return plausible.Sized{Kind: plausible.Kind{Indicator: e.Indicator, Group: e.Group, Over: e.DenominatorKind}, Unit: e.Unit, Parent: a.Parent, Period: e.Period, Size: *size}, true
}

// reading is what is read of the ledger at a time. The unit's own past is read far back, that of the units beside it one period: of a
// province whose communes lie beside each other without districts the rest is too much to read for every report.
type reading struct {
	indicators map[string]bool
	units      map[string]bool
	periods    map[period.Period]bool
}

func (r *reading) add(indicators, units []string, periods []period.Period) {
	if r.units == nil {
		r.indicators, r.units, r.periods = map[string]bool{}, map[string]bool{}, map[period.Period]bool{}
	}
	for _, id := range indicators {
		r.indicators[id] = true
	}
	for _, u := range units {
		r.units[u] = true
	}
	for _, p := range periods {
		r.periods[p] = true
	}
}

// mostBeside is how many units on either side are read: enough for a median, and those into whose rows a number slips.
const mostBeside = 12

// around returns what names the units around an entry's, looked up once for each unit and period.
func (in *Intake) around() func(report.Entry) []string {
	type place struct {
		unit string
		period.Period
	}
	known := map[place][]string{}
	return func(e report.Entry) []string {
		at := place{e.Unit, e.Period}
		if _, ok := known[at]; !ok {
			known[at] = in.unitsAround(e)
		}
		return known[at]
	}
}

// unitsAround are the unit above and the nearest of those beside, in the order of a list.
func (in *Intake) unitsAround(e report.Entry) []string {
	a, ok := in.Registry.Areas.Get(e.Unit)
	if !ok {
		return nil
	}
	beside := in.Registry.Areas.Children(a.Parent, e.Period.End())
	at := slices.IndexFunc(beside, func(b area.Area) bool { return b.UID == e.Unit })
	out := []string{a.Parent}
	for _, b := range beside[max(0, at-mostBeside):min(len(beside), at+1+mostBeside)] {
		out = append(out, b.UID)
	}
	return out
}

// history is as much of the past as tells what change is usual, and the period after, where a late paper fills a gap.
func history(p period.Period) []period.Period {
	return []period.Period{p.Prev().Prev().Prev().Prev(), p.Prev().Prev().Prev(), p.Prev().Prev(), p.Prev(), p, p.Next()}
}

func lately(p period.Period) []period.Period { return []period.Period{p.Prev(), p, p.Next()} }

func (in *Intake) sizeProblem(e report.Entry, q plausible.Question) problem.Problem {
	field, value := "denominator", e.Row.Denominator
	if in.Registry.Indicators[e.Indicator].Measure == catalogue.Quantity {
		field, value = "value", e.Row.Value
	}
	if e.Nobody {
		field, value = "nobody", e.Row.Nobody
	}
	neighbour, _ := in.Registry.Areas.Get(q.Unit)
	return problem.Problem{
		Code: "size_doubtful", Place: inCell(e, field), Value: value,
		Rule: wording.SizeQuestion(q, wording.UnitName(neighbour)), Hint: writeWhy(*e.Row),
	}
}
