package main

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/series"
	"github.com/xhht/xhht/internal/timeliness"
)

func init() {
	register("reporting", "How many of each form's expected reports have come, how many are overdue, and whose.", true, newReporting)
}

// reporting looks at the newest due period of every form and counts its reports; older periods are the dashboards' subject.
// A unit that ended is not expected in that period and so is left out, and a form is left out when the period after its last
// one would have been due: nobody can mend what is over. Units have series of their own only under plans that judge them:
// a standing duty asks hundreds of communes, and one number tells whether it is used at all.
type reporting struct {
	deps                                  Deps
	catalogue                             *known
	expected, reports, overdue, end, last *prometheus.Desc // of a form
	unitOverdue, completeness             *prometheus.Desc // of a unit
}

func newReporting(d Deps) Exporter {
	form := []string{"plan", "form"}
	desc := func(name, help string, labels ...string) *prometheus.Desc {
		return prometheus.NewDesc(prometheus.BuildFQName(namespace, "reporting", name), help, slices.Concat(form, labels), nil)
	}
	return reporting{
		deps:         d,
		catalogue:    &known{},
		expected:     desc("reports_expected", "Reports expected for the newest due period of the form; 0 while none is due."),
		reports:      desc("reports", "Reports of the newest due period by state: on_time, received_late, overdue, not_due (more time was given), no_reporter (nobody is there to report; not among those expected).", "state"),
		overdue:      desc("overdue_seconds", "Time by which the longest overdue report of the newest due period is overdue; 0 when none is."),
		end:          desc("period_end_timestamp_seconds", "Last day of the newest due period, as a Unix time; absent while none is due."),
		last:         desc("last_complete_timestamp_seconds", "When a unit last completed a report of the form, for whatever period, as a Unix time; absent before any did."),
		unitOverdue:  desc("unit_overdue_seconds", "Time by which the unit's report for the newest due period is overdue; 0 when it came. Only of plans that judge units.", "area", "area_name"),
		completeness: desc("unit_completeness_ratio", "Values received of values the unit owes for the newest due period, 0 to 1. Only of plans that judge units.", "area", "area_name"),
	}
}

func (r reporting) Collect(ctx context.Context, ch chan<- prometheus.Metric) error {
	doc, err := r.catalogue.get(ctx, r.deps.Store)
	if err != nil {
		return err
	}
	reports, err := r.deps.Store.Reports(ctx, series.Filter{})
	if err != nil {
		return err
	}
	now := r.deps.Now()
	for _, list := range byForm(reports) {
		w, ok := doc.watched(list, now)
		if !ok {
			continue
		}
		if err := r.form(w, now, ch); err != nil {
			return err
		}
	}
	return nil
}

// form sends the series of one form, and of its units where they are judged.
func (r reporting) form(w watched, now time.Time, ch chan<- prometheus.Metric) error {
	counts := timeliness.Rate{}
	if rates := timeliness.Rates(w.due, now); len(rates) > 0 {
		counts = rates[0] // one form, one period
	}
	byState := map[timeliness.State]int{timeliness.OnTime: counts.OnTime, timeliness.ReceivedLate: counts.Late, timeliness.Overdue: counts.Overdue,
		timeliness.NotDue: counts.NotDue, timeliness.NoReporter: counts.NoReporter}
	var list []sample
	add := func(desc *prometheus.Desc, v float64, labels ...string) {
		list = append(list, sample{desc, v, slices.Concat([]string{w.plan.ID, w.form.ID}, labels)})
	}
	add(r.expected, float64(counts.Expected))
	for _, s := range timeliness.States {
		add(r.reports, float64(byState[s]), string(s))
	}
	if !w.lastComplete.IsZero() {
		add(r.last, float64(w.lastComplete.Unix()))
	}
	if len(w.due) > 0 {
		add(r.end, float64(w.due[0].At.Unix()))
	}
	var longest time.Duration
	for _, rep := range w.due {
		late := overdueBy(rep, now)
		longest = max(longest, late)
		if w.plan.Kind != plan.Regime {
			add(r.unitOverdue, late.Seconds(), rep.Area, w.names[rep.Area])
			add(r.completeness, ratio(rep.Cells, rep.CellsOf), rep.Area, w.names[rep.Area])
		}
	}
	add(r.overdue, longest.Seconds())
	for _, s := range list {
		m, err := prometheus.NewConstMetric(s.desc, prometheus.GaugeValue, s.value, s.labels...)
		if err != nil {
			return fmt.Errorf("make metric of form %s of plan %s: %w", w.form.ID, w.plan.ID, err)
		}
		ch <- m
	}
	return nil
}

// sample is one value on its way to the page.
type sample struct {
	desc   *prometheus.Desc
	value  float64
	labels []string
}

// overdueBy is how long a report has been missing; a late one that came is missing no more.
func overdueBy(r series.Report, now time.Time) time.Duration {
	if timeliness.StateOf(r, now) != timeliness.Overdue {
		return 0
	}
	return timeliness.Late(r, now)
}

func ratio(part, whole float64) float64 {
	if whole == 0 {
		return 0
	}
	return part / whole
}

// byForm cuts the list, which comes in order of plan and form, into one list per form.
func byForm(reports []series.Report) [][]series.Report {
	var out [][]series.Report
	for i, r := range reports {
		if i == 0 || r.Plan != reports[i-1].Plan || r.Form != reports[i-1].Form {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], r)
	}
	return out
}
