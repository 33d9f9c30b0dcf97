package plan

import (
	"fmt"
	"maps"
	"slices"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/law"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/problem"
)

// Judging says how what is reported under a regime becomes what the law judges.
type Judging struct {
	Special  string                 `json:"special"`  // the status by which a commune says that it has special difficulties
	Declared map[law.Program]string `json:"declared"` // programme → the level or status that units declare themselves
}

// Expand fills in what a regime leaves to the loader: its units are all that ever lay below its root and those that
// followed them elsewhere, and forms with facts ask for every fact of the law. Another plan gets the units that answer for its
// clusters.
func (r Registry) Expand(p Plan) Plan {
	if p.Kind != Regime {
		return r.gather(p)
	}
	p.Units = r.territory(p.Root)
	p.Forms = slices.Clone(p.Forms)
	for i, f := range p.Forms {
		if f.Facts.Asked {
			p.Forms[i].Indicators = slices.Concat(r.factsAsked(f), f.Indicators)
		}
	}
	return p
}

// factsAsked are the facts that the form asks for, each for the periods in which both the law has it and the form asks for
// facts. One that the form lists by itself has the term written there.
func (r Registry) factsAsked(f Form) []Ask {
	var out []Ask
	own := f.EverAsked()
	for _, id := range r.Law.Parts() {
		fact, _ := r.Law.Fact(id)
		term, ok := f.Facts.Term.cut(fact.First, fact.Last)
		if ok && !slices.Contains(own, id) {
			out = append(out, Ask{id, term})
		}
	}
	return out
}

// territory lists the units that ever lay below the root, then those that their people went into: after the reform the new
// communes lie below another province.
func (r Registry) territory(root string) []string {
	var out []string
	in := map[string]bool{root: true}
	for _, a := range r.Areas.All() {
		if a.UID != root && r.Areas.Within(a.UID, root) {
			out, in[a.UID] = append(out, a.UID), true
		}
	}
	for i := 0; i < len(out); i++ { // out grows while it is walked: a successor may have one of its own
		for _, link := range r.Areas.Successors(out[i]) {
			if !in[link.To] {
				out, in[link.To] = append(out, link.To), true
			}
		}
	}
	return out
}

// Covers reports whether the unit belongs to the plan: it lies below the root, or the plan's people went into it.
func (r Registry) Covers(p Plan, uid string) bool {
	return r.Areas.Within(uid, p.Root) || slices.Contains(p.Units, uid)
}

// Regimes returns the plans whose reports are held against the law.
func (r Registry) Regimes() []Plan {
	var out []Plan
	for _, p := range r.Plans {
		if p.Kind == Regime {
			out = append(out, p)
		}
	}
	return out
}

// Below lists the units directly below one of a regime's units on the day. A commune that lies elsewhere, as all do since the
// reform, counts as directly below the root.
func (r Registry) Below(p Plan, uid string, on period.Date) []area.Area {
	out := r.Areas.Children(uid, on)
	if uid != p.Root {
		return out
	}
	for _, u := range p.Units {
		if a, ok := r.Areas.Get(u); ok && a.OpenOn(on) && !r.Areas.Within(u, p.Root) {
			out = append(out, a)
		}
	}
	return out
}

