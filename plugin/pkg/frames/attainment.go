package frames

import (
	"fmt"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/column"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/scorecard"
	"github.com/xhht/xhht/internal/wording"
)

// The states of a target at one tier.
type attainedState string

const (
	met     attainedState = "met"
	notMet  attainedState = "not_met"
	unknown attainedState = "unknown"
	unsaid  attainedState = "unquantified"
)

var attainedStates = states[attainedState]{
	{met, lang.Text{VI: "Đạt", EN: "Met"}, wording.Blue},
	{notMet, lang.Text{VI: "Chưa đạt", EN: "Not met"}, wording.Orange},
	{unknown, lang.Text{VI: "Chưa rõ", EN: "Unknown"}, wording.Grey},
	{unsaid, lang.Text{VI: "Không lượng hóa", EN: "No number set"}, wording.SlateGrey},
}

func stateOf(a scorecard.Attained) attainedState {
	missing := a.Missing()
	switch {
	case a.Milestone.Value == nil && a.Milestone.Comparator != plan.Maintain:
		return unsaid
	case missing != nil && *missing == 0, a.Low != nil && *a.Low >= a.Needed:
		return met
	case missing != nil, a.High != nil && *a.High < a.Needed:
		return notMet
	}
	return unknown
}

// Attainment is one table with one row per target: how many units meet it, how many have to, and what the nation asks.
func Attainment(v View, rows []scorecard.Attained, level area.Level) *data.Frame {
	t := tableOf(v, rows)
	t.text(column.Target, "Mã chỉ tiêu", "Target ID", func(a scorecard.Attained) string { return a.Target.ID })
	t.indicator(func(a scorecard.Attained) string { return a.Indicator.ID }, func(a scorecard.Attained) string { return wording.IndicatorName(a.Indicator, v.Lang) })
	t.text(column.Theme, "Nhóm", "Theme", func(a scorecard.Attained) string { return a.Indicator.Theme })
	t.text(column.Level, "Cấp", "Level", func(scorecard.Attained) string { return string(level) })
	t.text(column.Counted, "Đơn vị được đếm", "Units counted", func(a scorecard.Attained) string { return string(counted(a, level)) })
	enum(t, column.Status, "Trạng thái", "Status", attainedStates, stateOf)
	t.count(column.Needed, "Số đơn vị cần", "Units needed", scorecard.Attained.Asked)
	t.count(column.Have, "Số đơn vị đạt", "Units that meet it", func(a scorecard.Attained) *int { return a.Have })
	t.text(column.HaveText, "Số đơn vị đạt", "Units that meet it", haveText)
	t.count(column.HaveLow, "Ít nhất", "At least", func(a scorecard.Attained) *int { return a.Low })
	t.count(column.HaveHigh, "Nhiều nhất", "At most", func(a scorecard.Attained) *int { return a.High })
	t.count(column.Missing, "Còn thiếu", "Missing", scorecard.Attained.Missing)
	t.whole(column.Of, "Tổng số đơn vị", "Units in all", func(a scorecard.Attained) int { return a.Of })
	t.percent(column.Share, "Tỷ lệ đơn vị đạt", "Share that meets it", share)
	t.count(column.Behind, "Số đơn vị chậm", "Units behind", scorecard.Attained.Lagging)
	t.whole(column.Silent, "Số đơn vị chưa có số liệu", "Units without data", func(a scorecard.Attained) int { return a.Silent })
	t.text(column.Period, "Kỳ", "Period", func(a scorecard.Attained) string { return a.Period.String() })
	t.text(column.Need, "Mốc", "Milestone", func(a scorecard.Attained) string { return a.Newest.NeedText(v.Lang) })
	value := t.number(column.MilestoneValue, "Mốc (số)", "Milestone (number)", func(a scorecard.Attained) *float64 { return a.Milestone.Value })
	t.instant(column.MilestoneBy, "Hạn", "By", func(a scorecard.Attained) time.Time { return a.Milestone.By.Time() })
	t.text(column.Clause, "Điều khoản", "Clause", func(a scorecard.Attained) string { return a.Milestone.Clause })
	t.text(column.Quote, "Trích dẫn", "Quote", func(a scorecard.Attained) string { return a.Milestone.Quote })
	t.text(column.Firmness, "Mức cam kết", "Firmness", func(a scorecard.Attained) string { return wording.FirmnessName(a.Milestone.Firmness, v.Lang) })
	t.text(column.Findings, "Điều văn bản để ngỏ", "Open in the source", func(a scorecard.Attained) string { return findingsText(a.Findings, v.Lang) })
	measured(value, attainedIndicators(rows), leastDigits)
	national(t)
	return t.frame("attainment")
}

// national is what the decision of a higher level asks for on the same indicator.
func national(t *table[scorecard.Attained]) {
	of := func(read func(scorecard.National) string) func(scorecard.Attained) string {
		return func(a scorecard.Attained) string {
			if a.National == nil {
				return ""
			}
			return read(*a.National)
		}
	}
	t.text(column.National, "Chỉ tiêu quốc gia", "National target", of(func(n scorecard.National) string { return n.NeedText(t.Registry, t.Lang) }))
	value := t.number(column.NationalValue, "Chỉ tiêu quốc gia (số)", "National target (number)", func(a scorecard.Attained) *float64 {
		if a.National == nil {
			return nil
		}
		return a.National.Milestone.Value
	})
	measured(value, attainedIndicators(t.rows), leastDigits)
	t.instant(column.NationalBy, "Hạn quốc gia", "National target by", func(a scorecard.Attained) time.Time {
		if a.National == nil {
			return time.Time{}
		}
		return a.National.Milestone.By.Time()
	})
	t.text(column.NationalDocument, "Văn bản quốc gia", "National document", of(func(n scorecard.National) string { return n.Plan.Document.Number }))
	t.text(column.NationalSource, "Nguồn của chỉ tiêu quốc gia", "Source of the national target", of(func(n scorecard.National) string { return n.Milestone.SourceNote }))
	t.text(column.NationalConfidence, "Độ tin cậy của nguồn", "Confidence", of(func(n scorecard.National) string { return string(n.Milestone.Confidence) }))
}

// haveText is how many units meet it, from the least to the most where some have not reported: "3", "0–2".
func haveText(a scorecard.Attained) string {
	switch {
	case a.Have != nil:
		return fmt.Sprint(*a.Have)
	case a.Low == nil || a.High == nil:
		return ""
	}
	return fmt.Sprintf("%d–%d", *a.Low, *a.High)
}

func share(a scorecard.Attained) *float64 {
	if a.Have == nil || a.Of == 0 {
		return nil
	}
	return new(100 * float64(*a.Have) / float64(a.Of))
}

func counted(a scorecard.Attained, level area.Level) area.Level {
	if a.Indicator.Measure == catalogue.ShareOfUnits {
		return a.Indicator.MemberLevel
	}
	return level
}

func attainedIndicators(rows []scorecard.Attained) []catalogue.Indicator {
	out := make([]catalogue.Indicator, len(rows))
	for i, r := range rows {
		out[i] = r.Indicator
	}
	return out
}
