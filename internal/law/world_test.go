package law_test

import (
	"maps"
	"testing"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/law"
	"github.com/xhht/xhht/internal/lawfile"
)

// rules are the real ones: a test of the engine on invented rules would not prove the law.
func rules(tb testing.TB) law.Law {
	tb.Helper()
	l, err := lawfile.Load("../../plans/law")
	if err != nil {
		tb.Fatal(err)
	}
	return l
}

// full is a commune in which every whole is 1000 and everybody meets everything.
func full(l law.Law, special bool) law.Unit {
	counts := map[string]int{}
	for _, f := range l.Facts {
		counts[f.ID] = 1000
		if f.Beside != "" {
			counts[f.ID] = 0
		}
	}
	return law.Unit{Name: "Xã mẫu", Tier: area.Commune, Special: &special, Counts: counts}
}

// with returns the commune with other counts; a negative one was not reported.
func with(u law.Unit, counts map[string]int) law.Unit {
	all := maps.Clone(u.Counts)
	for id, n := range counts {
		if all[id] = n; n < 0 {
			delete(all, id)
		}
	}
	u.Counts = all
	return u
}

// above is a unit over good communes, bad ones, and ones that reported nothing.
func above(l law.Law, tier area.Level, good, bad, silent int) law.Unit {
	u := law.Unit{Name: "Đơn vị mẫu", Tier: tier}
	failing := with(full(l, false), map[string]int{})
	for id := range failing.Counts {
		if f, _ := l.Fact(id); f.Of != "" {
			failing.Counts[id] = 0
		}
	}
	for range good {
		u.Members = append(u.Members, full(l, false))
	}
	for range bad {
		u.Members = append(u.Members, failing)
	}
	for range silent {
		u.Members = append(u.Members, law.Unit{Name: "Xã im lặng", Tier: area.Commune})
	}
	return u
}

func ask(l law.Law, p law.Program, level, year int, u law.Unit) law.Outcome {
	return l.Ask(law.Question{Program: p, Level: level, On: law.CountingDay(year)}, u).Outcome
}
