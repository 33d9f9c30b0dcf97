package frames

import (
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
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
	t.count("rank", "Hạng", "Rank", func(r scorecard.Ranked) *int { return known(r.Rank, r.Rank > 0) })
	t.count("of", "Trên tổng số", "Of", func(r scorecard.Ranked) *int { return known(r.Of, r.Rank > 0) })
	t.count("ties", "Số đơn vị đồng hạng", "Units on this rank", func(r scorecard.Ranked) *int { return known(r.Ties, r.Rank > 0) })
	t.text("target", "Mã chỉ tiêu", "Target ID", func(r scorecard.Ranked) string { return r.Target.ID })
	inds := rankedIndicators(rows)
	for _, f := range []*data.Field{
		t.number("value", "Thực tế", "Actual", func(r scorecard.Ranked) *float64 { return r.Value }),
		t.number("expected", "Lộ trình", "Expected", func(r scorecard.Ranked) *float64 { return r.Expected }),
		t.number("projected", "Dự kiến ở mốc", "Projected", func(r scorecard.Ranked) *float64 { return r.Projected() }),
		t.number("milestone_value", "Mốc", "Milestone", func(r scorecard.Ranked) *float64 { return r.Milestone.Value }),
	} {
		measured(f, inds, rowDigits(rows, rankedRow))
	}
	t.instant("projected_at", "Dự kiến cho ngày", "Projected for", func(r scorecard.Ranked) time.Time { return projectedAt(r.Row) })
	gap := t.number("gap", "Chênh lệch", "Gap", func(r scorecard.Ranked) *float64 { return r.Gap })
	gap.Config.SetDecimals(uint16(rowDigits(rows, rankedRow)))
	t.number("required", "Cần mỗi năm", "Required a year", func(r scorecard.Ranked) *float64 { return r.Required })
	enum(t, "status", "Trạng thái", "Status", statuses, func(r scorecard.Ranked) standing.Status { return r.Status })
	written(t, rankedRow)
	t.text("rank_text", "Hạng", "Rank", func(r scorecard.Ranked) string {
		if r.Rank == 0 {
			return "" // it has not reported
		}
		return outOf(r.Rank, r.Of)
	})
	t.text("change_text", "So kỳ trước", "Since last", func(r scorecard.Ranked) string { return r.ChangeText(change(r.Row), t.Lang) })
	t.text("period", "Kỳ", "Period", func(r scorecard.Ranked) string { return r.Period.String() })
	score := t.number("score", "Xếp theo", "Ranked by", func(r scorecard.Ranked) *float64 { return r.Measured(by) })
	if v.Thresholds {
		gap.Config.Thresholds, gap.Config.Color = aroundZero(), byThreshold()
		if by == query.ByGap {
			score.Config.Thresholds, score.Config.Color = aroundZero(), byThreshold()
		}
	}
	t.percent("worse_share", "Tốt hơn (% đơn vị khác)", "Better than (% of the others)", func(r scorecard.Ranked) *float64 { return r.Worse })
	t.text("clause", "Điều khoản", "Clause", func(r scorecard.Ranked) string { return r.Milestone.Clause })
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
