package plantext

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/law"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
)

func (w *page) forms() {
	w.section(lang.Text{VI: "Báo cáo", EN: "Reports"}, len(w.plan.Forms))
	for _, f := range w.plan.Forms {
		due := w.say("không ghi ngày hạn", "no deadline day")
		if days := w.lastGoodDays(f); len(days) > 0 {
			due = w.say("chậm nhất ngày ", "no later than ") + strings.Join(days, w.say(" và ", " and "))
		}
		contents := fmt.Sprintf("%d %s", len(f.EverAsked()), w.say("chỉ số", "indicators"))
		if len(f.Indicators) == 0 {
			contents = w.say("bằng lời, không có chỉ số", "in words, no indicators")
		}
		w.line("  - %s (%s): %s, %s; %s", f.Name.In(w.lang), f.ID, frequencies[f.Frequency].In(w.lang), due, contents)
		w.bodies(f)
		w.line("    %s", w.dueSource(f.Due))
		w.terms(f)
		w.see("    ", w.say("Xem phát hiện:", "See findings:"), func(fd plan.Finding) bool { return slices.Contains(fd.Forms, f.ID) })
	}
}

// lastGoodDays are those of the periods of a year, in order; none where the plan gives no day.
func (w *page) lastGoodDays(f plan.Form) []string {
	var out []string
	first := period.Of(f.Frequency, period.DateOf(w.plan.To, 1, 1))
	for per := first; per.Start().Year() == w.plan.To; per = per.Next() {
		last := f.LastGoodDay(per)
		if last.IsZero() {
			continue
		}
		day := dayOfYear(last, w.lang)
		if f.Due.NextYear {
			day += w.say(" năm sau", " of the year after")
		}
		out = append(out, day)
	}
	return out
}

// bodies names who hands the form in, one after the other.
func (w *page) bodies(f plan.Form) {
	list := f.Bodies
	if len(list) == 0 {
		list = []plan.Body{{Level: f.Level, Name: f.Reporter, Term: plan.Term{First: f.First, Last: f.Last}}}
	}
	for _, b := range list {
		name := b.Name
		if name.VI == "" {
			name = b.Level.Nouns()
		}
		w.line("    %s → %s%s", name.In(w.lang), f.Recipient.In(w.lang), w.during(b.Term))
		if b.Note.VI != "" {
			w.line("      %s", b.Note.In(w.lang))
		}
	}
}

// terms names what the form does not ask for in every period.
func (w *page) terms(f plan.Form) {
	for _, ask := range f.Indicators {
		if text := w.during(ask.Term); text != "" {
			w.line("    %s: %s%s", ask.Indicator, w.reg.Indicators[ask.Indicator].Short.In(w.lang), text)
		}
	}
}

// during says for which periods something is asked; nothing where that is all of them.
func (w *page) during(t plan.Term) string {
	var out string
	if !t.First.IsZero() {
		out += lang.Textf(" từ kỳ %s", " from %s", t.First).In(w.lang)
	}
	if !t.Last.IsZero() {
		out += lang.Textf(" đến kỳ %s", " to %s", t.Last).In(w.lang)
	}
	if out != "" {
		out = "," + out
	}
	if !t.AskedOn.IsZero() {
		out += lang.Textf(" (%[3]s ngày %[1]s; hạn riêng cho kỳ đã quá hạn: đến hết %[2]s)", " (%[3]s of %[1]s; by %[2]s for periods that were over)", t.AskedOn, t.Due, t.Clause).In(w.lang)
	}
	return out
}

func (w *page) dueSource(d plan.Due) string {
	if d.SourceNote != "" {
		return fmt.Sprintf("%s. %s", d.Clause, w.read(d.SourceNote, d.Confidence))
	}
	return fmt.Sprintf("%s: “%s”", d.Clause, d.Quote)
}

// read says where something was read whose own text is not at hand.
func (w *page) read(note string, c law.Confidence) string {
	return fmt.Sprintf("%s %s (%s)", w.say("Theo", "From"), note, confidence(c).In(w.lang))
}

// dayOfYear is a date without its year: 09/12, 12-09.
func dayOfYear(d period.Date, l lang.Lang) string {
	if l == lang.English {
		return d.Time().Format("2 January")
	}
	return d.Time().Format("02/01")
}
