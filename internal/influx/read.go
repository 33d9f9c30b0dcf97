package influx

import (
	"cmp"
	"context"
	"fmt"
	"time"

	"github.com/xhht/xhht/internal/series"
)

func (c *Client) org() string { return cmp.Or(c.opt.Org, "-") }

// from selects the points of a measurement within the filter's range; columns names what is wanted of a point.
func (c *Client) from(measurement string, f series.Filter, columns ...string) *selection {
	return newSelection(c.opt.Bucket, measurement, f.From, f.To, columns)
}

// point is one number of the answer, with its time and tags.
type point struct{ row }

// points runs the query and calls fn for every value of the wanted units.
func (c *Client) points(ctx context.Context, s *selection, areas []string, fn func(point)) error {
	s.where("area", areas...)
	return c.each(ctx, s, func(r row) error {
		if r.text != "" {
			return fmt.Errorf("field %s of %s is %q, not a number", r.field, r.get("area"), r.text)
		}
		fn(point{r})
		return nil
	})
}

// instant is the inverse of unix.
func instant(v float64) time.Time {
	if v == 0 {
		return time.Time{}
	}
	return time.Unix(int64(v), 0).UTC()
}
