package decision

import (
	"cmp"
	"slices"
	"strings"

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
	All         bool     // extension, lock: all units of the form instead of some
	Through     string   // no reporter: the last period, empty until further notice
	Until       string   // extension
	Deliverable string
	On          string // done; recognition: the decision's day; of a withdrawn one, the day from which it holds no more
	Indicator   string // recognition
	Level       string // recognition: of a level
	From        string // recognition: the day from which it holds, empty for On
	Issuer      string // recognition
	Reason      string
	Authority   string
}

// Check reads a draft as of today, against what was decided before. It returns the decisions it amounts to (an approval is
// one decision for each unit) or every problem, whose places are the draft's fields in lower case.
func Check(reg plan.Registry, before *State, d Draft, today period.Date) ([]Decision, problem.List) {
	c := checker{reg: reg, today: today, draft: d, out: Decision{Kind: d.Kind, Withdrawn: d.Withdraw, Reason: d.Reason, Authority: d.Authority}}
	if c.findPlan() {
		switch d.Kind {
		case Done:
			c.deliverable()
		case Recognition:
			c.recognition()
		default:
			c.slot()
		}
		if (d.Kind == Approval || d.Kind == Lock) && !d.Withdraw {
			c.elsewhere()
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
			c.problems.Add(problem.Problem{
				Code: "nothing_to_withdraw", Place: problem.Field("withdraw"),
				Rule: lang.Text{VI: "chưa có quyết định nào để rút lại", EN: "nothing was decided that could be withdrawn"},
				Hint: lang.Text{VI: "Kiểm tra kế hoạch, biểu, kỳ và đơn vị", EN: "Check plan, form, period and unit"},
			})
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

func (c *checker) findPlan() bool {
	c.plan, c.problems = c.reg.Find(c.draft.Plan, plan.Plan.Judges)
	c.out.Plan = c.plan.ID
	return len(c.problems) == 0
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
		c.problems.Add(problem.Problem{
			Code: "unknown_deliverable", Place: problem.Field("deliverable"), Value: c.draft.Deliverable,
			Rule: lang.Text{VI: "kế hoạch không có việc mang mã này", EN: "the plan has no deliverable with this id"},
			Hint: oneOf(ids),
		})
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
		c.problems.Add(problem.Problem{
			Code: "future_date", Place: problem.Field("on"), Value: c.draft.On,
			Rule: lang.Textf("ngày này chưa đến (hôm nay là %s)", "the day is yet to come (today is %s)", c.today),
			Hint: checkDay,
		})
	case on.Before(issued):
		c.problems.Add(problem.Problem{
			Code: "before_plan", Place: problem.Field("on"), Value: c.draft.On,
			Rule: lang.Textf("trước khi kế hoạch được ban hành (%s)", "before the plan was issued (%s)", issued),
			Hint: checkDay,
		})
	}
}

var checkDay = lang.Text{VI: "Kiểm tra năm, tháng, ngày", EN: "Check year, month and day"}

func (c *checker) day(place, text string) (period.Date, bool) {
	day, wrong := period.Typed(text)
	if len(wrong) == 0 && day.IsZero() {
		wrong.Add(problem.Problem{
			Code: "wrong_date", Value: text,
			Rule: lang.Text{VI: "thiếu ngày", EN: "the day is missing"},
			Hint: lang.Text{VI: "Viết năm-tháng-ngày, ví dụ 2024-12-05", EN: "Write year-month-day, for example 2024-12-05"},
		})
	}
	for _, p := range wrong {
		p.Place = problem.Field(place)
		c.problems.Add(p)
	}
	return day, len(wrong) == 0
}

// none refuses a day that a withdrawal has no use for: it may be that something else was meant.
func (c *checker) none(place, text string) {
	if text != "" {
		c.problems.Add(problem.Problem{
			Code: "day_of_withdrawal", Place: problem.Field(place), Value: text,
			Rule: lang.Text{VI: "rút lại thì không có ngày", EN: "a withdrawal has no day"},
			Hint: lang.Text{VI: "Để đổi sang ngày khác, ghi quyết định mới với ngày đó, không dùng --withdraw", EN: "To change the day, decide anew with that day and without --withdraw"},
		})
	}
}

func (c *checker) words() {
	if strings.TrimSpace(c.draft.Reason) == "" {
		c.problems.Add(problem.Problem{
			Code: "no_reason", Place: problem.Field("reason"),
			Rule: lang.Text{VI: "thiếu lý do hoặc bằng chứng", EN: "the reason, or the proof, is missing"},
			Hint: lang.Text{VI: "Ghi một câu; người xem sau này sẽ đọc câu đó", EN: "Write one sentence; whoever looks at it later reads it"},
		})
	}
	c.authority()
	for place, text := range map[string]string{"reason": c.draft.Reason, "authority": c.draft.Authority, "issuer": c.draft.Issuer} {
		if len([]rune(text)) > maxWords || strings.ContainsFunc(text, func(r rune) bool { return r < ' ' && r != '\n' || r == '\u007f' || r == '\ufffd' }) {
			c.problems.Add(problem.Problem{
				Code: "strange_text", Place: problem.Field(place),
				Rule: lang.Textf("dài hơn %d ký tự, hoặc có ký tự điều khiển", "longer than %d characters, or with control characters", maxWords),
				Hint: lang.Text{VI: "Gõ lại, ngắn gọn", EN: "Type it again, in short"},
			})
		}
	}
	slices.SortStableFunc(c.problems, func(a, b problem.Problem) int { return cmp.Compare(rank(a.Place.Field), rank(b.Place.Field)) })
}

// authority asks for the number of the document where a decision rests on one.
func (c *checker) authority() {
	if strings.TrimSpace(c.draft.Authority) != "" {
		return
	}
	p := problem.Problem{Code: "no_authority", Place: problem.Field("authority")}
	switch {
	case c.draft.Kind == Extension && !c.draft.Withdraw:
		p.Rule = lang.Text{VI: "thiếu số văn bản cho phép gia hạn", EN: "the number of the document that grants the extension is missing"}
		p.Hint = lang.Text{VI: "Ví dụ 125/SGDĐT-GDTX", EN: "For example 125/SGDĐT-GDTX"}
	case c.draft.Kind == Recognition && (!c.draft.Withdraw || c.draft.On != ""):
		p.Rule = lang.Text{VI: "thiếu số quyết định công nhận hoặc thu hồi", EN: "the number of the decision that recognises, or revokes, is missing"}
		p.Hint = lang.Text{VI: "Ví dụ 2415/QĐ-UBND", EN: "For example 2415/QĐ-UBND"}
	default:
		return
	}
	c.problems.Add(p)
}

const maxWords = 2000

// rank puts problems in the order in which the fields are asked for.
func rank(field string) int {
	return slices.Index([]string{"plan", "form", "deliverable", "indicator", "period", "through", "unit", "all", "level", "on", "from", "until", "issuer", "reason", "authority"}, field)
}

// own are the indicators that the form asks the unit for and is the source of: approval and lock of a cell belong to its source.
func (c *checker) own(uid string) []string {
	unit, _ := c.reg.Areas.Get(uid)
	return slices.DeleteFunc(slices.Clone(c.duty.Owed(uid, c.out.Period)), func(id string) bool {
		_, _, elsewhere := c.reg.SourceOf(c.duty.Form, id, unit, c.out.Period)
		return elsewhere
	})
}

// elsewhere refuses to approve or lock what another plan's form is the source of.
func (c *checker) elsewhere() {
	for _, uid := range c.out.Units {
		owed := c.duty.Owed(uid, c.out.Period)
		if len(owed) == 0 || len(c.own(uid)) > 0 {
			continue
		}
		unit, _ := c.reg.Areas.Get(uid)
		p, f, _ := c.reg.SourceOf(c.duty.Form, owed[0], unit, c.out.Period)
		c.problems.Add(problem.Problem{
			Code: "source_elsewhere", Place: problem.Field("form"), Value: c.draft.Form,
			Rule: lang.Textf("số của biểu này lấy từ %[1]s, biểu %[3]s", "the numbers of this form are those of %[2]s, form %[3]s", p.Short.VI, p.Short.In(lang.English), f.ID),
			Hint: lang.Textf("Duyệt, khóa ở nguồn: --plan %[1]s --form %[2]s", "Approve or lock at the source: --plan %[1]s --form %[2]s", p.ID, f.ID),
		})
		return
	}
}

// perUnit makes one approval of each unit: each is tied to that unit's own cells.
func (c *checker) perUnit() []Decision {
	var out []Decision
	for _, u := range c.out.Units {
		one := c.out
		one.Units, one.Indicators = []string{u}, c.own(u)
		slices.Sort(one.Indicators)
		out = append(out, one)
	}
	return out
}
