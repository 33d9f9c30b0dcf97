package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/xhht/xhht/collector/config"
	"github.com/xhht/xhht/collector/generation"
	"github.com/xhht/xhht/collector/intake"
	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/collector/sqlitefile"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/report"
	"github.com/xhht/xhht/internal/subject"
)

// importFlags are what an operator says about the files.
type importFlags struct {
	plan, note, base, reporter, receivedOn string
	dryRun, create                         bool
}

func (a *app) importCommand() *cobra.Command {
	var f importFlags
	cmd := &cobra.Command{
		Use:   "import FILE... | -",
		Short: "Take reports from Excel and CSV files.",
		Long: `Import takes reports from Excel workbooks (.xlsx, .xls), such as the command workbook writes, and from CSV files in UTF-8, separated
by commas or semicolons. Of a workbook every sheet counts that has a row with the names of the columns; hidden ones do not. The first
line of a CSV file names the columns:
unit, indicator, period, group, numerator, denominator, value (or đơn vị, chỉ số, kỳ, nhóm, tử số, mẫu số,
giá trị); group and value may be missing. A column received_on (ngày nhận) back-fills paper reports: each day in
it becomes a submission of its own, oldest first. Further columns are nobody (không có đối tượng: x where there is nobody
of this kind), unverified (tỷ lệ chưa kiểm chứng: a rate in percent whose counts are lost), denominator_kind (loại mẫu số:
whom the denominator counts, such as registered, where it is not whom the indicator asks for) and reason (lý do).

A file is taken as a whole or not at all. The command prints a line for every receipt, and all problems of a refused
file with line and column; it then goes on with the next file and ends with exit code 1. Importing a file twice
changes nothing. The name - reads standard input. It works on the ledger directly, whether the collector serves or not;
the ledger must be there, unless --create says that this is the first import.`,
		Args: cobra.MinimumNArgs(1),
	}
	load := a.configured(cmd, plansFlag, ledgerFlag, workspaceFlag)
	cmd.Flags().StringVar(&f.plan, "plan", "", "ID of the plan that is reported on, or its beginning; may be left out where there is only one.")
	cmd.Flags().StringVar(&f.note, "note", "", "Why the reports are sent, for example the reason of a correction; it is kept with them.")
	cmd.Flags().StringVar(&f.base, "base", "", "Receipt that you have seen: whatever changed since in the files' cells is told instead of overwritten, and content that was corrected since may be recorded again.")
	cmd.Flags().StringVar(&f.reporter, "reporter", "", "Name or ID of whoever reports; the ledger keeps an ID, the workspace the name. Without it the name is import:FILE.")
	cmd.Flags().StringVar(&f.receivedOn, "received-on", "", "Day the paper reports arrived, as 2024-12-05; without it today. The day of recording is kept as well.")
	cmd.Flags().BoolVar(&f.dryRun, "dry-run", false, "Say what would be new, changed and unchanged, and write nothing.")
	cmd.Flags().BoolVar(&f.create, "create", false, "Make the ledger if it is not there yet; without it a mistyped name is an error.")
	cmd.RunE = func(cmd *cobra.Command, files []string) error {
		c, err := load()
		if err != nil {
			return err
		}
		return a.importFiles(cmd, c, f, files)
	}
	return cmd
}

func (a *app) importFiles(cmd *cobra.Command, c config.Config, f importFlags, files []string) (err error) {
	receivedOn, err := dayFlag("--received-on", f.receivedOn)
	if err != nil {
		return err
	}
	folder, err := generation.ReadFolder(c.Plans)
	if err != nil {
		return err
	}
	if found := folder.Registry.Match(f.plan); len(found) == 1 {
		f.plan = found[0].ID
	}
	book, err := a.importInto(cmd, c.Ledger, f)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, book.Close()) }()
	in, err := a.intake(cmd.Context(), book, folder)
	if err != nil {
		return err
	}
	limits := intake.Limits{Bytes: c.Limits.Bytes, Rows: c.Limits.Rows}
	for _, name := range files {
		who, fault := a.sender(cmd.Context(), c, f, name)
		if fault != nil {
			return fault
		}
		// What a file says of its sender is no proof that the same one saw what stands: whoever means an older file says so, by --base.
		from := intake.Sender{By: report.By{Subject: who, Source: ledger.SourceImport}, ReceivedOn: receivedOn}
		if fault = a.importFile(cmd, in, limits, f, from, name); fault != nil {
			fmt.Fprintln(a.stderr, a.say(inFile(title(name), a.spelled(cmd.Context(), c, fault))))
			err = errTold
		}
	}
	return err
}

// sender is who reports by a file.
func (a *app) sender(ctx context.Context, c config.Config, f importFlags, file string) (subject.Subject, error) {
	return a.behalf(ctx, c, cmp.Or(f.reporter, "import:"+filepath.Base(title(file))), f.dryRun)
}

