package plan

import (
	"fmt"
	"maps"
	"math"
	"slices"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/problem"
)

// faults collects the broken rules of one plan.
type faults struct{ list problem.Faults }

func (f *faults) add(path, code, value string, rule, hint lang.Text) {
	f.list.Add(path, code, value, rule, hint)
}

// Validate checks what strict decoding cannot: that the plan is complete, in order, and refers only to units and
// indicators that exist. It returns every fault at once.
func (r Registry) Validate(p Plan) problem.Faults {
	var f faults
	validateHead(&f, p)
	r.validateUnits(&f, p)
	r.validateRegime(&f, p)
	seen, sources := map[string]bool{}, map[string]bool{}
	for i, t := range p.Targets {
		path := fmt.Sprintf("targets[%d]", i)
		ownID(&f, path+".id", t.ID, seen)
		r.validateTarget(&f, path, p, t)
		for j, m := range t.Milestones {
			if m.Source != "" && sources[m.Source] {
				f.add(fmt.Sprintf("%s.milestones[%d].source", path, j), "source_twice", m.Source, lang.Text{VI: "dòng này của văn bản đã dùng cho một mốc khác", EN: "another milestone already stands for this line of the document"}, lang.Text{})
			}
			sources[m.Source] = true
		}
	}
	seen = map[string]bool{}
	for i, form := range p.Forms {
		path := fmt.Sprintf("forms[%d]", i)
		ownID(&f, path+".id", form.ID, seen)
		r.validateForm(&f, path, p, form)
		r.validateRegimeForm(&f, path, p, form)
	}
	seen = map[string]bool{}
	for i, d := range p.Deliverables {
		path := fmt.Sprintf("deliverables[%d]", i)
		ownID(&f, path+".id", d.ID, seen)
		validateDeliverable(&f, path, p, d)
	}
	validateFindings(&f, p)
	return f.list
}

func validateHead(f *faults, p Plan) {
	if p.Title.VI == "" || p.Short.VI == "" {
		f.add("title", "title_missing", "", lang.Text{VI: "kế hoạch phải có tên (title) và tên ngắn (short)", EN: "a plan needs a title and a short name"}, lang.Text{})
	}
	if p.To < p.From || p.From < 2000 {
		f.add("to", "plan_years", fmt.Sprintf("%d–%d", p.From, p.To), lang.Text{VI: "năm kết thúc phải sau năm bắt đầu", EN: "the last year must follow the first"}, lang.Text{})
	}
	if p.Document.Number == "" || p.Document.Date.IsZero() {
		f.add("document", "document_missing", p.Document.Number, lang.Text{VI: "kế hoạch phải có số và ngày ban hành", EN: "a plan needs its document number and date"}, lang.Text{})
	}
	if b := p.Bounds; b.AtRisk <= 0 || b.OnTrack <= b.AtRisk || b.OnTrack > 1 {
		f.add("bounds", "bounds_order", fmt.Sprintf("%g, %g", b.OnTrack, b.AtRisk), lang.Text{VI: "ngưỡng phải theo thứ tự 0 < at_risk < on_track ≤ 1", EN: "bounds must be 0 < at_risk < on_track ≤ 1"}, lang.Text{})
	} else {
		validateBand(f, b)
	}
	if p.Kind != "" && p.Kind != Reference && p.Kind != Archive && p.Kind != Regime {
		f.add("kind", "kind", string(p.Kind), lang.Text{VI: "kind chỉ có thể là reference (văn bản để đối chiếu), archive (kế hoạch đã hết hạn), regime (chế độ báo cáo theo luật), hoặc bỏ trống", EN: "kind can only be reference (a text to compare with), archive (a plan whose run is over), regime (a standing duty to report), or left out"}, lang.Text{})
	}
	if p.Kind == Reference && (p.Root != "" || len(p.Units) > 0 || len(p.Forms) > 0) {
		f.add("kind", "reference_units", p.Root, lang.Text{VI: "văn bản để đối chiếu không có đơn vị (root, units) và biểu (forms): nó không đánh giá ai", EN: "a reference has no units (root, units) and no forms: it judges nobody"}, lang.Text{})
	}
	for _, level := range slices.Sorted(maps.Keys(p.Succession)) {
		s, path := p.Succession[level], "succession."+string(level)
		if !level.Valid() {
			f.add(path, "level", string(level), levelRule, lang.Text{})
		}
		if s.Policy != Continue && s.Policy != Freeze || s.Ended.IsZero() || s.Why.VI == "" {
			f.add(path, "succession", string(s.Policy), lang.Text{VI: "cần policy (continue hoặc freeze), ended và why", EN: "needs policy (continue or freeze), ended and why"}, lang.Text{})
		}
	}
}

