package influx

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/influxdata/influxdb-client-go/v2/api/write"

	"github.com/xhht/xhht/internal/series"
)

// WriteDeliverables writes deliverables in one request, each at one fixed time: what becomes of it overwrites it. Every
// field is written every time, because a deliverable can become undone again.
func (c *Client) WriteDeliverables(ctx context.Context, list []series.Deliverable) error {
	points := make([]*write.Point, 0, len(list))
	for _, d := range list {
		doc, err := json.Marshal(deliverableDoc{Note: d.Note})
		if err != nil {
			return fmt.Errorf("encode deliverable %s: %w", d.Deliverable, err)
		}
		points = append(points, write.NewPointWithMeasurement(deliverableM).SetTime(epoch).
			AddTag("plan", d.Plan).AddTag("deliverable", d.Deliverable).
			AddField("due", unix(d.Due)).AddField("done", unix(d.Done)).AddField("recorded", unix(d.Recorded)).
			AddField("doc", string(doc)))
	}
	return c.write(ctx, points)
}

// deliverableDoc holds texts as JSON: line protocol cannot hold a line break.
type deliverableDoc struct {
	Note string `json:"note"`
}

type deliverableKey struct{ plan, deliverable string }

// Deliverables returns the stored deliverables of the filter's plan, or of all, in order of plan and deliverable.
func (c *Client) Deliverables(ctx context.Context, f series.Filter) ([]series.Deliverable, error) {
	found := map[deliverableKey]*series.Deliverable{}
	of := func(r row) *series.Deliverable {
		k := deliverableKey{r.get("plan"), r.get("deliverable")}
		if found[k] == nil {
			found[k] = &series.Deliverable{Plan: k.plan, Deliverable: k.deliverable}
		}
		return found[k]
	}
	// One ungrouped table cannot hold two types of value. What is written between the two reads shows at the next look.
	err := c.each(ctx, c.deliverableFields(f, "doc"), func(r row) error {
		var doc deliverableDoc
		err := json.Unmarshal([]byte(r.text), &doc)
		of(r).Note = doc.Note
		return err
	})
	if err == nil {
		err = c.points(ctx, c.deliverableFields(f, "due", "done", "recorded"), nil, func(p point) {
			d, at := of(p.row), instant(p.value)
			switch p.field {
			case "due":
				d.Due = at
			case "done":
				d.Done = at
			case "recorded":
				d.Recorded = at
			}
		})
	}
	if err != nil {
		return nil, fmt.Errorf("read deliverables: %w", err)
	}
	out := make([]series.Deliverable, 0, len(found))
	for _, d := range found {
		out = append(out, *d)
	}
	slices.SortFunc(out, func(a, b series.Deliverable) int {
		return cmp.Or(cmp.Compare(a.Plan, b.Plan), cmp.Compare(a.Deliverable, b.Deliverable))
	})
	return out, nil
}

func (c *Client) deliverableFields(f series.Filter, fields ...string) *selection {
	q := c.from(deliverableM, series.Filter{}, "plan", "deliverable")
	if f.Plan != "" {
		q.where("plan", f.Plan)
	}
	q.where("_field", fields...)
	return q
}
