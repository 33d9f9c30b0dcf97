package decision

import (
	"slices"
	"strconv"
	"strings"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/timeliness"
)

// recognition reads what somebody with the authority recognised units in. What the rules compute is never asked: the two are facts of
// their own, and readers see them side by side.
func (c *checker) recognition() {
	ind, ok := c.recognisable()
	if !ok {
		return
	}
	c.out.Indicators = []string{ind.ID}
	per, ok := c.recognisedPeriod(ind)
	if !ok {
		return
	}
	c.out.Period = per
	c.recognised(ind, per)
	if c.draft.Withdraw {
		c.revoked(per)
		return
	}
	c.level(ind)
	c.tenure(ind, per)
	c.out.Issuer = strings.TrimSpace(c.draft.Issuer)
	if c.out.Issuer == "" {
		c.problems.Add(problem.Problem{
			Code: "no_issuer", Place: problem.Field("issuer"),
			Rule: lang.Text{VI: "thiếu cơ quan ra quyết định công nhận", EN: "who recognises is missing"},
			Hint: lang.Text{VI: "Ví dụ “UBND tỉnh Vĩnh Long”", EN: "For example “UBND tỉnh Vĩnh Long”"},
		})
	}
}

// recognisable finds the indicator among those in which the plan's units are recognised.
func (c *checker) recognisable() (catalogue.Indicator, bool) {
	var ids []string
	for _, per := range c.plan.Run(period.Annual) {
		for _, claim := range timeliness.Recognisable(c.reg, c.plan, per) {
			ids = append(ids, claim.Indicator)
		}
	}
	slices.Sort(ids)
	ids = slices.Compact(ids)
	if slices.Contains(ids, c.draft.Indicator) {
		return c.reg.Indicators[c.draft.Indicator], true
	}
	p := problem.Problem{
		Code: "unknown_indicator", Place: problem.Field("indicator"), Value: c.draft.Indicator,
		Rule: lang.Text{VI: "kế hoạch không theo dõi mức độ hay danh hiệu nào mang mã này", EN: "the plan watches no level or title with this id"},
		Hint: oneOf(ids),
	}
	if len(ids) == 0 {
		p.Hint = lang.Text{VI: "Kế hoạch này không có mức độ, danh hiệu nào để công nhận", EN: "Nobody is recognised in anything under this plan"}
	}
	c.problems.Add(p)
	return catalogue.Indicator{}, false
}

func (c *checker) recognisedPeriod(ind catalogue.Indicator) (period.Period, bool) {
	all := c.plan.Run(ind.Frequency)
	hint := lang.Textf("Kỳ mà số liệu làm căn cứ: từ %s đến %s", "The period that it rests on: %s to %s", all[0], all[len(all)-1])
	per, err := period.Parse(c.draft.Period)
	p := problem.Problem{Place: problem.Field("period"), Value: c.draft.Period, Hint: hint}
	switch {
	case err != nil:
		p.Code, p.Rule = "wrong_period", lang.Text{VI: "kỳ không đúng dạng", EN: "the period has no known form"}
	case !slices.Contains(all, per):
		p.Code, p.Rule = "unknown_period", lang.Text{VI: "kế hoạch không có kỳ đó", EN: "the plan has no such period"}
	case per.Start().After(c.today):
		p.Code, p.Rule = "future_period", lang.Textf("kỳ chưa bắt đầu (hôm nay là %s)", "the period has not begun (today is %s)", c.today)
	default:
		return per, true
	}
	c.problems.Add(p)
	return per, false
}

// recognised finds the units among those that may be recognised in the indicator for the period.
func (c *checker) recognised(ind catalogue.Indicator, per period.Period) {
	var units []area.Area
	for _, claim := range timeliness.Recognisable(c.reg, c.plan, per) {
		if claim.Indicator == ind.ID {
			units = append(units, claim.Unit)
		}
	}
	if c.draft.All {
		c.problems.Add(problem.Problem{
			Code: "all_and_some", Place: problem.Field("all"),
			Rule: lang.Text{VI: "công nhận phải nêu từng đơn vị", EN: "a recognition names its units"},
		})
	}
	if len(c.draft.Units) == 0 {
		c.problems.Add(problem.Problem{
			Code: "no_unit", Place: problem.Field("unit"),
			Rule: lang.Text{VI: "thiếu đơn vị", EN: "the unit is missing"},
			Hint: naming("Đơn vị có thể được công nhận: %s", "Those that may be recognised: %s", units),
		})
	}
	for _, text := range c.draft.Units {
		if a, ok := c.among(text, units, lang.Textf("đơn vị này không thuộc diện công nhận %s kỳ %s", "the unit is not one to be recognised in %s for %s", ind.ID, per)); ok {
			c.out.Units = append(c.out.Units, a.UID)
		}
	}
	slices.Sort(c.out.Units)
	c.out.Units = slices.Compact(c.out.Units)
}

