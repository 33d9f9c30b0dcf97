package scorecard_test

import (
	"math"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/scorecard"
	"github.com/xhht/xhht/internal/series"
	"github.com/xhht/xhht/internal/standing"
)

func TestStatusOfARow(t *testing.T) {
	reported := func(unit, indicator string, year int, value float64) func(*scorecard.Input) {
		return func(in *scorecard.Input) { came(in, unit, indicator, year, value) }
	}
	for name, c := range map[string]struct {
		change       func(*scorecard.Input)
		unit, target string
		want         standing.Status
	}{
		"achieved":                     {reported(district, "skills", 2024, 50), district, "skills", standing.Achieved},
		"on track":                     {reported(district, "skills", 2024, 46), district, "skills", standing.OnTrack},
		"at risk":                      {reported(district, "skills", 2024, 42), district, "skills", standing.AtRisk},
		"off track":                    {reported(district, "skills", 2024, 35), district, "skills", standing.OffTrack},
		"reversing":                    {reported(district, "skills", 2024, 29), district, "skills", standing.Reversing},
		"late: the one before came":    {reported(district, "skills", 2023, 42), district, "skills", standing.Late},
		"not reported for two periods": {reported(district, "skills", 2022, 42), district, "skills", standing.NotReported},
		"never reported":               {func(*scorecard.Input) {}, district, "skills", standing.NotReported},
		"a group alone is no report": {func(in *scorecard.Input) {
			came(in, district, "skills", 2024, 50)
			in.Observations[0].Group = "sex=female"
		}, district, "skills", standing.NotReported},
		"another unit's report":              {reported("d:2@0", "skills", 2024, 50), district, "skills", standing.NotReported},
		"falling as asked":                   {reported(district, "dropout", 2024, 2.4), district, "dropout", standing.OnTrack},
		"falling too slowly":                 {reported(district, "dropout", 2024, 3), district, "dropout", standing.AtRisk},
		"a recognition that is not due yet":  {reported(district, "city", 2024, 0), district, "city", standing.OnTrack},
		"a recognition won":                  {reported(district, "city", 2024, 1), district, "city", standing.Achieved},
		"six of eight districts are 75%":     {reported(province, "share", 2024, 75), province, "share", standing.Achieved},
		"five of eight are not 70%":          {reported(province, "share", 2024, 62.5), province, "share", standing.AtRisk},
		"a first report starts its own line": {func(in *scorecard.Input) { in.Targets = nil; came(in, district, "skills", 2024, 10) }, district, "skills", standing.OnTrack},
	} {
		t.Run(name, func(t *testing.T) {
			in := world(t)
			baseline(&in, district, "skills", 2020, 30)
			baseline(&in, district, "dropout", 2020, 4)
			baseline(&in, district, "city", 2020, 0)
			baseline(&in, province, "share", 2020, 25)
			c.change(&in)
			if got := row(t, in, c.unit, c.target); got.Status != c.want {
				t.Errorf("status %s, want %s (judged %s by %+v)", got.Status, c.want, got.Period, got.Verdict)
			}
		})
	}
}

func TestEveryExpectedPairHasARow(t *testing.T) {
	in := world(t)
	if got := scorecard.Rows(in, area.District); len(got) != 8+1+8 {
		t.Errorf("%d rows of districts, want 8 on skills, 1 on city, 8 on dropout", len(got))
	}
	if got := scorecard.Rows(in, area.Province); len(got) != 2 {
		t.Errorf("%d rows of the province, want 2", len(got))
	}
	if got := scorecard.Rows(in, area.Commune); len(got) != 0 {
		t.Errorf("%d rows of communes, want none: the plan has none", len(got))
	}
}

func TestTheDeadlineDecidesWhichPeriodIsJudged(t *testing.T) {
	for name, c := range map[string]struct {
		asOf   string
		early  bool // the report for 2024 came on 5 December
		period string
		status standing.Status
	}{
		"the last second of 9 December in Vietnam":     {"2024-12-09 23:59:59", false, "2023", standing.AtRisk},
		"10 December in Vietnam, still the 9th by UTC": {"2024-12-10 00:00:00", false, "2024", standing.Late},
		"a report that came early is judged at once":   {"2024-12-06 00:00:00", true, "2024", standing.OnTrack},
		"looking back to before it came":               {"2024-12-05 08:00:00", true, "2023", standing.AtRisk},
		"before the first deadline":                    {"2021-06-01 00:00:00", false, "", standing.NotReported},
	} {
		t.Run(name, func(t *testing.T) {
			in := world(t)
			in.AsOf = ict(t, c.asOf)
			baseline(&in, district, "skills", 2020, 30)
			came(&in, district, "skills", 2023, 38)
			if c.early {
				came(&in, district, "skills", 2024, 46)
			}
			got := row(t, in, district, "skills")
			if got.Period.String() != c.period || got.Status != c.status {
				t.Errorf("judged %q as %s, want %q as %s", got.Period, got.Status, c.period, c.status)
			}
		})
	}
}

