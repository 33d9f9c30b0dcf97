package frames

import (
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/xhht/xhht/internal/column"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/owed"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/series"
	"github.com/xhht/xhht/internal/wording"
)

var titleStates = states[owed.TitleState]{
	{owed.TitleNone, lang.Text{VI: "Chưa công nhận", EN: "Not recognised"}, wording.SlateGrey},
	{owed.TitleToCome, lang.Text{VI: "Sắp có hiệu lực", EN: "To take effect"}, wording.Blue},
	{owed.TitleInForce, lang.Text{VI: "Đang có hiệu lực", EN: "In force"}, wording.Green},
	{owed.TitleEndsSoon, lang.Text{VI: "Sắp hết hiệu lực", EN: "Ends soon"}, wording.Yellow},
	{owed.TitleLapsed, lang.Text{VI: "Đã hết hiệu lực", EN: "Lapsed"}, wording.Red},
	{owed.TitleRevoked, lang.Text{VI: "Đã thu hồi", EN: "Revoked"}, wording.Plum},
}

// titlesInBrief are the words of timelines and crowded maps.
var titlesInBrief = titleStates.called(func(s owed.TitleState) lang.Text { return titleBriefs[s] })

var titleBriefs = map[owed.TitleState]lang.Text{
	owed.TitleNone: {VI: "–", EN: "–"}, owed.TitleToCome: {VI: "Sắp có", EN: "Soon"}, owed.TitleInForce: {VI: "Có", EN: "Yes"},
	owed.TitleEndsSoon: {VI: "Sắp hết", EN: "Ends"}, owed.TitleLapsed: {VI: "Hết", EN: "Over"}, owed.TitleRevoked: {VI: "Thu hồi", EN: "Revoked"},
}

var agreements = states[owed.Agreement]{
	{owed.AgreesNeither, lang.Text{VI: "Chưa đạt, chưa công nhận", EN: "Not met, not recognised"}, wording.SlateGrey},
	{owed.AgreesBoth, lang.Text{VI: "Khớp", EN: "Agrees"}, wording.Green},
	{owed.AgreesEligible, lang.Text{VI: "Đủ điều kiện, chưa công nhận", EN: "Meets it, not recognised"}, wording.Blue},
	{owed.AgreesNoLonger, lang.Text{VI: "Đã công nhận, số liệu không còn đạt", EN: "Recognised, no longer met"}, wording.Red},
	{owed.AgreesOpen, lang.Text{VI: "Chưa so được", EN: "Cannot be told"}, wording.Grey},
}

// Recognitions is one table, one row per unit × level or title: the decision, and what the numbers amount to, beside each other.
func Recognitions(v View, rows []owed.RecognitionRow) *data.Frame {
	t := tableOf(v, rows)
	t.unit(owed.RecognitionRow.Unit)
	t.indicator(func(r owed.RecognitionRow) string { return r.Indicator.ID }, func(r owed.RecognitionRow) string { return wording.IndicatorName(r.Indicator, v.Lang) })
	enum(t, column.State, "Công nhận", "Recognition", titleStates, func(r owed.RecognitionRow) owed.TitleState { return r.State })
	t.text(column.StateShort, "Viết tắt", "In short", func(r owed.RecognitionRow) string { return titlesInBrief.word(r.State, v.Lang) })
	enum(t, column.Agreement, "So với số liệu", "Against the numbers", agreements, owed.RecognitionRow.Agreement)
	t.text(column.RecognisedText, "Quyết định", "Decision", func(r owed.RecognitionRow) string { return r.Recognised(v.Lang) })
	t.text(column.ComputedText, "Số liệu cho thấy", "What the numbers say", func(r owed.RecognitionRow) string { return r.Computed(v.Lang) })
	of := func(read func(series.Recognition) time.Time) func(owed.RecognitionRow) time.Time {
		return func(r owed.RecognitionRow) time.Time {
			if r.Granted == nil {
				return time.Time{}
			}
			return read(*r.Granted)
		}
	}
	said := func(read func(series.Recognition) string) func(owed.RecognitionRow) string {
		return func(r owed.RecognitionRow) string {
			if r.Granted == nil {
				return ""
			}
			return read(*r.Granted)
		}
	}
	bound := func(which int) func(owed.RecognitionRow) *float64 {
		return func(r owed.RecognitionRow) *float64 {
			low, high, known := r.Meets()
			return map[bool]*float64{true: []*float64{&low, &high}[which]}[known]
		}
	}
	t.whole(column.RecognisedLevel, "Mức được công nhận", "Recognised level", func(r owed.RecognitionRow) int { return int(r.Level()) })
	t.number(column.Low, "Mức chắc chắn", "Certain level", bound(0)).Config.SetDecimals(0)
	t.number(column.High, "Mức cao nhất có thể", "Highest possible level", bound(1)).Config.SetDecimals(0)
	t.text(column.Decision, "Số quyết định", "Number", said(func(r series.Recognition) string { return r.Authority }))
	t.text(column.Issuer, "Cơ quan công nhận", "Recognised by", said(func(r series.Recognition) string { return r.Issuer }))
	t.instant(column.DecidedOn, "Ngày quyết định", "Decided on", of(func(r series.Recognition) time.Time { return r.On }))
	t.instant(column.ValidFrom, "Có hiệu lực từ", "Valid from", of(func(r series.Recognition) time.Time { return r.From }))
	t.instant(column.ValidTo, "Có hiệu lực đến", "Valid to", of(func(r series.Recognition) time.Time { return r.Until }))
	t.text(column.Period, "Kỳ", "Period", func(r owed.RecognitionRow) string {
		return said(func(g series.Recognition) string { return series.PeriodOf(r.Indicator.Frequency, g.At).String() })(r)
	})
	t.text(column.Receipt, "Biên nhận", "Receipt", said(func(r series.Recognition) string { return r.Receipt }))
	t.text(column.LegalBasis, "Căn cứ", "Legal basis", func(r owed.RecognitionRow) string {
		return owed.LevelRow{Standing: r.Standing}.Basis(v.Lang)
	})
	t.whole(column.Attention, "Cần xem xét", "Calls for attention", owed.RecognitionRow.Attention)
	t.belonging(owed.RecognitionRow.Unit)
	return t.frame("recognitions")
}

