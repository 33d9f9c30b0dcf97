package scorecard

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/standing"
	"github.com/xhht/xhht/internal/wording"
)

// ProjectionText says where the unit's own trend leads: "với nhịp này, đến 31/12/2025 đạt 41–46% (cần 50%)"; empty where
// nothing can be projected.
func (r Row) ProjectionText(l lang.Lang) string {
	p := r.Projection
	switch {
	case p == nil:
		return ""
	case p.TooFew:
		return lang.Textf("chưa đủ số liệu để dự báo (cần ít nhất %d kỳ)", "too few reports for a projection (at least %d periods are needed)", standing.ProjectionPoints).In(l)
	}
	m, ok := r.ahead()
	if !ok {
		return ""
	}
	return lang.Text{
		VI: fmt.Sprintf("với nhịp này, đến %s đạt %s (cần %s)", m.By.Vietnamese(), r.span(*p.Low, *p.High, lang.Vietnamese), r.needText(m, lang.Vietnamese)),
		EN: fmt.Sprintf("at this pace, %s by %s (needs %s)", r.span(*p.Low, *p.High, lang.English), m.By, r.needText(m, lang.English)),
	}.In(l)
}

// Outlook says where the unit's own trend leads by the milestone, and when it gets there: both sentences, as far as there are any.
func (r Row) Outlook(l lang.Lang) string {
	texts := []string{r.ProjectionText(l), r.ETAText(l)}
	return strings.Join(slices.DeleteFunc(texts, func(s string) bool { return s == "" }), "; ")
}

// ETAText says when the trend reaches the milestone: "đạt 50% vào khoảng tháng 3/2027"; empty where nothing is projected,
// or where the trend is there already.
func (r Row) ETAText(l lang.Lang) string {
	m, ok := r.ahead()
	switch {
	case !ok || r.Projection.TooFew:
		return ""
	case r.Projection.ETA == nil:
		return lang.Textf("với nhịp này không đạt được %s", "at this pace %s is never reached", r.needText(m, l)).In(l)
	}
	at := *r.Projection.ETA
	if !at.After(r.At) {
		return ""
	}
	return lang.Text{
		VI: fmt.Sprintf("đạt %s vào khoảng tháng %d/%d", r.needText(m, lang.Vietnamese), at.Month(), at.Year()),
		EN: fmt.Sprintf("reaches %s about %s %d", r.needText(m, lang.English), at.Month(), at.Year()),
	}.In(l)
}

// ahead is the plan's milestone that the projection leads to.
func (r Row) ahead() (plan.Milestone, bool) {
	if r.Projection == nil {
		return plan.Milestone{}, false
	}
	for _, m := range r.Target.Milestones {
		if m.By.Time().Equal(r.Projection.At) {
			return m, true
		}
	}
	return plan.Milestone{}, false
}

// span renders a range without decimals that it does not have: a range a point wide is said in whole points.
func (r Row) span(low, high float64, l lang.Lang) string {
	if r.Indicator.Measure == catalogue.ShareOfUnits {
		// A unit meets a level whole or not at all: on the way to the sixth there are five.
		low, high := r.wholeUnits(low), r.wholeUnits(high)
		if low == high {
			return fmt.Sprintf("%.0f/%d", low, r.Target.N)
		}
		return fmt.Sprintf("%.0f–%.0f/%d", low, high, r.Target.N)
	}
	d := r.decimals()
	if high-low >= 1 {
		d = 0
	}
	from, to := lang.Number(low, d, l), r.amount(high, d, l)
	if from == lang.Number(high, d, l) {
		return to
	}
	return from + "–" + to
}

func (r Row) wholeUnits(percent float64) float64 {
	return math.Floor(percent/100*float64(r.Target.N) + 1e-9)
}

// HeldText says why the status is not the one that the value alone would give; empty where it is.
func (r Row) HeldText(l lang.Lang) string {
	if r.Held == nil {
		return ""
	}
	percent := func(share float64, l lang.Lang) string { return lang.Number(100*share, 1, l) + "%" }
	text := func(l lang.Lang) []any {
		return []any{wording.StatusName(r.Status, l), percent(*r.Pace, l), percent(r.Held.Band, l), percent(r.Held.Bound, l), wording.StatusName(r.Held.Before, l)}
	}
	return lang.Text{
		VI: fmt.Sprintf("giữ “%s”: nhịp độ %s còn trong dải ±%s quanh ngưỡng %s, kỳ trước là “%s”", text(lang.Vietnamese)...),
		EN: fmt.Sprintf("kept at “%s”: the pace of %s is within ±%s of the bound of %s, and the period before was “%s”", text(lang.English)...),
	}.In(l)
}

// TrendText says where the value moved since the one before: "thu hẹp từ 3,1 điểm % xuống 2,4 điểm %"; empty where nothing
// came before. A target without a number has no other verdict, so it also says whether that is what the plan asks for.
func (r Row) TrendText(l lang.Lang) string {
	if r.Previous == nil || r.Value == nil {
		return ""
	}
	var word lang.Text
	from, to := r.Previous.Value, *r.Value
	switch gap := r.Indicator.Measure == catalogue.Gap; {
	case r.Trend() == standing.Unchanged:
		word = lang.Text{VI: "không đổi, %[1]s", EN: "unchanged at %[1]s"}
	case gap && to < from:
		word = lang.Text{VI: "thu hẹp từ %s xuống %s", EN: "narrowing from %s to %s"}
	case gap:
		word = lang.Text{VI: "nới rộng từ %s lên %s", EN: "widening from %s to %s"}
	case to > from:
		word = lang.Text{VI: "tăng từ %s lên %s", EN: "rising from %s to %s"}
	default:
		word = lang.Text{VI: "giảm từ %s xuống %s", EN: "falling from %s to %s"}
	}
	d := wording.Apart(from, to, r.decimals())
	return fmt.Sprintf(word.In(l), r.amount(from, d, l), r.amount(to, d, l)) + r.asAsked(l)
}

// asAsked holds the trend against a wording without a number: "tăng", "giảm", "cân bằng", "duy trì".
func (r Row) asAsked(l lang.Lang) string {
	c := r.Milestone.Comparator
	if r.Status != standing.Unquantified || !c.Trend() && c != plan.Maintain {
		return ""
	}
	asked := r.Trend() == standing.Improving || c == plan.Maintain && r.Trend() == standing.Unchanged
	if asked {
		return lang.Text{VI: " (đúng hướng kế hoạch)", EN: " (as the plan asks)"}.In(l)
	}
	return lang.Text{VI: " (chưa đúng hướng kế hoạch)", EN: " (not as the plan asks)"}.In(l)
}
