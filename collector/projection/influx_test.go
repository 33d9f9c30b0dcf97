package projection_test

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/prometheus/client_golang/prometheus"

	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/collector/projection"
	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/decision"
	"github.com/xhht/xhht/internal/influx"
	"github.com/xhht/xhht/internal/influxtest"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/report"
	"github.com/xhht/xhht/internal/series"
)

const years = 10

// many is the plan with many districts instead of three.
func many(t *testing.T) plan.Registry {
	t.Helper()
	reg := world(t)
	areas := []area.Area{{UID: province, Code: "86", Name: "Vĩnh Long", Level: area.Province}}
	pl := &reg.Plans[0]
	pl.Units = nil
	for i := range manyUnits {
		uid := fmt.Sprintf("d:%d@0", i+1)
		areas = append(areas, area.Area{UID: uid, Code: fmt.Sprint(i + 100), Name: uid, Level: area.District, Parent: province})
		pl.Units = append(pl.Units, uid)
	}
	tree, err := area.NewTree(areas)
	if err != nil {
		t.Fatal(err)
	}
	reg.Areas = tree
	return reg
}

// The store is killed under a load of reports, ten thousand of them, and comes back: nothing that was accepted is missing, and a
// replay gives the same points.
func TestAKilledStoreMissesNothing(t *testing.T) {
	server := influxtest.StartOwn(t)
	store, err := influx.New(influx.Options{URL: server.URL, Org: server.Org, Bucket: server.Bucket, Token: server.Token})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(store.Close)
	record, err := ledger.Open(t.Context(), filepath.Join(t.TempDir(), "ledger.db"), func() time.Time { return time.Date(2031, 1, 1, 0, 0, 0, 0, time.UTC) })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := record.Close(); err != nil {
			t.Error(err)
		}
	})
	reg := prometheus.NewRegistry()
	p, err := projection.New(projection.Options{Registry: many(t), Ledger: record, Store: store, Metrics: reg, Entries: 2000, Every: 100 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	stopped := make(chan struct{})
	go func() { p.Run(ctx); close(stopped) }()

	accepted := make(chan error, 1)
	go func() { accepted <- load(t.Context(), record, p) }()
	await(t, "the first points are stored", func() bool { return value(t, reg, "xhht_projection_points_total") > 3*manyUnits*years })
	server.Kill()
	if err := <-accepted; err != nil {
		t.Fatal(err)
	}
	await(t, "the outage is seen", func() bool { return value(t, reg, "xhht_projection_up") == 0 })
	if lag, err := p.Lag(ctx); err != nil || lag == 0 {
		t.Fatalf("lag %d, %v: the store was killed after the load, not under it", lag, err)
	}
	server.Restart()
	back := time.Now()
	await(t, "the projection has caught up", func() bool { lag, err := p.Lag(ctx); return err == nil && lag == 0 })
	t.Logf("caught up %s after the store came back", time.Since(back).Round(time.Millisecond))

	last, err := record.LastSeq(ctx)
	if err != nil || last != 2*manyUnits*years+corrected {
		t.Fatalf("%d entries were accepted, %v", last, err)
	}
	incremental := dump(t, store)
	if got := incremental.reported(); int64(got) != last-corrected {
		t.Errorf("%d observations for %d accepted cells", got, last-corrected)
	}
	if got := len(all[series.Revision](incremental)); got != corrected {
		t.Errorf("%d corrections, want %d", got, corrected)
	}
	incremental.checkDecisions(t)
	if got := incremental.complete(); got != manyUnits*years {
		t.Errorf("%d complete reports, want %d", got, manyUnits*years)
	}
	if got := value(t, reg, "xhht_projection_quarantined_points"); got != 0 {
		t.Errorf("%g points in quarantine", got)
	}
	began := time.Now()
	if err := p.Replay(ctx); err != nil {
		t.Fatal(err)
	}
	t.Logf("replayed %d entries in %s", last, time.Since(began).Round(time.Millisecond))
	if diff := cmp.Diff(incremental, dump(t, store)); diff != "" {
		t.Errorf("(-incremental +replayed):\n%s", diff)
	}
	cancel()
	<-stopped
}

// load accepts the reports, in transactions of five hundred as an import would.
func load(ctx context.Context, record *ledger.Ledger, p *projection.Projection) error {
	var subs []ledger.Submission
	for year := 2021; year < 2021+years; year++ {
		for unit := range manyUnits {
			due := period.DateOf(year, 12, 5+unit%10)
			subs = append(subs, ledger.Submission{Plan: "p", Reporter: "test", Source: ledger.SourceImport, ReceivedOn: due, Entries: []report.Entry{
				skills(unit+1, year, float64(unit%90), 100), level(unit+1, year, float64(unit%4)),
			}})
		}
	}
	for chunk := range slices.Chunk(subs, 500) {
		if _, err := record.AcceptAll(ctx, chunk); err != nil {
			return err
		}
		p.Wake()
	}
	return decideAndCorrect(ctx, record, p)
}

// corrected cells follow the load, approved before.
const corrected = 40

func decideAndCorrect(ctx context.Context, record *ledger.Ledger, p *projection.Projection) error {
	list := []decision.Decision{extension("2024-12-12", 2024), noReporter(2023, 2024, 2), done("own-plans", "2021-08-30")}
	var fixed []report.Entry
	for unit := 1; unit <= corrected; unit++ {
		list = append(list, approval(unit, 2024))
		fixed = append(fixed, skills(unit, 2024, 95, 100))
	}
	if _, err := record.Decide(ctx, ledger.Who{Name: "test"}, list); err != nil {
		return err
	}
	p.Wake()
	_, err := record.Accept(ctx, ledger.Submission{Plan: "p", Reporter: "test", Source: ledger.SourceImport, Note: "tính lại", Entries: fixed})
	p.Wake()
	return err
}

func (s stored) checkDecisions(t *testing.T) {
	t.Helper()
	extended, approved, done := 0, 0, 0
	for _, r := range all[series.Report](s) {
		if !r.Extended.IsZero() {
			extended++
		}
	}
	for _, o := range all[series.Observation](s) {
		if o.ApprovedRevision == 1 && o.Approved != nil && (o.Revision == 1) == (*o.Approved == *o.Value) {
			approved++
		}
	}
	for _, d := range all[series.Deliverable](s) {
		if !d.Done.IsZero() {
			done++
		}
	}
	if extended != manyUnits || approved != 2*corrected || done != 1 || len(all[series.Deliverable](s)) != 3 {
		t.Errorf("%d reports extended, %d cells approved, %d of %d deliverables done; want %d, %d, 1 of 3", extended, approved, done, len(all[series.Deliverable](s)), manyUnits, 2*corrected)
	}
}

// stored is everything a store holds, in order.
type stored map[series.Measurement][]series.Point

func dump(t *testing.T, c *influx.Client) stored {
	t.Helper()
	s := stored{}
	for _, m := range series.Measurements() {
		list, err := c.Points(t.Context(), m)
		if err != nil {
			t.Fatal(err)
		}
		s[m] = list
	}
	return s
}

// all are the points of one kind.
func all[T series.Point](s stored) []T {
	var kind T
	out := make([]T, len(s[kind.Measurement()]))
	for i, p := range s[kind.Measurement()] {
		out[i], _ = p.(T)
	}
	return out
}

// reported counts the observations that units themselves reported.
func (s stored) reported() (n int) {
	for _, o := range all[series.Observation](s) {
		if o.Basis == series.Reported {
			n++
		}
	}
	return n
}

func (s stored) complete() (n int) {
	for _, r := range all[series.Report](s) {
		if !r.Received.IsZero() {
			n++
		}
	}
	return n
}

// await polls until the condition holds; it gives up after a time that only a hanging program takes.
func await(t *testing.T, what string, holds func() bool) {
	t.Helper()
	tick, limit := time.NewTicker(10*time.Millisecond), time.After(2*time.Minute)
	defer tick.Stop()
	for !holds() {
		select {
		case <-tick.C:
		case <-limit:
			t.Fatalf("gave up waiting until %s", what)
		}
	}
}

// value sums a metric over its labels.
func value(t *testing.T, reg *prometheus.Registry, name string) (sum float64) {
	t.Helper()
	families, err := reg.Gather()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range families {
		if f.GetName() == name {
			for _, m := range f.GetMetric() {
				sum += m.GetGauge().GetValue() + m.GetCounter().GetValue()
			}
		}
	}
	return sum
}
