package intake

import (
	"context"
	"encoding/json"
	"io"
	"slices"
	"strings"

	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/report"
	"github.com/xhht/xhht/internal/subject"
)

// Withdrawal is what somebody wants to take back, as they wrote it.
type Withdrawal struct {
	Receipt  string // everything that it wrote; or
	Rows     []report.Row
	Reason   string
	problems problem.Bounded
}

// DecodeWithdrawal reads what is to be taken back:
//
//	{"receipt":"XHHT-…","reason":"…"}
//	{"rows":[{"unit":"857","indicator":"…","period":"2024","group":"all","revision":2}],"reason":"…"}
//
// A row names the revision, so that the same request sent twice takes back one, not two.
func DecodeWithdrawal(r io.Reader, limits Limits) (Withdrawal, error) {
	d, err := walk(r, limits)
	if err != nil {
		return Withdrawal{}, err
	}
	return d.withdrawal()
}

func (d *walker) withdrawal() (Withdrawal, error) {
	var w Withdrawal
	d.read, d.keys = d.withdrawnRow, "unit, indicator, period, group, revision"
	if first := d.token(); first != json.Delim('{') {
		d.wrongType(problem.Place{}, first, lang.Text{VI: `một đối tượng {"receipt":…,"reason":…}`, EN: `an object {"receipt":…,"reason":…}`})
	} else {
		d.members(problem.Place{}, "receipt, rows, reason", func(key string) bool {
			switch key {
			case "receipt":
				w.Receipt = ledger.TypedReceipt(d.text(problem.Field(key), maxCell))
			case "rows":
				d.rows()
			case "reason":
				w.Reason = d.text(problem.Field(key), maxNote)
			default:
				return false
			}
			return true
		})
	}
	for _, r := range d.doc.rows {
		w.Rows = append(w.Rows, r.Row)
	}
	w.problems = d.doc.problems
	return w, d.err
}

func (d *walker) withdrawnRow(r *report.Row, key string, at problem.Place) bool {
	switch key {
	case "unit":
		r.Unit = d.text(at, maxCell)
	case "indicator":
		r.Indicator = d.text(at, maxCell)
	case "period":
		r.Period = d.text(at, maxCell)
	case "group":
		r.Group = d.text(at, maxCell)
	case "revision":
		r.Base, _ = d.number(at)
	default:
		return false
	}
	return true
}

// Withdraw takes back what was accepted. May says whether the sender may touch a unit; the error is as Submit's, or
// ledger.ErrNotFound for a receipt that nobody gave.
func (in *Intake) Withdraw(ctx context.Context, w Withdrawal, from Sender) (Taken, error) {
	return in.withdraw(ctx, w, from, in.Ledger.Withdraw)
}

// PreviewWithdraw is Withdraw without writing.
func (in *Intake) PreviewWithdraw(ctx context.Context, w Withdrawal, from Sender) (Taken, error) {
	return in.withdraw(ctx, w, from, in.Ledger.PreviewWithdraw)
}

