package scorecard_test

import (
	"fmt"
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
		"a recognition that is not due yet":  {reported(district, "city", 2024, 0), district, "city", standing.NotYetDue},
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
			came(&in, province, "skills", 2023, 35)
			partly(&in, "skills", c.low, c.high, 6)
			got := row(t, in, province, "skills")
			if got.Status != c.want || got.Value != nil {
				t.Errorf("status %s with value %v, want %s and none", got.Status, got.Value, c.want)
			}
			if (got.Gap == nil) != (c.gap == nil) || c.gap != nil && math.Abs(*got.Gap-*c.gap) > 1e-9 {
				t.Errorf("gap %v, want the one nearer to the path, %v", got.Gap, c.gap)
			}
			if got.Projection != nil || got.Change != nil {
				t.Errorf("bounds lead to %+v with a change of %v; a bound is no value", got.Projection, got.Change)
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
	partly(&in, "skills", 5, 90, 1)
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

// Of whom it was decided that nobody there can report is not silent, nor is a total that lacks only such units; one that lacks
// another unit, too, is.
func TestNobodyToReportIsNoSilence(t *testing.T) {
	in := world(t)
	rep := func(unit string) series.Report {
		return series.Report{Plan: in.Plan.ID, Form: in.Plan.Forms[0].ID, Area: unit, At: end(2024), Due: in.Plan.Forms[0].LastGoodDay(period.Year(2024)).EndOfDay(), CellsOf: 2}
	}
	vacant := rep(district)
	vacant.NoReporter = in.AsOf.Add(-time.Hour)
	came(&in, district, "skills", 2023, 42)
	partly(&in, "skills", 5, 90, 1)
	in.Reports = []series.Report{vacant}
	for unit, want := range map[string]standing.Status{district: standing.NoReporter, province: standing.NoReporter, "d:2@0": standing.NotReported} {
		got := row(t, in, unit, "skills")
		if got.Status != want || got.Period != period.Year(2024) || want == standing.NoReporter && got.DaysLate != 0 {
			t.Errorf("%s is %s for %s, %g days late; want %s for 2024", unit, got.Status, got.Period, got.DaysLate, want)
		}
	}
	in.Reports = append(in.Reports, rep("d:2@0"))
	if got := row(t, in, province, "skills"); got.Status != standing.Late || got.DaysLate == 0 {
		t.Errorf("with a second unit missing the province is %s, %g days late", got.Status, got.DaysLate)
	}
	came(&in, district, "skills", 2024, 46)
	if got := row(t, in, district, "skills"); got.Value == nil || got.Status == standing.NoReporter {
		t.Errorf("what came all the same is judged as %s with %v", got.Status, got.Value)
	}
}

func TestBaselineIsTheEarliestOne(t *testing.T) {
	in := world(t)
	baseline(&in, district, "skills", 2022, 33)
	baseline(&in, district, "skills", 2021, 31)
	baseline(&in, district, "skills", 2023, 36)
	in.Targets = append(in.Targets, series.TargetPoint{Kind: series.MilestonePoint, Plan: "p", Target: "skills", Area: district, At: end(2020), Value: 50})
	baseline(&in, "d:2@0", "skills", 2025, 49)
	baseline(&in, district, "unknown", 2020, 1)
	want := map[scorecard.BaselineKey]*standing.Point{{Target: "skills", Area: district}: {At: end(2021), Value: 31}, {Target: "skills", Area: "d:2@0"}: {At: end(2025), Value: 49}}
	if diff := cmp.Diff(want, scorecard.Baselines(in.Plan, in.Targets)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// A unit that is first heard of at or after the first milestone: on that milestone's day it is held to the milestone, and
// later to a line of its own that begins where it began.
func TestALateBaseline(t *testing.T) {
	for _, c := range []struct {
		began, judged   int
		value, expected float64
		status          standing.Status
	}{
		{2025, 2025, 20, 50, standing.OffTrack},
		{2025, 2026, 30, 30, standing.OnTrack}, // from 20 to 70 in five years
		{2025, 2026, 25, 30, standing.OffTrack},
		{2026, 2026, 30, 30, standing.OnTrack},
		{2026, 2028, 30, 50, standing.OffTrack},
		{2030, 2030, 60, 70, standing.OffTrack},
	} {
		in := world(t)
		in.AsOf = ict(t, fmt.Sprintf("%d-12-31 08:00:00", c.judged))
		baseline(&in, district, "skills", c.began, 20)
		if c.began == c.judged {
			in.Targets[0].Value = c.value
		} else if c.began == 2026 {
			in.Targets[0].Value = 30
		}
		came(&in, district, "skills", c.judged, c.value)
		r := row(t, in, district, "skills")
		if r.Expected == nil || math.Abs(*r.Expected-c.expected) > 1e-9 || r.Status != c.status {
			t.Errorf("began %d, judged %d: %+v, want %g expected, %s", c.began, c.judged, r.Verdict, c.expected, c.status)
		}
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

func TestARowKnowsItsHistory(t *testing.T) {
	in := world(t)
	in.AsOf = ict(t, "2029-01-15 08:00:00")
	baseline(&in, district, "skills", 2020, 30)
	for year := 2021; year <= 2028; year++ {
		if year != 2026 {
			came(&in, district, "skills", year, float64(2*year-4010)) // 32, 34, …, 46
		}
	}
	got := row(t, in, district, "skills")
	// Six periods back from 2028 are 2023 to 2028; nothing came for 2026.
	want := []standing.Point{{At: end(2023), Value: 36}, {At: end(2024), Value: 38}, {At: end(2025), Value: 40}, {At: end(2027), Value: 44}, {At: end(2028), Value: 46}}
	if diff := cmp.Diff(want, got.Projection.Points); diff != "" {
		t.Errorf("the projection is made from (-want +got):\n%s", diff)
	}
	if *got.Projection.Value != 50 || !got.Projection.At.Equal(end(2030)) || *got.Previous != want[3] || *got.Change != 2 || got.Trend() != standing.Improving {
		t.Errorf("projected %g by %s, previous %+v, change %g", *got.Projection.Value, got.Projection.At, got.Previous, *got.Change)
	}
}

func TestARowBesideABoundKeepsItsStatus(t *testing.T) {
	for name, c := range map[string]struct {
		values []float64 // of 2021 on; the path asks for 34, 38, 42, 46
		want   standing.Status
		held   bool
	}{
		"it was on track":         {[]float64{34, 38, 42, 45.1}, standing.OnTrack, true}, // a pace of 94.4 %
		"it was at risk":          {[]float64{34, 38, 40, 45.1}, standing.AtRisk, false},
		"it was at risk long ago": {[]float64{31, 38, 42, 45.1}, standing.OnTrack, true},
	} {
		t.Run(name, func(t *testing.T) {
			in := world(t)
			baseline(&in, district, "skills", 2020, 30)
			for i, v := range c.values {
				came(&in, district, "skills", 2021+i, v)
			}
			got := row(t, in, district, "skills")
			if got.Status != c.want || got.Raw != standing.AtRisk || (got.Held != nil) != c.held {
				t.Errorf("%s, %s without the band, held by %+v", got.Status, got.Raw, got.Held)
			}
			in.Plan.Bounds.Hysteresis = new(0.0)
			if got := row(t, in, district, "skills"); got.Status != standing.AtRisk || got.Held != nil {
				t.Errorf("with the band turned off it is %s", got.Status)
			}
		})
	}
}

// With nine annual reports read six at a time a status within the band is not decided anew when the oldest leaves.
func TestTheWindowOfAHistoryIsCutKnowingly(t *testing.T) {
	in := world(t)
	baseline(&in, district, "skills", 2020, 30)
	in.AsOf = ict(t, "2030-01-15 08:00:00")
	for year := 2021; year <= 2029; year++ {
		path := 30 + 4*float64(year-2020)
		pace := 0.94
		if year%2 == 1 {
			pace = 0.96
		}
		came(&in, district, "skills", year, 30+pace*(path-30))
	}
	for year := 2022; year <= 2029; year++ {
		in.AsOf = time.Date(year+1, 1, 15, 0, 0, 0, 0, time.UTC)
		if got := row(t, in, district, "skills"); got.Status != standing.OnTrack && got.Status != standing.Achieved {
			t.Errorf("in %d it is %s, with a pace of %g", year, got.Status, *got.Pace)
		}
	}
}

func TestAUnitThatFirstReportsAfterAMilestone(t *testing.T) {
	in := world(t)
	in.AsOf = ict(t, "2028-01-15 08:00:00")
	baseline(&in, district, "skills", 2025, 50)
	in.Targets[0].Kind = series.MilestonePoint
	baseline(&in, district, "skills", 2026, 40) // the first value
	came(&in, district, "skills", 2026, 40)
	came(&in, district, "skills", 2027, 47.5)
	got := row(t, in, district, "skills")
	if got.Status != standing.OnTrack || *got.Expected != 47.5 || !got.Baseline.At.Equal(end(2026)) {
		t.Errorf("%s against %v from %+v; want on track against 47.5, a quarter of the way from 40 to 70", got.Status, got.Expected, got.Baseline)
	}
}

func TestAboveAShareIsCountedInWholeUnits(t *testing.T) {
	in := world(t)
	in.Plan.Targets[1].Milestones[0].Comparator, in.Plan.Targets[1].Milestones[0].Value = plan.Above, new(50.0)
	baseline(&in, province, "share", 2020, 25)
	came(&in, province, "share", 2024, 50)
	if got := row(t, in, province, "share"); got.Needed != 5 || got.Next.Value != 62.5 || got.Status == standing.Achieved {
		t.Errorf("four of eight are %s with %d needed", got.Status, got.Needed)
	}
	in.Observations[0].Value = new(62.5)
	if got := row(t, in, province, "share"); got.Status != standing.Achieved {
		t.Errorf("five of eight are %s", got.Status)
	}
}

func TestAGapIsDueWithItsRate(t *testing.T) {
	in := world(t)
	in.Registry.Indicators["gap"] = catalogue.Indicator{ID: "gap", Measure: catalogue.Gap, Of: "skills", Group: "sex=female", Direction: catalogue.Lower, Frequency: period.Annual}
	in.Plan.Targets = append(in.Plan.Targets, plan.Target{ID: "gap", Indicator: "gap", Level: area.Province, Milestones: []plan.Milestone{milestone(2025, plan.Parity, nil)}})
	came(&in, province, "gap", 2023, 3.1)
	if got := row(t, in, province, "gap"); got.Status != standing.Unquantified || got.Period != period.Year(2024) || got.Value != nil {
		t.Errorf("without a value for 2024 it is %s for %s", got.Status, got.Period)
	}
	came(&in, province, "gap", 2024, 2.4)
	got := row(t, in, province, "gap")
	if got.Status != standing.Unquantified || *got.Value != 2.4 || *got.Prev != 3.1 || got.Trend() != standing.Improving {
		t.Errorf("%s at %v after %v, %s; want no verdict, but a gap that narrows", got.Status, got.Value, got.Prev, got.Trend())
	}
	in.Plan.Targets[len(in.Plan.Targets)-1].Milestones[0] = milestone(2025, plan.AtMost, new(1.0))
	baseline(&in, province, "gap", 2023, 3.1)
	if got := row(t, in, province, "gap"); got.Status != standing.AtRisk {
		t.Errorf("with a number a gap of 2.4 on the way from 3.1 to 1 is %s", got.Status)
	}
}

func TestMaintainWithoutANumberKeepsTheDocumentsOwnBaseline(t *testing.T) {
	in := world(t)
	in.Plan.Targets[0].Milestones = []plan.Milestone{milestone(2025, plan.Maintain, nil)}
	came(&in, district, "skills", 2024, 90)
	if got := row(t, in, district, "skills"); got.Status != standing.Unquantified {
		t.Errorf("with no number anywhere it is %s", got.Status)
	}
	in.Plan.Targets[0].Baseline = &plan.Baseline{At: period.DateOf(2020, 12, 31), Value: 92}
	baseline(&in, district, "skills", 2020, 92)
	if got := row(t, in, district, "skills"); got.Status != standing.Reversing {
		t.Errorf("92 that the document gives was not kept, and it is %s", got.Status)
	}
}
