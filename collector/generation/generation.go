// Package generation keeps in the ledger's chain which plans, units and law were in force when, with their texts. Programs
// that write the ledger adopt the files that they start with; commands that look back read the texts of the day. Files that
// would change what was asked or judged before are not adopted, unless somebody accepts that and says why.
package generation

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/internal/decision"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/planchange"
	"github.com/xhht/xhht/internal/planfile"
)

// Ledger is what generations need of the record.
type Ledger interface {
	Chain
	Numbers
}

// Chain holds the generations.
type Chain interface {
	Generations(ctx context.Context) ([]decision.Recorded, error)
	Generation(ctx context.Context) (seq int64, err error)
	Text(ctx context.Context, hash string) (string, error)
	Decide(ctx context.Context, by ledger.Who, list []decision.Decision, texts ...string) ([]ledger.Decided, error)
	Head(ctx context.Context) (ledger.Head, error)
}

// Numbers say whom a change would hit.
type Numbers interface {
	Decisions(ctx context.Context, into *decision.State, until time.Time) (added int, err error)
	Cells(ctx context.Context, indicators, units []string, periods ...period.Period) ([]ledger.Recorded, error)
}

// Folder is what a program has read of a folder of plans.
type Folder struct {
	Registry plan.Registry
	Files    planfile.Files
}

// ReadFolder reads the folder once, so that what is adopted is what was read.
func ReadFolder(dir string) (Folder, error) {
	reg, files, err := planfile.Read(dir)
	return Folder{reg, files}, err
}

// names are the texts as a decision names them.
func (f Folder) names() map[string]string {
	out := make(map[string]string, len(f.Files))
	for name, text := range f.Files {
		out[name] = ledger.TextHash(text)
	}
	return out
}

func (f Folder) texts() []string {
	var out []string
	for _, name := range slices.Sorted(maps.Keys(f.Files)) {
		out = append(out, f.Files[name])
	}
	return out
}

// Comparison is how a folder stands to the generation in force.
type Comparison struct {
	Last    decision.Recorded // the generation in force; its zero value is none
	Changed []string          // files that differ from it, those that are new or gone included
	Past    []planchange.Change
}

// None reports whether the ledger knows no generation yet.
func (c Comparison) None() bool { return c.Last.Seq == 0 }

// Compare holds a folder against the newest generation in the chain.
func Compare(ctx context.Context, book Ledger, f Folder, now time.Time) (Comparison, error) {
	list, err := book.Generations(ctx)
	if err != nil || len(list) == 0 {
		return Comparison{}, err
	}
	c := Comparison{Last: list[len(list)-1]}
	if c.Changed = differing(c.Last.Texts, f.names()); len(c.Changed) == 0 {
		return c, nil
	}
	past := asking{book: book, list: list}
	before, err := past.load(ctx, len(list)-1)
	if err != nil {
		return c, err
	}
	after, err := past.asked(ctx, len(list), f.Registry, now)
	if err != nil {
		return c, err
	}
	rec, err := onRecord(ctx, book, now, before, after)
	if err != nil {
		return c, err
	}
	c.Past = planchange.Compare(before, after, period.Day(now), rec.Record)
	return c, rec.err
}

func differing(a, b map[string]string) []string {
	both := maps.Clone(a)
	if both == nil {
		both = map[string]string{}
	}
	maps.Copy(both, b)
	maps.DeleteFunc(both, func(name, _ string) bool { return a[name] == b[name] })
	return slices.Sorted(maps.Keys(both))
}

// read reads the plans of a generation from the texts that it names, as they are written there.
func read(ctx context.Context, book Chain, g decision.Recorded) (plan.Registry, error) {
	files := planfile.Files{}
	for name, hash := range g.Texts {
		text, err := book.Text(ctx, hash)
		if err != nil {
			return plan.Registry{}, fmt.Errorf("read %s of plan generation %s: %w", name, g.Receipt, err)
		}
		files[name] = text
	}
	reg, err := files.Load()
	if err != nil {
		return plan.Registry{}, fmt.Errorf("plan generation %s: %w", g.Receipt, err)
	}
	return reg, nil
}

// Then is what was in force at an instant. Without a receipt the ledger knows of nothing.
type Then struct {
	plan.Registry
	decision.Recorded
	Superseded bool // it is not the newest
}

// Is reports whether the folder holds the same texts.
func (t Then) Is(f Folder) bool { return len(differing(t.Texts, f.names())) == 0 }

// At returns the plans that were in force at an instant; a zero one means now, which is the end of the chain and needs no clock.
// What was in force before the ledger first wrote plans down is what it wrote down first.
func At(ctx context.Context, book Chain, at time.Time) (Then, error) {
	list, err := book.Generations(ctx)
	if err != nil || len(list) == 0 {
		return Then{}, err
	}
	i := len(list) - 1
	for i > 0 && !at.IsZero() && list[i].RecordedAt.After(at) {
		i--
	}
	reg, err := (&asking{book: book, list: list}).load(ctx, i)
	return Then{reg, list[i], i < len(list)-1}, err
}

// Adopted says what was done to bring a folder into force.
type Adopted struct {
	Comparison
	Receipt string // of the new generation; empty: the folder is in force already
	Seq     int64  // of the generation in force by now
	Before  bool   // the ledger is older than its first generation
}

// machine is who decides what follows from the files alone.
const machine = "collector"

// Adopt brings the folder into force: nothing is written where it is in force already, and a folder that changes nothing of
// the past becomes the next generation by itself. One that would is refused with a *Refused, unless it is accepted.
func Adopt(ctx context.Context, book Ledger, f Folder, now time.Time, accepted *Acceptance) (Adopted, error) {
	const most = 5 // other programs that start at the same instant, each with files of its own
	for try := 1; ; try++ {
		out, err := adopt(ctx, book, f, now, accepted)
		if !errors.Is(err, ledger.ErrNotNewest) || try == most {
			return out, err
		}
	}
}

func adopt(ctx context.Context, book Ledger, f Folder, now time.Time, accepted *Acceptance) (Adopted, error) {
	c, err := Compare(ctx, book, f, now)
	out := Adopted{Comparison: c, Seq: c.Last.Seq}
	if err != nil || !c.None() && len(c.Changed) == 0 {
		return out, err
	}
	if len(c.Past) > 0 && accepted == nil {
		return out, &Refused{c}
	}
	d := decision.Decision{Kind: decision.PlanGeneration, Texts: f.names(), Base: c.Last.Seq, Reason: "Tệp thay đổi: " + strings.Join(c.Changed, ", ")}
	by := ledger.Who{Name: machine}
	if accepted != nil {
		by, d.Reason, d.Authority = accepted.By, accepted.Reason, accepted.Authority
	}
	if c.None() {
		head, err := book.Head(ctx)
		if err != nil {
			return out, err
		}
		d.Before, d.Reason = head.Seq > 0, "Kế hoạch đang có hiệu lực khi sổ bắt đầu ghi"
	}
	decided, err := book.Decide(ctx, by, []decision.Decision{d}, f.texts()...)
	if err != nil {
		return out, fmt.Errorf("write down the plans in force: %w", err)
	}
	out.Receipt, out.Seq, out.Before = decided[0].Receipt, decided[0].Seq, d.Before
	return out, nil
}
