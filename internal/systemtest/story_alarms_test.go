package systemtest

import (
	"slices"
	"testing"

	"github.com/xhht/xhht/internal/demo/story"
	"github.com/xhht/xhht/internal/plan"
)

// The alarms that are expected of the demo are written down by hand, in rules_test.go. Here they are worked out a second time, from
// what the story says of each district, so that neither can be changed to suit the other.
func TestTheAlarmsFollowFromTheStory(t *testing.T) {
	var behind, offTrack, late, jump []string
	for _, c := range story.Districts {
		bounds := plan.DefaultBounds
		switch {
		case c.Misses > 0:
			late = append(late, c.UID) // who is silent is not called anything else
			continue
		case c.Turns || c.Pace < bounds.AtRisk:
			offTrack = append(offTrack, c.UID)
		case c.Pace < bounds.OnTrack:
			behind = append(behind, c.UID)
		}
		if c.Leaps {
			jump = append(jump, c.UID)
		}
	}
	// The one city has a target of its own, which it misses: it was to become a city of UNESCO's network.
	city := "d:855@0"
	offTrack = append([]string{city}, offTrack...)
	told := map[string][]string{}
	for rule, units := range map[string][]string{"behind": behind, "off-track": offTrack, "will-miss": {city}, "report-late": late, "jump": jump,
		"title-ends": {story.TitleEnds}, "title-lapsed": {story.TitleLapsed}} {
		told["xhht-"+rule+"-"+story.Plan] = units
	}
	for rule, units := range map[string][]string{"level-at-risk": {story.NewFader}, "report-missing": {story.NewMuted}} {
		told["xhht-"+rule+"-"+story.Regime] = units
	}
	for rule, want := range told {
		if got := alarms[rule]; !slices.Equal(got, want) {
			t.Errorf("%s: %v are expected to fire, and the story says %v", rule, got, want)
		}
	}
	for rule := range alarms {
		if told[rule] == nil {
			t.Errorf("%s is expected to fire: say here what in the story makes it", rule)
		}
	}
}

// checkBrokenRules turns the bound of every rule that fires around: one that would not be missed proves nothing.
func checkBrokenRules(t *testing.T, w wall) {
	t.Helper()
	turned := map[any]string{"lt": "gt", "gt": "lt", "eq": "ne"}
	for _, r := range w.rules(t) {
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
		if slices.Equal(called(w.grafana().Evaluate(t, r).Alerts), want) {
			t.Errorf("%s fires on the same units with its bound turned around", r.UID)
		}
	}
}
