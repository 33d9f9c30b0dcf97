package lawfile

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/delimited"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/law"
	"github.com/xhht/xhht/internal/problem"
)

// Facts is what a file says of units and years.
type Facts struct {
	Notices problem.List // what of the file was left out, and does no harm

	areas *area.Tree
	rows  map[key]row
}

type key struct {
	uid  string
	year int
}

type row struct {
	line     int
	special  *bool
	counts   map[string]int
	declared map[law.Program]int
}

// Unit returns the unit in the year as the law sees it: with its counts, or with its members, those that reported
// nothing included.
func (f Facts) Unit(a area.Area, year int) law.Unit {
	r := f.rows[key{a.UID, year}]
	u := law.Unit{UID: a.UID, Name: a.FullName, Tier: a.Level, Special: r.special, Counts: r.counts}
	if u.Name == "" {
		u.Name = a.Name
	}
	for _, m := range f.areas.Children(a.UID, law.CountingDay(year)) {
		u.Members = append(u.Members, f.Unit(m, year))
	}
	return u
}

// Declared returns the level that the unit declared for the year.
func (f Facts) Declared(uid string, year int, p law.Program) (int, bool) {
	level, ok := f.rows[key{uid, year}].declared[p]
	return level, ok
}

// Years returns every year of the file, in order.
func (f Facts) Years() []int {
	years := map[int]bool{}
	for k := range f.rows {
		years[k.year] = true
	}
	return slices.Sorted(maps.Keys(years))
}

// ReadFacts reads a CSV file with a header line, in whatever way it was saved: unit, year, and any of special_difficulty,
// declared_PROGRAM and the facts of facts.yaml, by id or by name. An empty cell was not reported, which is not zero. Columns that
// are none of these are left out, which the facts say. Every fault comes back at once as a problem.List.
func ReadFacts(name string, data []byte, l law.Law, areas *area.Tree) (Facts, error) {
	t := table{name: name, law: l, facts: Facts{areas: areas, rows: map[key]row{}}}
	file, err := delimited.Open(name, data, func(title string) bool { return t.column(title) != "" })
	if p, ok := errors.AsType[problem.Problem](err); ok {
		return Facts{}, problem.List{p}
	}
	t.read(file.Rows())
	if err := t.problems.Err(); err != nil {
		return Facts{}, err
	}
	return t.facts, nil
}

// table is the file while it is read.
type table struct {
	name     string
	law      law.Law
	facts    Facts
	columns  []string // "" is a column that nobody asked for
	problems problem.List
}

func (t *table) read(rows *delimited.Rows) {
	for n := 0; ; n++ {
		rec, line, err := rows.Next()
		if errors.Is(err, io.EOF) {
			if n == 0 {
				t.problems.Add(problem.Problem{
					Code: "csv_empty", Place: problem.At(t.name, 0),
					Rule: lang.Text{VI: "tệp rỗng", EN: "the file is empty"},
				})
			}
			return
		}
		if p, ok := errors.AsType[problem.Problem](err); ok {
			t.problems.Add(p)
			return
		}
		for i, cell := range rec {
			rec[i] = norm.NFC.String(cell)
		}
		switch {
		case n == 0:
			if !t.header(line, rec) {
				return
			}
		case strings.TrimSpace(strings.Join(rec, "")) == "":
		case len(rec) != len(t.columns):
			t.problems.Add(problem.Problem{
				Code: "csv_ragged", Place: problem.At(t.name, line), Value: strconv.Itoa(len(rec)),
				Rule: lang.Textf("dòng có %d ô, dòng tiêu đề có %d", "the line has %d cells, the header has %d", len(rec), len(t.columns)),
			})
		default:
			t.row(line, rec)
		}
	}
}

func (t *table) row(line int, rec []string) {
	cells := map[string]string{}
	for i, id := range t.columns {
		cells[id] = strings.TrimSpace(rec[i])
	}
	year, err := strconv.Atoi(cells[yearColumn])
	if err != nil || year < 2000 || year > 2100 {
		t.problems.Add(problem.Problem{
			Code: "year", Place: problem.At(t.name, line), Value: cells[yearColumn],
			Rule: lang.Text{VI: "năm phải là một số như 2024", EN: "the year must be a number such as 2024"},
		})
		return
	}
	a, ok := t.unit(line, cells[unitColumn], year)
	if !ok {
		return
	}
	at := key{a.UID, year}
	if first, twice := t.facts.rows[at]; twice {
		t.problems.Add(problem.Problem{
			Code: "row_twice", Place: problem.At(t.name, line), Value: a.UID,
			Rule: lang.Text{VI: fmt.Sprintf("đơn vị và năm này đã có ở dòng %d", first.line), EN: fmt.Sprintf("this unit and year are already on line %d", first.line)},
		})
		return
	}
	r := row{line: line, declared: map[law.Program]int{}}
	for _, id := range t.columns {
		if id != "" && cells[id] != "" && id != unitColumn && id != yearColumn {
			t.cell(&r, id, cells[id])
		}
	}
	if a.Level != area.Commune && (r.counts != nil || r.special != nil) {
		t.problems.Add(problem.Problem{
			Code: "counts_tier", Place: problem.At(t.name, line), Value: a.UID,
			Rule: lang.Text{VI: "số người và diện đặc biệt khó khăn chỉ ghi cho xã: mức độ của huyện và tỉnh tính từ mức độ của cấp dưới", EN: "people and special difficulties are given for communes only: the level of a district or province comes from its members' levels"},
		})
	}
	t.parts(line, r.counts)
	t.facts.rows[at] = r
}

