package systemtest

import (
	"slices"
	"testing"

	"github.com/xhht/xhht/internal/demo/story"
	"github.com/xhht/xhht/internal/grafanatest"
	"github.com/xhht/xhht/internal/query"
	"github.com/xhht/xhht/internal/standing"
)

// declared is why panels show nothing on the demo.
type declared struct {
	why string
	of  func(grafanatest.Shown) bool
}

// silences are the panels that show nothing on the demo, each with why that is right.
var silences = []declared{
	{"nobody reports on this plan in the demo", func(s grafanatest.Shown) bool {
		return !about(s, story.Plan, story.Regime) && asks(s, query.Series, query.Alert, query.Scorecard, query.Revisions, query.Compare, query.Levels)
	}},
	{"the document sets nobody a target", func(s grafanatest.Shown) bool {
		return about(s, story.Regime, "kien-giang-2021") && asks(s, query.Scorecard, query.Ranking, query.Series)
	}},
	{"the document asks for no reports in numbers", func(s grafanatest.Shown) bool {
		return about(s, "kien-giang-2021", "bac-ninh-2021-2030") && asks(s, query.Reporting)
	}},
	{"the plan's years are over", func(s grafanatest.Shown) bool {
		return about(s, "hung-yen-2012-2020", "phu-my-2024") && asks(s, query.Events, query.Reporting)
	}},
	{"no numbers of the demo contradict each other", func(s grafanatest.Shown) bool {
		return about(s, story.Plan) && !slices.ContainsFunc(s.Asked, func(a grafanatest.Asked) bool {
			return !slices.Equal(a.Query.Statuses, []standing.Status{standing.Undecided})
		})
	}},
	{"no verdict of the demo depends on the method", func(s grafanatest.Shown) bool {
		return about(s, story.Plan) && slices.ContainsFunc(s.Asked, func(a grafanatest.Asked) bool { return a.Query.Compare == query.CompareMethods })
	}},
	{"this unit has corrected nothing", func(s grafanatest.Shown) bool {
		return about(s, story.Plan, story.Regime) && asks(s, query.Revisions) && (asksOf(s, "p:86@0") || asksOf(s, "d:855@0") || asksOf(s, "c:29542@0"))
	}},
}

// about reports whether the panel asks about one of the plans.
func about(s grafanatest.Shown, plans ...string) bool {
	return slices.ContainsFunc(s.Asked, func(a grafanatest.Asked) bool { return slices.Contains(plans, a.Query.Plan) })
}

// asks reports whether the panel asks only such questions.
func asks(s grafanatest.Shown, kinds ...query.Kind) bool {
	return !slices.ContainsFunc(s.Asked, func(a grafanatest.Asked) bool { return !slices.Contains(kinds, a.Query.Kind) })
}

// asksOf reports whether the panel asks about the one unit.
func asksOf(s grafanatest.Shown, unit string) bool {
	return !slices.ContainsFunc(s.Asked, func(a grafanatest.Asked) bool { return !slices.Equal(a.Query.Units, []string{unit}) })
}

// checkSilences holds the empty panels against what is declared.
func checkSilences(t *testing.T, all []grafanatest.Shown) {
	t.Helper()
	used := make([]bool, len(silences))
	for _, s := range all {
		if s.Left > 0 || s.Panel.Type == "text" || len(s.Faults) > 0 {
			continue
		}
		if i := silence(s); i >= 0 {
			used[i] = true
			continue
		}
		t.Errorf("%s%s / %d %s: shows nothing on the demo, and nobody has said why", s.Page.UID, chosen(s.Page), s.Panel.ID, s.Panel.Title)
	}
	for i, is := range used {
		if !is {
			t.Errorf("no panel is empty because “%s”: strike it out", silences[i].why)
		}
	}
}

// silence is which of the reasons holds for an empty panel, -1 for none.
func silence(s grafanatest.Shown) int {
	return slices.IndexFunc(silences, func(d declared) bool { return d.of(s) })
}
