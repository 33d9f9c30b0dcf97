package report_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/xhht/xhht/internal/golden"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/planfile"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/report"
)

var today = period.DateOf(2026, 1, 15)

func vinhLong(tb testing.TB) (plan.Registry, plan.Plan) {
	tb.Helper()
	reg, err := planfile.Load("../../plans")
	if err != nil {
		tb.Fatal(err)
	}
	p, ok := reg.Plan("vinh-long-2021-2030")
	if !ok {
		tb.Fatal("the plan of Vĩnh Long is not there")
	}
	return reg, p
}

// rate returns a good row; with changes, a bad one.
func rate(change ...func(*report.Row)) report.Row {
	r := report.Row{
		Place: problem.Path("rows[0]"), Unit: "857", Indicator: "info_skills_rate", Period: "2024", Group: "all",
		Numerator: "60123", Denominator: "121000",
	}
	for _, f := range change {
		f(&r)
	}
	return r
}

func level(value string) report.Row {
	return rate(func(r *report.Row) {
		r.Indicator, r.Numerator, r.Denominator, r.Value = "primary_universal_level", "", "", value
	})
}

func unit(s string) func(*report.Row)        { return func(r *report.Row) { r.Unit = s } }
func indicator(s string) func(*report.Row)   { return func(r *report.Row) { r.Indicator = s } }
func inPeriod(s string) func(*report.Row)    { return func(r *report.Row) { r.Period = s } }
func group(s string) func(*report.Row)       { return func(r *report.Row) { r.Group = s } }
func numerator(s string) func(*report.Row)   { return func(r *report.Row) { r.Numerator = s } }
func denominator(s string) func(*report.Row) { return func(r *report.Row) { r.Denominator = s } }
func value(s string) func(*report.Row)       { return func(r *report.Row) { r.Value = s } }
func place(s string) func(*report.Row)       { return func(r *report.Row) { r.Place = problem.Path(s) } }

