package influx

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/xhht/xhht/internal/series"
)

type reportKey struct {
	plan, form, area string
	at               time.Time
}

// Reports returns the stored expected reports, in order of form, unit and period.
func (c *Client) Reports(ctx context.Context, f series.Filter) ([]series.Report, error) {
	q := c.from(reportM, f, "plan", "form", "area")
	if f.Plan != "" {
		q.where("plan", f.Plan)
	}
	found := map[reportKey]*series.Report{}
	err := c.points(ctx, q, f.Areas, func(p point) {
		k := reportKey{p.get("plan"), p.get("form"), p.get("area"), p.at}
		rep := found[k]
		if rep == nil {
			rep = &series.Report{Plan: k.plan, Form: k.form, Area: k.area, At: p.at}
			found[k] = rep
		}
		switch p.field {
		case "due":
			rep.Due = instant(p.value)
		case "extended":
			rep.Extended = instant(p.value)
		case "received":
			rep.Received = instant(p.value)
		case "cells":
			rep.Cells = p.value
		case "cells_of":
			rep.CellsOf = p.value
		}
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
