package projection_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/internal/decision"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/report"
	"github.com/xhht/xhht/internal/series"
)

// record is a ledger in memory.
type record struct {
	mu      sync.Mutex
	entries []ledger.Recorded

	decisions []decision.Recorded
	cursors   map[string]int64
	held      []string
	ids       []string                             // every line that was ever listed
	refuse    func(cursor string, seq int64) error // what SetCursor answers, if set
}

// accept takes entries received on a day, recorded on that day's morning.
func (r *record) accept(received string, entries ...report.Entry) {
	r.mu.Lock()
	defer r.mu.Unlock()
	day, err := period.ParseDate(received)
	if err != nil {
		panic(err)
	}
	receipt := fmt.Sprint("R", len(r.entries)+1)
	for _, e := range entries {
		c := ledger.Recorded{Seq: int64(len(r.entries) + 1), Entry: e, Plan: "p", Receipt: receipt, Revision: 1, ReceivedOn: day, FirstReceived: day, RecordedAt: day.Time().Add(2 * time.Hour)}
		for _, old := range r.entries {
			if old.Key() != e.Key() {
				continue
			}
			c.Revision, c.FirstReceived = old.Revision+1, old.FirstReceived
			if old.Empty() {
				c.FirstReceived = day
			}
		}
		r.entries = append(r.entries, c)
	}
}

// withdraw takes the newest revision of a cell back that was not withdrawn, if there is one, as a ledger does.
func (r *record) withdraw(received string, k report.Key) {
	r.mu.Lock()
	defer r.mu.Unlock()
	day, err := period.ParseDate(received)
	if err != nil {
		panic(err)
	}
	gone := map[int]bool{}
	var own []ledger.Recorded
	for _, e := range r.entries {
		if e.Key() == k {
			own = append(own, e)
			if e.Withdrawn > 0 {
				gone[e.Withdrawn], gone[e.Revision] = true, true
			}
		}
	}
	left := slices.DeleteFunc(slices.Clone(own), func(e ledger.Recorded) bool { return gone[e.Revision] })
	if len(left) == 0 {
		return
	}
	last := left[len(left)-1]
	c := ledger.Recorded{Seq: int64(len(r.entries) + 1), Plan: "p", Receipt: fmt.Sprint("R", len(r.entries)+1), Revision: len(own) + 1, ReceivedOn: day, FirstReceived: day, RecordedAt: day.Time().Add(2 * time.Hour)}
	c.Entry = report.Entry{Unit: k.Unit, Indicator: k.Indicator, Period: k.Period, Group: k.Group}
	if stands := left[:len(left)-1]; len(stands) > 0 {
		s := stands[len(stands)-1]
		c.Entry, c.Stands, c.FirstReceived = s.Entry, s.Revision, stands[0].ReceivedOn
		for _, e := range stands {
			if e.ReceivedOn.Before(c.FirstReceived) {
				c.FirstReceived = e.ReceivedOn
			}
		}
	}
	c.Withdrawn = last.Revision
	r.entries = append(r.entries, c)
}

func (r *record) EntriesAfter(_ context.Context, seq int64, limit int) ([]ledger.Recorded, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.entries[seq:min(int(seq)+limit, len(r.entries))]), nil
}

func (r *record) Cells(_ context.Context, indicators, units []string, periods ...period.Period) ([]ledger.Recorded, error) {
	return r.newest(false, indicators, units, periods), nil
}

func (r *record) Emptied(_ context.Context, indicators, units []string, periods ...period.Period) ([]ledger.Recorded, error) {
	return r.newest(true, indicators, units, periods), nil
}

func (r *record) newest(empty bool, indicators, units []string, periods []period.Period) []ledger.Recorded {
	r.mu.Lock()
	defer r.mu.Unlock()
	newest := map[report.Key]int64{}
	for _, e := range r.entries {
		newest[e.Key()] = e.Seq
	}
	var out []ledger.Recorded
	for _, e := range r.entries {
		if newest[e.Key()] == e.Seq && e.Empty() == empty && among(indicators, e.Indicator) && among(units, e.Unit) && among(periods, e.Period) {
			out = append(out, e)
		}
	}
	return out
}

func among[T comparable](list []T, v T) bool { return len(list) == 0 || slices.Contains(list, v) }

func (r *record) LastSeq(context.Context) (int64, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return int64(len(r.entries)), nil
}

func (r *record) Cursor(_ context.Context, name string) (int64, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.cursors[name], nil
}

func (r *record) SetCursor(_ context.Context, name string, seq int64) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.refuse != nil {
		if err := r.refuse(name, seq); err != nil {
			return err
		}
	}
	if r.cursors == nil {
		r.cursors = map[string]int64{}
	}
	r.cursors[name] = seq
	return nil
}

