package intake

import (
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/problem"
)

// Limits bound what one document may be.
type Limits struct {
	Bytes int64
	Rows  int
}

// DefaultLimits hold a province's whole year of all indicators several times over.
var DefaultLimits = Limits{Bytes: 8 << 20, Rows: 20_000}

// over counts the rows beyond the limit.
type over struct {
	rows  int
	first problem.Place
}

func (o *over) add(at problem.Place) {
	if o.rows++; o.rows == 1 {
		o.first = at
	}
}

// bound refuses a document of too many rows for that alone: what is wrong with the first of them would be told again of the smaller
// ones into which it has to be split.
func (d *Document) bound(o over, most int) {
	if o.rows == 0 {
		return
	}
	d.rows, d.problems = nil, problem.Bounded{}
	d.problems.Add(problem.Problem{
		Code: "too_many_rows", Place: o.first,
		Rule: lang.Textf("có %[1]d dòng số liệu, nhiều hơn mức %[2]d của một báo cáo", "there are %[1]d rows of numbers, more than the %[2]d of one report", most+o.rows, most),
		Hint: lang.Text{VI: "Chia thành nhiều báo cáo nhỏ hơn", EN: "Split it into several smaller reports"},
	})
}
