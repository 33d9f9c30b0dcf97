package ledger

import (
	"context"
	"io"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/xhht/xhht/internal/decision"
	"github.com/xhht/xhht/internal/period"
)

// Store is a whole ledger, whatever it keeps its rows in: what stands behind it passes ledgertest. It is safe for concurrent
// use, also by several programs. What each part does is said at Ledger's own methods, which are one such store.
type Store interface {
	Accepting
	Deciding
	Reading
	Proving
	Progress
	prometheus.Collector
	io.Closer
}

// Accepting takes reports and takes them back.
type Accepting interface {
	Accept(ctx context.Context, s Submission, checks ...Check) (Receipt, error)
	AcceptAll(ctx context.Context, subs []Submission, checks ...Check) ([]Receipt, error)
	Preview(ctx context.Context, subs []Submission, checks ...Check) ([]Receipt, error)
	Withdraw(ctx context.Context, w Withdrawal, checks ...Check) (Receipt, error)
	PreviewWithdraw(ctx context.Context, w Withdrawal, checks ...Check) (Receipt, error)
}

// Deciding records what is decided beside the numbers.
type Deciding interface {
	Decide(ctx context.Context, by Who, list []decision.Decision, texts ...string) ([]Decided, error)
	DecisionsAfter(ctx context.Context, seq int64, limit int) ([]decision.Recorded, error)
	Decisions(ctx context.Context, into *decision.State, until time.Time) (added int, err error)
	Generations(ctx context.Context) ([]decision.Recorded, error)
	Generation(ctx context.Context) (seq int64, err error)
	Text(ctx context.Context, hash string) (string, error)
}

// Reading reads what was accepted.
type Reading interface {
	EntriesAfter(ctx context.Context, seq int64, limit int) ([]Recorded, error)
	Cells(ctx context.Context, indicators, units []string, periods ...period.Period) ([]Recorded, error)
	Emptied(ctx context.Context, indicators, units []string, periods ...period.Period) ([]Recorded, error)
	Revisions(ctx context.Context, indicators, units []string, periods ...period.Period) ([]Recorded, error)
	Corrections(ctx context.Context, after, last int64) ([]Correction, error)
	Find(ctx context.Context, receipt string) (Accepted, error)
	LastSeq(ctx context.Context) (int64, error)
}

// Proving shows that nothing was changed.
type Proving interface {
	Format() (have, newest int)
	Verify(ctx context.Context) error
	Head(ctx context.Context) (Head, error)
	Contains(ctx context.Context, hash string) error
}

// Progress remembers what readers have done, and what they could not.
type Progress interface {
	Cursor(ctx context.Context, name string) (int64, error)
	SetCursor(ctx context.Context, name string, seq int64) error
	Quarantine(ctx context.Context, line, reason string) error
	Quarantined(ctx context.Context) (int, error)
	Held(ctx context.Context) ([]Held, error)
	Release(ctx context.Context, ids ...int64) error
	Probe(ctx context.Context) error
}

var _ Store = (*Ledger)(nil)
