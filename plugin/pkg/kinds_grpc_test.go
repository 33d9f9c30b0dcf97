package main_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/influx"
	"github.com/xhht/xhht/internal/influxtest"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/query"
	"github.com/xhht/xhht/internal/series"
)

// record writes what stands beside the observations: Long Hồ's literacy level missed a year, one task was done late, one
// number was corrected.
func record(t *testing.T, s *influxtest.Server, p plan.Plan) {
	t.Helper()
	c, err := influx.New(influx.Options{URL: s.URL, Org: s.Org, Bucket: s.Bucket, Token: s.Token})
	must(t, err)
	t.Cleanup(c.Close)
	end := func(year int) time.Time { return period.Year(year).End().Time() }
	var levels []series.LevelStanding
	for year, missed := range map[int]float64{2023: 0, 2024: 1} {
		levels = append(levels, series.LevelStanding{Programme: "literacy", Area: longHo, At: end(year),
			Low: 1 - missed, High: 1 - missed, Held: new(1.0), Missed: missed, Received: end(year).AddDate(0, -2, 0)})
	}
	must(t, c.Write(t.Context(), series.Points(levels)))
	d := p.Deliverables[0]
	must(t, c.Write(t.Context(), []series.Point{series.Deliverable{Plan: p.ID, Deliverable: d.ID, Due: d.Due.EndOfDay(), Done: d.Due.EndOfDay().Add(36 * time.Hour),
		Recorded: d.Due.EndOfDay().Add(48 * time.Hour), Note: "QĐ 1"}}))
	must(t, c.Write(t.Context(), []series.Point{series.Revision{Plan: p.ID, Indicator: skills, Area: longHo, Group: "all", At: end(2025), Recorded: asOf.AddDate(0, 0, -2),
		Revision: 2, Old: new(39.9), New: new(38.7), Reporter: "Phòng GDĐT Long Hồ", Note: "đếm trùng", Receipt: "R-1"}}))
}

// Every kind, in every shape, is answered over the wire by a real server: with a typed frame that has columns, at every
// level, whatever came.
func TestEveryKindIsAnswered(t *testing.T) {
	s, reg, c := influxtest.Start(t), registry(t), serve(t)
	fill(t, s, reg)
	p, _ := reg.Plan(planID)
	record(t, s, p)
	pc := settingsOf(t, s.URL, s.Org, s.Bucket, s.Token, 20)
	for _, spec := range query.Kinds {
		for _, variant := range variants(spec) {
			for _, level := range []area.Level{area.Province, area.District, area.Commune} {
				q := fmt.Sprintf(`{"schemaVersion":1,"plan":%q,"indicators":[%q],"kind":%q,"level":%q,%s}`, planID, skills, spec.Kind, level, variant)
				got := ask(t, c, pc, q)["A"]
				if got.Error != nil {
					t.Errorf("%s: %v", q, got.Error)
					continue
				}
				if len(got.Frames) == 0 || len(got.Frames[0].Fields) == 0 {
					t.Errorf("%s: got no frame, or one without columns", q)
				}
				for _, f := range got.Frames {
					if f.Meta == nil || f.Meta.Type == "" || f.Meta.TypeVersion.IsZero() {
						t.Errorf("%s: frame %s has no type", q, f.Name)
					}
				}
			}
		}
	}
}

// variants are the ways to ask for a kind: in every shape, and by every word of the fields that make another table of it.
func variants(spec query.Spec) []string {
	if spec.Kind == query.Series {
		return []string{`"series":["actual","expected","target","projection","bounds"],"thresholds":"series"`}
	}
	out := []string{`"shape":"table"`}
	for _, shape := range spec.Shapes {
		out = append(out, fmt.Sprintf(`"shape":%q`, shape))
	}
	for _, v := range query.Vocabularies() {
		field := map[string]query.Field{"RankBy": query.FieldBy, "Comparison": query.FieldCompare}[v.Name]
		for _, w := range v.Words {
			if spec.Reads(field) {
				out = append(out, fmt.Sprintf("%q:%q", field, w.Key))
			}
		}
	}
	return out
}

