package crosswalk

import (
	"fmt"
	"strings"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/problem"
)

// reason is why a count has no place in a view.
type reason struct {
	code       problem.Code
	rule, hint lang.Text
}

func (r reason) problem(unit string) problem.Problem {
	return problem.Problem{Code: r.code, Value: unit, Rule: r.rule, Hint: r.hint}
}

func unknownUnit() reason {
	return reason{code: "unknown_unit", rule: lang.Text{VI: "không có đơn vị nào mang uid này", EN: "no unit has this uid"}}
}

func reportedTwice() reason {
	return reason{code: "duplicate_row", rule: lang.Text{VI: "ô này của đơn vị đã có một lần", EN: "this cell of the unit is there already"},
		hint: lang.Text{VI: "Giữ lại một dòng", EN: "Keep one of the rows"}}
}

func unsound() reason {
	return reason{code: "counts_wrong", rule: lang.Text{VI: "tử số phải từ 0 đến mẫu số", EN: "the numerator must be from 0 to the denominator"}}
}

func noCounts() reason {
	return reason{code: "no_counts",
		rule: lang.Text{VI: "mức độ, công nhận và số chưa đủ không cộng qua sáp nhập được", EN: "a level, a recognition and a partial total cannot be carried through a merger"},
		hint: lang.Text{VI: "Xem theo đơn vị cũ", EN: "View it by the units of then"}}
}

func (c *Crosswalk) countedTwice(uid, later string) reason {
	return reason{code: "counted_twice",
		rule: lang.Textf("%s đã sáp nhập vào %s, đơn vị này cũng báo cáo cùng kỳ: cộng cả hai là tính hai lần", "%s went into %s, which reported the same period: with both, people would be counted twice", c.name(uid), c.name(later)),
		hint: lang.Text{VI: "Chỉ dùng một trong hai báo cáo", EN: "Use one of the two reports"}}
}

func (c *Crosswalk) notYet(a area.Area) reason {
	return reason{code: "unit_later",
		rule: lang.Textf("%s chỉ có từ %s, sau ngày %s; số liệu của đơn vị đã sáp nhập không tách lại được", "%s exists only since %s, after %s; what was merged cannot be taken apart again", c.name(a.UID), a.ValidFrom, c.on),
		hint: lang.Text{VI: "Chọn ngày muộn hơn", EN: "Choose a later day"}}
}

func (c *Crosswalk) noSuccessor(a area.Area) reason {
	if a.Level == area.District {
		return reason{code: "no_successor",
			rule: lang.Textf("%s kết thúc ngày %s cùng cấp huyện, không có đơn vị nào thay", "%s ended on %s with the district tier; no unit took its place", c.name(a.UID), a.ValidTo),
			hint: lang.Text{VI: "Xem theo đơn vị cũ, hoặc dùng số liệu của từng xã", EN: "View it by the units of then, or use the counts of its communes"}}
	}
	return reason{code: "no_successor",
		rule: lang.Textf("%s kết thúc ngày %s và không nguồn nào cho biết nhập vào đâu", "%s ended on %s and no source says what it went into", c.name(a.UID), a.ValidTo),
		hint: lang.Text{VI: "Xem theo đơn vị cũ, hoặc theo cấp trên", EN: "View it by the units of then, or a tier higher"}}
}

func (c *Crosswalk) splitWithoutWeights(a area.Area, parts []area.Link) reason {
	var names []string
	for _, l := range parts {
		names = append(names, c.name(l.To))
	}
	list := strings.Join(names, ", ")
	return reason{code: "split_without_weights",
		rule: lang.Textf("%s đã tách thành %s; không chia số đếm khi không có tỷ lệ", "%s was split into %s; counts are not divided without weights", c.name(a.UID), list),
		hint: lang.Text{VI: "Cho tỷ lệ của từng phần cùng nguồn (kết quả sẽ ghi là ước tính), hoặc xem theo đơn vị cũ", EN: "Give each part's share and its source (the result is marked as an estimate), or view it by the units of then"}}
}

func (c *Crosswalk) name(uid string) string {
	if a, ok := c.tree.Get(uid); ok {
		return fmt.Sprintf("%s (%s)", a.FullName, uid)
	}
	return uid
}

// Note says in one line what a row lacks and what in it is an estimate; empty for a plain total.
func (c *Crosswalk) Note(r Row) lang.Text {
	var vi, en []string
	say := func(list []string, sayVI, sayEN string) {
		if len(list) > 0 {
			vi, en = append(vi, sayVI+strings.Join(list, ", ")), append(en, sayEN+strings.Join(list, ", "))
		}
	}
	say(c.names(r.Missing), "thiếu báo cáo của ", "no report from ")
	say(r.Unlisted, "thiếu đơn vị cũ ngoài danh mục, mã ", "lacks former units that are not listed, codes ")
	say(c.names(r.Doubtful), "có thể gồm một phần hoặc toàn bộ ", "may include some or all of ")
	say(r.Sources, "ước tính theo ", "estimated from ")
	return lang.Text{VI: strings.Join(vi, "; "), EN: strings.Join(en, "; ")}
}

func (c *Crosswalk) names(uids []string) []string {
	var out []string
	for _, uid := range uids {
		out = append(out, c.name(uid))
	}
	return out
}

// Problems says why counts were held, once for each unit and reason, with how many cells that concerns.
func (v View) Problems() problem.List {
	type key struct {
		unit string
		code problem.Code
	}
	cells := map[key]int{}
	for _, h := range v.Held {
		cells[key{h.Unit, h.Problem.Code}]++
	}
	var out problem.List
	for _, h := range v.Held {
		k := key{h.Unit, h.Problem.Code}
		if n := cells[k]; n > 0 {
			p := h.Problem
			p.Rule.VI, p.Rule.EN = fmt.Sprintf("%s [%d ô]", p.Rule.VI, n), fmt.Sprintf("%s [cells: %d]", p.Rule.EN, n)
			out = append(out, p)
			delete(cells, k)
		}
	}
	return out
}