func (in *Intake) withdraw(ctx context.Context, w Withdrawal, from Sender,
	record func(context.Context, ledger.Withdrawal, ...ledger.Check) (ledger.Receipt, error)) (Taken, error) {
	out := ledger.Withdrawal{Receipt: w.Receipt, Reporter: from.reporter(), Subject: from.subject(), Source: from.Source, Reason: w.Reason}
	all := w.problems.Clone()
	if (w.Receipt == "") == (len(w.Rows) == 0) && all.Len() == 0 {
		all.Add(problem.Problem{
			Code: "nothing_named", Rule: lang.Text{VI: "chưa nêu rút lại gì, hoặc nêu cả biên nhận lẫn ô", EN: "nothing is named, or a receipt and cells as well"},
			Hint: from.toName(),
		})
	}
	switch place := problem.Field("reason"); {
	case strings.TrimSpace(w.Reason) == "":
		all.Add(problem.Problem{
			Code: "no_reason", Place: place, Rule: lang.Text{VI: "thiếu lý do", EN: "the reason is missing"},
			Hint: lang.Text{VI: "Ghi một câu; người xem sau này sẽ đọc câu đó", EN: "Write one sentence; whoever looks at it later reads it"},
		})
	case !report.Says(w.Reason):
		all.Add(report.SaysNothing(place, w.Reason))
	}
	named, problems := report.Revisions(in.Registry, w.Rows)
	for _, p := range problems {
		all.Add(from.orByReceipt(p))
	}
	if err := all.List().Err(); err != nil {
		in.Metrics.refused(len(w.Rows), all.List())
		return Taken{}, err
	}
	out.Cells = map[report.Key]int{}
	for _, e := range named {
		out.Cells[e.Key()] = e.Withdrawn
	}
	var changes []ledger.Change
	r, err := record(ctx, out, slices.Concat([]ledger.Check{in.within(from)}, in.Checks(), []ledger.Check{noting(&changes)})...)
	in.Metrics.count([]ledger.Receipt{r}, len(w.Rows), err)
	if err != nil {
		return Taken{}, in.toldAs(err, named)
	}
	return in.taken([]ledger.Receipt{r}, changes, nil), nil
}

// orByReceipt adds the way that is left where today's catalogue or list of units does not know a cell any more: a receipt knows it.
func (s Sender) orByReceipt(p problem.Problem) problem.Problem {
	if p.Code == "unknown_indicator" || p.Code == "unknown_unit" {
		p.Hint.VI += "; số liệu của chỉ số hay đơn vị không còn trong kế hoạch thì rút theo biên nhận (" + s.field("receipt") + ")"
		p.Hint.EN += "; numbers of an indicator or unit that the plans know no more are withdrawn by their receipt (" + s.field("receipt") + ")"
	}
	return p
}

// toName says what a withdrawal has to name.
func (s Sender) toName() lang.Text {
	if s.Source == ledger.SourceCommand {
		return lang.Text{VI: "Nêu một biên nhận (--receipt), hoặc một ô (--unit, --indicator, --period) kèm lần ghi (--revision)", EN: "Name one receipt (--receipt), or one cell (--unit, --indicator, --period) with its revision (--revision)"}
	}
	return lang.Text{VI: `Nêu một biên nhận ("receipt"), hoặc các ô ("rows") kèm lần ghi ("revision")`, EN: `Name one receipt ("receipt"), or cells ("rows") with their revision ("revision")`}
}

// within refuses cells of units for which the sender may not report.
func (in *Intake) within(from Sender) ledger.Check {
	return func(_ context.Context, _ ledger.Holdings, changes []ledger.Change) error {
		for _, c := range changes {
			p, _ := in.Registry.Plan(c.Batch.Plan) // without one nothing but the unit decides
			if !from.May(in.Registry.Reach(p), in.withdrawing(p, c, from.Source)) {
				return problem.List{{
					Code: "unit_out_of_scope", Place: ledger.PlaceOf(c.After.Key()), Value: c.After.Unit,
					Rule: lang.Text{VI: "tài khoản này không được rút lại số liệu đó", EN: "this account may not withdraw these numbers"},
					Hint: lang.Text{VI: "Đăng nhập bằng tài khoản của cơ quan làm biểu này, hoặc của cấp trên", EN: "Use the account of the body that makes this report, or of one above it"},
				}}
			}
		}
		return nil
	}
}

// withdrawing is what the change is for whoever may or may not do it.
func (in *Intake) withdrawing(p plan.Plan, c ledger.Change, source string) subject.Act {
	form, body := in.Registry.Filled(p, c.After.Unit, c.After.Indicator, c.After.Period)
	return subject.Act{Verb: subject.Withdraw, Unit: c.After.Unit, Body: body, Plan: c.Batch.Plan, Form: form, Source: source}
}
