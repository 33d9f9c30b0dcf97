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
func (p *Projection) hold(ctx context.Context, measurement string, point any, reason string) error {
	line := measurement + " " + text(point)
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
		point, err := parse(h.Line)
		if err != nil {
			// Written by another release, or a number that has no JSON: a replay alone can tell whether it fits now.
			p.opt.Log.Warn("a point stays in quarantine until a replay", "id", h.ID, "err", err)
			p.held[h.Line] = true
			continue
		}
		if e, ok := point.(report.Entry); ok {
			cells = append(cells, e)
			continue
		}
		points[identity(point)] = true
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

// text renders a point for a person who reads the quarantine, and for parse.
func text(point any) string {
	raw, err := json.Marshal(point)
	if err != nil { // NaN and infinity have no JSON
		return fmt.Sprintf("%+v", point)
	}
	return string(raw)
}

// parse reads a line of the quarantine.
func parse(line string) (any, error) {
	measurement, doc, _ := strings.Cut(line, " ")
	switch measurement {
	case "observation":
		if e, err := strict[report.Entry](doc); err == nil {
			return e, nil
		}
		return strict[series.Observation](doc)
	case "target":
		return strict[series.TargetPoint](doc)
	case "report":
		return strict[series.Report](doc)
	case "level":
		return strict[series.LevelStanding](doc)
	case "deliverable":
		return strict[series.Deliverable](doc)
	case "revision":
		return strict[series.Revision](doc)
	}
	return nil, fmt.Errorf("quarantine: no points are called %q", measurement)
}

// strict refuses fields of another shape: an entry and an observation share some.
func strict[T any](doc string) (T, error) {
	var out T
	d := json.NewDecoder(strings.NewReader(doc))
	d.DisallowUnknownFields()
	if err := d.Decode(&out); err != nil {
		return out, fmt.Errorf("read a point of the quarantine: %w", err)
	}
	return out, nil
}

// identity names the place of a point in the store: a point of the same identity overwrites it.
func identity(point any) string {
	switch v := point.(type) {
	case series.Observation:
		return fmt.Sprint("observation ", v.Indicator, " ", v.Area, " ", v.Group, " ", v.Basis, " ", v.At.Unix())
	case series.TargetPoint:
		return fmt.Sprint("target ", v.Kind, " ", v.Plan, " ", v.Target, " ", v.Area, " ", v.At.Unix())
	case series.Report:
		return fmt.Sprint("report ", v.Plan, " ", v.Form, " ", v.Area, " ", v.At.Unix())
	case series.LevelStanding:
		return fmt.Sprint("level ", v.Programme, " ", v.Area, " ", v.At.Unix())
	case series.Deliverable:
		return fmt.Sprint("deliverable ", v.Plan, " ", v.Deliverable)
	case series.Revision:
		return fmt.Sprint("revision ", v.Plan, " ", v.Indicator, " ", v.Area, " ", v.Group, " ", v.At.Unix(), " ", v.Recorded.UnixMicro())
	}
	panic(fmt.Sprintf("a point of type %T has no place in the store", point))
}
