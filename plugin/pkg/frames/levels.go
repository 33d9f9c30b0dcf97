package frames

import (
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/column"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/law"
	"github.com/xhht/xhht/internal/owed"
	"github.com/xhht/xhht/internal/wording"
)

// levelState is a level as people see it. Where the counts leave two levels open it is the one that is certain.
type levelState string

const (
	levelUnknown levelState = "unknown"
	levelNone    levelState = "none"
	levelOne     levelState = "1"
	levelTwo     levelState = "2"
	levelThree   levelState = "3"
	levelMet     levelState = "met" // of a programme that has one level
	levelSilent  levelState = "silent"
)

var levelStates = states[levelState]{
	{levelUnknown, lang.Text{VI: "Chưa rõ", EN: "Unknown"}, wording.Grey},
	{levelNone, lang.Text{VI: "Chưa đạt", EN: "Not met"}, wording.Orange},
	{levelOne, lang.Text{VI: "Mức độ 1", EN: "Level 1"}, wording.Yellow},
	{levelTwo, lang.Text{VI: "Mức độ 2", EN: "Level 2"}, wording.Green},
	{levelThree, lang.Text{VI: "Mức độ 3", EN: "Level 3"}, wording.Blue},
	{levelMet, lang.Text{VI: "Đạt", EN: "Met"}, wording.Blue},
	{levelSilent, lang.Text{VI: "Chưa có số", EN: "No data"}, wording.SlateGrey}, // nothing came: neither won nor lost
}

// levelsInBrief are the words of timelines and crowded maps.
var levelsInBrief = levelStates.called(func(l levelState) lang.Text { return levelBriefs[l] })

var levelBriefs = map[levelState]lang.Text{
	levelSilent: {VI: "–", EN: "–"}, levelUnknown: {VI: "?", EN: "?"}, levelNone: {VI: "Chưa", EN: "No"}, levelMet: {VI: "Đạt", EN: "Yes"},
	levelOne: {VI: "M1", EN: "L1"}, levelTwo: {VI: "M2", EN: "L2"}, levelThree: {VI: "M3", EN: "L3"},
}

func levelOf(r owed.LevelRow) levelState {
	switch {
	case r.Standing == nil:
		return levelSilent
	case r.Standing.Low == 0 && r.Standing.High > 0:
		return levelUnknown
	case r.Standing.Low == 0:
		return levelNone
	case r.Programme == law.Preschool5 || r.Programme == law.Preschool3To5:
		return levelMet
	case r.Standing.Low == 1:
		return levelOne
	case r.Standing.Low == 2:
		return levelTwo
	}
	return levelThree
}

var declarations = states[owed.Declaration]{
	{owed.NotDeclared, lang.Text{VI: "Không khai", EN: "Not declared"}, wording.Grey},
	{owed.DeclaredAgrees, lang.Text{VI: "Khớp", EN: "Agrees"}, wording.Green},
	{owed.DeclaredTooHigh, lang.Text{VI: "Khai cao hơn kết quả tính", EN: "Declared higher than computed"}, wording.Red},
	{owed.DeclaredTooLow, lang.Text{VI: "Khai thấp hơn kết quả tính", EN: "Declared lower than computed"}, wording.Yellow},
	{owed.DeclaredUnproven, lang.Text{VI: "Chưa xác nhận được", EN: "Cannot be confirmed"}, wording.SlateGrey},
}

// Keeping is how a recognition stands under the two-year rule.
var keepings = states[owed.Keeping]{
	{owed.KeepingUnknown, lang.Text{VI: "Chưa rõ", EN: "Unknown"}, wording.Grey},
	{owed.KeepingNever, lang.Text{VI: "Chưa được công nhận", EN: "Not recognised"}, wording.SlateGrey},
	{owed.KeepingHeld, lang.Text{VI: "Đang giữ", EN: "Kept"}, wording.Green},
	{owed.KeepingAtRisk, lang.Text{VI: "Một năm nữa là mất", EN: "One more year and it lapses"}, wording.Orange},
	{owed.KeepingLapsed, lang.Text{VI: "Đã mất", EN: "Lapsed"}, wording.Red},
}

