package owed_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/law"
	"github.com/xhht/xhht/internal/owed"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/series"
)

// titled is the world with a title of three years for every district, and a level that the law judges.
func titled(t *testing.T, asOf string) owed.RecognitionInput {
	t.Helper()
	w := world(t)
	w.Registry.Indicators["unit"] = catalogue.Indicator{ID: "unit", Measure: catalogue.Level, Max: 2, Frequency: period.Annual, Tenure: catalogue.Tenure{Years: 3}}
	w.Registry.Indicators["literacy"] = catalogue.Indicator{ID: "literacy", Measure: catalogue.Level, Max: 2, Frequency: period.Annual}
	w.Plan.Titles = []plan.Title{{Indicator: "unit", Level: area.District}}
	w.Plan.Forms[0].Indicators = append(w.Plan.Forms[0].Indicators, plan.Asks("literacy")...)
	regime := plan.Plan{ID: "r", Kind: plan.Regime, From: 2021, To: 2030, Root: province, Judging: &plan.Judging{Declared: map[law.Program]string{law.Literacy: "literacy"}}}
	w.Registry.Plans = []plan.Plan{w.Plan, regime}
	return owed.RecognitionInput{Registry: w.Registry, Plan: w.Plan, Tier: area.District, AsOf: ict(t, asOf)}
}

// grant is a recognition of the district in the title; a level of 0 takes back what was recognised for the year, from a day on or, with
// none, as if it had never been.
func grant(t *testing.T, seq float64, year int, level float64, on, from, until string) series.Recognition {
	t.Helper()
	day := func(text string) time.Time {
		d, err := period.ParseDate(text)
		if err != nil {
			t.Fatal(err)
		}
		return d.Time()
	}
	r := series.Recognition{Receipt: "R", Plan: "p", Indicator: "unit", Area: district, At: end(year), Seq: seq, Level: level, On: day(on), From: day(from), Until: day(until),
		Recorded: day(on), Withdrawn: level == 0, Authority: "12/QĐ-UBND", Issuer: "UBND tỉnh"}
	if on == "" {
		r.Recorded = day("2023-06-01")
	}
	return r
}

func rowOf(t *testing.T, in owed.RecognitionInput, indicator string) owed.RecognitionRow {
	t.Helper()
	rows := in.Rows()
	i := slices.IndexFunc(rows, func(r owed.RecognitionRow) bool { return r.Area.UID == district && r.Indicator.ID == indicator })
	if i < 0 {
		t.Fatalf("no row of %s", indicator)
	}
	return rows[i]
}

