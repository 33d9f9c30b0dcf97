package decision_test

import (
	"testing"
	"time"

	"github.com/xhht/xhht/internal/decision"
	"github.com/xhht/xhht/internal/period"
)

var year = period.Year(2024)

// after applies decisions in order, each recorded an hour after the one before.
func after(list ...decision.Decision) *decision.State {
	var s decision.State
	for i, d := range list {
		s.Apply(decision.Recorded{Decision: d, Seq: int64(3 * (i + 1)), RecordedAt: hour(i)})
	}
	return &s
}

func hour(i int) time.Time { return time.Date(2024, 12, 1, i, 0, 0, 0, time.UTC) }

func extended(day int, units ...string) decision.Decision {
	d := decision.Decision{Kind: decision.Extension, Plan: "p", Form: "f", Period: year, Units: units, Withdrawn: day == 0}
	if day > 0 {
		d.Until = period.DateOf(2024, 12, day)
	}
	return d
}

func TestUntil(t *testing.T) {
	for name, c := range map[string]struct {
		state *decision.State
		want  string
	}{
		"nothing decided":              {after(), ""},
		"a single unit":                {after(extended(20, "b", "u")), "2024-12-20"},
		"another unit":                 {after(extended(20, "b")), ""},
		"all":                          {after(extended(20)), "2024-12-20"},
		"a correction":                 {after(extended(20, "u"), extended(15, "u")), "2024-12-15"},
		"the later of both":            {after(extended(20, "u"), extended(15)), "2024-12-20"},
		"the later of both, all":       {after(extended(12, "u"), extended(15)), "2024-12-15"},
		"withdrawn":                    {after(extended(20, "u"), extended(0, "u")), ""},
		"withdrawn, the other one":     {after(extended(20, "u"), extended(15), extended(0, "u")), "2024-12-15"},
		"withdrawn for all, not for u": {after(extended(12, "u"), extended(15), extended(0)), "2024-12-12"},
	} {
		if got := c.state.Until("p", "f", "u", year).String(); got != c.want {
			t.Errorf("%s: until %q, want %q", name, got, c.want)
		}
	}
	s := after(extended(20))
	if got := s.Until("q", "f", "u", year).String() + s.Until("p", "g", "u", year).String() + s.Until("p", "f", "u", year.Next()).String(); got != "" {
		t.Errorf("another plan, form or period is extended until %s", got)
	}
	if s.Last() != 3 {
		t.Errorf("the newest decision is number %d", s.Last())
	}
}

func TestDone(t *testing.T) {
	done := func(day int) decision.Decision {
		d := decision.Decision{Kind: decision.Done, Plan: "p", Deliverable: "d", Withdrawn: day == 0, Reason: "KH"}
		if day > 0 {
			d.On = period.DateOf(2024, 12, day)
		}
		return d
	}
	for name, c := range map[string]struct {
		state    *decision.State
		on       string
		recorded time.Time
	}{
		"nobody said so":        {after(), "", time.Time{}},
		"done":                  {after(done(5)), "2024-12-05", hour(0)},
		"the day was corrected": {after(done(5), done(4)), "2024-12-04", hour(0)},
		"withdrawn":             {after(done(5), done(0)), "", time.Time{}},
		"done after all":        {after(done(5), done(0), done(6)), "2024-12-06", hour(2)},
	} {
		got, ok := c.state.Done("p", "d")
		if got.On.String() != c.on || !got.RecordedAt.Equal(c.recorded) || ok != (c.on != "") {
			t.Errorf("%s: %+v, %v", name, got, ok)
		}
		if _, ok := c.state.Done("q", "d"); ok {
			t.Errorf("%s: another plan's is done, too", name)
		}
	}
}

func TestApproved(t *testing.T) {
	approve := func(form string, entries int64, indicators ...string) decision.Decision {
		return decision.Decision{Kind: decision.Approval, Plan: "p", Form: form, Period: year, Units: []string{"u"}, Indicators: indicators, Entries: entries, Withdrawn: entries == 0}
	}
	for name, c := range map[string]struct {
		state     *decision.State
		upTo      int64
		withdrawn bool
	}{
		"nothing decided":                  {after(), 0, false},
		"approved":                         {after(approve("f", 7, "i", "j")), 7, false},
		"another indicator":                {after(approve("f", 7, "j")), 0, false},
		"approved again":                   {after(approve("f", 7, "i"), approve("f", 9, "i")), 9, false},
		"withdrawn":                        {after(approve("f", 7, "i"), approve("f", 0, "i")), 0, true},
		"another form's":                   {after(approve("f", 7, "i"), approve("g", 8, "i")), 8, false},
		"one of two forms' withdrawn":      {after(approve("f", 7, "i"), approve("g", 8, "i"), approve("g", 0, "i")), 7, false},
		"the older of two forms withdrawn": {after(approve("f", 7, "i"), approve("g", 8, "i"), approve("f", 0, "i")), 8, false},
	} {
		if upTo, withdrawn := c.state.Approved("u", "i", year); upTo != c.upTo || withdrawn != c.withdrawn {
			t.Errorf("%s: up to %d, withdrawn %v", name, upTo, withdrawn)
		}
		if upTo, _ := c.state.Approved("v", "i", year); upTo != 0 {
			t.Errorf("%s: another unit's is approved, too", name)
		}
	}
}

func TestSupersedes(t *testing.T) {
	for name, c := range map[string]struct {
		later, first decision.Decision
		want         bool
	}{
		"the same unit":     {extended(21, "u"), extended(20, "u", "v"), true},
		"another unit":      {extended(21, "w"), extended(20, "u", "v"), false},
		"all after one":     {extended(21), extended(20, "u"), false},
		"one after all":     {extended(21, "u"), extended(20), false},
		"all after all":     {extended(21), extended(20), true},
		"another kind":      {decision.Decision{Kind: decision.Approval, Plan: "p", Form: "f", Period: year, Units: []string{"u"}}, extended(20, "u"), false},
		"another plan":      {decision.Decision{Kind: decision.Extension, Plan: "q", Form: "f", Period: year}, extended(20), false},
		"its own deed":      {decision.Decision{Kind: decision.Done, Plan: "p", Deliverable: "d"}, decision.Decision{Kind: decision.Done, Plan: "p", Deliverable: "d"}, true},
		"another deed":      {decision.Decision{Kind: decision.Done, Plan: "p", Deliverable: "d"}, decision.Decision{Kind: decision.Done, Plan: "p", Deliverable: "e"}, false},
		"another's periods": {decision.Decision{Kind: decision.Extension, Plan: "p", Form: "f", Period: year.Next()}, extended(20), false},
	} {
		if got := c.later.Supersedes(c.first); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// A form that was locked for all units is open to those that were asked only afterwards; a lock of their own holds.
func TestALockShutsOutNobodyWhoWasAskedLater(t *testing.T) {
	lock := func(units ...string) decision.Decision {
		return decision.Decision{Kind: decision.Lock, Plan: "p", Form: "f", Period: year, Units: units}
	}
	before, later := period.DateOf(2024, 11, 30), period.DateOf(2024, 12, 2)
	for name, c := range map[string]struct {
		state *decision.State
		asked period.Date
		want  bool
	}{
		"always asked":        {after(lock()), period.Date{}, true},
		"asked before":        {after(lock()), before, true},
		"asked later":         {after(lock()), later, false},
		"locked by its name":  {after(lock("u")), later, true},
		"locked, and all too": {after(lock("u"), lock()), later, true},
	} {
		if got := c.state.Locked("p", "f", "u", year, c.asked); got != c.want {
			t.Errorf("%s: locked %v", name, got)
		}
	}
}