// validateBand keeps the bands of two bounds apart, and the upper one below a pace of 1: a unit exactly on its path is on
// track, whatever it was before.
func validateBand(f *faults, b Bounds) {
	h := b.Band()
	if h >= 0 && b.OnTrack+h <= 1 && b.OnTrack-h > b.AtRisk+h && b.AtRisk-h > h {
		return
	}
	f.add("bounds.hysteresis", "bounds_hysteresis", fmt.Sprintf("%g", h),
		lang.Text{VI: "dải trễ (hysteresis) quanh các ngưỡng không được chồng lên nhau, không âm, và on_track + hysteresis không quá 1", EN: "the hysteresis must not be negative, the bands around the bounds must not overlap, and on_track + hysteresis must not pass 1"},
		lang.Text{VI: "Ghi hysteresis nhỏ hơn, hoặc 0 để tắt", EN: "Write a smaller hysteresis, or 0 to turn it off"})
}

// ownID checks that an id is well-formed and not yet seen.
func ownID(f *faults, path, id string, seen map[string]bool) {
	switch {
	case !catalogue.ValidID(id):
		f.add(path, "id", id, IDRule, lang.Text{})
	case seen[id]:
		f.add(path, "duplicate_id", id, lang.Text{VI: "mã này đã dùng trong kế hoạch", EN: "this id is already used in the plan"}, lang.Text{})
	}
	seen[id] = true
}

func (r Registry) validateUnits(f *faults, p Plan) {
	if _, ok := r.Areas.Get(p.Root); !ok && p.Kind != Reference {
		f.add("root", "unknown_unit", p.Root, unknownUnit, useUID)
	}
	for i, uid := range p.Units {
		if _, ok := r.Areas.Get(uid); !ok {
			f.add(fmt.Sprintf("units[%d]", i), "unknown_unit", uid, unknownUnit, useUID)
		}
	}
}

