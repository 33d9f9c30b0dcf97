package ledger

import (
	"cmp"
	"fmt"

	"github.com/xhht/xhht/internal/decision"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/report"
)

// Conflict says that good content contradicts what the ledger has accepted since. Nothing was written.
type Conflict struct {
	Problems problem.List // at least one
	Receipt  string       // the first receipt of the same content, if there is one
	By       string       // the receipt of the submission that stands
}

func (c *Conflict) Error() string { return c.Problems.Error() }

// mostMoved bounds how many cells a conflict names; the receipt that changed them shows all.
const mostMoved = 20

func conflict(p problem.Problem) *Conflict { return &Conflict{Problems: problem.List{p}} }

// PlaceOf is a cell as a problem's place: whoever knows the document that it came in with says where it stands in that.
func PlaceOf(k report.Key) problem.Place { return problem.Place{Cell: k} }

// since says what became of a cell and who did it.
func since(before report.Entry, now cell) (rule lang.Text) {
	at := now.ReceivedOn
	if t, err := parseClock(now.RecordedAt); err == nil {
		at = period.Day(t)
	}
	was, is := before.Words(), now.Words()
	by := cmp.Or(now.Reporter, now.Subject) // whoever shows it knows what the ID is called
	return lang.Textf("từ đó đã thành %[1]s (trước là %[2]s), do %[5]s ghi ngày %[6]s với biên nhận %[7]s", "it has become %[3]s since (it was %[4]s), recorded by %[5]s on %[6]s as receipt %[7]s",
		is.VI, was.VI, is.EN, was.EN, by, at, now.Receipt)
}

// superseded refuses content that was accepted before and no longer stands: giving that receipt again would tell the sender
// that these numbers stand, and taking them again would undo a correction behind everybody's back.
func (b *batch) superseded(first Receipt, d *draft, changed []int) *Conflict {
	c := &Conflict{Receipt: first.ID, By: d.cells[changed[0]].Receipt}
	c.Problems = problem.List{{
		Code:  "content_superseded",
		Value: first.ID,
		Rule:  lang.Textf("nội dung này đã được nhận với biên nhận %s và sau đó được sửa bằng biên nhận %s", "this content was accepted as receipt %s and has been corrected since by receipt %s", first.ID, c.By),
		Hint: lang.Textf("Để khôi phục số liệu cũ, gửi lại kèm biên nhận đã xem (%[1]s) hoặc ghi chú nêu lý do (%[2]s)",
			"To restore it, send it again with the receipt that you have seen (%[1]s) or a note that says why (%[2]s)", d.given("base", c.By), d.given("note", "…")),
	}}
	for _, i := range changed[:min(len(changed), mostMoved)] {
		have := d.cells[i]
		c.Problems = append(c.Problems, problem.Problem{Code: "cell_changed", Place: PlaceOf(have.Key()), Value: d.content.Entries[i].Words().VI,
			Rule: since(d.content.Entries[i], have)})
	}
	return c
}

// baseMoved refuses content whose sender has not seen what the cells hold by now.
func (b *batch) baseMoved(d *draft, moved, seen []int) error {
	first := d.cells[moved[0]]
	c := &Conflict{By: first.Receipt}
	for _, i := range moved[:min(len(moved), mostMoved)] {
		have := d.cells[i]
		before, err := b.revision(have.Key(), seen[i])
		if err != nil {
			return err
		}
		typed := "" // where the receipt was, it is no number that anybody wrote
		if _, ok := d.Base.Cells[have.Key()]; ok {
			typed = fmt.Sprint(seen[i])
		}
		c.Problems = append(c.Problems, problem.Problem{Code: "base_moved", Place: PlaceOf(have.Key()), Value: typed,
			Rule: since(before, have),
			Hint: lang.Textf("Xem số liệu mới; nếu vẫn muốn ghi, gửi lại với %s", "Look at the new numbers; if yours are still meant, send them again with %s", d.given("base", have.Receipt))})
	}
	return c
}

