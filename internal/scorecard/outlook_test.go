package scorecard_test

import (
	"testing"
	"time"

	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/scorecard"
	"github.com/xhht/xhht/internal/standing"
)

// leads is a row of 2024 with a projection to the milestone of 50% at the end of 2025.
func leads(low, high float64, change ...func(*scorecard.Row)) scorecard.Row {
	return judgedRow("Long Hồ", standing.AtRisk, -4, append([]func(*scorecard.Row){func(r *scorecard.Row) {
		r.Projection = &standing.Projection{At: end(2025), Need: 50, Low: &low, High: &high, ETA: new(time.Date(2027, 3, 4, 0, 0, 0, 0, time.UTC))}
	}}, change...)...)
}

func TestProjectionInWords(t *testing.T) {
	share := func(r *scorecard.Row) {
		r.Indicator.Measure, r.Target.N = catalogue.ShareOfUnits, 8
	}
	none := func(r *scorecard.Row) { r.Projection = nil }
	few := func(r *scorecard.Row) { r.Projection.TooFew = true }
	there := func(r *scorecard.Row) { r.Projection.ETA = &r.At }
	never := func(r *scorecard.Row) { r.Projection.ETA = nil }
	for name, c := range map[string]struct {
		row                scorecard.Row
		vi, en, eta, etaEN string
	}{
		"a wide range in whole points": {leads(41.2, 46.4), "với nhịp này, đến 31/12/2025 đạt 41–46% (cần 50%)", "at this pace, 41–46% by 2025-12-31 (needs 50%)", "đạt 50% vào khoảng tháng 3/2027", "reaches 50% about March 2027"},
		"a narrow one with decimals":   {leads(49.2, 49.9), "với nhịp này, đến 31/12/2025 đạt 49,2–49,9% (cần 50%)", "at this pace, 49.2–49.9% by 2025-12-31 (needs 50%)", "đạt 50% vào khoảng tháng 3/2027", "reaches 50% about March 2027"},
		"no range at all":              {leads(44, 44), "với nhịp này, đến 31/12/2025 đạt 44% (cần 50%)", "at this pace, 44% by 2025-12-31 (needs 50%)", "đạt 50% vào khoảng tháng 3/2027", "reaches 50% about March 2027"},
		"it never gets there":          {leads(20, 30, never), "với nhịp này, đến 31/12/2025 đạt 20–30% (cần 50%)", "at this pace, 20–30% by 2025-12-31 (needs 50%)", "với nhịp này không đạt được 50%", "at this pace 50% is never reached"},
		"a share in whole units":       {leads(37.5, 74.9, share), "với nhịp này, đến 31/12/2025 đạt 3–5/8 (cần 4/8)", "at this pace, 3–5/8 by 2025-12-31 (needs 4/8)", "đạt 4/8 vào khoảng tháng 3/2027", "reaches 4/8 about March 2027"},
		"it is there already":          {leads(50, 52, there), "với nhịp này, đến 31/12/2025 đạt 50–52% (cần 50%)", "at this pace, 50–52% by 2025-12-31 (needs 50%)", "", ""},
		"too few points":               {leads(0, 0, few), "chưa đủ số liệu để dự báo (cần ít nhất 3 kỳ)", "too few reports for a projection (at least 3 periods are needed)", "", ""},
		"nothing to project":           {leads(0, 0, none), "", "", "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			if vi, en := c.row.ProjectionText(lang.Vietnamese), c.row.ProjectionText(lang.English); vi != c.vi || en != c.en {
				t.Errorf("got  %q, %q\nwant %q, %q", vi, en, c.vi, c.en)
			}
			if vi, en := c.row.ETAText(lang.Vietnamese), c.row.ETAText(lang.English); vi != c.eta || en != c.etaEN {
				t.Errorf("got  %q, %q\nwant %q, %q", vi, en, c.eta, c.etaEN)
			}
			whole := c.vi
			if c.eta != "" {
				whole += "; " + c.eta
			}
			if vi := c.row.Outlook(lang.Vietnamese); vi != whole {
				t.Errorf("got %q, want %q", vi, whole)
			}
		})
	}
}

