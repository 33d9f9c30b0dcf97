package plan

import (
	"fmt"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
)

func (r Registry) validateForm(f *faults, path string, p Plan, form Form) {
	if !form.Frequency.Valid() || len(form.Bodies) == 0 && !form.Level.Valid() {
		f.add(path, "form", fmt.Sprintf("%s, %s", form.Level, form.Frequency), lang.Text{VI: "biểu phải có level (province, district, commune) hoặc bodies, và frequency (annual, semiannual, quarterly, monthly)", EN: "a form needs a level (province, district, commune) or bodies, and a frequency (annual, semiannual, quarterly, monthly)"}, lang.Text{})
	}
	for i, ask := range form.Indicators {
		r.validateAsk(f, fmt.Sprintf("%s.indicators[%d]", path, i), form, ask)
	}
	if form.Frequency.Valid() {
		t := terms{f, p, form}
		t.within(path, form.whole())
		t.bodies(path)
		t.asks(path)
		if form.Facts.Asked {
			t.within(path+".facts", form.Facts.Term)
		}
	}
	if form.Due.Clause == "" {
		f.add(path+".due", "clause_missing", "", lang.Text{VI: "thời hạn thiếu điều khoản (clause)", EN: "the deadline has no clause"}, lang.Text{})
	}
	// 2023 has no 29 February: a deadline must exist in every year.
	if form.Due.Before != "" && form.LastGoodDay(period.Year(2023)).IsZero() {
		f.add(path+".due.before", "due_day", form.Due.Before, lang.Text{VI: "ngày hạn phải có dạng tháng-ngày, ví dụ 12-10", EN: "before must be month-day, for example 12-10"}, lang.Text{})
	}
}

func (r Registry) validateAsk(f *faults, path string, form Form, ask Ask) {
	ind, ok := r.Indicators[ask.Indicator]
	switch {
	case !ok:
		f.add(path, "unknown_indicator", ask.Indicator, unknownIndicator, lang.Text{})
	case ind.Measure.Derived():
		f.add(path, "derived_indicator", ask.Indicator, lang.Text{VI: "tỷ lệ đơn vị và chênh lệch được tính ra, không được báo cáo", EN: "a share of units and a gap are derived, never reported"}, lang.Text{})
	case ind.Frequency != form.Frequency:
		f.add(path, "frequency", ask.Indicator, lang.Textf("biểu là %s nhưng chỉ số là %s", "the form is %s, the indicator %s", form.Frequency, ind.Frequency), lang.Text{})
	}
}

// terms checks the terms of one form.
type terms struct {
	f    *faults
	plan Plan
	form Form
}

// within checks a term by itself: periods of the form's frequency and the plan's years, in order, and a late decision that
// says when it was made, where, and by when it has to be answered.
func (t terms) within(path string, term Term) {
	for _, end := range []struct {
		key string
		per period.Period
	}{{"first", term.First}, {"last", term.Last}} {
		per, at := end.per, path+"."+end.key
		switch {
		case per.IsZero():
		case per.Frequency() != t.form.Frequency:
			t.f.add(at, "term_frequency", per.String(), lang.Textf("biểu là %s, kỳ phải có dạng như %s", "the form is %s; write a period such as %s", t.form.Frequency, period.Of(t.form.Frequency, per.End())), lang.Text{})
		case per.Start().Year() < t.plan.From || per.End().Year() > t.plan.To:
			t.f.add(at, "term_outside_plan", per.String(), lang.Textf("kế hoạch chạy từ %d đến %d", "the plan runs from %d to %d", t.plan.From, t.plan.To), lang.Text{VI: "Bỏ first nếu hỏi từ đầu, bỏ last nếu hỏi đến cuối", EN: "Leave first out where it was always asked, last where it goes on"})
		}
	}
	if !term.First.IsZero() && !term.Last.IsZero() && term.Last.End().Before(term.First.Start()) {
		t.f.add(path+".last", "term_order", term.Last.String(), lang.Textf("kỳ cuối (last) trước kỳ đầu (first) %s", "the last period is before the first, %s", term.First), lang.Text{})
	}
	t.late(path, term)
}

