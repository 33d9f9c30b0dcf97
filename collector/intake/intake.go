// Package intake turns what a reporter hands in, JSON or CSV, into rows of text, lets report.Check judge them and the
// ledger keep them. The HTTP API and the import command call it. It decides nothing about numbers, guesses nothing about
// text, and a refusal leaves the ledger as it was.
package intake

import (
	"cmp"
	"context"
	"slices"
	"sync"
	"time"

	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/report"
)

// Ledger is what intake needs of the record.
type Ledger interface {
	AcceptAll(context.Context, []ledger.Submission, ...ledger.Check) ([]ledger.Receipt, error)
	Preview(context.Context, []ledger.Submission, ...ledger.Check) ([]ledger.Receipt, error)
	Withdraw(context.Context, ledger.Withdrawal, ...ledger.Check) (ledger.Receipt, error)
	PreviewWithdraw(context.Context, ledger.Withdrawal, ...ledger.Check) (ledger.Receipt, error)
}

// Intake takes reports for the plans it knows. It is safe for concurrent use.
type Intake struct {
	Registry   plan.Registry
	Generation int64 // of the registry in the ledger; 0: it is held against none
	Ledger     Ledger
	Now        func() time.Time
	Metrics    *Metrics

	decided decided
	once    sync.Once
	cells   report.Rules
}

// Sender is who hands a document in, and how.
type Sender struct {
	report.By
	ReceivedOn period.Date // import only: the day the paper arrived; zero: today
	Own        bool        // what this sender sent last is what they have seen, where they name no base
}

// Document is one decoded input. The decoders make it; a caller may set Plan, Note and Base where the format has none.
type Document struct {
	Plan     string
	Note     string
	Notices  problem.List // what was left out, and does no harm
	Base     string       // the receipt that the sender has seen
	rows     []row
	problems problem.Bounded // what the decoder could not read
}

// Rows returns what the document holds for whoever computes with it and submits nothing, or what could not be read.
func (d Document) Rows() ([]report.Row, error) {
	if err := d.problems.List().Err(); err != nil {
		return nil, err
	}
	var out []report.Row
	for _, r := range d.rows {
		out = append(out, r.Row)
	}
	return out, nil
}

// row is a report row with the day it arrived, where the input says so.
type row struct {
	report.Row
	receivedOn string
	groupName  string
	asLast     string     // yes: the numbers of last time hold again
	last       report.Row // its numbers, as our workbook printed them
}

// Submit checks a document and accepts it as a whole: one receipt, or one for each day of receipt in the document. The
// error is a problem.List if the document is wrong, a *ledger.Conflict if the ledger holds a later correction.
func (in *Intake) Submit(ctx context.Context, doc Document, from Sender) (Taken, error) {
	subs, problems := in.prepare(doc, from)
	if err := problems.Err(); err != nil {
		in.Metrics.refused(len(doc.rows), problems)
		return Taken{}, from.toldFrom(in.toldAs(err, nil))
	}
	sent := entriesOf(subs)
	var changes []ledger.Change
	receipts, err := in.Ledger.AcceptAll(ctx, subs, append(in.checksOf(from), noting(&changes))...)
	in.Metrics.count(receipts, len(doc.rows), err)
	if err != nil {
		return Taken{}, from.toldFrom(in.toldAs(err, sent))
	}
	return in.taken(receipts, changes, sent), nil
}

func entriesOf(subs []ledger.Submission) []report.Entry {
	var out []report.Entry
	for _, s := range subs {
		out = append(out, s.Entries...)
	}
	return out
}

// Preview is Submit without writing: its receipts say what would be new, changed and unchanged.
func (in *Intake) Preview(ctx context.Context, doc Document, from Sender) (Taken, error) {
	subs, problems := in.prepare(doc, from)
	if err := problems.Err(); err != nil {
		return Taken{}, from.toldFrom(in.toldAs(err, nil))
	}
	sent := entriesOf(subs)
	var changes []ledger.Change
	receipts, err := in.Ledger.Preview(ctx, subs, append(in.checksOf(from), noting(&changes))...)
	if err != nil {
		return Taken{}, from.toldFrom(in.toldAs(err, sent))
	}
	return in.taken(receipts, changes, sent), nil
}

