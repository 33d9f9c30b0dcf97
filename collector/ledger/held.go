package ledger

import (
	"context"
	"fmt"
	"slices"

	"github.com/xhht/xhht/internal/period"
)

// held remembers what stands in the cells that checks asked about: a report is held against the same neighbours as the one before it.
// It is what is on the disk up to one entry. What others wrote since is read before it is used, and what the open transaction wrote
// lies above it, in its writer, until that is on the disk. Only whoever has the turn to write touches it.
type held struct {
	upTo  int64
	known stood
	lists int // of known
}

// stood are revisions by column and unit, at most one of each group; an empty list is known to hold nothing.
type stood map[column]map[string][]*Recorded

func indexOf(list []*Recorded, group string) int {
	return slices.IndexFunc(list, func(r *Recorded) bool { return r.Group == group })
}

// column is one indicator in one period, of all units.
type column struct {
	indicator string
	period    period.Period
}

const (
	mostHeld = 1 << 16 // lists that are remembered: a province's year on 60 indicators, in some 30 MB at most
	mostRead = 10_000  // entries of others that are read; after more, everything is forgotten
)

// places are the indicators, units and periods that a check asks about, none of them empty.
type places struct {
	indicators, units []string
	periods           []period.Period
}

func (p places) size() int { return len(p.indicators) * len(p.units) * len(p.periods) }

func (p places) columns(each func(column)) {
	for _, id := range p.indicators {
		for _, per := range p.periods {
			each(column{id, per})
		}
	}
}

// standing returns what stands in the places, as the transaction has it by now.
func (w *writer) standing(ctx context.Context, p places) ([]*Recorded, error) {
	h := &w.ledger.held
	if err := w.catchUp(ctx, h); err != nil {
		return nil, err
	}
	above := w.overlay()
	out, missing := h.standing(p, above)
	if missing == 0 {
		return out, nil
	}
	if err := w.remember(ctx, h, h.missing(p)); err != nil {
		return nil, err
	}
	out, _ = h.standing(p, above)
	return out, nil
}

// standing is what is known to stand in the places, below what lies above it, and in how many lists it is not known.
func (h *held) standing(p places, above stood) (out []*Recorded, missing int) {
	p.columns(func(c column) {
		below, over := h.known[c], above[c]
		for _, unit := range p.units {
			list, known := below[unit]
			if !known {
				missing++
			}
			newer := over[unit]
			if len(newer) == 0 {
				out = append(out, list...)
				continue
			}
			for _, r := range list {
				if indexOf(newer, r.Group) < 0 {
					out = append(out, r)
				}
			}
			for _, r := range newer {
				if r.stands() {
					out = append(out, r)
				}
			}
		}
	})
	return out, missing
}

// stands reports whether anything does after the revision.
func (r Recorded) stands() bool { return r.Withdrawn == 0 || r.Stands > 0 }

// catchUp brings what is remembered to where the transaction began.
func (w *writer) catchUp(ctx context.Context, h *held) error {
	if _, err := w.end(); err != nil {
		return err
	}
	behind := w.began - h.upTo
	if behind < 0 || behind > mostRead {
		h.forget()
	}
	if behind > 0 && h.lists > 0 {
		list, err := recorded(ctx, w, sinceUpTo, h.upTo, w.began)
		if err != nil {
			h.forget()
			return err
		}
		h.note(list)
	}
	h.upTo = w.began
	return nil
}

func (h *held) forget() { h.known, h.lists = nil, 0 }

// missing are places that hold all that is asked for and not known.
func (h *held) missing(p places) places {
	var out places
	units, periods := map[string]bool{}, map[period.Period]bool{}
	for _, id := range p.indicators {
		lacks := false
		for _, per := range p.periods {
			known := h.known[column{id, per}]
			for _, unit := range p.units {
				if _, ok := known[unit]; !ok {
					lacks, units[unit], periods[per] = true, true, true
				}
			}
		}
		if lacks {
			out.indicators = append(out.indicators, id)
		}
	}
	for _, unit := range p.units {
		if units[unit] {
			out.units = append(out.units, unit)
		}
	}
	for _, per := range p.periods {
		if periods[per] {
			out.periods = append(out.periods, per)
		}
	}
	return out
}

// remember reads what was on the disk when the transaction began.
func (w *writer) remember(ctx context.Context, h *held, p places) error {
	where, args := cellsOf(p.indicators, p.units, p.periods)
	list, err := recorded(ctx, w, where+standingUpTo, append(args, w.began, w.began)...)
	if err != nil {
		return err
	}
	if h.lists+p.size() > mostHeld {
		h.forget()
	}
	if h.known == nil {
		h.known = stood{}
	}
	p.columns(func(c column) {
		if h.known[c] == nil {
			h.known[c] = make(map[string][]*Recorded, len(p.units))
		}
		for _, unit := range p.units {
			if _, ok := h.known[c][unit]; !ok {
				h.lists++
			}
			h.known[c][unit] = nil
		}
	})
	h.note(list)
	return nil
}

// note puts revisions that are on the disk where they belong, in their order; what nobody asked about is left out.
func (h *held) note(list []Recorded) {
	for i := range list {
		r := &list[i]
		units := h.known[column{r.Indicator, r.Period}]
		before, known := units[r.Unit]
		if !known {
			continue
		}
		now := slices.DeleteFunc(slices.Clone(before), func(s *Recorded) bool { return s.Group == r.Group })
		if r.stands() {
			now = append(now, r)
		}
		units[r.Unit] = now
	}
}

// kept is told that what the transaction wrote is on the disk.
func (h *held) kept(w *writer) {
	if h.lists > 0 && h.upTo == w.began {
		h.note(w.wrote)
		h.upTo += int64(len(w.wrote))
	}
}

// overlay is the newest of what the transaction wrote to each cell, withdrawals included.
func (w *writer) overlay() stood {
	if w.above == nil {
		w.above, w.overlaid = stood{}, 0
	}
	for i := w.overlaid; i < len(w.wrote); i++ {
		r := w.wrote[i]
		c := column{r.Indicator, r.Period}
		if w.above[c] == nil {
			w.above[c] = map[string][]*Recorded{}
		}
		list := w.above[c][r.Unit]
		if i := indexOf(list, r.Group); i >= 0 {
			list[i] = &r
		} else {
			list = append(list, &r)
		}
		w.above[c][r.Unit] = list
	}
	w.overlaid = len(w.wrote)
	return w.above
}

// remembers keeps the rows of a link as Holdings have them.
func (w *writer) remembers(d draft, rows []row, r *Receipt) error {
	for _, e := range rows {
		first, err := period.ParseDate(e.FirstReceived)
		if err != nil {
			return fmt.Errorf("entry %d: %w", e.Seq, err)
		}
		one := Recorded{
			Seq: e.Seq, Entry: e.Entry, Plan: d.Plan, Revision: e.Revision, ReceivedOn: r.ReceivedOn, FirstReceived: first, RecordedAt: r.RecordedAt,
			Receipt: r.ID, Reporter: d.Reporter, Subject: d.Subject, Body: d.Body, Source: d.Source, Stands: e.Stands,
		}
		one.Seen, one.Row = nil, nil // as it is read back
		w.wrote = append(w.wrote, one)
	}
	return nil
}