// validateRegime checks what a regime has and no other plan may have.
func (r Registry) validateRegime(f *problem.List, p Plan) {
	if p.Kind != Regime {
		if p.Judging != nil {
			f.Add(problem.Problem{
				Code: "regime_only", Place: problem.Path("judging"),
				Rule: lang.Text{VI: "judging chỉ dùng cho chế độ báo cáo (kind: regime)", EN: "judging belongs to a regime (kind: regime)"},
			})
		}
		return
	}
	if len(p.Units) > 0 || len(p.Targets) > 0 || len(p.Succession) > 0 || len(p.Deliverables) > 0 {
		f.Add(problem.Problem{
			Code: "regime_parts", Place: problem.Path("kind"), Value: p.ID,
			Rule: lang.Text{VI: "chế độ báo cáo không ghi units, targets, succession, deliverables: đơn vị lấy từ danh mục theo root, không có chỉ tiêu", EN: "a regime lists no units, targets, succession or deliverables: its units follow from root, and it has no targets"},
		})
	}
	if len(r.Law.Parts()) == 0 {
		f.Add(problem.Problem{
			Code: "regime_without_law", Place: problem.Path("kind"), Value: p.ID,
			Rule: lang.Text{VI: "chế độ báo cáo cần luật ở thư mục law", EN: "a regime needs the law in the folder law"},
		})
	}
	if p.Judging == nil {
		f.Add(problem.Problem{
			Code: "judging_missing", Place: problem.Path("judging"),
			Rule: lang.Text{VI: "chế độ báo cáo cần judging: chỉ số nào khai xã đặc biệt khó khăn, chỉ số nào khai mức độ", EN: "a regime needs judging: which status says special difficulties, which indicators declare levels"},
		})
		return
	}
	if ind, ok := r.Indicators[p.Judging.Special]; !ok || ind.Measure != catalogue.Status {
		f.Add(problem.Problem{
			Code: "judging_special", Place: problem.Path("judging.special"), Value: p.Judging.Special,
			Rule: lang.Text{VI: "special phải là một chỉ số công nhận (status) có trong danh mục", EN: "special must be a status of the catalogue"},
		})
	}
	for _, programme := range slices.Sorted(maps.Keys(p.Judging.Declared)) {
		path := "judging.declared." + string(programme)
		if !slices.Contains(law.Programs, programme) {
			f.Add(problem.Problem{
				Code: "program", Place: problem.Path(path), Value: string(programme),
				Rule: lang.Text{VI: "chương trình phải là preschool_5, preschool_3_5, primary, lower_secondary hoặc literacy", EN: "program must be preschool_5, preschool_3_5, primary, lower_secondary or literacy"},
			})
		}
		if ind, ok := r.Indicators[p.Judging.Declared[programme]]; !ok || !ind.Measure.Stepwise() {
			f.Add(problem.Problem{
				Code: "judging_declared", Place: problem.Path(path), Value: p.Judging.Declared[programme],
				Rule: lang.Text{VI: "mức độ khai phải là một chỉ số mức độ (level) hoặc công nhận (status) có trong danh mục", EN: "a declared level must be a level or status of the catalogue"},
			})
		}
	}
}

// validateRegimeForm checks a form's facts and how its deadline is sourced.
func (r Registry) validateRegimeForm(f *problem.List, path string, p Plan, form Form) {
	d := form.Due
	if p.Kind != Regime {
		if form.Facts.Asked || d.SourceNote != "" || d.Confidence != "" {
			f.Add(problem.Problem{
				Code: "regime_only", Place: problem.Path(path), Value: form.ID,
				Rule: lang.Text{VI: "facts, source_note và confidence chỉ dùng cho biểu của chế độ báo cáo (kind: regime)", EN: "facts, source_note and confidence belong to forms of a regime (kind: regime)"},
				Hint: lang.Text{VI: "Chép nguyên văn câu của văn bản vào quote", EN: "Copy the words of the document into quote"},
			})
		}
		return
	}
	if d.SourceNote == "" || d.Quote != "" || !d.Confidence.Valid() {
		f.Add(problem.Problem{Code: "source_note", Place: problem.Path(path + ".due"), Value: string(d.Confidence), Rule: sourceNoteRule})
	}
	if form.Facts.Asked && (!slices.Equal(form.Tiers(), []area.Level{area.Commune}) || form.Frequency != period.Annual) {
		f.Add(problem.Problem{
			Code: "facts_form", Place: problem.Path(path + ".facts"), Value: fmt.Sprintf("%s, %s", form.Level, form.Frequency),
			Rule: lang.Text{VI: "số liệu của luật chỉ do xã báo cáo, mỗi năm một lần", EN: "the facts of the law are reported by communes, once a year"},
		})
	}
}

var sourceNoteRule = lang.Text{VI: "cần source_note và confidence (high, medium, low), không có quote", EN: "needs source_note and confidence (high, medium, low), and no quote"}