func (r Registry) validateTarget(f *faults, path string, p Plan, t Target) {
	ind, ok := r.Indicators[t.Indicator]
	if !ok {
		f.add(path+".indicator", "unknown_indicator", t.Indicator, unknownIndicator, lang.Text{VI: "Khai báo chỉ số trong indicators.yaml trước", EN: "Define it in indicators.yaml first"})
	}
	if !t.Level.Valid() && (p.Kind != Reference || t.Level != "") {
		f.add(path+".level", "level", string(t.Level), levelRule, lang.Text{})
	}
	for i, level := range t.Monitored {
		if !level.Valid() {
			f.add(fmt.Sprintf("%s.monitored[%d]", path, i), "level", string(level), levelRule, lang.Text{})
		}
	}
	for i, uid := range t.Units {
		if _, ok := r.Areas.Get(uid); !ok {
			f.add(fmt.Sprintf("%s.units[%d]", path, i), "unknown_unit", uid, unknownUnit, useUID)
		}
	}
	if t.PartOf != "" {
		if _, ok := p.Target(t.PartOf); !ok {
			f.add(path+".part_of", "part_of", t.PartOf, lang.Text{VI: "chỉ tiêu cha không có trong kế hoạch", EN: "the target it is part of is not in the plan"}, lang.Text{})
		} else if p.nestedInItself(t) {
			f.add(path+".part_of", "part_of_cycle", t.PartOf, lang.Text{VI: "các chỉ tiêu “trong đó” nối thành vòng", EN: "the targets are part of each other in a circle"}, lang.Text{VI: "Bỏ part_of của chỉ tiêu đứng trước “trong đó”", EN: "Take part_of away from the target that stands before “of which”"})
		}
	}
	if ind.Measure == catalogue.ShareOfUnits && p.Kind != Reference {
		if n := r.members(p, ind.MemberLevel); t.N == 0 {
			f.add(path, "share_without_n", t.ID, lang.Text{VI: "chỉ tiêu tỷ lệ đơn vị phải ghi tổng số đơn vị n", EN: "a share-of-units target needs its n"}, lang.Textf("Ghi n: %d nếu tính mọi đơn vị của kế hoạch", "Write n: %d if every unit of the plan counts", n))
		} else if t.N != n {
			f.add(path+".n", "n_differs", fmt.Sprint(t.N), lang.Textf("kế hoạch có %d đơn vị cấp này", "the plan has %d units of this tier", n), lang.Text{})
		}
	}
	if b := t.Baseline; b != nil {
		cited(f, path+".baseline", b.Clause, b.Quote)
		within(f, path+".baseline.value", ind, b.Value)
		if b.At.IsZero() {
			f.add(path+".baseline", "date_missing", "", lang.Text{VI: "mốc xuất phát thiếu ngày (at)", EN: "the baseline has no date (at)"}, lang.Text{})
		}
	}
	if len(t.Milestones) == 0 {
		f.add(path, "no_milestone", t.ID, lang.Text{VI: "chỉ tiêu phải có ít nhất một mốc", EN: "a target needs at least one milestone"}, lang.Text{})
	}
	var last period.Date
	if t.Baseline != nil {
		last = t.Baseline.At
	}
	for i, m := range t.Milestones {
		mp := fmt.Sprintf("%s.milestones[%d]", path, i)
		validateMilestone(f, mp, p.Kind, ind, m)
		switch {
		case m.By.IsZero():
			f.add(mp, "date_missing", "", lang.Text{VI: "mốc thiếu ngày (by)", EN: "the milestone has no date (by)"}, lang.Text{})
			continue
		case !m.By.After(last):
			f.add(mp+".by", "milestone_order", m.By.String(), lang.Textf("mốc phải sau mốc trước đó (%s)", "a milestone must follow the one before (%s)", last), lang.Text{VI: "Sắp xếp các mốc theo thời gian", EN: "Put the milestones in order of date"})
		}
		last = m.By
	}
}

