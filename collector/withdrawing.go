package main

import (
	"errors"
	"fmt"
	"strconv"

	"github.com/spf13/cobra"
	"golang.org/x/text/unicode/norm"

	"github.com/xhht/xhht/collector/config"
	"github.com/xhht/xhht/collector/intake"
	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/report"
)

// withdrawFlags are what the standing office takes back.
type withdrawFlags struct {
	receipt  string
	row      report.Row
	revision int
	reason   string
	by       string
	dryRun   bool
}

func (a *app) withdrawCommand() *cobra.Command {
	var f withdrawFlags
	cmd := &cobra.Command{
		Use:   "withdraw",
		Short: "Take back numbers that should never have been accepted.",
		Long: `Withdraw takes back everything that a receipt wrote, or one revision of one cell. The newest revision that is not withdrawn
stands then; where none is left, the cell is as if it had never been reported: it is missing again, and its report is not
complete. Nothing is erased: receipts and revisions show what was withdrawn, by whom and why. The same content may be
filed again afterwards.

A cell is named with its revision, which the receipt shows, so that the same command given twice takes back one revision.
` + example + `
  collector withdraw --receipt XHHT-7M62-5MPZ-4R0G --reason "nộp nhầm đơn vị" --by "Sở GDĐT"
  collector withdraw --unit 857 --indicator info_skills_rate --period 2024 --revision 2 --reason "nhầm cột" --by "Sở GDĐT"

What was approved or locked only this command takes back; reporters withdraw their own numbers over HTTP.`,
		Args: cobra.NoArgs,
	}
	load := a.configured(cmd, plansFlag, ledgerFlag, workspaceFlag)
	cmd.Flags().StringVar(&f.receipt, "receipt", "", "Take back everything that this receipt wrote.")
	cmd.Flags().StringVar(&f.row.Unit, "unit", "", "Unit of one cell, by uid, official code or name.")
	cmd.Flags().StringVar(&f.row.Indicator, "indicator", "", "ID of the cell's indicator.")
	cmd.Flags().StringVar(&f.row.Period, "period", "", "The cell's period, as 2024, 2024-H1, 2024-Q3 or 2024-09.")
	cmd.Flags().StringVar(&f.row.Group, "group", "", "The cell's group, such as sex=female; without it the total.")
	cmd.Flags().IntVar(&f.revision, "revision", 0, "Which revision of the cell is taken back.")
	cmd.Flags().StringVar(&f.reason, "reason", "", "Why; it is kept with the withdrawal.")
	cmd.Flags().StringVar(&f.by, "by", "", "Who withdraws, by name or ID; the ledger keeps an ID, the workspace the name.")
	cmd.Flags().BoolVar(&f.dryRun, "dry-run", false, "Say what would be taken back, and write nothing.")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		c, err := load()
		if err != nil {
			return err
		}
		return a.withdraw(cmd, c, f)
	}
	return cmd
}

func (a *app) withdraw(cmd *cobra.Command, c config.Config, f withdrawFlags) (err error) {
	if f.by = norm.NFC.String(f.by); f.by == "" {
		return byFlag(problem.List{nobodyDecides})
	}
	folder, book, err := a.office(cmd.Context(), c, tried(f.dryRun))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, book.Close()) }()
	in, err := a.intake(cmd.Context(), book, folder)
	if err != nil {
		return err
	}
	who, err := a.behalf(cmd.Context(), c, f.by, f.dryRun)
	if err != nil {
		return err
	}
	take := in.Withdraw
	if f.dryRun {
		take = in.PreviewWithdraw
	}
	taken, err := take(cmd.Context(), f.withdrawal(), intake.Sender{By: report.By{Subject: who, Source: ledger.SourceCommand}})
	if errors.Is(err, ledger.ErrNotFound) {
		return problem.List{{
			Code: "unknown_receipt", Place: problem.Field("--receipt"), Value: f.receipt,
			Rule: lang.Text{VI: "sổ không có biên nhận này", EN: "the ledger gave no such receipt"},
			Hint: lang.Text{VI: "Kiểm tra số biên nhận, dạng XHHT-XXXX-XXXX-XXXX", EN: "Check the receipt, of the form XHHT-XXXX-XXXX-XXXX"},
		}}
	}
	if err = a.spelled(cmd.Context(), c, err); err != nil {
		if list, ok := errors.AsType[problem.List](err); ok {
			return byFlag(list)
		}
		return err
	}
	r := taken.Receipts[0]
	text := intake.Describe(r)
	if f.dryRun && !r.Duplicate {
		text = intake.Foresee(r)
	}
	fmt.Fprintln(a.stdout, text.In(lang.Parse(a.lang)))
	a.sayUnits(taken.Units)
	return nil
}

func (f withdrawFlags) withdrawal() intake.Withdrawal {
	w := intake.Withdrawal{Receipt: ledger.TypedReceipt(f.receipt), Reason: norm.NFC.String(f.reason)}
	if cell := f.row; cell.Unit+cell.Indicator+cell.Period+cell.Group != "" || f.revision != 0 {
		cell.Unit, cell.Group = norm.NFC.String(cell.Unit), norm.NFC.String(cell.Group)
		if f.revision > 0 {
			cell.Base = strconv.Itoa(f.revision)
		}
		w.Rows = []report.Row{cell}
	}
	return w
}
