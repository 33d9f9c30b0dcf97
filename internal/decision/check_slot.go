package decision

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/timeliness"
)

// slot reads what a decision about reports is about: form, period and units.
func (c *checker) slot() {
	if !c.findForm() {
		return
	}
	per, ok := c.findPeriod("period", c.draft.Period)
	if !ok {
		return
	}
	c.out.Form, c.out.Period = c.duty.Form.ID, per
	c.units(per)
	if c.draft.Kind == NoReporter {
		c.through(per)
	}
	if c.draft.Kind != Extension {
		return
	}
	if c.draft.Withdraw {
		c.none("until", c.draft.Until)
		return
	}
	c.until(per)
}

func (c *checker) findForm() bool {
	var ids []string
	for _, d := range timeliness.Duties(c.reg, c.plan) {
		if d.Form.ID == c.draft.Form {
			c.duty = d
			return true
		}
		ids = append(ids, d.Form.ID)
	}
	c.problems.Add(problem.Problem{
		Code: "unknown_form", Place: problem.Field("form"), Value: c.draft.Form,
		Rule: lang.Text{VI: "kế hoạch không có biểu số liệu mang mã này", EN: "the plan has no form of numbers with this id"},
		Hint: oneOf(ids),
	})
	return false
}

func (c *checker) findPeriod(place, text string) (period.Period, bool) {
	all := c.duty.Periods()
	per, err := period.Parse(text)
	hint := lang.Textf("Kỳ của biểu này: từ %s đến %s", "Periods of this form: %s to %s", all[0], all[len(all)-1])
	switch {
	case err != nil:
		c.problems.Add(problem.Problem{
			Code: "wrong_period", Place: problem.Field(place), Value: text,
			Rule: lang.Text{VI: "kỳ báo cáo không đúng dạng", EN: "the period has no known form"},
			Hint: hint,
		})
	case !slices.Contains(all, per):
		c.problems.Add(problem.Problem{
			Code: "unknown_period", Place: problem.Field(place), Value: text,
			Rule: lang.Text{VI: "biểu này không có kỳ đó", EN: "the form has no such period"},
			Hint: hint,
		})
	case !c.draft.Kind.looksAhead() && per.Start().After(c.today):
		c.problems.Add(problem.Problem{
			Code: "future_period", Place: problem.Field(place), Value: text,
			Rule: lang.Textf("kỳ chưa bắt đầu (hôm nay là %s)", "the period has not begun (today is %s)", c.today),
			Hint: hint,
		})
	default:
		return per, true
	}
	return per, false
}

// through reads the last period of a decision that runs on, and which body of the form is meant.
func (c *checker) through(from period.Period) {
	body, _ := c.duty.Form.Body(from)
	c.out.Body = body.ID
	if c.draft.Through == "" {
		return
	}
	last, ok := c.findPeriod("through", c.draft.Through)
	if !ok {
		return
	}
	c.out.Through = last
	if last.End().Before(from.End()) {
		c.problems.Add(problem.Problem{
			Code: "term_order", Place: problem.Field("through"), Value: c.draft.Through,
			Rule: lang.Textf("kỳ cuối trước kỳ đầu (%s)", "the last period is before the first, %s", from),
			Hint: lang.Text{VI: "Bỏ kỳ cuối nếu chưa biết đến bao giờ", EN: "Leave the last period out where nobody knows how long"},
		})
	}
}

func (c *checker) units(per period.Period) {
	reporters := c.duty.Reporters(per)
	switch {
	case c.draft.All && (len(c.draft.Units) > 0 || !c.draft.Kind.takesAll()):
		c.problems.Add(problem.Problem{
			Code: "all_and_some", Place: problem.Field("all"),
			Rule: lang.Text{VI: "“tất cả” chỉ dùng khi gia hạn hoặc khóa sổ, và không đi cùng đơn vị cụ thể", EN: "“all” is for extensions and locks alone, and not together with single units"},
			Hint: lang.Text{VI: "Bỏ một trong hai", EN: "Leave one of them out"},
		})
	case !c.draft.All && len(c.draft.Units) == 0:
		c.problems.Add(problem.Problem{
			Code: "no_unit", Place: problem.Field("unit"),
			Rule: lang.Text{VI: "chưa nêu đơn vị nào", EN: "no unit is named"},
			Hint: lang.Text{VI: "Nêu đơn vị bằng mã, uid hoặc tên; khi gia hạn hoặc khóa cho tất cả, dùng --all", EN: "Name a unit by code, uid or name; to extend or lock for all, use --all"},
		})
	}
	for _, text := range c.draft.Units {
		if a, ok := c.unit(text, reporters, per); ok {
			c.out.Units = append(c.out.Units, a.UID)
		}
	}
	slices.Sort(c.out.Units)
	c.out.Units = slices.Compact(c.out.Units)
}

