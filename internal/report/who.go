package report

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/problem"
)

func (c *checker) indicator(r Row) (catalogue.Indicator, bool) {
	place := r.Place.WithField("indicator")
	ind, ok := c.reg.Indicators[r.Indicator]
	if !ok {
		c.problems.Add(problem.Problem{
			Code: "unknown_indicator", Place: place, Value: r.Indicator,
			Rule: lang.Text{VI: "chỉ số không có trong danh mục", EN: "the indicator is not in the catalogue"},
			Hint: c.offered(r.Indicator),
		})
		return ind, false
	}
	if ind.Measure == catalogue.Gap {
		c.problems.Add(problem.Problem{
			Code: "derived_indicator", Place: place, Value: r.Indicator,
			Rule: lang.Text{VI: "chênh lệch được tính từ các nhóm của tỷ lệ, không nhận trực tiếp", EN: "a gap is derived from the groups of its rate and cannot be reported"},
			Hint: lang.Textf("Báo cáo chỉ số %s theo từng nhóm", "Report %s group by group", ind.Of),
		})
		return ind, false
	}
	if ind.Measure == catalogue.ShareOfUnits {
		c.problems.Add(problem.Problem{
			Code: "derived_indicator", Place: place, Value: r.Indicator,
			Rule: lang.Text{VI: "tỷ lệ đơn vị được tính từ báo cáo của từng đơn vị, không nhận trực tiếp", EN: "a share of units is derived from the units' own reports and cannot be reported"},
			Hint: lang.Textf("Báo cáo chỉ số %s của từng đơn vị", "Report %s of every unit", ind.Of),
		})
		return ind, false
	}
	return ind, true
}

