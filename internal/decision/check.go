package decision

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/timeliness"
)

// Draft is a decision as somebody wrote it down, in composed Unicode (NFC).
type Draft struct {
	Kind        Kind
	Withdraw    bool
	Plan        string // ID, or its beginning where that means one plan
	Form        string
	Period      string
	Units       []string // UID, official code or name
	All         bool     // extension: all units of the form instead of some
	Until       string   // extension
	Deliverable string
	On          string // done
	Reason      string
	Authority   string
}

// Check reads a draft as of today, against what was decided before. It returns the decisions it amounts to (an approval is
// one decision for each unit) or every problem, whose places are the draft's fields in lower case.
func Check(reg plan.Registry, before *State, d Draft, today period.Date) ([]Decision, problem.List) {
	c := checker{reg: reg, today: today, draft: d, out: Decision{Kind: d.Kind, Withdrawn: d.Withdraw, Reason: d.Reason, Authority: d.Authority}}
	if c.findPlan() {
		if d.Kind == Done {
			c.deliverable()
		} else {
			c.slot()
		}
	}
	c.words()
	if len(c.problems) > 0 {
		return nil, c.problems
	}
	list := []Decision{c.out}
	if d.Kind == Approval {
		list = c.perUnit()
	}
	for _, one := range list {
		if d.Withdraw && !before.decided(one) {
			c.add("nothing_to_withdraw", "withdraw", "", lang.Text{VI: "chưa có quyết định nào để rút lại", EN: "nothing was decided that could be withdrawn"},
				lang.Text{VI: "Kiểm tra kế hoạch, biểu, kỳ và đơn vị", EN: "Check plan, form, period and unit"})
			return nil, c.problems
		}
	}
	return list, nil
}

type checker struct {
	reg      plan.Registry
	today    period.Date
	draft    Draft
	plan     plan.Plan
	duty     timeliness.Duty
	out      Decision
	problems problem.List
}

func (c *checker) add(code, place, value string, rule, hint lang.Text) {
	c.problems = append(c.problems, problem.Problem{Code: code, Place: place, Value: value, Rule: rule, Hint: hint})
}

func (c *checker) findPlan() bool {
	found := slices.DeleteFunc(c.reg.Match(c.draft.Plan), func(p plan.Plan) bool { return p.Kind == plan.Reference })
	if len(found) == 1 {
		c.plan, c.out.Plan = found[0], found[0].ID
		return true
	}
	var ids []string
	for _, p := range c.reg.Plans {
		if p.Kind != plan.Reference {
			ids = append(ids, p.ID)
		}
	}
	c.add("unknown_plan", "plan", c.draft.Plan, lang.Text{VI: "không có (hoặc có nhiều) kế hoạch mang mã này", EN: "no plan, or more than one, has this id"}, oneOf(ids))
	return false
}

func oneOf(ids []string) lang.Text {
	return lang.Textf("Một trong: %s", "One of: %s", strings.Join(ids, ", "))
}

func (c *checker) deliverable() {
	d, ok := c.plan.Deliverable(c.draft.Deliverable)
	if !ok {
		var ids []string
		for _, d := range c.plan.Deliverables {
			ids = append(ids, d.ID)
		}
		c.add("unknown_deliverable", "deliverable", c.draft.Deliverable, lang.Text{VI: "kế hoạch không có việc mang mã này", EN: "the plan has no deliverable with this id"}, oneOf(ids))
	}
	c.out.Deliverable = d.ID
	if c.draft.Withdraw {
		c.none("on", c.draft.On)
		return
	}
	on, ok := c.day("on", c.draft.On)
	c.out.On = on
	switch issued := c.plan.Document.Date; {
	case !ok:
	case on.After(c.today):
		c.add("future_date", "on", c.draft.On, lang.Textf("ngày này chưa đến (hôm nay là %s)", "the day is yet to come (today is %s)", c.today), checkDay)
	case on.Before(issued):
		c.add("before_plan", "on", c.draft.On, lang.Textf("trước khi kế hoạch được ban hành (%s)", "before the plan was issued (%s)", issued), checkDay)
	}
}