// bad lists what a reporter can get wrong, with the code and place of every problem that must be named.
var bad = []struct {
	name string
	rows []report.Row
	want []string
}{
	{"no rows", nil, []string{"no_rows @"}},
	{"unknown unit", []report.Row{rate(unit("999"))}, []string{"unknown_unit @rows[0].unit"}},
	{"empty unit", []report.Row{rate(unit(""))}, []string{"unknown_unit @rows[0].unit"}},
	{"ambiguous unit", []report.Row{rate(unit("Vĩnh Long"))}, []string{"ambiguous_unit @rows[0].unit"}},
	{"ward closed during the year", []report.Row{rate(unit("c:29548@0"))}, []string{"unit_closed @rows[0].unit"}},
	{"province not yet there", []report.Row{rate(unit("p:86@2025-07-01"))}, []string{"unit_closed @rows[0].unit"}},
	{"district of another province", []report.Row{rate(unit("Huyện Gia Bình"))}, []string{"unit_outside_plan @rows[0].unit"}},
	{"neighbouring district", []report.Row{rate(unit("858"))}, []string{"unit_out_of_scope @rows[0].unit"}},
	{"the tier above", []report.Row{rate(unit("p:86@0"), indicator("learning_province_status"), numerator(""), denominator(""), value("1"))}, []string{"unit_out_of_scope @rows[0].unit"}},
	{"unknown indicator", []report.Row{rate(indicator("info_skill_rate"))}, []string{"unknown_indicator @rows[0].indicator"}},
	{"derived indicator", []report.Row{rate(indicator("learning_district_share"))}, []string{"derived_indicator @rows[0].indicator"}},
	{"gap, which is derived", []report.Row{rate(indicator("literacy_gender_gap_15_60"))}, []string{"derived_indicator @rows[0].indicator"}},
	{"indicator of another tier", []report.Row{rate(indicator("digital_university_rate"))}, []string{"not_owed @rows[0].indicator"}},
	{"indicator of the city alone", []report.Row{rate(indicator("unesco_learning_city_status"), numerator(""), denominator(""), value("1"))}, []string{"not_owed @rows[0].indicator"}},
	{"period in words", []report.Row{rate(inPeriod("năm 2024"))}, []string{"wrong_period @rows[0].period"}},
	{"quarter for a year", []report.Row{rate(inPeriod("2024-Q3"))}, []string{"wrong_period @rows[0].period"}},
	{"future period", []report.Row{rate(inPeriod("2027"))}, []string{"future_period @rows[0].period"}},
	{"year that has only begun", []report.Row{rate(inPeriod("2026"), indicator("learning_district_status"), numerator(""), denominator(""), value("1"))}, []string{"too_early @rows[0].period"}},
	{"period before the plan", []report.Row{rate(inPeriod("2019"))}, []string{"period_outside_plan @rows[0].period"}},
	{"unknown group", []report.Row{rate(group("sex=f"))}, []string{"unknown_group @rows[0].group"}},
	{"group of an undivided indicator", []report.Row{rate(indicator("clc_ict_rate"), group("sex=female"))}, []string{"unknown_group @rows[0].group"}},
	{"numerator above denominator", []report.Row{rate(numerator("121001"))}, []string{"numerator_above_denominator @rows[0]"}},
	{"denominator zero", []report.Row{rate(numerator("0"), denominator("0"))}, []string{"denominator_zero @rows[0].denominator"}},
	{"negative", []report.Row{rate(numerator("-1"))}, []string{"negative @rows[0].numerator"}},
	{"negative zero", []report.Row{rate(numerator("-0"))}, []string{"negative @rows[0].numerator"}},
	{"NaN", []report.Row{rate(numerator("NaN"))}, []string{"not_a_number @rows[0].numerator"}},
	{"infinity", []report.Row{rate(denominator("Inf"))}, []string{"not_a_number @rows[0].denominator"}},
	{"1e309", []report.Row{rate(denominator("1e309"))}, []string{"not_a_number @rows[0].denominator"}},
	{"400 digits", []report.Row{rate(denominator(strings.Repeat("9", 400)))}, []string{"number_too_large @rows[0].denominator"}},
	{"hexadecimal", []report.Row{rate(numerator("0x10"))}, []string{"not_a_number @rows[0].numerator"}},
	{"digits of another script", []report.Row{rate(numerator("１２"))}, []string{"not_a_number @rows[0].numerator"}},
	{"words", []report.Row{rate(numerator("khoảng 60 nghìn"))}, []string{"not_a_number @rows[0].numerator"}},
	{"percent sign", []report.Row{rate(numerator("97%"))}, []string{"not_a_number @rows[0].numerator"}},
	{"fraction of a person", []report.Row{rate(numerator("60123.5"))}, []string{"count_not_whole @rows[0].numerator"}},
	{"comma decimal", []report.Row{rate(value("98,5"))}, []string{"comma_decimal @rows[0].value"}},
	{"point between thousands", []report.Row{rate(numerator("60.123"))}, []string{"thousand_separator @rows[0].numerator"}},
	{"point between thousands, round", []report.Row{rate(numerator("60.000"))}, []string{"thousand_separator @rows[0].numerator"}},
	{"comma between thousands", []report.Row{rate(denominator("121,000"))}, []string{"thousand_separator @rows[0].denominator"}},
	{"space between thousands", []report.Row{rate(denominator("121 000"))}, []string{"thousand_separator @rows[0].denominator"}},
	{"no-break space between thousands", []report.Row{rate(denominator("121\u00a0000"))}, []string{"thousand_separator @rows[0].denominator"}},
	{"numerator missing", []report.Row{rate(numerator(""))}, []string{"number_missing @rows[0].numerator"}},
	{"denominator missing", []report.Row{rate(denominator(" "))}, []string{"number_missing @rows[0].denominator"}},
	{"percent 97 alone", []report.Row{rate(numerator(""), denominator(""), value("97"))}, []string{"counts_missing @rows[0]"}},
	{"percent 0.97 alone", []report.Row{rate(numerator(""), denominator(""), value("0.97"))}, []string{"counts_missing @rows[0]"}},
	{"percent 0.97 beside 97 of 100", []report.Row{rate(numerator("97"), denominator("100"), value("0.97"))}, []string{"value_disagrees @rows[0].value"}},
	{"percent 79 beside 97 of 100", []report.Row{rate(numerator("97"), denominator("100"), value("79"))}, []string{"value_disagrees @rows[0].value"}},
	{"level above the highest", []report.Row{level("4")}, []string{"level_out_of_range @rows[0].value"}},
	{"half a level", []report.Row{level("2.5")}, []string{"level_out_of_range @rows[0].value"}},
	{"level missing", []report.Row{level("")}, []string{"number_missing @rows[0].value"}},
	{"level with counts", []report.Row{rate(indicator("primary_universal_level"), value("2"))}, []string{"counts_for_level @rows[0]"}},
	{"status of percent", []report.Row{rate(indicator("learning_district_status"), numerator(""), denominator(""), value("97"))}, []string{"level_out_of_range @rows[0].value"}},
	{"same cell twice", []report.Row{rate(), rate(unit("Huyện Long Hồ"), group(""), place("rows[1]"))}, []string{"duplicate_row @rows[1]"}},
	{"everything at once", []report.Row{
		rate(unit("999"), inPeriod("năm 2024"), group("x"), numerator("-1"), denominator("1e309")),
		rate(place("rows[1]")),
		rate(place("rows[2]"), unit("858"), indicator("x")),
	}, []string{
		"wrong_period @rows[0].period", "unknown_unit @rows[0].unit", "unknown_group @rows[0].group", "negative @rows[0].numerator",
		"not_a_number @rows[0].denominator", "unknown_indicator @rows[2].indicator", "unit_out_of_scope @rows[2].unit",
	}},
}

