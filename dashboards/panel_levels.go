package main

import (
	"github.com/xhht/xhht/dashboards/grafana"
	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/law"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/query"
)

// Levels of universal education and literacy (PCGD – XMC), computed from counts by the rules in plans/law.

// lawSource is where the levels' conditions come from.
var lawSource = problem.Text{
	VI: "Nguồn: Nghị định 20/2014/NĐ-CP, Thông tư 07/2016/TT-BGDĐT, Nghị định 277/2025/NĐ-CP.",
	EN: "Source: Decree 20/2014/NĐ-CP, Circular 07/2016/TT-BGDĐT, Decree 277/2025/NĐ-CP.",
}

// levelTimeline is the level of every unit in one programme, year by year.
func (s scope) levelTimeline(id, w int, level area.Level, programme law.Program, units ...string) grafana.Panel {
	p := s.panel(id, w, "state-timeline", s.programmeTitle(programme),
		s.say("Mức độ tính được từ số liệu qua từng năm. M1–M3: mức độ 1–3; Chưa: chưa đạt; ?: chưa đủ số liệu để kết luận. ",
			"The level computed from the counts, year by year. L1–L3: levels 1 to 3; Yes, No: met or not; ?: the counts do not decide. ")+lawSource.In(s.lang),
		s.ask("A", query.Query{Kind: query.Levels, Shape: query.Timeline, Level: level, Units: units, Programmes: []law.Program{programme}}))
	return stateTimeline(p, len(s.reg.Members(s.plan, level)))
}

// unitLevels is one unit's level in every programme, year by year.
func (s scope) unitLevels(id, w int, level area.Level) grafana.Panel {
	// A query for each programme: the law's own names are longer than the panel is wide.
	var targets []grafana.Target
	var short []grafana.Override
	for i, programme := range shownProgrammes {
		refID := string(rune('A' + i))
		targets = append(targets, s.ask(refID, query.Query{Kind: query.Levels, Shape: query.Timeline, Level: level, Units: []string{unitVar}, Programmes: []law.Program{programme}}))
		short = append(short, answer(refID, set("displayName", s.programmeTitle(programme))))
	}
	p := s.panel(id, w, "state-timeline", s.say("${unit:text}: mức độ PCGD – XMC qua các năm", "${unit:text}: levels over the years"),
		s.say("Mức độ tính được từ số liệu của các chương trình. M1–M3: mức độ 1–3; Chưa: chưa đạt; ?: chưa đủ số liệu. ",
			"The level of every programme, computed from the counts. L1–L3: levels 1 to 3; Yes, No: met or not; ?: the counts do not decide. ")+lawSource.In(s.lang),
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
	title := s.say("Vì sao? Còn thiếu bao nhiêu người?", "Why? How many people are missing?")
	p := s.panel(id, w, "table", title,
		s.say("Điều kiện chưa đạt của mức kế tiếp và số người (hoặc đơn vị) còn thiếu; năm mới nhất ở trên. ",
			"The conditions of the next level that are not met, and how many people or units are missing; the newest year first. ")+lawSource.In(s.lang),
		s.ask("A", query.Query{Kind: query.Levels, Level: level, Units: units}))
	p.Transformations = []grafana.Transformation{keep("unit", "unit_name", "programme_name", "year", "state", "short", "reason", "caution"),
		notEmpty(s.say("Còn thiếu (người hoặc đơn vị)", "Missing (people or units)"))}
	year := s.say("Năm", "Year")
	p = table(p, grafana.SortBy{DisplayName: year, Desc: true})
	p.FieldConfig.Defaults.Custom.WrapText = true
	p.FieldConfig.Defaults.NoValue = s.say("Không biết còn thiếu điều kiện nào", "No condition is known to be missing")
	name := override("unit_name", set("custom.width", 130), s.openUnit())
	if s.judges() && len(units) == 1 {
		name = hideColumn("unit_name") // the page is about one unit
	}
	p.FieldConfig.Overrides = []grafana.Override{
		hideColumn("unit"), name, override("programme_name", set("custom.width", 170)),
		override("year", set("displayName", year), set("custom.width", 76)), colored("state", 110), narrow("short", 110),
		override("reason", set("custom.minWidth", 300), set("noValue", noCell)), override("caution", set("custom.minWidth", 160), set("noValue", noCell)),
	}
	return p
}

// declared holds what units declare against what their numbers give, and says whose recognition is about to lapse.
func (s scope) declared(id, w int, level area.Level, units ...string) grafana.Panel {
	p := s.panel(id, w, "table", s.say("Mức khai có khớp với mức tính? Có giữ được không?", "Do declared levels agree? Are they kept?"),
		s.say("Mức đơn vị khai, mức tính được, và quy định hai năm liền không duy trì thì phải công nhận lại (Điều 9; điều này chỉ nói về tỉnh, với huyện và xã áp dụng tương tự). ",
			"The level declared, the level computed, and the rule of two years (Article 9, which speaks of provinces; applied to districts and communes by analogy): not kept twice in a row, it has to be won again. ")+lawSource.In(s.lang),
		s.ask("A", query.Query{Kind: query.Levels, Level: level, Units: units}))
	p.Transformations = []grafana.Transformation{keep("unit", "unit_name", "programme_name", "year", "state", "declared", "comparison", "keeping", "missed")}
	missed := s.say("Năm không duy trì", "Years not kept")
	p = table(p, grafana.SortBy{DisplayName: missed, Desc: true})
	p.FieldConfig.Overrides = []grafana.Override{
		hideColumn("unit"), override("unit_name", set("custom.width", 130), s.openUnit()), override("programme_name", set("custom.minWidth", 150)),
		narrow("year", 64), colored("state", 110), narrow("declared", 96), colored("comparison", 180), colored("keeping", 170),
		override("missed", set("displayName", missed), set("custom.width", 120), set("noValue", noCell)),
	}
	return p
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
