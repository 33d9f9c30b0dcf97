package influx

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/influxdata/influxdb-client-go/v2/api/write"

	"github.com/xhht/xhht/internal/series"
)

// shape is how the points of one measurement stand in InfluxDB. It is a table of tags and fields that writing and reading share,
// so that a column has one name and cannot be written and never read. Every measurement has its shape in a file of its own.
type shape[T series.Point] struct {
	of      series.Measurement
	at      func(*T) *time.Time // nil: all stand at one time, so that what becomes of a point overwrites it
	keys    []tag[T]            // with the time they name a point
	facts   []tag[T]            // tags that tell more of a point
	numbers []number[T]
	text    *text[T] // nil: there is none
	filter  func(*selection, series.Filter)
	gone    func(T) bool // what is kept as a tombstone and not read; nil: nothing is
	settle  func(*T)     // drops what an earlier write of the point left behind, since InfluxDB merges their fields; nil: nothing can be
	order   func(a, b T) int
}

// stored is what can be done with a shape of any measurement.
type stored interface {
	measurement() series.Measurement
	encode(p series.Point) (*write.Point, error)
	points(ctx context.Context, c *Client) ([]series.Point, error)
}

// stores are the shapes of all measurements. A kind of points that has none cannot be written.
var stores = []stored{observations, targets, reports, levels, deliverables, revisions, recognitions}

func storeOf(m series.Measurement) (stored, error) {
	for _, s := range stores {
		if s.measurement() == m {
			return s, nil
		}
	}
	return nil, fmt.Errorf("points of %s have no place in InfluxDB", m)
}

func (s *shape[T]) measurement() series.Measurement { return s.of }

func (s *shape[T]) encode(one series.Point) (*write.Point, error) {
	t, ok := one.(T)
	if !ok {
		return nil, fmt.Errorf("encode a point of %s: it is a %T", s.of, one)
	}
	p := write.NewPointWithMeasurement(s.of.String()).SetTime(epoch)
	if s.at != nil {
		p.SetTime(*s.at(&t))
	}
	for _, tags := range [][]tag[T]{s.keys, s.facts} {
		for _, tag := range tags {
			if value := tag.get(&t); value != "" {
				p.AddTag(tag.name, value)
			}
		}
	}
	for _, n := range s.numbers {
		if v, there := n.get(&t); there {
			p.AddField(n.name, v)
		}
	}
	if s.text == nil {
		return p, nil
	}
	doc, err := json.Marshal(s.text.get(&t))
	if err != nil {
		return nil, fmt.Errorf("encode the text of a point of %s: %w", s.of, err)
	}
	return p.AddField(s.text.name, string(doc)), nil
}

// tag is a column of text that is indexed.
type tag[T any] struct {
	name string
	get  func(*T) string
	set  func(*T, string) error
}

func tagOf[T any](name string, at func(*T) *string) tag[T] {
	return tag[T]{name, func(t *T) string { return *at(t) }, func(t *T, value string) error { *at(t) = value; return nil }}
}

// number is a column of numbers; all fields but one of text are floats.
type number[T any] struct {
	name string
	get  func(*T) (v float64, there bool)
	set  func(*T, float64, *arena)
}

// where leaves the number out of points that it does not concern.
func (n number[T]) where(concerns func(*T) bool) number[T] {
	own := n.get
	n.get = func(t *T) (float64, bool) {
		if !concerns(t) {
			return 0, false
		}
		return own(t)
	}
	return n
}

// numberOf is a number that every point has.
func numberOf[T any](name string, at func(*T) *float64) number[T] {
	return number[T]{name, func(t *T) (float64, bool) { return *at(t), true }, func(t *T, v float64, _ *arena) { *at(t) = v }}
}

// maybe is a number that a point has or not, and has for good once it was written.
func maybe[T any](name string, at func(*T) **float64) number[T] {
	return number[T]{name, func(t *T) (float64, bool) {
		if p := *at(t); p != nil {
			return *p, true
		}
		return 0, false
	}, func(t *T, v float64, a *arena) { *at(t) = a.keep(v) }}
}

// unknown stands for a number that is not known: InfluxDB merges the fields of two writes of one point, so a field that was left
// out would keep what it held before.
const unknown = -1

// knowable is a number that may become unknown again.
func knowable[T any](name string, at func(*T) **float64) number[T] {
	return number[T]{name, func(t *T) (float64, bool) {
		if p := *at(t); p != nil {
			return *p, true
		}
		return unknown, true
	}, func(t *T, v float64, a *arena) {
		if *at(t) = nil; v != unknown {
			*at(t) = a.keep(v)
		}
	}}
}

// instant is a time in seconds, zero for none.
func instant[T any](name string, at func(*T) *time.Time) number[T] {
	return number[T]{name, func(t *T) (float64, bool) {
		if at(t).IsZero() {
			return 0, true
		}
		return float64(at(t).Unix()), true
	}, func(t *T, v float64, _ *arena) {
		if *at(t) = (time.Time{}); v != 0 {
			*at(t) = time.Unix(int64(v), 0).UTC()
		}
	}}
}

// flag is a yes or no.
func flag[T any](name string, at func(*T) *bool) number[T] {
	return number[T]{name, func(t *T) (float64, bool) {
		if *at(t) {
			return 1, true
		}
		return 0, true
	}, func(t *T, v float64, _ *arena) { *at(t) = v != 0 }}
}

// text is a column of JSON, which holds words as they are: line protocol cannot say a line break.
type text[T any] struct {
	name string
	get  func(*T) any
	set  func(*T, []byte) error
}

func textOf[T, D any](name string, get func(*T) D, set func(*T, D)) *text[T] {
	return &text[T]{name, func(t *T) any { return get(t) }, func(t *T, raw []byte) error {
		var doc D
		if err := json.Unmarshal(raw, &doc); err != nil {
			return err
		}
		set(t, doc)
		return nil
	}}
}

// in filters by a text of which the empty one means any.
func in(q *selection, column, text string) {
	if text != "" {
		q.where(column, text)
	}
}