func TestQuantitiesAreTakenAsTheyAre(t *testing.T) {
	reg, _ := vinhLong(t)
	town, ok := reg.Plan("phu-my-2024")
	if !ok {
		t.Fatal("the plan of Phú Mỹ is missing")
	}
	row := func(indicator, period, value string) report.Row {
		return report.Row{Place: problem.Path("rows[0]"), Unit: "c:30406@0", Indicator: indicator, Period: period, Value: value}
	}
	for _, r := range []report.Row{row("radio_broadcasts_per_month", "2024-05", "3"), row("preschool_teachers_per_class", "2024", "1.8"), row("out_of_school_disadvantaged_children", "2024", "120")} {
		entries, problems := report.Check(reg, town, []report.Row{r}, by("c:30406@0"), today)
		if len(problems) > 0 || len(entries) != 1 || entries[0].Value == nil || fmt.Sprint(*entries[0].Value) != r.Value {
			t.Errorf("%s: %v, %v", r.Indicator, entries, problems)
		}
	}
	for _, r := range []report.Row{row("radio_broadcasts_per_month", "2024", "3"), row("radio_broadcasts_per_month", "2024-05", "-3"), row("radio_broadcasts_per_month", "2024-05", "")} {
		if entries, problems := report.Check(reg, town, []report.Row{r}, by("c:30406@0"), today); len(problems) != 1 || entries != nil {
			t.Errorf("%+v: %v, %v", r, entries, problems)
		}
	}
}