func TestAHeldStatusSaysWhy(t *testing.T) {
	row := judgedRow("Long Hồ", standing.OnTrack, -1, func(r *scorecard.Row) {
		r.Pace, r.Held = new(0.944), &standing.Hold{Before: standing.Achieved, Bound: 0.95, Band: 0.02}
	})
	if got, want := row.HeldText(lang.Vietnamese), "giữ “Đúng lộ trình”: nhịp độ 94,4% còn trong dải ±2% quanh ngưỡng 95%, kỳ trước là “Đạt”"; got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if got, want := row.HeldText(lang.English), "kept at “On track”: the pace of 94.4% is within ±2% of the bound of 95%, and the period before was “Achieved”"; got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if got, want := row.Sentence(kh1788, lang.Vietnamese), "Long Hồ – năng lực thông tin: 49% (kỳ 2025); thấp hơn lộ trình 1 điểm %; chưa đạt mốc 50% của ngày 31/12/2025; giữ “Đúng lộ trình”: nhịp độ 94,4% còn trong dải ±2% quanh ngưỡng 95%, kỳ trước là “Đạt” (KH 1788, II.2.a, gạch 1)."; got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	row.Held = nil
	if got := row.HeldText(lang.Vietnamese); got != "" {
		t.Errorf("a status that nothing holds says %q", got)
	}
}

func TestTrendInWords(t *testing.T) {
	row := func(m catalogue.Measure, c plan.Comparator, sign, before, now float64) scorecard.Row {
		r := judgedRow("Long Hồ", standing.Unquantified, 0)
		r.Indicator.Measure, r.Milestone.Comparator, r.Milestone.Value = m, c, nil
		r.Target.Milestones = []plan.Milestone{r.Milestone}
		r.Value, r.Previous, r.Change = &now, &standing.Point{Value: before}, new(sign*(now-before))
		return r
	}
	for name, c := range map[string]struct {
		row    scorecard.Row
		vi, en string
	}{
		"a gap narrows":             {row(catalogue.Gap, plan.Parity, -1, 3.1, 2.4), "thu hẹp từ 3,1 điểm % xuống 2,4 điểm % (đúng hướng kế hoạch)", "narrowing from 3.1 points to 2.4 points (as the plan asks)"},
		"a gap widens":              {row(catalogue.Gap, plan.Parity, -1, 2.4, 3.1), "nới rộng từ 2,4 điểm % lên 3,1 điểm % (chưa đúng hướng kế hoạch)", "widening from 2.4 points to 3.1 points (not as the plan asks)"},
		"a gap narrows by a little": {row(catalogue.Gap, plan.Parity, -1, 0.31, 0.29), "thu hẹp từ 0,31 điểm % xuống 0,29 điểm % (đúng hướng kế hoạch)", "narrowing from 0.31 points to 0.29 points (as the plan asks)"},
		"a rate that has to fall":   {row(catalogue.Rate, plan.Decrease, -1, 1.8, 1.5), "giảm từ 1,8% xuống 1,5% (đúng hướng kế hoạch)", "falling from 1.8% to 1.5% (as the plan asks)"},
		"a rate that has to rise":   {row(catalogue.Rate, plan.Increase, 1, 20, 19), "giảm từ 20% xuống 19% (chưa đúng hướng kế hoạch)", "falling from 20% to 19% (not as the plan asks)"},
		"nothing moved":             {row(catalogue.Rate, plan.Increase, 1, 20, 20), "không đổi, 20% (chưa đúng hướng kế hoạch)", "unchanged at 20% (not as the plan asks)"},
		"it was kept":               {row(catalogue.Rate, plan.Maintain, 1, 20, 20), "không đổi, 20% (đúng hướng kế hoạch)", "unchanged at 20% (as the plan asks)"},
	} {
		t.Run(name, func(t *testing.T) {
			if vi, en := c.row.TrendText(lang.Vietnamese), c.row.TrendText(lang.English); vi != c.vi || en != c.en {
				t.Errorf("got  %q, %q\nwant %q, %q", vi, en, c.vi, c.en)
			}
		})
	}
	first := row(catalogue.Gap, plan.Parity, -1, 0, 2.4)
	first.Previous = nil
	if got := first.TrendText(lang.Vietnamese); got != "" {
		t.Errorf("with nothing before it says %q", got)
	}
}
