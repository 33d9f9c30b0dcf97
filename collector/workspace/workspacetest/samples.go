package workspacetest

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/xhht/xhht/collector/workspace"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/subject"
)

func sampleOf(machine subject.ID, id, key, cell string) workspace.Sample {
	return workspace.Sample{
		ID: id, Machine: machine, Key: key, Cell: cell, Plan: slot.Plan, Row: json.RawMessage(`{"unit":"xã Quới Thiên"}`),
		Why: []workspace.Doubt{{Code: "unknown_unit", Text: lang.Text{VI: "không có đơn vị này", EN: "no such unit"}}}, Nearest: []string{"Xã Quới Thiện", "Xã Quới An"},
	}
}

func keysOf(list []workspace.Sample) (keys []string) {
	for _, one := range list {
		keys = append(keys, one.Key)
	}
	return keys
}

func samples(t *testing.T, open Open) {
	s, c := fresh(t, open)
	ctx := t.Context()
	moodle, other, an := subject.NewID(), subject.NewID(), subject.NewID()
	first := sampleOf(moodle, "1", "2026-01-15/a", "quoi-thien/a")
	ok(t, s.HoldSamples(ctx, []workspace.Sample{first, sampleOf(moodle, "2", "2026-01-15/b", "quoi-thien/b"), sampleOf(other, "3", "2026-01-15/a", "quoi-thien/a")}))
	first.State, first.Held = workspace.SampleHeld, c.now
	ok(t, s.HoldSamples(ctx, []workspace.Sample{sampleOf(moodle, "4", "2026-01-15/a", "quoi-thien/a")})) // sent again
	held, err := s.ListSamples(ctx, workspace.SampleHeld, "")
	ok(t, err)
	same(t, "held", keysOf(held), []string{"2026-01-15/a", "2026-01-15/b", "2026-01-15/a"})
	same(t, "first", held[0], first)

	c.pass(day)
	ok(t, s.HoldSamples(ctx, []workspace.Sample{sampleOf(moodle, "5", "2026-01-16/a", "quoi-thien/a")}))
	held, err = s.ListSamples(ctx, workspace.SampleHeld, "")
	ok(t, err)
	same(t, "a newer one of the cell takes its place", keysOf(held), []string{"2026-01-15/b", "2026-01-15/a", "2026-01-16/a"})
	gone, err := s.ListSamples(ctx, workspace.SampleReplaced, "")
	ok(t, err)
	first.State, first.Settled, first.SettledBy = workspace.SampleReplaced, c.now, moodle
	same(t, "replaced", gone, []workspace.Sample{first})

	ok(t, s.AssignSample(ctx, "2", an))
	mine, err := s.ListSamples(ctx, workspace.SampleHeld, an)
	ok(t, err)
	same(t, "mine", keysOf(mine), []string{"2026-01-15/b"})
	notFound(t, "no sample", s.AssignSample(ctx, "9", an))
	is[*workspace.Settled](t, s.AssignSample(ctx, "1", an))
	for name, bad := range map[string]func(*workspace.Sample){
		"no ID": func(p *workspace.Sample) { p.ID = "" }, "no machine": func(p *workspace.Sample) { p.Machine = "" }, "no key": func(p *workspace.Sample) { p.Key = "" }, "no cell": func(p *workspace.Sample) { p.Cell = "" },
	} {
		one := sampleOf(moodle, "8", "x", "y")
		if bad(&one); s.HoldSamples(ctx, []workspace.Sample{sampleOf(moodle, "7", "v", "w"), one}) == nil {
			t.Errorf("%s: held", name)
		}
	}
	held, err = s.ListSamples(ctx, workspace.SampleHeld, "")
	ok(t, err)
	if len(held) != 3 {
		t.Errorf("half of a refused list is held: %v", keysOf(held))
	}
}

func settledSamples(t *testing.T, open Open) {
	s, c := fresh(t, open)
	ctx := t.Context()
	moodle, an, binh := subject.NewID(), subject.NewID(), subject.NewID()
	ok(t, s.HoldSamples(ctx, []workspace.Sample{sampleOf(moodle, "1", "a", "a"), sampleOf(moodle, "2", "b", "b")}))
	c.pass(time.Hour)
	for name, bad := range map[string]workspace.Settlement{
		"no receipt": {State: workspace.SampleTaken, By: an}, "no reason": {State: workspace.SampleRefused, By: an}, "nobody": {State: workspace.SampleRefused, Reason: "x"},
		"not settled": {State: workspace.SampleHeld, By: an, Reason: "x", Receipt: "x"},
	} {
		if s.SettleSample(ctx, "1", bad) == nil {
			t.Errorf("%s: settled", name)
		}
	}
	ok(t, s.SettleSample(ctx, "1", workspace.Settlement{State: workspace.SampleTaken, By: an, Receipt: "XHHT-1"}))
	err := s.SettleSample(ctx, "1", workspace.Settlement{State: workspace.SampleRefused, By: binh, Reason: "không phải xã này"})
	if was := is[*workspace.Settled](t, err); was.Sample.SettledBy != an || was.Sample.Receipt != "XHHT-1" || !was.Sample.Settled.Equal(c.now) {
		t.Errorf("settled by %+v", was.Sample)
	}
	ok(t, s.SettleSample(ctx, "2", workspace.Settlement{State: workspace.SampleRefused, By: binh, Reason: "không phải xã này"}))
	ok(t, s.HoldSamples(ctx, []workspace.Sample{sampleOf(moodle, "3", "b", "b")})) // sent again after it was refused
	held, err := s.ListSamples(ctx, workspace.SampleHeld, "")
	ok(t, err)
	if len(held) > 0 {
		t.Errorf("held again: %v", keysOf(held))
	}
	notFound(t, "no sample", s.SettleSample(ctx, "9", workspace.Settlement{State: workspace.SampleRefused, By: binh, Reason: "x"}))
}
