package scorecard_test

import (
	"math"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/golden"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/planfile"
	"github.com/xhht/xhht/internal/rollup"
	"github.com/xhht/xhht/internal/scorecard"
	"github.com/xhht/xhht/internal/series"
	"github.com/xhht/xhht/internal/standing"
	"github.com/xhht/xhht/internal/strictyaml"
)

// handFile is testdata/hand.yaml: targets of the real plans with inputs, and what a person worked out from them.
type handFile struct {
	Cases   []handCase   `json:"cases"`
	Methods []handMethod `json:"methods"`
}

type handCase struct {
	Plan     string      `json:"plan"`
	Target   string      `json:"target"`
	Unit     string      `json:"unit"`
	Judged   int         `json:"judged"` // the year
	Kind     lang.Text   `json:"kind"`
	Note     lang.Text   `json:"note"`
	Baseline *handInput  `json:"baseline"` // nil: the document's own, or none
	Inputs   []handInput `json:"inputs"`
	Steps    []handStep  `json:"steps"`
}

type handInput struct {
	Year             int      `json:"year"`
	Value            *float64 `json:"value"`
	Numerator        *float64 `json:"numerator"`
	Denominator      *float64 `json:"denominator"`
	GroupNumerator   *float64 `json:"group_numerator"`
	GroupDenominator *float64 `json:"group_denominator"`
}

type handStep struct {
	Name    string `json:"name"`
	Formula string `json:"formula"`
	Hand    string `json:"hand"` // a number with the decimals that count, a status, a day, or – for none
}

type handMethod struct {
	Name    lang.Text `json:"name"`
	Lower   bool      `json:"lower"`
	Base    float64   `json:"base"`
	Value   float64   `json:"value"`
	Target  float64   `json:"target"`
	StatCan string    `json:"statcan"`
	Linear  string    `json:"linear"`
	UN      string    `json:"un"`
}

// none is written where a number does not exist.
const none = "–"

// value is what the unit reported, as the collector derives it from counts.
func (i handInput) value() *float64 {
	switch {
	case i.Value != nil:
		return i.Value
	case i.GroupNumerator != nil:
		group := rollup.Counts{Numerator: *i.GroupNumerator, Denominator: *i.GroupDenominator}
		rest, _ := rollup.Rest(rollup.Counts{Numerator: *i.Numerator, Denominator: *i.Denominator}, group)
		rate := func(c rollup.Counts) rollup.Result { return rollup.Rate([]rollup.Member{{Counts: &c}}) }
		return rollup.Gap(rate(group), rate(rest)).Value
	}
	return new(100 * *i.Numerator / *i.Denominator)
}

// handRow judges a case as the plugin does: real plan, real units, stored series.
func handRow(t *testing.T, reg plan.Registry, c handCase) (plan.Plan, scorecard.Row) {
	t.Helper()
	p, ok := reg.Plan(c.Plan)
	target, known := p.Target(c.Target)
	if !ok || !known {
		t.Fatalf("no target %s in plan %s", c.Target, c.Plan)
	}
	in := scorecard.Input{Registry: reg, Plan: p, Method: standing.MilestoneLinear, AsOf: time.Date(c.Judged+1, 1, 15, 0, 0, 0, 0, time.UTC)}
	for _, i := range c.Inputs {
		in.Observations = append(in.Observations, series.Observation{Indicator: target.Indicator, Area: c.Unit, Group: catalogue.GroupAll,
			At: end(i.Year), Value: i.value(), Numerator: i.Numerator, Denominator: i.Denominator, Revision: 1, Received: time.Date(i.Year, 12, 5, 0, 0, 0, 0, time.UTC)})
	}
	point := series.TargetPoint{Kind: series.BaselinePoint, Plan: c.Plan, Target: c.Target, Indicator: target.Indicator, Area: c.Unit}
	switch {
	case c.Baseline != nil:
		point.At, point.Value = end(c.Baseline.Year), *c.Baseline.Value
		in.Targets = append(in.Targets, point)
	case target.Baseline != nil:
		point.At, point.Value = target.Baseline.At.Time(), target.Baseline.Value
		in.Targets = append(in.Targets, point)
	}
	a, _ := reg.Areas.Get(c.Unit)
	for _, r := range scorecard.Rows(in, a.Level) {
		if r.Area.UID == c.Unit && r.Target.ID == c.Target {
			if r.Period != period.Year(c.Judged) {
				t.Fatalf("%s is judged for %s, want %d", c.Target, r.Period, c.Judged)
			}
			return p, r
		}
	}
	t.Fatalf("plan %s does not judge %s by %s", c.Plan, c.Unit, c.Target)
	return p, scorecard.Row{}
}