func TestMissingMembers(t *testing.T) {
	for name, c := range map[string]struct {
		low, high float64
		want      standing.Status
		gap       *float64
	}{
		"even the best case is behind":       {20, 29, standing.Reversing, new(-17.0)},
		"even the worst case is on the path": {47, 49, standing.OnTrack, new(1.0)},
		"the missing ones decide":            {38, 60, standing.Late, nil}, // some came: late, not unheard of
	} {
		t.Run(name, func(t *testing.T) {
			in := world(t)
			baseline(&in, province, "skills", 2020, 30)
			partly(&in, "skills", 2024, c.low, c.high, 6)
			got := row(t, in, province, "skills")
			if got.Status != c.want || got.Value != nil {
				t.Errorf("status %s with value %v, want %s and none", got.Status, got.Value, c.want)
			}
			if (got.Gap == nil) != (c.gap == nil) || c.gap != nil && math.Abs(*got.Gap-*c.gap) > 1e-9 {
				t.Errorf("gap %v, want the one nearer to the path, %v", got.Gap, c.gap)
			}
			if *got.Low != c.low || *got.High != c.high || got.Members != 6 || got.MembersOf != 8 {
				t.Errorf("bounds %v to %v of %g out of %g members", *got.Low, *got.High, got.Members, got.MembersOf)
			}
		})
	}
}

func TestAPartialTotalDoesNotHideTheLastStandingBeforeItIsDue(t *testing.T) {
	in := world(t)
	in.AsOf = ict(t, "2024-12-06 08:00:00")
	baseline(&in, province, "skills", 2020, 30)
	came(&in, province, "skills", 2023, 42)
	partly(&in, "skills", 2024, 5, 90, 1)
	if got := row(t, in, province, "skills"); got.Status != standing.OnTrack || got.Period != period.Year(2023) {
		t.Errorf("before the deadline the province is %s for %s, want on_track for 2023", got.Status, got.Period)
	}
	in.AsOf = ict(t, "2024-12-10 00:00:00")
	if got := row(t, in, province, "skills"); got.Status != standing.Late || got.Period != period.Year(2024) {
		t.Errorf("after the deadline the province is %s for %s, want late for 2024", got.Status, got.Period)
	}
}

func TestAShareIsCountedInWholeUnits(t *testing.T) {
	in := world(t)
	baseline(&in, province, "share", 2020, 25)
	came(&in, province, "share", 2024, 62.5)
	in.Observations[0].Numerator, in.Observations[0].Denominator = new(5.0), new(8.0)
	got := row(t, in, province, "share")
	if got.Needed != 6 || got.Have == nil || *got.Have != 5 || got.Next.Value != 75 {
		t.Errorf("needed %d, have %v, milestone %g; want 6, 5 and 75: 70%% of 8 is 6", got.Needed, got.Have, got.Next.Value)
	}
	if len(got.Findings) != 1 || got.Findings[0].ID != "open" {
		t.Errorf("findings %+v, want the one about this target", got.Findings)
	}
}

func TestARowKnowsWhatCameBefore(t *testing.T) {
	in := world(t)
	came(&in, district, "skills", 2021, 31)
	came(&in, district, "skills", 2022, 33)
	got := row(t, in, district, "skills")
	if got.Last == nil || *got.Last != 33 || !got.LastAt.Equal(end(2022)) || got.Prev != nil {
		t.Errorf("last %v at %s, previous %v; want 33 at the end of 2022 and none for 2023", got.Last, got.LastAt, got.Prev)
	}
	came(&in, district, "skills", 2023, 36)
	came(&in, district, "skills", 2024, 40)
	got = row(t, in, district, "skills")
	if got.Prev == nil || *got.Prev != 36 || got.Last != nil {
		t.Errorf("previous %v, last %v; want 36 and none, because the judged period has a value", got.Prev, got.Last)
	}
}

func TestADerivedRowIsAsLateAsItsLatestMember(t *testing.T) {
	in := world(t)
	due := period.DateOf(2024, 12, 9).EndOfDay()
	in.Reports = []series.Report{
		{Plan: "p", Form: "annual", Area: "d:1@0", At: end(2024), Due: due, Received: due.Add(-time.Hour)},
		{Plan: "p", Form: "annual", Area: "d:2@0", At: end(2024), Due: due, Received: due.Add(48 * time.Hour)},
		{Plan: "p", Form: "annual", Area: "d:3@0", At: end(2024), Due: due, Received: due.Add(24 * time.Hour)},
	}
	for unit, want := range map[string]float64{province: 2, "d:1@0": 0, "d:2@0": 2} {
		if got := row(t, in, unit, "skills").DaysLate; math.Abs(got-want) > 1e-9 {
			t.Errorf("%s is %g days late, want %g", unit, got, want)
		}
	}
}