// A title of three years from 1 February 2023 is looked at on days around its turns.
func TestATitleHasAnEnd(t *testing.T) {
	first := grant(t, 1, 2022, 1, "2023-02-01", "2023-02-01", "2026-01-31")
	again := grant(t, 2, 2025, 2, "2025-12-10", "2026-02-01", "2029-01-31")
	gap := grant(t, 2, 2025, 2, "2025-12-10", "2026-03-01", "2029-02-28")
	for name, c := range map[string]struct {
		list  []series.Recognition
		asOf  string
		want  owed.TitleState
		level float64
		alert float64
	}{
		"the day before it was decided":    {[]series.Recognition{first}, "2023-01-31 23:59:00", owed.TitleNone, 0, 0},
		"its first day":                    {[]series.Recognition{first}, "2023-02-01 08:00:00", owed.TitleInForce, 1, 0},
		"the day before the last half":     {[]series.Recognition{first}, "2025-07-31 23:59:00", owed.TitleInForce, 1, 0},
		"six months before its end":        {[]series.Recognition{first}, "2025-08-01 00:00:00", owed.TitleEndsSoon, 1, 1},
		"its last evening in Vietnam":      {[]series.Recognition{first}, "2026-01-31 23:59:00", owed.TitleEndsSoon, 1, 1},
		"the day after":                    {[]series.Recognition{first}, "2026-02-01 00:00:00", owed.TitleLapsed, 0, 2},
		"recognised anew, without a gap":   {[]series.Recognition{first, again}, "2026-01-15 08:00:00", owed.TitleInForce, 1, 0},
		"and later":                        {[]series.Recognition{first, again}, "2026-02-01 08:00:00", owed.TitleInForce, 2, 0},
		"recognised anew, with a gap":      {[]series.Recognition{first, gap}, "2026-01-15 08:00:00", owed.TitleEndsSoon, 1, 1},
		"in the gap":                       {[]series.Recognition{first, gap}, "2026-02-15 08:00:00", owed.TitleToCome, 0, 0},
		"no end is known":                  {[]series.Recognition{grant(t, 1, 2022, 1, "2023-02-01", "2023-02-01", "")}, "2030-01-01 08:00:00", owed.TitleInForce, 1, 0},
		"corrected to another level":       {[]series.Recognition{first, grant(t, 2, 2022, 2, "2023-02-01", "2023-02-01", "2026-01-31")}, "2024-01-01 08:00:00", owed.TitleInForce, 2, 0},
		"revoked, on that day":             {[]series.Recognition{first, grant(t, 2, 2022, 0, "2024-05-01", "", "")}, "2024-05-01 08:00:00", owed.TitleRevoked, 0, 0},
		"revoked, the day before":          {[]series.Recognition{first, grant(t, 2, 2022, 0, "2024-05-01", "", "")}, "2024-04-30 08:00:00", owed.TitleInForce, 1, 0},
		"revoked stays revoked at the end": {[]series.Recognition{first, grant(t, 2, 2022, 0, "2024-05-01", "", "")}, "2027-01-01 08:00:00", owed.TitleRevoked, 0, 0},
		"written down by mistake":          {[]series.Recognition{first, grant(t, 2, 2022, 0, "", "", "")}, "2024-01-01 08:00:00", owed.TitleNone, 0, 0},
		"which was not known yet":          {[]series.Recognition{first, grant(t, 2, 2022, 0, "", "", "")}, "2023-05-01 08:00:00", owed.TitleInForce, 1, 0},
		"revoked, and recognised again":    {[]series.Recognition{first, grant(t, 2, 2022, 0, "2024-05-01", "", ""), grant(t, 3, 2024, 1, "2025-02-01", "2025-02-01", "2028-01-31")}, "2025-03-01 08:00:00", owed.TitleInForce, 1, 0},
	} {
		in := titled(t, c.asOf)
		in.Recognitions = c.list
		r := rowOf(t, in, "unit")
		if r.State != c.want || r.Level() != c.level || r.State.Urgency() != c.alert {
			t.Errorf("%s: %s, level %g, alert %g; want %s, %g, %g", name, r.State, r.Level(), r.State.Urgency(), c.want, c.level, c.alert)
		}
	}
}

// What was revoked was in force before, and nobody is told that it would end soon on days on which it was to go on.
func TestTheHistoryOfATitle(t *testing.T) {
	in := titled(t, "2026-06-01 08:00:00")
	in.Recognitions = []series.Recognition{grant(t, 1, 2022, 1, "2023-01-20", "2023-02-01", "2026-01-31"), grant(t, 2, 2022, 0, "2025-09-01", "", "")}
	var got []string
	for _, s := range rowOf(t, in, "unit").History(period.DateOf(2021, 1, 1), period.Day(in.AsOf)) {
		got = append(got, s.From.String()+" "+string(s.State))
	}
	want := "2021-01-01 none, 2023-01-20 to_come, 2023-02-01 in_force, 2025-08-01 ends_soon, 2025-09-01 revoked"
	if strings.Join(got, ", ") != want {
		t.Errorf("got %q, want %q", strings.Join(got, ", "), want)
	}
}

