package ledger

import (
	"fmt"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/problem"
)

// What is wrong with a base or a withdrawal itself, whatever the ledger holds: a problem.List, as every fault of a document.

func unknownBase(receipt string) problem.List {
	return problem.List{{
		Code: "unknown_base", Place: problem.Field("base"), Value: receipt,
		Rule: lang.Text{VI: "không có biên nhận này", EN: "there is no such receipt"},
		Hint: lang.Text{VI: "base là biên nhận mới nhất mà bạn đã xem, dạng XHHT-XXXX-XXXX-XXXX", EN: "base is the newest receipt that you have seen, of the form XHHT-XXXX-XXXX-XXXX"},
	}}
}

func baseElsewhere(receipt string) problem.List {
	return problem.List{{
		Code: "base_of_other_cells", Place: problem.Field("base"), Value: receipt,
		Rule: lang.Text{VI: "base không nói về ô nào của báo cáo này", EN: "the base is about none of the cells of this report"},
		Hint: lang.Text{VI: "Dùng biên nhận đã ghi các ô này, hoặc bỏ base", EN: "Use the receipt that wrote these cells, or leave base out"},
	}}
}

func decisionElsewhere() problem.List {
	return problem.List{{
		Code: "base_of_other_things", Place: problem.Field("base"),
		Rule: lang.Text{VI: "biên nhận đó không phải của quyết định về cùng biểu, kỳ, đơn vị này", EN: "that receipt is of no decision about the same form, period and units"},
		Hint: lang.Text{VI: "Dùng biên nhận của quyết định mới nhất về các đơn vị này, hoặc bỏ base", EN: "Use the receipt of the newest decision about these units, or leave base out"},
	}}
}

func baseUnknown(have cell, seen int) problem.List {
	return problem.List{{
		Code: "unknown_base", Place: PlaceOf(have.Key()), Value: fmt.Sprint(seen),
		Rule: lang.Textf("ô này mới có %d lần ghi", "this cell has %d revisions so far", have.Revision),
		Hint: lang.Text{VI: "base của một dòng là lần ghi (revision) của chính ô đó mà bạn đã xem", EN: "the base of a row is the revision of that very cell that you have seen"},
	}}
}

// alreadyWithdrawn says by which receipt.
func alreadyWithdrawn(wd Withdrawal, by string) *Conflict {
	var place problem.Place
	for k := range wd.Cells {
		place = PlaceOf(k)
	}
	c := conflict(problem.Problem{
		Code: "already_withdrawn", Place: place, Value: wd.Receipt,
		Rule: lang.Textf("đã được rút lại bằng biên nhận %s", "it was withdrawn before, by receipt %s", by),
		Hint: lang.Text{VI: "Không cần làm gì thêm; nội dung cũ có thể nộp lại", EN: "There is nothing left to do; the same content may be filed again"},
	})
	c.Receipt, c.By = wd.Receipt, by
	return c
}

func withdrawsItself(receipt string) problem.List {
	return problem.List{{
		Code: "withdrawal_of_withdrawal", Place: problem.Field("receipt"), Value: receipt,
		Rule: lang.Text{VI: "biên nhận này là một lần rút lại", EN: "this receipt is a withdrawal itself"},
		Hint: lang.Text{VI: "Nộp lại số liệu thay vì rút lại việc rút", EN: "File the numbers again instead"},
	}}
}

func nothingWritten(receipt string) problem.List {
	return problem.List{{
		Code: "nothing_to_withdraw", Place: problem.Field("receipt"), Value: receipt,
		Rule: lang.Text{VI: "biên nhận này không ghi ô nào: mọi số đã có từ trước", EN: "this receipt wrote no cell: all its numbers were there before"},
		Hint: lang.Text{VI: "Rút lại biên nhận đã ghi các số đó; GET biên nhận này cho biết", EN: "Withdraw the receipt that wrote them; this one's page names it"},
	}}
}

func nothingToWithdraw(have cell, revision int) problem.List {
	p := problem.Problem{
		Code: "nothing_to_withdraw", Place: PlaceOf(have.Key()), Value: fmt.Sprint(revision),
		Rule: lang.Text{VI: "ô này không có lần ghi số liệu đó", EN: "this cell has no such revision with numbers"},
		Hint: lang.Text{VI: "Ô này không có số liệu nào đang đứng", EN: "No number stands in this cell"},
	}
	switch {
	case have.stands() && have.Stands > 0:
		p.Hint = lang.Textf("Số liệu đang đứng là của lần ghi %d", "The numbers that stand are those of revision %d", have.Stands)
	case have.stands():
		p.Hint = lang.Textf("Số liệu đang đứng là của lần ghi %d", "The numbers that stand are those of revision %d", have.Revision)
	}
	return problem.List{p}
}

func twoPlans(a, b string) problem.List {
	return problem.List{{
		Code: "two_plans", Place: problem.Field("rows"), Value: a + ", " + b,
		Rule: lang.Text{VI: "các ô thuộc hai kế hoạch", EN: "the cells were reported on two plans"},
		Hint: lang.Text{VI: "Rút lại riêng theo từng kế hoạch", EN: "Withdraw them plan by plan"},
	}}
}
