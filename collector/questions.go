package main

import (
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/xhht/xhht/collector/beside"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/problem"
)

func (a *app) questionsCommand() *cobra.Command {
	var typed string
	var all bool
	cmd := &cobra.Command{
		Use:   "questions",
		Short: "List where a plan reports other numbers than the source of a cell.",
		Long: `Questions lists the cells that forms of two plans ask for and in which they say different things. One form is the cell's
source (sources in the plan's file); what comes under the other plan corrects nothing there, and is kept beside it. The source
answers by a correction, or by filing its own number again with a reason; the answer is shown here.

A number that was booked in the source's place before the plan named a source is listed as well: it stands until the source files
its own. With --all cells on which the two agree are listed, too.`,
		Args: cobra.NoArgs,
	}
	cmd.Flags().StringVar(&typed, "period", "", "The period, as 2024; without it all.")
	cmd.Flags().BoolVar(&all, "all", false, "Cells on which both agree as well.")
	load := a.configured(cmd, plansFlag, ledgerFlag)
	cmd.RunE = func(cmd *cobra.Command, _ []string) (err error) {
		c, err := load()
		if err != nil {
			return err
		}
		var periods []period.Period
		if typed != "" {
			per, err := period.Parse(typed)
			if err != nil {
				return problem.Problem{Code: "wrong_period", Place: problem.Field("--period"), Value: typed,
					Rule: lang.Text{VI: "kỳ báo cáo không đúng dạng", EN: "the period has no known form"}, Hint: lang.Text{VI: "Viết như 2024", EN: "Write it as 2024"}}
			}
			periods = append(periods, per)
		}
		book, err := a.looking(cmd, c.Ledger)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, book.Close()) }()
		reg, err := a.inForce(cmd.Context(), book, c, time.Time{})
		if err != nil {
			return err
		}
		pairs, err := beside.All(cmd.Context(), reg.Registry, book, periods...)
		if err != nil {
			return err
		}
		a.sayQuestions(pairs, all)
		return nil
	}
	return cmd
}

func (a *app) sayQuestions(pairs []beside.Pair, all bool) {
	language, agree, open := lang.Parse(a.lang), 0, 0
	for _, p := range pairs {
		switch p.State {
		case beside.Agrees:
			agree++
			if !all {
				continue
			}
		case beside.Open:
			open++
		}
		fmt.Fprintln(a.stdout, p.Words().In(language))
	}
	fmt.Fprintln(a.stdout, lang.Textf("%[1]d ô do hai kế hoạch hỏi: %[2]d khớp, %[3]d chưa trả lời", "%[1]d cells that two plans ask for: %[2]d agree, %[3]d not answered", len(pairs), agree, open).In(language))
	if open > 0 {
		fmt.Fprintln(a.stdout, lang.Text{VI: "Trả lời: nguồn nộp số đính chính, hoặc nộp lại chính số của mình kèm lý do ở dòng đó", EN: "To answer, the source files a correction, or its own number again with a reason in the row"}.In(language))
	}
}
