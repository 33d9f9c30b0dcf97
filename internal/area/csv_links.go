package area

import (
	"slices"
	"strings"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/problem"
)

// history is what a row says of before and after: codes separated by semicolons.
type history struct{ successor, relation, predecessors string }

// birth names a unit by its official code at its first day, death at its last: a code alone may name another province.
type birth struct {
	level Level
	code  string
	day   period.Date
}

// linkTimes turns the codes of successors and predecessors into links between UIDs. Successors must all be listed;
// predecessors need not, because the provinces that joined ours in 2025 are not. Where both ends are listed they must agree.
func (t *table) linkTimes() {
	born, died := map[birth]string{}, map[birth]string{}
	for _, a := range t.units {
		born[birth{a.Level, a.Code, a.ValidFrom}] = a.UID
		if !a.ValidTo.IsZero() {
			died[birth{a.Level, a.Code, a.ValidTo}] = a.UID
		}
	}
	for i := range t.units {
		t.linkAfter(i, born)
	}
	forward := slices.Clone(t.links)
	for i := range t.units {
		t.linkBefore(i, died, forward)
	}
}

func (t *table) linkAfter(i int, born map[birth]string) {
	a, h, line := t.units[i], t.histories[i], t.lines[i]
	codes, relation := list(h.successor), Relation(h.relation)
	switch {
	case len(codes) == 0 && relation == "":
		return
	case a.ValidTo.IsZero():
		t.problems.Add(problem.Problem{
			Code: "successor_of_open_unit", Place: problem.Line(line), Value: h.successor,
			Rule: lang.Textf("%s chưa kết thúc nên không có đơn vị kế tiếp", "%s has not ended, so nothing followed it", a.UID),
		})
		return
	case relation == Split && len(codes) > 1, (relation == Full || relation == Renamed) && len(codes) == 1:
	default:
		t.problems.Add(problem.Problem{
			Code: "successor_relation", Place: problem.Line(line), Value: h.relation,
			Rule: lang.Text{VI: "full và renamed_or_reclassified có đúng một đơn vị kế tiếp, split có từ hai trở lên", EN: "full and renamed_or_reclassified have one successor, split has two or more"},
		})
		return
	}
	next := a.ValidTo.AddDays(1)
	for _, code := range codes {
		to, ok := born[birth{a.Level, code, next}]
		if !ok {
			t.problems.Add(problem.Problem{
				Code: "successor_unknown", Place: problem.Line(line), Value: code,
				Rule: lang.Textf("không có đơn vị cùng cấp mang mã này bắt đầu từ %s", "no unit of the same tier with this code begins on %s", next),
			})
			continue
		}
		t.links = append(t.links, Link{From: a.UID, To: to, Relation: relation})
	}
}

func (t *table) linkBefore(i int, died map[birth]string, forward []Link) {
	a, line := t.units[i], t.lines[i]
	entries := list(t.histories[i].predecessors)
	if len(entries) == 0 {
		return
	}
	named := map[string]bool{}
	for _, entry := range entries {
		code, part, _ := strings.Cut(entry, ":")
		relation, ok := map[string]Relation{"": Full, "full": Full, "partial": Split}[part]
		if !ok {
			t.problems.Add(problem.Problem{
				Code: "predecessor_part", Place: problem.Line(line), Value: entry,
				Rule: lang.Text{VI: "phần chỉ có thể là full hoặc partial", EN: "the part is full or partial"},
			})
			continue
		}
		from, listed := died[birth{a.Level, code, a.ValidFrom.AddDays(-1)}]
		if !listed {
			t.links = append(t.links, Link{To: a.UID, Relation: relation, Code: code})
			continue
		}
		named[from] = true
		if !slices.Contains(forward, Link{From: from, To: a.UID, Relation: relation}) {
			t.problems.Add(problem.Problem{
				Code: "links_disagree", Place: problem.Line(line), Value: entry,
				Rule: lang.Textf("%s không ghi %s là đơn vị kế tiếp theo cách này", "%s does not name %s as its successor in this way", from, a.UID),
			})
		}
	}
	for _, l := range forward {
		if l.To == a.UID && !named[l.From] {
			t.problems.Add(problem.Problem{
				Code: "links_disagree", Place: problem.Line(line), Value: l.From,
				Rule: lang.Textf("%s ghi đơn vị này là kế tiếp, nhưng ở đây không ghi lại", "%s names this unit as its successor, which is not said here", l.From),
			})
		}
	}
}

func list(cell string) []string {
	return strings.FieldsFunc(cell, func(r rune) bool { return r == ';' })
}
