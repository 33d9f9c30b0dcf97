package query

import (
	"reflect"

	"github.com/xhht/xhht/internal/lang"
)

// Word is one of the words that a field takes, and what people call it.
type Word struct {
	Key  string
	Name lang.Text
	Hint lang.Text // what it means, where the name does not say it
}

// Vocabulary is every word of one kind. TypeScript knows it by Name and List; its texts are called after Prefix, and where that is
// empty the editor shows none.
type Vocabulary struct {
	Of                 reflect.Type
	Name, List, Prefix string
	Words              []Word
}

type word[T ~string] struct {
	key        T
	name, hint lang.Text
}

type words[T ~string] []word[T]

func (list words[T]) keys() []T {
	out := make([]T, len(list))
	for i, w := range list {
		out[i] = w.key
	}
	return out
}

func (list words[T]) vocabulary(name, plural, prefix string) Vocabulary {
	v := Vocabulary{Of: reflect.TypeFor[T](), Name: name, List: plural, Prefix: prefix}
	for _, w := range list {
		v.Words = append(v.Words, Word{string(w.key), w.name, w.hint})
	}
	return v
}

// named are words that have their names elsewhere.
func named[T ~string](keys []T, name func(T) lang.Text) words[T] {
	out := make(words[T], len(keys))
	for i, k := range keys {
		out[i] = word[T]{key: k, name: name(k)}
	}
	return out
}

// Vocabularies are the words of every field that takes words, and of filters.
func Vocabularies() []Vocabulary {
	return []Vocabulary{
		kindWords().vocabulary("Kind", "KINDS", "kind"),
		levels.vocabulary("Level", "LEVELS", "level"),
		lines.vocabulary("Line", "LINES", "series"),
		measures.vocabulary("Measure", "MEASURES", "measure"),
		ranks.vocabulary("RankBy", "RANK_BY", "by"),
		comparisons.vocabulary("Comparison", "COMPARISONS", "compare"),
		shapes.vocabulary("Shape", "SHAPES", "shape"),
		onlyWords().vocabulary("Only", "ONLY", "only"),
		eventKinds.vocabulary("EventKind", "EVENT_KINDS", ""),
		programmes.vocabulary("Programme", "PROGRAMMES", "programme"),
		filterKeys.vocabulary("FilterKey", "FILTER_KEYS", "filter"),
		operators.vocabulary("Operator", "OPERATORS", ""),
		statuses.vocabulary("Status", "STATUSES", "status"),
		methods.vocabulary("Method", "METHODS", "method"),
		thresholds.vocabulary("Thresholds", "THRESHOLDS", "thresholds"),
		languages.vocabulary("Language", "LANGUAGES", "language"),
	}
}
