package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/text/unicode/norm"

	"github.com/xhht/xhht/collector/config"
	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/collector/sqlitefile"
	"github.com/xhht/xhht/internal/decision"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/problem"
)

// deciding is a decision command being built: its draft and who decides.
type deciding struct {
	draft decision.Draft
	by    string
	base  string // receipt
}

const mending = `
A mistake is mended by a later decision, never erased. The same decision again gets the same receipt. The command works on
the ledger directly, whether the collector serves or not; dashboards follow within seconds.`

func (a *app) extendCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "extend",
		Short: "Give units more time for a report.",
		Long: `Extend moves the last good day of a form's period to a later one, for one unit, several (repeat --unit), or all of them
(--all). Reports are then judged by the later day, those that have come already as well. Of an extension for all units and
one for a single unit the later day holds. A further extension changes the day; --withdraw takes the extension back.

` + example + `
  collector extend --plan vinh-long --form annual-district --period 2024 --unit 863 --until 2024-12-20 \
    --reason "mưa lũ" --authority 125/SGDĐT-GDTX --by "Sở GDĐT"
` + mending,
		Args: cobra.NoArgs,
	}
	d := deciding{draft: decision.Draft{Kind: decision.Extension}}
	d.slot(cmd)
	cmd.Flags().BoolVar(&d.draft.All, "all", false, "All units that owe the form, instead of --unit.")
	cmd.Flags().StringVar(&d.draft.Until, "until", "", "The new last good day, as 2024-12-20; later than the plan's own.")
	return a.deciding(cmd, &d, "Why more time is given.")
}

func (a *app) doneCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "done",
		Short: "Record that something the plan asks for once was done.",
		Long: `Done records that a deliverable of a plan (a component plan, a review, a one-off report; collector plan show lists them)
was done on a day, with the proof. Recording it again with another day corrects the day; --withdraw makes it undone.

` + example + `
  collector done --plan vinh-long --deliverable own-plans --on 2021-08-30 --reason "KH 45/KH-UBND" --by "Sở GDĐT"
` + mending,
		Args: cobra.NoArgs,
	}
	d := deciding{draft: decision.Draft{Kind: decision.Done}}
	cmd.Flags().StringVar(&d.draft.Deliverable, "deliverable", "", "ID of the deliverable in the plan.")
	cmd.Flags().StringVar(&d.draft.On, "on", "", "The day on which it was done, as 2021-08-30.")
	return a.deciding(cmd, &d, "The proof, such as the number of the document.")
}

func (a *app) approveCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "approve",
		Short: "Approve what a unit has reported.",
		Long: `Approve records that the numbers that a unit reported on a form for a period are approved as they stand now. What is
corrected later is not approved by it: the approved number stays known beside the newest, until the correction is approved
as well. Several units (repeat --unit) get a receipt each. --withdraw takes an approval back.

` + example + `
  collector approve --plan vinh-long --form annual-district --period 2024 --unit 857 --reason "đã đối chiếu" --by "Sở GDĐT"
` + mending,
		Args: cobra.NoArgs,
	}
	d := deciding{draft: decision.Draft{Kind: decision.Approval}}
	d.slot(cmd)
	return a.deciding(cmd, &d, "What the approval rests on.")
}

func (a *app) lockCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "lock",
		Short: "Lock what was reported for a period: only the standing office changes it.",
		Long: `Lock closes a form's period for one unit, several (repeat --unit), or all of them (--all): what its reporters send is refused
from then on, a correction as well as a first report. The standing office goes on recording with collector import --note and
collector withdraw. --withdraw opens it again, for all or for single units; of two decisions about a unit the later holds.

` + example + `
  collector lock --plan vinh-long --form annual-district --period 2024 --all --reason "đã chốt số liệu năm" --by "Sở GDĐT"
` + mending,
		Args: cobra.NoArgs,
	}
	d := deciding{draft: decision.Draft{Kind: decision.Lock}}
	d.slot(cmd)
	cmd.Flags().BoolVar(&d.draft.All, "all", false, "All units that owe the form, instead of --unit.")
	return a.deciding(cmd, &d, "Why it is locked.")
}

