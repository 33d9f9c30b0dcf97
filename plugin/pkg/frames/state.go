package frames

import (
	"slices"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/wording"
)

// state is one value of an enumeration: its key in our data, the word and the colour that people see.
type state[K comparable] struct {
	key    K
	name   lang.Text
	colour string
}

// states is an enumeration; its order is part of what dashboards see, so new states go last.
type states[K comparable] []state[K]

func (s states[K]) index(k K) data.EnumItemIndex {
	for i, x := range s {
		if x.key == k {
			return data.EnumItemIndex(i)
		}
	}
	return data.EnumItemIndex(len(s)) // shows as a bare number, and a test would fail
}

func (s states[K]) config(l lang.Lang) *data.FieldTypeConfig {
	e := &data.EnumFieldConfig{}
	for _, x := range s {
		e.Text = append(e.Text, x.name.In(l))
		e.Color = append(e.Color, x.colour)
	}
	return &data.FieldTypeConfig{Enum: e}
}

// called is the same enumeration in other words.
func (s states[K]) called(name func(K) lang.Text) states[K] {
	out := slices.Clone(s)
	for i := range out {
		out[i].name = name(out[i].key)
	}
	return out
}

// subdued is the same enumeration with one state in another word, and grey: in an archive, whose run is over, it alarms nobody.
func (s states[K]) subdued(k K, name lang.Text) states[K] {
	out := slices.Clone(s)
	i := out.index(k)
	out[i].name, out[i].colour = name, wording.Grey
	return out
}

// word is what people read for a key.
func (s states[K]) word(k K, l lang.Lang) string { return s[s.index(k)].name.In(l) }