func (c *checker) level(ind catalogue.Indicator) {
	_, most := ind.Limits()
	text := strings.TrimSpace(c.draft.Level)
	if text == "" && most == 1 {
		text = "1" // a title that is had or not
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || float64(n) > most {
		c.problems.Add(problem.Problem{
			Code: "wrong_level", Place: problem.Field("level"), Value: c.draft.Level,
			Rule: lang.Textf("mức độ được công nhận là số nguyên từ 1 đến %d", "a recognised level is a whole number from 1 to %d", int(most)),
			Hint: lang.Text{VI: "Thu hồi hoặc ghi nhầm thì dùng --withdraw, không ghi mức 0", EN: "To revoke it or take it back use --withdraw, not level 0"},
		})
		return
	}
	c.out.Value = new(float64(n))
}

// latestStart is how many days after its decision a recognition may begin to hold; a year above that is a slip of the pen.
const latestStart = 366

// tenure reads when it was recognised, and from when to when it holds.
func (c *checker) tenure(ind catalogue.Indicator, per period.Period) {
	on, ok := c.day("on", c.draft.On)
	if !ok || !c.past("on", c.draft.On, on, per) {
		return
	}
	c.out.On = on
	from := on
	if c.draft.From != "" {
		if from, ok = c.day("from", c.draft.From); !ok {
			return
		}
		if from != on {
			c.out.From = from
		}
	}
	if from.After(on.AddDays(latestStart)) {
		c.problems.Add(problem.Problem{
			Code: "title_begins_late", Place: problem.Field("from"), Value: c.draft.From,
			Rule: lang.Text{VI: "bắt đầu quá một năm sau ngày quyết định", EN: "it begins more than a year after the decision"},
			Hint: checkDay,
		})
		return
	}
	longest := ind.Tenure.Ends(from)
	if c.draft.Until == "" {
		c.out.Until = longest
		return
	}
	if c.out.Until, ok = c.day("until", c.draft.Until); !ok {
		return
	}
	switch {
	case c.out.Until.Before(from):
		c.problems.Add(problem.Problem{
			Code: "title_order", Place: problem.Field("until"), Value: c.draft.Until,
			Rule: lang.Textf("hết hiệu lực trước khi bắt đầu (%s)", "it ends before it begins (%s)", from),
			Hint: checkDay,
		})
	case c.out.Until.Before(on):
		c.problems.Add(problem.Problem{
			Code: "title_order", Place: problem.Field("until"), Value: c.draft.Until,
			Rule: lang.Textf("hết hiệu lực trước ngày quyết định (%[1]s)", "it ends before it is decided (%[2]s)", on.Vietnamese(), on.String()),
			Hint: checkDay,
		})
	case !longest.IsZero() && c.out.Until.After(longest):
		c.problems.Add(problem.Problem{
			Code: "title_too_long", Place: problem.Field("until"), Value: c.draft.Until,
			Rule: lang.Textf("danh hiệu này có hiệu lực %[1]d năm, muộn nhất đến hết %[2]s", "this title holds for %[1]d years, to the end of %[3]s at the latest", ind.Tenure.Years, longest.Vietnamese(), longest.String()),
			Hint: lang.Text{VI: "Bỏ --until để tính theo thời hạn của danh hiệu", EN: "Leave --until out to have it follow from the title's term"},
		})
	}
}

// revoked reads from when the recognition holds no more; without a day it was written down by mistake and never held.
func (c *checker) revoked(per period.Period) {
	for place, text := range map[string]string{"until": c.draft.Until, "from": c.draft.From} {
		c.none(place, text)
	}
	if c.draft.On == "" {
		return
	}
	if on, ok := c.day("on", c.draft.On); ok && c.past("on", c.draft.On, on, per) {
		c.out.On = on
	}
}

// past refuses a day that is yet to come, or that is before the period the recognition is for.
func (c *checker) past(place, text string, day period.Date, per period.Period) bool {
	p := problem.Problem{Place: problem.Field(place), Value: text, Hint: checkDay}
	switch {
	case day.After(c.today):
		p.Code, p.Rule = "future_date", lang.Textf("ngày này chưa đến (hôm nay là %s)", "the day is yet to come (today is %s)", c.today)
	case day.Before(per.Start()):
		p.Code, p.Rule = "before_period", lang.Textf("trước kỳ mà số liệu làm căn cứ (%s)", "before the period that it rests on, %s", per)
	default:
		return true
	}
	c.problems.Add(p)
	return false
}
