package owed

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/query"
	"github.com/xhht/xhht/internal/series"
	"github.com/xhht/xhht/internal/timeliness"
	"github.com/xhht/xhht/internal/wording"
)

// Event is something that happened, or falls due, at an instant.
type Event struct {
	Kind  query.EventKind
	At    time.Time
	Title lang.Text
	Text  lang.Text

	Brief  lang.Text // what has to be there by then, for a list of what is ahead
	Clause string
}

// reform is the first day without districts and with the merged communes and provinces.
var reform = period.DateOf(2025, 7, 1)

// mostLines is how many targets or corrections one event spells out.
const mostLines = 12

// Events lists what a chart of the plan should mark within the span, in order of time.
func Events(reg plan.Registry, p plan.Plan, revisions []series.Revision, span period.Span) []Event {
	var out []Event
	add := func(e Event) {
		if !e.At.Before(span.From) && !e.At.After(span.To) {
			out = append(out, e)
		}
	}
	for _, e := range milestoneEvents(reg, p) {
		add(e)
	}
	for _, e := range deadlineEvents(p) {
		add(e)
	}
	for _, r := range revisions {
		add(correctionEvent(reg, r))
	}
	add(Event{query.EventReform, reform.Time(), lang.Text{VI: "Sắp xếp đơn vị hành chính", EN: "Reform of the units"},
		lang.Text{VI: "Từ 01/7/2025 không còn cấp huyện; tỉnh và xã được sắp xếp lại.", EN: "Since 1 July 2025 there are no districts; provinces and communes were merged."}, lang.Text{}, ""})
	slices.SortStableFunc(out, func(a, b Event) int { return a.At.Compare(b.At) })
	return out
}

// Ahead keeps what is still to come at the instant, the next first. What was corrected has happened.
func Ahead(events []Event, asOf time.Time) []Event {
	return slices.DeleteFunc(events, func(e Event) bool { return e.Kind == query.EventCorrection || e.At.Before(asOf) })
}

// DaysLeft are the whole days from the day of the instant to the event's: 0 is today.
func (e Event) DaysLeft(asOf time.Time) int { return period.Day(e.At).DaysSince(period.Day(asOf)) }

// Heading is the event in one line.
func (e Event) Heading() lang.Text {
	if e.Brief.VI != "" {
		return e.Brief
	}
	return e.Title
}

// milestoneEvents are one for each day on which milestones fall due.
func milestoneEvents(reg plan.Registry, p plan.Plan) []Event {
	lines := map[period.Date][]lang.Text{}
	for _, t := range p.Targets {
		ind := t.Named(reg.Indicators[t.Indicator])
		for _, m := range t.Milestones {
			lines[m.By] = append(lines[m.By], lang.Text{
				VI: fmt.Sprintf("%s: %s (%s)", wording.IndicatorName(ind, lang.Vietnamese), wording.Need(ind, t, m, lang.Vietnamese), m.Clause),
				EN: fmt.Sprintf("%s: %s (%s)", wording.IndicatorName(ind, lang.English), wording.Need(ind, t, m, lang.English), m.Clause)})
		}
	}
	var out []Event
	for by, list := range lines {
		out = append(out, Event{query.EventMilestone, by.EndOfDay(),
			lang.Text{VI: fmt.Sprintf("Mốc %s: %d chỉ tiêu", by.Vietnamese(), len(list)), EN: fmt.Sprintf("Milestone of %s: %d target(s)", by, len(list))}, listed(list), lang.Text{}, ""})
	}
	slices.SortFunc(out, func(a, b Event) int { return a.At.Compare(b.At) })
	return out
}

func listed(lines []lang.Text) lang.Text {
	var vi, en []string
	for _, l := range lines[:min(len(lines), mostLines)] {
		vi, en = append(vi, l.VI), append(en, l.EN)
	}
	if more := len(lines) - mostLines; more > 0 {
		vi, en = append(vi, fmt.Sprintf("… và %d chỉ tiêu khác", more)), append(en, fmt.Sprintf("… and %d more", more))
	}
	return lang.Text{VI: strings.Join(vi, "\n"), EN: strings.Join(en, "\n")}
}

func deadlineEvents(p plan.Plan) []Event {
	var out []Event
	for _, f := range p.Forms {
		for _, per := range p.Periods(f) {
			due := timeliness.DueBy(f, per)
			if due.IsZero() {
				continue
			}
			last := period.Day(due)
			out = append(out, Event{query.EventDeadline, due,
				lang.Text{VI: fmt.Sprintf("Hạn báo cáo kỳ %s", per), EN: fmt.Sprintf("Reports for %s are due", per)},
				lang.Text{VI: fmt.Sprintf("%s: hết ngày %s (%s)", f.Name.VI, last.Vietnamese(), f.Due.Clause),
					EN: fmt.Sprintf("%s: by the end of %s (%s)", f.Name.In(lang.English), last, f.Due.Clause)},
				lang.Text{VI: fmt.Sprintf("%s, kỳ %s", f.Name.VI, per), EN: fmt.Sprintf("%s for %s", f.Name.In(lang.English), per)}, f.Due.Clause})
		}
	}
	return out
}

func correctionEvent(reg plan.Registry, r series.Revision) Event {
	ind := reg.Indicators[r.Indicator]
	unit, _ := reg.Areas.Get(r.Area)
	per := series.PeriodOf(ind.Frequency, r.At)
	of := func(v *float64, words lang.Text, l lang.Lang) string {
		switch {
		case v != nil:
			return wording.Amount(ind, *v, 2, l)
		case words.VI != "":
			return words.In(l)
		}
		return "–"
	}
	line := func(l lang.Lang) string {
		s := fmt.Sprintf("%s, %s: %s → %s", wording.IndicatorName(ind, l), per, of(r.Old, r.OldWords, l), of(r.New, r.NewWords, l))
		if why := r.Why(); why != "" {
			s += "\n" + why
		}
		return s
	}
	name, what := wording.UnitName(unit), r.What.Name()
	return Event{query.EventCorrection, r.Recorded, lang.Text{VI: what.VI + ": " + name, EN: what.EN + ": " + name}, lang.Text{VI: line(lang.Vietnamese), EN: line(lang.English)}, lang.Text{}, ""}
}
