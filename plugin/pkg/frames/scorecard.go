package frames

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/column"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/query"
	"github.com/xhht/xhht/internal/scorecard"
	"github.com/xhht/xhht/internal/standing"
	"github.com/xhht/xhht/internal/wording"
)

// Scorecard is one table with one row per row given. Dashboards depend on the column names, and on their order: a table shows them as
// they come, so what a phone must show stands first.
func Scorecard(v View, rows []scorecard.Row, method standing.Method) *data.Frame {
	t := tableOf(v, rows)
	t.unit(areaOf)
	t.indicator(func(r scorecard.Row) string { return r.Indicator.ID }, func(r scorecard.Row) string { return wording.IndicatorName(r.Indicator, v.Lang) })
	t.text(column.Theme, "Nhóm", "Theme", func(r scorecard.Row) string { return r.Indicator.Theme })
	t.text(column.Target, "Mã chỉ tiêu", "Target ID", func(r scorecard.Row) string { return r.Target.ID })
	values(t)
	distances(t)
	t.places(column.Urgency, "Thứ tự cần xem", "Urgency", scorecard.Urgency(rows))
	enum(t, column.Status, "Trạng thái", "Status", statuses, func(r scorecard.Row) standing.Status { return r.Status })
	written(t, itself)
	t.text(column.ChangeText, "So kỳ trước", "Since last", func(r scorecard.Row) string { return r.ChangeText(change(r), t.Lang) })
	t.text(column.LowText, "Thấp nhất", "Lowest", func(r scorecard.Row) string { return r.Figure(r.Low, t.Lang) })
	t.text(column.HighText, "Cao nhất", "Highest", func(r scorecard.Row) string { return r.Figure(r.High, t.Lang) })
	t.text(column.PrevText, "Kỳ trước", "Previous", func(r scorecard.Row) string { return r.Figure(pointValue(r.Previous), t.Lang) })
	need(t)
	t.text(column.Period, "Kỳ", "Period", func(r scorecard.Row) string { return r.Period.String() })
	source(t)
	t.belonging(areaOf)
	whereFrom(t, method)
	return t.frame("scorecard")
}

// Jumped is the same table with how unlike other changes the newest one is.
func Jumped(v View, rows []scorecard.Row, method standing.Method, jumps map[scorecard.Cell]scorecard.Leap) *data.Frame {
	f := Scorecard(v, rows, method)
	t, heading := tableOf(v, rows), measureNames[query.Jump]
	t.number(column.OfMeasure(query.Jump), heading.VI, heading.EN, func(r scorecard.Row) *float64 {
		leap, known := jumps[scorecard.CellOf(r)]
		if !known {
			return nil
		}
		return &leap.Z
	})
	t.text(column.JumpSize, "Mẫu số hoặc số lượng đáng ngờ", "Doubtful size", func(r scorecard.Row) string {
		if q := jumps[scorecard.CellOf(r)].Size; q != nil {
			neighbour, _ := v.Registry.Areas.Get(q.Unit)
			return wording.SizeQuestion(*q, wording.UnitName(neighbour)).In(v.Lang)
		}
		return ""
	})
	f.Fields = append(f.Fields, t.fields...)
	return f
}

// Worst is the same table for one row of each unit. The unit is what such a row is about, so the target stands after the gap.
func Worst(v View, rows []scorecard.Row, method standing.Method) *data.Frame {
	f := Scorecard(v, rows, method)
	at := func(name column.Name) int {
		return slices.IndexFunc(f.Fields, func(c *data.Field) bool { return c.Name == name.String() })
	}
	target := f.Fields[at(column.IndicatorName)]
	f.Fields = slices.Delete(f.Fields, at(column.IndicatorName), at(column.IndicatorName)+1)
	f.Fields = slices.Insert(f.Fields, at(column.GapText)+1, target)
	return f
}

