package frames

import (
	"fmt"
	"math"
	"strings"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/scorecard"
)

// Scorecard is one table with one row per row given. Dashboards depend on the column names.
func Scorecard(p plan.Plan, rows []scorecard.Row, l problem.Lang, thresholds bool) *data.Frame {
	f := typed("scorecard", data.FrameTypeTable, identity(rows, l)...)
	f.Fields = append(f.Fields, numbers(rows, l, thresholds)...)
	f.Fields = append(f.Fields, words(p, rows, l)...)
	return f
}

func identity(rows []scorecard.Row, l problem.Lang) []*data.Field {
	return []*data.Field{
		text(rows, "unit", problem.Text{VI: "Mã đơn vị", EN: "Unit ID"}, l, func(r scorecard.Row) string { return r.Area.UID }),
		text(rows, "unit_name", problem.Text{VI: "Đơn vị", EN: "Unit"}, l, func(r scorecard.Row) string { return scorecard.UnitName(r.Area) }),
		text(rows, "indicator", problem.Text{VI: "Mã chỉ số", EN: "Indicator ID"}, l, func(r scorecard.Row) string { return r.Indicator.ID }),
		text(rows, "indicator_name", problem.Text{VI: "Chỉ tiêu", EN: "Target"}, l, func(r scorecard.Row) string { return scorecard.IndicatorName(r.Indicator, l) }),
		text(rows, "theme", problem.Text{VI: "Nhóm", EN: "Theme"}, l, func(r scorecard.Row) string { return r.Indicator.Theme }),
		text(rows, "target", problem.Text{VI: "Mã chỉ tiêu", EN: "Target ID"}, l, func(r scorecard.Row) string { return r.Target.ID }),
		text(rows, "period", problem.Text{VI: "Kỳ", EN: "Period"}, l, func(r scorecard.Row) string { return r.Period.String() }),
	}
}

func numbers(rows []scorecard.Row, l problem.Lang, thresholds bool) []*data.Field {
	value := number(rows, "value", problem.Text{VI: "Thực tế", EN: "Actual"}, l, func(r scorecard.Row) *float64 { return r.Value })
	low := number(rows, "low", problem.Text{VI: "Thấp nhất có thể", EN: "Lowest possible"}, l, func(r scorecard.Row) *float64 { return r.Low })
	high := number(rows, "high", problem.Text{VI: "Cao nhất có thể", EN: "Highest possible"}, l, func(r scorecard.Row) *float64 { return r.High })
	expected := number(rows, "expected", problem.Text{VI: "Lộ trình", EN: "Expected"}, l, func(r scorecard.Row) *float64 { return r.Expected })
	prev := number(rows, "prev", problem.Text{VI: "Kỳ trước", EN: "Previous"}, l, func(r scorecard.Row) *float64 { return r.Prev })
	for _, f := range []*data.Field{value, low, high, expected, prev} {
		measured(f.Config, indicators(rows))
	}
	points := func(vi, en string) problem.Text {
		if m, same := commonMeasure(indicators(rows)); same && m == catalogue.Rate {
			return problem.Text{VI: vi + " (điểm %)", EN: en + " (points)"}
		}
		return problem.Text{VI: vi, EN: en}
	}
	gap := number(rows, "gap", points("Chênh lệch", "Gap"), l, func(r scorecard.Row) *float64 { return r.Gap })
	margin := number(rows, "margin", points("Hơn kém ngưỡng", "Margin"), l, func(r scorecard.Row) *float64 { return r.Margin })
	for _, f := range []*data.Field{gap, margin} {
		f.Config.SetDecimals(1)
		if thresholds {
			f.Config.Thresholds, f.Config.Color = aroundZero(), byThreshold()
		}
	}
	pace := number(rows, "pace", problem.Text{VI: "Nhịp độ", EN: "Pace"}, l, func(r scorecard.Row) *float64 { return r.Pace })
	pace.Config.Unit = "percentunit"
	pace.Config.SetDecimals(0)
	required := number(rows, "required", points("Cần mỗi năm", "Required a year"), l, func(r scorecard.Row) *float64 { return r.Required })
	required.Config.SetDecimals(1)

	status := make([]data.EnumItemIndex, len(rows))
	for i, r := range rows {
		status[i] = statusIndex(r.Status)
	}
	state := column("status", problem.Text{VI: "Trạng thái", EN: "Status"}, l, status)
	state.Config.TypeConfig = statusType(l)
	return []*data.Field{value, low, high, expected, gap, margin, pace, required, prev, state}
}