func (a *app) noReporterCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "no-reporter",
		Short: "Record that a unit has nobody who could report.",
		Long: `No-reporter records that from a period on a unit, or several (repeat --unit), has nobody who could hand a form in: a commune
without a Hội Khuyến học, say. Its report is then neither late nor silent: it is shown by a word and a colour of its own, alarms nobody,
and is not among those expected. With --through it ends with that period; without, it holds until further notice. A report that comes all
the same is taken and judged like all others. --withdraw says that from the period on somebody is there again.

` + example + `
  collector no-reporter --plan vinh-long --form annual-district --period 2024 --through 2025 --unit 861 \
    --reason "chưa thành lập Hội Khuyến học" --authority 12/BCĐ --by "Sở GDĐT"
` + mending,
		Args: cobra.NoArgs,
	}
	d := deciding{draft: decision.Draft{Kind: decision.NoReporter}}
	d.slot(cmd)
	cmd.Flags().StringVar(&d.draft.Through, "through", "", "The last period; without it, until further notice.")
	return a.deciding(cmd, &d, "Why nobody is there.")
}

func (a *app) recogniseCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "recognise",
		Short: "Record that a unit was recognised at a level, or in a title.",
		Long: `Recognise records that somebody with the authority recognised a unit, or several (repeat --unit), at a level of universal education or
literacy, or in a title such as "đơn vị học tập": the number of the decision (--authority), who took it (--issuer), when (--on), and for the
period whose numbers it rests on. Where the title holds for a term its last day follows from the first (--from, or else --on). What the rules
compute from the numbers stands beside it and is never changed by it, nor it by them: where they disagree both are shown.
The same again with another level or day corrects it. --withdraw with --on and --authority revokes it from that day on; --withdraw alone says
that it was written down by mistake and never held.

` + example + `
  collector recognise --plan vinh-long --indicator primary_universal_level --period 2024 --unit 857 --level 3 --on 2024-12-20 \
    --authority 2415/QĐ-UBND --issuer "UBND tỉnh Vĩnh Long" --reason "biên bản kiểm tra ngày 05/12/2024" --by "Sở GDĐT"
` + mending,
		Args: cobra.NoArgs,
	}
	d := deciding{draft: decision.Draft{Kind: decision.Recognition}}
	cmd.Flags().StringVar(&d.draft.Indicator, "indicator", "", "ID of the level or title.")
	cmd.Flags().StringVar(&d.draft.Period, "period", "", "The period whose numbers it rests on, as 2024.")
	cmd.Flags().StringArrayVar(&d.draft.Units, "unit", nil, "Unit by uid, official code or name; may be repeated.")
	cmd.Flags().StringVar(&d.draft.Level, "level", "", "The level; a title that is had or not needs none.")
	cmd.Flags().StringVar(&d.draft.On, "on", "", "The day of the decision, as 2024-12-20; with --withdraw the day from which it holds no more.")
	cmd.Flags().StringVar(&d.draft.From, "from", "", "The day from which it holds, where that is not the decision's.")
	cmd.Flags().StringVar(&d.draft.Until, "until", "", "Its last day, where that does not follow from the title's term.")
	cmd.Flags().StringVar(&d.draft.Issuer, "issuer", "", "Who took the decision.")
	return a.deciding(cmd, &d, "What the recognition rests on, or why it is taken back.")
}

const example = "For example:"

// slot gives the command the flags that say which reports are meant.
func (d *deciding) slot(cmd *cobra.Command) {
	cmd.Flags().StringVar(&d.draft.Form, "form", "", "ID of the form, such as annual-district.")
	cmd.Flags().StringVar(&d.draft.Period, "period", "", "The period, as 2024, 2024-H1, 2024-Q3 or 2024-09.")
	cmd.Flags().StringArrayVar(&d.draft.Units, "unit", nil, "Unit by uid, official code or name; may be repeated.")
}

// deciding gives the command what all decisions have in common, and its work.
func (a *app) deciding(cmd *cobra.Command, d *deciding, reason string) *cobra.Command {
	cmd.Flags().StringVar(&d.draft.Plan, "plan", "", "ID of the plan, or its beginning.")
	cmd.Flags().StringVar(&d.draft.Reason, "reason", "", reason)
	cmd.Flags().StringVar(&d.draft.Authority, "authority", "", "Number of the document that decides it.")
	cmd.Flags().StringVar(&d.by, "by", "", "Who decides, by name or ID; the ledger keeps an ID, the workspace the name.")
	cmd.Flags().BoolVar(&d.draft.Withdraw, "withdraw", false, "Take back what was decided before.")
	cmd.Flags().StringVar(&d.base, "base", "", "Receipt of the decision that you have seen, to decide again as before it.")
	load := a.configured(cmd, plansFlag, ledgerFlag, workspaceFlag)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		c, err := load()
		if err != nil {
			return err
		}
		return a.decide(cmd, c, *d)
	}
	return cmd
}

