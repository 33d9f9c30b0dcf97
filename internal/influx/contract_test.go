package influx_test

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/influx"
	"github.com/xhht/xhht/internal/influxtest"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/series"
)

func TestMain(m *testing.M) { influxtest.Main(m) }

// connect returns a client on an empty bucket of a real server: InfluxDB 1.8 by default, any other by $XHHT_INFLUX_URL.
func connect(t *testing.T) *influx.Client {
	t.Helper()
	return connectIn(t, influx.Auto)
}

// inEveryLanguage proves that no reader can tell in which language the adapter asked.
func inEveryLanguage(t *testing.T, test func(*testing.T, *influx.Client)) {
	t.Helper()
	for _, d := range []influx.Dialect{influx.InfluxQL, influx.Flux} {
		t.Run(string(d), func(t *testing.T) { test(t, connectIn(t, d)) })
	}
}

func connectIn(t *testing.T, d influx.Dialect) *influx.Client {
	t.Helper()
	s := influxtest.Start(t)
	c, err := influx.New(influx.Options{URL: s.URL, Org: s.Org, Bucket: s.Bucket, Token: s.Token, Dialect: d})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	if err := c.Wipe(t.Context()); err != nil {
		t.Fatalf("empty the bucket: %v", err)
	}
	return c
}

func day(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }

var received = time.Date(2024, 12, 5, 3, 4, 5, 0, time.UTC)

// nasty are texts that would end a string, run as code or split a line if any of them were not escaped.
var nasty = []string{
	`a"b`, `a\b`, `\"`, `${1+1}`, `$x`, `") or true //`, "a,b c=d", "Hoà Bình / Thị trấn №1", `'; DROP MEASUREMENT x`, "%s", "日本",
}

func TestObservationsComeBackAsWritten(t *testing.T) {
	inEveryLanguage(t, testObservationsComeBackAsWritten)
}

func testObservationsComeBackAsWritten(t *testing.T, c *influx.Client) {
	want := []series.Observation{
		{Indicator: "a_rate", Area: "d:855@0", Level: area.District, Parent: "p:86@0", Group: "all", Basis: series.Reported, At: day(2023, 12, 31),
			Value: new(48.5), Numerator: new(97.0), Denominator: new(200.0), Revision: 2, Received: received, Approved: new(46.0), ApprovedRevision: 1},
		{Indicator: "a_rate", Area: "d:855@0", Level: area.District, Parent: "p:86@0", Group: "all", Basis: series.Reported, At: day(2024, 12, 31),
			Value: new(0.0), Numerator: new(0.0), Denominator: new(3.0), Revision: 1, Received: received},
		{Indicator: "a_rate", Area: "p:86@0", Level: area.Province, Group: "all", Basis: series.Derived, At: day(2024, 12, 31),
			Low: new(12.5), High: new(37.5), Members: 6, MembersOf: 8, Revision: 1, Received: received},
		{Indicator: "b_level", Area: "d:855@0", Level: area.District, Parent: "p:86@0", Group: "all", Basis: series.Reported, At: day(2024, 12, 31),
			Value: new(3.0), Revision: 1, Received: received},
	}
	if err := c.Write(t.Context(), series.Points(want)); err != nil {
		t.Fatal(err)
	}
	got, err := c.Observations(t.Context(), series.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("observations (-want +got):\n%s", diff)
	}
	filtered, err := c.Observations(t.Context(), series.Filter{Indicators: []string{"a_rate"}, Areas: []string{"d:855@0"}, From: day(2024, 1, 1), To: day(2024, 12, 31)})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want[1:2], filtered); diff != "" {
		t.Errorf("filtered observations (-want +got):\n%s", diff)
	}
}

func TestACompleteTotalReplacesThePartialOneWithItsBounds(t *testing.T) {
	inEveryLanguage(t, testACompleteTotalReplacesThePartialOneWithItsBounds)
}

