package scorecard_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/scorecard"
	"github.com/xhht/xhht/internal/standing"
)

var kh1788 = plan.Plan{Document: plan.Document{Number: "KH 1788"}}

// judgedRow is a judged row; change shapes what the case needs.
func judgedRow(unit string, status standing.Status, gap float64, change ...func(*scorecard.Row)) scorecard.Row {
	need, value, expected := 50.0, 50+gap, 50.0
	m := plan.Milestone{By: period.DateOf(2025, 12, 31), Comparator: plan.AtLeast, Value: &need, Clause: "II.2.a, gạch 1"}
	r := scorecard.Row{
		Area: area.Area{UID: "d:" + unit, Name: unit, FullName: "Huyện " + unit, Level: area.District},
		Indicator: catalogue.Indicator{ID: "skills", Short: lang.Text{VI: "Năng lực thông tin", EN: "Information skills"}, Measure: catalogue.Rate,
			Direction: catalogue.Higher, Frequency: period.Annual},
		Target: plan.Target{ID: "skills", Milestones: []plan.Milestone{m}}, Milestone: m, Period: period.Year(2025),
		Verdict: standing.Verdict{Status: status, Value: &value, At: m.By.Time(), Next: &standing.Point{At: m.By.Time(), Value: need}, Expected: &expected, Gap: &gap},
	}
	switch status {
	case standing.Late, standing.NotReported, standing.Unquantified:
		r.Value, r.Gap = nil, nil
	}
	for _, f := range change {
		f(&r)
	}
	return r
}

func other(r *scorecard.Row) {
	r.Target.ID, r.Indicator.ID, r.Indicator.Short = "life", "life", lang.Text{VI: "Kỹ năng sống", EN: "Life skills"}
}
func notDue(r *scorecard.Row)   { r.Period = period.Period{} }
func lower(r *scorecard.Row)    { r.Indicator.Direction = catalogue.Lower }
func stepwise(r *scorecard.Row) { r.Indicator.Measure, r.Indicator.Max = catalogue.Level, 3 }
func bounds(r *scorecard.Row)   { low, high := 30.0, 40.0; r.Value, r.Low, r.High = nil, &low, &high }

