package source_test

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/planfile"
	"github.com/xhht/xhht/internal/query"
	"github.com/xhht/xhht/internal/scorecard"
	"github.com/xhht/xhht/internal/series"
	"github.com/xhht/xhht/internal/standing"
	"github.com/xhht/xhht/plugin/pkg/source"
)

const scorecardOf = `{"schemaVersion":1,"kind":"scorecard","plan":"vinh-long","level":%q}`

// Whatever has been stored, a scorecard has one row per pair that the plan judges, and an alert one per quantified pair.
func TestEveryExpectedRowIsThere(t *testing.T) {
	full := filled()
	reg := mustRegistry(t, full.cat)
	rnd := rand.New(rand.NewPCG(1, 2))
	for range 60 {
		s := &store{cat: full.cat, targets: full.targets, reports: full.reports}
		for _, o := range full.obs {
			if rnd.IntN(2) == 0 {
				s.obs = append(s.obs, o)
			}
		}
		for _, l := range []area.Level{area.Province, area.District} {
			src := over(s)
			judged := reg.Judged(full.cat.Plans[0], l)
			resp := ask(t, src, fmt.Sprintf(scorecardOf, l), decade)
			if resp.Error != nil {
				t.Fatal(resp.Error)
			}
			if got := resp.Frames[0].Rows(); got != len(judged) {
				t.Fatalf("%s: got %d rows of %d judged pairs", l, got, len(judged))
			}
			checkRows(t, resp.Frames[0])
			quantified := 0
			for _, p := range judged {
				if slices.ContainsFunc(p.Target.Milestones, func(m plan.Milestone) bool { return m.Value != nil }) {
					quantified++
				}
			}
			resp = ask(t, src, fmt.Sprintf(`{"schemaVersion":1,"kind":"alert","plan":"vinh-long","level":%q}`, l), decade)
			if resp.Error != nil {
				t.Fatal(resp.Error)
			}
			if got := resp.Frames[0].Rows(); got != quantified {
				t.Fatalf("%s: got %d alert rows of %d quantified pairs", l, got, quantified)
			}
		}
	}
}

// The same for the real plan.
func TestEveryExpectedRowOfTheRealPlan(t *testing.T) {
	reg, err := planfile.Load("../../../plans")
	if err != nil {
		t.Skipf("plans cannot be read: %v", err)
	}
	cat := series.Catalogue{Schema: series.SchemaVersion, Plans: reg.Plans, Indicators: reg.Indicators, Areas: reg.Areas.All()}
	for _, p := range reg.Plans {
		for _, l := range []area.Level{area.Province, area.District, area.Commune} {
			resp := ask(t, over(&store{cat: cat}), fmt.Sprintf(`{"schemaVersion":1,"kind":"scorecard","plan":%q,"level":%q,"limit":100000}`, p.ID, l), decade)
			if resp.Error != nil {
				t.Fatal(resp.Error)
			}
			if got, want := resp.Frames[0].Rows(), len(reg.Judged(p, l)); got != want {
				t.Errorf("%s, %s: got %d rows, want %d", p.ID, l, got, want)
			}
			checkRows(t, resp.Frames[0])
			for _, spec := range query.Kinds {
				kind := spec.Kind
				if resp := ask(t, over(&store{cat: cat}), fmt.Sprintf(`{"schemaVersion":1,"kind":%q,"plan":%q,"level":%q}`, kind, p.ID, l), decade); resp.Error != nil {
					t.Errorf("%s, %s, %s: %v", p.ID, l, kind, resp.Error)
				}
			}
		}
	}
}

// checkRows holds for every row: no NaN, a margin below zero exactly when the status is behind, a known status.
func checkRows(t *testing.T, f *data.Frame) {
	t.Helper()
	status, _ := f.FieldByName("status")
	margin, _ := f.FieldByName("margin")
	for _, field := range f.Fields {
		for i := range field.Len() {
			if v, ok := field.ConcreteAt(i); ok {
				if x, is := v.(float64); is && (math.IsNaN(x) || math.IsInf(x, 0)) {
					t.Fatalf("%s[%d] is %v", field.Name, i, x)
				}
			}
		}
	}
	for i := range f.Rows() {
		index := int(status.At(i).(data.EnumItemIndex))
		if index >= len(standing.Statuses) {
			t.Fatalf("row %d has an unknown status", i)
		}
		if m, ok := margin.ConcreteAt(i); ok && standing.Statuses[index].Behind() != (m.(float64) < 0) {
			t.Fatalf("row %d is %s with a margin of %v", i, standing.Statuses[index], m)
		}
	}
}

