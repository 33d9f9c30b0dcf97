package report_test

import (
	"strings"
	"testing"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/planfile"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/report"
	"github.com/xhht/xhht/internal/subject"
)

// After the hand-over the old district is told who reports, and a commune of today is taken.
func TestAUnitThatReportsForABodyThatItIsNot(t *testing.T) {
	reg, err := planfile.Load("../../plans")
	if err != nil {
		t.Fatal(err)
	}
	p, _ := reg.Plan("vinh-long-2021-2030")
	row := func(unit, per string) report.Row {
		return report.Row{Place: problem.Line(2), Unit: unit, Indicator: "info_skills_rate", Period: per, Numerator: "60", Denominator: "100"}
	}
	check := func(r report.Row) problem.List {
		_, problems := report.Check(reg, p, []report.Row{r}, report.By{Subject: subject.Anyone(), Source: "import"}, period.DateOf(2026, 2, 1))
		return problems
	}
	for _, r := range []report.Row{row("d:857@0", "2024"), row("c:29602@2025-07-01", "2025"), row("c:29557@2025-07-01", "2025")} {
		if problems := check(r); len(problems) > 0 {
			t.Errorf("%s for %s: %v", r.Unit, r.Period, problems)
		}
	}
	problems := check(row("d:857@0", "2025"))
	const want = `2.unit: kỳ 2025, chỉ số này do UBND xã, phường (Phòng Văn hóa – Xã hội) báo cáo, không phải Huyện Long Hồ ("d:857@0"). Đơn vị đó tự gửi số của mình; số của huyện cũ được cộng từ các xã. Đơn vị này được hỏi đến kỳ 2024`
	if len(problems) != 1 || problems[0].In(lang.Vietnamese) != want {
		t.Errorf("%v\nwant\n%s", problems, want)
	}
	if problems := check(row("c:29557@0", "2024")); len(problems) != 1 || problems[0].Code != "other_body" || strings.Contains(problems[0].In(lang.Vietnamese), "huyện cũ") {
		t.Errorf("a commune of before, whose district reports: %v", problems)
	}
	if problems := check(row("c:29602@2025-07-01", "2024")); len(problems) != 1 || problems[0].Code != "unit_closed" {
		t.Errorf("a commune for a year before it was there: %v", problems)
	}
}
