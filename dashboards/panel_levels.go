package main

import (
	"strings"

	"github.com/xhht/xhht/dashboards/grafana"
	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/column"
	"github.com/xhht/xhht/internal/law"
	"github.com/xhht/xhht/internal/query"
)

// Levels of universal education and literacy (PCGD – XMC), computed from counts by the rules in plans/law.

// lawSource is where the levels' conditions come from, and which of them nobody has confirmed.
func (s scope) lawSource() string {
	var all []string
	for _, d := range s.reg.Law.Decrees {
		all = append(all, d.Number)
	}
	text := s.say("Nguồn: ", "Source: ") + strings.Join(all, ", ") + "."
	if open := s.reg.Law.Unconfirmed(); len(open) > 0 {
		text += s.say(" Chưa được xác nhận: ", " Not confirmed: ") + strings.Join(open, ", ") + s.say("; mức tính theo đó có ghi ở cột Căn cứ.", "; levels by them say so in the column Legal basis.")
	}
	return text
}

// levelTimeline is the level of every unit in one programme, year by year.
func (s scope) levelTimeline(id, w int, level area.Level, programme law.Program, units ...string) grafana.Panel {
	p := s.panel(id, w, "state-timeline", s.programmeTitle(programme)+s.levelKey(programme),
		s.say("Mức độ tính được từ số liệu qua từng năm. M1–M3: mức độ 1–3; Chưa: chưa đạt; ?: chưa đủ số liệu để kết luận; –: chưa có số. ",
			"The level computed from the counts, year by year. L1–L3: levels 1 to 3; Yes, No: met or not; ?: the counts do not decide; –: no data. ")+s.lawSource(),
		s.ask("A", query.Query{Kind: query.Levels, Shape: query.Timeline, Level: level, Units: units, Programmes: []law.Program{programme}}))
	return stateTimeline(p, len(s.reg.Members(s.plan, level)))
}

// levelKey says in the title what the brief words in the bars mean: who looks at a wall points at nothing. It fits a phone, and
// the dash is explained once, in the first panel.
func (s scope) levelKey(p law.Program) string {
	if p == law.Preschool5 {
		return s.say(": ? chưa rõ, – chưa có số", ": ? unclear, – no data")
	}
	return s.say(": M mức, ? chưa rõ", ": L level, ? unclear")
}

// unitLevels is one unit's level in every programme, year by year.
func (s scope) unitLevels(id, w int, level area.Level) grafana.Panel {
	// A query for each programme: the law's own names are longer than the panel is wide.
	var targets []grafana.Target
	var short []grafana.Override
	for i, programme := range shownProgrammes {
		refID := string(rune('A' + i))
		targets = append(targets, s.ask(refID, query.Query{Kind: query.Levels, Shape: query.Timeline, Level: level, Units: []string{unitVar},
			Programmes: []law.Program{programme}}))
		short = append(short, answer(refID, set("displayName", s.programmeTitle(programme))))
	}
	p := s.panel(id, w, "state-timeline", s.say("${unit:text}: mức độ PCGD – XMC qua các năm", "${unit:text}: levels over the years"),
		s.say("Mức độ tính được từ số liệu của các chương trình. M1–M3: mức độ 1–3; Chưa: chưa đạt; ?: chưa đủ số liệu. ",
			"The level of every programme, computed from the counts. L1–L3: levels 1 to 3; Yes, No: met or not; ?: the counts do not decide. ")+s.lawSource(),
		targets...)
	p.FieldConfig.Overrides = short
	return stateTimeline(p, len(shownProgrammes))
}

// rowsInSight is how many units a timeline shows at a time: 124 communes in one picture cannot be read.
const rowsInSight = 10

// shownProgrammes are those that units are recognised in; preschool for ages 3 to 5 begins in 2026.
var shownProgrammes = []law.Program{law.Preschool5, law.Primary, law.LowerSecondary, law.Literacy}

// stateTimeline is the look of states over time: words in the bars, since colour alone says nothing to many.
func stateTimeline(p grafana.Panel, rows int) grafana.Panel {
	p.FieldConfig.Defaults.Custom = grafana.Custom{FillOpacity: 100, LineWidth: 1}
	pages := 0
	if rows > rowsInSight {
		pages = rowsInSight
	}
	p.Options = grafana.StateTimelineOptions{
		MergeValues: true, ShowValue: "auto", AlignValue: "center", RowHeight: 0.85, PerPage: pages,
		Legend:  grafana.Legend{DisplayMode: "list", Placement: "bottom", Calcs: []string{}},
		Tooltip: grafana.Tooltip{Mode: "single", Sort: "none"},
	}
	return p
}

