package projection

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"

	"github.com/xhht/xhht/internal/law"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/series"
)

// generationName is the ledger's name for the generation of plan files that the store was built from.
const generationName = "projection-generation"

// unfinished marks a rebuild that has emptied the store and not yet written what every reader expects.
const unfinished = -1

// prepare makes the store fit the plan files when the program starts. Changed plan files rebuild it: a milestone or a
// baseline that the plan no longer has would stay in the store and be believed. So does a store that was lost or
// replaced: the ledger remembers what was written, not whether it is still there.
func (p *Projection) prepare(ctx context.Context) error {
	if p.ready {
		return p.check(ctx)
	}
	stored, err := p.opt.Ledger.Cursor(ctx, generationName)
	if err != nil {
		return err
	}
	if stored != number(p.catalogue.Generation) {
		return p.rebuild(ctx, stored != 0)
	}
	there, err := p.stored(ctx)
	if err != nil {
		return err
	}
	if there != p.catalogue.Generation {
		return p.rebuild(ctx, true)
	}
	if _, err := p.findBaselines(ctx, p.baselines.sources(p.opt.Registry)); err != nil {
		return err
	}
	if err := p.insist(ctx, func() error { return p.opt.Store.WriteCatalogue(ctx, p.catalogue) }); err != nil {
		return err
	}
	p.ready = true
	return nil
}

// check looks from time to time whether the store was emptied meanwhile. A catalogue of somebody else is left alone
// until the next start: two collectors on one bucket would else empty it in turns.
func (p *Projection) check(ctx context.Context) error {
	if time.Since(p.checked) < checkEvery && !p.suspect.Swap(false) {
		return nil
	}
	there, err := p.stored(ctx)
	if err == nil && there == "" {
		return p.rebuild(ctx, true)
	}
	return err
}

// Emptied reports whether the store holds nothing although this ledger was written to it: its volume was lost, or its bucket
// emptied. It asks the store itself, at once, and has Run write everything again.
func (p *Projection) Emptied(ctx context.Context) (bool, error) {
	written, err := p.opt.Ledger.Cursor(ctx, generationName)
	if err != nil || written == 0 {
		return false, err
	}
	there, err := p.opt.Store.Generation(ctx)
	if err != nil || there != "" {
		return false, err
	}
	p.suspect.Store(true)
	p.Wake()
	return true, nil
}

func (p *Projection) stored(ctx context.Context) (generation string, err error) {
	err = p.insist(ctx, func() (err error) {
		generation, err = p.opt.Store.Generation(ctx)
		return err
	})
	p.checked = time.Now()
	return generation, err
}

// rebuild writes what is known before any entry and sets the cursor back, so that the entries follow. It marks itself
// unfinished first: a program that stops in the middle starts over.
func (p *Projection) rebuild(ctx context.Context, wipe bool) error {
	p.ready, p.reach = false, nil
	if err := p.opt.Ledger.SetCursor(ctx, generationName, unfinished); err != nil {
		return err
	}
	if err := p.opt.Ledger.SetCursor(ctx, cursorName, 0); err != nil {
		return err
	}
	if err := p.opt.Ledger.SetCursor(ctx, decisionsCursor, 0); err != nil {
		return err
	}
	if err := p.forget(ctx); err != nil {
		return err
	}
	if err := p.learn(ctx); err != nil {
		return err
	}
	p.baselines = newBaselines(p.opt.Registry)
	if _, err := p.findBaselines(ctx, p.baselines.sources(p.opt.Registry)); err != nil {
		return err
	}
	if wipe {
		p.opt.Log.Info("the series store is emptied and built again from the ledger", "generation", p.catalogue.Generation)
		if err := p.insist(ctx, func() error { return p.opt.Store.Wipe(ctx) }); err != nil {
			return err
		}
	}
	if err := p.insist(ctx, func() error { return p.opt.Store.WriteCatalogue(ctx, p.catalogue) }); err != nil {
		return err
	}
	if err := p.writeFixed(ctx); err != nil {
		return err
	}
	// What these decisions say goes into the entries' points as well: there is nothing left of them to write.
	if err := p.opt.Ledger.SetCursor(ctx, decisionsCursor, p.decisions.Last()); err != nil {
		return err
	}
	if err := p.opt.Ledger.SetCursor(ctx, generationName, number(p.catalogue.Generation)); err != nil {
		return err
	}
	p.ready, p.checked, p.reach = true, time.Now(), map[int]int{}
	return nil
}

