package answer

import (
	"slices"

	"github.com/xhht/xhht/internal/query"
)

// only keeps the rows of which the word holds, where the query asks for it; the question knows then that there were some.
func only[T any](q question, rows []T, word query.Only, holds func(T) bool) (question, []T) {
	if q.query.Only != word || len(rows) == 0 {
		return q, rows
	}
	q.narrowed = true
	return q, slices.DeleteFunc(rows, func(r T) bool { return !holds(r) })
}
