package plan

import (
	"fmt"
	"maps"
	"slices"

	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/problem"
)

// Validate checks what strict decoding cannot: that the plan is complete, in order, and refers only to units and
// indicators that exist. It returns every fault at once, each at its path inside the plan.
func (r Registry) Validate(p Plan) problem.List {
	var f problem.List
	validateHead(&f, p)
	r.validateUnits(&f, p)
	validateMembers(&f, p)
	r.validateRegime(&f, p)
	seen, sources := map[string]bool{}, map[string]bool{}
	for i, t := range p.Targets {
		path := fmt.Sprintf("targets[%d]", i)
		ownID(&f, path+".id", t.ID, seen)
		r.validateTarget(&f, path, p, t)
		for j, m := range t.Milestones {
			if m.Source != "" && sources[m.Source] {
				f.Add(problem.Problem{
					Code: "source_twice", Place: problem.Path(fmt.Sprintf("%s.milestones[%d].source", path, j)), Value: m.Source,
					Rule: lang.Text{VI: "dòng này của văn bản đã dùng cho một mốc khác", EN: "another milestone already stands for this line of the document"},
				})
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
	for i, t := range p.Titles {
		r.validateTitle(&f, fmt.Sprintf("titles[%d]", i), p, t)
	}
	validateFindings(&f, p)
	return f
}

func validateHead(f *problem.List, p Plan) {
	if p.Title.VI == "" || p.Short.VI == "" {
		f.Add(problem.Problem{
			Code: "title_missing", Place: problem.Path("title"),
			Rule: lang.Text{VI: "kế hoạch phải có tên (title) và tên ngắn (short)", EN: "a plan needs a title and a short name"},
		})
	}
	if p.To < p.From || p.From < 2000 {
		f.Add(problem.Problem{
			Code: "plan_years", Place: problem.Path("to"), Value: fmt.Sprintf("%d–%d", p.From, p.To),
			Rule: lang.Text{VI: "năm kết thúc phải sau năm bắt đầu", EN: "the last year must follow the first"},
		})
	}
	if p.Document.Number == "" || p.Document.Date.IsZero() {
		f.Add(problem.Problem{
			Code: "document_missing", Place: problem.Path("document"), Value: p.Document.Number,
			Rule: lang.Text{VI: "kế hoạch phải có số và ngày ban hành", EN: "a plan needs its document number and date"},
		})
	}
	if b := p.Bounds; b.AtRisk <= 0 || b.OnTrack <= b.AtRisk || b.OnTrack > 1 {
		f.Add(problem.Problem{
			Code: "bounds_order", Place: problem.Path("bounds"), Value: fmt.Sprintf("%g, %g", b.OnTrack, b.AtRisk),
			Rule: lang.Text{VI: "ngưỡng phải theo thứ tự 0 < at_risk < on_track ≤ 1", EN: "bounds must be 0 < at_risk < on_track ≤ 1"},
		})
	} else {
		validateBand(f, b)
	}
	if p.Kind != "" && p.Kind != Reference && p.Kind != Archive && p.Kind != Regime {
		f.Add(problem.Problem{
			Code: "kind", Place: problem.Path("kind"), Value: string(p.Kind),
			Rule: lang.Text{VI: "kind chỉ có thể là reference (văn bản để đối chiếu), archive (kế hoạch đã hết hạn), regime (chế độ báo cáo theo luật), hoặc bỏ trống", EN: "kind can only be reference (a text to compare with), archive (a plan whose run is over), regime (a standing duty to report), or left out"},
		})
	}
	if p.Kind == Reference && (p.Root != "" || len(p.Units) > 0 || len(p.Forms) > 0) {
		f.Add(problem.Problem{
			Code: "reference_units", Place: problem.Path("kind"), Value: p.Root,
			Rule: lang.Text{VI: "văn bản để đối chiếu không có đơn vị (root, units) và biểu (forms): nó không đánh giá ai", EN: "a reference has no units (root, units) and no forms: it judges nobody"},
		})
	}
	for _, level := range slices.Sorted(maps.Keys(p.Succession)) {
		s, path := p.Succession[level], "succession."+string(level)
		if !level.Valid() {
			f.Add(problem.Problem{Code: "level", Place: problem.Path(path), Value: string(level), Rule: levelRule})
		}
		if s.Policy != Continue && s.Policy != Freeze || s.Ended.IsZero() || s.Why.VI == "" {
			f.Add(problem.Problem{
				Code: "succession", Place: problem.Path(path), Value: string(s.Policy),
				Rule: lang.Text{VI: "cần policy (continue hoặc freeze), ended và why", EN: "needs policy (continue or freeze), ended and why"},
			})
		}
	}
}

// validateBand keeps the bands of two bounds apart, and the upper one below a pace of 1: a unit exactly on its path is on
// track, whatever it was before.
func validateBand(f *problem.List, b Bounds) {
	h := b.Band()
	if h >= 0 && b.OnTrack+h <= 1 && b.OnTrack-h > b.AtRisk+h && b.AtRisk-h > h {
		return
	}
	f.Add(problem.Problem{
		Code: "bounds_hysteresis", Place: problem.Path("bounds.hysteresis"), Value: fmt.Sprintf("%g", h),
		Rule: lang.Text{VI: "dải trễ (hysteresis) quanh các ngưỡng không được chồng lên nhau, không âm, và on_track + hysteresis không quá 1", EN: "the hysteresis must not be negative, the bands around the bounds must not overlap, and on_track + hysteresis must not pass 1"},
		Hint: lang.Text{VI: "Ghi hysteresis nhỏ hơn, hoặc 0 để tắt", EN: "Write a smaller hysteresis, or 0 to turn it off"},
	})
}

// ownID checks that an id is well-formed and not yet seen.
func ownID(f *problem.List, path, id string, seen map[string]bool) {
	switch {
	case !catalogue.ValidID(id):
		f.Add(problem.Problem{Code: "id", Place: problem.Path(path), Value: id, Rule: IDRule})
	case seen[id]:
		f.Add(problem.Problem{
			Code: "duplicate_id", Place: problem.Path(path), Value: id,
			Rule: lang.Text{VI: "mã này đã dùng trong kế hoạch", EN: "this id is already used in the plan"},
		})
	}
	seen[id] = true
}

func (r Registry) validateUnits(f *problem.List, p Plan) {
	if _, ok := r.Areas.Get(p.Root); !ok && p.Kind != Reference {
		f.Add(problem.Problem{Code: "unknown_unit", Place: problem.Path("root"), Value: p.Root, Rule: unknownUnit, Hint: useUID})
	}
	for i, uid := range p.Units {
		if _, ok := r.Areas.Get(uid); !ok {
			f.Add(problem.Problem{
				Code: "unknown_unit", Place: problem.Path(fmt.Sprintf("units[%d]", i)), Value: uid,
				Rule: unknownUnit,
				Hint: useUID,
			})
		}
	}
}

var (
	// IDRule is what every id must obey.
	IDRule           = lang.Text{VI: "mã (id) chỉ gồm chữ thường không dấu, chữ số, gạch nối và gạch dưới", EN: "an id has only lower-case letters a–z, digits, hyphens and underscores"}
	levelRule        = lang.Text{VI: "cấp phải là province, district hoặc commune", EN: "level must be province, district or commune"}
	unknownUnit      = lang.Text{VI: "đơn vị không có trong danh mục", EN: "the unit is not in the list of units"}
	unknownIndicator = lang.Text{VI: "chỉ số không có trong danh mục", EN: "the indicator is not in the catalogue"}
	useUID           = lang.Text{VI: "Dùng uid trong areas.csv, ví dụ d:855@0", EN: "Use the uid of areas.csv, for example d:855@0"}
)