func (r *record) Quarantine(_ context.Context, line, _ string) error {
	if !slices.Contains(r.held, line) {
		r.held = append(r.held, line)
	}
	return nil
}

// A line's id is the place where it first stood, plus one.
func (r *record) Held(context.Context) ([]ledger.Held, error) {
	var out []ledger.Held
	for _, line := range r.held {
		if !slices.Contains(r.ids, line) {
			r.ids = append(r.ids, line)
		}
		out = append(out, ledger.Held{ID: int64(slices.Index(r.ids, line) + 1), Line: line})
	}
	return out, nil
}

func (r *record) Release(_ context.Context, ids ...int64) error {
	r.held = slices.DeleteFunc(r.held, func(line string) bool { return slices.Contains(ids, int64(slices.Index(r.ids, line)+1)) })
	return nil
}

func (r *record) Quarantined(context.Context) (int, error) { return len(r.held), nil }

// memory is a series store in memory: a point written again overwrites the one before.
type memory struct {
	points    map[string]any
	written   map[string]int // how often each point was
	sizes     []int          // of the requests that were taken
	requests  []time.Time
	wipes     int
	catalogue series.Catalogue
	fail      func(request int, points []any) error // what a request answers, if set
	asked     func() error                          // what Generation answers, if set
}

func take[T any](m *memory, points []T, key func(T) string) error {
	m.requests = append(m.requests, time.Now())
	if m.fail != nil {
		anys := make([]any, len(points))
		for i, pt := range points {
			anys[i] = pt
		}
		if err := m.fail(len(m.requests), anys); err != nil {
			return err
		}
	}
	for _, pt := range points {
		pt = asRead(pt)
		if m.points == nil {
			m.points = map[string]any{}
		}
		if m.written == nil {
			m.written = map[string]int{}
		}
		if m.points[key(pt)] = pt; gone(any(pt)) {
			delete(m.points, key(pt)) // what a reader passes over
		}
		m.written[key(pt)]++
	}
	m.sizes = append(m.sizes, len(points))
	return nil
}

func (m *memory) Write(_ context.Context, points []series.Point) error { return take(m, points, keyOf) }

// asRead is a point as a reader gets it: that it was written again is not stored.
func asRead[T any](point T) T {
	if o, is := any(point).(series.Observation); is {
		o.Rewritten = false
		return any(o).(T)
	}
	return point
}

// gone reports whether a point is a tombstone.
func gone(point any) bool {
	switch p := point.(type) {
	case series.Observation:
		return p.Gone()
	case series.TargetPoint:
		return p.Gone
	}
	return false
}

// keyOf names a point the way tests ask for it.
func keyOf(point series.Point) string {
	switch p := point.(type) {
	case series.Observation:
		return fmt.Sprintf("%s %s %s %s %s %d", p.Measurement(), p.Indicator, p.Area, p.Group, p.Basis, p.At.Year())
	case series.TargetPoint:
		return fmt.Sprintf("%s %s %s %d", p.Kind, p.Target, p.Area, p.At.Year())
	case series.Report:
		return fmt.Sprintf("%s %s %s %d", p.Measurement(), p.Form, p.Area, p.At.Year())
	case series.LevelStanding:
		return fmt.Sprintf("%s %s %s %d", p.Measurement(), p.Programme, p.Area, p.At.Year())
	case series.Deliverable:
		return fmt.Sprintf("%s %s", p.Measurement(), p.Deliverable)
	case series.Revision:
		return fmt.Sprintf("%s %s %s %s %d #%g", p.Measurement(), p.Indicator, p.Area, p.Group, p.At.Year(), p.Revision)
	}
	return point.Measurement().String() + " " + point.Identity()
}

func (m *memory) WriteCatalogue(_ context.Context, c series.Catalogue) error {
	m.catalogue = c
	return take(m, []string{c.Generation}, func(string) string { return "catalogue" })
}

func (m *memory) Generation(context.Context) (string, error) {
	if m.asked != nil {
		if err := m.asked(); err != nil {
			return "", err
		}
	}
	generation, _ := m.points["catalogue"].(string)
	return generation, nil
}

func (m *memory) Wipe(context.Context) error {
	m.wipes++
	m.points = map[string]any{}
	return take(m, []string(nil), nil)
}

// answer is an error of a store.
type answer struct {
	kind  string // temporary, oversize, refused or anything else
	after time.Duration
}

func (a *answer) Error() string             { return "the store answered: " + a.kind }
func (a *answer) Temporary() bool           { return a.kind == "temporary" }
func (a *answer) Oversize() bool            { return a.kind == "oversize" }
func (a *answer) Refused() bool             { return a.kind == "refused" }
func (a *answer) RetryAfter() time.Duration { return a.after }

var errPowerCut = errors.New("power cut")
