package rollup

import (
	"fmt"
	"math"
	"strconv"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/lang"
)

// Text says a result that is not complete as people say it: "từ 91,2% đến 93,0%, thiếu 3 trên 12 xã". Bounds are rounded
// outwards, so that what is said still encloses every outcome. A complete result has nothing to say: the text is empty.
func (r Result) Text(members area.Level) lang.Text {
	missing := r.Of - r.Members
	if missing == 0 {
		return lang.Text{}
	}
	noun := members.Noun(r.Of)
	of := lang.Text{VI: fmt.Sprintf("thiếu %d trên %d %s", missing, r.Of, noun.VI), EN: fmt.Sprintf("%d of %d %s missing", missing, r.Of, noun.EN)}
	if r.Low == nil || r.High == nil {
		return lang.Text{VI: "chưa tính được, " + of.VI, EN: "cannot be given yet, " + of.EN}
	}
	low, high := outwards(*r.Low, math.Floor), outwards(*r.High, math.Ceil)
	return lang.Text{
		VI: fmt.Sprintf("từ %s%% đến %s%%, %s", lang.WithDecimalSign(low, lang.Vietnamese), lang.WithDecimalSign(high, lang.Vietnamese), of.VI),
		EN: fmt.Sprintf("between %s%% and %s%%, %s", low, high, of.EN),
	}
}

// outwards rounds to one decimal. What lies within a billionth of a decimal is that decimal: 91.2 must not become 91.1.
func outwards(v float64, round func(float64) float64) string {
	tenths := v * 10
	if near := math.Round(tenths); math.Abs(tenths-near) < 1e-8 {
		tenths = near
	}
	return strconv.FormatFloat(round(tenths)/10, 'f', 1, 64)
}
