package report_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/xhht/xhht/internal/golden"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/report"
)

// fact is a row of a commune's numbers; the n-th of its report.
func fact(n int, indicator, numerator, denominator string, change ...func(*report.Row)) report.Row {
	r := report.Row{Place: problem.Path(fmt.Sprintf("rows[%d]", n)), Unit: "c:29587@0", Indicator: indicator, Period: "2024", Numerator: numerator, Denominator: denominator}
	for _, c := range change {
		c(&r)
	}
	return r
}

func status(n int, v string, change ...func(*report.Row)) report.Row {
	return fact(n, "special_difficulty_status", "", "", append(change, value(v))...)
}

func regime(t *testing.T) (plan.Registry, plan.Plan) {
	t.Helper()
	reg, _ := vinhLong(t)
	p, ok := reg.Plan("pcgd-xmc-vinh-long")
	if !ok {
		t.Fatal("the regime is missing")
	}
	return reg, p
}

func TestFactsAreHeldAgainstEachOther(t *testing.T) {
	reg, p := regime(t)
	texts := map[lang.Lang]string{}
	for _, tc := range []struct {
		name string
		rows []report.Row
		want []string
	}{
		{"one whole, two numbers", []report.Row{fact(0, "age15_18_graduated", "95", "100"), fact(1, "age15_18_in_upper", "80", "101")}, []string{"whole_differs @rows[1].denominator"}},
		{"two parts that share nobody", []report.Row{fact(0, "age11_completed_primary", "90", "100"), fact(1, "age11_in_primary", "11", "100")}, []string{"parts_exceed_whole @rows[1].numerator"}},
		{"the same, in the other order", []report.Row{fact(0, "age11_in_primary", "11", "100"), fact(1, "age11_completed_primary", "90", "100")}, []string{"parts_exceed_whole @rows[0].numerator"}},
		{"women too", []report.Row{fact(0, "age11_completed_primary", "40", "50", group("sex=female")), fact(1, "age11_in_primary", "11", "50", group("sex=female"))}, []string{"parts_exceed_whole @rows[1].numerator"}},
		{"three rows over one whole", []report.Row{fact(0, "age15_35_literate1", "95", "100"), fact(1, "age15_35_literate2", "80", "99"), fact(2, "age15_35_literate1", "94", "98", group("sex=female"))}, []string{"whole_differs @rows[1].denominator"}},
		{"a part of nobody", []report.Row{fact(0, "disabled_in_education", "1", "0")}, []string{"numerator_above_denominator @rows[0]"}},
		{"more people than there are", []report.Row{fact(0, "age6_in_grade1", "101", "100")}, []string{"numerator_above_denominator @rows[0]"}},
		{"rooms of women", []report.Row{fact(0, "primary_rooms", "10", "9", group("sex=female"))}, []string{"unknown_group @rows[0].group"}},
		{"a difficulty of two", []report.Row{status(0, "2")}, []string{"level_out_of_range @rows[0].value"}},
		{"a commune that was merged away before", []report.Row{fact(0, "age6_in_grade1", "99", "100", unit("c:29587@0"), inPeriod("2025"))}, []string{"unit_closed @rows[0].unit"}},
		{"a commune of Bến Tre", []report.Row{fact(0, "age6_in_grade1", "99", "100", unit("c:28756@2025-07-01"), inPeriod("2025"))}, []string{"unit_outside_plan @rows[0].unit"}},
		{"people of a district", []report.Row{fact(0, "age6_in_grade1", "99", "100", unit("d:857@0"))}, []string{"not_owed @rows[0].indicator"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			entries, problems := report.Check(reg, p, tc.rows, by(p.Root), today)
			var got []string
			for _, pr := range problems {
				got = append(got, string(pr.Code)+" @"+pr.Place.String())
				if pr.Value == "" || pr.Rule.EN == "" || pr.Hint.VI == "" || pr.Hint.EN == "" {
					t.Errorf("%s does not say value, rule and hint in both languages: %+v", pr.Code, pr)
				}
			}
			if entries != nil || !slices.Equal(got, tc.want) {
				t.Errorf("got %q and %d entries, want %q", got, len(entries), tc.want)
			}
			for _, language := range []lang.Lang{lang.Vietnamese, lang.English} {
				texts[language] += "# " + tc.name + "\n" + problems.In(language) + "\n\n"
			}
		})
	}
	for language, text := range texts {
		golden.Equal(t, fmt.Sprintf("testdata/facts.%s.txt", language), text)
	}
}

func TestFactsAreTaken(t *testing.T) {
	reg, p := regime(t)
	for name, tc := range map[string]struct {
		rows []report.Row
		want string
	}{
		"parts that fill their whole":        {[]report.Row{fact(0, "age11_completed_primary", "90", "100"), fact(1, "age11_in_primary", "10", "100")}, "c:29587@0 age11_completed_primary 2024 all 90/100"},
		"women over another whole":           {[]report.Row{fact(0, "age6_in_grade1", "90", "100"), fact(1, "age6_in_grade1", "40", "48", group("sex=female"))}, "c:29587@0 age6_in_grade1 2024 all 90/100"},
		"more rooms than classes":            {[]report.Row{fact(0, "primary_rooms", "31", "24")}, "c:29587@0 primary_rooms 2024 all 31/24"},
		"nobody":                             {[]report.Row{fact(0, "disabled_in_education", "0", "0")}, "c:29587@0 disabled_in_education 2024 all 0/0"},
		"special difficulties":               {[]report.Row{status(0, "1")}, "c:29587@0 special_difficulty_status 2024 all 1"},
		"another whole in another commune":   {[]report.Row{fact(0, "age15_18_graduated", "9", "10"), fact(1, "age15_18_in_upper", "9", "11", unit("c:29590@0"))}, "c:29587@0 age15_18_graduated 2024 all 9/10"},
		"a commune merged away in October":   {[]report.Row{fact(0, "age6_in_grade1", "99", "100", unit("c:29548@0"))}, "c:29548@0 age6_in_grade1 2024 all 99/100"},
		"a new commune in old Vĩnh Long":     {[]report.Row{fact(0, "age6_in_grade1", "99", "100", unit("c:29551@2025-07-01"), inPeriod("2025"))}, "c:29551@2025-07-01 age6_in_grade1 2025 all 99/100"},
		"a commune's own declaration":        {[]report.Row{fact(0, "literacy_standard_level", "", "", value("2"))}, "c:29587@0 literacy_standard_level 2024 all 2"},
		"a district's declaration":           {[]report.Row{fact(0, "literacy_standard_level", "", "", unit("857"), value("2"))}, "d:857@0 literacy_standard_level 2024 all 2"},
		"a number of minorities, as a group": {[]report.Row{fact(0, "age6_in_grade1", "9", "10", group("ethnic=minority"))}, "c:29587@0 age6_in_grade1 2024 ethnic=minority 9/10"},
	} {
		t.Run(name, func(t *testing.T) {
			entries, problems := report.Check(reg, p, tc.rows, by(p.Root), today)
			if len(problems) > 0 || len(entries) != len(tc.rows) {
				t.Fatalf("%d entries, %v", len(entries), problems)
			}
			if got := text(entries[0]); got != tc.want {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}
