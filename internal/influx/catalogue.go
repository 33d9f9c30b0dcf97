package influx

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"time"

	"github.com/influxdata/influxdb-client-go/v2/api/write"

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
	Version    int         `json:"version"`
	Generation string      `json:"generation"`
	Label      string      `json:"label,omitempty"`
	Past       []time.Time `json:"past,omitempty"` // until when what came before was in force, oldest first
}

// WriteCatalogue writes one document per plan, indicator and unit, the schema's version last: a reader that finds the
// version finds all the documents. Of what was in force before it writes the documents that differ, at the time until when it was.
func (c *Client) WriteCatalogue(ctx context.Context, cat series.Catalogue) error {
	now, err := documentsOf(cat.Plans, cat.Indicators, cat.Areas, cat.Links)
	if err != nil {
		return err
	}
	var points []*write.Point
	add := func(at time.Time, name docName, doc string) {
		points = append(points, write.NewPointWithMeasurement(catalogueM).SetTime(at).AddTag("kind", name.kind).AddTag("id", name.id).
			AddField("doc", doc).AddField("generation", cat.Generation))
	}
	for name, doc := range now {
		add(epoch, name, doc)
	}
	schema := schemaDoc{Version: cat.Schema, Generation: cat.Generation, Label: cat.Label}
	for _, p := range cat.Past {
		then, err := documentsOf(p.Plans, p.Indicators, p.Areas, p.Links)
		if err != nil {
			return err
		}
		for name, doc := range then.differing(now) {
			add(p.Until, name, doc)
		}
		schema.Past = append(schema.Past, p.Until.UTC())
	}
	for len(points) > 0 {
		n := min(len(points), batchPoints)
		if err := c.write(ctx, points[:n]); err != nil {
			return err
		}
		points = points[n:]
	}
	text, err := json.Marshal(schema)
	if err != nil {
		return fmt.Errorf("encode the schema: %w", err)
	}
	add(epoch, docName{kindSchema, "current"}, string(text))
	return c.write(ctx, append(points, c.stamp()))
}

// stamp says when the projector last wrote, so that a wall can say that its numbers are old.
func (c *Client) stamp() *write.Point {
	return write.NewPointWithMeasurement(catalogueM).SetTime(epoch).AddTag("kind", kindSchema).AddTag("id", "last_write").
		AddField("doc", fmt.Sprintf("%d", time.Now().Unix())).AddField("generation", "")
}

// ErrNoCatalogue says that no collector has written to the bucket yet.
var ErrNoCatalogue = fmt.Errorf("the bucket holds no XHHT catalogue")

// Catalogue returns the stored plans, indicators and units, and those that were in force before. Documents of an older
// generation are dropped.
func (c *Client) Catalogue(ctx context.Context) (series.Catalogue, error) {
	q := c.from(catalogueM, series.Filter{}, "_value", "kind", "id")
	q.where("_field", "doc", "generation")
	type key struct {
		docName
		at time.Time
	}
	docs, generations := map[key]string{}, map[key]string{}
	err := c.each(ctx, q, func(r row) error {
		k := key{docName{r.get("kind"), r.get("id")}, r.at}
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
	out, err := stampOf(docs[key{docName{kindSchema, "current"}, epoch}], docs[key{docName{kindSchema, "last_write"}, epoch}])
	if err != nil || out.Readable() != nil {
		return out, err // of another version the documents may have any shape: the caller refuses it
	}
	stored := map[time.Time]documents{}
	for k, doc := range docs {
		if k.kind == kindSchema || generations[k] != out.Generation {
			continue
		}
		if stored[k.at] == nil {
			stored[k.at] = documents{}
		}
		stored[k.at][k.docName] = doc
	}
	now := newDecoded()
	if err := now.read(stored[epoch]); err != nil {
		return out, err
	}
	out.Plans, out.Indicators, out.Areas, out.Links = now.lists()
	for i := range out.Past {
		p, then := &out.Past[i], now.clone()
		if err := then.read(stored[p.Until]); err != nil {
			return out, err
		}
		p.Plans, p.Indicators, p.Areas, p.Links = then.lists()
	}
	return out, nil
}

// Stamp returns the catalogue without its documents: version, generation, label, last write, and until when what came before held. It costs two points where
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
	for _, until := range schema.Past {
		out.Past = append(out.Past, series.Past{Until: until.UTC()})
	}
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
