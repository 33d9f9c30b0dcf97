package query

import (
	"slices"
	"strings"

	"github.com/xhht/xhht/internal/lang"
)

// Only keeps the rows of a table that say one thing. It is the data source that drops the others, and not the panel: a table whose
// rows Grafana itself filters away shows headings over nothing where none is left, an empty answer the panel's own words.
type Only string

// What a table may be narrowed to.
const (
	OnlyPartial   Only = "partial"
	OnlyJump      Only = "jump"
	OnlyNational  Only = "national"
	OnlyShort     Only = "short"
	OnlyAttention Only = "attention"
	OnlyLate      Only = "late"
	OnlyOwed      Only = "owed"
	OnlyOpen      Only = "open"
	OnlyDiffers   Only = "differs"
	OnlyReview    Only = "review"
)

// OnlySpec is what a table may be narrowed to. The kinds that have it say so.
type OnlySpec struct {
	Only    Only
	Compare Comparison // of a comparison: which; empty for every other kind
	Name    lang.Text
	Keeps   lang.Text // which rows
	None    lang.Text // what it means that there is no such row
}

// Onlys lists every word.
var Onlys = []OnlySpec{
	{Only: OnlyPartial, Name: lang.Text{VI: "Còn thiếu đơn vị", EN: "Members are missing"},
		Keeps: lang.Text{VI: "còn thiếu đơn vị, có mức thấp nhất và cao nhất", EN: "members are missing, the lowest and highest possible value are known"},
		None:  lang.Text{VI: "Chưa ghi nhận số tổng nào thiếu đơn vị.", EN: "No total is known to lack a member."}},
	{Only: OnlyJump, Name: lang.Text{VI: "Thay đổi bất thường", EN: "Unusual change"},
		Keeps: lang.Text{VI: "thay đổi mới nhất bất thường (trên 3,5; xem `alert`) và chưa có ghi chú; thêm cột `jump`", EN: "the newest change is unusual (above 3.5; see `alert`) and no note explains it; adds the column `jump`"},
		None:  lang.Text{VI: "Chưa ghi nhận thay đổi bất thường nào.", EN: "No unusual change is known."}},
	{Only: OnlyNational, Name: lang.Text{VI: "Có chỉ tiêu quốc gia", EN: "There is a national target"},
		Keeps: lang.Text{VI: "có chỉ tiêu quốc gia cùng loại", EN: "there is a national target of the same kind"},
		None:  lang.Text{VI: "Chưa có chỉ tiêu quốc gia cùng loại.", EN: "There is no national target of the same kind."}},
	{Only: OnlyShort, Name: lang.Text{VI: "Biết còn thiếu bao nhiêu", EN: "How much is missing is known"},
		Keeps: lang.Text{VI: "biết còn thiếu bao nhiêu để lên mức", EN: "how much is missing to the next level is known"},
		None:  lang.Text{VI: "Không biết còn thiếu bao nhiêu để lên mức.", EN: "How much is missing to the next level is not known of any unit."}},
	{Only: OnlyAttention, Name: lang.Text{VI: "Mức khai không khớp hoặc sắp mất", EN: "Declared level disagrees or is about to lapse"},
		Keeps: lang.Text{VI: "mức khai khác mức tính, chưa xác nhận được, hoặc không còn giữ", EN: "the declared level differs from the computed one, is not proven, or is not kept any more"},
		None:  lang.Text{VI: "Không thấy mức khai nào lệch, mức nào sắp mất.", EN: "No declared level disagrees, and none is about to lapse."}},
	{Only: OnlyLate, Name: lang.Text{VI: "Trễ, đã nộp hay chưa", EN: "Late, received or not"},
		Keeps: lang.Text{VI: "quá hạn hoặc nộp trễ", EN: "overdue or received late"},
		None:  lang.Text{VI: "Chưa ghi nhận báo cáo nào trễ.", EN: "No report is known to be late."}},
	{Only: OnlyOwed, Name: lang.Text{VI: "Quá hạn mà chưa nộp", EN: "Overdue, not received"},
		Keeps: lang.Text{VI: "quá hạn mà chưa nộp", EN: "overdue and not received"},
		None:  lang.Text{VI: "Không báo cáo nào quá hạn mà chưa nộp.", EN: "No report is overdue."}},
	{Only: OnlyOpen, Compare: CompareApproval, Name: lang.Text{VI: "Chờ duyệt", EN: "Waits for approval"},
		Keeps: lang.Text{VI: "chưa duyệt, hoặc đã đính chính sau khi duyệt", EN: "not approved, or corrected since"},
		None:  lang.Text{VI: "Chưa ghi nhận số nào chờ duyệt.", EN: "No number is known to wait for approval."}},
	{Only: OnlyDiffers, Compare: CompareMethods, Name: lang.Text{VI: "Kết luận khác nhau", EN: "Verdicts differ"},
		Keeps: lang.Text{VI: "kết luận đổi theo cách tính", EN: "the verdict changes with the method"},
		None:  lang.Text{VI: "Chưa ghi nhận kết luận nào đổi theo cách tính.", EN: "No verdict is known to change with the method."}},
	{Only: OnlyReview, Name: lang.Text{VI: "Công nhận cần xem lại", EN: "Recognition to be looked at"},
		Keeps: lang.Text{VI: "sắp hết hoặc đã hết hiệu lực, hoặc quyết định và số liệu không khớp nhau", EN: "ends soon or lapsed, or decision and numbers disagree"},
		None:  lang.Text{VI: "Không thấy công nhận nào sắp hết hiệu lực hay không khớp số liệu.", EN: "No recognition ends soon, lapsed, or disagrees with the numbers."}},
}