// given is how whoever sends the submission gives something with it: a flag of a command, or a key.
func (s Submission) given(name, value string) string {
	if s.Source == SourceImport || s.Source == SourceCommand {
		return "--" + name + " " + value
	}
	return fmt.Sprintf("%q: %q", name, value)
}

func olderThanCurrent(e report.Entry, received, today period.Date, have cell) *Conflict {
	why := cmp.Or(e.Row, &report.Row{}).SayWhy()
	if have.ReceivedOn.After(today) {
		return aheadOfToday(e, received, have, why)
	}
	c := conflict(problem.Problem{
		Code:  "received_before_current",
		Place: PlaceOf(e.Key()),
		Value: received.String(),
		Rule:  lang.Textf("ô này đã có số liệu nhận ngày %s (biên nhận %s); báo cáo nhận ngày %s cũ hơn", "this cell holds numbers received on %s (receipt %s); a report received on %s is older", have.ReceivedOn, have.Receipt, received),
		Hint: lang.Text{VI: "Nếu số này vẫn phải thay số mới hơn, " + why.VI + "; nếu là đính chính hôm nay, bỏ ngày nhận",
			EN: "If it has to replace the newer number all the same, " + why.EN + "; if it is a correction of today, leave the day of receipt out"},
	})
	c.By = have.Receipt
	return c
}

// aheadOfToday is what is said where the clock ran ahead when the newer number came: no later day will help.
func aheadOfToday(e report.Entry, received period.Date, have cell, why lang.Text) *Conflict {
	c := conflict(problem.Problem{
		Code:  "received_before_current",
		Place: PlaceOf(e.Key()),
		Value: received.String(),
		Rule:  lang.Textf("ô này đã có số liệu nhận ngày %s (biên nhận %s), là ngày chưa đến: đồng hồ máy chủ khi đó chạy trước", "this cell holds numbers received on %s (receipt %s), which is yet to come: the server's clock ran ahead then", have.ReceivedOn, have.Receipt),
		Hint: lang.Textf("Ở dòng này %[1]s (ví dụ “đồng hồ máy chủ sai”), rồi gửi lại; hoặc nhờ cơ quan thường trực rút biên nhận %[3]s", "In this row %[2]s (such as “the server's clock was wrong”) and send it again; or ask the standing office to withdraw the receipt %[3]s",
			why.VI, why.EN, have.Receipt),
	})
	c.By = have.Receipt
	return c
}

func changedSince(first, by string) *Conflict {
	c := conflict(problem.Problem{
		Code:  "decision_superseded",
		Value: first,
		Rule:  lang.Textf("quyết định này đã được ghi với biên nhận %s và sau đó được thay bằng biên nhận %s", "this decision was recorded as receipt %s and has been changed since by receipt %s", first, by),
		Hint:  decideAgain(by),
	})
	if first == "" { // it was made on a base that is not the newest
		c.Problems[0].Code, c.Problems[0].Place = "base_moved", problem.Field("base")
		c.Problems[0].Rule = lang.Textf("từ đó đã có quyết định khác, biên nhận %s", "there has been another decision since, receipt %s", by)
	}
	c.Receipt, c.By = first, by
	return c
}

func decideAgain(by string) lang.Text {
	return lang.Textf("Xem quyết định đó; nếu vẫn muốn quyết định như vậy, chạy lại kèm --base %s", "Look at that decision; if yours is still meant, run it again with --base %s", by)
}

func nothingToApprove(d decision.Decision) *Conflict {
	return conflict(problem.Problem{
		Code:  "nothing_reported",
		Place: problem.Path(d.Units[0] + " / " + d.Form + " / " + d.Period.String()),
		Rule:  lang.Text{VI: "đơn vị chưa báo cáo ô nào của biểu trong kỳ này", EN: "the unit has reported no cell of the form for this period"},
		Hint:  lang.Text{VI: "Duyệt sau khi báo cáo đã đến", EN: "Approve it once the report has come"},
	})
}