// What alerting asks of a frame: one number, no time, no duplicate labels, labels that do not depend on what came, and
// never no row. It holds for every measure, in a full store, an empty one and where nothing is expected.
func TestAlertFrameIsFitForAlerting(t *testing.T) {
	full := recorded()
	again := full.cat.Plans[0].Targets[0]
	again.ID = "skills-again" // a plan may hold one unit to two targets on one indicator
	full.cat.Plans[0].Targets = append(full.cat.Plans[0].Targets, again)
	empty := &store{cat: full.cat}
	for _, m := range query.Measures {
		want := 12 // four districts × three targets with a number
		switch m {
		case query.Lapse:
			want = 4 * 5 // districts × programmes
		case query.Overdue:
			want = 4 // districts × forms
		case query.Title:
			want = 4 // districts × titles
		case query.Regression, query.Jump, query.Size, query.Usual, query.Doubt:
			want = 16 // also the target without a number: whether it got worse can be told
		}
		ask := func(s *store, level string) *data.Frame {
			resp := ask(t, over(s), fmt.Sprintf(`{"schemaVersion":1,"kind":"alert","plan":"vinh-long","limit":1,"level":%q,"measure":%q}`, level, m), decade)
			if resp.Error != nil {
				t.Fatal(resp.Error)
			}
			if len(resp.Frames) != 1 {
				t.Fatalf("%s: got %d frames", m, len(resp.Frames))
			}
			fit(t, resp.Frames[0], string(m))
			return resp.Frames[0]
		}
		f, silent := ask(full, "district"), ask(empty, "district")
		if f.Rows() != want {
			t.Errorf("%s: got %d rows, want %d: an alert answer is never cut", m, f.Rows(), want)
		}
		if diff := cmp.Diff(labelSets(f), labelSets(silent)); diff != "" {
			t.Errorf("%s: labels depend on what came (-full +empty):\n%s", m, diff)
		}
		nobody := ask(full, "commune")
		value, _ := nobody.FieldByName(string(m))
		v, known := value.ConcreteAt(0)
		if context := slices.Contains([]query.AlertMeasure{query.Value, query.Expected, query.Required, query.Size, query.Usual}, m); nobody.Rows() != 1 || known == context || known && v != 0.0 {
			t.Errorf("%s: nothing is expected, and the answer is %d rows with %v", m, nobody.Rows(), v)
		}
	}
}

// fit fails the test unless alerting can take the frame as it is.
func fit(t *testing.T, f *data.Frame, measure string) {
	t.Helper()
	if f.Meta.Type != data.FrameTypeNumericLong || f.Meta.TypeVersion.IsZero() {
		t.Errorf("%s: got type %s %v", measure, f.Meta.Type, f.Meta.TypeVersion)
	}
	sets := labelSets(f)
	if slices.Sort(sets); len(slices.Compact(slices.Clone(sets))) != f.Rows() {
		t.Errorf("%s: two rows have the same labels: %q", measure, sets)
	}
	for _, field := range f.Fields {
		if field.Type() != data.FieldTypeString && (field.Name != measure || field.Type() != data.FieldTypeNullableFloat64) {
			t.Errorf("%s: column %s has type %s", measure, field.Name, field.Type())
		}
	}
}

func labelSets(f *data.Frame) []string {
	out := make([]string, f.Rows())
	for i := range out {
		for _, field := range f.Fields {
			if field.Type() == data.FieldTypeString {
				out[i] += field.At(i).(string) + "\x00"
			}
		}
	}
	return out
}

// One page of panels over the same rows costs one set of reads; an alert evaluation takes nothing from memory.
func TestReadsAreShared(t *testing.T) {
	s := filled()
	src := over(s)
	var queries []backend.DataQuery
	for i, kind := range []string{"scorecard", "summary", "scorecard", "alert"} {
		queries = append(queries, backend.DataQuery{RefID: fmt.Sprint(i), TimeRange: decade, JSON: fmt.Appendf(nil, `{"schemaVersion":1,"kind":%q,"plan":"vinh-long"}`, kind)})
	}
	read := func(headers map[string]string) int32 {
		before := s.reads.Load()
		if _, err := src.QueryData(context.Background(), &backend.QueryDataRequest{Queries: queries, Headers: headers}); err != nil {
			t.Fatal(err)
		}
		return s.reads.Load() - before
	}
	if got := read(nil); got != 4 {
		t.Errorf("four queries over the same rows made %d reads, want 4: catalogue, observations, targets, reports", got)
	}
	if got := read(nil); got != 0 {
		t.Errorf("the same page a moment later made %d reads, want 0", got)
	}
	if got := read(map[string]string{"FromAlert": "true"}); got != 4 {
		t.Errorf("an alert evaluation made %d reads, want 4", got)
	}
}

