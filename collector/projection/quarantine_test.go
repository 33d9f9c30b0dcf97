package projection_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/prometheus/client_golang/prometheus"

	"github.com/xhht/xhht/collector/projection"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/series"
)

// refusing answers that a point cannot be stored, for those it is told to.
func refusing(s *memory, bad func(point any) bool) {
	s.fail = func(_ int, points []any) error {
		if slices.ContainsFunc(points, bad) {
			return &answer{kind: "refused"}
		}
		return nil
	}
}

func retry(t *testing.T, p *projection.Projection, l *record, want int) {
	t.Helper()
	if n, err := projection.AskRetry(t.Context(), l); err != nil || n != want {
		t.Fatalf("asked for %d points, %v; want %d", n, err, want)
	}
	if err := projection.CatchUp(p, t.Context()); err != nil {
		t.Fatal(err)
	}
}

func TestARetryWritesWhatIsTakenNowAndNothingElse(t *testing.T) {
	tests := map[string]func(any) bool{
		"reported": func(pt any) bool { o, ok := pt.(series.Observation); return ok && o.Basis == series.Reported },
		"derived":  func(pt any) bool { o, ok := pt.(series.Observation); return ok && o.Basis == series.Derived },
	}
	for _, m := range series.Measurements() {
		if m != series.Levels { // which need a law: see below
			tests[m.String()] = func(pt any) bool { p, ok := pt.(series.Point); return ok && p.Measurement() == m }
		}
	}
	for name, bad := range tests {
		t.Run(name, func(t *testing.T) {
			l, s, reg := &record{}, &memory{}, prometheus.NewPedanticRegistry()
			sample(l)
			refusing(s, bad)
			p := projected(t, l, s, func(o *projection.Options) { o.Metrics = reg })
			held, requests := len(l.held), len(s.requests)
			if held == 0 || cmp.Equal(expected(t, l), s.points) {
				t.Fatalf("%d points in quarantine: the test refuses nothing", held)
			}
			if err := projection.CatchUp(p, t.Context()); err != nil || len(s.requests) != requests {
				t.Fatalf("%v, %d requests: nobody asked for a retry", err, len(s.requests)-requests)
			}
			s.fail, s.sizes = nil, nil
			retry(t, p, l, held)
			if diff := cmp.Diff(expected(t, l), s.points); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			metric(t, reg, "xhht_projection_quarantined_points", 0)
			for _, size := range s.sizes {
				if size > held {
					t.Errorf("a request of %d points, where %d were in quarantine", size, held)
				}
			}
			if s.wipes != 0 {
				t.Error("the store was emptied")
			}
		})
	}
}

func TestARetryWritesLevels(t *testing.T) {
	l, s, calm := &record{}, &memory{}, &memory{}
	l.accept("2024-10-01", slices.Concat(literate("c:1", 2024, 950, 900), literate("c:2", 2024, 950, 900), literate("c:3", 2024, 950, 900))...)
	projected(t, &record{entries: l.entries}, calm, ofDuty(t))
	refusing(s, func(pt any) bool {
		v, ok := pt.(series.LevelStanding)
		return ok && v.Area == "d:1" && v.Programme == "literacy" && v.At.Year() == 2024
	})
	p := projected(t, l, s, ofDuty(t))
	held := len(l.held) // silent, and with reports
	s.fail = nil
	retry(t, p, l, held)
	if diff := cmp.Diff(calm.points, s.points); diff != "" || held != 2 || len(l.held) != 0 {
		t.Errorf("%d points were and %d are in quarantine (-want +got):\n%s", held, len(l.held), diff)
	}
}

func TestWhatIsRefusedAgainStays(t *testing.T) {
	l, s := &record{}, &memory{}
	sample(l)
	of := func(units ...string) func(any) bool {
		return func(pt any) bool {
			o, ok := pt.(series.Observation)
			return ok && o.Indicator == "level" && slices.Contains(units, o.Area)
		}
	}
	refusing(s, of("d:1@0", "d:2@0"))
	projected(t, l, s)
	refusing(s, of("d:2@0"))
	p := projected(t, l, s) // another process, which has quarantined nothing itself
	retry(t, p, l, 2)
	if len(l.held) != 1 || !strings.Contains(l.held[0], `"d:2@0"`) {
		t.Errorf("quarantine holds %q, want the one point", l.held)
	}
	requests := len(s.requests)
	if err := projection.CatchUp(p, t.Context()); err != nil || len(s.requests) != requests {
		t.Errorf("%v, %d requests: a retry is done once", err, len(s.requests)-requests)
	}
}

func TestARetryWritesTheCorrectionAndNotTheOldNumber(t *testing.T) {
	l, s := &record{}, &memory{}
	sample(l)
	refusing(s, func(pt any) bool {
		o, ok := pt.(series.Observation)
		return ok && o.Indicator == "level" && o.Area == "d:2@0" && *o.Value == 1
	})
	p := projected(t, l, s)
	l.accept("2024-12-22", level(2, 2024, 2))
	if err := projection.CatchUp(p, t.Context()); err != nil {
		t.Fatal(err)
	}
	s.fail = nil
	retry(t, p, l, 1)
	if diff := cmp.Diff(expected(t, l), s.points); diff != "" || len(l.held) != 0 {
		t.Errorf("quarantine holds %q (-want +got):\n%s", l.held, diff)
	}
}

func TestPlanFilesThatKnowTheUnitEmptyTheQuarantine(t *testing.T) {
	l, s := &record{}, &memory{}
	sample(l)
	whole := world(t)
	p := projected(t, l, s, func(o *projection.Options) { o.Registry = without(o.Registry, "level") })
	if len(l.held) == 0 {
		t.Fatal("nothing is in quarantine")
	}
	retry(t, p, l, len(l.held))
	if len(l.held) == 0 {
		t.Fatal("the plan files do not know the indicator yet")
	}
	projected(t, l, s, func(o *projection.Options) { o.Registry = whole })
	if diff := cmp.Diff(expected(t, l), s.points); diff != "" || len(l.held) != 0 {
		t.Errorf("quarantine holds %q (-want +got):\n%s", l.held, diff)
	}
}

// without is a registry in which an indicator was forgotten.
func without(reg plan.Registry, indicator string) plan.Registry {
	out := reg
	out.Indicators = map[string]catalogue.Indicator{}
	for id, ind := range reg.Indicators {
		if id != indicator && ind.Of != indicator {
			out.Indicators[id] = ind
		}
	}
	return out
}

func TestAPointOfAnotherReleaseWaitsForAReplay(t *testing.T) {
	l, s := &record{}, &memory{}
	sample(l)
	p := projected(t, l, s)
	if err := l.Quarantine(context.Background(), `observation {"Area":"d:1@0","Weight":1}`, "old"); err != nil {
		t.Fatal(err)
	}
	retry(t, p, l, 1)
	if len(l.held) != 1 {
		t.Error("a point that cannot be read was taken for written")
	}
	if err := p.Replay(t.Context()); err != nil || len(l.held) != 0 {
		t.Errorf("after a replay (%v) quarantine holds %q", err, l.held)
	}
}