// importInto opens the ledger. A receipt out of a ledger that a mistyped name has just made would be worth nothing, so
// making one needs to be asked for; a preview makes none at all.
func (a *app) importInto(cmd *cobra.Command, path string, f importFlags) (ledger.Store, error) {
	if f.create && !f.dryRun {
		return a.book(cmd.Context(), path, sqlitefile.Make)
	}
	book, err := a.book(cmd.Context(), path, tried(f.dryRun))
	if missing, ok := errors.AsType[problem.Problem](err); ok && errors.Is(err, fs.ErrNotExist) {
		missing.Hint = lang.Text{
			VI: "Kiểm tra --ledger và --config, hoặc thêm --create (không có --dry-run) để tạo sổ cái với lần nạp đầu tiên",
			EN: "Check --ledger and --config, or give --create (without --dry-run) to make it with a first import",
		}
		return nil, missing
	}
	return book, err
}

// title is how messages call an input.
func title(name string) string {
	if name == "-" {
		return "stdin"
	}
	return name
}

// inFile makes every problem of a refusal say which file it is about, by the name that the operator gave: two folders
// may hold files of one name.
func inFile(name string, err error) error {
	var list problem.List
	var conflict *ledger.Conflict
	var one problem.Problem
	switch {
	case errors.As(err, &list):
	case errors.As(err, &conflict):
		list = slices.Clone(conflict.Problems)
	case errors.As(err, &one):
		list = problem.List{one}
	default:
		return err // the operating system's own words: importFile has put the name before them
	}
	return placed(name, list)
}

// placed gives problems the name of the file that they are about.
func placed(name string, list problem.List) problem.List {
	list = slices.Clone(list)
	for i := range list {
		list[i].Place.File = name
	}
	return list
}

func onlyPlan(reg plan.Registry) (string, error) {
	var ids []string
	for _, p := range reg.Plans {
		if p.TakesReports() {
			ids = append(ids, p.ID)
		}
	}
	if len(ids) == 1 {
		return ids[0], nil
	}
	list := strings.Join(ids, ", ")
	return "", missingFlag("--plan", lang.Textf("Nêu kế hoạch mà báo cáo thuộc về: %s", "Say which plan is reported on: %s", list))
}

func (a *app) importFile(cmd *cobra.Command, in *intake.Intake, limits intake.Limits, f importFlags, from intake.Sender, name string) error {
	file, err := a.open(name)
	if err != nil {
		return unopened(title(name), err, lang.Text{VI: "Kiểm tra tên tệp", EN: "Check its name"})
	}
	defer file.Close()
	doc, err := intake.Decode(title(name), file, limits)
	if unread, ok := errors.AsType[*fs.PathError](err); ok {
		return unopened(title(name), unread, lang.Text{VI: "Nêu tệp, không phải thư mục", EN: "Name a file, not a folder"})
	}
	if err != nil {
		return fmt.Errorf("import %s: %w", title(name), err)
	}
	a.tell(name, doc.Notices)
	if doc.Plan == "" || f.plan != "" { // our workbook says of itself what it is for
		doc.Plan = f.plan
	}
	if doc.Plan == "" {
		if doc.Plan, err = onlyPlan(in.Registry); err != nil {
			return err
		}
	}
	doc.Note, doc.Base = f.note, ledger.TypedReceipt(f.base)
	take := in.Submit
	if f.dryRun {
		take = in.Preview
	}
	taken, err := take(cmd.Context(), doc, from)
	if err != nil {
		return fmt.Errorf("import %s: %w", title(name), err)
	}
	for _, r := range taken.Receipts {
		text := intake.Describe(r)
		if f.dryRun && !r.Duplicate {
			text = intake.Foresee(r)
		}
		fmt.Fprintf(a.stdout, "%s (%s): %s\n", filepath.Base(title(name)), r.ReceivedOn, text.In(lang.Parse(a.lang)))
	}
	a.sayUnits(taken.Units)
	return nil
}

// sayUnits prints what happened to each unit, to every cell that held other numbers before, and to what stands beside its source.
func (a *app) sayUnits(units []intake.TakenUnit) {
	language := lang.Parse(a.lang)
	for _, u := range units {
		fmt.Fprintf(a.stdout, "  %s\n", u.Words().In(language))
		for _, c := range u.Cells {
			if c.Stood || c.Beside() {
				fmt.Fprintf(a.stdout, "    %s\n", c.Words().In(language))
			}
		}
	}
}

// tell says what of a file was left out and does no harm; it is no part of what the command answers.
func (a *app) tell(name string, notices problem.List) {
	if notices = placed(title(name), notices); len(notices) > 0 {
		fmt.Fprintln(a.stderr, notices.In(lang.Parse(a.lang)))
	}
}

func (a *app) open(name string) (io.ReadCloser, error) {
	if name == "-" {
		return io.NopCloser(a.stdin), nil
	}
	return os.Open(name)
}
