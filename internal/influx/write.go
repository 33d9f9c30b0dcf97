package influx

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"time"
	"unicode"

	"github.com/influxdata/influxdb-client-go/v2/api/write"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/series"
)

// Measurement names of the stored schema, version series.SchemaVersion.
const (
	observationM = "observation"
	targetM      = "target"
	reportM      = "report"
	catalogueM   = "catalogue"
	deliverableM = "deliverable"
	revisionM    = "revision"
)

var measurements = []string{observationM, targetM, reportM, levelM, deliverableM, revisionM, catalogueM}

// epoch is the time of catalogue documents: a document overwrites its older version.
var epoch = time.Unix(0, 0).UTC()

// WriteObservations writes the observations in one request.
func (c *Client) WriteObservations(ctx context.Context, list []series.Observation) error {
	points := make([]*write.Point, 0, len(list)+1)
	for _, o := range list {
		points = append(points, observationPoint(o))
	}
	return c.write(ctx, append(points, c.stamp()))
}

// observationPoint leaves out what was not reported, with one exception: a derived value always has bounds, its own value
// where it is complete, and low above high where nothing is known. InfluxDB merges the fields of two writes of one point,
// so the bounds of an earlier state would stay; series.Observation.Settle reads them.
func observationPoint(o series.Observation) *write.Point {
	p := write.NewPointWithMeasurement(observationM).SetTime(o.At).
		AddTag("indicator", o.Indicator).AddTag("area", o.Area).AddTag("level", string(o.Level)).
		AddTag("group", o.Group).AddTag("basis", string(o.Basis)).
		AddField("revision", o.Revision).AddField("received", unix(o.Received))
	if o.Parent != "" {
		p.AddTag("parent", o.Parent)
	}
	// Most cells are never approved; an approval that was withdrawn is written, because a field cannot be taken away.
	approved := o.Approved
	if o.ApprovedRevision != 0 {
		p.AddField("approved_revision", o.ApprovedRevision)
	} else {
		approved = nil
	}
	low, high := o.Low, o.High
	if o.Basis == series.Derived {
		p.AddField("members", o.Members).AddField("members_of", o.MembersOf)
		switch {
		case o.Value != nil:
			low, high = o.Value, o.Value
		case low == nil || high == nil:
			low, high = new(1.0), new(0.0)
		}
	}
	for name, v := range map[string]*float64{"value": o.Value, "numerator": o.Numerator, "denominator": o.Denominator, "low": low, "high": high, "approved": approved} {
		if v != nil {
			p.AddField(name, *v)
		}
	}
	return p
}

// WriteTargets writes baselines and milestones in one request.
func (c *Client) WriteTargets(ctx context.Context, list []series.TargetPoint) error {
	points := make([]*write.Point, 0, len(list))
	for _, t := range list {
		points = append(points, write.NewPointWithMeasurement(targetM).SetTime(t.At).
			AddTag("kind", string(t.Kind)).AddTag("plan", t.Plan).AddTag("target", t.Target).AddTag("indicator", t.Indicator).AddTag("area", t.Area).
			AddField("value", t.Value))
	}
	return c.write(ctx, points)
}

// WriteReports writes expected reports in one request.
func (c *Client) WriteReports(ctx context.Context, list []series.Report) error {
	points := make([]*write.Point, 0, len(list))
	for _, r := range list {
		points = append(points, write.NewPointWithMeasurement(reportM).SetTime(r.At).
			AddTag("plan", r.Plan).AddTag("form", r.Form).AddTag("area", r.Area).
			AddField("due", unix(r.Due)).AddField("extended", unix(r.Extended)).AddField("received", unix(r.Received)).
			AddField("cells", r.Cells).AddField("cells_of", r.CellsOf))
	}
	return c.write(ctx, points)
}

// WriteCatalogue writes one document per plan, indicator and unit, the schema's version last: a reader that finds the
// version finds all the documents.
func (c *Client) WriteCatalogue(ctx context.Context, cat series.Catalogue) error {
	var points []*write.Point
	add := func(kind, id string, doc any) error {
		raw, err := json.Marshal(doc)
		if err != nil {
			return fmt.Errorf("encode %s %s: %w", kind, id, err)
		}
		points = append(points, write.NewPointWithMeasurement(catalogueM).SetTime(epoch).
			AddTag("kind", kind).AddTag("id", id).
			AddField("doc", string(raw)).AddField("generation", cat.Generation))
		return nil
	}
	for _, p := range cat.Plans {
		if err := add(kindPlan, p.ID, p); err != nil {
			return err
		}
	}
	for id, i := range cat.Indicators {
		if err := add(kindIndicator, id, i); err != nil {
			return err
		}
	}
	before := map[string][]area.Link{}
	for _, l := range cat.Links {
		before[l.To] = append(before[l.To], l)
	}
	for _, a := range cat.Areas {
		if err := add(kindArea, a.UID, areaDoc{a, before[a.UID]}); err != nil {
			return err
		}
	}
	for len(points) > 0 {
		n := min(len(points), batchPoints)
		if err := c.write(ctx, points[:n]); err != nil {
			return err
		}
		points = points[n:]
	}
	if err := add(kindSchema, "current", schemaDoc{Version: cat.Schema, Generation: cat.Generation, Label: cat.Label}); err != nil {
		return err
	}
	return c.write(ctx, append(points, c.stamp()))
}

// stamp says when the projector last wrote, so that a wall can say that its numbers are old.
func (c *Client) stamp() *write.Point {
	return write.NewPointWithMeasurement(catalogueM).SetTime(epoch).AddTag("kind", kindSchema).AddTag("id", "last_write").
		AddField("doc", fmt.Sprintf("%d", time.Now().Unix())).AddField("generation", "")
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

// unix renders an instant as a float field, zero for none.
func unix(t time.Time) float64 {
	if t.IsZero() {
		return 0
	}
	return float64(t.Unix())
}