// prepare checks everything, so that all problems come out at once.
func (in *Intake) prepare(doc Document, from Sender) ([]ledger.Submission, problem.List) {
	all := doc.problems.Clone() // the document may be submitted again
	p, ok := in.Registry.Plan(doc.Plan)
	if !ok {
		all.Add(in.Registry.Unknown(doc.Plan, plan.Plan.TakesReports))
		return nil, all.List()
	}
	if len(doc.rows) == 0 && all.Len() > 0 {
		return nil, all.List() // "no rows" beside the reason why they could not be read would mislead
	}
	if doc.Note != "" && !report.Says(doc.Note) {
		all.Add(report.SaysNothing(problem.Field(from.field("note")), doc.Note))
	}
	today := period.Day(in.Now())
	if from.ReceivedOn.After(today) {
		all.Add(futureDay(problem.Field(from.field("received_on")), from.ReceivedOn, today))
		return nil, all.List()
	}
	var subs []ledger.Submission
	for _, g := range byDay(&all, doc.rows, cmp.Or(from.ReceivedOn, today), today) {
		// A paper cannot speak of a period that began after it arrived.
		entries, problems := report.Check(in.Registry, p, g.rows, from.By, g.on)
		if other, ok := in.meantFor(p, g.rows, problems, g.on); ok {
			all.Add(wrongPlan(p, other))
			return nil, all.List()
		}
		if from.machine() {
			problems = append(problems, reasonsOf(g.rows)...)
		}
		for _, pr := range problems {
			all.Add(pr)
		}
		in.besideSource(p, entries)
		subs = append(subs, ledger.Submission{
			Plan: p.ID, Reporter: from.reporter(), Subject: from.subject(), Body: bodyOf(in.Registry, p, entries), Source: from.Source,
			Note: doc.Note, ReceivedOn: g.on, Entries: entries, Base: ledger.Base{Receipt: doc.Base, Cells: seen(entries), Own: from.Own},
		})
	}
	if all.Len() > 0 {
		return nil, all.List()
	}
	return subs, nil
}

// seen are the revisions that the rows name as their base.
func seen(entries []report.Entry) map[report.Key]int {
	out := map[report.Key]int{}
	for _, e := range entries {
		if e.Seen != nil {
			out[e.Key()] = *e.Seen
		}
	}
	return out
}

// group is the rows that arrived on one day.
type group struct {
	on   period.Date
	rows []report.Row
}

// byDay groups rows by day of receipt, oldest first: a correction that came later must become the later revision.
func byDay(all *problem.Bounded, rows []row, fallback, today period.Date) []group {
	groups := []group{}
	at := map[period.Date]int{}
	for _, r := range rows {
		on := fallback
		if r.receivedOn != "" {
			var wrong problem.List
			if on, wrong = period.Typed(r.receivedOn); len(wrong) > 0 {
				wrong[0].Place = r.At("received_on")
				all.Add(wrong[0])
				continue
			}
		}
		if on.After(today) {
			all.Add(futureDay(r.At("received_on"), on, today))
			continue
		}
		i, ok := at[on]
		if !ok {
			i = len(groups)
			at[on] = i
			groups = append(groups, group{on: on})
		}
		groups[i].rows = append(groups[i].rows, r.Row)
	}
	if len(rows) == 0 {
		groups = append(groups, group{on: fallback}) // report.Check says that there are none
	}
	slices.SortFunc(groups, func(a, b group) int { return a.on.Time().Compare(b.on.Time()) })
	return groups
}

func futureDay(place problem.Place, on, today period.Date) problem.Problem {
	return problem.Problem{
		Code: "future_date", Place: place, Value: on.String(),
		Rule: lang.Textf("ngày nhận chưa đến (hôm nay là %s)", "the day of receipt is yet to come (today is %s)", today),
		Hint: lang.Text{VI: "Kiểm tra năm, tháng, ngày", EN: "Check year, month and day"},
	}
}