func testACompleteTotalReplacesThePartialOneWithItsBounds(t *testing.T, c *influx.Client) {
	partial := series.Observation{Indicator: "a_rate", Area: "p:86@0", Level: area.Province, Group: "all", Basis: series.Derived, At: day(2024, 12, 31),
		Low: new(10.0), High: new(60.0), Members: 5, MembersOf: 8, Revision: 1, Received: received}
	complete := partial
	complete.Low, complete.High, complete.Value, complete.Numerator, complete.Denominator, complete.Members = nil, nil, new(50.0), new(4.0), new(8.0), 8
	for _, o := range []series.Observation{partial, complete} {
		if err := c.Write(t.Context(), []series.Point{o}); err != nil {
			t.Fatal(err)
		}
	}
	got, err := c.Observations(t.Context(), series.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]series.Observation{complete}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// A baseline may fall on the day of a milestone: both are kept, and each is read as what it is.
func TestABaselineAndAMilestoneOfOneDayAreTwoPoints(t *testing.T) {
	c := connect(t)
	base := series.TargetPoint{Kind: series.BaselinePoint, Plan: "p", Target: "t", Indicator: "i", Area: "a", At: day(2025, 12, 31), Value: 20}
	goal := base
	goal.Kind, goal.Value = series.MilestonePoint, 50
	for _, p := range []series.TargetPoint{goal, base} {
		if err := c.Write(t.Context(), []series.Point{p}); err != nil {
			t.Fatal(err)
		}
	}
	got, err := c.Targets(t.Context(), series.Filter{Plan: "p"})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]series.TargetPoint{base, goal}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// What a total was before must not show through what it is: whole, partial with bounds, partial without, nobody at all,
// in any order. InfluxDB merges the fields of two writes of one point.
func TestATotalIsWhatWasWrittenLast(t *testing.T) {
	c := connect(t)
	base := series.Observation{Indicator: "a_rate", Area: "p:86@0", Level: area.Province, Group: catalogue.GroupSpecial, Basis: series.Derived, At: day(2024, 12, 31), Revision: 1, Received: received}
	states := make([]series.Observation, 5)
	for i := range states {
		states[i] = base
	}
	states[0].Value, states[0].Numerator, states[0].Denominator, states[0].Members, states[0].MembersOf = new(50.0), new(4.0), new(8.0), 8, 8
	states[1].Low, states[1].High, states[1].Members, states[1].MembersOf = new(10.0), new(60.0), 5, 8
	states[2].Members, states[2].MembersOf = 5, 8
	states[3].Numerator, states[3].Denominator, states[3].Members, states[3].MembersOf = new(0.0), new(0.0), 1, 1
	// states[4]: no member is of the group any more
	for i := range states {
		for j := range states {
			for _, o := range []series.Observation{states[i], states[j]} {
				if err := c.Write(t.Context(), []series.Point{o}); err != nil {
					t.Fatal(err)
				}
			}
			got, err := c.Observations(t.Context(), series.Filter{Group: catalogue.GroupSpecial})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff([]series.Observation{states[j]}, got); diff != "" {
				t.Errorf("state %d after state %d (-want +got):\n%s", j, i, diff)
			}
		}
	}
}

func TestNastyTextIsDataAndNeverCode(t *testing.T) {
	inEveryLanguage(t, testNastyTextIsDataAndNeverCode)
}

func testNastyTextIsDataAndNeverCode(t *testing.T, c *influx.Client) {
	for i, text := range nasty {
		want := series.TargetPoint{Kind: series.MilestonePoint, Plan: "p", Target: text, Indicator: fmt.Sprintf("i%d", i), Area: text, At: day(2025, 12, 31), Value: float64(i)}
		if err := c.Write(t.Context(), []series.Point{want}); err != nil {
			t.Fatalf("write %q: %v", text, err)
		}
		got, err := c.Targets(t.Context(), series.Filter{Plan: "p", Areas: []string{text}})
		if err != nil {
			t.Fatalf("read %q: %v", text, err)
		}
		if diff := cmp.Diff([]series.TargetPoint{want}, got); diff != "" {
			t.Errorf("text %q (-want +got):\n%s", text, diff)
		}
	}
	for _, text := range []string{`a\`, "tab\tin", "line\nbreak", "\x01", `\${`} {
		got, err := c.Targets(t.Context(), series.Filter{Areas: []string{text}})
		if err != nil || len(got) != 0 {
			t.Errorf("filter %q: %d points, error %v", text, len(got), err)
		}
	}
	var e *influx.Error
	for _, text := range []string{`ends in \`, "tab\tin", "line\nbreak"} {
		if err := c.Write(t.Context(), []series.Point{series.TargetPoint{Kind: series.MilestonePoint, Plan: "p", Target: text, At: day(2025, 12, 31)}}); !errors.As(err, &e) || !e.Refused() {
			t.Errorf("tag %q: got %v, want it refused", text, err)
		}
	}
	if _, err := c.Targets(t.Context(), series.Filter{Areas: []string{"\xff"}}); err == nil {
		t.Error("a filter that is not UTF-8 was sent")
	}
}

func TestALongListOfUnitsIsFilteredOnArrival(t *testing.T) {
	inEveryLanguage(t, testALongListOfUnitsIsFilteredOnArrival)
}

func testALongListOfUnitsIsFilteredOnArrival(t *testing.T, c *influx.Client) {
	var all []series.TargetPoint
	var areas []string
	for i := range 700 {
		uid := fmt.Sprintf("c:%05d@0", i)
		all = append(all, series.TargetPoint{Kind: series.MilestonePoint, Plan: "p", Target: "t", Indicator: "i", Area: uid, At: day(2025, 12, 31), Value: 1})
		if i%2 == 0 {
			areas = append(areas, uid)
		}
	}
	if err := c.Write(t.Context(), series.Points(all)); err != nil {
		t.Fatal(err)
	}
	got, err := c.Targets(t.Context(), series.Filter{Areas: areas})
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != len(areas) {
		t.Errorf("got %d points, want %d", len(got), len(areas))
	}
}

func TestReportsComeBackAsWritten(t *testing.T) { inEveryLanguage(t, testReportsComeBackAsWritten) }

func testReportsComeBackAsWritten(t *testing.T, c *influx.Client) {
	due := time.Date(2024, 12, 9, 16, 59, 59, 0, time.UTC)
	want := []series.Report{
		{Plan: "p", Form: "f", Area: "d:855@0", At: day(2024, 12, 31), Due: due, Received: received, Cells: 12, CellsOf: 12},
		{Plan: "p", Form: "f", Area: "d:857@0", At: day(2024, 12, 31), Due: due, Extended: due.AddDate(0, 0, 10), Cells: 3, CellsOf: 12},
		{Plan: "p", Form: "g", Area: "p:86@0", At: day(2024, 12, 31), CellsOf: 5},
	}
	if err := c.Write(t.Context(), series.Points(want)); err != nil {
		t.Fatal(err)
	}
	got, err := c.Reports(t.Context(), series.Filter{Plan: "p"})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func someCatalogue(generation string) series.Catalogue {
	return series.Catalogue{
		Schema: series.SchemaVersion, Generation: generation, Label: "SỐ LIỆU MINH HỌA",
		Plans: []plan.Plan{{ID: "p", Title: lang.Text{VI: "Kế hoạch “thử”, 100%\nhai dòng", EN: "Plan"}, From: 2021, To: 2030, Root: "p:86@0", Bounds: plan.DefaultBounds,
			Targets: []plan.Target{{ID: "t", Indicator: "i", Level: area.Province, N: 8,
				Milestones: []plan.Milestone{{Source: "s", By: period.DateOf(2025, 12, 31), Comparator: plan.AtLeast, Value: new(70.0), Firmness: plan.Committed, Clause: "II.2.a", Quote: `70% các huyện, \ "thị xã"`}}}}}},
		Indicators: map[string]catalogue.Indicator{"i": {ID: "i", Name: lang.Text{VI: "Chỉ số"}, Measure: catalogue.Rate, Direction: catalogue.Higher, Frequency: period.Annual}},
		Areas: []area.Area{{UID: "p:86@0", Code: "86", Name: "Vĩnh Long", FullName: "Tỉnh Vĩnh Long", Level: area.Province, ValidTo: period.DateOf(2025, 6, 30)},
			{UID: "p:86@2025-07-01", Code: "86", Name: "Vĩnh Long", FullName: "Tỉnh Vĩnh Long", Level: area.Province, ValidFrom: period.DateOf(2025, 7, 1)}},
		Links: []area.Link{{To: "p:86@2025-07-01", Relation: area.Full, Code: "83"}, {From: "p:86@0", To: "p:86@2025-07-01", Relation: area.Full}},
	}
}

func TestCatalogueComesBackAndOlderGenerationsAreDropped(t *testing.T) {
	inEveryLanguage(t, testCatalogueComesBackAndOlderGenerationsAreDropped)
}

func testCatalogueComesBackAndOlderGenerationsAreDropped(t *testing.T, c *influx.Client) {
	if _, err := c.Catalogue(t.Context()); !errors.Is(err, influx.ErrNoCatalogue) {
		t.Fatalf("empty bucket: got %v, want ErrNoCatalogue", err)
	}
	if g, err := c.Generation(t.Context()); g != "" || err != nil {
		t.Errorf("empty bucket: generation %q, %v", g, err)
	}
	old := someCatalogue("old")
	old.Indicators["gone"] = catalogue.Indicator{ID: "gone"}
	want := someCatalogue("new")
	then, before := someCatalogue(""), someCatalogue("")
	then.Plans[0].Targets[0].Milestones[0].Value = new(60.0)
	before.Plans, before.Links = append(before.Plans, plan.Plan{ID: "q", From: 2021, To: 2025}), nil
	delete(before.Indicators, "i")
	past := func(c series.Catalogue, until time.Time) series.Past {
		return series.Past{Until: until, Plans: c.Plans, Indicators: c.Indicators, Areas: c.Areas, Links: c.Links}
	}
	// The one in between is as it is today: a text of it changed that no document holds.
	want.Past = []series.Past{past(before, day(2024, 3, 1)), past(someCatalogue(""), day(2024, 9, 1)), past(then, day(2025, 2, 3).Add(4*time.Hour+56789*time.Microsecond))}
	old.Past = []series.Past{past(someCatalogue("old"), day(2024, 9, 1)), past(old, day(2024, 10, 1))}
	for _, cat := range []series.Catalogue{old, want} {
		if err := c.WriteCatalogue(t.Context(), cat); err != nil {
			t.Fatal(err)
		}
	}
	got, err := c.Catalogue(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if g, err := c.Generation(t.Context()); g != "new" || err != nil {
		t.Errorf("generation %q, %v; want new", g, err)
	}
	if got.LastWrite.IsZero() {
		t.Error("the catalogue does not say when it was written")
	}
	got.LastWrite = time.Time{}
	if diff := cmp.Diff(want, got, cmp.Comparer(func(a, b period.Date) bool { return a == b })); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestHealthNamesTheServer(t *testing.T) {
	c := connect(t)
	h, err := c.Health(t.Context())
	if err != nil || h.Version == "" {
		t.Errorf("health %+v, error %v", h, err)
	}
}

func TestErrorsSayWhatTheCallerCanDo(t *testing.T) {
	point := []series.TargetPoint{{Kind: series.MilestonePoint, Plan: "p", Target: "t", Indicator: "i", Area: "a", At: day(2025, 12, 31), Value: 1}}
	for name, tc := range map[string]struct {
		status                       int
		temporary, oversize, refused bool
	}{
		"busy":        {status: 429, temporary: true},
		"broken":      {status: 503, temporary: true},
		"too large":   {status: 413, oversize: true},
		"bad point":   {status: 422, refused: true},
		"bad line":    {status: 400, refused: true},
		"wrong token": {status: 401},
		"no bucket":   {status: 404},
	} {
		t.Run(name, func(t *testing.T) {
			srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Retry-After", "7")
				http.Error(w, `{"code":"x","message":"says why"}`, tc.status)
			}))
			defer srv.Close()
			c, err := influx.New(influx.Options{URL: srv.URL, Org: "o", Bucket: "b", Token: "s3cret"})
			if err != nil {
				t.Fatal(err)
			}
			var e *influx.Error
			if err := c.Write(t.Context(), series.Points(point)); !errors.As(err, &e) {
				t.Fatalf("got %v, want an *influx.Error", err)
			}
			if e.Temporary() != tc.temporary || e.Oversize() != tc.oversize || e.Refused() != tc.refused {
				t.Errorf("%d: temporary %v, oversize %v, refused %v", tc.status, e.Temporary(), e.Oversize(), e.Refused())
			}
			if tc.status == 429 && e.RetryAfter() != 7*time.Second {
				t.Errorf("RetryAfter = %v, want 7s", e.RetryAfter())
			}
		})
	}
	t.Run("nobody there", func(t *testing.T) {
		c, err := influx.New(influx.Options{URL: "http://127.0.0.1:1", Bucket: "b"})
		if err != nil {
			t.Fatal(err)
		}
		var e *influx.Error
		if err := c.Write(t.Context(), series.Points(point)); !errors.As(err, &e) || !e.Temporary() {
			t.Errorf("got %v, want a temporary error", err)
		}
		if _, err := c.Targets(t.Context(), series.Filter{}); !errors.As(err, &e) || !e.Temporary() {
			t.Errorf("got %v, want a temporary error", err)
		}
	})
}
