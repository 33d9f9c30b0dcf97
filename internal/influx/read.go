package influx

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"time"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/series"
)

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

type observationKey struct {
	indicator, area, group, at string
}

// Observations returns the stored observations, in order of indicator, unit, group and time.
func (c *Client) Observations(ctx context.Context, f series.Filter) ([]series.Observation, error) {
	q := c.from(observationM, f, "_time", "_field", "_value", "indicator", "area", "level", "parent", "group", "basis")
	q.where("indicator", f.Indicators...)
	q.where("area", f.Areas...)
	q.where("group", cmp.Or(f.Group, catalogue.GroupAll))
	keep := wanted(f.Areas)
	found := map[observationKey]*series.Observation{}
	err := c.each(ctx, q, func(r row) error {
		if !keep(r.get("area")) {
			return nil
		}
		v, err := number(r)
		if err != nil {
			return err
		}
		k := observationKey{r.get("indicator"), r.get("area"), r.get("group"), r.get("_time")}
		o := found[k]
		if o == nil {
			at, err := time.Parse(time.RFC3339, k.at)
			if err != nil {
				return fmt.Errorf("read time of %s: %w", k.indicator, err)
			}
			// The record's strings share one buffer per line: keep the few that repeat, not the line.
			o = &series.Observation{Indicator: k.indicator, Area: k.area, Group: k.group, At: at,
				Level: area.Level(r.get("level")), Parent: r.get("parent"), Basis: series.Basis(r.get("basis"))}
			found[k] = o
		}
		set(o, r.get("_field"), v)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read observations: %w", err)
	}
	out := make([]series.Observation, 0, len(found))
	for _, o := range found {
		if o.Members == o.MembersOf {
			o.Low, o.High = nil, nil // complete: the bounds only overwrote those of a partial total
		}
		out = append(out, *o)
	}
	slices.SortFunc(out, func(a, b series.Observation) int {
		return cmp.Or(cmp.Compare(a.Indicator, b.Indicator), cmp.Compare(a.Area, b.Area), cmp.Compare(a.Group, b.Group), a.At.Compare(b.At))
	})
	return out, nil
}

func set(o *series.Observation, field string, v float64) {
	switch field {
	case "value":
		o.Value = &v
	case "numerator":
		o.Numerator = &v
	case "denominator":
		o.Denominator = &v
	case "low":
		o.Low = &v
	case "high":
		o.High = &v
	case "members":
		o.Members = v
	case "members_of":
		o.MembersOf = v
	case "revision":
		o.Revision = v
	case "late":
		o.Late = v
	case "received":
		o.Received = instant(v)
	}
}

// Targets returns the stored baselines and milestones, in order of target, unit and time.
func (c *Client) Targets(ctx context.Context, f series.Filter) ([]series.TargetPoint, error) {
	q := c.from(targetM, f, "_time", "_value", "plan", "target", "indicator", "area")
	if f.Plan != "" {
		q.where("plan", f.Plan)
	}
	q.where("indicator", f.Indicators...)
	q.where("area", f.Areas...)
	keep := wanted(f.Areas)
	var out []series.TargetPoint
	err := c.each(ctx, q, func(r row) error {
		if !keep(r.get("area")) {
			return nil
		}
		v, err := number(r)
		if err != nil {
			return err
		}
		at, err := time.Parse(time.RFC3339, r.get("_time"))
		if err != nil {
			return fmt.Errorf("read time: %w", err)
		}
		out = append(out, series.TargetPoint{Plan: r.get("plan"), Target: r.get("target"), Indicator: r.get("indicator"), Area: r.get("area"), At: at, Value: v})
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read targets: %w", err)
	}
	slices.SortFunc(out, func(a, b series.TargetPoint) int {
		return cmp.Or(cmp.Compare(a.Target, b.Target), cmp.Compare(a.Area, b.Area), a.At.Compare(b.At))
	})
	return out, nil
}

type reportKey struct{ plan, form, area, at string }

// Reports returns the stored expected reports, in order of form, unit and period.
func (c *Client) Reports(ctx context.Context, f series.Filter) ([]series.Report, error) {
	q := c.from(reportM, f, "_time", "_field", "_value", "plan", "form", "area")
	if f.Plan != "" {
		q.where("plan", f.Plan)
	}
	q.where("area", f.Areas...)
	// State is text: one ungrouped table cannot hold two types of value.
	q.where("_field", "due", "received", "cells", "cells_of")
	keep := wanted(f.Areas)
	found := map[reportKey]*series.Report{}
	err := c.each(ctx, q, func(r row) error {
		if !keep(r.get("area")) {
			return nil
		}
		v, err := number(r)
		if err != nil {
			return err
		}
		k := reportKey{r.get("plan"), r.get("form"), r.get("area"), r.get("_time")}
		rep := found[k]
		if rep == nil {
			at, err := time.Parse(time.RFC3339, k.at)
			if err != nil {
				return fmt.Errorf("read time: %w", err)
			}
			rep = &series.Report{Plan: k.plan, Form: k.form, Area: k.area, At: at}
			found[k] = rep
		}
		switch r.get("_field") {
		case "due":
			rep.Due = instant(v)
		case "received":
			rep.Received = instant(v)
		case "cells":
			rep.Cells = v
		case "cells_of":
			rep.CellsOf = v
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read reports: %w", err)
	}
	out := make([]series.Report, 0, len(found))
	for _, r := range found {
		out = append(out, *r)
	}
	slices.SortFunc(out, func(a, b series.Report) int {
		return cmp.Or(cmp.Compare(a.Plan, b.Plan), cmp.Compare(a.Form, b.Form), cmp.Compare(a.Area, b.Area), a.At.Compare(b.At))
	})
	return out, nil
}

// ErrNoCatalogue says that no collector has written to the bucket yet.
var ErrNoCatalogue = fmt.Errorf("the bucket holds no XHHT catalogue")

// Catalogue returns the stored plans, indicators and units. Documents of an older generation are dropped.
func (c *Client) Catalogue(ctx context.Context) (series.Catalogue, error) {
	q := c.from(catalogueM, series.Filter{To: epoch}, "_field", "_value", "kind", "id")
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
	raw, ok := docs[key{kindSchema, "current"}]
	if !ok {
		return series.Catalogue{}, ErrNoCatalogue
	}
	var schema schemaDoc
	if err := json.Unmarshal([]byte(raw), &schema); err != nil {
		return series.Catalogue{}, fmt.Errorf("read schema version: %w", err)
	}
	out := series.Catalogue{Schema: schema.Version, Generation: schema.Generation, Label: schema.Label, Indicators: map[string]catalogue.Indicator{}}
	if schema.Version != series.SchemaVersion {
		return out, nil // the documents may have any shape: the caller refuses the version
	}
	if s, err := strconv.ParseInt(docs[key{kindSchema, "last_write"}], 10, 64); err == nil {
		out.LastWrite = time.Unix(s, 0).UTC()
	}
	for k, doc := range docs {
		if k.kind == kindSchema || generations[k] != schema.Generation {
			continue
		}
		if err := decode(&out, k.kind, doc); err != nil {
			return out, fmt.Errorf("read %s %s: %w", k.kind, k.id, err)
		}
	}
	slices.SortFunc(out.Plans, func(a, b plan.Plan) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(out.Areas, func(a, b area.Area) int { return cmp.Compare(a.UID, b.UID) })
	return out, nil
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
		var a area.Area
		if err := json.Unmarshal([]byte(doc), &a); err != nil {
			return err
		}
		out.Areas = append(out.Areas, a)
	}
	return nil
}

func number(r row) (float64, error) {
	v, err := strconv.ParseFloat(r.get("_value"), 64)
	if err != nil {
		return 0, fmt.Errorf("read %s of %s: %w", r.get("_field"), r.get("area"), err)
	}
	return v, nil
}

// instant is the inverse of unix.
func instant(v float64) time.Time {
	if v == 0 {
		return time.Time{}
	}
	return time.Unix(int64(v), 0).UTC()
}
