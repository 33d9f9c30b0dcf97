// Package projection keeps the series store a copy of the ledger: it writes observations, derived values, targets,
// expected reports, levels, deliverables, corrections and the catalogue, and catches up by itself after an outage. The
// collector runs it beside intake. It
// refuses to lose a point: what the store will never take goes into the ledger's quarantine, and the rest goes on.
package projection

import (
	"context"
	"fmt"
	"log/slog"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/internal/decision"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/report"
	"github.com/xhht/xhht/internal/series"
)

// Ledger is what the projection needs of the record: what was accepted, decided and corrected, how far the projection has come,
// and a place for points that could not be written, each once.
type Ledger interface {
	Accepted
	DecisionsAfter(ctx context.Context, seq int64, limit int) ([]decision.Recorded, error)

	Cursor(ctx context.Context, name string) (int64, error)
	SetCursor(ctx context.Context, name string, seq int64) error

	Quarantine(ctx context.Context, line, reason string) error
	Quarantined(ctx context.Context) (int, error)
	Held(ctx context.Context) ([]ledger.Held, error)
	Release(ctx context.Context, ids ...int64) error
}

// Accepted is what was accepted, and what became of it.
type Accepted interface {
	EntriesAfter(ctx context.Context, seq int64, limit int) ([]ledger.Recorded, error)
	Cells(ctx context.Context, indicators, units []string, periods ...period.Period) ([]ledger.Recorded, error)
	Emptied(ctx context.Context, indicators, units []string, periods ...period.Period) ([]ledger.Recorded, error)
	Revisions(ctx context.Context, indicators, units []string, periods ...period.Period) ([]ledger.Recorded, error)
	Corrections(ctx context.Context, after, last int64) ([]ledger.Correction, error)
	LastSeq(ctx context.Context) (int64, error)
}

// Store is the series store. Errors say by Failure what can be done about them.
type Store interface {
	// Write is one request of at most maxPoints points; a point overwrites the one of its identity.
	Write(ctx context.Context, points []series.Point) error
	WriteCatalogue(ctx context.Context, c series.Catalogue) error
	Wipe(ctx context.Context) error
	// Generation is that of the catalogue it holds; empty if it holds none.
	Generation(ctx context.Context) (string, error)
}

// Plans says which plans are in force, the number of their generation, and what was in force before, which may be told in part beside
// an error.
type Plans interface {
	InForce(ctx context.Context) (plan.Registry, int64, error)
	Earlier(ctx context.Context) ([]plan.Spell, error)
}

// Options are what a projection is made of. Zero values of the last three mean the defaults.
type Options struct {
	Registry plan.Registry
	Plans    Plans // nil: those of the registry, for as long as it runs
	Ledger   Ledger
	Store    Store
	Log      *slog.Logger
	Metrics  prometheus.Registerer
	Names    Names         // nil: subjects are called by their IDs
	Label    string        // what every reader must say of these numbers; empty for real ones
	Entries  int           // read from the ledger at once
	Every    time.Duration // how often to look for entries that nobody woke the projection for
}

const (
	// A batch is large because derived values are computed once per batch, and small enough to hold in memory (50 MB).
	defaultEntries = 50_000
	defaultEvery   = 5 * time.Second
	// How often to look whether the store still holds what was written: its volume may be lost while this program runs.
	checkEvery = time.Minute
)

// Projection writes one ledger to one store. Its methods may be called from several goroutines.
type Projection struct {
	opt     Options // its registry is for whoever has the turn
	metrics *metrics

	wake chan struct{}
	turn chan struct{} // holds a token while nobody is writing: Run and Replay take turns

	// Only whoever has the turn may touch what follows.
	generation int64 // of the plans that it goes by
	catalogue  series.Catalogue
	plans      []planIndex
	concerned  map[string][]int // unit → the plans that it belongs to, by index
	rules      report.Rules     // between cells

	baselines *baselines
	decisions decision.State
	regimes   []*levelIndex
	link      link
	reach     map[int]int     // plan → last year of the entries projected since a replay began; nil: this run did not see it begin
	ready     bool            // the store holds the fixed points of these plan files
	checked   time.Time       // when the store last said so
	suspect   atomic.Bool     // somebody saw the store empty: look at once; may be set by anybody
	held      map[string]bool // what this run has quarantined
	retried   map[string]bool // while a retry goes on: the points it is about; else nil, which is all
}

