package area

import (
	"encoding/csv"
	"errors"
	"io"
	"slices"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/problem"
)

var columns = []string{"code", "name", "level", "parent_code", "valid_from", "valid_to", "full_name", "uid"}

// linkColumns say what became of a unit. A list may do without all three, then no unit follows another.
var linkColumns = []string{"successor", "successor_relation", "predecessors"}

// ReadCSV reads plans/areas.csv. Its error is a problem.List of every wrong row, whose places are line numbers.
func ReadCSV(r io.Reader) (*Tree, error) {
	t := table{uids: map[string]int{}}
	cr := csv.NewReader(r)
	head, err := cr.Read()
	if err != nil {
		t.unreadable(1, err)
		return nil, t.problems
	}
	if !t.header(head) {
		return nil, t.problems
	}
	for {
		rec, err := cr.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil && !errors.Is(err, csv.ErrFieldCount) {
			t.unreadable(1, err)
			break
		}
		line, _ := cr.FieldPos(0)
		if len(rec) != len(head) {
			t.problems.Add(problem.Problem{
				Code: "cells", Place: problem.Line(line),
				Rule: lang.Textf("dòng có %d ô nhưng dòng tiêu đề có %d", "the row has %d cells, the header %d", len(rec), len(head)),
			})
			continue
		}
		t.row(line, rec)
	}
	if len(t.problems) == 0 { // a row left out would make orphans of its members
		t.linkParents()
		t.linkTimes()
	}
	if err := t.problems.Err(); err != nil {
		return nil, err
	}
	return NewTree(t.units, t.links...)
}

// table is the file while it is read.
type table struct {
	at          map[string]int // column → index
	linked      bool           // the link columns are there
	units       []Area
	parentCodes []string
	histories   []history
	links       []Link
	lines       []int
	uids        map[string]int // UID → line
	problems    problem.List
}

func (t *table) unreadable(line int, err error) {
	if pe, ok := errors.AsType[*csv.ParseError](err); ok {
		line, err = pe.Line, pe.Err
	}
	t.problems.Add(problem.Problem{
		Code: "csv_syntax", Place: problem.Line(line),
		Rule: lang.Textf("không đọc được dòng này: %v", "this line cannot be read: %v", err),
	})
}

func (t *table) header(head []string) bool {
	t.at = map[string]int{}
	for i, name := range head {
		t.at[name] = i
	}
	needed := columns
	if slices.ContainsFunc(linkColumns, func(name string) bool { return slices.Contains(head, name) }) {
		needed = slices.Concat(columns, linkColumns)
		t.linked = true
	}
	for _, name := range needed {
		if _, ok := t.at[name]; !ok {
			t.problems.Add(problem.Problem{
				Code: "column_missing", Place: problem.Line(1), Value: name,
				Rule: lang.Text{VI: "thiếu cột", EN: "a column is missing"},
			})
		}
	}
	return len(t.problems) == 0
}

func (t *table) row(line int, rec []string) {
	cell := func(column string) string { return rec[t.at[column]] }
	a := Area{UID: cell("uid"), Code: cell("code"), Name: cell("name"), FullName: cell("full_name"), Level: Level(cell("level"))}
	if a.UID == "" || a.Code == "" || a.Name == "" || !a.Level.Valid() {
		t.problems.Add(problem.Problem{
			Code: "unit_incomplete", Place: problem.Line(line), Value: a.UID,
			Rule: lang.Text{VI: "cần đủ uid, code, name và level (province, district, commune)", EN: "uid, code, name and level (province, district, commune) are all needed"},
		})
		return
	}
	if first, dup := t.uids[a.UID]; dup {
		t.problems.Add(problem.Problem{
			Code: "unit_twice", Place: problem.Line(line), Value: a.UID,
			Rule: lang.Textf("đơn vị này đã có ở dòng %d", "this unit is already on line %d", first),
		})
		return
	}
	t.uids[a.UID] = line
	a.ValidFrom = t.date(line, cell("valid_from"))
	a.ValidTo = t.date(line, cell("valid_to"))
	if !a.ValidTo.IsZero() && a.ValidTo.Before(a.ValidFrom) {
		t.problems.Add(problem.Problem{
			Code: "dates_order", Place: problem.Line(line), Value: a.ValidTo.String(),
			Rule: lang.Text{VI: "ngày kết thúc trước ngày bắt đầu", EN: "the unit ends before it begins"},
		})
	}
	t.units = append(t.units, a)
	t.parentCodes = append(t.parentCodes, cell("parent_code"))
	t.lines = append(t.lines, line)
	var h history
	if t.linked {
		h = history{cell("successor"), cell("successor_relation"), cell("predecessors")}
	}
	t.histories = append(t.histories, h)
}

func (t *table) date(line int, text string) period.Date {
	d, err := period.ParseDate(text)
	if err != nil {
		t.problems.Add(problem.Problem{
			Code: "date", Place: problem.Line(line), Value: text,
			Rule: lang.Text{VI: "ngày phải có dạng 2025-06-30 hoặc để trống", EN: "a date has the form 2025-06-30 or is left empty"},
		})
	}
	return d
}

func (t *table) linkParents() {
	for i, code := range t.parentCodes {
		if code == "" {
			continue
		}
		a := &t.units[i]
		if a.Parent = parentOf(t.units, *a, code); a.Parent == "" {
			t.problems.Add(problem.Problem{
				Code: "parent_unknown", Place: problem.Line(t.lines[i]), Value: code,
				Rule: lang.Textf("đơn vị cấp trên của %s không có trong danh mục cho thời gian này", "the unit above %s is not listed for its dates", a.UID),
			})
		}
	}
}

// parentOf finds the unit with the parent code whose dates overlap the child's: the code alone would pick the wrong
// province after the reform.
func parentOf(units []Area, child Area, code string) string {
	for _, p := range units {
		if p.Code == code && p.Level != Commune && p.UID != child.UID && p.overlaps(child.ValidFrom, child.ValidTo) {
			return p.UID
		}
	}
	return ""
}