func (c *checker) unit(text string, reporters []area.Area, per period.Period) (area.Area, bool) {
	return c.among(text, reporters, lang.Textf("đơn vị này không phải nộp biểu %s kỳ %s", "the unit owes no report on form %s for %s", c.duty.Form.ID, per))
}

// among finds a unit among those that a decision may be about.
func (c *checker) among(text string, units []area.Area, otherwise lang.Text) (area.Area, bool) {
	found := c.reg.Areas.Find(text)
	meant := slices.DeleteFunc(slices.Clone(found), func(a area.Area) bool {
		return !slices.ContainsFunc(units, func(r area.Area) bool { return r.UID == a.UID })
	})
	switch {
	case len(meant) == 1:
		return meant[0], true
	case len(found) == 0:
		c.problems.Add(problem.Problem{
			Code: "unknown_unit", Place: problem.Field("unit"), Value: text,
			Rule: area.NoUnit,
			Hint: area.Offer(text, units),
		})
	case len(meant) == 0:
		c.problems.Add(problem.Problem{
			Code: "not_expected", Place: problem.Field("unit"), Value: text,
			Rule: otherwise,
			Hint: naming("Những đơn vị có thể nêu: %s", "Units that may be named: %s", units),
		})
	default:
		c.problems.Add(problem.Problem{
			Code: "ambiguous_unit", Place: problem.Field("unit"), Value: text,
			Rule: lang.Text{VI: "nhiều đơn vị mang mã hoặc tên này", EN: "several units have this code or name"},
			Hint: naming("Dùng uid: %s", "Use the uid: %s", meant),
		})
	}
	return area.Area{}, false
}

// naming lists units; of a long list only its beginning, which shows how they are written.
func naming(vi, en string, units []area.Area) lang.Text {
	const most = 12
	var names []string
	for _, a := range units[:min(most, len(units))] {
		names = append(names, a.UID+" = "+a.FullName)
	}
	if len(units) > most {
		names = append(names, fmt.Sprintf("… (%d)", len(units)))
	}
	return lang.Textf(vi, en, strings.Join(names, "; "))
}

func (c *checker) until(per period.Period) {
	last := c.duty.Form.LastDay(per)
	if last.IsZero() {
		c.problems.Add(problem.Problem{
			Code: "no_deadline", Place: problem.Field("form"), Value: c.draft.Form,
			Rule: lang.Text{VI: "kế hoạch không ghi hạn nộp biểu này, nên không có gì để gia hạn", EN: "the plan gives this form no deadline, so there is none to extend"},
		})
		return
	}
	day, ok := c.day("until", c.draft.Until)
	if !ok {
		return
	}
	c.out.Until = day
	switch {
	case !day.After(last):
		c.problems.Add(problem.Problem{
			Code: "before_deadline", Place: problem.Field("until"), Value: c.draft.Until,
			Rule: lang.Textf("không muộn hơn hạn đang có (%s)", "not later than the deadline that holds (%s)", last),
			Hint: lang.Text{VI: "Gia hạn là lùi ngày cuối cùng được nộp; để bỏ gia hạn, dùng --withdraw", EN: "An extension gives a later last good day; to take one back, use --withdraw"},
		})
	case day.After(last.AddDays(longest)):
		c.problems.Add(problem.Problem{
			Code: "too_late", Place: problem.Field("until"), Value: c.draft.Until,
			Rule: lang.Textf("muộn hơn hạn đang có (%s) quá một năm", "more than a year after the deadline that holds (%s)", last),
			Hint: checkDay,
		})
	}
}

// longest is more days than any deadline was ever moved by; a year above it is a slip of the pen.
const longest = 366