// slot reads what an extension and an approval are about: form, period and units.
func (c *checker) slot() {
	if !c.findForm() {
		return
	}
	per, ok := c.findPeriod()
	if !ok {
		return
	}
	c.out.Form, c.out.Period = c.duty.Form.ID, per
	c.units(per)
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
	c.add("unknown_form", "form", c.draft.Form, lang.Text{VI: "kế hoạch không có biểu số liệu mang mã này", EN: "the plan has no form of numbers with this id"}, oneOf(ids))
	return false
}

func (c *checker) findPeriod() (period.Period, bool) {
	all := c.duty.Periods()
	per, err := period.Parse(c.draft.Period)
	hint := lang.Textf("Kỳ của biểu này: từ %s đến %s", "Periods of this form: %s to %s", all[0], all[len(all)-1])
	switch {
	case err != nil:
		c.add("wrong_period", "period", c.draft.Period, lang.Text{VI: "kỳ báo cáo không đúng dạng", EN: "the period has no known form"}, hint)
	case !slices.Contains(all, per):
		c.add("unknown_period", "period", c.draft.Period, lang.Text{VI: "biểu này không có kỳ đó", EN: "the form has no such period"}, hint)
	case c.draft.Kind == Approval && per.Start().After(c.today):
		c.add("future_period", "period", c.draft.Period, lang.Textf("kỳ chưa bắt đầu (hôm nay là %s)", "the period has not begun (today is %s)", c.today), hint)
	default:
		return per, true
	}
	return per, false
}