// offered names indicators that the plan's forms ask for, those first that begin like what was typed: another plan's would be
// refused in their turn.
func (c *checker) offered(typed string) lang.Text {
	const most = 3
	var ids []string
	for _, f := range c.plan.Forms {
		for _, id := range f.Indicators {
			if !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
	}
	vi, en := "Dùng mã mà biểu của kế hoạch hỏi, ví dụ %s", "Use an ID that the plan's forms ask for, for example %s"
	if len(ids) == 0 { // counts that belong to no plan
		ids = slices.Sorted(maps.Keys(c.reg.Indicators))
		vi, en = "Dùng mã trong danh mục, ví dụ %s", "Use an ID of the catalogue, for example %s"
	}
	slices.SortStableFunc(ids, func(a, b string) int { return alike(b, typed) - alike(a, typed) })
	return lang.Textf(vi, en, strings.Join(ids[:min(most, len(ids))], ", "))
}

// alike counts the letters with which both begin.
func alike(a, b string) int {
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	return n
}

func (c *checker) period(r Row, ind catalogue.Indicator, known bool) (period.Period, bool) {
	place := r.Place.WithField("period")
	per, ok := c.parsed(r)
	if !ok {
		return per, false
	}
	switch {
	case known && per.Frequency() != ind.Frequency:
		want := period.Of(ind.Frequency, per.Start())
		c.problems.Add(problem.Problem{
			Code: "wrong_period", Place: place, Value: r.Period,
			Rule: lang.Textf("chỉ số này báo cáo theo kỳ dạng %s", "the indicator is reported for periods such as %s", want),
			Hint: lang.Textf("Viết %s, hoặc kiểm tra mã chỉ số", "Write %s, or check the indicator", want),
		})
	case per.Start().After(c.today):
		c.problems.Add(problem.Problem{
			Code: "future_period", Place: place, Value: r.Period,
			Rule: lang.Textf("kỳ chưa bắt đầu (hôm nay là %s)", "the period has not begun (today is %s)", c.today),
			Hint: lang.Text{VI: "Kiểm tra năm báo cáo", EN: "Check the year"},
		})
	case per.Start().Year() < c.plan.From-1 || per.End().Year() > c.plan.To:
		// The year before the plan is allowed: it is where baselines come from.
		c.problems.Add(problem.Problem{
			Code: "period_outside_plan", Place: place, Value: r.Period,
			Rule: lang.Textf("kế hoạch chạy từ %d đến %d", "the plan runs from %d to %d", c.plan.From, c.plan.To),
			Hint: lang.Textf("Kiểm tra năm báo cáo; sớm nhất là %d, năm lấy số xuất phát", "Check the year; the earliest is %d, the year of the baselines", c.plan.From-1),
		})
	default:
		return per, true
	}
	return per, false
}

// parsed reads the row's period, whatever the indicator.
func (c *checker) parsed(r Row) (period.Period, bool) {
	per, err := period.Parse(r.Period)
	if err != nil {
		c.problems.Add(problem.Problem{
			Code: "wrong_period", Place: r.Place.WithField("period"), Value: r.Period,
			Rule: lang.Text{VI: "kỳ báo cáo không đúng dạng", EN: "the period has no known form"},
			Hint: lang.Text{VI: "Viết 2024, 2024-H1, 2024-Q3 hoặc 2024-09", EN: "Write 2024, 2024-H1, 2024-Q3 or 2024-09"},
		})
	}
	return per, err == nil
}

func (c *checker) unknownUnit(r Row) {
	c.problems.Add(problem.Problem{
		Code: "unknown_unit", Place: r.Place.WithField("unit"), Value: r.Unit,
		Rule: lang.Text{VI: "không có đơn vị nào mang mã hoặc tên này", EN: "no unit has this code or name"},
		Hint: lang.Text{VI: "Dùng uid hoặc mã hành chính, ví dụ 857 (Huyện Long Hồ)", EN: "Use the uid or official code, for example 857 (Huyện Long Hồ)"},
	})
}

func (c *checker) ambiguousUnit(r Row, found []area.Area) {
	c.problems.Add(problem.Problem{
		Code: "ambiguous_unit", Place: r.Place.WithField("unit"), Value: r.Unit,
		Rule: lang.Text{VI: "nhiều đơn vị mang mã hoặc tên này", EN: "several units have this code or name"},
		Hint: c.candidates(found),
	})
}

func (c *checker) unit(r Row, per period.Period, timed bool) (area.Area, bool) {
	place := r.Place.WithField("unit")
	found := c.reg.Areas.Find(r.Unit)
	if len(found) == 0 {
		c.unknownUnit(r)
		return area.Area{}, false
	}
	if len(found) > 1 {
		left := c.narrow(found, per, timed)
		if len(left) != 1 {
			c.ambiguousUnit(r, found)
			return area.Area{}, false
		}
		found = left
	}
	a := found[0]
	if timed && !c.plan.Reports(a, per) {
		c.problems.Add(problem.Problem{
			Code: "unit_closed", Place: place, Value: r.Unit,
			Rule: lang.Textf("%s không còn (hoặc chưa có) trong kỳ %s", "%s no longer (or not yet) exists in %s", a.FullName, per),
			Hint: lang.Text{VI: "Đơn vị này tồn tại " + span(a).VI, EN: "The unit exists " + span(a).EN},
		})
		return a, false
	}
	if !c.reg.Covers(c.plan, a.UID) {
		c.problems.Add(problem.Problem{
			Code: "unit_outside_plan", Place: place, Value: r.Unit,
			Rule: lang.Textf("%s không thuộc địa bàn của kế hoạch", "%s does not belong to the plan's territory", a.FullName),
			Hint: c.territory(),
		})
		return a, false
	}
	if !c.reaches(a.UID) {
		c.problems.Add(problem.Problem{
			Code: "unit_out_of_scope", Place: place, Value: r.Unit,
			Rule: lang.Textf("tài khoản này không được báo cáo thay %s", "this account may not report for %s", a.FullName),
			Hint: lang.Text{VI: "Đăng nhập bằng tài khoản của đơn vị, hoặc của cấp trên", EN: "Use the account of the unit or of one above it"},
		})
		return a, false
	}
	return a, true
}

// narrow keeps the candidates of the plan's territory that may report for the period, and of these the ones that the
// plan asks anything at all: a town that shares its district's name has no form to fill. It does not look at the row's
// indicator: "Vĩnh Long" on a district's indicator may be the province's own sum, and must not become the city's number.
func (c *checker) narrow(found []area.Area, per period.Period, timed bool) []area.Area {
	out := keep(found, func(a area.Area) bool {
		return c.reg.Covers(c.plan, a.UID) && (!timed || c.plan.Reports(a, per))
	})
	if asked := keep(out, c.asked); len(asked) > 0 {
		return asked
	}
	return out
}

func keep(list []area.Area, wanted func(area.Area) bool) []area.Area {
	return slices.DeleteFunc(slices.Clone(list), func(a area.Area) bool { return !wanted(a) })
}

// asked reports whether some form of the plan asks anything of the unit.
func (c *checker) asked(a area.Area) bool {
	return slices.ContainsFunc(c.plan.Forms, func(f plan.Form) bool {
		return slices.ContainsFunc(f.Indicators, func(id string) bool { return c.reg.Owes(c.plan, f, id, a) })
	})
}

// candidates lists what the text may mean, leaving out what lies outside the plan where it can.
func (c *checker) candidates(found []area.Area) lang.Text {
	for _, wanted := range []func(area.Area) bool{
		func(a area.Area) bool { return c.reg.Covers(c.plan, a.UID) }, c.asked,
	} {
		if inside := keep(found, wanted); len(inside) > 0 {
			found = inside
		}
	}
	var vi, en []string
	for _, a := range found {
		name := fmt.Sprintf("%s = %s", a.UID, a.FullName)
		if parent, ok := c.reg.Areas.Get(a.Parent); ok {
			name += ", " + parent.FullName
		}
		vi, en = append(vi, name+" ("+span(a).VI+")"), append(en, name+" ("+span(a).EN+")")
	}
	return lang.Text{VI: "Dùng uid hoặc tên đầy đủ: " + strings.Join(vi, "; "), EN: "Use the uid or the full name: " + strings.Join(en, "; ")}
}

func (c *checker) territory() lang.Text {
	root, _ := c.reg.Areas.Get(c.plan.Root)
	return lang.Textf("Dùng đơn vị thuộc %s; đơn vị ở nơi khác báo cáo theo kế hoạch nơi đó", "Use a unit of %s; a unit elsewhere reports on the plan of its own province", root.FullName)
}

// owed refuses a cell that no form of the plan asks of the unit's tier, and returns the form that does.
func (c *checker) owed(r Row, ind catalogue.Indicator, a area.Area) (plan.Form, bool) {
	for _, f := range c.plan.Forms {
		if c.reg.Owes(c.plan, f, ind.ID, a) {
			return f, true
		}
	}
	c.problems.Add(problem.Problem{
		Code: "not_owed", Place: r.Place.WithField("indicator"), Value: r.Indicator,
		Rule: lang.Textf("kế hoạch không yêu cầu %s báo cáo chỉ số này", "the plan does not ask %s for this indicator", a.FullName),
		Hint: lang.Text{VI: "Kiểm tra đơn vị và mã chỉ số", EN: "Check the unit and the indicator"},
	})
	return plan.Form{}, false
}

// early is how many days before its last good day a report is taken.
const early = 90

// due refuses a period that has begun but is far from being reported: in January "2026" typed for "2025" would else pass
// as this year's report, and nobody would miss last year's before the year is over.
func (c *checker) due(r Row, f plan.Form, per period.Period) {
	from := period.Of(period.Quarterly, per.End()).Start() // where the form gives no day: the period's last quarter
	if last := f.LastGoodDay(per); !last.IsZero() {
		from = last.AddDays(-early)
	}
	if c.today.After(per.End()) || !c.today.Before(from) {
		return
	}
	c.problems.Add(problem.Problem{
		Code: "too_early", Place: r.Place.WithField("period"), Value: r.Period,
		Rule: lang.Textf("chưa đến lúc báo cáo kỳ này: nhận từ ngày %s", "it is too early to report this period: reports are taken from %s", from),
		Hint: lang.Text{VI: "Kiểm tra năm báo cáo, hoặc gửi lại từ ngày đó", EN: "Check the year, or send it again from that day"},
	})
}

// span is how long the unit exists; an end that is open or not known is three dots.
func span(a area.Area) lang.Text {
	var from, to any = a.ValidFrom, a.ValidTo
	if a.ValidFrom.IsZero() {
		from = "…"
	}
	if a.ValidTo.IsZero() {
		to = "…"
	}
	return lang.Textf("%s – %s", "%s – %s", from, to)
}
