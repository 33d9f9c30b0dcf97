package frames

import (
	"strings"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/column"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/scorecard"
	"github.com/xhht/xhht/internal/standing"
	"github.com/xhht/xhht/internal/wording"
)

var approvals = states[scorecard.Approval]{
	{scorecard.ApprovalGiven, lang.Text{VI: "Đã duyệt", EN: "Approved"}, wording.Green},
	{scorecard.ApprovalNewer, lang.Text{VI: "Có số mới chờ duyệt", EN: "A newer number waits"}, wording.Yellow},
	{scorecard.ApprovalPending, lang.Text{VI: "Chờ duyệt", EN: "Waits for approval"}, wording.Orange},
	{scorecard.ApprovalRevoked, lang.Text{VI: "Đã rút duyệt", EN: "Approval withdrawn"}, wording.Red},
	{scorecard.ApprovalNone, lang.Text{VI: "Không có gì để duyệt", EN: "Nothing to approve"}, wording.Grey},
}

// Approvals is one table: what came last beside what was approved.
func Approvals(v View, rows []scorecard.Approved) *data.Frame {
	t := tableOf(v, rows)
	of := func(read func(scorecard.Row) *float64) func(scorecard.Approved) *float64 {
		return func(a scorecard.Approved) *float64 { return read(a.Latest) }
	}
	t.unit(func(a scorecard.Approved) area.Area { return a.Latest.Area })
	t.indicator(func(a scorecard.Approved) string { return a.Latest.Indicator.ID }, func(a scorecard.Approved) string { return wording.IndicatorName(a.Latest.Indicator, v.Lang) })
	enum(t, column.Approval, "Phê duyệt", "Approval", approvals, func(a scorecard.Approved) scorecard.Approval { return a.State }) // in sight on a phone
	t.text(column.Target, "Mã chỉ tiêu", "Target ID", func(a scorecard.Approved) string { return a.Latest.Target.ID })
	t.text(column.Period, "Kỳ", "Period", func(a scorecard.Approved) string { return a.Latest.Period.String() })
	var inds []catalogue.Indicator
	for _, r := range rows {
		inds = append(inds, r.Latest.Indicator)
	}
	digits := rowDigits(rows, func(a scorecard.Approved) scorecard.Row { return a.Latest })
	latest := t.number(column.Latest, "Số mới nhất", "Latest", of(func(r scorecard.Row) *float64 { return r.Value }))
	ofApproved := func(a scorecard.Approved) *float64 {
		if a.Approved.Period != a.Latest.Period {
			return nil
		}
		return a.Approved.Value
	}
	difference := func(a scorecard.Approved) *float64 {
		if a.Latest.Value == nil || ofApproved(a) == nil {
			return nil
		}
		return new(*a.Latest.Value - *a.Approved.Value)
	}
	approved := t.number(column.Approved, "Số đã duyệt", "Approved", ofApproved)
	measured(latest, inds, digits)
	measured(approved, inds, digits)
	t.number(column.Difference, "Chênh lệch", "Difference", difference)
	t.text(column.LatestText, "Số mới nhất", "Latest", func(a scorecard.Approved) string { return a.Latest.Figure(a.Latest.Value, v.Lang) })
	t.text(column.ApprovedText, "Số đã duyệt", "Approved", func(a scorecard.Approved) string { return a.Latest.Figure(ofApproved(a), v.Lang) })
	t.text(column.DifferenceText, "Chênh lệch", "Difference", func(a scorecard.Approved) string { return a.Latest.Difference(difference(a), v.Lang) })
	t.count(column.Revision, "Lần báo cáo", "Revision", func(a scorecard.Approved) *int { return known(int(a.Revision), a.Revision > 0) })
	t.count(column.ApprovedRevision, "Lần được duyệt", "Approved revision", func(a scorecard.Approved) *int { return known(int(a.ApprovedRevision), a.ApprovedRevision > 0) })
	enum(t, column.StatusLatest, "Theo số mới nhất", "By the latest", statuses, func(a scorecard.Approved) standing.Status { return a.Latest.Status })
	enum(t, column.StatusApproved, "Theo số đã duyệt", "By the approved", statuses, func(a scorecard.Approved) standing.Status { return a.Approved.Status })
	return t.frame("compare")
}

// Groups is one table: every group of people beside everybody, the one that is worse off by most first.
func Groups(v View, rows []scorecard.GroupStanding) *data.Frame {
	t := tableOf(v, rows)
	t.unit(func(g scorecard.GroupStanding) area.Area { return g.Area })
	t.indicator(func(g scorecard.GroupStanding) string { return g.Indicator.ID }, func(g scorecard.GroupStanding) string { return wording.IndicatorName(g.Indicator, v.Lang) })
	t.text(column.Group, "Mã nhóm", "Group ID", func(g scorecard.GroupStanding) string { return g.Group })
	t.text(column.GroupName, "Nhóm", "Group", func(g scorecard.GroupStanding) string { return wording.GroupName(g.Group, v.Lang) })
	difference := t.number(column.Difference, "Chênh lệch", "Difference", func(g scorecard.GroupStanding) *float64 { return g.Apart })
	if v.Thresholds {
		difference.Config.Thresholds, difference.Config.Color = aroundZero(), byThreshold()
	}
	t.text(column.DifferenceText, "Chênh lệch", "Difference", func(g scorecard.GroupStanding) string { return g.Difference(g.Apart, v.Lang) })
	t.text(column.GroupText, "Nhóm này", "This group", func(g scorecard.GroupStanding) string { return g.Figure(g.OfGroup, v.Lang) })
	t.text(column.AllText, "Toàn dân", "Everybody", func(g scorecard.GroupStanding) string { return g.Figure(g.OfAll, v.Lang) })
	t.text(column.Period, "Kỳ", "Period", func(g scorecard.GroupStanding) string { return g.Period.String() })
	return t.frame("compare")
}

