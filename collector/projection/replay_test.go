package projection_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/xhht/xhht/collector/projection"
	"github.com/xhht/xhht/internal/decision"
	"github.com/xhht/xhht/internal/report"
	"github.com/xhht/xhht/internal/scorecard"
	"github.com/xhht/xhht/internal/series"
)

// Random reports in random order, corrections and back-filled years included, projected bit by bit in batches of random
// size by programs that stop and start, give the store that a replay gives.
func TestReplayGivesWhatTheStoreAlreadyHolds(t *testing.T) {
	for seed := range uint64(40) {
		rnd := rand.New(rand.NewPCG(seed, 1))
		l, s := &record{}, &memory{}
		batches := func(o *projection.Options) { o.Entries = 1 + rnd.IntN(7) }
		p := start(t, l, s, batches)
		for range 40 {
			l.accept([]string{"2021-12-05", "2023-12-05", "2024-12-20"}[rnd.IntN(3)], anyEntries(rnd)...)
			if rnd.IntN(3) == 0 {
				l.withdraw("2024-12-21", l.entries[rnd.IntN(len(l.entries))].Key())
			}
			if rnd.IntN(3) == 0 {
				l.decide(morning(1+rnd.IntN(25)), anyDecision(rnd))
			}
			if rnd.IntN(4) == 0 {
				p = start(t, l, s, batches)
			}
			if rnd.IntN(3) > 0 {
				if err := projection.CatchUp(p, t.Context()); err != nil {
					t.Fatal(err)
				}
			}
		}
		if err := projection.CatchUp(p, t.Context()); err != nil {
			t.Fatal(err)
		}
		incremental := maps.Clone(s.points)
		if err := p.Replay(t.Context()); err != nil {
			t.Fatal(err)
		}
		// A baseline that moved to an earlier year while no program ran leaves its former point behind, which readers pass over;
		// nothing else may.
		if diff := cmp.Diff(readBaselines(t, s.points), readBaselines(t, incremental)); diff != "" {
			t.Fatalf("seed %d: baselines as readers see them (-replayed +incremental):\n%s", seed, diff)
		}
		maps.DeleteFunc(incremental, func(key string, _ any) bool {
			_, replayed := s.points[key]
			return !replayed && strings.HasPrefix(key, "baseline skills ")
		})
		if diff := cmp.Diff(s.points, incremental); diff != "" {
			t.Fatalf("seed %d (-replayed +incremental):\n%s", seed, diff)
		}
	}
}

func anyEntries(rnd *rand.Rand) []report.Entry {
	var out []report.Entry
	for range 1 + rnd.IntN(3) {
		unit, year := 1+rnd.IntN(3), 2020+rnd.IntN(6)
		den := float64(1 + rnd.IntN(500))
		e := skills(unit, year, float64(rnd.IntN(int(den)+1)), den)
		switch rnd.IntN(4) {
		case 0:
			e = level(unit, year, float64(rnd.IntN(4)))
		case 1:
			e = women(e)
		case 2:
			switch rnd.IntN(6) {
			case 0:
				e.Numerator, e.Denominator, e.Nobody = new(0.0), new(0.0), true
			case 1:
				e.Numerator, e.Denominator, e.Unverified = nil, nil, new(50.0)
			}
		}
		if !slices.ContainsFunc(out, func(o report.Entry) bool { return o.Key() == e.Key() }) {
			out = append(out, e)
		}
	}
	return out
}

func anyDecision(rnd *rand.Rand) decision.Decision {
	unit, year := 1+rnd.IntN(3), 2021+rnd.IntN(4)
	switch rnd.IntN(7) {
	case 0, 1:
		return extension(fmt.Sprintf("%d-12-%d", year, 15+rnd.IntN(15)), year, []int{unit, 3}[:rnd.IntN(3)]...) // nobody named: all
	case 2:
		return extension("", year, unit)
	case 3, 4:
		return approval(unit, year)
	case 5:
		return withdrawn(approval(unit, year))
	}
	return done("own-plans", []string{"", "2021-08-30", "2021-09-02"}[rnd.IntN(3)])
}

