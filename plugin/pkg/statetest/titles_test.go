package statetest

import (
	"testing"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/column"
	"github.com/xhht/xhht/internal/owed"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/scorecard"
	"github.com/xhht/xhht/internal/series"
	"github.com/xhht/xhht/plugin/pkg/frames"
)

// ofUnits is the title of three years that the shipped plan has watched.
const ofUnits = "learning_unit_title_level"

// titleCases are the decisions by which a title has the state on 15 January 2025.
var titleCases = map[owed.TitleState][]series.Recognition{
	owed.TitleNone:     nil,
	owed.TitleToCome:   {granted(period.DateOf(2025, 1, 10), period.DateOf(2025, 2, 1))},
	owed.TitleInForce:  {granted(period.DateOf(2024, 2, 1), period.DateOf(2024, 2, 1))},
	owed.TitleEndsSoon: {granted(period.DateOf(2022, 2, 1), period.DateOf(2022, 2, 1))},
	owed.TitleLapsed:   {granted(period.DateOf(2021, 12, 1), period.DateOf(2021, 12, 1))},
	owed.TitleRevoked: {granted(period.DateOf(2024, 2, 1), period.DateOf(2024, 2, 1)),
		{Seq: 2, Indicator: ofUnits, Area: district, At: end(2023), Withdrawn: true, On: period.DateOf(2024, 12, 1).Time(), Recorded: period.DateOf(2024, 12, 2).Time(), Authority: "3/QĐ"}},
}

func granted(on, from period.Date) series.Recognition {
	until := catalogue.Tenure{Years: 3}.Ends(from)
	return series.Recognition{Seq: 1, Plan: planID, Indicator: ofUnits, Area: district, At: end(2023), Level: 1, On: on.Time(), From: from.Time(), Until: until.Time(), Recorded: on.Time(),
		Authority: "2/QĐ", Issuer: "UBND tỉnh"}
}

// titleLines holds every state to its word in the table, in the timeline and in the count.
func titleLines(t *testing.T) (out []line) {
	t.Helper()
	for _, s := range owed.TitleStates {
		list, told := titleCases[s]
		if !told {
			t.Errorf("no case for the state %s of a title: say in titleCases how a unit comes to it", s)
			continue
		}
		in, row := titledRow(t, list)
		if row.State != s {
			t.Fatalf("the case for %s is %s", s, row.State)
		}
		rows := []owed.RecognitionRow{row}
		l := line{source: one{in: in, titles: rows}, shown: look(t, frames.Recognitions(view(in), rows), column.State),
			brief: look(t, frames.RecognitionTimeline(view(in), rows, period.Day(now), period.Day(now))[0], column.State).word}
		out = append(out, l)
		counts, ones := frames.RecognitionTotals(view(in), owed.RecognitionTotals(rows)), 0
		for _, f := range counts.Fields {
			if n, ok := f.ConcreteAt(0); ok && n == 1.0 && f.Config.DisplayNameFromDS == l.shown.word {
				ones++
			}
		}
		if ones != 1 {
			t.Errorf("%d columns count the title that is %s", ones, s)
		}
	}
	return out
}

func titledRow(t *testing.T, list []series.Recognition) (scorecard.Input, owed.RecognitionRow) {
	t.Helper()
	in := world(t)
	in.Registry.Indicators[ofUnits] = catalogue.Indicator{ID: ofUnits, Measure: catalogue.Level, Max: 2, Frequency: period.Annual, Tenure: catalogue.Tenure{Years: 3}}
	in.Plan.Titles = []plan.Title{{Indicator: ofUnits, Level: area.District}}
	for _, r := range (owed.RecognitionInput{Registry: in.Registry, Plan: in.Plan, Tier: area.District, Recognitions: list, AsOf: now}).Titles() {
		if r.Area.UID == district {
			return in, r
		}
	}
	t.Fatal("the plan has the title watched, and there is no row")
	return in, owed.RecognitionRow{}
}