func words(p plan.Plan, rows []scorecard.Row, l problem.Lang) []*data.Field {
	by := make([]*time.Time, len(rows))
	late := make([]float64, len(rows))
	for i, r := range rows {
		t := r.Milestone.By.Time()
		by[i], late[i] = &t, wholeDays(r)
	}
	milestone := number(rows, "milestone_value", problem.Text{VI: "Mốc", EN: "Milestone"}, l, func(r scorecard.Row) *float64 { return r.Milestone.Value })
	measured(milestone.Config, indicators(rows))
	days := column("days_late", problem.Text{VI: "Trễ (ngày)", EN: "Days late"}, l, late)
	days.Config.SetDecimals(0)
	return []*data.Field{
		text(rows, "need", problem.Text{VI: "Cần", EN: "Need"}, l, func(r scorecard.Row) string { return r.NeedText(l) }),
		text(rows, "have", problem.Text{VI: "Có", EN: "Have"}, l, func(r scorecard.Row) string { return r.HaveText(l) }),
		text(rows, "short", problem.Text{VI: "Còn thiếu", EN: "Missing"}, l, func(r scorecard.Row) string { return r.ShortText(l) }),
		column("milestone_by", problem.Text{VI: "Hạn", EN: "By"}, l, by),
		milestone,
		text(rows, "clause", problem.Text{VI: "Điều khoản", EN: "Clause"}, l, func(r scorecard.Row) string { return r.Milestone.Clause }),
		text(rows, "quote", problem.Text{VI: "Trích dẫn", EN: "Quote"}, l, func(r scorecard.Row) string { return r.Milestone.Quote }),
		text(rows, "firmness", problem.Text{VI: "Mức cam kết", EN: "Firmness"}, l, func(r scorecard.Row) string { return scorecard.FirmnessName(r.Milestone.Firmness, l) }),
		days,
		text(rows, "members", problem.Text{VI: "Đã báo cáo", EN: "Reported"}, l, membersText),
		text(rows, "findings", problem.Text{VI: "Điều văn bản để ngỏ", EN: "Open in the source"}, l, func(r scorecard.Row) string { return findingsText(r, l) }),
		text(rows, "description", problem.Text{VI: "Diễn giải", EN: "In words"}, l, func(r scorecard.Row) string { return r.Sentence(p, l) }),
	}
}

func membersText(r scorecard.Row) string {
	if r.MembersOf == 0 {
		return ""
	}
	return fmt.Sprintf("%.0f/%.0f", r.Members, r.MembersOf)
}

func findingsText(r scorecard.Row, l problem.Lang) string {
	out := make([]string, len(r.Findings))
	for i, f := range r.Findings {
		out[i] = f.Text.In(l)
	}
	return strings.Join(out, "\n")
}

func text(rows []scorecard.Row, name string, heading problem.Text, l problem.Lang, of func(scorecard.Row) string) *data.Field {
	out := make([]string, len(rows))
	for i, r := range rows {
		out[i] = of(r)
	}
	return column(name, heading, l, out)
}

func number(rows []scorecard.Row, name string, heading problem.Text, l problem.Lang, of func(scorecard.Row) *float64) *data.Field {
	out := make([]*float64, len(rows))
	for i, r := range rows {
		out[i] = tidy(of(r))
	}
	return column(name, heading, l, out)
}

// tidy drops the dust of floating point, which an alert's text would print: -11.299999999999997.
func tidy(v *float64) *float64 {
	if v == nil {
		return nil
	}
	t := math.Round(*v*1e10) / 1e10
	return &t
}

// wholeDays counts a begun day of lateness as one, as people do.
func wholeDays(r scorecard.Row) float64 { return math.Ceil(r.DaysLate) }

func indicators(rows []scorecard.Row) []catalogue.Indicator {
	out := make([]catalogue.Indicator, len(rows))
	for i, r := range rows {
		out[i] = r.Indicator
	}
	return out
}