// written are the same numbers as people write them: Grafana knows no decimal comma and no minus sign. They are for tables that are
// in order already; numbers are for charts and for sorting.
func written[T any](t *table[T], row func(T) scorecard.Row) {
	figure := func(name column.Name, vi, en string, of func(scorecard.Row) *float64) {
		t.text(name, vi, en, func(v T) string { return row(v).Figure(of(row(v)), t.Lang) })
	}
	difference := func(name column.Name, vi, en string, of func(scorecard.Row) *float64) {
		t.text(name, vi, en, func(v T) string { return row(v).Difference(of(row(v)), t.Lang) })
	}
	difference(column.GapText, "Chênh lệch", "Gap", func(r scorecard.Row) *float64 { return r.Gap })
	figure(column.ValueText, "Thực tế", "Actual", func(r scorecard.Row) *float64 { return r.Value })
	figure(column.ExpectedText, "Lộ trình", "Expected", func(r scorecard.Row) *float64 { return r.Expected })
	difference(column.RequiredText, "Cần mỗi năm", "Required a year", func(r scorecard.Row) *float64 { return r.Required })
	figure(column.MilestoneText, "Mốc", "Milestone", func(r scorecard.Row) *float64 { return r.Milestone.Value })
	figure(column.ProjectedText, "Dự kiến ở mốc", "Projected", scorecard.Row.Projected)
}

func itself(r scorecard.Row) scorecard.Row { return r }

func areaOf(r scorecard.Row) area.Area { return r.Area }

// values are the columns in the indicators' own unit.
func values(t *table[scorecard.Row]) {
	for _, f := range []*data.Field{
		t.number(column.Value, "Thực tế", "Actual", func(r scorecard.Row) *float64 { return r.Value }),
		t.number(column.Low, "Thấp nhất có thể", "Lowest possible", func(r scorecard.Row) *float64 { return r.Low }),
		t.number(column.High, "Cao nhất có thể", "Highest possible", func(r scorecard.Row) *float64 { return r.High }),
		t.number(column.Expected, "Lộ trình", "Expected", func(r scorecard.Row) *float64 { return r.Expected }),
		t.number(column.Tolerated, "Ngưỡng đúng lộ trình", "On track from", func(r scorecard.Row) *float64 { return r.Tolerated }),
		t.number(column.Prev, "Kỳ trước", "Previous", func(r scorecard.Row) *float64 { return pointValue(r.Previous) }),
		t.number(column.Projected, "Dự kiến ở mốc", "Projected", scorecard.Row.Projected),
		t.number(column.ProjectedLow, "Dự kiến thấp nhất", "Projected, lowest", scorecard.Row.ProjectedLow),
		t.number(column.ProjectedHigh, "Dự kiến cao nhất", "Projected, highest", scorecard.Row.ProjectedHigh),
		t.number(column.ProjectedNeed, "Mốc được dự kiến", "Milestone projected to", func(r scorecard.Row) *float64 {
			if r.Projection == nil {
				return nil
			}
			return &r.Projection.Need
		}),
		t.number(column.Baseline, "Xuất phát", "Baseline", func(r scorecard.Row) *float64 { return pointValue(r.Baseline) }),
		t.number(column.MilestoneValue, "Mốc", "Milestone", func(r scorecard.Row) *float64 { return r.Milestone.Value }),
	} {
		measured(f, indicators(t.rows), rowDigits(t.rows, itself))
	}
}

func pointValue(p *standing.Point) *float64 {
	if p == nil {
		return nil
	}
	return &p.Value
}

func pointAt(p *standing.Point) time.Time {
	if p == nil {
		return time.Time{}
	}
	return p.At
}

// distances are differences between values, and what follows from them.
func distances(t *table[scorecard.Row]) {
	unit := lang.Text{}
	if m, same := commonMeasure(indicators(t.rows)); same && m == catalogue.Rate {
		unit = lang.Text{VI: " (điểm %)", EN: " (points)"}
	}
	digits := rowDigits(t.rows, itself)
	points := func(name column.Name, vi, en string, of func(scorecard.Row) *float64) *data.Field {
		f := t.number(name, vi+unit.VI, en+unit.EN, of)
		f.Config.SetDecimals(uint16(digits))
		return f
	}
	for _, f := range []*data.Field{
		points(column.Gap, "Chênh lệch", "Gap", func(r scorecard.Row) *float64 { return r.Gap }),
		points(column.Margin, "Hơn kém ngưỡng", "Margin", func(r scorecard.Row) *float64 { return r.Margin }),
		points(column.Ahead, "Dự kiến so với mốc", "Projected less milestone", scorecard.Row.Ahead),
	} {
		if t.Thresholds {
			f.Config.Thresholds, f.Config.Color = aroundZero(), byThreshold()
		}
	}
	points(column.Required, "Cần mỗi năm", "Required a year", func(r scorecard.Row) *float64 { return r.Required })
	points(column.Change, "Thay đổi", "Change", change)
	pace := t.number(column.Pace, "Nhịp độ", "Pace", func(r scorecard.Row) *float64 { return r.Pace })
	pace.Config.Unit = "percentunit"
	pace.Config.SetDecimals(0)
}

