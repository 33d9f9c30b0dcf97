package scorecard_test

import (
	"testing"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/scorecard"
	"github.com/xhht/xhht/internal/standing"
)

func ranged(r scorecard.Row, upper float64) scorecard.Row {
	r.Milestone.ValueMax = &upper
	return r
}

func counted(r scorecard.Row, unit string) scorecard.Row {
	r.Indicator.Unit = lang.Text{VI: unit}
	return r
}

func TestWords(t *testing.T) {
	share := func(have *float64, low, high *float64, need float64, status standing.Status) scorecard.Row {
		m := plan.Milestone{By: period.DateOf(2025, 12, 31), Comparator: plan.AtLeast, Value: &need}
		r := scorecard.Row{Indicator: catalogue.Indicator{Measure: catalogue.ShareOfUnits, MemberLevel: area.District}, Milestone: m,
			Target: plan.Target{N: 8, Milestones: []plan.Milestone{m}}, Have: have, Low: low, High: high,
			Verdict: standing.Verdict{Status: status, Next: &standing.Point{Value: plan.Effective(plan.AtLeast, need, 8)}}}
		if have != nil {
			v := 100 * *have / 8
			r.Value = &v
		}
		return r
	}
	plain := func(m catalogue.Measure, c plan.Comparator, need, value *float64, status standing.Status) scorecard.Row {
		r := judgedRow("X", status, 0)
		r.Indicator.Measure, r.Milestone.Comparator, r.Milestone.Value, r.Value = m, c, need, value
		r.Target.Milestones = []plan.Milestone{r.Milestone}
		r.Next = nil
		if need != nil {
			r.Next = &standing.Point{Value: *need}
		}
		return r
	}
	n := func(v float64) *float64 { return &v }
	tests := map[string]struct {
		row               scorecard.Row
		need, have, short string
	}{
		"a share in whole units":                {share(n(5), nil, nil, 70, standing.AtRisk), "6/8", "5/8", "1 huyện"},
		"a share that is met":                   {share(n(6), nil, nil, 70, standing.Achieved), "6/8", "6/8", ""},
		"a share with members missing":          {share(nil, n(62.5), n(75), 70, standing.NotReported), "6/8", "5–6/8", ""},
		"a share nobody reported":               {share(nil, nil, nil, 70, standing.NotReported), "6/8", "", ""},
		"a rate":                                {plain(catalogue.Rate, plan.AtLeast, n(50), n(43.1), standing.OffTrack), "50%", "43,1%", "6,9 điểm %"},
		"a rate just short of its target":       {plain(catalogue.Rate, plan.AtLeast, n(50), n(49.99), standing.OnTrack), "50%", "49,99%", "0,01 điểm %"},
		"a rate with two decimals":              {plain(catalogue.Rate, plan.AtLeast, n(98.85), n(98.1), standing.AtRisk), "98,85%", "98,1%", "0,75 điểm %"},
		"a rate that has to be above":           {plain(catalogue.Rate, plan.Above, n(99.8), n(99), standing.AtRisk), ">99,8%", "99%", "0,8 điểm %"},
		"a rate that is at what it has to pass": {plain(catalogue.Rate, plan.Above, n(99.8), n(99.8), standing.OnTrack), ">99,8%", "99,8%", "chưa vượt mốc"},
		"a rate that has to be about":           {plain(catalogue.Rate, plan.About, n(12), n(12), standing.Achieved), "khoảng 12%", "12%", ""},
		"a rate that has to be below":           {plain(catalogue.Rate, plan.AtMost, n(2), n(3), standing.OffTrack), "≤2%", "3%", "1 điểm %"},
		"a rate with members missing":           {func() scorecard.Row { r := judgedRow("X", standing.NotReported, 0, bounds); return r }(), "50%", "30–40%", ""},
		"a level":                               {plain(catalogue.Level, plan.AtLeast, n(3), n(1), standing.OffTrack), "mức 3", "mức 1", "2 mức"},
		"a recognition":                         {plain(catalogue.Status, plan.Equal, n(1), n(0), standing.OffTrack), "được công nhận", "chưa công nhận", "chưa công nhận"},
		"a recognition that came":               {plain(catalogue.Status, plan.Equal, n(1), n(1), standing.Achieved), "được công nhận", "được công nhận", ""},
		"a target that only says increase":      {plain(catalogue.Rate, plan.Increase, nil, n(3), standing.Unquantified), "tăng", "3%", ""},
		"a target that only says maintain":      {plain(catalogue.Rate, plan.Maintain, nil, nil, standing.Unquantified), "duy trì", "", ""},
		"a target that only says decrease":      {plain(catalogue.Rate, plan.Decrease, nil, n(3), standing.Unquantified), "giảm", "3%", ""},
		"a gap that has to close":               {plain(catalogue.Gap, plan.Parity, nil, n(1.5), standing.Unquantified), "cân bằng", "1,5 điểm %", ""},
		"a range":                               {ranged(plain(catalogue.Rate, plan.Range, n(25), n(20), standing.OffTrack), 35), "25–35%", "20%", "5 điểm %"},
		"a quantity":                            {counted(plain(catalogue.Quantity, plan.AtLeast, n(2), n(1), standing.OffTrack), "lần"), "2 lần", "1 lần", "1 lần"},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			l := lang.Vietnamese
			if need, have, short := tc.row.NeedText(l), tc.row.HaveText(l), tc.row.ShortText(l); need != tc.need || have != tc.have || short != tc.short {
				t.Errorf("got  %q, %q, %q\nwant %q, %q, %q", need, have, short, tc.need, tc.have, tc.short)
			}
		})
	}
}
