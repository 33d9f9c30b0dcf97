package source_test

import (
	"testing"
	"time"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/series"
)

// The world of these tests: a province with four districts, cut out of the plan of Vĩnh Long and seen on 20 December 2025,
// eleven days after the reports of 2025 were due.
var (
	asOf     = time.Date(2025, 12, 20, 3, 0, 0, 0, time.UTC)
	received = time.Date(2021, 1, 5, 0, 0, 0, 0, time.UTC)
)

const (
	planID   = "vinh-long"
	province = "p:86@0"
	city     = "d:855@0"
	longHo   = "d:857@0"
	traOn    = "d:862@0"
	binhTan  = "d:863@0"
	skills   = "info_skills_rate"
	level    = "primary_level"
	share    = "primary_level3_share"
	better   = "literacy_quality"
	title    = "learning_unit"
)

func world() series.Catalogue {
	vi := func(s, en string) lang.Text { return lang.Text{VI: s, EN: en} }
	until := period.DateOf(2025, 6, 30)
	unit := func(uid, code, name, full string, l area.Level, parent string) area.Area {
		return area.Area{UID: uid, Code: code, Name: name, FullName: full, Level: l, Parent: parent, ValidTo: until}
	}
	milestone := func(year int, c plan.Comparator, value float64, clause, quote string) plan.Milestone {
		m := plan.Milestone{By: period.DateOf(year, 12, 31), Comparator: c, Value: &value, Firmness: plan.Committed, Clause: clause, Quote: quote}
		if year == 2030 {
			m.Firmness = plan.Aspire
		}
		if c == plan.Increase {
			m.Value = nil
		}
		return m
	}
	goOn := plan.Succession{Policy: plan.Continue, Ended: until.AddDays(1), Why: vi("Chuỗi số liệu không đứt", "The series must not break")}
	return series.Catalogue{
		Schema: series.SchemaVersion, Generation: "g1", LastWrite: time.Date(2025, 12, 19, 20, 0, 0, 0, time.UTC),
		Areas: []area.Area{
			unit(province, "86", "Vĩnh Long", "Tỉnh Vĩnh Long", area.Province, ""),
			unit(city, "855", "Vĩnh Long", "Thành phố Vĩnh Long", area.District, province),
			unit(longHo, "857", "Long Hồ", "Huyện Long Hồ", area.District, province),
			unit(traOn, "862", "Trà Ôn", "Huyện Trà Ôn", area.District, province),
			unit(binhTan, "863", "Bình Tân", "Huyện Bình Tân", area.District, province),
		},
		Indicators: map[string]catalogue.Indicator{
			skills: {ID: skills, Name: vi("Tỷ lệ người có năng lực thông tin", "People with information skills"), Short: vi("Năng lực thông tin", "Information skills"),
				Theme: "skills", Measure: catalogue.Rate, Direction: catalogue.Higher, Frequency: period.Annual, RollUp: true, Groups: []string{"sex=female"}},
			level: {ID: level, Name: vi("Mức độ phổ cập tiểu học", "Universal primary level"), Short: vi("Phổ cập tiểu học", "Primary level"),
				Theme: "universal", Measure: catalogue.Level, Max: 3, Direction: catalogue.Higher, Frequency: period.Annual},
			share: {ID: share, Name: vi("Tỷ lệ huyện phổ cập tiểu học mức 3", "Districts at primary level 3"), Short: vi("Huyện tiểu học mức 3", "Districts at level 3"),
				Theme: "universal", Measure: catalogue.ShareOfUnits, Of: level, AtLeast: 3, MemberLevel: area.District, Direction: catalogue.Higher, Frequency: period.Annual},
			title: {ID: title, Name: vi("Danh hiệu đơn vị học tập", "Title of learning unit"), Short: vi("Đơn vị học tập", "Learning unit"), Theme: "models", Measure: catalogue.Level, Max: 2,
				Direction: catalogue.Higher, Frequency: period.Annual, Tenure: catalogue.Tenure{Years: 3, SourceNote: "bài đăng", Confidence: "high"}},
			better: {ID: better, Name: vi("Chất lượng xóa mù chữ", "Quality of literacy"), Theme: "universal", Measure: catalogue.Level, Max: 2, Direction: catalogue.Higher, Frequency: period.Annual},
		},
		Plans: []plan.Plan{{
			ID: planID, Title: vi("Kế hoạch xây dựng xã hội học tập", "Learning society plan"), Short: vi("Vĩnh Long 2021–2030", ""),
			Document: plan.Document{Number: "KH 1788", Date: period.DateOf(2021, 8, 2)}, From: 2021, To: 2030,
			Root: province, Units: []string{city, longHo, traOn, binhTan}, Bounds: plan.DefaultBounds,
			Succession: map[area.Level]plan.Succession{area.Province: goOn, area.District: goOn},
			Targets: []plan.Target{
				{ID: "skills", Indicator: skills, Level: area.Province, Monitored: []area.Level{area.District}, Milestones: []plan.Milestone{
					milestone(2025, plan.AtLeast, 50, "II.2.a, gạch 1", "50% người dân có năng lực thông tin"),
					milestone(2030, plan.AtLeast, 70, "II.2.b, gạch 1", "Phấn đấu 70%")}},
				{ID: "level3", Indicator: share, Level: area.Province, N: 4, Milestones: []plan.Milestone{
					milestone(2025, plan.AtLeast, 70, "II.2.a, gạch 2", "70% các huyện đạt mức độ 3"),
					milestone(2030, plan.AtLeast, 100, "II.2.b, gạch 2", "100% huyện")}},
				{ID: "own-level", Indicator: level, Level: area.District, Milestones: []plan.Milestone{
					milestone(2025, plan.AtLeast, 3, "II.2.a, gạch 3", "đạt mức độ 3")}},
				{ID: "quality", Indicator: better, Level: area.District, Milestones: []plan.Milestone{
					milestone(2030, plan.Increase, 0, "II.2.b, gạch 4", "tập trung nâng chất")}},
			},
			Forms: []plan.Form{{ID: "annual", Name: vi("Báo cáo hằng năm", "Annual report"), Level: area.District, Frequency: period.Annual, Indicators: plan.Asks(skills, level, better),
				Due: plan.Due{Before: "12-10", Clause: "VI.3", Quote: "trước ngày 10 tháng 12 hằng năm"}}},
			Deliverables: []plan.Deliverable{
				{ID: "committee", Title: vi("Kiện toàn Ban chỉ đạo", "Renew the committee"), Lead: vi("Sở GDĐT", "Department of Education"), Due: period.DateOf(2021, 9, 30), DueText: "Quý 3/2021", Clause: "PL, mục 1", Quote: "Kiện toàn Ban chỉ đạo"},
				{ID: "review", Title: vi("Sơ kết 5 năm", "Review of five years"), Lead: vi("Thường trực BCĐ", "Standing office"), Due: period.DateOf(2025, 10, 31), DueText: "trước ngày 01/11/2025", Clause: "VI.3", Quote: "sơ kết 5 năm"},
				{ID: "final", Title: vi("Tổng kết", "Final report"), Due: period.DateOf(2030, 10, 31), DueText: "trước ngày 01/11/2030", Clause: "VI.3", Quote: "tổng kết"},
				{ID: "media", Title: vi("Tuyên truyền", "Tell the public"), Clause: "III.1", Quote: "Tuyên truyền"},
			},
			Titles: []plan.Title{{Indicator: title, Level: area.District, Why: vi("Danh hiệu có thời hạn", "A title with a term")}},
			Findings: []plan.Finding{
				{ID: "units", Class: plan.Question, Clauses: []string{"II.2.a"}, Targets: []string{"level3"},
					Text: vi("Không rõ tính trên đơn vị nào sau 01/7/2025.", "Unclear which units count after 1 July 2025.")},
				{ID: "days", Class: plan.Contradiction, Clauses: []string{"V.11.đ", "VI.3"}, Targets: []string{"own-level"}, Forms: []string{"annual"}, Deliverables: []string{"review"},
					Text: vi("V.11.đ ghi trước 20/12, VI.3 ghi trước 10/12.", "V.11.đ says before 20 December, VI.3 before 10 December.")},
			},
		}, {
			ID: "national", Kind: plan.Reference, Title: vi("Đề án quốc gia", "National scheme"), Short: vi("Quốc gia", "Nation"), Document: plan.Document{Number: "QĐ 1373/QĐ-TTg", Date: period.DateOf(2021, 7, 30)},
			From: 2021, To: 2030, Bounds: plan.DefaultBounds,
			Targets: []plan.Target{{ID: "n-skills", Indicator: skills, Level: area.Province, Milestones: []plan.Milestone{
				{By: period.DateOf(2025, 12, 31), Comparator: plan.AtLeast, Value: new(50.0), SourceNote: "Mục I.2", Confidence: "high"},
				{By: period.DateOf(2030, 12, 31), Comparator: plan.AtLeast, Value: new(70.0), SourceNote: "Mục I.2", Confidence: "high"}}}},
		}},
	}
}