func (a *app) decide(cmd *cobra.Command, c config.Config, d deciding) (err error) {
	folder, book, err := a.office(cmd.Context(), c, sqlitefile.Change)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, book.Close()) }()
	if err := a.held(cmd.Context(), book, folder); err != nil {
		return err
	}
	var before decision.State
	if _, err := book.Decisions(cmd.Context(), &before, a.now()); err != nil {
		return err
	}
	list, problems := decision.Check(folder.Registry, &before, composed(d.draft), period.Day(a.now()))
	if d.by = norm.NFC.String(d.by); d.by == "" {
		problems.Add(nobodyDecides)
	}
	base, err := seen(cmd.Context(), book, d.base)
	if list, ok := errors.AsType[problem.List](err); ok {
		problems = append(problems, list...)
	} else if err != nil {
		return err
	}
	for i := range list {
		list[i].Base = base
	}
	if len(problems) > 0 {
		return byFlag(problems)
	}
	by, err := a.decider(cmd.Context(), c, d.by)
	if err != nil {
		return err
	}
	if _, err := a.adopt(cmd.Context(), book, folder, nil); err != nil {
		return err
	}
	receipts, err := book.Decide(cmd.Context(), ledger.Who{Subject: string(by)}, list)
	if list, ok := errors.AsType[problem.List](err); ok {
		return byFlag(list)
	}
	if err != nil {
		return err
	}
	for _, r := range receipts {
		fmt.Fprintln(a.stdout, decided(r).In(lang.Parse(a.lang)))
	}
	return nil
}

// seen is the number of the decision with the receipt; 0 where none is given.
func seen(ctx context.Context, book ledger.Store, receipt string) (int64, error) {
	const atOnce = 1000
	typed, after := ledger.TypedReceipt(receipt), int64(0)
	for receipt != "" {
		list, err := book.DecisionsAfter(ctx, after, atOnce)
		if err != nil {
			return 0, err
		}
		for _, d := range list {
			if after = d.Seq; d.Receipt == typed {
				return d.Seq, nil
			}
		}
		if len(list) == 0 {
			return 0, problem.List{{
				Code: "unknown_base", Place: problem.Field("base"), Value: receipt,
				Rule: lang.Text{VI: "sổ không có quyết định nào mang biên nhận này", EN: "the ledger has no decision with this receipt"},
				Hint: lang.Text{VI: "Chép biên nhận từ lời từ chối, dạng XHHT-XXXX-XXXX-XXXX", EN: "Copy the receipt from the refusal, of the form XHHT-XXXX-XXXX-XXXX"},
			}}
		}
	}
	return 0, nil
}

// composed puts what was typed into composed Unicode: an input method may type ế as e + ̂ + ́.
func composed(d decision.Draft) decision.Draft {
	d.Reason, d.Authority, d.Issuer = norm.NFC.String(d.Reason), norm.NFC.String(d.Authority), norm.NFC.String(d.Issuer)
	d.Units = slices.Clone(d.Units)
	for i, u := range d.Units {
		d.Units[i] = norm.NFC.String(u)
	}
	return d
}

var nobodyDecides = problem.Problem{
	Code: "nobody", Place: problem.Field("by"),
	Rule: lang.Text{VI: "thiếu tên người hoặc cơ quan quyết định", EN: "who decides is missing"},
	Hint: lang.Text{VI: "Ví dụ --by \"Sở GDĐT\"", EN: "For example --by \"Sở GDĐT\""},
}

// byFlag makes every problem name the flag it is about.
func byFlag(list problem.List) problem.List {
	list = slices.Clone(list)
	for i := range list {
		if list[i].Place.Field != "" {
			list[i].Place.Field = "--" + list[i].Place.Field
		}
	}
	return list
}