// change is as people read it: up is above zero, better or not.
func change(r scorecard.Row) *float64 {
	if r.Value == nil || r.Previous == nil {
		return nil
	}
	return new(*r.Value - r.Previous.Value)
}

// need is what the milestone asks for and what there is, in words and in whole units.
func need(t *table[scorecard.Row]) {
	l := t.Lang
	t.text(column.Account, "Có, cần", "Has, needs", func(r scorecard.Row) string { return r.AccountText(l) })
	t.text(column.Short, "Còn thiếu", "Missing", func(r scorecard.Row) string { return r.ShortText(l) })
	t.text(column.Need, "Cần", "Need", func(r scorecard.Row) string { return r.NeedText(l) })
	t.text(column.Have, "Có", "Have", func(r scorecard.Row) string { return r.HaveText(l) })
	t.count(column.UnitsNeeded, "Số đơn vị cần", "Units needed", func(r scorecard.Row) *int {
		if r.Indicator.Measure != catalogue.ShareOfUnits || r.Needed == 0 {
			return nil
		}
		return &r.Needed
	})
	t.number(column.UnitsHave, "Số đơn vị có", "Units that do", func(r scorecard.Row) *float64 { return r.Have }).Config.SetDecimals(0)
	t.instant(column.MilestoneBy, "Hạn", "By", func(r scorecard.Row) time.Time { return r.Milestone.By.Time() })
}

// source is where in the plan the target stands, and what is doubtful about it.
func source(t *table[scorecard.Row]) {
	l := t.Lang
	t.text(column.Clause, "Điều khoản", "Clause", func(r scorecard.Row) string { return r.Milestone.Clause })
	t.text(column.Description, "Diễn giải", "In words", func(r scorecard.Row) string { return r.Sentence(t.Plan, l) })
	t.text(column.Quote, "Trích dẫn", "Quote", func(r scorecard.Row) string { return r.Milestone.Quote })
	t.text(column.Firmness, "Mức cam kết", "Firmness", func(r scorecard.Row) string { return wording.FirmnessName(r.Milestone.Firmness, l) })
	t.text(column.Findings, "Điều văn bản để ngỏ", "Open in the source", func(r scorecard.Row) string { return findingsText(r.Findings, l) })
	t.text(column.Trend, "Xu hướng", "Trend", func(r scorecard.Row) string { return r.TrendText(l) })
	t.text(column.Outlook, "Dự báo", "Outlook", func(r scorecard.Row) string { return r.Outlook(l) })
	t.text(column.Held, "Vì sao giữ trạng thái", "Why the status was kept", func(r scorecard.Row) string { return r.HeldText(l) })
}

