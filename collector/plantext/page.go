package plantext

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/law"
	"github.com/xhht/xhht/internal/plan"
)

// page is a plan while it is written out.
type page struct {
	strings.Builder
	reg  plan.Registry
	plan plan.Plan
	lang lang.Lang
}

// Page renders a plan as a page: targets with clause and quote, what has to be done and reported, what is open.
func Page(reg plan.Registry, p plan.Plan, l lang.Lang) string {
	w := page{reg: reg, plan: p, lang: l}
	w.head()
	w.see("", w.say("Phát hiện về cả kế hoạch:", "Findings on the whole plan:"), plan.Finding.OfThePlan)
	w.targets()
	w.deliverables()
	w.forms()
	for _, class := range []plan.Class{plan.Contradiction, plan.Question} {
		list := ofClass(p, class)
		w.section(className(class), len(list))
		for _, f := range list {
			w.line("  - %s (%s): %s", f.ID, strings.Join(f.Clauses, "; "), f.Text.In(l))
		}
	}
	return w.String()
}

func (w *page) line(format string, args ...any) { fmt.Fprintf(w, format+"\n", args...) }

func (w *page) say(vi, en string) string { return lang.Text{VI: vi, EN: en}.In(w.lang) }

func (w *page) section(title lang.Text, n int) {
	if n > 0 {
		w.line("\n%s (%d)", strings.ToUpper(title.In(w.lang)), n)
	}
}

func (w *page) head() {
	d := w.plan.Document
	span := fmt.Sprintf("%d–%d", w.plan.From, w.plan.To)
	if w.plan.From == w.plan.To {
		span = fmt.Sprint(w.plan.From)
	}
	w.line("%s\n%s", w.plan.Short.In(w.lang), w.plan.Title.In(w.lang))
	w.line("%s, %s, %s", d.Number, day(d.Date, w.lang), d.Issuer.In(w.lang))
	if w.plan.Kind == plan.Reference {
		w.line("%s. %s", span, w.say("Văn bản để đối chiếu, không đánh giá đơn vị nào.", "A reference to compare with; it judges no unit."))
		return
	}
	if w.plan.Kind == plan.Archive {
		span += w.say(" (đã hết thời hạn)", " (its run is over)")
	}
	if w.plan.Kind == plan.Regime {
		span += w.say(" (chế độ báo cáo theo luật, không có chỉ tiêu)", " (a duty of law, without targets)")
	}
	root, _ := w.reg.Areas.Get(w.plan.Root)
	w.line("%s. %s%s", span, root.FullName, w.members())
	for _, level := range []area.Level{area.Province, area.District, area.Commune} {
		if s, ok := w.plan.Succession[level]; ok {
			w.line("%s", s.Why.In(w.lang))
		}
	}
}

func (w *page) members() string {
	text := ""
	if n := len(w.reg.Members(w.plan, area.District)); n > 0 {
		text = fmt.Sprintf(", %d %s", n, area.District.Nouns().In(w.lang))
	}
	if w.plan.Kind == plan.Regime {
		text += fmt.Sprintf(", %d %s", len(w.reg.Members(w.plan, area.Commune)), w.say("xã qua các năm", "communes over the years"))
	}
	return text + "."
}

func (w *page) targets() {
	w.section(lang.Text{VI: "Chỉ tiêu", EN: "Targets"}, len(w.plan.Targets))
	for i, t := range w.plan.Targets {
		ind := w.reg.Indicators[t.Indicator]
		name := ind.Name.In(w.lang)
		if t.Short.VI != "" {
			name += " (" + t.Short.In(w.lang) + ")"
		}
		w.line("%2d. %s", i+1, name)
		if t.PartOf != "" {
			up, _ := w.plan.Target(t.PartOf)
			w.line("    %s %s", w.say("Trong đó, thuộc:", "Of which, part of:"), w.reg.Indicators[up.Indicator].Name.In(w.lang))
		}
		for _, uid := range t.Units {
			a, _ := w.reg.Areas.Get(uid)
			w.line("    %s %s", w.say("Chỉ cho:", "Only for:"), a.FullName)
		}
		if b := t.Baseline; b != nil {
			w.line("    %s: %s. %s: “%s”", day(b.At, w.lang), w.say("xuất phát ", "baseline ")+demand(ind, t, plan.Milestone{Value: &b.Value}, w.lang), b.Clause, b.Quote)
		}
		for _, m := range t.Milestones {
			w.line("    %s: %s. %s", day(m.By, w.lang), demand(ind, t, m, w.lang), w.source(m))
			w.note("      ", w.say("Về mốc này:", "On this milestone:"), m.Note)
		}
		w.note("    ", w.say("Về cả chỉ tiêu:", "On the target:"), t.Note)
		w.see("    ", w.say("Xem phát hiện:", "See findings:"), func(f plan.Finding) bool { return slices.Contains(f.Targets, t.ID) })
	}
}

func (w *page) source(m plan.Milestone) string {
	if m.SourceNote != "" {
		return w.read(m.SourceNote, m.Confidence)
	}
	return fmt.Sprintf("%s: “%s”", m.Clause, m.Quote)
}

func confidence(c law.Confidence) lang.Text {
	switch c {
	case law.High:
		return lang.Text{VI: "tin cậy cao", EN: "high confidence"}
	case law.Medium:
		return lang.Text{VI: "tin cậy vừa", EN: "medium confidence"}
	}
	return lang.Text{VI: "tin cậy thấp", EN: "low confidence"}
}

func (w *page) note(indent, of string, t lang.Text) {
	if t.VI != "" {
		w.line("%s%s %s", indent, of, t.In(w.lang))
	}
}

// see names the findings about the plan, or about a target, task or form right below it; their texts stand once, at the end
// of the page.
func (w *page) see(indent, label string, about func(plan.Finding) bool) {
	var ids []string
	for _, f := range w.plan.Findings {
		if about(f) {
			ids = append(ids, f.ID)
		}
	}
	if len(ids) > 0 {
		w.line("%s%s %s", indent, label, strings.Join(ids, ", "))
	}
}

func (w *page) deliverables() {
	w.section(lang.Text{VI: "Việc phải làm", EN: "To be done"}, len(w.plan.Deliverables))
	for _, d := range w.plan.Deliverables {
		w.line("  - %s (%s)", d.Title.In(w.lang), d.ID)
		w.line("    %s", w.until(d))
		for _, who := range []struct{ label, name lang.Text }{
			{lang.Text{VI: "Chủ trì", EN: "Lead"}, d.Lead}, {lang.Text{VI: "Phối hợp", EN: "With"}, d.Partners}, {lang.Text{VI: "Gửi", EN: "To"}, d.SubmitTo},
		} {
			if who.name.VI != "" {
				w.line("    %s: %s", who.label.In(w.lang), who.name.In(w.lang))
			}
		}
		w.line("    %s: “%s”", d.Clause, d.Quote)
		w.see("    ", w.say("Xem phát hiện:", "See findings:"), func(f plan.Finding) bool { return slices.Contains(f.Deliverables, d.ID) })
	}
}

func (w *page) until(d plan.Deliverable) string {
	switch {
	case !d.Due.IsZero():
		return fmt.Sprintf("%s %s (“%s”)", w.say("chậm nhất", "no later than"), day(d.Due, w.lang), d.DueText)
	case d.DueText != "":
		return fmt.Sprintf("%s (“%s”)", w.say("không ghi ngày", "no day given"), d.DueText)
	}
	return w.say("không ghi thời hạn", "no time given")
}