func (c *checker) units(per period.Period) {
	reporters := c.duty.Reporters(per)
	switch {
	case c.draft.All && (len(c.draft.Units) > 0 || c.draft.Kind != Extension):
		c.add("all_and_some", "all", "", lang.Text{VI: "“tất cả” chỉ dùng khi gia hạn, và không đi cùng đơn vị cụ thể", EN: "“all” is for extensions alone, and not together with single units"}, lang.Text{VI: "Bỏ một trong hai", EN: "Leave one of them out"})
	case !c.draft.All && len(c.draft.Units) == 0:
		c.add("no_unit", "unit", "", lang.Text{VI: "chưa nêu đơn vị nào", EN: "no unit is named"}, lang.Text{VI: "Nêu đơn vị bằng mã, uid hoặc tên; khi gia hạn cho tất cả, dùng --all", EN: "Name a unit by code, uid or name; to extend for all, use --all"})
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
	found := c.reg.Areas.Find(text)
	owing := slices.DeleteFunc(slices.Clone(found), func(a area.Area) bool {
		return !slices.ContainsFunc(reporters, func(r area.Area) bool { return r.UID == a.UID })
	})
	switch {
	case len(owing) == 1:
		return owing[0], true
	case len(found) == 0:
		c.add("unknown_unit", "unit", text, lang.Text{VI: "không có đơn vị nào mang mã hoặc tên này", EN: "no unit has this code or name"},
			lang.Text{VI: "Dùng uid hoặc mã hành chính, ví dụ 857 (Huyện Long Hồ)", EN: "Use the uid or official code, for example 857 (Huyện Long Hồ)"})
	case len(owing) == 0:
		c.add("not_expected", "unit", text, lang.Textf("đơn vị này không phải nộp biểu %s kỳ %s", "the unit owes no report on form %s for %s", c.duty.Form.ID, per), naming("Đơn vị phải nộp: %s", "Those that owe it: %s", reporters))
	default:
		c.add("ambiguous_unit", "unit", text, lang.Text{VI: "nhiều đơn vị mang mã hoặc tên này", EN: "several units have this code or name"}, naming("Dùng uid: %s", "Use the uid: %s", owing))
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
	last := c.duty.Form.LastGoodDay(per)
	if last.IsZero() {
		c.add("no_deadline", "form", c.draft.Form, lang.Text{VI: "kế hoạch không ghi hạn nộp biểu này, nên không có gì để gia hạn", EN: "the plan gives this form no deadline, so there is none to extend"}, lang.Text{})
		return
	}
	day, ok := c.day("until", c.draft.Until)
	if !ok {
		return
	}
	c.out.Until = day
	switch {
	case !day.After(last):
		c.add("before_deadline", "until", c.draft.Until, lang.Textf("không muộn hơn hạn của kế hoạch (%s)", "not later than the plan's own deadline (%s)", last),
			lang.Text{VI: "Gia hạn là lùi ngày cuối cùng được nộp; để bỏ gia hạn, dùng --withdraw", EN: "An extension gives a later last good day; to take one back, use --withdraw"})
	case day.After(last.AddDays(longest)):
		c.add("too_late", "until", c.draft.Until, lang.Textf("muộn hơn hạn của kế hoạch (%s) quá một năm", "more than a year after the plan's own deadline (%s)", last), checkDay)
	}
}

// longest is more days than any deadline was ever moved by; a year above it is a slip of the pen.
const longest = 366

var checkDay = lang.Text{VI: "Kiểm tra năm, tháng, ngày", EN: "Check year, month and day"}

func (c *checker) day(place, text string) (period.Date, bool) {
	day, err := period.ParseDate(text)
	if err != nil || day.IsZero() {
		c.add("wrong_date", place, text, lang.Text{VI: "thiếu ngày, hoặc ngày không đúng dạng", EN: "the day is missing or has no known form"}, lang.Text{VI: "Viết năm-tháng-ngày, ví dụ 2024-12-05", EN: "Write year-month-day, for example 2024-12-05"})
		return day, false
	}
	return day, true
}

// none refuses a day that a withdrawal has no use for: it may be that something else was meant.
func (c *checker) none(place, text string) {
	if text != "" {
		c.add("day_of_withdrawal", place, text, lang.Text{VI: "rút lại thì không có ngày", EN: "a withdrawal has no day"}, lang.Text{VI: "Để đổi sang ngày khác, ghi quyết định mới với ngày đó, không dùng --withdraw", EN: "To change the day, decide anew with that day and without --withdraw"})
	}
}

func (c *checker) words() {
	if strings.TrimSpace(c.draft.Reason) == "" {
		c.add("no_reason", "reason", "", lang.Text{VI: "thiếu lý do hoặc bằng chứng", EN: "the reason, or the proof, is missing"}, lang.Text{VI: "Ghi một câu; người xem sau này sẽ đọc câu đó", EN: "Write one sentence; whoever looks at it later reads it"})
	}
	if c.draft.Kind == Extension && !c.draft.Withdraw && strings.TrimSpace(c.draft.Authority) == "" {
		c.add("no_authority", "authority", "", lang.Text{VI: "thiếu số văn bản cho phép gia hạn", EN: "the number of the document that grants the extension is missing"}, lang.Text{VI: "Ví dụ 125/SGDĐT-GDTX", EN: "For example 125/SGDĐT-GDTX"})
	}
	for place, text := range map[string]string{"reason": c.draft.Reason, "authority": c.draft.Authority} {
		if len([]rune(text)) > maxWords || strings.ContainsFunc(text, func(r rune) bool { return r < ' ' && r != '\n' || r == '\u007f' || r == '\ufffd' }) {
			c.add("strange_text", place, "", lang.Textf("dài hơn %d ký tự, hoặc có ký tự điều khiển", "longer than %d characters, or with control characters", maxWords), lang.Text{VI: "Gõ lại, ngắn gọn", EN: "Type it again, in short"})
		}
	}
	slices.SortStableFunc(c.problems, func(a, b problem.Problem) int { return cmp.Compare(rank(a.Place), rank(b.Place)) })
}

const maxWords = 2000

// rank puts problems in the order in which the fields are asked for.
func rank(place string) int {
	return slices.Index([]string{"plan", "form", "deliverable", "period", "unit", "all", "until", "on", "reason", "authority"}, place)
}

// perUnit makes one approval of each unit: each is tied to that unit's own cells.
func (c *checker) perUnit() []Decision {
	var out []Decision
	for _, u := range c.out.Units {
		one := c.out
		one.Units, one.Indicators = []string{u}, slices.Clone(c.duty.Owed(u))
		slices.Sort(one.Indicators)
		out = append(out, one)
	}
	return out
}
