package projection

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/series"
)

// generationName is the ledger's name for the generation of plan files that the store was built from.
const generationName = "projection-generation"

// unfinished marks a rebuild that has emptied the store and not yet written what every reader expects.
const unfinished = -1

// prepare makes the store fit the plan files, once per run of the program. Changed plan files rebuild it: a milestone or
// a baseline that the plan no longer has would stay in the store and be believed.
func (p *Projection) prepare(ctx context.Context) error {
	if p.ready {
		return nil
	}
	stored, err := p.opt.Ledger.Cursor(ctx, generationName)
	if err != nil {
		return err
	}
	if stored != number(p.catalogue.Generation) {
		return p.rebuild(ctx, stored != 0)
	}
	if err := p.findBaselines(ctx); err != nil {
		return err
	}
	if err := p.insist(ctx, func() error { return p.opt.Store.WriteCatalogue(ctx, p.catalogue) }); err != nil {
		return err
	}
	p.ready = true
	return nil
}

// rebuild writes what is known before any entry and sets the cursor back, so that the entries follow. It marks itself
// unfinished first: a program that stops in the middle starts over.
func (p *Projection) rebuild(ctx context.Context, wipe bool) error {
	p.ready = false
	if err := p.opt.Ledger.SetCursor(ctx, generationName, unfinished); err != nil {
		return err
	}
	if err := p.opt.Ledger.SetCursor(ctx, cursorName, 0); err != nil {
		return err
	}
	p.baselines = newBaselines(p.opt.Registry)
	if err := p.findBaselines(ctx); err != nil {
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
	if err := deliver(ctx, p, "target", fixedTargets(p.opt.Registry), p.opt.Store.WriteTargets); err != nil {
		return err
	}
	if err := deliver(ctx, p, "report", p.missingReports(), p.opt.Store.WriteReports); err != nil {
		return err
	}
	if err := p.opt.Ledger.SetCursor(ctx, generationName, number(p.catalogue.Generation)); err != nil {
		return err
	}
	p.ready = true
	return nil
}

// findBaselines learns the baselines from the whole ledger, so that the entries write each of them once and in its place.
func (p *Projection) findBaselines(ctx context.Context) error {
	for _, id := range p.baselines.sources(p.opt.Registry) {
		cells, err := p.opt.Ledger.Cells(ctx, []string{id}, nil)
		if err != nil {
			return err
		}
		derived, err := p.derived(ctx, cells)
		if err != nil {
			return err
		}
		for _, c := range cells {
			if o, known := p.observation(c); known {
				derived = append(derived, o)
			}
		}
		p.baselines.note(derived)
	}
	return nil
}

// catalogueOf describes the plans, all indicators and the units the plans are about, with those above them.
func catalogueOf(reg plan.Registry, label string) (series.Catalogue, error) {
	c := series.Catalogue{Schema: series.SchemaVersion, Plans: reg.Plans, Indicators: reg.Indicators, Label: label}
	for _, a := range reg.Areas.All() {
		if concerns(reg, a) {
			c.Areas = append(c.Areas, a)
		}
	}
	raw, err := json.Marshal(c)
	if err != nil {
		return c, err
	}
	sum := sha256.Sum256(raw)
	c.Generation = hex.EncodeToString(sum[:8])
	return c, nil
}

func concerns(reg plan.Registry, a area.Area) bool {
	for _, pl := range reg.Plans {
		if reg.Areas.Within(a.UID, pl.Root) || reg.Areas.Within(pl.Root, a.UID) {
			return true
		}
	}
	return false
}

// number is the generation as the ledger can remember it: above zero, which stands for none.
func number(generation string) int64 {
	raw, err := hex.DecodeString(generation)
	if err != nil || len(raw) != 8 {
		panic(fmt.Sprintf("generation %q is not ours", generation))
	}
	return int64(binary.BigEndian.Uint64(raw)>>2) + 1
}
