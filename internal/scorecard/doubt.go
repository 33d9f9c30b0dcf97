package scorecard

import (
	"slices"
	"strings"

	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/report"
	"github.com/xhht/xhht/internal/series"
	"github.com/xhht/xhht/internal/wording"
)

// reportedOf is the reported indicator that a row rests on.
func reportedOf(ind catalogue.Indicator) string {
	if ind.Measure.Derived() {
		return ind.Of
	}
	return ind.ID
}

// Evidence lists what has to be read to say why rows are doubtful: the indicators and their groups, the units, the periods' ends.
// Nothing is to be read where no row is.
func Evidence(reg plan.Registry, p plan.Plan, rows []Row) (indicators, groups, units []string, span period.Span) {
	rules := report.NewRules(reg)
	add := func(list *[]string, names ...string) {
		for _, name := range names {
			if !slices.Contains(*list, name) {
				*list = append(*list, name)
			}
		}
	}
	for _, r := range rows {
		if !r.Doubtful {
			continue
		}
		id := reportedOf(r.Indicator)
		add(&indicators, id)
		add(&indicators, rules.Reads(id)...)
		add(&groups, catalogue.GroupAll)
		add(&groups, reg.Indicators[id].Groups...)
		add(&units, r.Area.UID)
		if r.MembersOf > 0 {
			add(&units, p.Units...)
		}
		at := r.Period.End().Time()
		if span.From.IsZero() || at.Before(span.From) {
			span.From = at
		}
		if at.After(span.To) {
			span.To = at
		}
	}
	return indicators, groups, units, span
}

// Explained says of doubtful rows which numbers contradict each other, by the rules of acceptance, or which members' do. Observations
// are those that Evidence names. The rows given are not changed.
func Explained(reg plan.Registry, rows []Row, observations []series.Observation) []Row {
	rules := report.NewRules(reg)
	type place struct {
		unit string
		at   period.Date
	}
	cells, doubtful := map[place]report.Cells{}, map[place]map[string]bool{}
	for _, o := range observations {
		if o.Basis != series.Reported {
			continue
		}
		k := place{o.Area, period.UTCDay(o.At)}
		if cells[k] == nil {
			cells[k], doubtful[k] = report.Cells{}, map[string]bool{}
		}
		e := entryOf(reg.Indicators[o.Indicator], o)
		cells[k][e.Key()] = e
		if o.Says == series.SaysDoubtful {
			doubtful[k][o.Indicator] = true
		}
	}
	out := make([]Row, len(rows))
	for i, r := range rows {
		if out[i] = r; !r.Doubtful {
			continue
		}
		id, end := reportedOf(r.Indicator), r.Period.End()
		if own := doubtful[place{r.Area.UID, end}]; own[id] {
			out[i].Doubt = said(rules, id, cells[place{r.Area.UID, end}])
			continue
		}
		var names []string
		for _, a := range reg.Areas.All() {
			if doubtful[place{a.UID, end}][id] {
				names = append(names, wording.UnitName(a))
			}
		}
		list := strings.Join(names, ", ")
		out[i].Doubt = lang.Textf("số liệu của %[1]s", "the data of %[1]s", list)
	}
	return out
}

// entryOf is the cell that an observation was made of.
func entryOf(ind catalogue.Indicator, o series.Observation) report.Entry {
	e := report.Entry{Unit: o.Area, Indicator: o.Indicator, Period: series.PeriodOf(ind.Frequency, o.At), Group: o.Group,
		Numerator: o.Numerator, Denominator: o.Denominator}
	if ind.Measure == catalogue.Rate {
		return e
	}
	if e.Value = o.Value; o.Says == series.SaysDoubtful {
		e.Value = o.Unverified
	}
	return e
}

// said are the contradictions in which an indicator takes part.
func said(rules report.Rules, indicator string, cells report.Cells) lang.Text {
	var vi, en []string
	for _, f := range rules.Found(cells) {
		for _, k := range f.Cells {
			if k.Indicator == indicator {
				t := rules.Say(f, cells, rules.Named(f))
				vi, en = append(vi, t.VI), append(en, t.EN)
				break
			}
		}
	}
	return lang.Text{VI: strings.Join(vi, "; "), EN: strings.Join(en, "; ")}
}