func end(year int) time.Time { return time.Date(year, 12, 31, 0, 0, 0, 0, time.UTC) }

// points are what the projector would have stored: Trà Ôn is late with 2025, Bình Tân never reported.
func points() ([]series.Observation, []series.TargetPoint, []series.Report) {
	var obs []series.Observation
	add := func(uid, indicator string, from int, values ...float64) {
		for i, v := range values {
			obs = append(obs, series.Observation{Indicator: indicator, Area: uid, Level: area.District, Parent: province, Group: catalogue.GroupAll, Basis: series.Reported,
				At: end(from + i), Value: &v, Revision: 1, Received: received.AddDate(from+i-2021, 11, 0)})
		}
	}
	add(city, skills, 2020, 31, 36, 41, 46, 50.5, 55)
	add(longHo, skills, 2020, 30, 33, 34, 36)
	add(longHo, skills, 2025, 38.7) // 2024 never came
	add(traOn, skills, 2020, 28, 30, 33, 37, 41)
	add(city, level, 2024, 3, 3)
	add(longHo, level, 2024, 2, 2)
	add(traOn, level, 2024, 3)
	low, high := 25.0, 75.0
	obs = append(obs, series.Observation{Indicator: share, Area: province, Level: area.Province, Group: catalogue.GroupAll, Basis: series.Derived,
		At: end(2025), Low: &low, High: &high, Members: 2, MembersOf: 4, Revision: 1, Received: received.AddDate(4, 11, 0)})
	women := 40.2
	obs = append(obs, series.Observation{Indicator: skills, Area: longHo, Level: area.District, Parent: province, Group: "sex=female", Basis: series.Reported,
		At: end(2025), Value: &women, Revision: 1, Received: received.AddDate(4, 11, 0)})

	var targets []series.TargetPoint
	for uid, v := range map[string]float64{city: 31, longHo: 30, traOn: 28} {
		targets = append(targets, series.TargetPoint{Kind: series.BaselinePoint, Plan: planID, Target: "skills", Indicator: skills, Area: uid, At: end(2020), Value: v},
			series.TargetPoint{Kind: series.MilestonePoint, Plan: planID, Target: "skills", Indicator: skills, Area: uid, At: end(2025), Value: 50},
			series.TargetPoint{Kind: series.MilestonePoint, Plan: planID, Target: "skills", Indicator: skills, Area: uid, At: end(2030), Value: 70})
	}
	var reports []series.Report
	due := period.DateOf(2025, 12, 9).EndOfDay().UTC().Truncate(time.Second)
	for _, uid := range []string{city, longHo, traOn, binhTan} {
		r := series.Report{Plan: planID, Form: "annual", Area: uid, At: end(2025), Due: due, CellsOf: 3}
		switch uid {
		case city, longHo:
			r.Received, r.Cells = due.AddDate(0, 0, -4), 3
		}
		reports = append(reports, r)
	}
	return obs, targets, reports
}

func mustRegistry(tb testing.TB, c series.Catalogue) plan.Registry {
	tb.Helper()
	reg, err := c.Registry()
	if err != nil {
		tb.Fatal(err)
	}
	return reg
}
