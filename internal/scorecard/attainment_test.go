package scorecard_test

import (
	"fmt"
	"testing"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/scorecard"
)

func number(n *int) string {
	if n == nil {
		return "?"
	}
	return fmt.Sprint(*n)
}

func attained(t *testing.T, in scorecard.Input, level area.Level, target string) string {
	t.Helper()
	for _, a := range scorecard.Attain(in.Registry, in.Plan, scorecard.Rows(in, level)) {
		if a.Target.ID == target {
			return fmt.Sprintf("%s of %d (%s–%s), %d needed, %s missing, %d behind, %d silent", number(a.Have), a.Of, number(a.Low), number(a.High), a.Needed, number(a.Missing()), a.Behind, a.Silent)
		}
	}
	t.Fatalf("no %s at the level %s", target, level)
	return ""
}

func TestAttainCountsUnits(t *testing.T) {
	in := world(t)
	if got, want := attained(t, in, area.District, "skills"), "? of 8 (?–?), 8 needed, ? missing, 0 behind, 8 silent"; got != want {
		t.Errorf("nothing came: got %s, want %s", got, want)
	}
	for unit := range 6 {
		uid := fmt.Sprintf("d:%d@0", unit+1)
		baseline(&in, uid, "skills", 2020, 30)
		came(&in, uid, "skills", 2024, []float64{55, 50, 46, 30, 60, 20}[unit]) // met, met, on track, off track, met, reversing
	}
	if got, want := attained(t, in, area.District, "skills"), "? of 8 (3–5), 8 needed, ? missing, 2 behind, 2 silent"; got != want {
		t.Errorf("two are silent: got %s, want %s", got, want)
	}
	came(&in, "d:7@0", "skills", 2024, 50)
	came(&in, "d:8@0", "skills", 2024, 10)
	// Without a baseline the path is not known, so that 10% is behind nothing.
	if got, want := attained(t, in, area.District, "skills"), "4 of 8 (?–?), 8 needed, 4 missing, 2 behind, 0 silent"; got != want {
		t.Errorf("everybody came: got %s, want %s", got, want)
	}
}

func TestAttainCountsMembersOfAShare(t *testing.T) {
	in := world(t)
	partly(&in, "share", 37.5, 75, 5)
	if got, want := attained(t, in, area.Province, "share"), "? of 8 (3–6), 6 needed, ? missing, 0 behind, 3 silent"; got != want {
		t.Errorf("three members are missing: got %s, want %s", got, want)
	}
	in = world(t)
	came(&in, province, "share", 2024, 62.5)
	// 70% of 8 is 5.6: six have to, five do.
	if got, want := attained(t, in, area.Province, "share"), "5 of 8 (?–?), 6 needed, 1 missing, 0 behind, 0 silent"; got != want {
		t.Errorf("every member came: got %s, want %s", got, want)
	}
}

func TestTheNationBesideThePlan(t *testing.T) {
	in := world(t)
	nation := plan.Plan{ID: "n", Kind: plan.Reference, Targets: []plan.Target{{ID: "n", Indicator: "skills",
		Milestones: []plan.Milestone{milestone(2025, plan.AtLeast, new(45.0)), milestone(2030, plan.AtLeast, new(65.0))}}}}
	in.Registry.Plans = append(in.Registry.Plans, plan.Plan{ID: "neighbour", Targets: nation.Targets}, nation)
	for _, a := range scorecard.Attain(in.Registry, in.Plan, scorecard.Rows(in, area.District)) {
		switch n := a.National; {
		case a.Target.ID != "skills" && n != nil:
			t.Errorf("the nation has a target for %s", a.Target.ID)
		case a.Target.ID == "skills" && (n == nil || *n.Milestone.Value != 45 || n.Plan.ID != "n" || n.NeedText(in.Registry, "vi") != "45%"):
			t.Errorf("beside 50%% by 2025 stands %+v", n)
		}
	}
	for year, want := range map[int]float64{2024: 45, 2026: 65, 2030: 65, 2040: 65} {
		if n := scorecard.NationalFor(in.Registry, in.Plan, "skills", milestone(year, plan.AtLeast, nil).By); *n.Milestone.Value != want {
			t.Errorf("beside a milestone of %d stands %g, want %g", year, *n.Milestone.Value, want)
		}
	}
}
