package projection

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/internal/report"
	"github.com/xhht/xhht/internal/series"
)

// retryCursor is the ledger's name for the newest point in quarantine that somebody wants retried; 0 while nobody does.
const retryCursor = "projection-retry"

// AskRetry asks the projection of the ledger, which may belong to another process, to try everything that is in quarantine
// now again, and says how many points that are. It is done within seconds, or when the next projection starts.
func AskRetry(ctx context.Context, l Ledger) (int, error) {
	held, err := l.Held(ctx)
	if err != nil || len(held) == 0 {
		return 0, err
	}
	if err := l.SetCursor(ctx, retryCursor, held[len(held)-1].ID); err != nil {
		return 0, fmt.Errorf("ask for a retry: %w", err)
	}
	return len(held), nil
}

// hold puts something that cannot be written into the ledger's quarantine, once.
func (p *Projection) hold(ctx context.Context, of series.Measurement, what any, reason string) error {
	if r, ok := what.(series.Revision); ok {
		r.Reporter = "" // a name that is erased must not stand in the ledger's file and in the log; a retry finds it again
		what = r
	}
	line := of.String() + " " + text(what)
	if p.held[line] {
		return nil
	}
	if err := p.opt.Ledger.Quarantine(ctx, line, reason); err != nil {
		return err
	}
	p.held[line] = true
	p.opt.Log.Error("point quarantined", "point", line, "reason", reason)
	return nil
}

// forget empties the quarantine before everything is written again: what is still refused comes back by itself.
func (p *Projection) forget(ctx context.Context) error {
	held, err := p.opt.Ledger.Held(ctx)
	if err != nil || len(held) == 0 {
		return err
	}
	ids := make([]int64, len(held))
	for i, h := range held {
		ids[i] = h.ID
	}
	p.held = map[string]bool{}
	return p.opt.Ledger.Release(ctx, ids...)
}

// retryHeld does what AskRetry asked for. It never writes the old point: a correction may have come since. It works out the
// same points from the ledger again and writes them alone; what is refused again stays in quarantine.
func (p *Projection) retryHeld(ctx context.Context) error {
	upTo, err := p.opt.Ledger.Cursor(ctx, retryCursor)
	if err != nil || upTo == 0 {
		return err
	}
	held, err := p.opt.Ledger.Held(ctx)
	if err != nil {
		return err
	}
	p.held = map[string]bool{} // from here on it is what was refused again
	if err := p.writeHeld(ctx, held); err != nil {
		return err
	}
	var taken []int64
	for _, h := range held {
		if !p.held[h.Line] {
			taken = append(taken, h.ID)
		}
	}
	if err := p.opt.Ledger.Release(ctx, taken...); err != nil {
		return err
	}
	p.opt.Log.Info("quarantine retried", "points", len(held), "taken", len(taken))
	if now, err := p.opt.Ledger.Cursor(ctx, retryCursor); err != nil || now != upTo {
		return err // somebody asked again meanwhile
	}
	return p.opt.Ledger.SetCursor(ctx, retryCursor, 0)
}

// writeHeld works out again what the lines in quarantine are about, and writes it.
func (p *Projection) writeHeld(ctx context.Context, held []ledger.Held) error {
	points, cells := map[string]bool{}, []report.Entry(nil)
	for _, h := range held {
		point, cell, err := parse(h.Line)
		if err != nil {
			// Written by another release, or a number that has no JSON: a replay alone can tell whether it fits now.
			p.opt.Log.Warn("a point stays in quarantine until a replay", "id", h.ID, "err", err)
			p.held[h.Line] = true
			continue
		}
		if cell != nil {
			cells = append(cells, *cell)
			continue
		}
		points[placeOf(point)] = true
	}
	if err := p.writeCells(ctx, cells); err != nil {
		return err
	}
	if len(points) == 0 {
		return nil
	}
	p.retried = points
	defer func() { p.retried = nil }()
	return p.writeAgain(ctx)
}

// writeCells projects cells whose unit or indicator the plan files did not know, with all that follows from them.
func (p *Projection) writeCells(ctx context.Context, entries []report.Entry) error {
	for _, e := range entries {
		cells, err := p.opt.Ledger.Cells(ctx, []string{e.Indicator}, []string{e.Unit}, e.Period)
		if err != nil {
			return err
		}
		if err := p.project(ctx, cells); err != nil {
			return err
		}
	}
	return nil
}

// writeAgain goes through the ledger as a replay does, but empties nothing and moves no cursor.
func (p *Projection) writeAgain(ctx context.Context) error {
	if err := p.writeFixed(ctx); err != nil {
		return err
	}
	for after := int64(0); ; {
		entries, err := p.opt.Ledger.EntriesAfter(ctx, after, p.opt.Entries)
		if err != nil || len(entries) == 0 {
			return err
		}
		last := entries[len(entries)-1].Seq
		if err := p.project(ctx, newest(entries)); err != nil {
			return err
		}
		if err := p.revise(ctx, after, last); err != nil {
			return err
		}
		after = last
	}
}

// text renders what is held for a person who reads the quarantine, and for parse.
func text(held any) string {
	raw, err := json.Marshal(held)
	if err != nil { // NaN and infinity have no JSON
		return fmt.Sprintf("%+v", held)
	}
	return string(raw)
}

// parse reads a line of the quarantine: a point, or the cell of an observation that could not be made.
func parse(line string) (series.Point, *report.Entry, error) {
	name, doc, _ := strings.Cut(line, " ")
	of, known := series.MeasurementNamed(name)
	if !known {
		return nil, nil, fmt.Errorf("quarantine: no points are called %q", name)
	}
	if of == series.Observations {
		var cell report.Entry
		d := json.NewDecoder(strings.NewReader(doc))
		d.DisallowUnknownFields() // an entry and an observation share some
		if d.Decode(&cell) == nil {
			return nil, &cell, nil
		}
	}
	point, err := of.ReadJSON([]byte(doc))
	return point, nil, err
}

// placeOf names where a point stands among all points.
func placeOf(point series.Point) string { return point.Measurement().String() + " " + point.Identity() }
