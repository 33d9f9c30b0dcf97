package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/text/unicode/norm"

	"github.com/xhht/xhht/collector/config"
	"github.com/xhht/xhht/collector/intake"
	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/collector/sqlitefile"
	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/planfile"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/report"
	"github.com/xhht/xhht/internal/timeliness"
)

// formFlags are what somebody wants to fill in.
type formFlags struct {
	unit, plan, form, period string
	write                    blankWriter
}

func (a *app) formCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "form UNIT",
		Short: "Print the empty form that a unit has to fill in.",
		Long: `Form prints what a unit owes as a table that opens in Excel: every number with its code and name, how to fill it in, and what was
reported last. Rows that are left empty count as not reported; groups below a total may be left empty for good.

` + example + `
  collector form 857 --plan vinh-long > bieu-857.csv
  collector form "Xã An Bình" --plan pcgd-xmc-vinh-long --period 2025 > bieu-an-binh.csv

Fill in the empty columns, save it as it is, and hand it to collector import. The command workbook writes the same as an Excel workbook
with lists and hints.`,
	}
	a.blankForm(cmd, intake.WriteBlanks)
	return cmd
}

func (a *app) workbookCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "workbook UNIT",
		Short: "Write the empty form of a unit as an Excel workbook.",
		Long: `Workbook writes what a unit owes as an Excel workbook, a sheet for each form: cells to fill in are yellow and know their lists and
ranges, each has a hint, everything else is locked. The numbers of last time stand beside in grey; they count only where the column
“Như lần trước” has an x.

` + example + `
  collector workbook 857 --plan vinh-long > bieu-857.xlsx
  collector workbook "Xã An Bình" --plan pcgd-xmc-vinh-long --period 2025 > bieu-an-binh.xlsx

Fill it in with Excel, LibreOffice or WPS and hand it to collector import, under whatever name. Columns may be moved, rows removed and
added, and headings typed above the table.`,
	}
	a.blankForm(cmd, intake.WriteBlankBook)
	return cmd
}

// blankWriter writes empty forms.
type blankWriter func(w io.Writer, l lang.Lang, reg plan.Registry, blanks []intake.Blank, reported []report.Entry) error

// blankForm gives a command the flags that say which form, and lets it write that.
func (a *app) blankForm(cmd *cobra.Command, write blankWriter) {
	f := formFlags{write: write}
	cmd.Args = cobra.MaximumNArgs(1)
	cmd.Flags().StringVar(&f.unit, "unit", "", "The unit, in place of the argument: uid, code or name.")
	cmd.Flags().StringVar(&f.plan, "plan", "", "ID of the plan, or its beginning; may be left out where only one takes reports.")
	cmd.Flags().StringVar(&f.form, "form", "", "Only this form.")
	cmd.Flags().StringVar(&f.period, "period", "", "The period, as 2024, 2024-H1, 2024-Q3 or 2024-09; without it the newest that is taken.")
	load := a.configured(cmd, plansFlag, ledgerFlag)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		c, err := load()
		if err != nil {
			return err
		}
		f.unit = norm.NFC.String(cmp.Or(strings.Join(args, ""), f.unit))
		return a.form(cmd.Context(), c, f)
	}
}

func (a *app) form(ctx context.Context, c config.Config, f formFlags) (err error) {
	if f.unit == "" {
		return missingFlag("--unit", lang.Text{VI: "Nêu đơn vị bằng uid, mã hoặc tên", EN: "Name the unit by uid, code or name"})
	}
	book, err := a.book(ctx, c.Ledger, sqlitefile.Look)
	switch {
	case errors.Is(err, fs.ErrNotExist): // none has taken anything yet: then the form has no last numbers
	case err != nil:
		return err
	default:
		defer func() { err = errors.Join(err, book.Close()) }()
	}
	reg, err := a.planned(ctx, book, c)
	if err != nil {
		return err
	}
	if f.plan == "" {
		if f.plan, err = onlyPlan(reg); err != nil {
			return err
		}
	}
	p, unknown := reg.Find(f.plan, plan.Plan.TakesReports)
	if len(unknown) > 0 {
		return byFlag(unknown)
	}
	blanks, faults := blanksFor(reg, p, f, period.Day(a.now()))
	if len(faults) > 0 {
		return faults
	}
	for _, b := range blanks {
		if then := reg.Areas.Became(b.Unit); b.Older && then.VI != "" {
			fmt.Fprintln(a.stderr, lang.Textf("%[1]s: %[2]s", "%[1]s: %[3]s", b.Unit.Written(), then.VI, then.EN).In(lang.Parse(a.lang)))
		}
	}
	reported, err := reportedOn(ctx, book, reg, p, blanks)
	if err != nil {
		return err
	}
	return f.write(a.stdout, lang.Parse(a.lang), reg, blanks, reported)
}

