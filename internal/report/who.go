package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/problem"
)

func (c *checker) period(r Row, ind catalogue.Indicator, known bool) (period.Period, bool) {
	place := r.At("period")
	per, ok := c.parsed(r, ind.Frequency)
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

func (c *checker) unknownUnit(r Row, ind catalogue.Indicator) {
	c.problems.Add(problem.Problem{
		Code: "unknown_unit", Place: r.At("unit"), Value: r.Unit,
		Rule: area.NoUnit,
		Hint: c.hinted("unit "+ind.ID+" "+r.Unit, func() lang.Text { return area.Offer(r.Unit, c.writers(ind.ID)) }),
	})
}

func (c *checker) ambiguousUnit(r Row, found []area.Area) {
	c.problems.Add(problem.Problem{
		Code: "ambiguous_unit", Place: r.At("unit"), Value: r.Unit,
		Rule: lang.Text{VI: "nhiều đơn vị mang mã hoặc tên này", EN: "several units have this code or name"},
		Hint: c.candidates(found),
	})
}

func (c *checker) unit(r Row, ind catalogue.Indicator, per period.Period, timed bool) (area.Area, bool) {
	place := r.At("unit")
	found := c.reg.Areas.Find(r.Unit)
	if len(found) == 0 {
		c.unknownUnit(r, ind)
		return area.Area{}, false
	}
	if len(found) > 1 {
		left := c.narrow(found, per, timed)
		if len(left) == 0 && timed { // a code that nobody carries in the period: the last who did is meant
			left = lastOf(keep(found, func(a area.Area) bool { return c.reg.Covers(c.plan, a.UID) }))
		}
		if len(left) != 1 {
			c.ambiguousUnit(r, found)
			return area.Area{}, false
		}
		found = left
	}
	a := found[0]
	if r.UnitName != "" && c.namesAnother(r.UnitName, a) {
		c.problems.Add(problem.Problem{
			Code: "unit_name_differs", Place: r.At("unit_name"), Value: r.UnitName,
			Rule: lang.Textf("mã %[1]s là của %[2]s", "%[1]s is the code of %[2]s", r.Unit, a.FullName),
			Hint: lang.Text{VI: "Sửa mã hoặc tên: một trong hai là của đơn vị khác", EN: "Mend the code or the name: one of them is another unit's"},
		})
		return a, false
	}
	if timed && !c.plan.Reports(a, per) {
		c.problems.Add(problem.Problem{
			Code: "unit_closed", Place: place, Value: r.Unit,
			Rule: lang.Textf("%s không còn (hoặc chưa có) trong kỳ %s", "%s no longer (or not yet) exists in %s", a.FullName, per),
			Hint: c.existence(a, per),
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

// namesAnother reports whether the text is the name of units, and of none that is this one. A text that is no unit's name says nothing.
func (c *checker) namesAnother(text string, a area.Area) bool {
	others := c.reg.Areas.Find(text)
	return len(others) > 0 && !slices.ContainsFunc(others, func(o area.Area) bool { return o.UID == a.UID })
}

// mostHints bounds how often the nearest is looked for: twenty thousand wrong rows have a thousand answers, and looking takes time.
const mostHints = 200

// hinted keeps the hint to one text: the same slip runs down a column.
func (c *checker) hinted(text string, look func() lang.Text) lang.Text {
	if hint, ok := c.hints[text]; ok {
		return hint
	}
	if len(c.hints) == mostHints {
		return lang.Text{VI: "Xem mã và tên trong kế hoạch", EN: "See the codes and names in the plan"}
	}
	if c.hints == nil {
		c.hints = map[string]lang.Text{}
	}
	c.hints[text] = look()
	return c.hints[text]
}

// writers are the units that may be meant where a text means none: those that owe the indicator, or anything at all if that is
// not known either, and that the account may report for.
func (c *checker) writers(indicator string) []area.Area {
	return keep(c.reg.Areas.All(), func(a area.Area) bool {
		return len(c.plan.Forms) == 0 || c.reg.Covers(c.plan, a.UID) && c.reaches(a.UID) &&
			(indicator == "" && c.asked(a) || slices.ContainsFunc(c.plan.Forms, func(f plan.Form) bool { return c.reg.EverOwes(c.plan, f, indicator, a) }))
	})
}

// existence says when a unit existed, and what it was before or is since.
func (c *checker) existence(a area.Area, per period.Period) lang.Text {
	out := lang.Text{VI: "Đơn vị này tồn tại " + span(a).VI, EN: "The unit exists " + span(a).EN}
	then := c.reg.Areas.Became(a)
	if a.ValidFrom.After(per.End()) {
		then = c.reg.Areas.Was(a)
	}
	if then.VI != "" {
		out.VI, out.EN = out.VI+"; "+then.VI, out.EN+"; "+then.EN
	}
	return out
}

// lastOf keeps the unit that ended last, where one did.
func lastOf(list []area.Area) []area.Area {
	var out []area.Area
	for _, a := range list {
		switch {
		case a.ValidTo.IsZero():
			return nil
		case len(out) == 0 || a.ValidTo.After(out[0].ValidTo):
			out = []area.Area{a}
		case a.ValidTo == out[0].ValidTo:
			out = append(out, a)
		}
	}
	return out
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
		return slices.ContainsFunc(f.EverAsked(), func(id string) bool { return c.reg.EverOwes(c.plan, f, id, a) })
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

// owed refuses a cell that no form of the plan asks of the unit for the period, and returns the form that does. Of a period
// that could not be read nothing is said.
func (c *checker) owed(r Row, ind catalogue.Indicator, a area.Area, per period.Period, timed bool) (plan.Form, bool) {
	for _, f := range c.plan.Forms {
		if _, ok := c.reg.Owes(c.plan, f, ind.ID, a, per); ok || !timed && c.reg.EverOwes(c.plan, f, ind.ID, a) {
			return f, true
		}
	}
	terms := c.terms(ind.ID, a)
	if body, other := c.answers(ind.ID, a, per); timed && other {
		hint := lang.Text{VI: "Đơn vị đó tự gửi số của mình", EN: "Those units send their own numbers"}
		if len(c.plan.Answering(a.UID)) > 0 {
			hint.VI, hint.EN = hint.VI+"; số của huyện cũ được cộng từ các xã", hint.EN+"; the old district's is their sum"
		}
		switch {
		case len(terms) == 0:
		case per.End().Before(terms[0].Start()):
			hint.VI, hint.EN = hint.VI+". Đơn vị này được hỏi từ kỳ "+terms[0].String(), hint.EN+". This unit is asked from "+terms[0].String()+" on"
		default:
			hint.VI, hint.EN = hint.VI+". Đơn vị này được hỏi đến kỳ "+terms[len(terms)-1].String(), hint.EN+". This unit was asked up to "+terms[len(terms)-1].String()
		}
		c.problems.Add(problem.Problem{
			Code: "other_body", Place: r.At("unit"), Value: r.Unit,
			Rule: lang.Text{
				VI: fmt.Sprintf("kỳ %s, chỉ số này do %s báo cáo, không phải %s", per, body.VI, a.FullName),
				EN: fmt.Sprintf("for %s this indicator is reported by %s, not by %s", per, body.In(lang.English), a.FullName)},
			Hint: hint,
		})
		return plan.Form{}, false
	}
	if len(terms) > 0 {
		c.problems.Add(problem.Problem{
			Code: "not_asked_then", Place: r.At("period"), Value: r.Period,
			Rule: lang.Textf("kế hoạch không hỏi %s chỉ số này cho kỳ %s", "the plan does not ask %s for this indicator for %s", a.FullName, per),
			Hint: lang.Textf("Đơn vị này được hỏi từ kỳ %s đến kỳ %s", "The unit is asked for it from %s to %s", terms[0], terms[len(terms)-1]),
		})
		return plan.Form{}, false
	}
	c.problems.Add(problem.Problem{
		Code: "not_owed", Place: r.At("indicator"), Value: r.Indicator,
		Rule: lang.Textf("kế hoạch không yêu cầu %s báo cáo chỉ số này", "the plan does not ask %s for this indicator", a.FullName),
		Hint: lang.Text{VI: "Kiểm tra đơn vị và mã chỉ số", EN: "Check the unit and the indicator"},
	})
	return plan.Form{}, false
}

// answers is who reports the indicator for the period in place of the unit's tier, where the form was handed over; false where nobody
// does.
func (c *checker) answers(indicator string, a area.Area, per period.Period) (lang.Text, bool) {
	for _, f := range c.plan.Forms {
		body, runs := f.Body(per)
		if len(f.Bodies) < 2 || !runs || body.Level == a.Level || !slices.Contains(f.Tiers(), a.Level) {
			continue
		}
		if slices.ContainsFunc(f.Asks(per), func(x plan.Ask) bool { return x.Indicator == indicator }) {
			if body.Name.VI == "" {
				return body.Level.Nouns(), true
			}
			return body.Name, true
		}
	}
	return lang.Text{}, false
}

// terms lists the periods for which some form asks the unit for the indicator.
func (c *checker) terms(indicator string, a area.Area) []period.Period {
	var out []period.Period
	for _, f := range c.plan.Forms {
		for _, per := range c.plan.Periods(f) {
			if _, ok := c.reg.Owes(c.plan, f, indicator, a, per); ok {
				out = append(out, per)
			}
		}
	}
	return out
}

// early is how many days before its last good day a report is taken.
const early = 90

// TakenFrom is the day from which reports for the period are taken, if it has not ended.
func TakenFrom(f plan.Form, per period.Period) period.Date {
	if last := f.LastGoodDay(per); !last.IsZero() {
		return last.AddDays(-early)
	}
	return period.Of(period.Quarterly, per.End()).Start() // where the form gives no day: the period's last quarter
}

// due refuses a period that has begun but is far from being reported: in January "2026" typed for "2025" would else pass
// as this year's report, and nobody would miss last year's before the year is over.
func (c *checker) due(r Row, f plan.Form, per period.Period) {
	from := TakenFrom(f, per)
	if c.today.After(per.End()) || !c.today.Before(from) {
		return
	}
	c.problems.Add(problem.Problem{
		Code: "too_early", Place: r.At("period"), Value: r.Period,
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