func validateMilestone(f *faults, path string, kind Kind, ind catalogue.Indicator, m Milestone) {
	validateSource(f, path, kind, m)
	if !m.Comparator.Valid() {
		f.add(path+".comparator", "comparator", string(m.Comparator), lang.Text{VI: "phép so sánh phải là >=, >, <=, =, ~, range, maintain, increase, decrease hoặc ~0", EN: "comparator must be >=, >, <=, =, ~, range, maintain, increase, decrease or ~0"}, lang.Text{})
	}
	if up := m.Comparator == AtLeast || m.Comparator == Above || m.Comparator == Range; up && ind.Direction == catalogue.Lower || m.Comparator == AtMost && ind.Direction == catalogue.Higher {
		f.add(path+".comparator", "comparator_direction", string(m.Comparator), lang.Text{VI: "phép so sánh ngược với hướng tốt của chỉ số", EN: "the comparator runs against the indicator's better direction"}, lang.Text{VI: "Chỉ số càng cao càng tốt dùng >=, càng thấp càng tốt dùng <=", EN: "Use >= where higher is better, <= where lower is"})
	}
	// Whether a reference commits or aspires stands in words that were not seen.
	if m.Firmness != Committed && m.Firmness != Aspire && (kind != Reference || m.Firmness != "") {
		f.add(path+".firmness", "firmness", string(m.Firmness), lang.Text{VI: "mức cam kết phải là committed hoặc aspire (“phấn đấu”)", EN: "firmness must be committed or aspire"}, lang.Text{})
	}
	if (m.Comparator == Range) != (m.ValueMax != nil) || m.Comparator == Range && m.Value != nil && *m.ValueMax <= *m.Value {
		f.add(path+".value_max", "range", "", lang.Text{VI: "range cần value và value_max lớn hơn value; phép so sánh khác không có value_max", EN: "a range needs a value and a larger value_max; no other comparator has value_max"}, lang.Text{})
	}
	if m.ValueMax != nil {
		within(f, path+".value_max", ind, *m.ValueMax)
	}
	switch {
	case m.Value == nil && m.Comparator != Maintain && !m.Comparator.Trend():
		f.add(path, "value_missing", "", lang.Text{VI: "mốc có phép so sánh này phải có số (value)", EN: "a milestone with this comparator needs a value"}, lang.Text{VI: "Nếu văn bản không ghi số, dùng maintain, increase, decrease hoặc ~0", EN: "Where the text gives no number, use maintain, increase, decrease or ~0"})
	case m.Value != nil && m.Comparator.Trend():
		f.add(path+".value", "value_of_trend", fmt.Sprint(*m.Value), lang.Text{VI: "increase, decrease và ~0 là các mốc không có số", EN: "increase, decrease and ~0 are milestones without a number"}, lang.Text{VI: "Nếu văn bản ghi số, dùng >=, <= hoặc =", EN: "Where the text gives a number, use >=, <= or ="})
	case m.Value != nil:
		within(f, path+".value", ind, *m.Value)
		if _, high := ind.Limits(); m.Comparator == Above && *m.Value == high {
			f.add(path+".value", "value_unreachable", fmt.Sprint(*m.Value), lang.Textf("không giá trị nào trên %g", "no value is above %g", high), lang.Text{VI: "Nếu văn bản không ghi “trên”, dùng >=", EN: "Where the text does not say “above”, use >="})
		}
	}
}

