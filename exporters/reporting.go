package main

import (
	"context"
	"fmt"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/xhht/xhht/internal/series"
)

func init() {
	register("reporting", "How complete and how late each unit's reporting is, form by form.", true, newReporting)
}

// reporting looks at the newest period of every form whose deadline has passed, unit by unit. A unit that never
// reported has every series too: an alert on a series that is missing never fires.
type reporting struct {
	deps                                               Deps
	names                                              *names
	expected, received, completeness, overdue, reports *prometheus.Desc
	period, last                                       *prometheus.Desc
}

func newReporting(d Deps) Exporter {
	unit := []string{"plan", "form", "area", "area_name"}
	desc := func(name, help string, labels ...string) *prometheus.Desc {
		return prometheus.NewDesc(prometheus.BuildFQName(namespace, "reporting", name), help, append(append([]string{}, unit...), labels...), nil)
	}
	return reporting{
		deps:         d,
		names:        &names{},
		expected:     desc("cells_expected", "Values the unit owes for the newest due period of the form."),
		received:     desc("cells_received", "Values of those that have come."),
		completeness: desc("completeness_ratio", "Values received of values expected for the newest due period, 0 to 1."),
		overdue:      desc("lateness_seconds", "Time by which the report for the newest due period was or is late; 0 when it came in time."),
		period:       desc("period_end_timestamp_seconds", "Last day of the newest due period, as a Unix time."),
		last:         desc("last_complete_timestamp_seconds", "When the unit last completed a report of the form, as a Unix time; 0 for never."),
		reports:      desc("reports", "Reports of the plan's whole run by state: on_time, received_late, overdue, not_due.", "state"),
	}
}

var states = []series.State{series.OnTime, series.ReceivedLate, series.Overdue, series.NotDue}

func (r reporting) Collect(ctx context.Context, ch chan<- prometheus.Metric) error {
	names, err := r.names.get(ctx, r.deps.Store)
	if err != nil {
		return err
	}
	reports, err := r.deps.Store.Reports(ctx, series.Filter{})
	if err != nil {
		return err
	}
	now := r.deps.Now()
	for _, unit := range byUnit(reports) {
		labels := []string{unit[0].Plan, unit[0].Form, unit[0].Area, names[unit[0].Area]}
		send := func(desc *prometheus.Desc, v float64, more ...string) error {
			m, err := prometheus.NewConstMetric(desc, prometheus.GaugeValue, v, append(append([]string{}, labels...), more...)...)
			if err != nil {
				return fmt.Errorf("make metric of %s: %w", unit[0].Area, err)
			}
			ch <- m
			return nil
		}
		if err := r.unit(unit, now, send); err != nil {
			return err
		}
	}
	return nil
}

type sender func(desc *prometheus.Desc, v float64, more ...string) error

// unit sends the series of one unit and form.
func (r reporting) unit(reports []series.Report, now time.Time, send sender) error {
	counts := map[series.State]float64{}
	var due *series.Report
	var last time.Time
	for i, rep := range reports {
		counts[rep.StateAt(now)]++
		// A form without a deadline is never due; its newest begun period is shown.
		passed := !rep.Due.IsZero() && now.After(rep.Deadline()) || rep.Due.IsZero() && now.After(rep.At)
		if passed && (due == nil || rep.At.After(due.At)) {
			due = &reports[i]
		}
		if rep.Received.After(last) && !rep.Received.After(now) {
			last = rep.Received
		}
	}
	for _, s := range states {
		if err := send(r.reports, counts[s], string(s)); err != nil {
			return err
		}
	}
	lastSeconds := 0.0
	if !last.IsZero() {
		lastSeconds = float64(last.Unix())
	}
	if err := send(r.last, lastSeconds); err != nil || due == nil {
		return err
	}
	ratio := 0.0
	if due.CellsOf > 0 {
		ratio = due.Cells / due.CellsOf
	}
	for desc, v := range map[*prometheus.Desc]float64{
		r.expected: due.CellsOf, r.received: due.Cells, r.completeness: ratio,
		r.overdue: due.Lateness(now).Seconds(), r.period: float64(due.At.Unix()),
	} {
		if err := send(desc, v); err != nil {
			return err
		}
	}
	return nil
}

// byUnit cuts the list, which comes in order of plan, form and unit, into one list per unit.
func byUnit(reports []series.Report) [][]series.Report {
	var out [][]series.Report
	for i, r := range reports {
		if i == 0 || r.Plan != reports[i-1].Plan || r.Form != reports[i-1].Form || r.Area != reports[i-1].Area {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], r)
	}
	return out
}
