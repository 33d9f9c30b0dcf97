package influx

import (
	"cmp"
	"context"

	"github.com/xhht/xhht/internal/series"
)

func (c *Client) org() string { return cmp.Or(c.opt.Org, "-") }

// Points returns everything that is stored of a measurement, for whoever walks series.Measurements.
func (c *Client) Points(ctx context.Context, m series.Measurement) ([]series.Point, error) {
	store, err := storeOf(m)
	if err != nil {
		return nil, err
	}
	return store.points(ctx, c)
}

// from selects the points of a measurement within the filter's range; columns names what is wanted of a point.
func (c *Client) from(measurement string, f series.Filter, columns ...string) *selection {
	return newSelection(c.opt.Bucket, measurement, f.From, f.To, columns)
}