func TestSummarise(t *testing.T) {
	tests := map[string]struct {
		rows   []scorecard.Row
		vi, en string
		detail string // Vietnamese
	}{
		"some behind, one silent": {
			[]scorecard.Row{judgedRow("Long Hồ", standing.AtRisk, -2), judgedRow("Long Hồ", standing.OnTrack, 1, other), judgedRow("Trà Ôn", standing.Reversing, -11.3), judgedRow("Trà Ôn", standing.OnTrack, 0, other),
				judgedRow("Bình Tân", standing.NotReported, 0), judgedRow("Bình Tân", standing.Late, 0, other), judgedRow("Tam Bình", standing.Achieved, 3), judgedRow("Tam Bình", standing.Achieved, 3, other)},
			"2 trên 4 huyện chậm lộ trình ở ít nhất một chỉ tiêu, 1 huyện chưa báo cáo",
			"2 of 4 districts are behind their paths on at least one target, 1 district not reported",
			"Chênh lệch lớn nhất: Trà Ôn thấp hơn lộ trình 11,3 điểm % về năng lực thông tin (KH 1788, II.2.a). Số liệu đến kỳ 2025.",
		},
		"one behind on the only target": {
			[]scorecard.Row{judgedRow("Long Hồ", standing.OffTrack, -20), judgedRow("Trà Ôn", standing.OnTrack, 0)},
			"1 trên 2 huyện chậm lộ trình", "1 of 2 districts is behind its path",
			"Chênh lệch lớn nhất: Long Hồ thấp hơn lộ trình 20 điểm % về năng lực thông tin (KH 1788, II.2.a). Số liệu đến kỳ 2025.",
		},
		"nobody behind": {
			[]scorecard.Row{judgedRow("Long Hồ", standing.Achieved, 1), judgedRow("Trà Ôn", standing.OnTrack, 0)},
			"Không huyện nào trong 2 huyện chậm lộ trình", "None of 2 districts is behind its path", "Số liệu đến kỳ 2025.",
		},
		"nobody behind among those heard of": {
			[]scorecard.Row{judgedRow("Long Hồ", standing.Achieved, 1), judgedRow("Trà Ôn", standing.OnTrack, 0), judgedRow("Bình Tân", standing.Late, 0)},
			"Không huyện nào trong 2 huyện có số liệu chậm lộ trình, 1 huyện chưa báo cáo", "None of the 2 districts with data is behind its path, 1 district not reported", "Số liệu đến kỳ 2025.",
		},
		"all behind, one with data missing": {
			[]scorecard.Row{judgedRow("Long Hồ", standing.AtRisk, -1), judgedRow("Trà Ôn", standing.AtRisk, -2, other), judgedRow("Trà Ôn", standing.Late, 0)},
			"Cả 2 huyện chậm lộ trình ở ít nhất một chỉ tiêu, 1 huyện thiếu số liệu", "All 2 districts are behind their paths on at least one target, 1 district with data missing",
			"Chênh lệch lớn nhất: Trà Ôn thấp hơn lộ trình 2 điểm % về kỹ năng sống (KH 1788, II.2.a). Số liệu đến kỳ 2025.",
		},
		"nothing has come": {
			[]scorecard.Row{judgedRow("Long Hồ", standing.NotReported, 0), judgedRow("Trà Ôn", standing.NotReported, 0)},
			"Chưa huyện nào trong 2 huyện có đủ số liệu kỳ 2025 để đánh giá", "None of 2 districts has what it takes to be judged for period 2025", "",
		},
		"nothing is due": {
			[]scorecard.Row{judgedRow("Long Hồ", standing.NotReported, 0, notDue), judgedRow("Trà Ôn", standing.NotReported, 0, notDue)},
			"Chưa đến hạn báo cáo: chưa có số liệu để đánh giá 2 huyện", "No report is due yet: nothing to judge 2 districts by", "",
		},
		"nothing has a number": {
			[]scorecard.Row{judgedRow("Long Hồ", standing.Unquantified, 0)},
			"Kế hoạch không ghi số cho các chỉ tiêu này, nên không đánh giá được", "The plan gives no numbers for these targets, so nothing can be judged", "",
		},
		"nothing applies": {nil, "Không có chỉ tiêu nào áp dụng cho lựa chọn này", "No target applies to this selection", ""},
		"one unit": {
			[]scorecard.Row{judgedRow("Long Hồ", standing.OffTrack, -6.25), judgedRow("Long Hồ", standing.OnTrack, 0, other), judgedRow("Long Hồ", standing.NotReported, 0, other)},
			"Long Hồ chậm lộ trình ở 1 trên 2 chỉ tiêu có số liệu, 1 chỉ tiêu chưa có số liệu", "Long Hồ is behind its path on 1 of 2 targets with data, 1 without data",
			"Chênh lệch lớn nhất: Long Hồ thấp hơn lộ trình 6,3 điểm % về năng lực thông tin (KH 1788, II.2.a). Số liệu đến kỳ 2025.",
		},
		"one unit, one target":       {[]scorecard.Row{judgedRow("Long Hồ", standing.OnTrack, 0)}, "Long Hồ không chậm lộ trình", "Long Hồ is not behind its path", "Số liệu đến kỳ 2025."},
		"one unit, nothing behind":   {[]scorecard.Row{judgedRow("Long Hồ", standing.OnTrack, 0), judgedRow("Long Hồ", standing.OnTrack, 0, other)}, "Long Hồ không chậm lộ trình ở chỉ tiêu nào trong 2 chỉ tiêu có số liệu", "Long Hồ is behind its path on none of the 2 targets with data", "Số liệu đến kỳ 2025."},
		"one unit, nothing has come": {[]scorecard.Row{judgedRow("Long Hồ", standing.Late, 0)}, "Long Hồ chưa có số liệu kỳ 2025 để đánh giá", "Long Hồ has nothing for period 2025 to be judged by", ""},
		"too high is behind where lower is better": {
			[]scorecard.Row{judgedRow("Long Hồ", standing.OffTrack, -4, lower)}, "Long Hồ chậm lộ trình", "Long Hồ is behind its path",
			"Chênh lệch lớn nhất: Long Hồ cao hơn lộ trình 4 điểm % về năng lực thông tin (KH 1788, II.2.a). Số liệu đến kỳ 2025.",
		},
		"a level is worst only where no percentage is": {
			[]scorecard.Row{judgedRow("Long Hồ", standing.OffTrack, -48, stepwise), judgedRow("Trà Ôn", standing.AtRisk, -1, other)},
			"Cả 2 huyện chậm lộ trình ở ít nhất một chỉ tiêu", "All 2 districts are behind their paths on at least one target",
			"Chênh lệch lớn nhất: Trà Ôn thấp hơn lộ trình 1 điểm % về kỹ năng sống (KH 1788, II.2.a). Số liệu đến kỳ 2025.",
		},
		"only levels": {
			[]scorecard.Row{judgedRow("Long Hồ", standing.OffTrack, -48, stepwise)}, "Long Hồ chậm lộ trình", "Long Hồ is behind its path",
			"Chênh lệch lớn nhất: Long Hồ mới đạt mức 2, lộ trình đòi mức 50 về năng lực thông tin (KH 1788, II.2.a). Số liệu đến kỳ 2025.",
		},
		"judged by bounds": {
			[]scorecard.Row{judgedRow("Long Hồ", standing.OffTrack, -10, bounds)}, "Long Hồ chậm lộ trình", "Long Hồ is behind its path",
			"Chênh lệch lớn nhất: Long Hồ thấp hơn lộ trình ít nhất 10 điểm % về năng lực thông tin (KH 1788, II.2.a). Số liệu đến kỳ 2025.",
		},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			got := scorecard.Summarise(kh1788, tc.rows)
			if diff := cmp.Diff(lang.Text{VI: tc.vi, EN: tc.en}, got.Sentence); diff != "" {
				t.Errorf("sentence (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(tc.detail, got.Detail.VI); diff != "" {
				t.Errorf("detail (-want +got):\n%s", diff)
			}
			if got.Rows != len(tc.rows) || (got.Detail.VI == "") != (got.Detail.EN == "") {
				t.Errorf("got %+v", got)
			}
		})
	}
}

func TestSummariseCounts(t *testing.T) {
	got := scorecard.Summarise(kh1788, []scorecard.Row{
		judgedRow("A", standing.AtRisk, -1), judgedRow("A", standing.Late, 0, other), judgedRow("B", standing.NotReported, 0), judgedRow("B", standing.Unquantified, 0, other), judgedRow("C", standing.Achieved, 2),
	})
	want := scorecard.Summary{
		Sentence: got.Sentence, Detail: got.Detail, Rows: 5, Judged: 2, Units: 3, Behind: 1, Silent: 1, Partial: 1, Latest: period.Year(2025),
		Counts: map[standing.Status]int{standing.AtRisk: 1, standing.Late: 1, standing.NotReported: 1, standing.Unquantified: 1, standing.Achieved: 1},
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(period.Period{})); diff != "" {
		t.Errorf("Summarise (-want +got):\n%s", diff)
	}
}
