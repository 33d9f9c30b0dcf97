package influx

import (
	"context"
	"fmt"
	"slices"

	"github.com/xhht/xhht/internal/series"
)

// read returns the stored points of a shape, in its order.
func read[T series.Point](ctx context.Context, c *Client, s *shape[T], f series.Filter) ([]T, error) {
	g := gathered[T]{shape: s, index: map[place]int{}, numbers: map[string]number[T]{}, list: []T{}}
	names := make([]string, 0, len(s.numbers))
	for _, n := range s.numbers {
		names, g.numbers[n.name] = append(names, n.name), n
	}
	var err error
	if s.text == nil {
		err = c.each(ctx, s.selection(c, f), g.number)
	} else {
		// One ungrouped table cannot hold two types of value. The text is read first: every point has it, and one that is
		// written between the two reads shows at the next look.
		if err = c.each(ctx, s.selection(c, f, s.text.name), g.words); err == nil {
			err = c.each(ctx, s.selection(c, f, names...), g.number)
		}
	}
	if err != nil {
		return nil, fmt.Errorf("read points of %s: %w", s.of, err)
	}
	if s.settle != nil {
		for i := range g.list {
			s.settle(&g.list[i])
		}
	}
	if s.gone != nil {
		g.list = slices.DeleteFunc(g.list, s.gone)
	}
	slices.SortFunc(g.list, s.order)
	return g.list, nil
}

// points reads all there is, of every group and unit.
func (s *shape[T]) points(ctx context.Context, c *Client) ([]series.Point, error) {
	all := *s
	all.filter = func(*selection, series.Filter) {}
	list, err := read(ctx, c, &all, series.Filter{})
	return series.Points(list), err
}

func (s *shape[T]) selection(c *Client, f series.Filter, fields ...string) *selection {
	if s.at == nil {
		f.From, f.To = epoch, epoch
	}
	var columns []string
	for _, tags := range [][]tag[T]{s.keys, s.facts} {
		for _, t := range tags {
			columns = append(columns, t.name)
		}
	}
	q := c.from(s.of.String(), f, columns...)
	s.filter(q, f)
	q.where(fieldColumn, fields...)
	return q
}

// gathered puts field values together to points. A country's answer has millions of them, so they are found by index, and
// their numbers live in blocks.
type gathered[T series.Point] struct {
	*shape[T]
	list    []T
	index   map[place]int
	last    place
	current int
	numbers map[string]number[T]
	arena   arena
}

// mostKeys is how many tags name a point at most.
const mostKeys = 6

// place is where a point stands.
type place struct {
	keys [mostKeys]string
	at   int64
}

func (g *gathered[T]) number(r row) error {
	if r.text != "" {
		return fmt.Errorf("field %s of %s is %q, not a number", r.field, r.get("area"), r.text)
	}
	t, err := g.find(r, g.text == nil)
	if n, known := g.numbers[r.field]; t != nil && known {
		n.set(t, r.value, &g.arena)
	}
	return err
}

func (g *gathered[T]) words(r row) error {
	t, err := g.find(r, true)
	if err != nil {
		return err
	}
	if err := g.text.set(t, []byte(r.text)); err != nil {
		return fmt.Errorf("text of a point: %w", err)
	}
	return nil
}

// find returns the point that a field value belongs to. One that is not there yet is made, or is nil.
func (g *gathered[T]) find(r row, create bool) (*T, error) {
	at := place{at: r.at.UnixNano()}
	copy(at.keys[:], r.tags[:len(g.keys)])
	// The values of one point mostly come one after the other.
	if len(g.list) > 0 && at == g.last {
		return &g.list[g.current], nil
	}
	i, there := g.index[at]
	if !there {
		if !create {
			return nil, nil
		}
		i = len(g.list)
		var nothing T
		g.index[at], g.list = i, append(g.list, nothing)
		if err := g.begin(&g.list[i], r); err != nil {
			return nil, err
		}
	}
	g.last, g.current = at, i
	return &g.list[i], nil
}

// begin fills in what every field value of a point says: its time and its tags.
func (g *gathered[T]) begin(t *T, r row) error {
	if g.at != nil {
		*g.at(t) = r.at
	}
	values := r.tags
	for _, tags := range [][]tag[T]{g.keys, g.facts} {
		for i, tag := range tags {
			if err := tag.set(t, values[i]); err != nil {
				return fmt.Errorf("tag %s of a point: %w", tag.name, err)
			}
		}
		values = values[len(tags):]
	}
	return nil
}

// arena allocates numbers by the block.
type arena []float64

const block = 4096

func (a *arena) keep(v float64) *float64 {
	if len(*a) == cap(*a) {
		*a = make(arena, 0, block)
	}
	*a = append(*a, v)
	return &(*a)[len(*a)-1]
}
