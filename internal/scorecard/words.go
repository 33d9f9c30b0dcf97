package scorecard

import (
	"fmt"
	"math"

	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/standing"
	"github.com/xhht/xhht/internal/wording"
)

// NeedText is what the milestone asks for, as people say it: "6/8", "50%", "mức 2".
func (r Row) NeedText(l lang.Lang) string { return r.needText(r.Milestone, l) }

func (r Row) needText(m plan.Milestone, l lang.Lang) string {
	return wording.Need(r.Indicator, r.Target, m, l)
}

// HaveText is what the unit has: "5/8", "43,1%", "mức 1", bounds as "62,5–75%", and nothing where nothing came.
func (r Row) HaveText(l lang.Lang) string {
	have := r.haveText(l)
	if have != "" && r.Cluster.Estimated {
		have += lang.Text{VI: " (ước tính)", EN: " (estimate)"}.In(l)
	}
	return have
}

func (r Row) haveText(l lang.Lang) string {
	share := r.Indicator.Measure == catalogue.ShareOfUnits
	switch {
	case share && r.Have != nil:
		return fmt.Sprintf("%.0f/%d", *r.Have, r.Target.N)
	case share && r.Value != nil:
		return fmt.Sprintf("%.0f/%d", r.units(*r.Value), r.Target.N)
	case r.Value != nil:
		return r.amount(*r.Value, r.Digits(), l)
	case r.Low == nil || r.High == nil:
		return ""
	case share:
		return fmt.Sprintf("%.0f–%.0f/%d", r.units(*r.Low), r.units(*r.High), r.Target.N)
	}
	return lang.Number(*r.Low, r.Digits(), l) + "–" + r.amount(*r.High, r.Digits(), l)
}

// AccountText is what the unit has beside what it needs: "4–6/8, cần 6/8", "chưa, cần có", "cần 50%" where nothing came.
func (r Row) AccountText(l lang.Lang) string {
	have, need := r.HaveText(l), r.NeedText(l)
	if r.Indicator.Measure == catalogue.Status {
		have = r.Figure(r.Value, l)
		if r.Milestone.Value != nil {
			need = r.Figure(r.Milestone.Value, l)
		}
	}
	need = lang.Text{VI: "cần ", EN: "needs "}.In(l) + need
	if have == "" {
		return need
	}
	return have + ", " + need
}

// ShortText is what is still missing to the milestone: "1 huyện", "6,9 điểm %"; empty where nothing is, or nobody knows.
func (r Row) ShortText(l lang.Lang) string {
	if r.Next == nil || r.Value == nil || r.Status == standing.Achieved {
		return ""
	}
	missing := math.Abs(r.Next.Value - *r.Value)
	if r.Milestone.Comparator == plan.Above && missing < 1e-9 {
		return lang.Text{VI: "chưa vượt mốc", EN: "not above it yet"}.In(l)
	}
	switch r.Indicator.Measure {
	case catalogue.ShareOfUnits:
		return r.Indicator.MemberLevel.Count(int(r.units(missing))).In(l)
	case catalogue.Status:
		return lang.Text{VI: "chưa công nhận", EN: "not recognised"}.In(l)
	case catalogue.Level:
		return lang.Textf("%.0f mức", "%.0f level(s)", missing).In(l)
	}
	return r.points(missing, l)
}

// Figure writes a value for a cell of a table; nothing where there is none.
func (r Row) Figure(v *float64, l lang.Lang) string {
	switch {
	case v == nil:
		return ""
	case r.Indicator.Measure == catalogue.Status && *v >= 1:
		return lang.Text{VI: "có", EN: "yes"}.In(l)
	case r.Indicator.Measure == catalogue.Status:
		return lang.Text{VI: "chưa", EN: "no"}.In(l)
	case r.Indicator.Measure == catalogue.Gap:
		return lang.Number(*v, r.digitsOf(*v), l)
	}
	return r.amount(*v, r.digitsOf(*v), l)
}

// Difference writes a difference between values the same way, without its unit.
func (r Row) Difference(v *float64, l lang.Lang) string {
	if v == nil {
		return ""
	}
	return lang.Number(*v, wording.Apart(*v, 0, r.Digits()), l)
}

// ChangeText says what became of the value since the period before: "tăng 5,2", "không đổi".
func (r Row) ChangeText(change *float64, l lang.Lang) string {
	if change == nil {
		return ""
	}
	size := lang.Number(math.Abs(*change), wording.Apart(*change, 0, r.decimals()), l)
	switch {
	case size == "0":
		return lang.Text{VI: "không đổi", EN: "no change"}.In(l)
	case r.Indicator.Measure == catalogue.Status && *change > 0:
		return lang.Text{VI: "mới công nhận", EN: "newly won"}.In(l)
	case r.Indicator.Measure == catalogue.Status:
		return lang.Text{VI: "mất công nhận", EN: "lost"}.In(l)
	case *change > 0:
		return lang.Text{VI: "tăng ", EN: "up "}.In(l) + size
	}
	return lang.Text{VI: "giảm ", EN: "down "}.In(l) + size
}

// amount renders a value of the row's own kind.
func (r Row) amount(v float64, decimals int, l lang.Lang) string {
	return wording.Amount(r.Indicator, v, decimals, l)
}

func (r Row) points(v float64, l lang.Lang) string {
	return wording.Points(r.Indicator, v, r.Digits(), l)
}

func (r Row) decimals() int { return wording.Decimals(r.Target) }

// Digits is how many decimals the row's numbers need so that no text contradicts the verdict: a value that misses the milestone, or
// lies beside the path, must not be written like it, nor a gap like none. A frame takes the most that any of its rows needs.
func (r Row) Digits() int {
	d := r.decimals()
	if r.Indicator.Measure.Stepwise() {
		return d
	}
	for _, v := range []*float64{r.Value, r.Low, r.High} {
		if v == nil {
			continue
		}
		d = wording.Telling(r.Indicator, *v, d)
		if r.Next != nil && (r.Status != standing.Achieved || r.Milestone.Comparator == plan.Above) {
			d = wording.Apart(*v, r.Next.Value, d)
		}
		if r.Expected != nil {
			d = wording.Apart(*v, *r.Expected, d)
		}
	}
	if r.Gap != nil {
		d = wording.Apart(*r.Gap, 0, d)
	}
	return d
}

// digitsOf is Digits, and more where another number of the row needs them.
func (r Row) digitsOf(v float64) int { return wording.Telling(r.Indicator, v, r.Digits()) }

// units turns a share in percent into whole units.
func (r Row) units(percent float64) float64 { return math.Round(percent / 100 * float64(r.Target.N)) }
