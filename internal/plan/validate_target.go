package plan

import (
	"fmt"
	"math"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/problem"
)

func (r Registry) validateTarget(f *problem.List, path string, p Plan, t Target) {
	ind, ok := r.Indicators[t.Indicator]
	if !ok {
		f.Add(problem.Problem{
			Code: "unknown_indicator", Place: problem.Path(path + ".indicator"), Value: t.Indicator,
			Rule: unknownIndicator,
			Hint: lang.Text{VI: "Khai báo chỉ số trong indicators.yaml trước", EN: "Define it in indicators.yaml first"},
		})
	}
	if !t.Level.Valid() && (p.Kind != Reference || t.Level != "") {
		f.Add(problem.Problem{Code: "level", Place: problem.Path(path + ".level"), Value: string(t.Level), Rule: levelRule})
	}
	r.validateWhom(f, path, t)
	validatePartOf(f, path, p, t)
	r.validateShare(f, path, p, ind, t)
	if b := t.Baseline; b != nil {
		cited(f, path+".baseline", b.Clause, b.Quote)
		within(f, path+".baseline.value", ind, b.Value)
		if b.At.IsZero() {
			f.Add(problem.Problem{
				Code: "date_missing", Place: problem.Path(path + ".baseline"),
				Rule: lang.Text{VI: "mốc xuất phát thiếu ngày (at)", EN: "the baseline has no date (at)"},
			})
		}
	}
	validateMilestones(f, path, p.Kind, ind, t)
}

// validateWhom checks the tiers and units that a target names beside its own level.
func (r Registry) validateWhom(f *problem.List, path string, t Target) {
	for i, level := range t.Monitored {
		if !level.Valid() {
			f.Add(problem.Problem{
				Code: "level", Place: problem.Path(fmt.Sprintf("%s.monitored[%d]", path, i)), Value: string(level),
				Rule: levelRule,
			})
		}
	}
	for i, uid := range t.Units {
		if _, ok := r.Areas.Get(uid); !ok {
			f.Add(problem.Problem{
				Code: "unknown_unit", Place: problem.Path(fmt.Sprintf("%s.units[%d]", path, i)), Value: uid,
				Rule: unknownUnit,
				Hint: useUID,
			})
		}
	}
}

// validatePartOf checks the target that this one is "of which" of.
func validatePartOf(f *problem.List, path string, p Plan, t Target) {
	if t.PartOf == "" {
		return
	}
	if _, ok := p.Target(t.PartOf); !ok {
		f.Add(problem.Problem{
			Code: "part_of", Place: problem.Path(path + ".part_of"), Value: t.PartOf,
			Rule: lang.Text{VI: "chỉ tiêu cha không có trong kế hoạch", EN: "the target it is part of is not in the plan"},
		})
	} else if p.nestedInItself(t) {
		f.Add(problem.Problem{
			Code: "part_of_cycle", Place: problem.Path(path + ".part_of"), Value: t.PartOf,
			Rule: lang.Text{VI: "các chỉ tiêu “trong đó” nối thành vòng", EN: "the targets are part of each other in a circle"},
			Hint: lang.Text{VI: "Bỏ part_of của chỉ tiêu đứng trước “trong đó”", EN: "Take part_of away from the target that stands before “of which”"},
		})
	}
}

// validateShare checks how many units a share of units is counted over.
func (r Registry) validateShare(f *problem.List, path string, p Plan, ind catalogue.Indicator, t Target) {
	if ind.Measure != catalogue.ShareOfUnits || p.Kind == Reference {
		return
	}
	if n := r.members(p, ind.MemberLevel); t.N == 0 {
		f.Add(problem.Problem{
			Code: "share_without_n", Place: problem.Path(path), Value: t.ID,
			Rule: lang.Text{VI: "chỉ tiêu tỷ lệ đơn vị phải ghi tổng số đơn vị n", EN: "a share-of-units target needs its n"},
			Hint: lang.Textf("Ghi n: %d nếu tính mọi đơn vị của kế hoạch", "Write n: %d if every unit of the plan counts", n),
		})
	} else if t.N != n {
		f.Add(problem.Problem{
			Code: "n_differs", Place: problem.Path(path + ".n"), Value: fmt.Sprint(t.N),
			Rule: lang.Textf("kế hoạch có %d đơn vị cấp này", "the plan has %d units of this tier", n),
		})
	}
}

