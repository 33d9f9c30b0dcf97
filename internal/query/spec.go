package query

import (
	"slices"

	"github.com/xhht/xhht/internal/lang"
)

// Spec is one kind of query: what it answers, what of a query it looks at, and how it says that there is nothing.
type Spec struct {
	Kind  Kind
	Group Group
	Name  lang.Text // what the editor calls it
	About lang.Text // what it answers, in one line
	Say   lang.Text // a query of it in words; {units}, {indicators} and so on stand for what the query says

	Fields []Field        // what it looks at, beside shape and only
	When   map[Field]When // fields that matter only beside some words of another
	Shapes []Shape        // the ways to lay it out beside the table
	Only   []Only         // what its table may be narrowed to

	Empty     []Empty // why an answer has no rows, the first that holds; none where that depends on the plan's targets
	Doubts    Doubts  // of what in the answer the doubts of the plan's own text are told
	OfPlan    bool    // it also speaks of the plan as a whole, whatever targets are left
	KeepsRows bool    // for alerts: nothing that the rows say may take one away
}

// Empty is what an answer without rows says.
type Empty struct {
	When When
	Text lang.Text
}

// Doubts says by what a contradiction or an open question of the plan's text belongs to an answer.
type Doubts int

// The ways. Other kinds tell doubts in a column, or are about none.
const (
	DoubtsOfNothing Doubts = iota
	DoubtsOfTargets
	DoubtsOfForms
)

// When narrows something to the queries that say one of some words in a field, or none of them; the zero When is every query.
type When struct {
	Field Field
	Is    []string
	Not   []string
}

func when[T ~string](f Field, is ...T) When    { return When{Field: f, Is: texts(is)} }
func unless[T ~string](f Field, not ...T) When { return When{Field: f, Not: texts(not)} }

func texts[T ~string](list []T) []string {
	out := make([]string, len(list))
	for i, v := range list {
		out[i] = string(v)
	}
	return out
}

// says is the query's word in a field by which a When can tell queries apart.
func (q Query) says(f Field) string {
	switch f {
	case FieldMeasure:
		return string(q.Measure)
	case FieldCompare:
		return string(q.Compare)
	case FieldShape:
		return string(q.Shape)
	}
	return ""
}

func (w When) holds(q Query) bool {
	said := q.says(w.Field)
	return (w.Is == nil || slices.Contains(w.Is, said)) && !slices.Contains(w.Not, said)
}

// Spec returns what is said of a kind.
func (k Kind) Spec() (Spec, bool) {
	i := slices.IndexFunc(Kinds, func(s Spec) bool { return s.Kind == k })
	if i < 0 {
		return Spec{}, false
	}
	return Kinds[i], true
}

// Spec returns what is said of the query's kind; nothing where that is not known.
func (q Query) Spec() Spec {
	s, _ := q.Kind.Spec()
	return s
}

// Reads reports whether the kind looks at a field, if only beside some words of another.
func (s Spec) Reads(f Field) bool {
	switch f {
	case FieldShape:
		return len(s.Shapes) > 0
	case FieldOnly:
		return len(s.Only) > 0
	}
	return slices.Contains(s.Fields, f)
}

// Has reports whether an answer of the kind can be laid out so. Everything is a table.
func (s Spec) Has(shape Shape) bool { return shape == Table || slices.Contains(s.Shapes, shape) }

// Empty is why the answer has no rows, where the kind knows without looking at the plan's targets.
func (q Query) Empty() (lang.Text, bool) {
	for _, e := range q.Spec().Empty {
		if e.When.holds(q) {
			return e.Text, true
		}
	}
	return lang.Text{}, false
}
