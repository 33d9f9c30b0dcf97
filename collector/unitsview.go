package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/xhht/xhht/collector/config"
	"github.com/xhht/xhht/collector/intake"
	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/crosswalk"
	"github.com/xhht/xhht/internal/delimited"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/planfile"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/report"
)

// viewFlags are what the reader asked to see.
type viewFlags struct{ as, date, weights string }

func (a *app) unitsViewCommand() *cobra.Command {
	var f viewFlags
	cmd := &cobra.Command{
		Use:   "view FILE",
		Short: "Show counts by the units of today or of another day.",
		Long: `View reads counts from a CSV file of the form that import takes and prints them as a table for Excel by the units of today, or of
the day that --date names. Full mergers are summed and renames continued. A unit that was split is divided only by the
shares in the file of --weights (columns from, to, share, source; units as uid); what that gives is marked as estimated.

A row that lacks somebody has no counts, only the bounds low and high of its rate in percent, and a note of whom it lacks.
Counts that have no place are listed with the reason; the command then ends with exit code 1. With --as then the counts are
printed by the units that reported them.`,
		Args: cobra.ExactArgs(1),
	}
	cmd.Flags().StringVar(&f.as, "as", "now", "By which units: now, or then for those that reported.")
	cmd.Flags().StringVar(&f.date, "date", "", "With --as now: the day whose units are meant, as 2025-07-01; without it today.")
	cmd.Flags().StringVar(&f.weights, "weights", "", "With --as now: file with the shares of units that were split.")
	load := a.configured(cmd, plansFlag)
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		c, err := load()
		if err != nil {
			return err
		}
		return a.view(c, f, args[0])
	}
	return cmd
}

func (a *app) view(c config.Config, f viewFlags, name string) error {
	on, err := dayFlag("--date", f.date)
	switch {
	case err != nil:
		return err
	case f.as != "now" && f.as != "then":
		return problem.Problem{Code: "flag_value", Place: problem.Field("--as"), Value: f.as,
			Rule: lang.Text{VI: "cờ này nhận now hoặc then", EN: "this flag is now or then"}}
	case f.as == "then" && f.date+f.weights != "":
		return problem.Problem{Code: "flags_disagree", Place: problem.Field("--as"), Value: f.as,
			Rule: lang.Text{VI: "--as then cho xem theo đơn vị đã báo cáo; --date và --weights chỉ đi với --as now", EN: "--as then shows counts by the units that reported them; --date and --weights are for --as now"}}
	case on.IsZero():
		on = period.Day(a.now())
	}
	reg, err := planfile.Load(c.Plans)
	if err != nil {
		return err
	}
	weights, err := readWeights(reg.Areas, f.weights)
	if err != nil {
		return err
	}
	file, err := os.Open(name)
	if err != nil {
		return unopened(name, err, lang.Text{VI: "Kiểm tra tên tệp", EN: "Check its name"})
	}
	defer file.Close()
	doc, err := intake.DecodeCSV(name, file, intake.Limits{Bytes: c.Limits.Bytes, Rows: c.Limits.Rows})
	if err != nil {
		return fmt.Errorf("view %s: %w", name, err)
	}
	a.tell(name, doc.Notices)
	rows, err := doc.Rows()
	if err != nil {
		return err
	}
	entries, problems := report.Counts(reg, rows)
	if err := problems.Err(); err != nil {
		return err
	}
	counts := make([]crosswalk.Count, len(entries))
	for i, e := range entries {
		counts[i] = crosswalk.Count{Unit: e.Unit, Numerator: *e.Numerator, Denominator: *e.Denominator,
			Cell: crosswalk.Cell{Indicator: e.Indicator, Group: e.Group, Period: e.Period}}
	}
	x := crosswalk.To(reg.Areas, on, weights)
	v := crosswalk.AsThen(counts)
	if f.as == "now" {
		v = x.View(counts)
	}
	if err := a.writeView(x, v); err != nil {
		return err
	}
	return v.Problems().Err()
}

func readWeights(tree *area.Tree, name string) (crosswalk.Weights, error) {
	if name == "" {
		return nil, nil
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, unopened(name, err, lang.Text{VI: "Kiểm tra --weights", EN: "Check --weights"})
	}
	file, err := delimited.Open(filepath.Base(name), data, func(title string) bool {
		return slices.Contains([]string{"from", "to", "share", "source"}, strings.ToLower(title))
	})
	if err != nil {
		return nil, err
	}
	return crosswalk.ReadWeights(tree, file.Rows())
}

func (a *app) writeView(x *crosswalk.Crosswalk, v crosswalk.View) error {
	w := delimited.NewWriter(a.stdout, lang.Parse(a.lang))
	w.Row(lang.Text{VI: "đơn vị", EN: "unit"}, lang.Text{VI: "chỉ số", EN: "indicator"}, lang.Text{VI: "kỳ", EN: "period"}, lang.Text{VI: "nhóm", EN: "group"},
		lang.Text{VI: "tử số", EN: "numerator"}, lang.Text{VI: "mẫu số", EN: "denominator"}, lang.Text{VI: "giá trị", EN: "value"},
		lang.Text{VI: "thấp nhất", EN: "low"}, lang.Text{VI: "cao nhất", EN: "high"}, lang.Text{VI: "đủ", EN: "complete"},
		lang.Text{VI: "ước tính", EN: "estimated"}, lang.Text{VI: "ghi chú", EN: "note"})
	for _, r := range v.Rows {
		var num, den *float64
		if r.Complete() { // the sum of some is no total
			num, den = &r.Numerator, &r.Denominator
		}
		w.Row(r.Unit, r.Indicator, r.Period, r.Group, num, den, r.Percent(), r.Low, r.High, r.Complete(), r.Estimated(), x.Note(r))
	}
	return w.Close()
}