// unit finds the unit that existed on the year's counting day.
func (t *table) unit(line int, text string, year int) (area.Area, bool) {
	var open []string
	var closed []area.Area
	var found area.Area
	for _, a := range t.facts.areas.Find(text) {
		if a.OpenOn(law.CountingDay(year)) {
			open, found = append(open, a.UID), a
		} else {
			closed = append(closed, a)
		}
	}
	switch {
	case len(open) == 1:
		return found, true
	case len(open) > 1:
		t.problems.Add(problem.Problem{
			Code: "unit_ambiguous", Place: problem.At(t.name, line), Value: text,
			Rule: lang.Text{VI: "có nhiều đơn vị mang tên hoặc mã này", EN: "several units have this name or code"},
			Hint: lang.Textf("Ghi một trong: %s", "Write one of: %s", strings.Join(open, ", ")),
		})
	case len(closed) > 0:
		t.problems.Add(problem.Problem{
			Code: "unit_closed", Place: problem.At(t.name, line), Value: text,
			Rule: lang.Text{VI: fmt.Sprintf("đơn vị này không tồn tại vào ngày 30/9/%d", year), EN: fmt.Sprintf("the unit did not exist on 30 September %d", year)},
			Hint: t.since(closed),
		})
	default:
		t.problems.Add(problem.Problem{
			Code: "unit_unknown", Place: problem.At(t.name, line), Value: text,
			Rule: lang.Text{VI: "không có đơn vị này trong danh mục", EN: "the unit is not in the list of units"},
			Hint: area.Offer(text, t.facts.areas.All()),
		})
	}
	return area.Area{}, false
}

// since says what became of units that had ended, where that is known.
func (t *table) since(closed []area.Area) lang.Text {
	var vi, en []string
	for _, a := range closed {
		if then := t.facts.areas.Became(a); then.VI != "" {
			vi, en = append(vi, a.FullName+": "+then.VI), append(en, a.FullName+": "+then.EN)
		}
	}
	return lang.Text{VI: strings.Join(vi, "; "), EN: strings.Join(en, "; ")}
}

// cell reads one cell that is not empty.
func (t *table) cell(r *row, id, text string) {
	if id == specialColumn {
		switch strings.ToLower(text) {
		case "có", "yes", "1", "x":
			r.special = new(true)
		case "không", "no", "0":
			r.special = new(false)
		default:
			t.problems.Add(problem.Problem{
				Code: "special", Place: problem.At(t.name, r.line), Value: text,
				Rule: lang.Text{VI: "ghi có hoặc không", EN: "write yes or no"},
			})
		}
		return
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 || n > 100_000_000 {
		t.problems.Add(problem.Problem{
			Code: "count", Place: problem.At(t.name, r.line), Value: text,
			Rule: lang.Text{VI: "cột " + id + " cần một số nguyên không âm", EN: "column " + id + " needs a whole number, zero or more"},
			Hint: lang.Text{VI: "Viết 1234, không viết 1.234; để trống nếu chưa có số liệu", EN: "Write 1234, not 1,234; leave the cell empty where nothing is known"},
		})
		return
	}
	if p, ok := strings.CutPrefix(id, declaredPrefix); ok {
		if n > 3 {
			t.problems.Add(problem.Problem{
				Code: "declared", Place: problem.At(t.name, r.line), Value: text,
				Rule: lang.Text{VI: "mức độ khai phải từ 0 đến 3", EN: "a declared level is 0 to 3"},
			})
			return
		}
		r.declared[law.Program(p)] = n
		return
	}
	if r.counts == nil {
		r.counts = map[string]int{}
	}
	r.counts[id] = n
}

// parts refuses parts that exceed their whole.
func (t *table) parts(line int, counts map[string]int) {
	for _, f := range t.law.Facts {
		n, ok := counts[f.ID]
		whole, has := counts[f.Of]
		if !ok || !has || f.MayPass {
			continue
		}
		if n += counts[f.Beside]; n > whole {
			names := f.ID
			if f.Beside != "" {
				names += " + " + f.Beside
			}
			t.problems.Add(problem.Problem{
				Code: "part_above_whole", Place: problem.At(t.name, line), Value: fmt.Sprintf("%d > %d", n, whole),
				Rule: lang.Text{VI: names + " lớn hơn " + f.Of, EN: names + " exceeds " + f.Of},
			})
		}
	}
}