// Levels is one table, one row per unit × programme × year, with the reasons.
func Levels(v View, rows []owed.LevelRow) *data.Frame {
	t := tableOf(v, rows)
	t.unit(owed.LevelRow.Unit)
	programme(t)
	enum(t, column.State, "Kết quả tính", "Computed", levelStates, levelOf)
	t.text(column.StateShort, "Viết tắt", "In short", func(r owed.LevelRow) string { return levelsInBrief.word(levelOf(r), v.Lang) })
	t.text(column.ShortText, "Còn thiếu", "Missing", func(r owed.LevelRow) string { return shortText(r).In(v.Lang) })
	enum(t, column.Comparison, "So với mức khai", "Against the declared level", declarations, owed.LevelRow.Declaration)
	enum(t, column.Keeping, "Duy trì công nhận", "Recognition", keepings, func(r owed.LevelRow) owed.Keeping { return r.Keeping })
	t.whole(column.Year, "Năm", "Year", func(r owed.LevelRow) int { return r.Year }).Config.Unit = "none"
	of := func(read func(owed.LevelRow) *float64) func(owed.LevelRow) *float64 {
		return func(r owed.LevelRow) *float64 {
			if r.Standing == nil {
				return nil
			}
			return read(r)
		}
	}
	declared := t.number(column.Declared, "Mức khai", "Declared level", of(func(r owed.LevelRow) *float64 { return r.Standing.Declared }))
	t.text(column.LegalBasis, "Căn cứ", "Legal basis", func(r owed.LevelRow) string { return r.Basis(v.Lang) })
	t.text(column.Reason, "Điều kiện còn thiếu", "Conditions not met", func(r owed.LevelRow) string { return r.Reason(v.Lang) })
	t.text(column.Caution, "Quy định chưa chắc chắn", "Rules that are not certain", func(r owed.LevelRow) string {
		if r.Standing == nil {
			return ""
		}
		return r.Standing.Caution.In(v.Lang)
	})
	t.whole(column.Attention, "Cần xem xét", "Calls for attention", owed.LevelRow.Attention)
	for _, f := range []*data.Field{
		declared,
		t.number(column.Low, "Mức chắc chắn", "Certain level", of(func(r owed.LevelRow) *float64 { return &r.Standing.Low })),
		t.number(column.High, "Mức cao nhất có thể", "Highest possible level", of(func(r owed.LevelRow) *float64 { return &r.Standing.High })),
		t.number(column.Missed, "Năm không duy trì", "Years not kept", of(func(r owed.LevelRow) *float64 { return &r.Standing.Missed })),
		t.number(column.Short, "Còn thiếu (người hoặc đơn vị)", "Missing (people or units)", of(func(r owed.LevelRow) *float64 { return r.Standing.Short })),
	} {
		f.Config.SetDecimals(0)
	}
	t.belonging(owed.LevelRow.Unit)
	return t.frame("levels")
}

// shortText says what is missing to the next level, and of what: a commune's level counts people, one above it counts communes.
func shortText(r owed.LevelRow) lang.Text {
	if r.Standing == nil || r.Standing.Short == nil {
		return lang.Text{}
	}
	n := int(*r.Standing.Short)
	people, communes := "%d people", "%d communes"
	if n == 1 {
		people, communes = "%d person", "%d commune"
	}
	if r.Area.Level == area.Commune {
		return lang.Textf("%d người", people, n)
	}
	return lang.Textf("%d xã", communes, n)
}

func programme(t *table[owed.LevelRow]) {
	t.text(column.Programme, "Mã chương trình", "Programme ID", func(r owed.LevelRow) string { return string(r.Programme) })
	t.text(column.ProgrammeName, "Chương trình", "Programme", func(r owed.LevelRow) string { return r.Programme.Name().In(t.Lang) })
}

// LevelTimeline is one frame per unit × programme, a state from the first day of each year on. It has no other column: a
// state timeline draws every column as a row of its own.
func LevelTimeline(v View, rows []owed.LevelRow) data.Frames {
	type key struct {
		unit      string
		programme law.Program
	}
	var order []key
	series := map[key][]owed.LevelRow{}
	programmes, units := map[law.Program]bool{}, map[string]bool{}
	for _, r := range rows {
		k := key{r.Area.UID, r.Programme}
		if _, seen := series[k]; !seen {
			order = append(order, k)
		}
		series[k] = append(series[k], r)
		programmes[r.Programme], units[r.Area.UID] = true, true
	}
	out := data.Frames{}
	for _, k := range order {
		first := series[k][0]
		labels := data.Labels{column.Unit.String(): k.unit, column.UnitName.String(): wording.UnitName(first.Area),
			column.Programme.String(): string(k.programme), column.ProgrammeName.String(): k.programme.Name().In(v.Lang)}
		name := labels[column.UnitName.String()]
		switch {
		case len(units) == 1:
			name = lang.Capital(labels[column.ProgrammeName.String()])
		case len(programmes) > 1:
			name += " · " + labels[column.ProgrammeName.String()]
		}
		out = append(out, timeline(v, "levels", labels, name, levelsInBrief, points(series[k], levelOf, func(r owed.LevelRow) (time.Time, time.Time) {
			return time.Date(r.Year, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(r.Year+1, 1, 1, 0, 0, 0, 0, time.UTC)
		})))
	}
	return out
}
