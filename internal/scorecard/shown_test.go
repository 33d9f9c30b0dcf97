package scorecard_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/scorecard"
	"github.com/xhht/xhht/internal/series"
	"github.com/xhht/xhht/internal/standing"
)

// unjudged is a rate of 2024 that came and is no value.
func unjudged(t *testing.T, says series.Statement, v float64, over catalogue.DenominatorKind) series.Observation {
	t.Helper()
	return series.Observation{Indicator: "skills", Area: district, Level: area.District, Group: "all", Basis: series.Reported, At: end(2024),
		Received: ict(t, "2024-12-05 08:00:00"), Says: says, Unverified: &v, Over: over}
}

// A rate without counts, and one over those who registered, are shown beside the target in words, and are no value: nothing to judge,
// nothing that is late.
func TestARateThatIsNoValueIsShownAndNotJudged(t *testing.T) {
	for _, c := range []struct {
		says           series.Statement
		over           catalogue.DenominatorKind
		status         standing.Status
		sentence, text string
	}{
		{series.SaysUnverified, "", standing.Unverified, "chưa kiểm chứng", "80%, chưa có số đếm"},
		{series.SaysUnverified, catalogue.OverRegistered, standing.Unverified, "chưa kiểm chứng", "80% trên số đã đăng ký, chưa có số đếm"},
		{series.SaysOtherKind, catalogue.OverRegistered, standing.OtherDenominator, "chỉ tiêu tính trên người trong độ tuổi lao động", "80% trên số đã đăng ký"},
	} {
		in := world(t)
		ind := in.Registry.Indicators["skills"]
		ind.Over = catalogue.OverWorkingAge
		in.Registry.Indicators["skills"] = ind
		came(&in, district, "skills", 2023, 60)
		in.Observations = append(in.Observations, unjudged(t, c.says, 80, c.over))
		rows := scorecard.Rows(in, area.District)
		r := row(t, in, district, "skills")
		if r.Status != c.status || r.Value != nil || r.Gap != nil || r.Change != nil || r.Shown == nil || *r.Shown != 80 || r.Status.Silent() {
			t.Errorf("%s: %+v", c.status, r)
		}
		if got := r.ShownText(lang.Vietnamese); got != c.text {
			t.Errorf("%s is shown as %q, want %q", c.status, got, c.text)
		}
		if s := r.Sentence(in.Plan, lang.Vietnamese); !strings.Contains(s, c.sentence) || !strings.Contains(s, c.text) {
			t.Errorf("%s is said so: %q", c.status, s)
		}
		s := scorecard.Summarise(in.Plan, rows)
		if s.Counts[c.status] != 1 || s.Shown != 1 || s.Behind != 0 || strings.Contains(s.Sentence.VI, "Chưa đến hạn") {
			t.Errorf("%s: %+v", c.status, s)
		}
	}
}

// Whatever somebody claims without counts, or over others: no verdict of anybody changes.
func TestAClaimMovesNoVerdict(t *testing.T) {
	judged := func(in scorecard.Input) map[string]standing.Status {
		out := map[string]standing.Status{}
		for _, level := range []area.Level{area.District, area.Province} {
			for _, r := range scorecard.Rows(in, level) {
				if r.Area.UID != district || r.Indicator.ID != "skills" {
					out[r.Area.UID+r.Target.ID] = r.Status
				}
			}
		}
		return out
	}
	rapid.Check(t, func(rt *rapid.T) {
		in := world(t)
		for _, uid := range []string{"d:2@0", "d:3@0"} {
			came(&in, uid, "skills", 2024, rapid.Float64Range(0, 100).Draw(rt, "value"))
		}
		before := judged(in)
		says := rapid.SampledFrom([]series.Statement{series.SaysUnverified, series.SaysOtherKind}).Draw(rt, "says")
		in.Observations = append(in.Observations, unjudged(t, says, rapid.Float64Range(0, 100).Draw(rt, "claim"), catalogue.OverRegistered))
		if r := row(t, in, district, "skills"); r.Status.Verdict() || r.Value != nil {
			rt.Fatalf("the claim itself is judged: %+v", r)
		}
		after := judged(in)
		for k, st := range before {
			if after[k] != st {
				rt.Fatalf("%s was %s and is %s", k, st, after[k])
			}
		}
	})
}
