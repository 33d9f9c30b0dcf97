package lawfile_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/xhht/xhht/internal/golden"
	"github.com/xhht/xhht/internal/lawfile"
)

// The law as it lies in plans/law: which rules, how certain each is, and nothing that no rule reaches.
func TestTheLawInThePlans(t *testing.T) {
	l, err := lawfile.Load("../../plans/law")
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	used := map[string]bool{}
	for _, d := range l.Decrees {
		fmt.Fprintf(&b, "%s: %d rules, %d findings\n", d.ID, len(d.Rules), len(d.Findings))
		for _, r := range d.Rules {
			fmt.Fprintf(&b, "  %s %s\n", r.ID, r.Confidence)
			ids := append(append([]string{r.Rest}, r.Counts...), "")
			if r.Special != nil {
				ids = append(ids, r.Special.Counts...)
			}
			for _, id := range ids {
				f, _ := l.Fact(id)
				used[f.ID], used[f.Of] = true, true
			}
		}
	}
	golden.Equal(t, "testdata/law.txt", b.String())
	for _, f := range l.Facts {
		if !used[f.ID] {
			t.Errorf("no rule uses %s", f.ID)
		}
	}
}