// validateMilestones checks each milestone, and that one follows the other.
func validateMilestones(f *problem.List, path string, kind Kind, ind catalogue.Indicator, t Target) {
	if len(t.Milestones) == 0 {
		f.Add(problem.Problem{
			Code: "no_milestone", Place: problem.Path(path), Value: t.ID,
			Rule: lang.Text{VI: "chỉ tiêu phải có ít nhất một mốc", EN: "a target needs at least one milestone"},
		})
	}
	var last period.Date
	if t.Baseline != nil {
		last = t.Baseline.At
	}
	for i, m := range t.Milestones {
		mp := fmt.Sprintf("%s.milestones[%d]", path, i)
		validateMilestone(f, mp, kind, ind, m)
		switch {
		case m.By.IsZero():
			f.Add(problem.Problem{
				Code: "date_missing", Place: problem.Path(mp),
				Rule: lang.Text{VI: "mốc thiếu ngày (by)", EN: "the milestone has no date (by)"},
			})
			continue
		case !m.By.After(last):
			f.Add(problem.Problem{
				Code: "milestone_order", Place: problem.Path(mp + ".by"), Value: m.By.String(),
				Rule: lang.Textf("mốc phải sau mốc trước đó (%s)", "a milestone must follow the one before (%s)", last),
				Hint: lang.Text{VI: "Sắp xếp các mốc theo thời gian", EN: "Put the milestones in order of date"},
			})
		}
		last = m.By
	}
}

func validateMilestone(f *problem.List, path string, kind Kind, ind catalogue.Indicator, m Milestone) {
	validateSource(f, path, kind, m)
	if !m.Comparator.Valid() {
		f.Add(problem.Problem{
			Code: "comparator", Place: problem.Path(path + ".comparator"), Value: string(m.Comparator),
			Rule: lang.Text{VI: "phép so sánh phải là >=, >, <=, =, ~, range, maintain, increase, decrease hoặc ~0", EN: "comparator must be >=, >, <=, =, ~, range, maintain, increase, decrease or ~0"},
		})
	}
	if up := m.Comparator == AtLeast || m.Comparator == Above || m.Comparator == Range; up && ind.Direction == catalogue.Lower || m.Comparator == AtMost && ind.Direction == catalogue.Higher {
		f.Add(problem.Problem{
			Code: "comparator_direction", Place: problem.Path(path + ".comparator"), Value: string(m.Comparator),
			Rule: lang.Text{VI: "phép so sánh ngược với hướng tốt của chỉ số", EN: "the comparator runs against the indicator's better direction"},
			Hint: lang.Text{VI: "Chỉ số càng cao càng tốt dùng >=, càng thấp càng tốt dùng <=", EN: "Use >= where higher is better, <= where lower is"},
		})
	}
	// Whether a reference commits or aspires stands in words that were not seen.
	if m.Firmness != Committed && m.Firmness != Aspire && (kind != Reference || m.Firmness != "") {
		f.Add(problem.Problem{
			Code: "firmness", Place: problem.Path(path + ".firmness"), Value: string(m.Firmness),
			Rule: lang.Text{VI: "mức cam kết phải là committed hoặc aspire (“phấn đấu”)", EN: "firmness must be committed or aspire"},
		})
	}
	if (m.Comparator == Range) != (m.ValueMax != nil) || m.Comparator == Range && m.Value != nil && *m.ValueMax <= *m.Value {
		f.Add(problem.Problem{
			Code: "range", Place: problem.Path(path + ".value_max"),
			Rule: lang.Text{VI: "range cần value và value_max lớn hơn value; phép so sánh khác không có value_max", EN: "a range needs a value and a larger value_max; no other comparator has value_max"},
		})
	}
	if m.ValueMax != nil {
		within(f, path+".value_max", ind, *m.ValueMax)
	}
	switch {
	case m.Value == nil && m.Comparator != Maintain && !m.Comparator.Trend():
		f.Add(problem.Problem{
			Code: "value_missing", Place: problem.Path(path),
			Rule: lang.Text{VI: "mốc có phép so sánh này phải có số (value)", EN: "a milestone with this comparator needs a value"},
			Hint: lang.Text{VI: "Nếu văn bản không ghi số, dùng maintain, increase, decrease hoặc ~0", EN: "Where the text gives no number, use maintain, increase, decrease or ~0"},
		})
	case m.Value != nil && m.Comparator.Trend():
		f.Add(problem.Problem{
			Code: "value_of_trend", Place: problem.Path(path + ".value"), Value: fmt.Sprint(*m.Value),
			Rule: lang.Text{VI: "increase, decrease và ~0 là các mốc không có số", EN: "increase, decrease and ~0 are milestones without a number"},
			Hint: lang.Text{VI: "Nếu văn bản ghi số, dùng >=, <= hoặc =", EN: "Where the text gives a number, use >=, <= or ="},
		})
	case m.Value != nil:
		within(f, path+".value", ind, *m.Value)
		if _, high := ind.Limits(); m.Comparator == Above && *m.Value == high {
			f.Add(problem.Problem{
				Code: "value_unreachable", Place: problem.Path(path + ".value"), Value: fmt.Sprint(*m.Value),
				Rule: lang.Textf("không giá trị nào trên %g", "no value is above %g", high),
				Hint: lang.Text{VI: "Nếu văn bản không ghi “trên”, dùng >=", EN: "Where the text does not say “above”, use >="},
			})
		}
	}
}