// judgedPair are the columns that say which unit, indicator, target and period a row is about.
func judgedPair[T any](t *table[T], of func(T) scorecard.Row) {
	t.unit(func(r T) area.Area { return of(r).Area })
	t.indicator(func(r T) string { return of(r).Indicator.ID }, func(r T) string { return wording.IndicatorName(of(r).Indicator, t.Lang) })
	t.text(column.Target, "Mã chỉ tiêu", "Target ID", func(r T) string { return of(r).Target.ID })
	t.text(column.Period, "Kỳ", "Period", func(r T) string { return of(r).Period.String() })
}

var methodNames = map[standing.Method]lang.Text{
	standing.MilestoneLinear: {VI: "đường thẳng giữa các mốc", EN: "straight between milestones"},
	standing.StatCanCAGR:     {VI: "tăng trưởng kép (StatCan)", EN: "compound growth (StatCan)"},
	standing.UN2023:          {VI: "dự phóng của LHQ 2023", EN: "UN projection of 2023"},
}

// Methods is one table: every pair judged by each method, and whether the verdicts differ.
func Methods(v View, rows [][]scorecard.Row) *data.Frame {
	t := tableOf(v, rows)
	first := func(r []scorecard.Row) scorecard.Row { return r[0] }
	judgedPair(t, first)
	var inds []catalogue.Indicator
	for _, r := range rows {
		inds = append(inds, r[0].Indicator)
	}
	measured(t.number(column.Value, "Thực tế", "Actual", func(r []scorecard.Row) *float64 { return r[0].Value }), inds, rowDigits(rows, first))
	for i, m := range standing.Methods {
		vi, en := ": "+methodNames[m].VI, ": "+methodNames[m].EN
		measured(t.number(column.ExpectedBy(m), "Lộ trình"+vi, "Expected"+en, func(r []scorecard.Row) *float64 { return r[i].Expected }), inds, rowDigits(rows, first))
		t.number(column.GapBy(m), "Chênh lệch"+vi, "Gap"+en, func(r []scorecard.Row) *float64 { return r[i].Gap })
		pace := t.number(column.PaceBy(m), "Nhịp độ"+vi, "Pace"+en, func(r []scorecard.Row) *float64 { return r[i].Pace })
		pace.Config.Unit = "percentunit"
		pace.Config.SetDecimals(0)
		enum(t, column.StatusBy(m), "Trạng thái"+vi, "Status"+en, statuses, func(r []scorecard.Row) standing.Status { return r[i].Status })
	}
	t.truth(column.Differs, "Kết luận khác nhau", "Verdicts differ", scorecard.Differs)
	return t.frame("compare")
}

var views = states[bool]{
	{false, lang.Text{VI: "Theo đơn vị khi đó", EN: "Units as then"}, wording.SlateGrey},
	{true, lang.Text{VI: "Theo đơn vị hiện nay", EN: "Units as now"}, wording.Blue},
}

// Units is one table: every number by the units that reported it, and by the units of the day.
func Units(v View, rows []scorecard.Placed) *data.Frame {
	t := tableOf(v, rows)
	enum(t, column.View, "Cách xem", "View", views, func(p scorecard.Placed) bool { return p.Now })
	t.unit(func(p scorecard.Placed) area.Area { return p.Area })
	t.indicator(func(p scorecard.Placed) string { return p.Indicator.ID }, func(p scorecard.Placed) string { return wording.IndicatorName(p.Indicator, v.Lang) })
	t.text(column.Group, "Nhóm người", "Group", func(p scorecard.Placed) string { return p.Group })
	t.text(column.Period, "Kỳ", "Period", func(p scorecard.Placed) string { return p.Period.String() })
	var inds []catalogue.Indicator
	for _, r := range rows {
		inds = append(inds, r.Indicator)
	}
	for _, f := range []*data.Field{
		t.number(column.Value, "Giá trị", "Value", func(p scorecard.Placed) *float64 { return p.Value }),
		t.number(column.Low, "Thấp nhất có thể", "Lowest possible", func(p scorecard.Placed) *float64 { return p.Low }),
		t.number(column.High, "Cao nhất có thể", "Highest possible", func(p scorecard.Placed) *float64 { return p.High }),
	} {
		measured(f, inds, leastDigits)
	}
	t.number(column.Numerator, "Tử số", "Numerator", func(p scorecard.Placed) *float64 { return p.Numerator }).Config.SetDecimals(0)
	t.number(column.Denominator, "Mẫu số", "Denominator", func(p scorecard.Placed) *float64 { return p.Denominator }).Config.SetDecimals(0)
	t.text(column.ValueText, "Giá trị", "Value", func(p scorecard.Placed) string { return scorecard.Row{Indicator: p.Indicator}.Figure(p.Value, v.Lang) })
	t.text(column.From, "Gồm", "Made from", func(p scorecard.Placed) string { return v.unitNames(p.Row.From) })
	t.truth(column.Estimated, "Ước tính", "Estimated", func(p scorecard.Placed) bool { return p.Row.Estimated() })
	t.text(column.Note, "Ghi chú", "Note", func(p scorecard.Placed) string { return p.Note.In(v.Lang) })
	return t.frame("compare")
}

func (v View) unitNames(uids []string) string {
	var out []string
	for _, uid := range uids {
		a, _ := v.Registry.Areas.Get(uid)
		out = append(out, wording.UnitName(a))
	}
	return strings.Join(out, ", ")
}