// What was recognised and what the counts amount to are two facts: five ways in which they go together.
func TestRecognisedAndComputedStandBesideEachOther(t *testing.T) {
	recognised := func(level float64) []series.Recognition {
		if level == 0 {
			return nil
		}
		r := grant(t, 1, 2024, level, "2024-12-20", "2024-12-20", "")
		r.Indicator = "literacy"
		return []series.Recognition{r}
	}
	for name, c := range map[string]struct {
		level, low, high float64
		came             bool
		want             owed.Agreement
		says             string
	}{
		"recognised, and meets it":       {2, 2, 2, true, owed.AgreesBoth, "đủ điều kiện mức độ 2, tự tính 2024 (theo quy định chưa được xác nhận: 142/2025/NĐ-CP)"},
		"recognised, no longer":          {2, 1, 1, true, owed.AgreesNoLonger, "đủ điều kiện mức độ 1, tự tính 2024"},
		"recognised, not at all":         {1, 0, 0, true, owed.AgreesNoLonger, "chưa đủ điều kiện, tự tính 2024"},
		"meets more":                     {1, 2, 2, true, owed.AgreesEligible, "đủ điều kiện mức độ 2, tự tính 2024"},
		"meets it, not recognised":       {0, 1, 2, true, owed.AgreesEligible, "đủ điều kiện mức độ 1, tự tính 2024"},
		"neither":                        {0, 0, 0, true, owed.AgreesNeither, "chưa đủ điều kiện"},
		"the counts do not tell":         {0, 0, 2, true, owed.AgreesOpen, "chưa đủ số liệu để kết luận, tự tính 2024"},
		"recognised at what is certain":  {1, 1, 2, true, owed.AgreesBoth, "đủ điều kiện mức độ 1"},
		"recognised at what is possible": {2, 1, 2, true, owed.AgreesOpen, "đủ điều kiện mức độ 1"},
		"nothing came":                   {2, 0, 2, false, owed.AgreesOpen, "chưa có số liệu"},
	} {
		in := titled(t, "2025-01-15 08:00:00")
		in.Recognitions = recognised(c.level)
		s := series.LevelStanding{Programme: string(law.Literacy), Area: district, At: end(2024), Low: c.low, High: c.high, Unconfirmed: "142/2025/NĐ-CP"}
		if c.came {
			s.Received = ict(t, "2024-10-02 08:00:00")
		}
		in.Standings = []series.LevelStanding{s}
		r := rowOf(t, in, "literacy")
		if r.Agreement() != c.want || !strings.HasPrefix(r.Computed(lang.Vietnamese), c.says) || c.came && !strings.Contains(r.Computed(lang.Vietnamese), "chưa được xác nhận") {
			t.Errorf("%s: %s, %q; want %s, %q", name, r.Agreement(), r.Computed(lang.Vietnamese), c.want, c.says)
		}
		if c.level > 0 && r.Recognised(lang.Vietnamese) != "đã công nhận mức độ "+map[float64]string{1: "1", 2: "2"}[c.level]+", 12/QĐ-UBND ngày 20/12/2024 của UBND tỉnh" {
			t.Errorf("%s: %s", name, r.Recognised(lang.Vietnamese))
		}
	}
}

// Where no rules judge, what the unit says of itself stands beside the decision, and is called what it is.
func TestWithoutRulesTheUnitsOwnWordStandsBeside(t *testing.T) {
	in := titled(t, "2025-01-15 08:00:00")
	in.Observations = []series.Observation{
		{Indicator: "city", Area: district, Basis: series.Reported, At: end(2023), Value: new(0.0), Received: end(2023)},
		{Indicator: "city", Area: district, Basis: series.Reported, At: end(2024), Value: new(1.0), Received: end(2024)},
		{Indicator: "city", Area: district, Basis: series.Reported, At: end(2025), Value: new(0.0), Received: end(2025)}, // not known yet
	}
	r := rowOf(t, in, "city")
	if r.Agreement() != owed.AgreesEligible || r.Computed(lang.Vietnamese) != "đủ điều kiện, đơn vị khai 2024" || r.Recognised(lang.English) != "no decision recognises it" {
		t.Errorf("%s, %q, %q", r.Agreement(), r.Computed(lang.Vietnamese), r.Recognised(lang.English))
	}
}

// Which rows an alert has is told by the plan alone: the same before anything came and after.
func TestTheTitlesOfAnAlertFollowFromThePlan(t *testing.T) {
	in := titled(t, "2025-01-15 08:00:00")
	empty := in.Titles()
	stray := grant(t, 1, 2022, 1, "2023-02-01", "2023-02-01", "2026-01-31")
	stray.Indicator = "literacy"
	in.Recognitions = []series.Recognition{grant(t, 2, 2022, 1, "2023-02-01", "2023-02-01", "2026-01-31"), stray}
	full := in.Titles()
	if len(empty) != 8 || len(full) != 8 {
		t.Errorf("%d rows without a recognition, %d with, want 8", len(empty), len(full))
	}
	if full[0].State != owed.TitleInForce || full[1].State != owed.TitleNone {
		t.Errorf("%s, %s", full[0].State, full[1].State)
	}
}