func TestRecordsOverGRPCAgainstRealInfluxDB(t *testing.T) {
	s, reg, c := influxtest.Start(t), registry(t), serve(t)
	fill(t, s, reg)
	p, _ := reg.Plan(planID)
	record(t, s, p)
	pc := settingsOf(t, s.URL, s.Org, s.Bucket, s.Token, 20)
	first := func(t *testing.T, q string) *data.Frame {
		t.Helper()
		got := ask(t, c, pc, fmt.Sprintf(`{"schemaVersion":1,"plan":%q,%s}`, planID, q))["A"]
		if got.Error != nil {
			t.Fatal(got.Error)
		}
		return got.Frames[0]
	}
	t.Run("levels", func(t *testing.T) {
		f := first(t, fmt.Sprintf(`"kind":"levels","units":[%q],"programmes":["literacy"]`, longHo))
		if got := wordAt(t, f, "state", 0); got != "Chưa đạt" {
			t.Errorf("the newest level is %q", got)
		}
		if got := wordAt(t, f, "keeping", 0); got != "Một năm nữa là mất" {
			t.Errorf("the recognition is %q", got)
		}
	})
	t.Run("deliverables", func(t *testing.T) {
		f := first(t, `"kind":"deliverables"`)
		if f.Rows() != len(p.Deliverables) {
			t.Errorf("got %d tasks, the plan has %d", f.Rows(), len(p.Deliverables))
		}
		ids, _ := f.FieldByName("deliverable")
		for i := range f.Rows() {
			if ids.At(i) == p.Deliverables[0].ID && wordAt(t, f, "state", i) != "Xong, trễ hạn" {
				t.Errorf("%s is %q", ids.At(i), wordAt(t, f, "state", i))
			}
		}
	})
	t.Run("revisions", func(t *testing.T) {
		f := first(t, `"kind":"revisions"`)
		if f.Rows() != 1 || *numberAt(f, "old", 0) != 39.9 || *numberAt(f, "new", 0) != 38.7 {
			t.Errorf("got %d corrections", f.Rows())
		}
	})
	t.Run("alerts", func(t *testing.T) {
		for _, m := range query.Measures {
			for level, units := range map[area.Level]int{area.District: len(reg.Members(p, area.District)), area.Province: 1} {
				f := first(t, fmt.Sprintf(`"kind":"alert","measure":%q,"level":%q,"indicators":[%q]`, m, level, skills))
				want := units
				switch m {
				case query.Lapse:
					want *= 5
				case query.Title:
					want = 1 // the indicator asked for is no title, and one row says so
				}
				if f.Meta.Type != data.FrameTypeNumericLong || f.Meta.TypeVersion != (data.FrameTypeVersion{0, 1}) || f.Rows() != want {
					t.Errorf("%s of %s: %s %v with %d rows, want %d", m, level, f.Meta.Type, f.Meta.TypeVersion, f.Rows(), want)
				}
				seen := map[string]bool{}
				for i := range f.Rows() {
					var labels strings.Builder
					for _, field := range f.Fields[:len(f.Fields)-1] {
						labels.WriteString(field.At(i).(string) + "\x00")
					}
					if seen[labels.String()] {
						t.Errorf("%s: labels twice: %q", m, labels.String())
					}
					seen[labels.String()] = true
				}
				if last := f.Fields[len(f.Fields)-1]; last.Type() != data.FieldTypeNullableFloat64 {
					t.Errorf("%s: the number came as %s", m, last.Type())
				}
			}
		}
		nobody := ask(t, c, pc, `{"schemaVersion":1,"kind":"alert","measure":"lapse","level":"district","plan":"phu-my-2024"}`)["A"]
		if nobody.Error != nil || nobody.Frames[0].Rows() != 1 || *numberAt(nobody.Frames[0], "lapse", 0) != 0 {
			t.Errorf("where nothing is expected the answer is %+v", nobody)
		}
	})
	t.Run("resources", func(t *testing.T) {
		for _, path := range []string{"plans", "units?limit=3&plan=" + planID, "indicators?plan=" + planID, "forms?plan=" + planID} {
			name, _, _ := strings.Cut(path, "?")
			err := c.CallResource(t.Context(), &backend.CallResourceRequest{PluginContext: pc, Method: http.MethodGet, Path: name, URL: path},
				backend.CallResourceResponseSenderFunc(func(r *backend.CallResourceResponse) error {
					var list []map[string]any
					if err := json.Unmarshal(r.Body, &list); err != nil || len(list) == 0 {
						t.Errorf("%s: %d %s", path, r.Status, r.Body)
					}
					return nil
				}))
			must(t, err)
		}
	})
}

// wordAt is the word that stands for an enumeration's value.
func wordAt(t *testing.T, f *data.Frame, column string, row int) string {
	t.Helper()
	field, _ := f.FieldByName(column)
	if field == nil || field.Config == nil || field.Config.TypeConfig == nil {
		t.Fatalf("column %s has no words", column)
	}
	return field.Config.TypeConfig.Enum.Text[field.At(row).(data.EnumItemIndex)]
}
