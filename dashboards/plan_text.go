package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/plan"
)

// targetSource says where in the plan the targets of a tier stand, and what became of the tier, for the description of a
// panel, with what is open about them.
func (s scope) targetSource(level area.Level) string {
	text := s.targetCitation(level)
	if why := s.plan.Succession[level].Why.In(s.lang); why != "" && level != s.root().Level {
		text += " " + why
	}
	return text + s.doubts(func(f plan.Finding) bool {
		return slices.ContainsFunc(s.reg.Judged(s.plan, level), func(pair plan.Pair) bool { return slices.Contains(f.Targets, pair.Target.ID) })
	})
}

// targetCitation names the sections of the plan that hold the targets of a tier, or of several.
func (s scope) targetCitation(levels ...area.Level) string {
	var clauses []string
	for _, level := range levels {
		for _, pair := range s.reg.Judged(s.plan, level) {
			for _, m := range pair.Target.Milestones {
				clauses = append(clauses, m.Clause)
			}
		}
	}
	return s.cite(clauses)
}

// reportSource says where in the plan the reports of a tier and their deadlines stand, with what is open about them.
func (s scope) reportSource(level area.Level) string {
	return s.reportCitation(level) + s.doubts(func(f plan.Finding) bool {
		return slices.ContainsFunc(s.plan.Forms, func(form plan.Form) bool {
			return slices.Contains(form.Tiers(), level) && slices.Contains(f.Forms, form.ID)
		})
	})
}

// doubts is what the plan's text contradicts or leaves open, to stand after a source; empty where nothing is.
func (s scope) doubts(chosen func(plan.Finding) bool) string {
	contradictions, open := s.plan.Doubts(chosen)
	var b strings.Builder
	for _, text := range append(contradictions, open) {
		if text.VI != "" {
			b.WriteString(" " + text.In(s.lang))
		}
	}
	return b.String()
}

// reportCitation names the sections of the plan that make a tier report.
func (s scope) reportCitation(level area.Level) string {
	var clauses []string
	for _, f := range s.plan.Forms {
		if slices.Contains(f.Tiers(), level) {
			clauses = append(clauses, f.Due.Clause)
		}
	}
	return s.cite(clauses)
}

// cite names the document and the sections of the clauses: "II.2.a, Xóa mù chữ, gạch 1" stands in section II.2.a.
func (s scope) cite(clauses []string) string {
	var sections []string
	for _, c := range clauses {
		section, _, _ := strings.Cut(c, ",")
		if !slices.Contains(sections, section) {
			sections = append(sections, section)
		}
	}
	slices.Sort(sections)
	if len(sections) == 0 {
		return s.document() + "."
	}
	return s.document() + ", " + strings.Join(sections, "; ") + "."
}

// document names the paper that a page rests on.
func (s scope) document() string {
	if s.anyPlan() {
		return s.say("Nguồn: văn bản của kế hoạch đang chọn", "Source: the document of the chosen plan")
	}
	d := s.plan.Document
	return lang.Textf("Nguồn: %s ngày %s", "Source: %s of %s", d.Number, d.Date).In(s.lang)
}

// toMilestones ends the title of a path: "lộ trình đến 2025 và 2030".
func (s scope) toMilestones() string {
	if s.anyPlan() {
		return s.say("lộ trình đến các mốc", "the path to the milestones")
	}
	return s.say("lộ trình đến ", "the path to ") + s.milestoneYears()
}

// milestoneYears lists the years the plan sets milestones for: "2025 và 2030".
func (s scope) milestoneYears() string {
	var years []string
	for _, t := range s.plan.Targets {
		for _, m := range t.Milestones {
			if y := fmt.Sprint(m.By.Year()); !slices.Contains(years, y) {
				years = append(years, y)
			}
		}
	}
	slices.Sort(years)
	if n := len(years); n > 1 {
		return strings.Join(years[:n-1], ", ") + s.say(" và ", " and ") + years[n-1]
	}
	return strings.Join(years, "")
}