func readBaselines(t *testing.T, points map[string]any) any {
	t.Helper()
	var targets []series.TargetPoint
	for _, pt := range points {
		if tp, ok := pt.(series.TargetPoint); ok {
			targets = append(targets, tp)
		}
	}
	return scorecard.Baselines(world(t).Plans[0], targets)
}

func TestReplayWritesTheSameTwice(t *testing.T) {
	l, s := &record{}, &memory{}
	sample(l)
	p := projected(t, l, s)
	before := maps.Clone(s.points)
	s.points["observation of nobody knows what"] = nil
	if err := p.Replay(t.Context()); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(before, s.points); diff != "" || s.wipes != 1 {
		t.Errorf("wiped %d times (-before +after):\n%s", s.wipes, diff)
	}
}

func TestChangedPlanFilesRebuildTheStore(t *testing.T) {
	l, s := &record{}, &memory{}
	sample(l)
	projected(t, l, s)
	projected(t, l, s)
	if s.wipes != 0 {
		t.Fatalf("a first start or a restart wiped the store %d times", s.wipes)
	}
	later := func(o *projection.Options) { // the first milestone is put off by a year
		m := o.Registry.Plans[0].Targets[0].Milestones
		m[0].By = m[0].By.AddDays(365)
	}
	projected(t, l, s, later)
	if s.wipes != 1 {
		t.Errorf("wiped %d times, want once", s.wipes)
	}
	wantNone(t, s, "milestone skills d:1@0 2025")
	fresh := &memory{}
	projected(t, &record{entries: l.entries, decisions: l.decisions}, fresh, later)
	if diff := cmp.Diff(fresh.points, s.points); diff != "" {
		t.Errorf("(-fresh +rebuilt):\n%s", diff)
	}
}

func TestARebuildThatWasCutShortStartsOver(t *testing.T) {
	l, s := &record{}, &memory{}
	sample(l)
	p := projected(t, l, s)
	cut := true
	l.refuse = func(cursor string, _ int64) error {
		if cut && cursor == "projection-generation" && s.wipes == 1 {
			cut = false
			return errPowerCut
		}
		return nil
	}
	if err := p.Replay(t.Context()); !errors.Is(err, errPowerCut) {
		t.Fatalf("got %v, want the power cut", err)
	}
	s.points = map[string]any{} // whatever the store lost with it
	projected(t, l, s)
	if diff := cmp.Diff(expected(t, l), s.points); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestReplayTakesItsTurn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, s := &record{}, &memory{}
		sample(l)
		p := start(t, l, s)
		began := time.Now()
		s.fail = func(int, []any) error {
			if time.Since(began) < time.Minute {
				return &answer{kind: "temporary"}
			}
			return nil
		}
		stop := running(t, p)
		synctest.Wait()
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if err := p.Replay(ctx); !errors.Is(err, context.Canceled) {
			t.Errorf("a replay that nobody waits for any more ended with %v", err)
		}
		done := make(chan error)
		go func() { done <- p.Replay(t.Context()) }()
		if err := <-done; err != nil {
			t.Error(err)
		}
		stop()
		if diff := cmp.Diff(expected(t, l), s.points); diff != "" || s.wipes != 1 {
			t.Errorf("wiped %d times (-want +got):\n%s", s.wipes, diff)
		}
	})
}

func TestAReplayByAnotherProgramIsRespected(t *testing.T) {
	l, s := &record{}, &memory{}
	sample(l)
	p := projected(t, l, s)
	l.accept("2025-12-05", skills(1, 2025, 1, 2))
	s.fail = func(_ int, points []any) error {
		if _, ok := points[0].(series.Observation); ok && len(points) == 2 { // our batch is in flight
			s.points, l.cursors["projection"] = map[string]any{}, 0
		}
		return nil
	}
	if err := projection.CatchUp(p, t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, ok := s.points["observation skills d:1@0 all reported 2024"]; !ok {
		t.Error("the batch in flight moved the cursor past what the other program had emptied")
	}
}