// writeFixed writes what is known before any entry.
func (p *Projection) writeFixed(ctx context.Context) error {
	if err := deliver(ctx, p, fixedTargets(p.opt.Registry)); err != nil {
		return err
	}
	if err := deliver(ctx, p, p.missingReports()); err != nil {
		return err
	}
	if err := deliver(ctx, p, p.silentLevels()); err != nil {
		return err
	}
	if err := deliver(ctx, p, p.recognitions(p.decisions.Recognitions())); err != nil {
		return err
	}
	return deliver(ctx, p, p.deliverables())
}

// catalogueOf describes what is in force. What was before is no part of its generation: no point follows from it, so that nothing has
// to be built again because there is more of it.
func catalogueOf(reg plan.Registry, label string) (c series.Catalogue, err error) {
	c = described(reg)
	c.Schema, c.Label = series.SchemaVersion, label
	c.Generation, err = generationOf(c, reg.Law)
	return c, err
}

// described are the plans, all indicators and the units that a reader can be asked about.
func described(reg plan.Registry) series.Catalogue {
	c := series.Catalogue{Plans: reg.Plans, Indicators: reg.Indicators}
	wanted := concerned(reg)
	for _, a := range reg.Areas.All() {
		if wanted[a.UID] {
			c.Areas = append(c.Areas, a)
		}
	}
	for _, l := range reg.Areas.Links() {
		if wanted[l.To] && (l.From == "" || wanted[l.From]) {
			c.Links = append(c.Links, l)
		}
	}
	return c
}

// generationOf names what a store is built from: the plan files, the law, which the catalogue does not hold but levels
// follow from, and the schema in which all is stored. A collector of another schema finds another generation and builds
// the store again.
func generationOf(c series.Catalogue, rules law.Law) (string, error) {
	raw, err := json.Marshal(c)
	if err != nil {
		return "", err
	}
	lawText, err := json.Marshal(rules)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(append(raw, lawText...))
	return hex.EncodeToString(sum[:8]), nil
}

// concerned are the units below and above the plans' own, and everything that these came from or became, with what is
// above it: a reader that shows an old series by the units of today needs both ends and all on the way. Units of provinces
// that no plan is about stay out.
func concerned(reg plan.Registry) map[string]bool {
	out := map[string]bool{}
	var add func(uid string)
	add = func(uid string) {
		a, ok := reg.Areas.Get(uid)
		if !ok || out[uid] {
			return
		}
		out[uid] = true
		add(a.Parent)
		for _, l := range reg.Areas.Successors(uid) {
			add(l.To)
		}
		for _, l := range reg.Areas.Predecessors(uid) {
			add(l.From)
		}
	}
	for _, a := range reg.Areas.All() {
		for _, pl := range reg.Plans {
			if reg.Areas.Within(a.UID, pl.Root) || reg.Areas.Within(pl.Root, a.UID) {
				add(a.UID)
				break
			}
		}
	}
	return out
}

// number is the generation as the ledger can remember it: above zero, which stands for none.
func number(generation string) int64 {
	raw, err := hex.DecodeString(generation)
	if err != nil || len(raw) != 8 {
		panic(fmt.Sprintf("generation %q is not ours", generation))
	}
	return int64(binary.BigEndian.Uint64(raw)>>2) + 1
}
