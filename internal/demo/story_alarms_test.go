package main

import (
	"slices"
	"testing"

	"github.com/xhht/xhht/internal/plan"
)

// The alarms that are expected of the demo are written down by hand, in rules_test.go. Here they are worked out a second time, from
// what the story says of each district, so that neither can be changed to suit the other.
func TestTheAlarmsFollowFromTheStory(t *testing.T) {
	var behind, offTrack, late, jump []string
	for _, c := range characters {
		bounds := plan.DefaultBounds
		switch {
		case c.misses > 0:
			late = append(late, c.uid) // who is silent is not called anything else
			continue
		case c.turns || c.pace < bounds.AtRisk:
			offTrack = append(offTrack, c.uid)
		case c.pace < bounds.OnTrack:
			behind = append(behind, c.uid)
		}
		if c.leaps {
			jump = append(jump, c.uid)
		}
	}
	// The one city has a target of its own, which it misses: it was to become a city of UNESCO's network.
	city := "d:855@0"
	offTrack = append([]string{city}, offTrack...)
	for rule, want := range map[string][]string{"behind": behind, "off-track": offTrack, "will-miss": {city}, "report-late": late, "jump": jump} {
		if got := alarms["xhht-"+rule+"-"+planID]; !slices.Equal(got, want) {
			t.Errorf("%s: %v are expected to fire, and the story says %v", rule, got, want)
		}
	}
	told := map[string][]string{"level-at-risk": {newFader}, "report-missing": {newMuted}}
	for rule, want := range told {
		if got := alarms["xhht-"+rule+"-"+regimeID]; !slices.Equal(got, want) {
			t.Errorf("%s: %v are expected to fire, and the story says %v", rule, got, want)
		}
	}
}

// checkBrokenRules turns the bound of every rule that fires around: one that would not be missed proves nothing.
func checkBrokenRules(t *testing.T, w wall) {
	t.Helper()
	turned := map[any]string{"lt": "gt", "gt": "lt", "eq": "ne"}
	for _, r := range loadRules(t, w.pages) {
		want, fires := alarms[r.UID]
		if !fires {
			continue
		}
		for _, d := range r.Data {
			if d.RefID != r.Condition {
				continue
			}
			conditions, _ := d.Model["conditions"].([]any)
			if len(conditions) != 1 {
				t.Fatalf("%s has %d conditions", r.UID, len(conditions))
			}
			condition, _ := conditions[0].(map[string]any)
			evaluator, _ := condition["evaluator"].(map[string]any)
			evaluator["type"] = turned[evaluator["type"]]
		}
		found, _, _ := w.evaluate(t, r)
		var units []string
		for _, f := range found {
			if !slices.Contains(units, f.unit) {
				units = append(units, f.unit)
			}
		}
		if slices.Sort(units); slices.Equal(units, want) {
			t.Errorf("%s fires on the same units with its bound turned around", r.UID)
		}
	}
}