// decided says in one line what was recorded.
func decided(r ledger.Decided) lang.Text {
	what := about(r.Decision)
	if r.Duplicate {
		at := period.Day(r.RecordedAt)
		return lang.Text{
			VI: fmt.Sprintf("%s: đã được ghi ngày %s với biên nhận %s; không ghi thêm gì", what.VI, at.Vietnamese(), r.Receipt),
			EN: fmt.Sprintf("%s: recorded on %s as receipt %s; nothing was added", what.EN, at, r.Receipt),
		}
	}
	return lang.Text{VI: what.VI + ": đã ghi với biên nhận " + r.Receipt, EN: what.EN + ": recorded as receipt " + r.Receipt}
}

func about(d decision.Decision) lang.Text {
	units := lang.Text{VI: "tất cả đơn vị", EN: "all units"}
	if len(d.Units) > 0 {
		list := strings.Join(d.Units, ", ")
		units = lang.Text{VI: list, EN: list}
	}
	var t lang.Text
	switch d.Kind {
	case decision.Extension:
		t = lang.Text{VI: fmt.Sprintf("Gia hạn biểu %s kỳ %s, %s", d.Form, d.Period, units.VI), EN: fmt.Sprintf("Extension of form %s for %s, %s", d.Form, d.Period, units.EN)}
		if !d.Withdrawn {
			t.VI, t.EN = t.VI+", đến hết ngày "+d.Until.Vietnamese(), t.EN+", to the end of "+d.Until.String()
		}
	case decision.Done:
		t = lang.Textf("Việc %s", "Deliverable %s", d.Deliverable)
		if !d.Withdrawn {
			t.VI, t.EN = t.VI+" hoàn thành ngày "+d.On.Vietnamese(), t.EN+" done on "+d.On.String()
		}
	case decision.Approval:
		t = lang.Text{VI: fmt.Sprintf("Duyệt biểu %s kỳ %s, %s", d.Form, d.Period, units.VI), EN: fmt.Sprintf("Approval of form %s for %s, %s", d.Form, d.Period, units.EN)}
		if !d.Withdrawn {
			t.VI, t.EN = fmt.Sprintf("%s, %d ô", t.VI, d.Cells), fmt.Sprintf("%s, %d cells", t.EN, d.Cells)
		}
	case decision.NoReporter:
		t = lang.Text{VI: fmt.Sprintf("Không có nơi báo cáo biểu %s từ kỳ %s", d.Form, d.Period), EN: fmt.Sprintf("No reporter for form %s from %s", d.Form, d.Period)}
		if !d.Through.IsZero() {
			t.VI, t.EN = t.VI+" đến kỳ "+d.Through.String(), t.EN+" to "+d.Through.String()
		}
		t.VI, t.EN = t.VI+", "+units.VI, t.EN+", "+units.EN
	case decision.Recognition:
		t = recognised(d, units)
	case decision.Lock:
		t = lang.Text{VI: fmt.Sprintf("Khóa sổ biểu %s kỳ %s, %s", d.Form, d.Period, units.VI), EN: fmt.Sprintf("Lock of form %s for %s, %s", d.Form, d.Period, units.EN)}
	}
	if d.Withdrawn {
		t.VI, t.EN = "Rút lại: "+t.VI, "Withdrawn: "+t.EN
	}
	return t
}

// recognised says what was recognised, by what, and for how long.
func recognised(d decision.Decision, units lang.Text) lang.Text {
	what := strings.Join(d.Indicators, ", ")
	t := lang.Text{VI: fmt.Sprintf("Công nhận %s kỳ %s, %s", what, d.Period, units.VI), EN: fmt.Sprintf("Recognition in %s for %s, %s", what, d.Period, units.EN)}
	if d.Withdrawn {
		if !d.On.IsZero() {
			t.VI, t.EN = t.VI+", từ ngày "+d.On.Vietnamese()+" theo "+d.Authority, t.EN+", from "+d.On.String()+" by "+d.Authority
		}
		return t
	}
	t.VI += fmt.Sprintf(", mức %g, %s ngày %s của %s", *d.Value, d.Authority, d.On.Vietnamese(), d.Issuer)
	t.EN += fmt.Sprintf(", level %g, %s of %s by %s", *d.Value, d.Authority, d.On, d.Issuer)
	if !d.Until.IsZero() {
		t.VI, t.EN = t.VI+", có hiệu lực đến hết "+d.Until.Vietnamese(), t.EN+", to the end of "+d.Until.String()
	}
	return t
}