// A value of two years ago must not stand for last year's only because the plan names no day for the report.
func TestWithoutADeadlineAPeriodIsDueWhenItIsOver(t *testing.T) {
	in := world(t)
	in.Plan.Forms[0].Due.Before = ""
	in.AsOf = ict(t, "2025-03-01 00:00:00")
	baseline(&in, district, "skills", 2020, 30)
	came(&in, district, "skills", 2023, 42)
	got := row(t, in, district, "skills")
	if got.Period.String() != "2024" || got.Status != standing.Late || got.DaysLate != 0 {
		t.Errorf("judged %s as %s, %g days late; want 2024, late by no known day", got.Period, got.Status, got.DaysLate)
	}
	a, _ := in.Registry.Areas.Get(district)
	if got := scorecard.LastDue(in.Plan, catalogue.Indicator{ID: "nobody's"}, a, in.AsOf); !got.IsZero() {
		t.Errorf("period %s is due of an indicator that is on no form", got)
	}
}

// A unit that was given more time is judged by the period before, as long as that time runs; what came counts at once.
func TestMoreTimeIsNoSilence(t *testing.T) {
	in := world(t)
	baseline(&in, district, "skills", 2020, 30)
	came(&in, district, "skills", 2023, 42)
	rep := series.Report{Plan: in.Plan.ID, Form: in.Plan.Forms[0].ID, Area: district, At: end(2024), Due: in.Plan.Forms[0].LastGoodDay(period.Year(2024)).EndOfDay(), CellsOf: 2}
	rep.Extended = in.AsOf.Add(time.Hour)
	in.Reports = []series.Report{rep}
	if got := row(t, in, district, "skills"); got.Period.String() != "2023" || got.Status == standing.Late || got.DaysLate != 0 {
		t.Errorf("with more time: judged %s as %s, %g days late", got.Period, got.Status, got.DaysLate)
	}
	if got := row(t, in, "d:2@0", "skills"); got.Period.String() != "2024" {
		t.Errorf("another unit is judged by %s", got.Period)
	}
	in.Reports[0].Extended = in.AsOf.Add(-36 * time.Hour)
	if got := row(t, in, district, "skills"); got.Period.String() != "2024" || got.Status != standing.Late || got.DaysLate != 1.5 {
		t.Errorf("once that time is over: judged %s as %s, %g days late", got.Period, got.Status, got.DaysLate)
	}
	in.Reports[0].Extended = in.AsOf.Add(time.Hour)
	came(&in, district, "skills", 2024, 46)
	if got := row(t, in, district, "skills"); got.Period.String() != "2024" || got.Status != standing.OnTrack {
		t.Errorf("the number that came within it: judged %s as %s", got.Period, got.Status)
	}
}

func TestBaselineIsTheEarliestPointBeforeTheFirstMilestone(t *testing.T) {
	in := world(t)
	baseline(&in, district, "skills", 2022, 33)
	baseline(&in, district, "skills", 2021, 31)
	baseline(&in, district, "skills", 2023, 36)
	baseline(&in, district, "skills", 2025, 50) // the milestone
	baseline(&in, "d:2@0", "skills", 2025, 50)
	baseline(&in, district, "unknown", 2020, 1)
	want := map[scorecard.BaselineKey]*standing.Point{{Target: "skills", Area: district}: {At: end(2021), Value: 31}}
	if diff := cmp.Diff(want, scorecard.Baselines(in.Plan, in.Targets)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestMilestonesWithoutANumber(t *testing.T) {
	in := world(t)
	in.AsOf = ict(t, "2027-01-15 08:00:00")
	came(&in, province, "share", 2026, 50)
	if got := row(t, in, province, "share"); got.Status != standing.Unquantified || got.Milestone.Comparator != plan.Increase {
		t.Errorf("“raise the quality” is judged as %s", got.Status)
	}
	baseline(&in, district, "dropout", 2020, 4)
	came(&in, district, "dropout", 2026, 1.9)
	if got := row(t, in, district, "dropout"); got.Status != standing.Achieved || got.Next.Value != 2 {
		t.Errorf("“maintain” is judged as %s, want achieved: it keeps the 2%% of 2025", got.Status)
	}
	in.Observations[1].Value = new(3.0)
	if got := row(t, in, district, "dropout"); got.Status != standing.OffTrack {
		t.Errorf("a level that was not kept is %s, want off_track", got.Status)
	}
}
