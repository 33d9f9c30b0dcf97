package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/xhht/xhht/collector/plantext"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/plan"
)

func (a *app) planCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "plan",
		Short: "Read, compare, export and accept the plans.",
		Long: `Plan shows what the plans say. A plan's ID may be shortened as long as one plan alone begins with it: vinh-long
for vinh-long-2021-2030.`,
		Args: cobra.NoArgs,
		RunE: needsCommand,
	}
	cmd.AddCommand(a.planShowCommand(), a.planDiffCommand(), a.planExportCommand(), a.planAcceptCommand())
	return cmd
}

func (a *app) planShowCommand() *cobra.Command {
	return a.plansCommand("show PLAN", "Print a plan as a page.",
		`Show prints every target of a plan with clause and quote, what has to be done and reported by when, and what its
source contradicts or leaves open.`,
		1, func(reg plan.Registry, plans []plan.Plan) error {
			_, err := fmt.Fprint(a.stdout, plantext.Page(reg, plans[0], lang.Parse(a.lang)))
			return err
		})
}

func (a *app) planDiffCommand() *cobra.Command {
	return a.plansCommand("diff PLAN PLAN", "Compare two plans, indicator by indicator.",
		`Diff puts the milestones of two plans side by side for every indicator that both aim at, and lists what only one of
them has. It compares words and numbers; it does not say which plan is better.`,
		2, func(reg plan.Registry, plans []plan.Plan) error {
			_, err := fmt.Fprint(a.stdout, plantext.Diff(reg, plans[0], plans[1], lang.Parse(a.lang)))
			return err
		})
}

func (a *app) planExportCommand() *cobra.Command {
	return a.plansCommand("export", "Print every target of every plan as a table.",
		`Export prints a table for Excel with a row for every milestone: plan, target, clause, indicator, scope, comparator, value, value_max, unit,
year, firmness, quote. An empty value means that the document gives no number.`,
		0, func(reg plan.Registry, _ []plan.Plan) error {
			return plantext.Export(a.stdout, reg, lang.Parse(a.lang))
		})
}

// plansCommand makes a command that loads the plans and looks up as many as it is given.
func (a *app) plansCommand(use, short, long string, n int, do func(plan.Registry, []plan.Plan) error) *cobra.Command {
	cmd := &cobra.Command{Use: use, Short: short, Long: long, Args: cobra.ExactArgs(n)}
	load := a.plansOf(cmd)
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		reg, err := load()
		if err != nil {
			return err
		}
		var plans []plan.Plan
		for _, arg := range args {
			p, unknown := reg.Find(arg, nil)
			if err := unknown.Err(); err != nil {
				return err
			}
			plans = append(plans, p)
		}
		return do(reg, plans)
	}
	return cmd
}
