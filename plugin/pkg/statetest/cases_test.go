package statetest

import (
	"slices"
	"testing"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/law"
	"github.com/xhht/xhht/internal/owed"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/scorecard"
	"github.com/xhht/xhht/internal/series"
	"github.com/xhht/xhht/internal/standing"
	"github.com/xhht/xhht/internal/timeliness"
)

// A statusCase makes a row have a status in the way that people meet it: by what came, never by writing the status down.
type statusCase struct {
	status standing.Status
	how    string // how it comes about, where there are several ways
	target string
	make   func(*scorecard.Input)
}

// statusCases have at least one for every status.
var statusCases = []statusCase{
	{standing.Achieved, "", rate, func(in *scorecard.Input) { rates(in, 35, 43, 51) }},
	{standing.OnTrack, ": giữ nhịp này thì kịp mốc", rate, func(in *scorecard.Input) { rates(in, 35, 41, 47) }},
	{standing.OnTrack, ": giữ nhịp này thì lỡ mốc", rate, func(in *scorecard.Input) { rates(in, 45, 45.9, 46.2) }},
	{standing.OnTrack, ": số tăng vọt, chưa giải thích", rate, func(in *scorecard.Input) { rates(in, 30, 31, 48) }},
	{standing.NotYetDue, "", title, func(in *scorecard.Input) { came(in, title, 2024, value(0)) }},
	{standing.AtRisk, "", rate, func(in *scorecard.Input) { rates(in, 34, 38, 42) }},
	{standing.OffTrack, "", rate, func(in *scorecard.Input) { rates(in, 31, 33, 35) }},
	{standing.Reversing, "", rate, func(in *scorecard.Input) { rates(in, 33, 31, 27) }},
	{standing.Late, "", rate, func(in *scorecard.Input) {
		rates(in, 35, 38, 41)
		in.Observations = in.Observations[:len(in.Observations)-1] // that of 2024
		missing(in)
	}},
	{standing.NotReported, "", rate, missing},
	{standing.Undecided, "", rate, func(in *scorecard.Input) {
		came(in, rate, 2024, series.Observation{Says: series.SaysDoubtful})
	}},
	{standing.Unverified, "", rate, func(in *scorecard.Input) {
		rates(in, 35, 38, 41)
		in.Observations[len(in.Observations)-1] = unjudged(series.SaysUnverified, 20, "")
	}},
	{standing.OtherDenominator, "", rate, func(in *scorecard.Input) {
		rates(in, 35, 38, 41)
		in.Observations[len(in.Observations)-1] = unjudged(series.SaysOtherKind, 80, catalogue.OverRegistered)
	}},
	{standing.Unquantified, "", wordy, func(in *scorecard.Input) { came(in, wordy, 2024, value(50)) }},
	{standing.NoReporter, "", rate, func(in *scorecard.Input) {
		missing(in)
		in.Reports[0].NoReporter = now.AddDate(0, -1, 0)
	}},
	{standing.Nobody, "", rate, func(in *scorecard.Input) {
		came(in, rate, 2024, series.Observation{Says: series.SaysNobody, Numerator: new(0.0), Denominator: new(0.0)})
	}},
}

// unjudged is a rate of 2024 that is no value.
func unjudged(says series.Statement, v float64, over catalogue.DenominatorKind) series.Observation {
	o := series.Observation{Says: says, Unverified: &v, Over: over, Indicator: rate, Area: district, Level: area.District, Group: catalogue.GroupAll, Basis: series.Reported,
		At: end(2024), Revision: 1, Received: period.DateOf(2024, 12, 5).Time()}
	if says == series.SaysOtherKind {
		o.Numerator, o.Denominator = new(v), new(100.0)
	}
	return o
}

// row is the row that a case makes.
func (c statusCase) row(t *testing.T) (scorecard.Input, scorecard.Row) {
	t.Helper()
	in := world(t)
	c.make(&in)
	for _, r := range scorecard.Rows(in, area.District) {
		if r.Area.UID == district && r.Target.ID == c.target {
			if r.Status != c.status {
				t.Fatalf("the case for %s %s is %s: %+v", c.status, c.how, r.Status, r.Verdict)
			}
			return in, r
		}
	}
	t.Fatalf("no row on %s", c.target)
	return in, scorecard.Row{}
}

// reportCases change a report of 2024 that came in time so that it has the state.
var reportCases = map[timeliness.State]func(*series.Report){
	timeliness.OnTime:       func(*series.Report) {},
	timeliness.ReceivedLate: func(r *series.Report) { r.Received = r.Due.AddDate(0, 0, 9) },
	timeliness.Overdue:      func(r *series.Report) { r.Received = series.Report{}.Received },
	timeliness.NotDue:       func(r *series.Report) { r.Received, r.Extended = series.Report{}.Received, now.AddDate(0, 1, 0) },
	timeliness.NoReporter: func(r *series.Report) {
		r.Received, r.NoReporter = series.Report{}.Received, now.AddDate(0, -1, 0)
	},
}

func expected(t *testing.T, s timeliness.State) (scorecard.Input, owed.Expected) {
	t.Helper()
	in := world(t)
	reportCases[s](&in.Reports[0])
	span := period.Span{From: end(2024).AddDate(0, -1, 0), To: end(2024)}
	for _, e := range owed.Reporting(in.Registry, in.Plan, "", in.Reports, span, in.AsOf) {
		if e.Area.UID == district && e.Period == period.Year(2024) {
			if e.State != s {
				t.Fatalf("the case for %s is %s", s, e.State)
			}
			return in, e
		}
	}
	t.Fatal("no report is expected")
	return in, owed.Expected{}
}

// A keepingCase is the years of a recognition up to 2024, in the order in which things go wrong.
type keepingCase struct {
	keeping owed.Keeping
	years   []series.LevelStanding
}

var keepingCases = []keepingCase{
	{owed.KeepingUnknown, nil},
	{owed.KeepingNever, []series.LevelStanding{kept(2023, 0, 1), kept(2024, 0, 2)}},
	{owed.KeepingHeld, []series.LevelStanding{kept(2023, 1, 0), kept(2024, 1, 0)}},
	{owed.KeepingAtRisk, []series.LevelStanding{kept(2023, 1, 0), kept(2024, 1, 1)}},
	{owed.KeepingLapsed, []series.LevelStanding{kept(2022, 1, 0), kept(2023, 1, 1), kept(2024, 0, 2)}},
}

// kept is a year at whose end the recognition was held, and for how many years its conditions had not been met.
func kept(year int, held, missed float64) series.LevelStanding {
	return series.LevelStanding{Area: district, Programme: string(law.Literacy), At: end(year), Held: &held, Missed: missed, Received: end(year).AddDate(0, -2, 0)}
}

func (c keepingCase) row(t *testing.T) (scorecard.Input, owed.LevelRow) {
	t.Helper()
	in := world(t)
	rows := owed.LevelInput{Registry: in.Registry, Plan: in.Plan, Tier: area.District, Programmes: []law.Program{law.Literacy}, Standings: c.years, AsOf: now}.Newest()
	rows = slices.DeleteFunc(rows, func(r owed.LevelRow) bool { return r.Area.UID != district })
	if len(rows) != 1 || rows[0].Keeping != c.keeping {
		t.Fatalf("the case for %s is %+v", c.keeping, rows)
	}
	return in, rows[0]
}