// late checks what is said of a decision that came after a deadline.
func (t terms) late(path string, term Term) {
	if term.AskedOn.IsZero() && term.Due.IsZero() {
		return
	}
	first := term.First
	if first.IsZero() {
		first = period.Of(t.form.Frequency, period.DateOf(t.plan.From, 1, 1))
	}
	over := closed(first, t.form.LastGoodDay(first))
	switch {
	case term.AskedOn.IsZero() || term.Due.IsZero() || term.Clause == "":
		t.f.add(path, "asked_on_incomplete", "", lang.Text{VI: "hỏi sau hạn thì cần cả asked_on (ngày quyết định), due (ngày cuối cùng được nộp) và clause (văn bản, điều khoản)", EN: "what is asked after a deadline needs asked_on (the day of the decision), due (the last good day) and clause (document and clause)"}, lang.Text{})
	case !term.Due.After(term.AskedOn):
		t.f.add(path+".due", "asked_on_due", term.Due.String(), lang.Textf("ngày cuối cùng được nộp phải sau ngày quyết định (%s)", "the last good day must follow the day of the decision (%s)", term.AskedOn), lang.Text{})
	case !term.AskedOn.After(over):
		t.f.add(path+".asked_on", "asked_on_early", term.AskedOn.String(), lang.Textf("kỳ đầu %s còn hạn đến %s: quyết định không đến sau hạn", "the first period, %s, was open until %s: the decision did not come late", first, over), lang.Text{VI: "Bỏ asked_on và due: hạn của biểu là đủ", EN: "Leave asked_on and due out: the form's own deadline holds"})
	}
}

// bodies checks that at every time one body at most owes the form, and that none is forgotten in between.
func (t terms) bodies(path string) {
	if len(t.form.Bodies) > 0 && (t.form.Level != "" || t.form.Reporter.VI != "") {
		t.f.add(path, "body_twice", t.form.ID, lang.Text{VI: "biểu có bodies thì không ghi level và reporter", EN: "a form with bodies has neither level nor reporter"}, lang.Text{VI: "Chuyển level và reporter vào cơ quan đầu tiên của bodies", EN: "Move level and reporter into the first of bodies"})
	}
	seen := map[string]bool{}
	for i, b := range t.form.Bodies {
		at := fmt.Sprintf("%s.bodies[%d]", path, i)
		ownID(t.f, at+".id", b.ID, seen)
		if !b.Level.Valid() {
			t.f.add(at+".level", "level", string(b.Level), levelRule, lang.Text{})
		}
		t.within(at, b.Term)
		if i == 0 {
			continue
		}
		before := t.form.Bodies[i-1]
		if before.Last.IsZero() || b.First.IsZero() || before.Last.Next() != b.First {
			t.f.add(at, "body_order", b.ID, lang.Textf("kỳ đầu (first) phải liền sau kỳ cuối (last) của %s: không kỳ nào có hai cơ quan hoặc không cơ quan nào", "its first period must follow the last one of %s at once: no period has two bodies, or none", before.ID), lang.Text{})
		}
	}
}

// asks checks that nothing is asked twice for a period.
func (t terms) asks(path string) {
	for i, a := range t.form.Indicators {
		at := fmt.Sprintf("%s.indicators[%d]", path, i)
		t.within(at, a.Term)
		for _, b := range t.form.Indicators[:i] {
			if a.Indicator == b.Indicator && a.meets(b.Term) {
				t.f.add(at, "asked_twice", a.Indicator, lang.Text{VI: "biểu đã hỏi chỉ số này cho cùng kỳ", EN: "the form already asks for this indicator in the same period"}, lang.Text{VI: "Ghi last cho mục trước, first cho mục sau", EN: "Give the entry before a last period, this one a first"})
			}
		}
	}
}
