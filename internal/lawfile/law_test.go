package lawfile_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xhht/xhht/internal/law"
	"github.com/xhht/xhht/internal/lawfile"
)

// The law as it lies in plans/law: how many rules, how certain, and nothing that no rule reaches.
func TestTheLawInThePlans(t *testing.T) {
	l, err := lawfile.Load("../../plans/law")
	if err != nil {
		t.Fatal(err)
	}
	type tally struct{ Rules, Medium, Low, Findings int }
	got, used := map[string]tally{}, map[string]bool{}
	for _, d := range l.Decrees {
		c := tally{Rules: len(d.Rules), Findings: len(d.Findings)}
		for _, r := range d.Rules {
			switch r.Confidence {
			case law.Medium:
				c.Medium++
			case law.Low:
				c.Low++
			}
			ids := append(append([]string{r.Rest}, r.Counts...), "")
			if r.Special != nil {
				ids = append(ids, r.Special.Counts...)
			}
			for _, id := range ids {
				f, _ := l.Fact(id)
				used[f.ID], used[f.Of] = true, true
			}
		}
		got[d.ID] = c
	}
	want := map[string]tally{ // 48 rules in all
		"nd20-2014":  {Rules: 32, Medium: 4, Findings: 5},
		"tt07-2016":  {Rules: 4, Findings: 4},
		"nd277-2025": {Rules: 4, Medium: 4, Findings: 2},
		"nd142-2025": {Rules: 8, Low: 8, Findings: 2},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	for _, f := range l.Facts {
		if !used[f.ID] {
			t.Errorf("no rule uses %s", f.ID)
		}
	}
}