func TestCheckNamesEveryProblem(t *testing.T) {
	reg, p := vinhLong(t)
	texts := map[lang.Lang]string{}
	for _, tc := range bad {
		t.Run(tc.name, func(t *testing.T) {
			entries, problems := report.Check(reg, p, tc.rows, by("d:857@0"), today)
			if entries != nil {
				t.Errorf("entries beside problems: %v", entries)
			}
			var got []string
			for _, pr := range problems {
				got = append(got, string(pr.Code)+" @"+pr.Place.String())
			}
			if !slices.Equal(got, tc.want) {
				t.Errorf("got %q, want %q", got, tc.want)
			}
			for _, pr := range problems {
				if pr.Hint.VI == "" || pr.Hint.EN == "" {
					t.Errorf("%s does not say in both languages how to mend it: %+v", pr.Code, pr.Hint)
				}
			}
			for _, language := range []lang.Lang{lang.Vietnamese, lang.English} {
				texts[language] += "# " + tc.name + "\n" + problems.In(language) + "\n\n"
			}
		})
	}
	for language, text := range texts {
		golden.Equal(t, fmt.Sprintf("testdata/problems.%s.txt", language), text)
	}
}

func TestCheckAccepts(t *testing.T) {
	reg, p := vinhLong(t)
	for name, tc := range map[string]struct {
		row  report.Row
		want string
	}{
		"code":                       {rate(), "d:857@0 info_skills_rate 2024 all 60123/121000"},
		"uid":                        {rate(unit("d:857@0")), "d:857@0 info_skills_rate 2024 all 60123/121000"},
		"name":                       {rate(unit(" huyện  long hồ ")), "d:857@0 info_skills_rate 2024 all 60123/121000"},
		"province's code, before":    {rate(unit("86"), indicator("learning_province_status"), numerator(""), denominator(""), value("0")), "p:86@0 learning_province_status 2024 all 0"},
		"no group":                   {rate(group("")), "d:857@0 info_skills_rate 2024 all 60123/121000"},
		"a group":                    {rate(group("sex=female")), "d:857@0 info_skills_rate 2024 sex=female 60123/121000"},
		"nobody of some":             {rate(numerator("0")), "d:857@0 info_skills_rate 2024 all 0/121000"},
		"all of them":                {rate(numerator("121000")), "d:857@0 info_skills_rate 2024 all 121000/121000"},
		"spaces around":              {rate(numerator(" 60123 ")), "d:857@0 info_skills_rate 2024 all 60123/121000"},
		"whole with a decimal point": {rate(numerator("60123.0")), "d:857@0 info_skills_rate 2024 all 60123/121000"},
		"rounded percent beside":     {rate(numerator("97"), denominator("100"), value("97.04")), "d:857@0 info_skills_rate 2024 all 97/100"},
		"percent beside":             {rate(numerator("97"), denominator("100"), value("97")), "d:857@0 info_skills_rate 2024 all 97/100"},
		"lowest level":               {level("0"), "d:857@0 primary_universal_level 2024 all 0"},
		"highest level":              {level("3"), "d:857@0 primary_universal_level 2024 all 3"},
		"year of the baseline":       {rate(inPeriod("2020")), "d:857@0 info_skills_rate 2020 all 60123/121000"},
		"district that goes on":      {rate(inPeriod("2025"), indicator("learning_district_status"), numerator(""), denominator(""), value("1")), "d:857@0 learning_district_status 2025 all 1"},
		"year that has just ended":   {rate(inPeriod("2025"), unit("Xã Long Hồ"), group("sex=female")), "c:29602@2025-07-01 info_skills_rate 2025 sex=female 60123/121000"},
		"a town of the same name":    {rate(unit("Vũng Liêm")), "d:859@0 info_skills_rate 2024 all 60123/121000"},
		"its full name":              {rate(unit("Huyện Vũng Liêm")), "d:859@0 info_skills_rate 2024 all 60123/121000"},
		"and a commune outside":      {rate(unit("Long Hồ")), "d:857@0 info_skills_rate 2024 all 60123/121000"},
		"city's own indicator":       {rate(unit("855"), indicator("unesco_learning_city_status"), numerator(""), denominator(""), value("1")), "d:855@0 unesco_learning_city_status 2024 all 1"},
	} {
		t.Run(name, func(t *testing.T) {
			entries, problems := report.Check(reg, p, []report.Row{tc.row}, by(p.Root), today)
			if len(problems) > 0 {
				t.Fatal(problems)
			}
			if got := text(entries[0]); len(entries) != 1 || got != tc.want {
				t.Errorf("got %d entries, %q, want %q", len(entries), got, tc.want)
			}
		})
	}
}

