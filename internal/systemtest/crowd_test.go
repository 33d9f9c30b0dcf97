package systemtest

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/demo/stack"
	"github.com/xhht/xhht/internal/demo/story"
	"github.com/xhht/xhht/internal/influx"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/series"
)

// crowded is the registry with so many units in the demo's plan, and a value of 2024 and 2025 for each but the last.
func crowded(t *testing.T, reg plan.Registry, units int) (plan.Registry, []series.Observation) {
	t.Helper()
	all := reg.Areas.All()
	reg.Plans = slices.Clone(reg.Plans)
	i := slices.IndexFunc(reg.Plans, func(p plan.Plan) bool { return p.ID == story.Plan })
	p := &reg.Plans[i]
	p.Gathered, p.Forms = nil, slices.Clone(p.Forms)
	f := &p.Forms[0] // never handed over: all of them report themselves
	f.Bodies, f.Level, f.Indicators = nil, area.District, plan.Asks(f.EverAsked()...)
	communes := slices.DeleteFunc(slices.Clone(p.Units), func(uid string) bool { return strings.HasPrefix(uid, "d:") })
	p.Units = slices.DeleteFunc(slices.Clone(p.Units), func(uid string) bool { return !strings.HasPrefix(uid, "d:") })
	for n := len(p.Units); n < units; n++ {
		code := fmt.Sprintf("9%03d", n)
		all = append(all, area.Area{UID: "d:" + code + "@0", Code: code, Name: "Số " + code, FullName: "Huyện Số " + code, Level: area.District, Parent: "p:86@0"})
		p.Units = append(p.Units, "d:"+code+"@0")
	}
	tree, err := area.NewTree(all)
	if err != nil {
		t.Fatal(err)
	}
	reg.Areas = tree
	var out []series.Observation
	for n, uid := range p.Units[:units-1] {
		for year := 2024; year <= 2025; year++ {
			at := period.Year(year).End().Time()
			v := 20 + float64(n%40) + float64(year-2024)
			out = append(out, series.Observation{Indicator: "info_skills_rate", Area: uid, Level: area.District, Parent: "p:86@0", Group: "all", Basis: series.Reported,
				At: at, Value: new(v), Numerator: new(v * 100), Denominator: new(10000.0), Revision: 1, Received: at.AddDate(0, 0, -25)})
		}
	}
	p.Units = append(p.Units, communes...) // a page is about them
	return reg, out
}

// checkCrowd looks for units that an answer leaves out, and for the silent one.
func checkCrowd(t *testing.T, w wall, units int) {
	t.Helper()
	of := func(rest string) *data.Frame {
		r := w.one(t, `"plan":"`+story.Plan+`","level":"district","indicators":["info_skills_rate"],`+rest, false)
		if r.Error != nil || len(r.Frames) == 0 {
			t.Fatalf("%s: %v", rest, r.Error)
		}
		return r.Frames[0]
	}
	for _, rest := range []string{`"kind":"scorecard"`, `"kind":"scorecard","shape":"worst"`, `"kind":"ranking"`} {
		f := of(rest)
		value, _ := f.FieldByName("value")
		silent := 0
		for i := range f.Rows() {
			if _, known := value.ConcreteAt(i); !known {
				silent++
			}
		}
		if f.Rows() != units || silent != 1 {
			t.Errorf("%s: %d rows, %d without a value; want %d and 1", rest, f.Rows(), silent, units)
		}
	}
}

// renamed gives one unit another name.
func renamed(t *testing.T, reg plan.Registry, uid, name string) plan.Registry {
	t.Helper()
	all := reg.Areas.All()
	for i := range all {
		if all[i].UID == uid {
			all[i].Name, all[i].FullName = name, "Huyện "+name
		}
	}
	tree, err := area.NewTree(all)
	if err != nil {
		t.Fatal(err)
	}
	reg.Areas = tree
	return reg
}

// other is the plugin before a database of its own, with a catalogue and what is given, as a collector would have written them.
func other(t *testing.T, s *stack.Stack, id int64, reg plan.Registry, reported ...series.Observation) wall {
	t.Helper()
	bucket, err := s.Influx.CreateBucket(t.Context(), fmt.Sprintf("wall%d", id))
	if err != nil {
		t.Fatal(err)
	}
	c, err := influx.New(influx.Options{URL: s.Influx.URL, Org: s.Influx.Org, Bucket: bucket, Token: s.Influx.Token})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if err := c.WriteCatalogue(t.Context(), series.Catalogue{Schema: series.SchemaVersion, Generation: "g1", Plans: reg.Plans, Indicators: reg.Indicators,
		Areas: reg.Areas.All(), LastWrite: time.Now()}); err != nil {
		t.Fatal(err)
	}
	if len(reported) > 0 {
		if err := c.Write(t.Context(), series.Points(reported)); err != nil {
			t.Fatal(err)
		}
	}
	return wallOf(t, s, id, bucket)
}
