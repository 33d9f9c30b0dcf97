package report_test

import (
	"cmp"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/report"
)

// A unit, an indicator and a group are taken as people write them, and always become the same cell.
func TestCellsAreTakenAsTheyAreTyped(t *testing.T) {
	reg, p := vinhLong(t)
	want := "d:857@0 info_skills_rate sex=female"
	for _, text := range []string{"857", "d:857@0", "D:857@0", "Huyện Long Hồ", "HUYỆN LONG HỒ", "huyen long ho", "H. Long Hồ", "h long ho", "H.Long Hồ",
		"Huyện Long Hồ (857)", "857 – Huyện Long Hồ", "d:857@0 = Huyện Long Hồ, Tỉnh Vĩnh Long (… – 30/06/2025)", "Long Hồ", "Huyện Long Hồ."} {
		typed(t, reg, p, rate(unit(text), group("sex=female")), want)
	}
	for _, name := range []string{"", "Huyện Long Hồ", "huyen long ho (857)", "Phòng Giáo dục và Đào tạo huyện Long Hồ"} {
		typed(t, reg, p, rate(group("sex=female"), func(r *report.Row) { r.UnitName, r.IndicatorName = name, name }), want)
	}
	for _, text := range []string{"info_skills_rate", "INFO_SKILLS_RATE", "Info-Skills-Rate", "info skills rate", "Năng lực thông tin", "NĂNG LỰC THÔNG TIN",
		"nang luc thong tin", "Information skills", "Tỷ lệ người trong độ tuổi lao động được trang bị năng lực thông tin",
		"tỉ lệ người trong độ tuổi lao động được trang bị năng lực thông tin", "info_skills_rate (Năng lực thông tin)", "Năng lực thông tin (info_skills_rate)"} {
		typed(t, reg, p, rate(indicator(text), group("sex=female")), want)
	}
	for _, text := range []string{"sex=female", "SEX=FEMALE", "sex = female", "Nữ", "nữ", "nu", "NỮ", "Women"} {
		typed(t, reg, p, rate(group(text)), want)
	}
	for _, text := range []string{"", "all", "ALL", "Chung", "Tất cả", "Tổng số"} {
		typed(t, reg, p, rate(group(text)), "d:857@0 info_skills_rate all")
	}
}

func typed(t *testing.T, reg plan.Registry, p plan.Plan, row report.Row, want string) {
	t.Helper()
	entries, problems := report.Check(reg, p, []report.Row{row}, by(p.Root), period.DateOf(2026, 1, 15))
	if len(entries) != 1 {
		t.Errorf("%q %q %q: %v", row.Unit, row.Indicator, row.Group, problems)
		return
	}
	if e := entries[0]; e.Unit+" "+e.Indicator+" "+e.Group != want {
		t.Errorf("%q %q %q became %s %s %s, want %s", row.Unit, row.Indicator, row.Group, e.Unit, e.Indicator, e.Group, want)
	}
}

// What cannot be one thing is refused with what it may be: the nearest of this plan.
func TestNearMissesAreAnsweredFromThePlanAtHand(t *testing.T) {
	reg, p := vinhLong(t)
	for _, tc := range []struct {
		row        report.Row
		code, hint string
		scope      string
	}{
		{rate(unit("Long Ho District 9")), "unknown_unit", "Huyện Long Hồ (857)", ""},
		{rate(unit("Huyện Long Hổ")), "unknown_unit", "Huyện Long Hồ (857)", ""}, // another mark is another word
		{rate(unit("Huyện Tam Bnh")), "unknown_unit", "Huyện Tam Bình (860)", ""},
		{rate(unit("857 – Huyện Tam Bình")), "unknown_unit", "Huyện Tam Bình (860)", ""},
		{rate(unit("zzz")), "unknown_unit", "ví dụ 857 hoặc Huyện Long Hồ", "d:857@0"}, // the only one that this account reports for
		{rate(func(r *report.Row) { r.UnitName = "Huyện Tam Bình" }), "unit_name_differs", "một trong hai là của đơn vị khác", ""},
		{rate(func(r *report.Row) { r.IndicatorName = "Kỹ năng sống" }), "indicator_name_differs", "một trong hai là của chỉ số khác", ""},
		{rate(indicator("info_skill_rate")), "unknown_indicator", "info_skills_rate (", ""},
		{rate(indicator("Tỷ lệ người dân có kỹ năng sống")), "unknown_indicator", "life_skills_rate (", ""},
		{rate(indicator("gdp")), "unknown_indicator", "Dùng mã hoặc tên mà biểu của kế hoạch hỏi", ""},
		{rate(func(r *report.Row) { r.Period = "năm 2024" }), "wrong_period", "Viết 2024", ""},
		{rate(func(r *report.Row) { r.Period = "2024 năm học" }), "wrong_period", "Viết 2024", ""},
		{rate(func(r *report.Row) { r.Period = "x" }), "wrong_period", "Viết như 2026", ""},
	} {
		_, problems := report.Check(reg, p, []report.Row{tc.row}, by(cmp.Or(tc.scope, p.Root)), period.DateOf(2026, 1, 15))
		if len(problems) != 1 || string(problems[0].Code) != tc.code || !strings.Contains(problems[0].Hint.VI, tc.hint) {
			t.Errorf("%+v: %v; want %s with %q", tc.row, problems, tc.code, tc.hint)
		}
	}
}

// A code of a unit that has ended is refused with what the unit is now, whatever else carries its name.
func TestAClosedUnitIsToldWhatItIsNow(t *testing.T) {
	reg, p := regime(t)
	for text, want := range map[string]string{
		"29587":     "từ 01/07/2025 là Xã An Bình (29584), c:29584@2025-07-01",
		"c:29587@0": "từ 01/07/2025 là Xã An Bình (29584), c:29584@2025-07-01",
	} {
		row := fact(0, "age11_completed_primary", "1", "2", func(r *report.Row) { r.Unit, r.Period = text, "2025" })
		_, problems := report.Check(reg, p, []report.Row{row}, by(p.Root), period.DateOf(2026, 1, 15))
		if len(problems) != 1 || problems[0].Code != "unit_closed" || !strings.Contains(problems[0].Hint.VI, want) {
			t.Errorf("%s: %v, want unit_closed with %q", text, problems, want)
		}
	}
}

// Twenty thousand rows of slips are answered as fast as right ones: looking for the nearest is bounded.
func TestManySlipsAreAnsweredQuickly(t *testing.T) {
	reg, p := vinhLong(t)
	rows := make([]report.Row, 20_000)
	for i := range rows {
		rows[i] = rate(unit(fmt.Sprintf("Huyện Long Hồ %d", i)), indicator(fmt.Sprintf("info_skills_%d", i)))
		rows[i].Place = problem.At("a.csv", i+2)
	}
	begin := time.Now()
	_, problems := report.Check(reg, p, rows, by(p.Root), period.DateOf(2026, 1, 15))
	if took := time.Since(begin); took > 20*time.Second {
		t.Errorf("it took %s", took)
	}
	for _, pr := range problems {
		if pr.Hint.VI == "" || pr.Hint.EN == "" {
			t.Fatalf("no hint: %v", pr)
		}
	}
}
