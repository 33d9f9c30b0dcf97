package problem

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xhht/xhht/internal/lang"
)

// List is every problem of one input, in the order in which a reader meets them. It is what validators collect into.
type List []Problem

// Add adds one problem.
func (list *List) Add(p Problem) { *list = append(*list, p) }

// Sort puts the problems in order of their places; those of one place stay as they were found.
func (list List) Sort() {
	slices.SortStableFunc(list, func(a, b Problem) int { return a.Place.Compare(b.Place) })
}

func (list List) Error() string { return list.In(lang.Vietnamese) }

// In renders one problem a line.
func (list List) In(l lang.Lang) string {
	lines := make([]string, len(list))
	for i, p := range list {
		lines[i] = p.In(l)
	}
	return strings.Join(lines, "\n")
}

// Err returns nil for an empty list, so that a nil error never hides in a non-nil interface.
func (list List) Err() error {
	if len(list) == 0 {
		return nil
	}
	return list
}

// Most bounds one answer: nobody mends more at a time, and the same slip on 20,000 rows would else be answered with tens
// of megabytes.
const Most = 1000

// Bounded collects up to Most problems of one input and counts the rest.
type Bounded struct {
	first List
	more  int
}

// Add adds one problem, or counts it.
func (b *Bounded) Add(p Problem) {
	if len(b.first) == Most {
		b.more++
		return
	}
	b.first.Add(p)
}

// Len is how many problems were added.
func (b Bounded) Len() int { return len(b.first) + b.more }

// Clone is a collector that starts from what this one holds and adds nothing to it.
func (b Bounded) Clone() Bounded { return Bounded{slices.Clone(b.first), b.more} }

// List returns the problems in the order of their places, and last how many are not listed.
func (b Bounded) List() List {
	list := slices.Clone(b.first)
	list.Sort()
	if b.more > 0 {
		list.Add(Problem{
			Code: "more_problems", Value: fmt.Sprint(b.more),
			Rule: lang.Textf("còn %d lỗi nữa không liệt kê", "%d more problems are not listed", b.more),
			Hint: lang.Text{VI: "Sửa các lỗi trên rồi gửi lại", EN: "Mend the ones above and send it again"},
		})
	}
	return list
}