// A report is taken from 90 days before its last good day, 9 December; where the form gives no day, from 1 October.
func TestAPeriodIsReportedFromADay(t *testing.T) {
	reg, p := vinhLong(t)
	undated := p
	undated.Forms = slices.Clone(p.Forms)
	for i := range undated.Forms {
		undated.Forms[i].Due = plan.Due{}
	}
	for name, tc := range map[string]struct {
		plan        plan.Plan
		day, first  string
		period      string
		wantRefused bool
	}{
		"the day before":           {p, "2024-09-09", "10/09/2024", "2024", true},
		"the day":                  {p, "2024-09-10", "", "2024", false},
		"no day, before October":   {undated, "2024-09-30", "01/10/2024", "2024", true},
		"no day, in October":       {undated, "2024-10-01", "", "2024", false},
		"paper of the year before": {p, "2025-01-20", "", "2024", false},
		"the slip of January":      {p, "2024-01-20", "10/09/2024", "2024", true},
	} {
		t.Run(name, func(t *testing.T) {
			day, err := period.ParseDate(tc.day)
			if err != nil {
				t.Fatal(err)
			}
			_, problems := report.Check(reg, tc.plan, []report.Row{rate(inPeriod(tc.period))}, by(p.Root), day)
			refused := len(problems) == 1 && problems[0].Code == "too_early" && strings.Contains(problems[0].Rule.VI, tc.first)
			if refused != tc.wantRefused || len(problems) > 0 != tc.wantRefused {
				t.Errorf("got %v, want it refused %v", problems, tc.wantRefused)
			}
		})
	}
}

func TestAmbiguousNamesListOnlyWhatThePlanAsks(t *testing.T) {
	reg, p := vinhLong(t)
	_, problems := report.Check(reg, p, []report.Row{rate(unit("Vĩnh Long"))}, by(p.Root), today)
	if len(problems) != 1 || problems[0].Code != "ambiguous_unit" {
		t.Fatal(problems)
	}
	hint := problems[0].Hint.VI
	if !strings.Contains(hint, "p:86@0 ") || !strings.Contains(hint, "d:855@0 ") || strings.Contains(hint, "@2025-07-01") || strings.Contains(hint, "c:") {
		t.Errorf("candidates: %s", hint)
	}
}

// An unknown indicator is answered with what the plan at hand asks for: a report on the law's counts is not told of a rate that
// it would be refused for next.
func TestAnUnknownIndicatorIsOfferedThePlansOwn(t *testing.T) {
	for name, c := range map[string]struct {
		plan        func() (plan.Registry, plan.Plan)
		typed, want string
	}{
		"a slip":         {func() (plan.Registry, plan.Plan) { return vinhLong(t) }, "info_skill_rate", "info_skills_rate ("},
		"another plan's": {func() (plan.Registry, plan.Plan) { return regime(t) }, "age6_in_grade_1", "age6_in_grade1 ("},
	} {
		reg, p := c.plan()
		_, problems := report.Check(reg, p, []report.Row{rate(indicator(c.typed))}, by(p.Root), period.DateOf(2025, 1, 15))
		if len(problems) == 0 || !strings.Contains(problems[0].Hint.VI, "Gần giống: "+c.want) {
			t.Errorf("%s: %+v, want a hint at %s", name, problems, c.want)
		}
	}
}