// validateSource checks that a number says where it comes from: clause and quote, or, in a reference, who repeated it.
func validateSource(f *faults, path string, kind Kind, m Milestone) {
	switch {
	case m.SourceNote == "" && m.Confidence == "":
		cited(f, path, m.Clause, m.Quote)
	case kind != Reference:
		f.add(path+".source_note", "source_note", m.SourceNote, lang.Text{VI: "chỉ văn bản để đối chiếu (kind: reference) được dùng source_note thay cho trích dẫn", EN: "only a reference (kind: reference) may have a source_note in place of a quote"}, lang.Text{VI: "Chép nguyên văn câu của văn bản vào quote", EN: "Copy the words of the document into quote"})
	case m.SourceNote == "" || m.Quote != "" || !m.Confidence.Valid():
		f.add(path, "source_note", string(m.Confidence), sourceNoteRule, lang.Text{})
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

func validateDeliverable(f *faults, path string, p Plan, d Deliverable) {
	cited(f, path, d.Clause, d.Quote)
	if d.Title.VI == "" {
		f.add(path, "title_missing", d.ID, lang.Text{VI: "việc phải làm cần tên (title)", EN: "a deliverable needs a title"}, lang.Text{})
	}
	if d.Due.IsZero() {
		return
	}
	if d.DueText == "" {
		f.add(path+".due", "due_without_words", d.Due.String(), lang.Text{VI: "có ngày hạn thì phải chép lời của văn bản về thời hạn (due_text)", EN: "a due day needs the document's own words on time (due_text)"}, lang.Text{VI: "Nếu văn bản không ghi thời hạn, bỏ due", EN: "Where the document gives no time, leave due out"})
	}
	if d.Due.Year() < p.From || d.Due.Year() > p.To {
		f.add(path+".due", "due_outside_plan", d.Due.String(), lang.Textf("kế hoạch chạy từ %d đến %d", "the plan runs from %d to %d", p.From, p.To), lang.Text{})
	}
}

func cited(f *faults, path, clause, quote string) {
	if clause == "" {
		f.add(path, "clause_missing", "", lang.Text{VI: "thiếu điều khoản (clause): con số không rõ nguồn không dùng để đánh giá được", EN: "clause is missing: a number without a source cannot judge anybody"}, lang.Text{VI: "Ghi mục của văn bản, ví dụ II.2.a", EN: "Write the clause, for example II.2.a"})
	}
	if quote == "" {
		f.add(path, "quote_missing", "", lang.Text{VI: "thiếu trích dẫn (quote)", EN: "quote is missing"}, lang.Text{VI: "Chép nguyên văn câu của văn bản", EN: "Copy the words of the document"})
	}
}

func within(f *faults, path string, ind catalogue.Indicator, v float64) {
	low, high := ind.Limits()
	switch {
	case !(v >= low && v <= high): // so written, NaN is out of range too
		f.add(path, "value_out_of_range", fmt.Sprint(v), lang.Textf("giá trị phải trong khoảng %g đến %g", "the value must lie between %g and %g", low, high), lang.Text{})
	case ind.Measure.Stepwise() && v != math.Trunc(v):
		f.add(path, "value_not_whole", fmt.Sprint(v), lang.Text{VI: "mức độ và công nhận là số nguyên", EN: "levels and recognitions are whole numbers"}, lang.Text{})
	}
}

func validateFindings(f *faults, p Plan) {
	for i, fd := range p.Findings {
		path := fmt.Sprintf("findings[%d]", i)
		if fd.Class != Contradiction && fd.Class != Question || fd.Text.VI == "" || len(fd.Clauses) == 0 {
			f.add(path, "finding", fd.ID, lang.Text{VI: "phát hiện cần class, clauses và text", EN: "a finding needs class, clauses and text"}, lang.Text{})
		}
		for _, id := range fd.Targets {
			if _, ok := p.Target(id); !ok {
				f.add(path+".targets", "unknown_target", id, lang.Text{VI: "chỉ tiêu không có trong kế hoạch", EN: "the target is not in the plan"}, lang.Text{})
			}
		}
		for _, id := range fd.Forms {
			if !slices.ContainsFunc(p.Forms, func(form Form) bool { return form.ID == id }) {
				f.add(path+".forms", "unknown_form", id, lang.Text{VI: "biểu không có trong kế hoạch", EN: "the form is not in the plan"}, lang.Text{})
			}
		}
		for _, id := range fd.Deliverables {
			if _, ok := p.Deliverable(id); !ok {
				f.add(path+".deliverables", "unknown_deliverable", id, lang.Text{VI: "việc phải làm không có trong kế hoạch", EN: "the deliverable is not in the plan"}, lang.Text{})
			}
		}
	}
}

// members counts the plan's units of a tier.
func (r Registry) members(p Plan, level area.Level) int { return len(r.Members(p, level)) }

var (
	// IDRule is what every id must obey.
	IDRule           = lang.Text{VI: "mã (id) chỉ gồm chữ thường không dấu, chữ số, gạch nối và gạch dưới", EN: "an id has only lower-case letters a–z, digits, hyphens and underscores"}
	levelRule        = lang.Text{VI: "cấp phải là province, district hoặc commune", EN: "level must be province, district or commune"}
	unknownUnit      = lang.Text{VI: "đơn vị không có trong danh mục", EN: "the unit is not in the list of units"}
	unknownIndicator = lang.Text{VI: "chỉ số không có trong danh mục", EN: "the indicator is not in the catalogue"}
	useUID           = lang.Text{VI: "Dùng uid trong areas.csv, ví dụ d:855@0", EN: "Use the uid of areas.csv, for example d:855@0"}
)