// RecognitionTimeline is one frame per unit × level or title, a state from the day on which it begins.
func RecognitionTimeline(v View, rows []owed.RecognitionRow, from, to period.Date) data.Frames {
	units := map[string]bool{}
	for _, r := range rows {
		units[r.Area.UID] = true
	}
	out := data.Frames{}
	for _, r := range rows {
		labels := data.Labels{column.Unit.String(): r.Area.UID, column.UnitName.String(): wording.UnitName(r.Area),
			column.Indicator.String(): r.Indicator.ID, column.IndicatorName.String(): wording.IndicatorName(r.Indicator, v.Lang)}
		name := labels[column.IndicatorName.String()]
		if len(units) > 1 {
			name = labels[column.UnitName.String()] + " · " + name
		}
		history := r.History(from, to)
		var list []stretch[owed.TitleState]
		for i, s := range history {
			end := to.AddDays(1)
			if i < len(history)-1 {
				end = history[i+1].From
			}
			list = append(list, stretch[owed.TitleState]{s.From.Time(), end.Time(), s.State})
		}
		out = append(out, timeline(v, "recognitions", labels, name, titlesInBrief, list))
	}
	return out
}

// RecognitionTotals is one table with one row per level or title: how many units stand how, and where the two facts disagree.
func RecognitionTotals(v View, rows []owed.RecognitionTotal) *data.Frame {
	t := tableOf(v, rows)
	t.indicator(func(r owed.RecognitionTotal) string { return r.Indicator.ID }, func(r owed.RecognitionTotal) string { return wording.IndicatorName(r.Indicator, v.Lang) })
	names := map[owed.TitleState]column.Name{owed.TitleNone: column.NotRecognised, owed.TitleToCome: column.ToCome, owed.TitleInForce: column.InForce,
		owed.TitleEndsSoon: column.EndsSoon, owed.TitleLapsed: column.Lapsed, owed.TitleRevoked: column.Revoked}
	for _, s := range titleStates {
		t.whole(names[s.key], s.name.VI, s.name.EN, func(r owed.RecognitionTotal) int { return r.States[s.key] })
	}
	for _, a := range []struct {
		name column.Name
		key  owed.Agreement
	}{{column.NoLonger, owed.AgreesNoLonger}, {column.Eligible, owed.AgreesEligible}} {
		word := agreements[agreements.index(a.key)].name
		t.whole(a.name, word.VI, word.EN, func(r owed.RecognitionTotal) int { return r.Agreements[a.key] })
	}
	t.whole(column.Units, "Số đơn vị", "Units", func(r owed.RecognitionTotal) int { return r.Units })
	return t.frame("recognitions")
}
