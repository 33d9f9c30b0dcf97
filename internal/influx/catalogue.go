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

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/series"
)

// catalogueM is the one measurement of documents: what a reader must know to judge the points.
const catalogueM = "catalogue"

// Kinds of catalogue documents.
const (
	kindSchema    = "schema"
	kindPlan      = "plan"
	kindIndicator = "indicator"
	kindArea      = "area"
)

type schemaDoc struct {
	Version    int    `json:"version"`
	Generation string `json:"generation"`
	Label      string `json:"label,omitempty"`
}

// areaDoc is a unit with what it came from.
type areaDoc struct {
	area.Area
	Before []area.Link `json:"before,omitempty"`
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

// ErrNoCatalogue says that no collector has written to the bucket yet.
var ErrNoCatalogue = fmt.Errorf("the bucket holds no XHHT catalogue")

// Catalogue returns the stored plans, indicators and units. Documents of an older generation are dropped.
func (c *Client) Catalogue(ctx context.Context) (series.Catalogue, error) {
	q := c.from(catalogueM, series.Filter{To: epoch}, "_value", "kind", "id")
	q.where("_field", "doc", "generation")
	type key struct{ kind, id string }
	docs, generations := map[key]string{}, map[key]string{}
	err := c.each(ctx, q, func(r row) error {
		k := key{r.get("kind"), r.get("id")}
		if r.get("_field") == "doc" {
			docs[k] = r.get("_value")
		} else {
			generations[k] = r.get("_value")
		}
		return nil
	})
	if err != nil {
		return series.Catalogue{}, fmt.Errorf("read catalogue: %w", err)
	}
	out, err := stampOf(docs[key{kindSchema, "current"}], docs[key{kindSchema, "last_write"}])
	if err != nil {
		return series.Catalogue{}, err
	}
	out.Indicators = map[string]catalogue.Indicator{}
	if out.Readable() != nil {
		return out, nil // the documents may have any shape: the caller refuses the version
	}
	for k, doc := range docs {
		if k.kind == kindSchema || generations[k] != out.Generation {
			continue
		}
		if err := decode(&out, k.kind, doc); err != nil {
			return out, fmt.Errorf("read %s %s: %w", k.kind, k.id, err)
		}
	}
	slices.SortFunc(out.Plans, func(a, b plan.Plan) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(out.Areas, func(a, b area.Area) int { return cmp.Compare(a.UID, b.UID) })
	slices.SortFunc(out.Links, func(a, b area.Link) int {
		return cmp.Or(cmp.Compare(a.To, b.To), cmp.Compare(a.From, b.From), cmp.Compare(a.Code, b.Code))
	})
	return out, nil
}

// Stamp returns the catalogue without its documents: version, generation, label and last write. It costs two points where
// the documents of a country are ten thousand.
func (c *Client) Stamp(ctx context.Context) (series.Catalogue, error) {
	current, lastWrite, err := c.schema(ctx)
	if err != nil {
		return series.Catalogue{}, err
	}
	return stampOf(current, lastWrite)
}

// schema reads the two documents of that kind.
func (c *Client) schema(ctx context.Context) (current, lastWrite string, err error) {
	q := c.from(catalogueM, series.Filter{To: epoch}, "id")
	q.where("_field", "doc")
	q.where("kind", kindSchema)
	docs := map[string]string{}
	err = c.each(ctx, q, func(r row) error {
		docs[r.get("id")] = r.get("_value")
		return nil
	})
	if err != nil {
		return "", "", fmt.Errorf("read the catalogue's stamp: %w", err)
	}
	return docs["current"], docs["last_write"], nil
}

// stampOf decodes them.
func stampOf(current, lastWrite string) (series.Catalogue, error) {
	if current == "" {
		return series.Catalogue{}, ErrNoCatalogue
	}
	var schema schemaDoc
	if err := json.Unmarshal([]byte(current), &schema); err != nil {
		return series.Catalogue{}, fmt.Errorf("read schema version: %w", err)
	}
	out := series.Catalogue{Schema: schema.Version, Generation: schema.Generation, Label: schema.Label}
	if s, err := strconv.ParseInt(lastWrite, 10, 64); err == nil {
		out.LastWrite = time.Unix(s, 0).UTC()
	}
	return out, nil
}

// Generation returns the generation of the plan files that the bucket was built from; empty if it holds no catalogue, or
// none that can be read.
func (c *Client) Generation(ctx context.Context) (string, error) {
	current, lastWrite, err := c.schema(ctx)
	if err != nil {
		return "", err
	}
	stamp, _ := stampOf(current, lastWrite) // what cannot be read has no generation
	return stamp.Generation, nil
}

func decode(out *series.Catalogue, kind, doc string) error {
	switch kind {
	case kindPlan:
		var p plan.Plan
		if err := json.Unmarshal([]byte(doc), &p); err != nil {
			return err
		}
		out.Plans = append(out.Plans, p)
	case kindIndicator:
		var i catalogue.Indicator
		if err := json.Unmarshal([]byte(doc), &i); err != nil {
			return err
		}
		out.Indicators[i.ID] = i
	case kindArea:
		var a areaDoc
		if err := json.Unmarshal([]byte(doc), &a); err != nil {
			return err
		}
		out.Areas, out.Links = append(out.Areas, a.Area), append(out.Links, a.Before...)
	}
	return nil
}
