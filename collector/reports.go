package main

import (
	"errors"
	"fmt"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"github.com/xhht/xhht/collector/config"
	"github.com/xhht/xhht/collector/reporting"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/timeliness"
)

// reportsFlags are what the reader asked to see.
type reportsFlags struct {
	plan, form, period, asOf string
	csv, missing             bool
}

func (a *app) reportsCommand() *cobra.Command {
	var f reportsFlags
	cmd := &cobra.Command{
		Use:   "reports",
		Short: "List who owes which report, who has handed it in, and who is late.",
		Long: `Reports lists every report that a plan expects, by form, period and unit: received on time, received late and by how many
days, overdue, not due, extended until when. Below each form and period it counts: expected, received, in time, and the
rates completeness (received of expected) and timeliness (in time of expected). A report is received when every number that
the unit owes on the form has come; a correction does not make it late. Periods that have not begun are left out.

What is owed follows from the plans in force, as the ledger has written them down, and with --as-of from those in force on
that day. A changed folder of plans counts from when serve or import has taken it over.

Below the reports it lists the numbers on them that contradict each other, from before the program checked: what came counts as
received, and nothing is concluded from it until it is mended.

With --missing it names the numbers that each incomplete report lacks; collector form prints the form to fill them in. With
--csv it prints a table for Excel, one line for each expected report, or for each missing number, and no rates.`,
		Args: cobra.NoArgs,
	}
	cmd.Flags().StringVar(&f.plan, "plan", "", "ID of the plan, or its beginning; may be left out where only one takes reports.")
	cmd.Flags().StringVar(&f.form, "form", "", "Only this form.")
	cmd.Flags().StringVar(&f.period, "period", "", "Only this period, as 2024, 2024-H1, 2024-Q3 or 2024-09.")
	cmd.Flags().StringVar(&f.asOf, "as-of", "", "As it was known at the end of this day, as 2024-12-31; without it now.")
	cmd.Flags().BoolVar(&f.csv, "csv", false, "Print a table that opens in Excel.")
	cmd.Flags().BoolVar(&f.missing, "missing", false, "Name every number that an incomplete report lacks.")
	load := a.configured(cmd, plansFlag, ledgerFlag)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		c, err := load()
		if err != nil {
			return err
		}
		return a.reports(cmd, c, f)
	}
	return cmd
}

func (a *app) reports(cmd *cobra.Command, c config.Config, f reportsFlags) (err error) {
	day, err := a.lookedBack("--as-of", f.asOf)
	if err != nil {
		return err
	}
	at := a.now()
	if end := day.EndOfDay(); !day.IsZero() && end.Before(at) {
		at = end
	}
	book, err := a.looking(cmd, c.Ledger)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, book.Close()) }()
	then, err := a.inForce(cmd.Context(), book, c, day.EndOfDay())
	if err != nil {
		return err
	}
	if f.plan == "" {
		if f.plan, err = onlyPlan(then.Registry); err != nil {
			return err
		}
	}
	answer, err := reporting.Read(cmd.Context(), then.Registry, book, reporting.Asked{Plan: f.plan, Form: f.form, Period: f.period, At: at})
	if list, ok := errors.AsType[problem.List](err); ok {
		return byFlag(list)
	}
	if err != nil {
		return err
	}
	switch {
	case f.csv && f.missing:
		return a.missingCSV(answer)
	case f.csv:
		return a.reportsCSV(answer)
	}
	if err := a.reportsPage(answer, at, then.origin, f.missing); err != nil {
		return err
	}
	list, err := a.contradictions(cmd.Context(), then.Registry, book, answer.Scope(), answer.Asks)
	a.sayContradictions(list)
	return err
}

// reportsPage prints a table for every form and period, and its rates below.
func (a *app) reportsPage(answer reporting.Answer, at time.Time, origin lang.Text, missing bool) error {
	language := lang.Parse(a.lang)
	say := func(vi, en string) string { return lang.Text{VI: vi, EN: en}.In(language) }
	fmt.Fprintf(a.stdout, "%s\n%s%s\n", answer.Plan.Title.In(language), lang.Textf("Tính đến %s", "As of %s", period.Day(at)).In(language), after(origin, language))
	w := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', 0)
	rates := map[string]timeliness.Rate{}
	for _, r := range answer.Rates {
		rates[r.Form+r.At.Format(time.DateOnly)] = r
	}
	for i, l := range answer.Lines {
		if i == 0 || l.Form.ID != answer.Lines[i-1].Form.ID || l.Period != answer.Lines[i-1].Period {
			due := say("không ghi hạn", "no deadline")
			if !l.Due.IsZero() {
				due = lang.Textf("hạn đến hết %s", "due to the end of %s", reporting.Day(l.Due)).In(language)
			}
			fmt.Fprintf(w, "\n%s (%s), %s: %s\n", l.Form.Name.In(language), l.Form.ID, l.Period, due)
		}
		received := "–"
		if l.State == timeliness.OnTime || l.State == timeliness.ReceivedLate {
			received = lang.Textf("%s", "%s", reporting.Day(l.Received)).In(language)
		}
		fmt.Fprintf(w, "  %s\t%s\t%s\t%s\n", l.Unit.UID, l.Unit.FullName, received, l.Words().In(language))
		if missing {
			for _, ind := range l.Missing {
				fmt.Fprintf(w, "    %s %s (%s)\n", say("thiếu:", "missing:"), ind.Name.In(language), ind.ID)
			}
		}
		if i == len(answer.Lines)-1 || l.Form.ID != answer.Lines[i+1].Form.ID || l.Period != answer.Lines[i+1].Period {
			fmt.Fprintf(w, "  %s\n", rateLine(rates[l.Form.ID+l.At.Format(time.DateOnly)], language))
		}
	}
	return w.Flush()
}

// after is something more to say behind a date; nothing where there is none.
func after(more lang.Text, language lang.Lang) string {
	if more.VI == "" {
		return ""
	}
	return ", " + more.In(language)
}

func rateLine(r timeliness.Rate, language lang.Lang) string {
	out := lang.Textf("phải nộp %d, đã nộp %d (đầy đủ %s), đúng hạn %d (đúng hạn %s), trễ %d, quá hạn %d, chưa đến hạn %d, được gia hạn %d",
		"expected %d, received %d (completeness %s), in time %d (timeliness %s), late %d, overdue %d, not due %d, extended %d",
		r.Expected, r.Received(), percent(r.Completeness(), language), r.OnTime, percent(r.Timeliness(), language), r.Late, r.Overdue, r.NotDue, r.Extended).In(language)
	if r.NoReporter > 0 {
		out += lang.Textf("; ngoài ra %d nơi không có ai báo cáo", "; besides, %d without a reporter", r.NoReporter).In(language)
	}
	return out
}

func percent(v *float64, language lang.Lang) string {
	if v == nil {
		return "–"
	}
	return lang.Number(*v, 1, language) + "%"
}