// A long history is never read for a scorecard.
func TestScorecardReadsTheLastPeriodsOnly(t *testing.T) {
	s := filled()
	w := &watching{store: s}
	resp := ask(t, sourceOver(w), fmt.Sprintf(scorecardOf, area.District), decade)
	if resp.Error != nil {
		t.Fatal(resp.Error)
	}
	if !w.filter.From.Equal(end(2025-scorecard.HistoryPeriods+1)) || !w.filter.To.Equal(end(2025)) || len(w.filter.Areas) != 4 || len(w.filter.Indicators) != 3 {
		t.Errorf("got filter %+v", w.filter)
	}
}

// A unit first heard of in 2026, after the milestone of 2025, has its path from there to 2030.
func TestABaselineAfterAMilestoneIsRead(t *testing.T) {
	s := filled()
	for year, v := range map[int]float64{2026: 40, 2027: 47.5} {
		s.obs = append(s.obs, series.Observation{Indicator: skills, Area: binhTan, Group: catalogue.GroupAll, At: end(year), Value: &v, Revision: 1, Received: end(year)})
	}
	baseline := series.TargetPoint{Kind: series.BaselinePoint, Plan: planID, Target: "skills", Indicator: skills, Area: binhTan, At: end(2026), Value: 40}
	s.targets = append(s.targets, baseline)
	src := source.Over(s, time.Minute).At(end(2027).AddDate(0, 1, 0))
	resp := ask(t, src, `{"schemaVersion":1,"kind":"scorecard","plan":"vinh-long","level":"district","units":["d:863@0"],"indicators":["info_skills_rate"]}`, decade)
	if resp.Error != nil {
		t.Fatal(resp.Error)
	}
	f, _ := resp.Frames[0].FieldByName("expected")
	if got, ok := f.ConcreteAt(0); f.Len() != 1 || !ok || got.(float64) != 47.5 {
		t.Errorf("%d rows, of which the first expects %v; want 47.5, a quarter of the way from 40 to 70", f.Len(), got)
	}
}

type watching struct {
	*store
	filter series.Filter
}

func (w *watching) Observations(ctx context.Context, f series.Filter) ([]series.Observation, error) {
	w.filter = f
	return w.store.Observations(ctx, f)
}

// A point is drawn in the middle of its period and judged at its end.
func TestSeriesDrawsInTheMiddle(t *testing.T) {
	resp := ask(t, over(filled()), `{"schemaVersion":1,"kind":"series","plan":"vinh-long","units":["d:857@0"],"indicators":["info_skills_rate"],"series":["expected"]}`, decade)
	if resp.Error != nil {
		t.Fatal(resp.Error)
	}
	f := resp.Frames[0]
	for i := range f.Rows() {
		at := f.Fields[0].At(i).(time.Time)
		if at.Month() != time.July || at.Day() > 2 {
			t.Errorf("point %d lies at %s", i, at)
		}
		if at.Year() == 2025 && *f.Fields[1].At(i).(*float64) != 50 {
			t.Errorf("the path asks for %v in 2025, want the milestone", *f.Fields[1].At(i).(*float64))
		}
	}
}

// Two targets on one indicator are two paths beside one line of values, told apart by label and name.
func TestSeriesOfTwoTargetsOnOneIndicator(t *testing.T) {
	s := filled()
	again := s.cat.Plans[0].Targets[0]
	again.ID, again.Short.VI = "skills-again", "Năng lực thông tin, nhóm trẻ"
	s.cat.Plans[0].Targets = append(s.cat.Plans[0].Targets, again)
	resp := ask(t, over(s), `{"schemaVersion":1,"kind":"series","plan":"vinh-long","units":["d:857@0"],"indicators":["info_skills_rate"]}`, decade)
	if resp.Error != nil {
		t.Fatal(resp.Error)
	}
	seen := map[string]bool{}
	var names []string
	for _, f := range resp.Frames {
		key := f.Fields[1].Labels.String()
		if seen[key] {
			t.Errorf("two frames have the labels %s", key)
		}
		seen[key] = true
		names = append(names, f.Fields[1].Config.DisplayNameFromDS)
	}
	want := []string{"Thực tế", "Năng lực thông tin: lộ trình", "Năng lực thông tin: mốc kế hoạch",
		"Năng lực thông tin, nhóm trẻ: lộ trình", "Năng lực thông tin, nhóm trẻ: mốc kế hoạch"}
	if diff := cmp.Diff(want, names); diff != "" {
		t.Errorf("names (-want +got):\n%s", diff)
	}
}
