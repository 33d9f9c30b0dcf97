package report

import (
	"slices"
	"strconv"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/wording"
)

// PlainNumber writes a number with all its digits and nothing between them.
func PlainNumber(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// Origin says where a cell's numbers come from.
type Origin struct {
	Row      *Row      // of the input at hand; nil where it is not in it
	Words    lang.Text // "rows[3]", "biên nhận XHHT-… (Huyện Long Hồ, 2024-12-05)"
	TakeBack bool      // the input takes numbers of the cell back: what stands now stood before them
}

// at is the place of one of the cell's fields, or of the cell as a whole.
func (o Origin) at(field string) problem.Place {
	switch {
	case o.Row == nil:
		return problem.Place{}
	case field == "":
		return o.Row.Place
	}
	return o.Row.At(field)
}

// Problem says of a fault which numbers contradict each other and where each came from. It stands at a cell of the input at
// hand, for that is what its sender can mend.
func (r Rules) Problem(f Fault, cells Cells, from func(Key) Origin) problem.Problem {
	own := f.own(from)
	p := problem.Problem{Code: f.Code, Place: from(own).at(""), Hint: f.mend(own, from)}
	c, _ := cells.of(own)
	p.Value = PlainNumber(c.n) + "/" + PlainNumber(c.d)
	switch f.Code {
	case "part_above_whole", "remainder_impossible":
		p.Rule = r.partWords(f, cells, from)
	case "groups_exceed_whole", "groups_do_not_add_up":
		p.Rule = r.groupsWords(f, cells, from)
	case "whole_differs":
		p.Place, p.Value = from(own).at("denominator"), PlainNumber(c.d)
		p.Rule = r.wholeWords(own, c, f, cells, from)
	case "parts_exceed_whole":
		p.Place, p.Value = from(own).at("numerator"), PlainNumber(c.n)
		p.Rule = r.besideWords(own, c, f, cells, from)
	default: // the cell by itself
		e := cells[own]
		_, say := r.wrongAlone(e)
		said := say(r.reg.Indicators[own.Indicator])
		p.Rule, p.Hint = said.Rule, said.Hint
		if e.Value != nil {
			p.Value = PlainNumber(*e.Value)
		}
	}
	if from(own).TakeBack {
		p.Place.Field = "" // nobody gave it in this input
	}
	p.Place.Cell = own
	return p
}

// mend says how the fault is mended by what its sender does: by other numbers in the same input, by more rows in it where the number
// that was accepted is the wrong one, or by taking back the others first.
func (f Fault) mend(own Key, from func(Key) Origin) lang.Text {
	var there []lang.Text // where the numbers stand that the input does not bring
	for _, k := range f.Cells {
		if o := from(k); o.Row == nil && !o.TakeBack {
			there = append(there, o.Words)
		}
	}
	here := from(own)
	if here.TakeBack {
		out := lang.Text{VI: "Rút xong, các số còn lại mâu thuẫn nhau: nộp số đúng thay vì rút", EN: "What would be left contradicts itself: file the right numbers instead"}
		if len(there) > 0 {
			out.VI, out.EN = out.VI+", hoặc rút trước số ở "+there[0].VI, out.EN+", or take back first those of "+there[0].EN
		}
		return out
	}
	out := lang.Text{VI: "Kiểm tra các số này", EN: "Check these numbers"}
	switch f.Code {
	case "whole_differs":
		out = lang.Text{VI: "Ghi cùng một mẫu số ở mọi dòng tính trên tổng này", EN: "Give the same denominator in every row that is counted over this whole"}
	case "parts_exceed_whole":
		out = lang.Text{VI: "Kiểm tra hai tử số: mỗi người chỉ đếm ở một dòng", EN: "Check the two numerators: everybody is counted in one row only"}
	}
	if len(there) > 0 && here.Row != nil {
		why := here.Row.SayWhy()
		out.VI += "; nếu số đã nhận mới là số sai, gửi dòng sửa số đó trong cùng báo cáo này, và ở dòng nào số thay đổi nhiều thì " + why.VI
		out.EN += "; if the number that was accepted is the wrong one, send a row that mends it in this same report, and in a row whose number changes much " + why.EN
	}
	return out
}

// Named calls the cells of a fault by their indicators, where it is between several.
func (r Rules) Named(f Fault) func(Key) Origin {
	return func(k Key) Origin {
		if !slices.ContainsFunc(f.Cells, func(o Key) bool { return o.Indicator != k.Indicator }) {
			return Origin{}
		}
		return Origin{Words: wording.IndicatorNames(r.reg.Indicators[k.Indicator])}
	}
}

// Say says in half a sentence which numbers contradict each other: what nobody is asked to mend at once, but somebody has to.
func (r Rules) Say(f Fault, cells Cells, from func(Key) Origin) lang.Text {
	p, name := r.Problem(f, cells, from), wording.IndicatorNames(r.reg.Indicators[f.own(from).Indicator])
	switch f.Code {
	case "part_above_whole", "remainder_impossible", "groups_exceed_whole", "groups_do_not_add_up": // which name all numbers themselves
		return lang.Text{VI: name.VI + ": " + p.Rule.VI, EN: name.EN + ": " + p.Rule.EN}
	}
	return lang.Text{VI: name.VI + " " + p.Value + ", " + p.Rule.VI, EN: name.EN + " " + p.Value + ", " + p.Rule.EN}
}

// own is the last of the fault's cells that the input holds, or the first of all.
func (f Fault) own(from func(Key) Origin) Key {
	for _, k := range slices.Backward(f.Cells) {
		if f.Code != "part_above_whole" && f.Code != "remainder_impossible" && from(k).Row != nil {
			return k
		}
	}
	for _, k := range f.Cells {
		if from(k).Row != nil {
			return k
		}
	}
	return f.Cells[0]
}

// said writes a cell's counts and where they come from.
func said(k Key, cells Cells, from func(Key) Origin) lang.Text {
	c, _ := cells.of(k)
	numbers, where := PlainNumber(c.n)+"/"+PlainNumber(c.d), from(k).Words
	if where.VI == "" {
		return lang.Text{VI: numbers, EN: numbers}
	}
	return lang.Text{VI: numbers + " (" + where.VI + ")", EN: numbers + " (" + where.EN + ")"}
}

func (r Rules) partWords(f Fault, cells Cells, from func(Key) Origin) lang.Text {
	group := f.Cells[0].Group
	part, whole := said(f.Cells[0], cells, from), said(f.Cells[1], cells, from)
	nameVI, nameEN := wording.GroupName(group, lang.Vietnamese), wording.GroupName(group, lang.English)
	if f.Code == "part_above_whole" {
		return lang.Text{
			VI: "nhóm “" + nameVI + "” là " + part.VI + ", lớn hơn tổng là " + whole.VI,
			EN: "the group “" + nameEN + "” is " + part.EN + ", above its total of " + whole.EN,
		}
	}
	p, _ := cells.of(f.Cells[0])
	w, _ := cells.of(f.Cells[1])
	n, d := PlainNumber(w.n-p.n), PlainNumber(w.d-p.d)
	return lang.Text{
		VI: "trừ nhóm “" + nameVI + "” " + part.VI + " khỏi tổng " + whole.VI + " thì còn " + n + " trên " + d + ": không thể có",
		EN: "without the group “" + nameEN + "”, " + part.EN + ", the total of " + whole.EN + " leaves " + n + " of " + d + ", which cannot be",
	}
}

func (r Rules) groupsWords(f Fault, cells Cells, from func(Key) Origin) lang.Text {
	var vi, en string
	for _, k := range f.Cells[:len(f.Cells)-1] {
		t := said(k, cells, from)
		vi, en = vi+", “"+wording.GroupName(k.Group, lang.Vietnamese)+"” "+t.VI, en+", “"+wording.GroupName(k.Group, lang.English)+"” "+t.EN
	}
	whole := said(f.Cells[len(f.Cells)-1], cells, from)
	return lang.Text{
		VI: "các nhóm không khớp tổng " + whole.VI + ": " + vi[2:],
		EN: "the groups do not fit the total of " + whole.EN + ": " + en[2:],
	}
}

func (r Rules) wholeWords(own Key, c counts, f Fault, cells Cells, from func(Key) Origin) lang.Text {
	whole := r.reg.Indicators[own.Indicator].Denominator
	for _, k := range f.Cells {
		if o, _ := cells.of(k); k != own && o.d != c.d {
			there, has := from(k).Words, PlainNumber(o.d)
			return lang.Text{
				VI: "cùng một tổng (" + whole.VI + ") mà " + there.VI + " ghi " + has,
				EN: "the same whole (" + whole.EN + ") is " + has + " in " + there.EN,
			}
		}
	}
	return lang.Text{}
}

func (r Rules) besideWords(own Key, c counts, f Fault, cells Cells, from func(Key) Origin) lang.Text {
	other := f.Cells[0]
	if other == own {
		other = f.Cells[1]
	}
	o, _ := cells.of(other)
	there, has, whole := from(other).Words, PlainNumber(o.n), PlainNumber(c.d)
	first, second := r.reg.Indicators[own.Indicator].Numerator, r.reg.Indicators[other.Indicator].Numerator
	return lang.Text{
		VI: "cộng với " + has + " ở " + there.VI + " thì vượt tổng " + whole + ", mà không ai thuộc cả hai: " + first.VI + "; " + second.VI,
		EN: "with the " + has + " of " + there.EN + " it exceeds the whole of " + whole + ", though nobody belongs to both: " + first.EN + "; " + second.EN,
	}
}