// planned are the plans in force, or those of the folder where no ledger says which are.
func (a *app) planned(ctx context.Context, book ledger.Store, c config.Config) (plan.Registry, error) {
	if book == nil {
		return planfile.Load(c.Plans)
	}
	then, err := a.inForce(ctx, book, c, time.Time{})
	return then.Registry, err
}

// reportedOn is what the units have reported on the forms so far: of a cell whose source is another plan's form, what they said under this
// plan, never the source's number, which they would confirm as their own.
func reportedOn(ctx context.Context, book ledger.Store, reg plan.Registry, p plan.Plan, blanks []intake.Blank) ([]report.Entry, error) {
	if book == nil {
		return nil, nil
	}
	var out []report.Entry
	for _, b := range blanks {
		cells, err := book.Cells(ctx, b.Duty.Owed(b.Unit.UID, b.Period), []string{b.Unit.UID})
		if err != nil {
			return nil, err
		}
		for _, c := range cells {
			_, _, elsewhere := reg.Elsewhere(p, c.Indicator, b.Unit, c.Period)
			under, of, beside := catalogue.Under(c.Group)
			if beside != elsewhere || beside && under != p.ID {
				continue
			}
			c.Group = of
			out = append(out, c.Entry)
		}
	}
	return out, nil
}

// blanksFor finds the forms that the unit owes, each for the period asked for or for the newest that is taken by now.
func blanksFor(reg plan.Registry, p plan.Plan, f formFlags, today period.Date) ([]intake.Blank, problem.List) {
	var only period.Period
	if f.period != "" {
		var err error
		if only, err = period.Parse(f.period); err != nil {
			return nil, problem.List{{Code: "wrong_period", Place: problem.Field("--period"), Value: f.period,
				Rule: lang.Text{VI: "kỳ báo cáo không đúng dạng", EN: "the period has no known form"},
				Hint: lang.Text{VI: "Viết 2024, 2024-H1, 2024-Q3 hoặc 2024-09", EN: "Write 2024, 2024-H1, 2024-Q3 or 2024-09"}}}
		}
	}
	var out []intake.Blank
	var owing []area.Area // whoever owes anything on these forms: what a hint offers
	var ids []string
	for _, d := range timeliness.Duties(reg, p) {
		ids = append(ids, d.Form.ID)
		if f.form != "" && d.Form.ID != f.form {
			continue
		}
		older := false
		for _, per := range slices.Backward(d.Periods()) {
			if !only.IsZero() && per != only || only.IsZero() && today.Before(report.TakenFrom(d.Form, per)) {
				continue
			}
			reporters := d.Reporters(per)
			owing = append(owing, reporters...)
			found := meant(reg.Areas, f.unit, reporters)
			for _, u := range found {
				out = append(out, intake.Blank{Duty: d, Unit: u, Period: per, Older: older})
			}
			if len(found) > 0 {
				break
			}
			older = true
		}
	}
	if f.form != "" && !slices.Contains(ids, f.form) {
		list := strings.Join(ids, ", ")
		return nil, problem.List{{Code: "unknown_form", Place: problem.Field("--form"), Value: f.form,
			Rule: lang.Text{VI: "kế hoạch không có biểu số liệu mang mã này", EN: "the plan has no form of numbers with this id"},
			Hint: lang.Textf("Một trong: %s", "One of: %s", list)}}
	}
	if len(out) == 0 {
		return nil, problem.List{notOwing(reg, p, f, owing)}
	}
	return out, nil
}

// meant keeps those of the reporters that a text may mean.
func meant(tree *area.Tree, text string, reporters []area.Area) []area.Area {
	found := tree.Find(text)
	return slices.DeleteFunc(slices.Clone(reporters), func(r area.Area) bool {
		return !slices.ContainsFunc(found, func(u area.Area) bool { return u.UID == r.UID })
	})
}

// notOwing says why there is no form for a unit: there is no such unit, it has ended, or nothing is asked of it.
func notOwing(reg plan.Registry, p plan.Plan, f formFlags, owing []area.Area) problem.Problem {
	found := reg.Areas.Find(f.unit)
	if len(found) == 0 {
		return problem.Problem{Code: "unknown_unit", Place: problem.Field("--unit"), Value: f.unit,
			Rule: area.NoUnit, Hint: area.Offer(f.unit, owing)}
	}
	out := problem.Problem{Code: "not_expected", Place: problem.Field("--unit"), Value: f.unit,
		Rule: lang.Textf("kế hoạch %[1]s không yêu cầu đơn vị này nộp biểu nào trong kỳ đó", "the plan %[1]s asks this unit for no form of that period", p.ID), Hint: area.Offer("", owing)}
	for _, u := range found {
		if then := reg.Areas.Became(u); then.VI != "" && reg.Covers(p, u.UID) {
			out.Hint = lang.Text{VI: u.FullName + ": " + then.VI, EN: u.FullName + ": " + then.EN}
		}
	}
	return out
}
