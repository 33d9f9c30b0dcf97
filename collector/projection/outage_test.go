package projection_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil"

	"github.com/xhht/xhht/collector/projection"
	"github.com/xhht/xhht/internal/series"
)

// running starts Run inside a bubble of fake time and returns what stops it and waits for its end.
func running(t *testing.T, p *projection.Projection) (stop func()) {
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() { p.Run(ctx); close(done) }()
	return func() { cancel(); <-done }
}

// expected is what the same ledger gives in an undisturbed store.
func expected(t *testing.T, l *record) map[string]any {
	t.Helper()
	calm := &memory{}
	projected(t, &record{entries: l.entries, decisions: l.decisions}, calm)
	return calm.points
}

func sample(l *record) {
	l.accept("2024-12-05", skills(1, 2024, 20, 100), level(1, 2024, 3), skills(2, 2024, 50, 100), level(2, 2024, 1))
	l.accept("2024-12-11", skills(3, 2024, 70, 100), level(3, 2024, 3), women(skills(3, 2024, 40, 50)))
	l.decide(morning(12), extension("2024-12-15", 2024, 3), approval(3, 2024), done("own-plans", "2021-08-30"), recognised(2024, 3))
	l.accept("2024-12-20", skills(3, 2024, 71, 100))
}

func TestAnOutageIsWaitedOut(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, s, log, reg := &record{}, &memory{}, &bytes.Buffer{}, prometheus.NewPedanticRegistry()
		sample(l)
		p := start(t, l, s, func(o *projection.Options) {
			o.Log, o.Metrics = slog.New(slog.NewTextHandler(log, nil)), reg
		})
		began := time.Now()
		s.fail = func(int, []any) error {
			if time.Since(began) < time.Hour {
				return &answer{kind: "temporary"}
			}
			return nil
		}
		stop := running(t, p)
		time.Sleep(59 * time.Minute) // fake time: it passes at once
		synctest.Wait()
		if lag, err := p.Lag(t.Context()); err != nil || lag != 12 {
			t.Errorf("lag %d, %v; want all 8 entries and 4 decisions waiting", lag, err)
		}
		metric(t, reg, "xhht_projection_up", 0)
		metric(t, reg, "xhht_projection_lag_entries", 12)
		time.Sleep(2 * time.Minute)
		synctest.Wait()
		stop()
		if diff := cmp.Diff(expected(t, l), s.points); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		metric(t, reg, "xhht_projection_up", 1)
		metric(t, reg, "xhht_projection_lag_entries", 0)
		longest := time.Duration(0)
		for i := 1; i < len(s.requests); i++ {
			longest = max(longest, s.requests[i].Sub(s.requests[i-1]))
		}
		if n := len(s.requests); n > 400 || longest > 45*time.Second { // the library spreads its waits by half
			t.Errorf("%d requests in an hour's outage, the longest wait %s: too many or too far apart", n, longest)
		}
		if n := strings.Count(log.String(), "\n"); n != 2 {
			t.Errorf("the outage is %d lines in the log, want its begin and its end:\n%s", n, log)
		}
	})
}

func TestTheStoreSaysHowLongToWait(t *testing.T) {
	for name, c := range map[string]struct {
		answer answer
		want   time.Duration
	}{
		"its own wish":        {answer{kind: "temporary", after: 7 * time.Second}, 7 * time.Second},
		"but not for an hour": {answer{kind: "temporary", after: time.Hour}, 30 * time.Second},
		"nobody is let in":    {answer{kind: "denied"}, 30 * time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				l, s := &record{}, &memory{}
				sample(l)
				s.fail = func(request int, _ []any) error {
					if request == 1 {
						return &c.answer
					}
					return nil
				}
				projected(t, l, s)
				if got := s.requests[1].Sub(s.requests[0]); got != c.want {
					t.Errorf("tried again after %s, want %s", got, c.want)
				}
				if diff := cmp.Diff(expected(t, l), s.points); diff != "" {
					t.Errorf("(-want +got):\n%s", diff)
				}
			})
		})
	}
}

func TestAPoisonPointIsIsolatedAndKept(t *testing.T) {
	l, s := &record{}, &memory{}
	sample(l)
	s.fail = func(_ int, points []any) error {
		for _, pt := range points {
			if o, ok := pt.(series.Observation); ok && o.Area == "d:2@0" && o.Indicator == "level" {
				return &answer{kind: "refused"}
			}
		}
		return nil
	}
	reg := prometheus.NewPedanticRegistry()
	p := projected(t, l, s, func(o *projection.Options) { o.Metrics = reg })
	all := expected(t, l)
	delete(all, "observation level d:2@0 all reported 2024")
	if diff := cmp.Diff(all, s.points); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if len(l.held) != 1 || !strings.HasPrefix(l.held[0], "observation {") || !strings.Contains(l.held[0], `"d:2@0"`) {
		t.Errorf("quarantine holds %q, want the one point", l.held)
	}
	if lag, err := p.Lag(t.Context()); err != nil || lag != 0 {
		t.Errorf("lag %d, %v: the rest must not wait for the bad point", lag, err)
	}
	metric(t, reg, "xhht_projection_quarantined_points", 1)
	metric(t, reg, "xhht_projection_up", 1)
	if err := p.Replay(t.Context()); err != nil || len(l.held) != 1 {
		t.Errorf("after a replay (%v) quarantine holds %d, want the same point once", err, len(l.held))
	}
}

