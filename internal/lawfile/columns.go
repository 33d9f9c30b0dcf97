package lawfile

import (
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/law"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/spelling"
)

// The columns that are not facts.
const (
	unitColumn     = "unit"
	yearColumn     = "year"
	specialColumn  = "special_difficulty"
	declaredPrefix = "declared_"
)

var vietnameseColumns = map[string]string{"đơn vị": unitColumn, "năm": yearColumn, "đặc biệt khó khăn": specialColumn}

// header reads the first line; false means that the rows cannot be read.
func (t *table) header(line int, head []string) bool {
	seen := map[string]bool{}
	for _, title := range head {
		title = strings.Join(strings.Fields(title), " ")
		id := t.column(title)
		switch {
		case id == "":
			t.stranger(line, title)
		case seen[id]:
			t.problems.Add(problem.Problem{
				Code: "csv_column_twice", Place: problem.At(t.name, line), Value: title,
				Rule: lang.Text{VI: "cột có hai lần", EN: "the column is there twice"},
			})
		}
		seen[id] = true
		t.columns = append(t.columns, id)
	}
	for _, id := range []string{unitColumn, yearColumn} {
		if !seen[id] {
			t.problems.Add(problem.Problem{
				Code: "csv_column_missing", Place: problem.At(t.name, line), Value: id,
				Rule: lang.Text{VI: "thiếu cột", EN: "a column is missing"},
			})
		}
	}
	return len(t.problems) == 0
}

// column finds the column that a heading means; empty if none.
func (t *table) column(title string) string {
	title = norm.NFC.String(title)
	key := spelling.Key(title)
	for vietnamese, id := range vietnameseColumns {
		if key == id || spelling.Typed(title, vietnamese) {
			return id
		}
	}
	if p, ok := strings.CutPrefix(key, declaredPrefix); ok && slices.Contains(law.Programs, law.Program(p)) {
		return key
	}
	for _, f := range t.law.Facts {
		if key == f.ID || spelling.Typed(title, f.Name.VI) || spelling.Typed(title, f.Name.EN) {
			return f.ID
		}
	}
	return ""
}

// stranger tells a slip in the name of a fact, whose numbers would else be lost, from a column that nobody asked for.
func (t *table) stranger(line int, title string) {
	var names [][]string
	for _, f := range t.law.Facts {
		names = append(names, []string{f.ID, f.Name.VI, f.Name.EN})
	}
	for _, p := range law.Programs {
		names = append(names, []string{declaredPrefix + string(p)})
	}
	near := spelling.Near(title, names, 3)
	switch {
	case title == "":
		return
	case len(near) == 0:
		t.facts.Notices.Add(problem.Problem{
			Code: "csv_column_ignored", Place: problem.At(t.name, line), Value: title,
			Rule: lang.Text{VI: "cột không hỏi đến, bỏ qua", EN: "a column that is not asked for is left out"},
		})
		return
	}
	var vi, en []string
	for _, i := range near {
		vi, en = append(vi, names[i][0]), append(en, names[i][0])
		if len(names[i]) > 1 {
			vi[len(vi)-1] += " (" + names[i][1] + ")"
			en[len(en)-1] += " (" + names[i][2] + ")"
		}
	}
	t.problems.Add(problem.Problem{
		Code: "csv_column_unknown", Place: problem.At(t.name, line), Value: title,
		Rule: lang.Text{VI: "không có cột này", EN: "there is no such column"},
		Hint: lang.Text{VI: "Gần giống: " + strings.Join(vi, "; ") + ". Các số liệu và tên của chúng ở plans/law/facts.yaml",
			EN: "Most like it: " + strings.Join(en, "; ") + ". The facts and their names are in plans/law/facts.yaml"},
	})
}
