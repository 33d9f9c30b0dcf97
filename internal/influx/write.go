package influx

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"time"
	"unicode"

	"github.com/influxdata/influxdb-client-go/v2/api/write"

	"github.com/xhht/xhht/internal/series"
)

// epoch is the time of what has none: what becomes of a point there overwrites it.
var epoch = time.Unix(0, 0).UTC()

// Write writes the points in one request; a point whose place is taken overwrites what stands there. Of what it leaves out, the
// fields of before stay: the shapes know which.
func (c *Client) Write(ctx context.Context, points []series.Point) error {
	if len(points) == 0 {
		return nil
	}
	list := make([]*write.Point, 0, len(points)+1)
	for _, p := range points {
		store, err := storeOf(p.Measurement())
		if err != nil {
			return err
		}
		encoded, err := store.encode(p)
		if err != nil {
			return err
		}
		list = append(list, encoded)
	}
	return c.write(ctx, append(list, c.stamp()))
}

func (c *Client) write(ctx context.Context, points []*write.Point) error {
	if len(points) == 0 {
		return nil
	}
	for _, p := range points {
		for _, tag := range p.TagList() {
			// Line protocol cannot say a backslash at the end of a tag (it would escape the comma that follows) nor a
			// control character: the point would come back under another name.
			if strings.HasSuffix(tag.Value, `\`) || strings.ContainsFunc(tag.Value, unicode.IsControl) {
				return &Error{Status: http.StatusBadRequest, Message: fmt.Sprintf("tag %s of %s cannot be stored: %q", tag.Key, p.Name(), tag.Value)}
			}
		}
	}
	// The organisation cannot be empty in the library; InfluxDB 1.8 ignores it.
	org := c.opt.Org
	if org == "" {
		org = "-"
	}
	return sorted(ctx, c.client.WriteAPIBlocking(org, c.opt.Bucket).WritePoint(ctx, points...))
}
