package influx

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/influxdata/influxdb-client-go/v2/api/write"

	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/series"
)

// WriteRevisions writes corrections in one request, at the time at which they were recorded. One submission may correct a
// cell's indicator for several periods, and a clock may stand still between two submissions: period and revision are tags,
// so that no correction overwrites another.
func (c *Client) WriteRevisions(ctx context.Context, list []series.Revision) error {
	points := make([]*write.Point, 0, len(list))
	for _, r := range list {
		doc, err := json.Marshal(revisionDoc{r.Reporter, r.Note, r.Receipt})
		if err != nil {
			return fmt.Errorf("encode correction %s: %w", r.Receipt, err)
		}
		p := write.NewPointWithMeasurement(revisionM).SetTime(r.Recorded).
			AddTag("plan", r.Plan).AddTag("indicator", r.Indicator).AddTag("area", r.Area).AddTag("group", r.Group).
			AddTag("period_end", period.UTCDay(r.At).String()).AddTag("revision", strconv.FormatFloat(r.Revision, 'f', -1, 64)).
			AddField("doc", string(doc))
		if r.Old != nil {
			p.AddField("old", *r.Old)
		}
		if r.New != nil {
			p.AddField("new", *r.New)
		}
		points = append(points, p)
	}
	return c.write(ctx, points)
}

// revisionDoc holds texts as JSON: line protocol cannot hold a line break.
type revisionDoc struct {
	Reporter string `json:"reporter"`
	Note     string `json:"note"`
	Receipt  string `json:"receipt"`
}

type revisionKey struct {
	plan, indicator, area, group, periodEnd, revision string
	recorded                                          time.Time
}

// Revisions returns the corrections that were recorded between the filter's days, oldest first. An empty group means all
// groups: a correction is nobody's total.
func (c *Client) Revisions(ctx context.Context, f series.Filter) ([]series.Revision, error) {
	found := map[revisionKey]*series.Revision{}
	// One ungrouped table cannot hold two types of value. The texts are read first: every correction has them, and one that
	// is written between the two reads shows at the next look.
	err := c.each(ctx, c.revisionFields(f, "doc"), func(r row) error {
		var doc revisionDoc
		if err := json.Unmarshal([]byte(r.text), &doc); err != nil {
			return fmt.Errorf("texts of a correction: %w", err)
		}
		rev, err := revisionOf(found, r)
		if err != nil {
			return err
		}
		rev.Reporter, rev.Note, rev.Receipt = doc.Reporter, doc.Note, doc.Receipt
		return nil
	})
	if err == nil {
		err = c.points(ctx, c.revisionFields(f, "old", "new"), f.Areas, func(p point) {
			rev := found[keyOf(p.row)]
			switch {
			case rev == nil: // written since
			case p.field == "old":
				rev.Old = &p.value
			default:
				rev.New = &p.value
			}
		})
	}
	if err != nil {
		return nil, fmt.Errorf("read corrections: %w", err)
	}
	out := make([]series.Revision, 0, len(found))
	for _, r := range found {
		out = append(out, *r)
	}
	slices.SortFunc(out, func(a, b series.Revision) int {
		return cmp.Or(a.Recorded.Compare(b.Recorded), cmp.Compare(a.Plan, b.Plan), cmp.Compare(a.Indicator, b.Indicator), cmp.Compare(a.Area, b.Area),
			cmp.Compare(a.Group, b.Group), a.At.Compare(b.At), cmp.Compare(a.Revision, b.Revision))
	})
	return out, nil
}

func (c *Client) revisionFields(f series.Filter, fields ...string) *selection {
	q := c.from(revisionM, f, "plan", "indicator", "area", "group", "period_end", "revision")
	if f.Plan != "" {
		q.where("plan", f.Plan)
	}
	if f.Group != "" {
		q.where("group", f.Group)
	}
	q.where("indicator", f.Indicators...)
	q.where("area", f.Areas...)
	q.where("_field", fields...)
	return q
}

func keyOf(r row) revisionKey {
	return revisionKey{r.get("plan"), r.get("indicator"), r.get("area"), r.get("group"), r.get("period_end"), r.get("revision"), r.at}
}

func revisionOf(found map[revisionKey]*series.Revision, r row) (*series.Revision, error) {
	k := keyOf(r)
	if rev := found[k]; rev != nil {
		return rev, nil
	}
	end, err := period.ParseDate(k.periodEnd)
	if err != nil {
		return nil, fmt.Errorf("period of a correction: %w", err)
	}
	number, err := strconv.ParseFloat(k.revision, 64)
	if err != nil {
		return nil, fmt.Errorf("number of a correction: %w", err)
	}
	rev := &series.Revision{Plan: k.plan, Indicator: k.indicator, Area: k.area, Group: k.group, At: end.Time(), Recorded: r.at, Revision: number}
	found[k] = rev
	return rev, nil
}
