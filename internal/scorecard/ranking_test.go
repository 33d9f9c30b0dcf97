package scorecard_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/query"
	"github.com/xhht/xhht/internal/scorecard"
)

// places writes "unit: rank/of ×ties better than n%" in the order of the list.
func places(list []scorecard.Ranked, target string) string {
	var out []string
	for _, r := range list {
		if r.Target.ID != target {
			continue
		}
		s := strings.TrimSuffix(strings.TrimPrefix(r.Area.UID, "d:"), "@0") + ": "
		if r.Rank == 0 {
			out = append(out, s+"–")
			continue
		}
		s += fmt.Sprintf("%d/%d", r.Rank, r.Of)
		if r.Ties > 1 {
			s += fmt.Sprintf(" ×%d", r.Ties)
		}
		if r.Worse != nil {
			s += fmt.Sprintf(" %g%%", *r.Worse)
		}
		out = append(out, s)
	}
	return strings.Join(out, ", ")
}

func TestRank(t *testing.T) {
	in := world(t)
	for unit, v := range map[int]float64{1: 40, 2: 46, 3: 46, 4: 50, 5: 20} {
		uid := fmt.Sprintf("d:%d@0", unit)
		baseline(&in, uid, "skills", 2020, 30)
		came(&in, uid, "skills", 2024, v)
		came(&in, uid, "dropout", 2024, v/10)
	}
	rows := scorecard.Rows(in, area.District)
	// Of five ranked units four are others: 25% each. The units without a report keep the plan's order at the end.
	for by, want := range map[query.RankBy]string{
		query.ByGap:   "5: 5/5 0%, 1: 4/5 25%, 2: 2/5 ×2 50%, 3: 2/5 ×2 50%, 4: 1/5 100%, 6: –, 7: –, 8: –",
		query.ByValue: "5: 5/5 0%, 1: 4/5 25%, 2: 2/5 ×2 50%, 3: 2/5 ×2 50%, 4: 1/5 100%, 6: –, 7: –, 8: –",
		// By 2025: 20 → +30, 40 → +10, 46 → +4; 50 has nothing left to do.
		query.ByRequired:  "5: 5/5 0%, 1: 4/5 25%, 2: 2/5 ×2 50%, 3: 2/5 ×2 50%, 4: 1/5 100%, 6: –, 7: –, 8: –",
		query.ByProjected: "1: –, 2: –, 3: –, 4: –, 5: –, 6: –, 7: –, 8: –", // two points are too few
	} {
		if got := places(scorecard.Rank(rows, by), "skills"); got != want {
			t.Errorf("by %s:\ngot  %s\nwant %s", by, got, want)
		}
	}
	// Where lower is better 5% is worse than 2%.
	want := "4: 5/5 0%, 2: 3/5 ×2 25%, 3: 3/5 ×2 25%, 1: 2/5 75%, 5: 1/5 100%, 6: –, 7: –, 8: –"
	if got := places(scorecard.Rank(rows, query.ByValue), "dropout"); got != want {
		t.Errorf("where lower is better:\ngot  %s\nwant %s", got, want)
	}
	// A single unit is nobody's better or worse.
	if got := places(scorecard.Rank(rows[:1], query.ByValue), "skills"); got != "1: 1/1" {
		t.Errorf("alone: %s", got)
	}
}
