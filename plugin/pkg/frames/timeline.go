package frames

import (
	"slices"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/xhht/xhht/internal/column"
)

// stretch is a state that holds from one instant to another.
type stretch[K comparable] struct {
	from, to time.Time
	state    K
}

// points are the stretches of a series in order of time.
func points[T any, K comparable](rows []T, state func(T) K, span func(T) (from, to time.Time)) []stretch[K] {
	var out []stretch[K]
	for _, r := range rows {
		from, to := span(r)
		out = append(out, stretch[K]{from, to, state(r)})
	}
	slices.SortFunc(out, func(a, b stretch[K]) int { return a.from.Compare(b.from) })
	return out
}

// timeline is a series of states, in words that a bar of one period on a phone has room for: Grafana cuts what does not fit, and
// “Mức độ 3” cut to “Mức độ” would mislead. A null ends the last one: a state timeline would draw it to the end of the time range,
// into years of which nobody knows anything.
func timeline[K comparable](v View, name string, labels data.Labels, title string, s states[K], list []stretch[K]) *data.Frame {
	var at []time.Time
	var values []*data.EnumItemIndex
	for i, x := range list {
		index := s.index(x.state)
		at, values = append(at, x.from), append(values, &index)
		if i == len(list)-1 || x.to.Before(list[i+1].from) {
			at, values = append(at, x.to), append(values, nil)
		}
	}
	value := data.NewField(column.State.String(), labels, values)
	value.Config = &data.FieldConfig{DisplayNameFromDS: title, TypeConfig: s.config(v.Lang), Links: v.unitLinks(ofLine(column.Unit), "")}
	return typed(name, data.FrameTypeTimeSeriesMulti, data.NewField(column.Time.String(), nil, at), value)
}

// NoTimeline is what a selection without any unit answers: a frame that can carry a notice.
func NoTimeline(name string) *data.Frame {
	return typed(name, data.FrameTypeTimeSeriesMulti, data.NewField(column.Time.String(), nil, []time.Time{}), data.NewField(column.State.String(), nil, []*data.EnumItemIndex{}))
}
