package workspace

import (
	"context"
	"slices"

	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/subject"
)

// namer knows what subjects are called.
type namer interface {
	Names(ctx context.Context, ids []subject.ID) (map[subject.ID]string, error)
}

// Spelled returns problems in which those whom the ledger knows by their IDs alone are called by their names. Where the names
// cannot be read the IDs stay: what is wrong is said all the same.
func Spelled(ctx context.Context, from namer, list problem.List) problem.List {
	var texts []string
	for _, p := range list {
		texts = append(texts, p.Rule.VI, p.Rule.EN, p.Hint.VI, p.Hint.EN)
	}
	ids := subject.Mentioned(texts...)
	if len(ids) == 0 {
		return list
	}
	names, err := from.Names(ctx, ids)
	if err != nil {
		return list
	}
	list = slices.Clone(list)
	for i := range list {
		for _, text := range []*string{&list[i].Rule.VI, &list[i].Rule.EN, &list[i].Hint.VI, &list[i].Hint.EN} {
			*text = subject.Called(*text, names)
		}
	}
	return list
}
