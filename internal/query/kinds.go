package query

import "github.com/xhht/xhht/internal/lang"

// The kinds.
const (
	Series       Kind = "series"       // a unit's actual, expected and target over time, its projection and bounds
	Scorecard    Kind = "scorecard"    // one row per expected unit × target
	Alert        Kind = "alert"        // one numeric column per expected unit × indicator, nulls kept
	Summary      Kind = "summary"      // one row: the verdict in a sentence, and counts by status
	Ranking      Kind = "ranking"      // the units of each target in order, worst first
	Attainment   Kind = "attainment"   // one row per target: how many units meet it, how many have to
	Recognitions Kind = "recognitions" // what was recognised by decision, beside what the numbers amount to
	Levels       Kind = "levels"       // levels of universal education and literacy over the years, with the reasons
	Reporting    Kind = "reporting"    // expected reports: which came, which came late, which are missing
	Deliverables Kind = "deliverables" // what the plan asks to be done once
	Findings     Kind = "findings"     // what the plan's source contradicts or leaves open
	Revisions    Kind = "revisions"    // who corrected what, when, from what to what, and why
	Compare      Kind = "compare"      // the same numbers seen in two ways, side by side
	Events       Kind = "events"       // annotations: milestones, deadlines, corrections, the reform
)

// Kinds is every kind of query, in the order in which the editor offers them. What is said here is said nowhere else: the checks of
// a query, the words of an empty answer, the editor and the page docs/truy-van.md are made from it.
var Kinds = []Spec{
	{
		Kind: Scorecard, Group: GroupWhere,
		Name:   lang.Text{VI: "Bảng điểm", EN: "Scorecard"},
		About:  lang.Text{VI: "Mỗi đơn vị và chỉ tiêu một dòng: giá trị, kỳ vọng, trạng thái", EN: "One row per unit and indicator: value, expected value, status"},
		Say:    lang.Text{VI: "Bảng điểm của {units} theo {indicators}, {plan}{only}.", EN: "Scorecard of {units} on {indicators}, {plan}{only}."},
		Fields: []Field{FieldPlan, FieldLevel, FieldUnits, FieldIndicators, FieldStatuses, FieldMethod, FieldThresholds, FieldLanguage, FieldLimit},
		Shapes: []Shape{Timeline, Worst},
		Only:   []Only{OnlyPartial, OnlyJump},
		Doubts: DoubtsOfTargets,
	},
	{
		Kind: Series, Group: GroupWhere,
		Name:   lang.Text{VI: "Diễn biến", EN: "Path"},
		About:  lang.Text{VI: "Đường đi qua các kỳ so với đường tới chỉ tiêu", EN: "The path through the periods beside the path to the target"},
		Say:    lang.Text{VI: "Diễn biến ({lines}) của {units} theo {indicators}, {plan}{group}.", EN: "Path ({lines}) of {units} on {indicators}, {plan}{group}."},
		Fields: []Field{FieldPlan, FieldLevel, FieldUnits, FieldIndicators, FieldSeries, FieldGroup, FieldMethod, FieldThresholds, FieldLanguage, FieldLimit},
		Doubts: DoubtsOfTargets,
	},
	{
		Kind: Ranking, Group: GroupWhere,
		Name:   lang.Text{VI: "Xếp hạng", EN: "Ranking"},
		About:  lang.Text{VI: "Đơn vị nào cách xa mốc nhất, theo một số đo", EN: "Which units are furthest from the milestone, by one measure"},
		Say:    lang.Text{VI: "Xếp hạng {units} theo «{by}» của {indicators}, {plan}{only}.", EN: "Ranking of {units} by “{by}” on {indicators}, {plan}{only}."},
		Fields: []Field{FieldPlan, FieldLevel, FieldUnits, FieldIndicators, FieldBy, FieldStatuses, FieldMethod, FieldThresholds, FieldLanguage, FieldLimit},
		Doubts: DoubtsOfTargets,
	},
	{
		Kind: Attainment, Group: GroupWhere,
		Name:   lang.Text{VI: "Mức hoàn thành", EN: "Attainment"},
		About:  lang.Text{VI: "Mỗi chỉ tiêu cần bao nhiêu đơn vị đạt, đã có bao nhiêu", EN: "For each target, how many units must meet it and how many do"},
		Say:    lang.Text{VI: "Số đơn vị đã đạt và số phải đạt trong {units}, theo {indicators}, {plan}{only}.", EN: "How many meet it and how many have to, among {units}, on {indicators}, {plan}{only}."},
		Fields: []Field{FieldPlan, FieldLevel, FieldUnits, FieldIndicators, FieldMethod, FieldLanguage, FieldLimit},
		Only:   []Only{OnlyNational},
		Doubts: DoubtsOfTargets,
	},
	{
		Kind: Levels, Group: GroupWhere,
		Name:   lang.Text{VI: "PCGD – XMC", EN: "Levels (PCGD/XMC)"},
		About:  lang.Text{VI: "Mức phổ cập giáo dục, xóa mù chữ qua các năm và lý do", EN: "Levels of universal education and literacy through the years, with the reasons"},
		Say:    lang.Text{VI: "Mức {programmes} của {units} qua các năm, kèm lý do, {plan}{only}.", EN: "Level in {programmes} of {units} through the years, with the reasons, {plan}{only}."},
		Fields: []Field{FieldPlan, FieldLevel, FieldUnits, FieldProgrammes, FieldLanguage, FieldLimit},
		Shapes: []Shape{Timeline, Newest},
		Only:   []Only{OnlyShort, OnlyAttention},
		Empty: []Empty{{Text: lang.Text{
			VI: "Chưa có mức phổ cập, xóa mù chữ nào được tính cho đơn vị của kế hoạch này ở cấp và thời gian đã chọn.",
			EN: "No level of universal education or literacy has been worked out for this plan's units at this level and time."}}},
	},
	{
		Kind: Recognitions, Group: GroupWhere,
		Name:   lang.Text{VI: "Công nhận", EN: "Recognitions"},
		About:  lang.Text{VI: "Quyết định công nhận mức độ, danh hiệu, đặt cạnh điều số liệu tự tính ra", EN: "Decisions that recognise levels and titles, beside what the numbers amount to"},
		Say:    lang.Text{VI: "Quyết định công nhận và kết quả tự tính của {units} theo {indicators}, {plan}{only}.", EN: "What was recognised and what the numbers amount to, of {units} on {indicators}, {plan}{only}."},
		Fields: []Field{FieldPlan, FieldLevel, FieldUnits, FieldIndicators, FieldLanguage, FieldLimit},
		Shapes: []Shape{Timeline, Totals},
		Only:   []Only{OnlyReview},
		Empty: []Empty{{Text: lang.Text{
			VI: "Ở cấp này kế hoạch không theo dõi mức độ hay danh hiệu nào được công nhận.",
			EN: "At this level the plan watches no level or title that is recognised."}}},
	},
	{
		Kind: Summary, Group: GroupWhere,
		Name:   lang.Text{VI: "Tóm tắt", EN: "Summary"},
		About:  lang.Text{VI: "Một câu kết luận và số lượng theo trạng thái", EN: "One sentence of verdict and the count of each status"},
		Say:    lang.Text{VI: "Câu kết luận và số lượng theo trạng thái của {units} theo {indicators}, {plan}.", EN: "Verdict and count of each status of {units} on {indicators}, {plan}."},
		Fields: []Field{FieldPlan, FieldLevel, FieldUnits, FieldIndicators, FieldMethod, FieldLanguage},
		Shapes: []Shape{Worst},
		Doubts: DoubtsOfTargets,
	},
	{
		Kind: Reporting, Group: GroupDone,
		Name:   lang.Text{VI: "Báo cáo", EN: "Reporting"},
		About:  lang.Text{VI: "Báo cáo phải có, đã nhận, đúng hạn, trễ", EN: "Reports expected, received, on time, late"},
		Say:    lang.Text{VI: "Báo cáo phải có, đã nhận, đúng hạn và trễ của {units}, {form}, {plan}{only}.", EN: "Reports expected, received, on time and late of {units}, {form}, {plan}{only}."},
		Fields: []Field{FieldPlan, FieldLevel, FieldUnits, FieldForm, FieldLanguage, FieldLimit},
		Shapes: []Shape{Timeline, Totals, Matrix},
		Only:   []Only{OnlyLate, OnlyOwed},
		Doubts: DoubtsOfForms,
		Empty: []Empty{{Text: lang.Text{
			VI: "Ở cấp và thời gian đã chọn, kế hoạch không yêu cầu đơn vị nào báo cáo số liệu.",
			EN: "At this level and time the plan makes no unit report numbers."}}},
	},
	{
		Kind: Deliverables, Group: GroupDone,
		Name:   lang.Text{VI: "Nhiệm vụ", EN: "Deliverables"},
		About:  lang.Text{VI: "Việc phải làm một lần: ai chủ trì, hạn, đã xong chưa", EN: "What has to be done once: who leads, when due, whether done"},
		Say:    lang.Text{VI: "Các việc phải làm một lần, ai chủ trì, hạn và kết quả, {plan}.", EN: "What has to be done once, who leads, when due and what came of it, {plan}."},
		Fields: []Field{FieldPlan, FieldLanguage, FieldLimit},
		Shapes: []Shape{Totals},
		Empty: []Empty{{Text: lang.Text{
			VI: "Kế hoạch không giao nhiệm vụ nào phải hoàn thành một lần.", EN: "The plan asks for nothing that has to be done once."}}},
	},
	{
		Kind: Findings, Group: GroupTrust,
		Name:   lang.Text{VI: "Điều cần lưu ý", EN: "Findings"},
		About:  lang.Text{VI: "Điều văn bản mâu thuẫn hoặc chưa nói rõ", EN: "What the documents contradict or leave open"},
		Say:    lang.Text{VI: "Điều văn bản mâu thuẫn hoặc chưa nói rõ về {indicators}, {plan}.", EN: "What the documents contradict or leave open about {indicators}, {plan}."},
		Fields: []Field{FieldPlan, FieldIndicators, FieldLanguage, FieldLimit},
		OfPlan: true,
		Empty: []Empty{{Text: lang.Text{
			VI: "Không có điều mâu thuẫn hay để ngỏ nào được ghi nhận trong văn bản.", EN: "Nothing contradictory or open is known of the source."}}},
	},
	{
		Kind: Revisions, Group: GroupTrust,
		Name:   lang.Text{VI: "Đính chính", EN: "Corrections"},
		About:  lang.Text{VI: "Ai đã sửa số liệu nào, khi nào, từ bao nhiêu thành bao nhiêu", EN: "Who changed which figure, when, from what to what"},
		Say:    lang.Text{VI: "Ai đã sửa số liệu nào của {units} theo {indicators}, khi nào và vì sao, {plan}.", EN: "Who changed which figure of {units} on {indicators}, when and why, {plan}."},
		Fields: []Field{FieldPlan, FieldLevel, FieldUnits, FieldIndicators, FieldLanguage, FieldLimit},
		Empty: []Empty{{Text: lang.Text{
			VI: "Không có số liệu nào được đính chính trong thời gian đã chọn.", EN: "Nothing was corrected in this time."}}},
	},
	{
		Kind: Compare, Group: GroupTrust,
		Name:   lang.Text{VI: "So sánh", EN: "Comparison"},
		About:  lang.Text{VI: "Cùng một số liệu theo hai cách nhìn", EN: "The same figures seen in two ways"},
		Say:    lang.Text{VI: "So sánh «{compare}» của {units} theo {indicators}, {plan}{only}.", EN: "Comparison “{compare}” of {units} on {indicators}, {plan}{only}."},
		Fields: []Field{FieldPlan, FieldLevel, FieldUnits, FieldIndicators, FieldCompare, FieldMethod, FieldLanguage, FieldLimit},
		When:   map[Field]When{FieldMethod: unless(FieldCompare, CompareMethods, CompareGroups)}, // the others show every method, or none
		Only:   []Only{OnlyOpen, OnlyDiffers},
		Doubts: DoubtsOfTargets,
		Empty: []Empty{
			{when(FieldCompare, CompareUnits), lang.Text{VI: "Không có số liệu nào do đơn vị báo cáo trong thời gian đã chọn.", EN: "No unit reported anything in this time."}},
			{when(FieldCompare, CompareGroups), lang.Text{VI: "Chỉ tiêu này không được báo cáo riêng theo nhóm người.", EN: "This target is not reported by groups of people."}},
		},
	},
	{
		Kind: Alert, Group: GroupGrafana,
		Name:   lang.Text{VI: "Cảnh báo", EN: "Alert"},
		About:  lang.Text{VI: "Một cột số cho quy tắc cảnh báo", EN: "One numeric column for an alert rule"},
		Say:    lang.Text{VI: "Số đo «{measure}» của {units} theo {indicators}, {plan}; chưa báo cáo thì dòng vẫn có và để trống.", EN: "Measure “{measure}” of {units} on {indicators}, {plan}; where no report came the row stays, empty."},
		Fields: []Field{FieldPlan, FieldLevel, FieldUnits, FieldIndicators, FieldMeasure, FieldProgrammes, FieldMethod, FieldLanguage},
		When: map[Field]When{
			FieldProgrammes: when(FieldMeasure, Lapse),            // it is judged by programme and not by indicator
			FieldIndicators: unless(FieldMeasure, Lapse, Overdue), // reports have no indicator
			FieldMethod:     unless(FieldMeasure, Lapse, Overdue, Title),
		},
		KeepsRows: true,
	},
	{
		Kind: Events, Group: GroupGrafana,
		Name:   lang.Text{VI: "Sự kiện", EN: "Events"},
		About:  lang.Text{VI: "Mốc, hạn báo cáo, đính chính và ngày sắp xếp đơn vị, làm chú thích trên biểu đồ", EN: "Milestones, deadlines, corrections and the reform’s date, as annotations on panels"},
		Say:    lang.Text{VI: "Mốc, hạn báo cáo, đính chính và ngày sắp xếp đơn vị, của {units} theo {indicators}, {plan}.", EN: "Milestones, deadlines, corrections and the reform’s date, for {units} on {indicators}, {plan}."},
		Fields: []Field{FieldPlan, FieldLevel, FieldUnits, FieldIndicators, FieldEvents, FieldLanguage, FieldLimit},
		Shapes: []Shape{Ahead},
		Empty: []Empty{
			{when(FieldShape, Ahead), lang.Text{VI: "Không còn hạn báo cáo hay mốc nào ở phía trước trong thời gian đã chọn.", EN: "No deadline and no milestone is ahead in this time."}},
			{Text: lang.Text{VI: "Không có mốc, hạn báo cáo hay đính chính nào trong thời gian đã chọn.", EN: "No milestone, deadline or correction lies in this time."}},
		},
	},
}