// levelReasons is why a unit has the level it has, and how many people or units the next one is away.
func (s scope) levelReasons(id, w int, level area.Level, units ...string) grafana.Panel {
	p := s.panel(id, w, "table", s.say("Vì sao chưa lên mức? Còn thiếu bao nhiêu?", "Why not the next level? How much is missing?"),
		s.say("Điều kiện chưa đạt của mức kế tiếp và số người (ở xã) hoặc số xã (ở huyện, tỉnh) còn thiếu; năm mới nhất ở trên, trong một năm thì đơn vị gần đạt nhất ở trên. ",
			"The conditions of the next level that are not met, and how many people (of a commune) or communes (above) are missing; the newest year first, within a year whoever is nearest. ")+s.lawSource(),
		s.ask("A", query.Query{Kind: query.Levels, Level: level, Units: units, Only: query.OnlyShort}))
	p.Transformations = []grafana.Transformation{keep(column.Unit, column.UnitName, column.ProgrammeName, column.State, column.ShortText, column.Year,
		column.LegalBasis, column.Reason, column.Caution, column.Short),
		sortBy(column.Short, 9, false), sortBy(column.Year, 5, true)}
	p = table(p)
	p.FieldConfig.Defaults.Custom.WrapText = true
	if len(units) > 0 { // every row as tall as its longest text; of a whole tier Grafana would have to draw hundreds
		p.FieldConfig.Defaults.Custom.Cell = &grafana.Cell{Type: "markdown", DynamicHeight: true}
	}
	p.FieldConfig.Defaults.NoValue = s.say("Không biết còn thiếu điều kiện nào", "No condition is known to be missing")
	name := override(column.UnitName, set("custom.width", 100), s.openUnit())
	if s.judges() && len(units) == 1 {
		name = hideColumn(column.UnitName) // the page is about one unit
	}
	p.FieldConfig.Overrides = []grafana.Override{
		hideColumn(column.Unit), hideColumn(column.Short), name, s.programme(96), colored(column.State, 88), figure(column.ShortText, s.either(76, 104)), narrow(column.Year, 60),
		s.legalBasis(), override(column.Reason, set("custom.minWidth", 260), set("noValue", noCell)), override(column.Caution, set("custom.minWidth", 260), set("noValue", noCell)),
	}
	return p
}

// declared lists the declared levels that the numbers do not bear out, and those about to lapse or lapsed: what agrees and is kept asks
// nothing of anybody.
func (s scope) declared(id, w int, level area.Level, units ...string) grafana.Panel {
	p := s.panel(id, w, "table", s.say("Mức khai nào không khớp, mức nào sắp mất?", "Which declared levels disagree, which are about to lapse?"),
		s.say("Chỉ hiện mức khai khác mức tính được, chưa xác nhận được, hoặc không còn giữ; nặng nhất ở trên. Hai năm liền không duy trì thì phải công nhận lại (Điều 9; điều này chỉ nói về tỉnh, với huyện và xã áp dụng tương tự). ",
			"Only levels declared otherwise than computed, not confirmed, or not kept; the gravest first. Not kept two years in a row, a level has to be won again (Article 9, which speaks of provinces; applied to districts and communes by analogy). ")+s.lawSource(),
		s.ask("A", query.Query{Kind: query.Levels, Level: level, Units: units, Only: query.OnlyAttention}))
	p.Transformations = []grafana.Transformation{keep(column.Unit, column.UnitName, column.ProgrammeName, column.State, column.Comparison,
		column.Keeping, column.Year, column.Declared, column.LegalBasis, column.Attention),
		sortBy(column.Year, 6, true), sortBy(column.Attention, 9, true)}
	p = table(p)
	p.FieldConfig.Defaults.NoValue = s.say("Không thấy mức khai nào lệch, mức nào sắp mất", "No declared level disagrees, none is about to lapse")
	p.FieldConfig.Overrides = []grafana.Override{
		hideColumn(column.Unit), hideColumn(column.Attention), override(column.UnitName, set("custom.minWidth", 100), s.openUnit()), s.programme(124), colored(column.State, 88),
		colored(column.Comparison, 200), colored(column.Keeping, s.either(190, 212)), narrow(column.Year, 60), narrow(column.Declared, 84), s.legalBasis(),
	}
	return p
}

// legalBasis is the column that says which levels rest on rules that nobody has confirmed.
func (s scope) legalBasis() grafana.Override {
	return override(column.LegalBasis, set("custom.minWidth", 140), set("noValue", noCell))
}

// programme is the column of a programme's name, in the words of the panels' heads: the law's own are longer than a column.
func (s scope) programme(pixels int) grafana.Override {
	short := map[string]grafana.Shown{}
	for i, p := range law.Programs {
		short[p.Name().In(s.lang)] = grafana.Shown{Text: s.programmeTitle(p), Index: i}
	}
	return override(column.ProgrammeName, set("custom.width", pixels), set("mappings", []grafana.Mapping{{Type: "value", Options: short}}))
}

// programmeTitle is short enough for the head of a narrow panel.
func (s scope) programmeTitle(p law.Program) string {
	switch p {
	case law.Preschool5:
		return s.say("Mầm non 5 tuổi", "Preschool, age 5")
	case law.Preschool3To5:
		return s.say("Mầm non 3–5 tuổi", "Preschool, ages 3–5")
	case law.Primary:
		return s.say("Tiểu học", "Primary")
	case law.LowerSecondary:
		return s.say("Trung học cơ sở", "Lower secondary")
	}
	return s.say("Xóa mù chữ", "Literacy")
}