// validateSource checks that a number says where it comes from: clause and quote, or, in a reference, who repeated it.
func validateSource(f *problem.List, path string, kind Kind, m Milestone) {
	switch {
	case m.SourceNote == "" && m.Confidence == "":
		cited(f, path, m.Clause, m.Quote)
	case kind != Reference:
		f.Add(problem.Problem{
			Code: "source_note", Place: problem.Path(path + ".source_note"), Value: m.SourceNote,
			Rule: lang.Text{VI: "chỉ văn bản để đối chiếu (kind: reference) được dùng source_note thay cho trích dẫn", EN: "only a reference (kind: reference) may have a source_note in place of a quote"},
			Hint: lang.Text{VI: "Chép nguyên văn câu của văn bản vào quote", EN: "Copy the words of the document into quote"},
		})
	case m.SourceNote == "" || m.Quote != "" || !m.Confidence.Valid():
		f.Add(problem.Problem{Code: "source_note", Place: problem.Path(path), Value: string(m.Confidence), Rule: sourceNoteRule})
	}
}

// nestedInItself follows "of which" upwards.
func (p Plan) nestedInItself(t Target) bool {
	up := t
	for range p.Targets {
		next, ok := p.Target(up.PartOf)
		if !ok {
			return false
		}
		if next.ID == t.ID {
			return true
		}
		up = next
	}
	return false // a circle further up, which its own members report
}

func cited(f *problem.List, path, clause, quote string) {
	if clause == "" {
		f.Add(problem.Problem{
			Code: "clause_missing", Place: problem.Path(path),
			Rule: lang.Text{VI: "thiếu điều khoản (clause): con số không rõ nguồn không dùng để đánh giá được", EN: "clause is missing: a number without a source cannot judge anybody"},
			Hint: lang.Text{VI: "Ghi mục của văn bản, ví dụ II.2.a", EN: "Write the clause, for example II.2.a"},
		})
	}
	if quote == "" {
		f.Add(problem.Problem{
			Code: "quote_missing", Place: problem.Path(path),
			Rule: lang.Text{VI: "thiếu trích dẫn (quote)", EN: "quote is missing"},
			Hint: lang.Text{VI: "Chép nguyên văn câu của văn bản", EN: "Copy the words of the document"},
		})
	}
}

func within(f *problem.List, path string, ind catalogue.Indicator, v float64) {
	low, high := ind.Limits()
	switch {
	case !(v >= low && v <= high): // so written, NaN is out of range too
		f.Add(problem.Problem{
			Code: "value_out_of_range", Place: problem.Path(path), Value: fmt.Sprint(v),
			Rule: lang.Textf("giá trị phải trong khoảng %g đến %g", "the value must lie between %g and %g", low, high),
		})
	case ind.Measure.Stepwise() && v != math.Trunc(v):
		f.Add(problem.Problem{
			Code: "value_not_whole", Place: problem.Path(path), Value: fmt.Sprint(v),
			Rule: lang.Text{VI: "mức độ và công nhận là số nguyên", EN: "levels and recognitions are whole numbers"},
		})
	}
}

// members counts the plan's units of a tier.
func (r Registry) members(p Plan, level area.Level) int { return len(r.Members(p, level)) }