// New prepares a projection; it neither reads nor writes.
func New(opt Options) (*Projection, error) {
	if opt.Entries <= 0 {
		opt.Entries = defaultEntries
	}
	if opt.Every <= 0 {
		opt.Every = defaultEvery
	}
	if opt.Log == nil {
		opt.Log = slog.New(slog.DiscardHandler)
	}
	p := &Projection{opt: opt, wake: make(chan struct{}, 1), turn: make(chan struct{}, 1), held: map[string]bool{}}
	if err := p.goBy(opt.Registry, nil); err != nil {
		return nil, err
	}
	p.metrics = newMetrics(opt.Metrics, p)
	p.turn <- struct{}{}
	return p, nil
}

// Wake tells Run that the ledger has new entries. It never blocks.
func (p *Projection) Wake() {
	select {
	case p.wake <- struct{}{}:
	default: // Run has not looked since the last call
	}
}

// Lag returns how many entries and decisions the store does not show yet; of decisions it counts a thousand at most.
func (p *Projection) Lag(ctx context.Context) (int64, error) {
	last, err := p.opt.Ledger.LastSeq(ctx)
	if err != nil {
		return 0, err
	}
	done, err := p.opt.Ledger.Cursor(ctx, cursorName)
	if err != nil {
		return 0, err
	}
	decided, err := p.opt.Ledger.Cursor(ctx, decisionsCursor)
	if err != nil {
		return 0, err
	}
	left, err := p.opt.Ledger.DecisionsAfter(ctx, decided, decisionsAtOnce)
	return last - done + int64(len(left)), err
}

// Run projects until the context ends. It outlives every outage of the store or the ledger.
func (p *Projection) Run(ctx context.Context) {
	tick := time.NewTicker(p.opt.Every)
	defer tick.Stop()
	for {
		if err := p.catchUp(ctx); err != nil && ctx.Err() == nil {
			p.opt.Log.Error("projection is waiting to try again", "err", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-p.wake:
		case <-tick.C:
		}
	}
}

// Replay empties the store and writes everything again from the ledger. A running collector must do it through its own
// Projection: two programs that write at once could leave an older derived value behind.
func (p *Projection) Replay(ctx context.Context) error {
	if err := p.take(ctx); err != nil {
		return err
	}
	defer p.release()
	if err := p.follow(ctx); err != nil {
		return err
	}
	if err := p.rebuild(ctx, true); err != nil {
		return fmt.Errorf("replay: %w", err)
	}
	if err := p.drain(ctx); err != nil {
		return fmt.Errorf("replay: %w", err)
	}
	return nil
}

func (p *Projection) catchUp(ctx context.Context) error {
	if err := p.take(ctx); err != nil {
		return err
	}
	defer p.release()
	if err := p.follow(ctx); err != nil {
		return err
	}
	if err := p.prepare(ctx); err != nil {
		return err
	}
	if err := p.drain(ctx); err != nil {
		return err
	}
	if err := p.rename(ctx); err != nil {
		return err
	}
	return p.retryHeld(ctx)
}

func (p *Projection) drain(ctx context.Context) error {
	for {
		more, err := p.step(ctx)
		if err != nil || !more {
			return err
		}
	}
}

func (p *Projection) take(ctx context.Context) error {
	select {
	case <-p.turn:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("wait for the projection's turn: %w", ctx.Err())
	}
}

func (p *Projection) release() { p.turn <- struct{}{} }