func text(e report.Entry) string {
	s := fmt.Sprintf("%s %s %s %s ", e.Unit, e.Indicator, e.Period, e.Group)
	if e.Value != nil {
		return s + fmt.Sprint(*e.Value)
	}
	return s + fmt.Sprintf("%.0f/%.0f", *e.Numerator, *e.Denominator)
}

func TestCheckOrdersEntries(t *testing.T) {
	reg, p := vinhLong(t)
	rows := []report.Row{
		rate(unit("858")), rate(inPeriod("2023")), rate(group("sex=female")), level("2"), rate(),
	}
	var want []string
	for turn := range rows {
		rotated := slices.Concat(rows[turn:], rows[:turn])
		entries, problems := report.Check(reg, p, rotated, by(p.Root), today)
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		var got []string
		for _, e := range entries {
			got = append(got, text(e))
		}
		if turn == 0 {
			want = got
			if !slices.IsSorted(got) || len(got) != len(rows) {
				t.Fatalf("got %q", got)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("another order of rows gave another order of entries:\n%q\n%q", got, want)
		}
	}
}

func TestEntrySame(t *testing.T) {
	one, two := 1.0, 2.0
	base := report.Entry{Numerator: &one, Denominator: &two}
	otherOne := 1.0
	for name, tc := range map[string]struct {
		other report.Entry
		want  bool
	}{
		"equal numbers":       {report.Entry{Numerator: &otherOne, Denominator: &two}, true},
		"another numerator":   {report.Entry{Numerator: &two, Denominator: &two}, false},
		"another denominator": {report.Entry{Numerator: &one, Denominator: &one}, false},
		"a value besides":     {report.Entry{Numerator: &one, Denominator: &two, Value: &one}, false},
		"no numerator":        {report.Entry{Denominator: &two}, false},
	} {
		if got := base.Same(tc.other); got != tc.want {
			t.Errorf("%s: %v, want %v", name, got, tc.want)
		}
	}
}

func TestEntryPercent(t *testing.T) {
	zero, three, four := 0.0, 3.0, 4.0
	for name, tc := range map[string]struct {
		entry report.Entry
		want  string
	}{
		"counts":           {report.Entry{Numerator: &three, Denominator: &four}, "75"},
		"a level":          {report.Entry{Value: &three}, "3"},
		"zero denominator": {report.Entry{Numerator: &zero, Denominator: &zero}, "none"},
		"nothing":          {report.Entry{}, "none"},
	} {
		got := "none"
		if v := tc.entry.Percent(); v != nil {
			got = fmt.Sprint(*v)
		}
		if got != tc.want {
			t.Errorf("%s: %s, want %s", name, got, tc.want)
		}
	}
}

func FuzzCheck(f *testing.F) {
	reg, p := vinhLong(f)
	f.Add("857", "info_skills_rate", "2024", "all", "60123", "121000", "")
	f.Add("Vĩnh Long", "primary_universal_level", "2024-Q9", "", "", "", "2.5")
	f.Add("c:29548@0", "learning_district_share", "2027", "x", "-1", "1e309", "98,5")
	f.Fuzz(func(t *testing.T, u, ind, per, g, num, den, val string) {
		row := report.Row{Place: problem.Path("rows[0]"), Unit: u, Indicator: ind, Period: per, Group: g, Numerator: num, Denominator: den, Value: val}
		entries, problems := report.Check(reg, p, []report.Row{row}, by(p.Root), today)
		if (len(entries) == 1) == (len(problems) > 0) {
			t.Fatalf("%d entries and %d problems", len(entries), len(problems))
		}
		for _, e := range entries {
			if v := e.Percent(); v == nil || *v < 0 || *v > 100 {
				t.Errorf("accepted %s", text(e))
			}
		}
		for _, pr := range problems {
			if pr.Code == "" || pr.Rule.VI == "" || pr.Rule.EN == "" || pr.Hint.VI == "" || pr.Hint.EN == "" {
				t.Errorf("a problem without its texts: %+v", pr)
			}
		}
	})
}
