package influx

import (
	"cmp"
	"context"
	"fmt"
	"net/url"
	"strconv"
	"time"

	"github.com/xhht/xhht/internal/series"
)

func (c *Client) orgQuery() string { return url.QueryEscape(cmp.Or(c.opt.Org, "-")) }

func (c *Client) from(measurement string, f series.Filter, columns ...string) *flux {
	return &flux{bucket: c.opt.Bucket, measurement: measurement, from: f.From, to: f.To, columns: columns}
}

// wanted filters on arrival what was too long to send.
func wanted(list []string) func(string) bool {
	if len(list) <= maxTerms {
		return func(string) bool { return true }
	}
	set := make(map[string]bool, len(list))
	for _, v := range list {
		set[v] = true
	}
	return func(v string) bool { return set[v] }
}

// point is one field value of the answer, with its time.
type point struct {
	row
	at    time.Time
	value float64
}

// points runs the query and calls fn for every value of the wanted units.
func (c *Client) points(ctx context.Context, q *flux, areas []string, fn func(point)) error {
	q.where("area", areas...)
	keep := wanted(areas)
	return c.each(ctx, q, func(r row) error {
		if !keep(r.get("area")) {
			return nil
		}
		v, err := strconv.ParseFloat(r.get("_value"), 64)
		if err != nil {
			return fmt.Errorf("value of %s: %w", r.get("area"), err)
		}
		at, err := time.Parse(time.RFC3339, r.get("_time"))
		if err != nil {
			return fmt.Errorf("time of %s: %w", r.get("area"), err)
		}
		fn(point{r, at, v})
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
