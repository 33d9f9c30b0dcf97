package area

import (
	"strings"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/spelling"
)

// Written is a unit as people know it, with the code that says which: "Huyện Long Hồ (857)".
func (a Area) Written() string { return a.FullName + " (" + a.Code + ")" }

// NoUnit says that a text means no unit; Offer then says which may have been meant.
var NoUnit = lang.Text{VI: "không có đơn vị nào mang mã hoặc tên này", EN: "no unit has this code or name"}

// Offer says how to write a unit to somebody whose text means none: the units that look most like it, of those that are meant to
// be written there, or else how the first of them is written.
func Offer(text string, among []Area) lang.Text {
	const most = 3
	spellings := make([][]string, len(among))
	for i, a := range among {
		spellings[i] = []string{a.Code, a.Name, a.FullName}
	}
	var near []string
	for _, i := range spelling.Near(text, spellings, most) {
		near = append(near, among[i].Written())
	}
	switch {
	case len(near) > 0:
		list := strings.Join(near, "; ")
		return lang.Textf("Gần giống: %s. Ghi mã, uid hoặc tên", "Most like it: %s. Write the code, the uid or the name", list)
	case len(among) > 0:
		return lang.Textf("Ghi mã, uid hoặc tên, ví dụ %[1]s hoặc %[2]s", "Write the code, the uid or the name, for example %[1]s or %[2]s", among[0].Code, among[0].FullName)
	}
	return lang.Text{VI: "Ghi mã, uid hoặc tên như trong areas.csv", EN: "Write the code, the uid or the name as in areas.csv"}
}

// Became says what a unit is after its last day; nothing of one that is still open.
func (t *Tree) Became(a Area) lang.Text {
	after := t.after[a.UID]
	switch {
	case a.ValidTo.IsZero():
		return lang.Text{}
	case len(after) == 0 && a.Level == District:
		return lang.Text{VI: "cấp huyện đã kết thúc, không có đơn vị nào thay", EN: "the district tier ended, and no unit took its place"}
	case len(after) == 0:
		return lang.Text{VI: "không nguồn nào cho biết nhập vào đơn vị nào", EN: "no source says which unit followed"}
	}
	var names []string
	for _, l := range after {
		to := t.byUID[l.To]
		names = append(names, to.Written()+", "+to.UID)
	}
	from := t.byUID[after[0].To].ValidFrom
	if list := strings.Join(names, "; "); len(after) > 1 {
		return lang.Textf("từ %s tách vào: %s", "split on %s into: %s", from, list)
	}
	return lang.Textf("từ %s là %s", "since %s it is %s", from, names[0])
}

// Was says what a unit was before its first day; nothing of one that has none.
func (t *Tree) Was(a Area) lang.Text {
	if a.ValidFrom.IsZero() || len(t.before[a.UID]) == 0 {
		return lang.Text{}
	}
	var vi, en []string
	for _, l := range t.before[a.UID] {
		name := lang.Textf("mã %s", "code %s", l.Code)
		if from, ok := t.byUID[l.From]; ok {
			name = lang.Text{VI: from.Written(), EN: from.Written()}
		}
		vi, en = append(vi, name.VI), append(en, name.EN)
	}
	list := lang.Text{VI: strings.Join(vi, "; "), EN: strings.Join(en, "; ")}
	return lang.Textf("trước %[1]s là: %[2]s", "before %[1]s it was: %[3]s", a.ValidFrom, list.VI, list.EN)
}