func TestARequestThatIsTooLargeIsHalved(t *testing.T) {
	l, s := &record{}, &memory{}
	sample(l)
	s.fail = func(_ int, points []any) error {
		if len(points) > 2 {
			return &answer{kind: "oversize"}
		}
		return nil
	}
	projected(t, l, s)
	if diff := cmp.Diff(expected(t, l), s.points); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if len(l.held) != 0 {
		t.Errorf("quarantine holds %q", l.held)
	}
}

func TestACrashBetweenWritingAndRememberingIsHarmless(t *testing.T) {
	l, s := &record{}, &memory{}
	sample(l)
	cuts := 2
	l.refuse = func(cursor string, seq int64) error {
		if cursor == "projection" && seq > 0 && cuts > 0 {
			cuts--
			return errPowerCut
		}
		return nil
	}
	for range 2 { // a program that starts again each time
		if err := projection.CatchUp(start(t, l, s), t.Context()); !errors.Is(err, errPowerCut) {
			t.Fatalf("got %v, want the power cut", err)
		}
	}
	projected(t, l, s)
	if diff := cmp.Diff(expected(t, l), s.points); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestRunOutlivesALedgerThatFails(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, s := &record{}, &memory{}
		sample(l)
		failures := 3
		l.refuse = func(string, int64) error {
			if failures--; failures >= 0 {
				return errPowerCut
			}
			return nil
		}
		stop := running(t, start(t, l, s))
		time.Sleep(time.Minute)
		synctest.Wait()
		stop()
		if diff := cmp.Diff(expected(t, l), s.points); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	})
}

func TestRunWakes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, s := &record{}, &memory{}
		p := start(t, l, s, func(o *projection.Options) { o.Every = time.Hour })
		stop := running(t, p)
		synctest.Wait()
		sample(l)
		p.Wake()
		p.Wake()
		synctest.Wait()
		if lag, err := p.Lag(t.Context()); err != nil || lag != 0 {
			t.Errorf("lag %d, %v after the call", lag, err)
		}
		l.accept("2025-12-05", skills(1, 2025, 1, 2)) // and nobody calls
		time.Sleep(time.Hour)
		synctest.Wait()
		if lag, err := p.Lag(t.Context()); err != nil || lag != 0 {
			t.Errorf("lag %d, %v after the timer", lag, err)
		}
		stop()
	})
}

func TestMetricsAreWellFormed(t *testing.T) {
	reg := prometheus.NewPedanticRegistry()
	l, s := &record{}, &memory{}
	sample(l)
	projected(t, l, s, func(o *projection.Options) { o.Metrics = reg })
	problems, err := testutil.GatherAndLint(reg)
	if err != nil || len(problems) > 0 {
		t.Errorf("%v, %v", problems, err)
	}
}

// metric compares one metric without labels.
func metric(t *testing.T, reg *prometheus.Registry, name string, want float64) {
	t.Helper()
	families, err := reg.Gather()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range families {
		if f.GetName() == name {
			m := f.GetMetric()[0]
			if got := m.GetGauge().GetValue() + m.GetCounter().GetValue(); got != want {
				t.Errorf("%s is %g, want %g", name, got, want)
			}
			return
		}
	}
	t.Errorf("there is no metric %s", name)
}

// An alert on increase() sees the first point of a measurement only if its counter was there before, at zero.
func TestEveryMeasurementIsCountedFromZero(t *testing.T) {
	reg := prometheus.NewPedanticRegistry()
	start(t, &record{}, &memory{}, func(o *projection.Options) { o.Metrics = reg })
	families, err := reg.Gather()
	if err != nil {
		t.Fatal(err)
	}
	counted := map[string]float64{}
	for _, f := range families {
		if f.GetName() == "xhht_projection_points_total" {
			for _, m := range f.GetMetric() {
				counted[m.GetLabel()[0].GetValue()] = m.GetCounter().GetValue()
			}
		}
	}
	want := map[string]float64{}
	for _, m := range series.Measurements() {
		want[m.String()] = 0
	}
	if diff := cmp.Diff(want, counted); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
