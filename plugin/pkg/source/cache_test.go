package source_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/xhht/xhht/internal/series"
	"github.com/xhht/xhht/plugin/pkg/source"
)

const summaryQuery = `{"schemaVersion":1,"kind":"summary","plan":"vinh-long"}`

// The clock of a bubble stands still until everybody waits, so nothing here takes time.
func TestNothingIsServedBeyondItsTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := filled()
		src := over(s)
		reads := func(after time.Duration) int32 {
			time.Sleep(after)
			before := s.reads.Load()
			if resp := ask(t, src, summaryQuery, decade); resp.Error != nil {
				t.Fatal(resp.Error)
			}
			return s.reads.Load() - before
		}
		if got := reads(0); got != 4 {
			t.Errorf("the first look made %d reads", got)
		}
		if got := reads(source.TTL - time.Millisecond); got != 0 {
			t.Errorf("a look within the time made %d reads", got)
		}
		// Catalogue: only its stamp is read again.
		if got := reads(2 * time.Millisecond); got != 4 {
			t.Errorf("a look after the time made %d reads", got)
		}
		if got := s.documents.Load(); got != 1 {
			t.Errorf("the plans were read %d times, and have not changed", got)
		}
		s.cat.Generation = "g2"
		if reads(source.TTL); s.documents.Load() != 2 {
			t.Error("plans of another generation were not read")
		}
	})
}

// A value is as old as the beginning of its read: a slow answer is not kept longer for having been slow.
func TestASlowAnswerIsOldWhenItComes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &late{store: filled(), by: source.TTL - time.Millisecond}
		src := sourceOver(s)
		ask(t, src, summaryQuery, decade)
		before := s.reads.Load()
		time.Sleep(2 * time.Millisecond)
		if ask(t, src, summaryQuery, decade); s.reads.Load() == before {
			t.Error("an answer was served that had begun before the limit")
		}
	})
}

type late struct {
	*store
	by time.Duration
}

func (l *late) Observations(ctx context.Context, f series.Filter) ([]series.Observation, error) {
	time.Sleep(l.by)
	return l.store.Observations(ctx, f)
}

// A hundred people before one wall cost one read, and the first one's leaving costs the others nothing.
func TestOneReadServesEverybody(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &late{store: filled(), by: time.Second}
		src := sourceOver(s)
		first, leave := context.WithCancel(t.Context())
		query := &backend.QueryDataRequest{Queries: []backend.DataQuery{{RefID: "A", JSON: []byte(summaryQuery), TimeRange: decade}}}
		var group sync.WaitGroup
		group.Go(func() {
			resp, _ := src.QueryData(first, query)
			if !errors.Is(first.Err(), context.Canceled) || resp.Responses["A"].Error == nil {
				t.Errorf("who left got %+v", resp.Responses["A"])
			}
		})
		synctest.Wait()
		for range 99 {
			group.Go(func() {
				resp, _ := src.QueryData(t.Context(), query)
				if err := resp.Responses["A"].Error; err != nil {
					t.Errorf("who stayed got %v", err)
				}
			})
		}
		synctest.Wait()
		leave()
		group.Wait()
		if got := s.reads.Load(); got != 4 {
			t.Errorf("a hundred looks made %d reads, want 4", got)
		}
	})
}

// Panels that ask the same in other words, or at moments of one refresh, share; those that ask something else do not.
func TestWhatIsTheSameQuestion(t *testing.T) {
	s := filled()
	src := over(s)
	look := func(q string, tr backend.TimeRange) (int32, *data.Field) {
		before := s.reads.Load()
		resp := ask(t, src, q, tr)
		if resp.Error != nil {
			t.Fatal(resp.Error)
		}
		return s.reads.Load() - before, resp.Frames[0].Fields[0]
	}
	upToNow := backend.TimeRange{From: decade.From, To: asOf}
	_, first := look(summaryQuery, upToNow)
	moved := backend.TimeRange{From: decade.From.Add(time.Second), To: asOf.Add(time.Second)}
	for name, tc := range map[string]struct {
		query string
		tr    backend.TimeRange
		more  bool
	}{
		"other spaces and defaults": {`{ "plan": "vinh-long", "kind": "summary", "schemaVersion": 1, "method": "milestone_linear", "refId": "Z" }`, upToNow, false},
		"a second later":            {summaryQuery, moved, false},
		"other indicators":          {fmt.Sprintf(`{"schemaVersion":1,"kind":"summary","plan":"vinh-long","indicators":[%q]}`, skills), upToNow, true},
		"a second before midnight":  {summaryQuery, backend.TimeRange{From: decade.From, To: end(2022).Add(-time.Second)}, true},
		"another year":              {summaryQuery, backend.TimeRange{From: decade.From, To: end(2022)}, true},
	} {
		got, field := look(tc.query, tc.tr)
		if got > 0 != tc.more || (field != first) != tc.more {
			t.Errorf("%s: %d reads, the same answer: %v", name, got, field == first)
		}
	}
}

// Answers are shared, so whoever sends one must not write into it.
func TestSharedAnswersKeepTheirOwnNames(t *testing.T) {
	src := over(filled())
	req := &backend.QueryDataRequest{}
	for _, ref := range []string{"A", "B", "C"} {
		req.Queries = append(req.Queries, backend.DataQuery{RefID: ref, JSON: []byte(summaryQuery), TimeRange: decade})
	}
	resp, err := src.QueryData(t.Context(), req)
	if err != nil {
		t.Fatal(err)
	}
	for ref, r := range resp.Responses {
		if r.Error != nil || r.Frames[0].RefID != ref {
			t.Errorf("%s: got %+v", ref, r)
		}
	}
}
