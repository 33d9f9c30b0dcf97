package report_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/planfile"
	"github.com/xhht/xhht/internal/report"
)

// phuMy is a plan with quantities.
func phuMy(tb testing.TB) (plan.Registry, plan.Plan) {
	tb.Helper()
	reg, err := planfile.Load("../../plans")
	if err != nil {
		tb.Fatal(err)
	}
	p, _ := reg.Plan("phu-my-2024")
	// The plan asks for no quantity with decimals; a form that does shows how they are written.
	p.Forms = slices.Clone(p.Forms)
	p.Forms[0].Indicators = append(slices.Clone(p.Forms[0].Indicators), plan.Asks("preschool_teachers_per_class")...)
	return reg, p
}

func quantity(indicator, value string, literal bool) report.Row {
	return report.Row{Unit: "c:30406@0", Indicator: indicator, Period: "2024", Value: value, Literal: report.Literal{Value: literal}}
}

// A thousand is never read as one, whole things are never halved, and what has decimals has a way in.
func TestQuantities(t *testing.T) {
	reg, p := phuMy(t)
	const children, teachers = "out_of_school_disadvantaged_children", "preschool_teachers_per_class"
	for _, tc := range []struct {
		row   report.Row
		value float64
		code  string
		says  []string
	}{
		{quantity(children, "1250", false), 1250, "", nil},
		{quantity(children, "0", false), 0, "", nil},
		{quantity(children, "12.0", false), 12, "", nil},
		{quantity(children, "1.250", false), 0, "thousand_separator", []string{"1250 hoặc 1,25", "Viết 1250"}},
		{quantity(children, "1,250", false), 0, "thousand_separator", []string{"1250 hoặc 1,25"}},
		{quantity(children, "1.000", false), 0, "thousand_separator", []string{"1000 hoặc 1"}},
		{quantity(children, "1 250", false), 0, "thousand_separator", []string{"Viết 1250"}},
		{quantity(children, "1.250.000", false), 0, "thousand_separator", []string{"Viết 1250000"}},
		{quantity(children, "12.5", false), 0, "quantity_not_whole", []string{"số trẻ phải là số nguyên"}},
		{quantity(children, "12,5", false), 0, "quantity_not_whole", nil},
		{quantity(children, "0.875", false), 0, "quantity_not_whole", nil}, // no thousand begins with 0
		{quantity(children, "1.250", true), 0, "quantity_not_whole", nil},  // a program means a point
		{quantity(children, "1250.0", true), 1250, "", nil},
		{quantity(children, "nhiều", false), 0, "not_a_number", nil},
		{quantity(teachers, "1,875", false), 1.875, "", nil}, // the stated way: a comma
		{quantity(teachers, "1,9", false), 1.9, "", nil},
		{quantity(teachers, "1.9", false), 1.9, "", nil},
		{quantity(teachers, "1.8750", false), 1.875, "", nil},
		{quantity(teachers, "0.875", false), 0.875, "", nil},
		{quantity(teachers, "1.875", true), 1.875, "", nil},
		{quantity(teachers, "1.875", false), 0, "thousand_separator", []string{"1875 hoặc 1,875", "Viết 1875 hoặc 1,875", "dấu phẩy"}},
		{quantity(teachers, "1,8754", false), 0, "too_many_decimals", []string{"3 chữ số lẻ"}},
		{quantity(teachers, "2", false), 2, "", nil},
		{quantity(teachers, "-2", false), 0, "negative", nil},
	} {
		entries, problems := report.Check(reg, p, []report.Row{tc.row}, by(p.Root), period.DateOf(2025, 1, 15))
		switch {
		case tc.code == "" && (len(entries) != 1 || *entries[0].Value != tc.value):
			t.Errorf("%q: %v %v, want %g", tc.row.Value, entries, problems, tc.value)
		case tc.code != "" && (len(problems) != 1 || string(problems[0].Code) != tc.code):
			t.Errorf("%q: %v %v, want %s", tc.row.Value, entries, problems, tc.code)
		}
		for _, want := range tc.says {
			if got := problems.In("vi"); !strings.Contains(got, want) {
				t.Errorf("%q: %s does not say %q", tc.row.Value, got, want)
			}
		}
	}
}

// However a whole number is written, it is read as that number or refused.
func TestNoThousandIsReadAsOne(t *testing.T) {
	reg, p := phuMy(t)
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1000, 9_999_999).Draw(t, "n")
		mark := rapid.SampledFrom([]string{".", ",", " ", "\u00a0", "\u202f", "'", ""}).Draw(t, "between thousands")
		text := grouped(n, mark)
		for _, indicator := range []string{"out_of_school_disadvantaged_children", "preschool_teachers_per_class"} {
			entries, _ := report.Check(reg, p, []report.Row{quantity(indicator, text, false)}, by(p.Root), period.DateOf(2025, 1, 15))
			if mark == "," && n < 1_000_000 && indicator == "preschool_teachers_per_class" {
				continue // a comma is this indicator's decimal sign
			}
			if len(entries) == 1 && *entries[0].Value != float64(n) {
				t.Fatalf("%q of %s became %g", text, indicator, *entries[0].Value)
			}
		}
	})
}

func grouped(n int, mark string) string {
	digits := []byte{}
	for i := 0; n > 0; i, n = i+1, n/10 {
		if i > 0 && i%3 == 0 {
			digits = append([]byte(mark), digits...)
		}
		digits = append([]byte{byte('0' + n%10)}, digits...)
	}
	return string(digits)
}

// A status is told to be 0 or 1 whatever word was written, and a level the numbers there are.
func TestWordsForLevelsAreToldTheNumbers(t *testing.T) {
	reg, p := vinhLong(t)
	for indicator, want := range map[string]string{"learning_district_status": "Ghi 1 nếu có", "primary_universal_level": "từ 0 đến 3"} {
		for _, word := range []string{"có", "Đạt", "x", "yes", "mức 2", "100%"} {
			row := level(word)
			row.Indicator = indicator
			_, problems := report.Check(reg, p, []report.Row{row}, by(p.Root), period.DateOf(2025, 1, 15))
			if len(problems) != 1 || problems[0].Code != "not_a_level" || !strings.Contains(problems.In("vi"), want) {
				t.Errorf("%s %q: %v, want %q", indicator, word, problems, want)
			}
		}
	}
}
