package projection_test

import (
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/collector/projection"
	"github.com/xhht/xhht/internal/influx"
	"github.com/xhht/xhht/internal/influxtest"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/report"
)

func TestAStoreThatWasLostIsRebuiltAtTheStart(t *testing.T) {
	for name, lose := range map[string]func(*memory){
		"emptied":                   func(s *memory) { s.points = nil },
		"another's":                 func(s *memory) { s.points = map[string]any{"catalogue": "0011223344556677", "stray": 1} },
		"without its catalogue yet": func(s *memory) { delete(s.points, "catalogue") },
	} {
		t.Run(name, func(t *testing.T) {
			l, s := &record{}, &memory{}
			sample(l)
			projected(t, l, s)
			lose(s)
			projected(t, l, s)
			if diff := cmp.Diff(expected(t, l), s.points); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
	l, s := &record{}, &memory{}
	sample(l)
	projected(t, l, s)
	projected(t, l, s)
	if s.wipes != 0 {
		t.Errorf("a store that holds everything was emptied %d times", s.wipes)
	}
}

func TestAStoreThatIsLostMeanwhileIsRebuilt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, s := &record{}, &memory{}
		sample(l)
		p := start(t, l, s)
		// The same projection goes on; it only rests while the test changes the store under it.
		runFor := func(d time.Duration) {
			stop := running(t, p)
			time.Sleep(d)
			stop()
		}
		runFor(30 * time.Second)
		s.points = nil
		outage := time.Now().Add(time.Hour)
		s.asked = func() error {
			if time.Now().Before(outage) {
				return &answer{kind: "temporary"}
			}
			return nil
		}
		runFor(2 * time.Hour)
		if diff := cmp.Diff(expected(t, l), s.points); diff != "" || s.wipes != 1 {
			t.Errorf("emptied %d times, want once (-want +got):\n%s", s.wipes, diff)
		}
		if s.points == nil {
			t.Fatalf("the store stayed empty for %s after its outage: nobody noticed that it was lost", time.Since(outage))
		}
		s.points["catalogue"] = "0011223344556677" // another collector, misconfigured: the two must not fight
		runFor(time.Hour)
		if s.wipes != 1 {
			t.Errorf("emptied %d times, want once", s.wipes)
		}
	})
}

func TestALostInfluxDBIsRebuilt(t *testing.T) {
	server := influxtest.Start(t)
	store, err := influx.New(influx.Options{URL: server.URL, Org: server.Org, Bucket: server.Bucket, Token: server.Token})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(store.Close)
	book, err := ledger.Open(t.Context(), filepath.Join(t.TempDir(), "ledger.db"), func() time.Time { return time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC) })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := book.Close(); err != nil {
			t.Error(err)
		}
	})
	_, err = book.Accept(t.Context(), ledger.Submission{Plan: "p", Reporter: "test", Source: ledger.SourceAPI, ReceivedOn: period.DateOf(2024, 12, 5),
		Entries: []report.Entry{skills(1, 2024, 20, 100), level(1, 2024, 3), skills(2, 2024, 50, 100)}})
	if err != nil {
		t.Fatal(err)
	}
	project := func() stored {
		p, err := projection.New(projection.Options{Registry: world(t), Ledger: book, Store: store})
		if err != nil {
			t.Fatal(err)
		}
		if err := projection.CatchUp(p, t.Context()); err != nil {
			t.Fatal(err)
		}
		return dump(t, store)
	}
	before := project()
	if before.reported() != 3 {
		t.Fatalf("%d observations", before.reported())
	}
	if err := store.Wipe(t.Context()); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(before, project()); diff != "" {
		t.Errorf("(-before +after):\n%s", diff)
	}
	if _, err := store.Catalogue(t.Context()); err != nil {
		t.Error(err)
	}
}

// Whoever asks whether the projection is ready learns at once that the store was emptied, and sets off that it is written again.
func TestAnEmptiedStoreIsSeenAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, s := &record{}, &memory{}
		p := start(t, l, s)
		if emptied, err := p.Emptied(t.Context()); emptied || err != nil {
			t.Errorf("before anything was written: %v, %v", emptied, err)
		}
		sample(l)
		stop := running(t, p)
		time.Sleep(30 * time.Second)
		if emptied, err := p.Emptied(t.Context()); emptied || err != nil {
			t.Errorf("a store that holds everything: %v, %v", emptied, err)
		}
		stop()
		s.points = nil
		if emptied, err := p.Emptied(t.Context()); !emptied || err != nil {
			t.Errorf("an emptied store: %v, %v", emptied, err)
		}
		stop = running(t, p)
		time.Sleep(20 * time.Second) // far less than it would take to look by itself
		stop()
		if diff := cmp.Diff(expected(t, l), s.points); diff != "" || s.wipes != 1 {
			t.Errorf("emptied %d times, want once (-want +got):\n%s", s.wipes, diff)
		}
	})
}