// handSteps names every number of a row that a step can stand for, in the order of a verdict.
var handSteps = map[string]struct {
	label lang.Text
	of    func(scorecard.Row) *float64
}{
	"value":          {lang.Text{VI: "Giá trị y", EN: "Value y"}, func(r scorecard.Row) *float64 { return r.Value }},
	"previous":       {lang.Text{VI: "Kỳ trước", EN: "Previous"}, func(r scorecard.Row) *float64 { return r.Prev }},
	"change":         {lang.Text{VI: "Thay đổi, s × (y − kỳ trước)", EN: "Change, s × (y − previous)"}, func(r scorecard.Row) *float64 { return r.Change }},
	"needed":         {lang.Text{VI: "Số đơn vị cần", EN: "Units needed"}, func(r scorecard.Row) *float64 { return new(float64(r.Needed)) }},
	"next":           {lang.Text{VI: "Mốc dùng để đánh giá", EN: "Milestone judged against"}, func(r scorecard.Row) *float64 { return &r.Next.Value }},
	"expected":       {lang.Text{VI: "Lộ trình E", EN: "Expected E"}, func(r scorecard.Row) *float64 { return r.Expected }},
	"gap":            {lang.Text{VI: "Chênh lệch s × (y − E)", EN: "Gap s × (y − E)"}, func(r scorecard.Row) *float64 { return r.Gap }},
	"pace":           {lang.Text{VI: "Nhịp độ (đã tăng ÷ phải tăng)", EN: "Pace (changed ÷ asked for)"}, func(r scorecard.Row) *float64 { return r.Pace }},
	"tolerated":      {lang.Text{VI: "Ngưỡng “Đúng lộ trình”", EN: "Bound of “On track”"}, func(r scorecard.Row) *float64 { return r.Tolerated }},
	"margin":         {lang.Text{VI: "Hơn kém ngưỡng", EN: "Margin to the bound"}, func(r scorecard.Row) *float64 { return r.Margin }},
	"required":       {lang.Text{VI: "Cần mỗi năm", EN: "Required a year"}, func(r scorecard.Row) *float64 { return r.Required }},
	"slope":          {lang.Text{VI: "Độ dốc giữa (Theil–Sen)", EN: "Middle slope (Theil–Sen)"}, projected(func(p standing.Projection) *float64 { return p.Slope })},
	"slope_low":      {lang.Text{VI: "Độ dốc thấp", EN: "Low slope"}, projected(func(p standing.Projection) *float64 { return p.SlopeLow })},
	"slope_high":     {lang.Text{VI: "Độ dốc cao", EN: "High slope"}, projected(func(p standing.Projection) *float64 { return p.SlopeHigh })},
	"fitted":         {lang.Text{VI: "Đường xu hướng hôm nay", EN: "Trend today"}, projected(func(p standing.Projection) *float64 { return p.Fitted })},
	"projected":      {lang.Text{VI: "Dự báo tại mốc kế tiếp", EN: "Projected at the milestone ahead"}, projected(func(p standing.Projection) *float64 { return p.Value })},
	"projected_low":  {lang.Text{VI: "Dự báo, đầu thấp", EN: "Projected, low end"}, projected(func(p standing.Projection) *float64 { return p.Low })},
	"projected_high": {lang.Text{VI: "Dự báo, đầu cao", EN: "Projected, high end"}, projected(func(p standing.Projection) *float64 { return p.High })},
}

// handWords names what is no number.
var handWords = map[string]struct {
	label lang.Text
	of    func(scorecard.Row) string
}{
	"eta":    {lang.Text{VI: "Ngày xu hướng chạm mốc", EN: "Day on which the trend reaches it"}, func(r scorecard.Row) string { return r.Projection.ETA.Format(time.DateOnly) }},
	"raw":    {lang.Text{VI: "Trạng thái khi chưa tính dải giữ", EN: "Status without the band"}, func(r scorecard.Row) string { return string(r.Raw) }},
	"status": {lang.Text{VI: "Trạng thái", EN: "Status"}, func(r scorecard.Row) string { return string(r.Status) }},
	"trend":  {lang.Text{VI: "Xu hướng", EN: "Trend"}, func(r scorecard.Row) string { return string(r.Trend()) }},
}

