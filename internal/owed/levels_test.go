package owed_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/law"
	"github.com/xhht/xhht/internal/owed"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/series"
)

func standingOf(unit string, year int, held *float64, missed float64) series.LevelStanding {
	return series.LevelStanding{Programme: "literacy", Area: unit, At: end(year), Held: held, Missed: missed,
		Received: time.Date(year, 10, 1, 0, 0, 0, 0, time.UTC)}
}

func ofDistricts(in asked, list []series.LevelStanding, asOf time.Time, programmes ...law.Program) owed.LevelInput {
	return owed.LevelInput{Registry: in.Registry, Plan: in.Plan, Tier: area.District, Programmes: programmes, Standings: list, AsOf: asOf}
}

func levelRows(t *testing.T, in asked, list []series.LevelStanding, from int) []string {
	t.Helper()
	span := period.Span{From: time.Date(from, 1, 2, 0, 0, 0, 0, time.UTC), To: in.AsOf}
	var out []string
	for _, r := range ofDistricts(in, list, in.AsOf, law.Literacy).Levels(span) {
		if r.Area.UID == district {
			out = append(out, fmt.Sprintf("%d %s %v", r.Year, r.Keeping, r.Standing != nil))
		}
	}
	return out
}

// The two-year rule as an alert sees it: kept, one year missed, lapsed; and never won is not lost.
func TestLevelsUnderTheTwoYearRule(t *testing.T) {
	held, lost := new(1.0), new(0.0)
	for name, c := range map[string]struct {
		list []series.LevelStanding
		want []string
	}{
		"nothing came": {nil, []string{"2024 unknown false", "2023 unknown false"}},
		"kept":         {[]series.LevelStanding{standingOf(district, 2023, held, 0), standingOf(district, 2024, held, 0)}, []string{"2024 held true", "2023 held true"}},
		"a year missed, then lapsed": {[]series.LevelStanding{standingOf(district, 2022, held, 0), standingOf(district, 2023, held, 1), standingOf(district, 2024, lost, 2)},
			[]string{"2024 lapsed true", "2023 at_risk true"}},
		"never won": {[]series.LevelStanding{standingOf(district, 2023, lost, 1), standingOf(district, 2024, lost, 2)}, []string{"2024 never true", "2023 never true"}},
		"last year's standing is not this year's": {[]series.LevelStanding{standingOf(district, 2023, held, 0)}, []string{"2024 unknown false", "2023 held true"}},
		"not known":                           {[]series.LevelStanding{standingOf(district, 2024, nil, 0)}, []string{"2024 unknown true", "2023 unknown false"}},
		"another unit's":                      {[]series.LevelStanding{standingOf("d:2@0", 2024, held, 0)}, []string{"2024 unknown false", "2023 unknown false"}},
		"this year's counts came already":     {[]series.LevelStanding{{Programme: "literacy", Area: district, At: end(2025), Held: held, Received: time.Date(2025, 1, 10, 0, 0, 0, 0, time.UTC)}}, []string{"2025 held true", "2024 unknown false", "2023 unknown false"}},
		"what came after the day of the look": {[]series.LevelStanding{{Programme: "literacy", Area: district, At: end(2024), Held: held, Received: time.Date(2025, 2, 1, 0, 0, 0, 0, time.UTC)}}, []string{"2024 unknown false", "2023 unknown false"}},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, levelRows(t, world(t), c.list, 2023)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// An alert's rows are told by the plan alone: in its first year, too, and while this year's counts come in one by one.
func TestNewestLevelsHaveARowForWhoeverIsExpected(t *testing.T) {
	in := world(t)
	came := func(year int) series.LevelStanding { return standingOf(district, year, new(1.0), 0) }
	autumn := func(year int) time.Time { return time.Date(year, 11, 20, 0, 0, 0, 0, time.UTC) }
	first := in.Plan.From
	for name, c := range map[string]struct {
		asOf time.Time
		list []series.LevelStanding
		want string // of the district; every other one is silent
	}{
		"before the plan":                  {autumn(first - 1), nil, ""},
		"its first year, nothing came":     {autumn(first), nil, fmt.Sprint(first, " unknown")},
		"its first year, one came":         {autumn(first), []series.LevelStanding{came(first)}, fmt.Sprint(first, " held")},
		"the next year, nothing came yet":  {autumn(first + 1), []series.LevelStanding{came(first)}, fmt.Sprint(first, " held")},
		"the next year, this year's came":  {autumn(first + 1), []series.LevelStanding{came(first), came(first + 1)}, fmt.Sprint(first+1, " held")},
		"what was two years ago is silent": {autumn(first + 2), []series.LevelStanding{came(first)}, fmt.Sprint(first+1, " unknown")},
	} {
		t.Run(name, func(t *testing.T) {
			rows := ofDistricts(in, c.list, c.asOf, law.Programs...).Newest()
			want := len(in.Registry.Members(in.Plan, area.District)) * len(law.Programs)
			if c.want == "" {
				want = 0
			}
			if len(rows) != want {
				t.Errorf("got %d rows, want %d", len(rows), want)
			}
			for _, r := range rows {
				switch got := fmt.Sprint(r.Year, " ", r.Keeping); {
				case r.Area.UID == district && r.Programme == law.Literacy && got != c.want:
					t.Errorf("got %q, want %q", got, c.want)
				case r.Area.UID != district && r.Keeping != owed.KeepingUnknown:
					t.Errorf("%s is %s", r.Area.UID, r.Keeping)
				}
			}
		})
	}
}

// Nobody waits for the level of a commune that a reform of later this year makes.
func TestNewestLevelsLeaveOutTheUnborn(t *testing.T) {
	in := world(t)
	whole := in.Registry.Members(in.Plan, area.District)[0]
	whole.Parent = ""
	born := whole
	born.UID, born.ValidFrom = "d:new", period.DateOf(in.Plan.From+1, 7, 1)
	tree, err := area.NewTree([]area.Area{whole, born})
	if err != nil {
		t.Fatal(err)
	}
	in.Registry.Areas, in.Plan.Root, in.Plan.Units = tree, whole.UID, []string{born.UID}
	for day, want := range map[period.Date]int{born.ValidFrom.AddDays(-1): 1, born.ValidFrom: 2} {
		if rows := ofDistricts(in, nil, day.Time(), law.Literacy).Newest(); len(rows) != want {
			t.Errorf("%s: got %d rows, want %d", day, len(rows), want)
		}
	}
}

func TestYearsOfAKeeping(t *testing.T) {
	for k, want := range map[owed.Keeping]string{
		owed.KeepingHeld: "0", owed.KeepingNever: "0", owed.KeepingAtRisk: "1", owed.KeepingLapsed: "2", owed.KeepingUnknown: "?",
	} {
		got := "?"
		if y := k.Years(); y != nil {
			got = fmt.Sprint(*y)
		}
		if got != want {
			t.Errorf("%s: %s, want %s", k, got, want)
		}
	}
}

func TestDeclarationAgainstComputed(t *testing.T) {
	for name, c := range map[string]struct {
		low, high float64
		declared  *float64
		want      owed.Declaration
	}{
		"not declared":               {1, 1, nil, owed.NotDeclared},
		"agrees":                     {2, 2, new(2.0), owed.DeclaredAgrees},
		"too high":                   {1, 1, new(2.0), owed.DeclaredTooHigh},
		"too low":                    {2, 3, new(1.0), owed.DeclaredTooLow},
		"between what is possible":   {1, 3, new(2.0), owed.DeclaredUnproven},
		"the certain one, more open": {1, 2, new(1.0), owed.DeclaredUnproven},
	} {
		r := owed.LevelRow{Standing: &series.LevelStanding{Low: c.low, High: c.high, Declared: c.declared}}
		if got := r.Declaration(); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
	if got := (owed.LevelRow{}).Declaration(); got != owed.NotDeclared {
		t.Errorf("without a standing: %s", got)
	}
}

// What has lapsed asks most of its reader, what agrees and is kept asks nothing.
func TestAttention(t *testing.T) {
	row := func(k owed.Keeping, computed, declared float64) owed.LevelRow {
		return owed.LevelRow{Keeping: k, Standing: &series.LevelStanding{Low: computed, High: computed, Declared: &declared}}
	}
	falling := []owed.LevelRow{row(owed.KeepingLapsed, 1, 1), row(owed.KeepingHeld, 1, 2), row(owed.KeepingAtRisk, 1, 1), row(owed.KeepingHeld, 2, 1), row(owed.KeepingHeld, 2, 2)}
	for i, r := range falling[1:] {
		if r.Attention() >= falling[i].Attention() {
			t.Errorf("row %d has %d, not below %d", i+1, r.Attention(), falling[i].Attention())
		}
	}
	if n := falling[4].Attention(); n != 0 {
		t.Errorf("a level that agrees and is kept asks for attention: %d", n)
	}
}