// whereFrom is what the value was made of and how it was judged.
func whereFrom(t *table[scorecard.Row], method standing.Method) {
	t.number(column.DaysLate, "Trễ (ngày)", "Days late", func(r scorecard.Row) *float64 {
		if days := wholeDays(r); r.Value != nil || days > 0 {
			return &days
		}
		return nil // nothing came and no deadline says by when: that is not 0 days late
	}).Config.SetDecimals(0)
	t.text(column.UnitBehind, "Số chỉ tiêu chậm", "Targets behind", func(r scorecard.Row) string { return outOf(r.Unit.Behind, r.Unit.Targets-r.Unit.Missing) })
	t.text(column.UnitMissing, "Số chỉ tiêu thiếu số liệu", "Targets without data", func(r scorecard.Row) string { return outOf(r.Unit.Missing, r.Unit.Targets) })
	t.text(column.Members, "Đã báo cáo", "Reported", membersText)
	derived := func(of func(scorecard.Row) float64) func(scorecard.Row) *int {
		return func(r scorecard.Row) *int {
			if r.MembersOf == 0 {
				return nil
			}
			return new(int(of(r)))
		}
	}
	t.count(column.MembersReported, "Số thành viên đã báo cáo", "Members reported", derived(func(r scorecard.Row) float64 { return r.Members }))
	t.count(column.MembersOf, "Số thành viên", "Members", derived(func(r scorecard.Row) float64 { return r.MembersOf }))
	t.number(column.Last, "Số gần nhất", "Newest before", func(r scorecard.Row) *float64 { return r.Last })
	shown(t)
	t.instant(column.LastAt, "Kỳ của số gần nhất", "Newest before, period", func(r scorecard.Row) time.Time { return r.LastAt })
	t.instant(column.PrevAt, "Cuối kỳ trước", "End of the previous period", func(r scorecard.Row) time.Time { return pointAt(r.Previous) })
	t.instant(column.BaselineAt, "Ngày xuất phát", "Baseline day", func(r scorecard.Row) time.Time { return pointAt(r.Baseline) })
	t.count(column.ProjectionPoints, "Số điểm để dự kiến", "Points projected from", func(r scorecard.Row) *int {
		if r.Projection == nil {
			return nil
		}
		return new(len(r.Projection.Points))
	})
	t.instant(column.ProjectedAt, "Dự kiến cho ngày", "Projected for", projectedAt)
	t.instant(column.ETA, "Dự kiến đạt mốc", "Milestone reached by", func(r scorecard.Row) time.Time {
		if r.Projection == nil || r.Projection.ETA == nil {
			return time.Time{}
		}
		return *r.Projection.ETA
	})
	enum(t, column.StatusRaw, "Trạng thái không trễ ngưỡng", "Status without hysteresis", statuses, func(r scorecard.Row) standing.Status { return cmp.Or(r.Raw, r.Status) })
	t.text(column.Method, "Cách tính lộ trình", "Method", func(scorecard.Row) string { return string(method) })
}

// shown are rates that came and are no values: nothing is summed from them and nobody judged by them.
func shown(t *table[scorecard.Row]) {
	of := func(st standing.Status) func(scorecard.Row) *float64 {
		return func(r scorecard.Row) *float64 {
			if r.Status != st {
				return nil
			}
			return r.Shown
		}
	}
	t.number(column.Unverified, "Tỷ lệ chưa kiểm chứng", "Unverified rate", of(standing.Unverified)).Config.SetDecimals(1)
	t.number(column.OtherRate, "Tỷ lệ trên mẫu số khác", "Rate over another denominator", of(standing.OtherDenominator)).Config.SetDecimals(1)
	t.text(column.ShownText, "Số chưa xét", "Not judged", func(r scorecard.Row) string { return r.ShownText(t.Lang) })
	t.text(column.SourceText, "Nguồn số liệu", "Source", func(r scorecard.Row) string { return r.SourceText(t.Lang) })
	t.text(column.BesideText, "Kế hoạch này báo", "Under this plan", func(r scorecard.Row) string { return r.BesideText(t.Lang) })
	t.text(column.DenominatorKind, "Mẫu số của chỉ tiêu", "Denominator", func(r scorecard.Row) string { return r.Indicator.Over.Name().In(t.Lang) })
}

// projectedAt is the day of the milestone that the projection leads to: the next one after the period judged, not always
// the one judged against.
func projectedAt(r scorecard.Row) time.Time {
	if r.Projection == nil {
		return time.Time{}
	}
	return r.Projection.At
}

func outOf(n, of int) string {
	if of == 0 {
		return ""
	}
	return fmt.Sprintf("%d/%d", n, of)
}

func membersText(r scorecard.Row) string {
	if r.MembersOf == 0 {
		return ""
	}
	return fmt.Sprintf("%.0f/%.0f", r.Members, r.MembersOf)
}

func findingsText(list []plan.Finding, l lang.Lang) string {
	out := make([]string, len(list))
	for i, f := range list {
		out[i] = f.Text.In(l)
	}
	return strings.Join(out, "\n")
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