func projected(of func(standing.Projection) *float64) func(scorecard.Row) *float64 {
	return func(r scorecard.Row) *float64 {
		if r.Projection == nil {
			return nil
		}
		return of(*r.Projection)
	}
}

// program is the program's answer to a step with the decimals that the hand wrote.
func (s handStep) program(t *testing.T, r scorecard.Row) (label lang.Text, answer string) {
	t.Helper()
	if w, ok := handWords[s.Name]; ok {
		return w.label, w.of(r)
	}
	n, ok := handSteps[s.Name]
	if !ok {
		t.Fatalf("hand.yaml asks for %q, which is no number of a verdict", s.Name)
	}
	return n.label, rounded(n.of(r), s.Hand)
}

func rounded(v *float64, like string) string {
	if v == nil {
		return none
	}
	_, decimals, _ := strings.Cut(like, ".")
	scale := math.Pow10(len(decimals))
	// What lies in the middle of two roundings up to floating point is rounded as on paper, away from zero.
	out := strconv.FormatFloat(math.Round(*v*scale+math.Copysign(1e-7, *v))/scale, 'f', len(decimals), 64)
	if out == "-0" {
		return "0"
	}
	return out
}

// The program against the calculator: whoever changes the one has to convince the other. The page is written from both.
func TestTheProgramAgreesWithCalculationsByHand(t *testing.T) {
	reader := strictyaml.Reader{FS: os.DirFS("testdata")}
	var file handFile
	if _, err := reader.Decode("hand.yaml", &file); err != nil {
		t.Fatal(err)
	}
	if err := reader.Problems().Err(); err != nil {
		t.Fatal(err)
	}
	reg, err := planfile.Load("../../plans")
	if err != nil {
		t.Fatal(err)
	}
	if len(file.Cases) < 10 {
		t.Fatalf("%d cases; ten kinds of targets are promised", len(file.Cases))
	}
	var page handPage
	for _, c := range file.Cases {
		p, r := handRow(t, reg, c)
		steps := make([]answered, len(c.Steps))
		for i, s := range c.Steps {
			label, got := s.program(t, r)
			if got != s.Hand {
				t.Errorf("%s %s: %s is %s by hand and %s by the program", c.Plan, c.Target, s.Name, s.Hand, got)
			}
			steps[i] = answered{s, label, got}
		}
		page.cases = append(page.cases, judgedCase{c, p, r, steps})
	}
	for _, m := range file.Methods {
		page.methods = append(page.methods, m.judge(t))
	}
	golden.Equal(t, "../../docs/tinh-tay-chi-tieu.md", page.String())
}

// judge holds the three methods against the paces that their formulas give on paper.
func (m handMethod) judge(t *testing.T) judgedMethod {
	t.Helper()
	out := judgedMethod{handMethod: m}
	line := standing.Line{Sign: 1, Comparator: plan.AtLeast, Bounds: plan.DefaultBounds,
		Baseline: &standing.Point{At: end(2020), Value: m.Base}, Milestones: []standing.Point{{At: end(2030), Value: m.Target}}}
	if m.Lower {
		line.Sign, line.Comparator = -1, plan.AtMost
	}
	for i, hand := range []string{m.StatCan, m.Linear, m.UN} {
		line.Method = []standing.Method{standing.StatCanCAGR, standing.MilestoneLinear, standing.UN2023}[i]
		v := standing.Judge(line, standing.Past{}, &m.Value, end(2025))
		out.program[i], out.status[i] = rounded(v.Pace, hand), v.Status
		if out.program[i] != hand {
			t.Errorf("%s by %s: %s by hand, %s by the program", m.Name.EN, line.Method, hand, out.program[i])
		}
	}
	return out
}

// answered is a step with the program's answer.
type answered struct {
	handStep
	label   lang.Text
	program string
}

type judgedCase struct {
	handCase
	plan  plan.Plan
	row   scorecard.Row
	steps []answered
}

type judgedMethod struct {
	handMethod
	program [3]string
	status  [3]standing.Status
}