func onlyWords() words[Only] {
	var out words[Only]
	for _, o := range Onlys {
		out = append(out, word[Only]{o.Only, o.Name, lang.Text{}})
	}
	return out
}

// Spec returns what is said of a word.
func (o Only) Spec() (OnlySpec, bool) {
	i := slices.IndexFunc(Onlys, func(s OnlySpec) bool { return s.Only == o })
	if i < 0 {
		return OnlySpec{}, false
	}
	return Onlys[i], true
}

func (q Query) checkOnly(bad refusal) {
	if q.Only == "" {
		return
	}
	only, known := q.Only.Spec()
	kind := q.Spec()
	switch {
	case kind.KeepsRows:
		bad("only", string(q.Only), lang.Text{VI: "truy vấn cảnh báo giữ mọi dòng: dòng biến mất sẽ bị coi là đã hết cảnh báo", EN: "an alert query keeps every row: Grafana takes a missing row for a problem solved"},
			lang.Text{VI: "Bỏ only, đặt điều kiện trên số (days_late > 0)", EN: "Drop only and put the condition on the number (days_late > 0)"})
	case !known:
		oneOf(bad, "only", q.Only, onlyWords().keys())
	case !slices.Contains(kind.Only, q.Only):
		bad("only", string(q.Only), lang.Textf("chỉ kind %s có dòng như vậy", "only the kind %s has such rows", kindWith(func(s Spec) bool { return slices.Contains(s.Only, q.Only) })), q.onlyHint())
	case only.Compare != "" && q.Compare != only.Compare:
		bad("only", string(q.Only), lang.Textf("chỉ compare %s có dòng như vậy", "only the comparison %s has such rows", only.Compare), q.onlyHint())
	case q.Shape != Table:
		bad("only", string(q.Only), lang.Textf("only giữ dòng của dạng table, không của dạng %s", "only keeps rows of the shape table, not of %s", q.Shape),
			lang.Text{VI: "Bỏ only, hoặc dùng shape table", EN: "Drop only, or use the shape table"})
	}
}

// kindWith is the first kind that has something.
func kindWith(has func(Spec) bool) Kind { return Kinds[slices.IndexFunc(Kinds, has)].Kind }

// onlyHint names the words that the query as it stands could have.
func (q Query) onlyHint() lang.Text {
	var could []string
	for _, o := range q.Spec().Only {
		if s, _ := o.Spec(); s.Compare == "" || s.Compare == q.Compare {
			could = append(could, string(o))
		}
	}
	if slices.Sort(could); len(could) == 0 {
		return lang.Text{VI: "Bỏ only", EN: "Drop only"}
	}
	return lang.Textf("Bỏ only, hoặc dùng: %s", "Drop only, or use: %s", strings.Join(could, ", "))
}
