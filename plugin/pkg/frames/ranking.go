package frames

import (
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/column"
	"github.com/xhht/xhht/internal/query"
	"github.com/xhht/xhht/internal/scorecard"
	"github.com/xhht/xhht/internal/standing"
	"github.com/xhht/xhht/internal/wording"
)

// Ranking is one table, the worst unit of each target first. The column score is what the order is made by.
func Ranking(v View, rows []scorecard.Ranked, by query.RankBy) *data.Frame {
	t := tableOf(v, rows)
	unit := func(r scorecard.Ranked) area.Area { return r.Area }
	t.unit(unit)
	t.indicator(func(r scorecard.Ranked) string { return r.Indicator.ID }, func(r scorecard.Ranked) string { return wording.IndicatorName(r.Indicator, v.Lang) })
	t.count(column.Rank, "Hạng", "Rank", func(r scorecard.Ranked) *int { return known(r.Rank, r.Rank > 0) })
	t.count(column.Of, "Trên tổng số", "Of", func(r scorecard.Ranked) *int { return known(r.Of, r.Rank > 0) })
	t.count(column.Ties, "Số đơn vị đồng hạng", "Units on this rank", func(r scorecard.Ranked) *int { return known(r.Ties, r.Rank > 0) })
	t.text(column.Target, "Mã chỉ tiêu", "Target ID", func(r scorecard.Ranked) string { return r.Target.ID })
	inds := rankedIndicators(rows)
	for _, f := range []*data.Field{
		t.number(column.Value, "Thực tế", "Actual", func(r scorecard.Ranked) *float64 { return r.Value }),
		t.number(column.Expected, "Lộ trình", "Expected", func(r scorecard.Ranked) *float64 { return r.Expected }),
		t.number(column.Projected, "Dự kiến ở mốc", "Projected", func(r scorecard.Ranked) *float64 { return r.Projected() }),
		t.number(column.MilestoneValue, "Mốc", "Milestone", func(r scorecard.Ranked) *float64 { return r.Milestone.Value }),
	} {
		measured(f, inds, rowDigits(rows, rankedRow))
	}
	t.instant(column.ProjectedAt, "Dự kiến cho ngày", "Projected for", func(r scorecard.Ranked) time.Time { return projectedAt(r.Row) })
	gap := t.number(column.Gap, "Chênh lệch", "Gap", func(r scorecard.Ranked) *float64 { return r.Gap })
	gap.Config.SetDecimals(uint16(rowDigits(rows, rankedRow)))
	t.number(column.Required, "Cần mỗi năm", "Required a year", func(r scorecard.Ranked) *float64 { return r.Required })
	enum(t, column.Status, "Trạng thái", "Status", statuses, func(r scorecard.Ranked) standing.Status { return r.Status })
	written(t, rankedRow)
	t.text(column.RankText, "Hạng", "Rank", func(r scorecard.Ranked) string {
		if r.Rank == 0 {
			return "" // it has not reported
		}
		return outOf(r.Rank, r.Of)
	})
	t.text(column.ChangeText, "So kỳ trước", "Since last", func(r scorecard.Ranked) string { return r.ChangeText(change(r.Row), t.Lang) })
	t.text(column.Period, "Kỳ", "Period", func(r scorecard.Ranked) string { return r.Period.String() })
	score := t.number(column.Score, "Xếp theo", "Ranked by", func(r scorecard.Ranked) *float64 { return r.Measured(by) })
	if v.Thresholds {
		gap.Config.Thresholds, gap.Config.Color = aroundZero(), byThreshold()
		if by == query.ByGap {
			score.Config.Thresholds, score.Config.Color = aroundZero(), byThreshold()
		}
	}
	t.percent(column.WorseShare, "Tốt hơn (% đơn vị khác)", "Better than (% of the others)", func(r scorecard.Ranked) *float64 { return r.Worse })
	t.text(column.Clause, "Điều khoản", "Clause", func(r scorecard.Ranked) string { return r.Milestone.Clause })
	t.belonging(unit)
	return t.frame("ranking")
}

func known(n int, ok bool) *int {
	if !ok {
		return nil
	}
	return &n
}

func rankedRow(r scorecard.Ranked) scorecard.Row { return r.Row }

func rankedIndicators(rows []scorecard.Ranked) []catalogue.Indicator {
	out := make([]catalogue.Indicator, len(rows))
	for i, r := range rows {
		out[i] = r.Indicator
	}
	return out
}
