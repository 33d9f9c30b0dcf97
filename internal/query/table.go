package query

import "github.com/xhht/xhht/internal/lang"

// Shape is how an answer is laid out, where a kind has more than one way.
type Shape string

// The shapes.
const (
	Table    Shape = "table"    // one row per unit, programme or form, and period, with every reason
	Timeline Shape = "timeline" // one series of states per unit, for a state timeline or status history
	Totals   Shape = "totals"   // reporting: one row per form and period, with rates; deliverables: one row per lead agency
	Matrix   Shape = "matrix"   // reporting only: one row per unit, a column for each form and period
	Ahead    Shape = "ahead"    // events only: what is still to come, the next first
	Newest   Shape = "newest"   // levels only: the newest year of each unit and programme, for a map
	Worst    Shape = "worst"    // scorecard: the worst row of each unit; summary: units counted by it
)

var shapes = words[Shape]{
	{Table, lang.Text{VI: "Bảng, kèm lý do", EN: "Table, with reasons"}, lang.Text{}},
	{Timeline, lang.Text{VI: "Dòng thời gian", EN: "Timeline"}, lang.Text{}},
	{Totals, lang.Text{VI: "Tổng số theo kỳ, theo cơ quan", EN: "Totals by period, by agency"}, lang.Text{}},
	{Matrix, lang.Text{VI: "Bảng đơn vị × kỳ", EN: "Units × periods"}, lang.Text{}},
	{Ahead, lang.Text{VI: "Việc sắp đến, gần nhất ở trên", EN: "What is ahead, the next first"}, lang.Text{}},
	{Newest, lang.Text{VI: "Năm mới nhất, cho bản đồ", EN: "Newest year, for a map"}, lang.Text{}},
	{Worst, lang.Text{VI: "Theo chỉ tiêu xấu nhất của mỗi đơn vị", EN: "By the worst target of each unit"}, lang.Text{}},
}

// Comparison says which two views a compare query puts side by side.
type Comparison string

// The comparisons.
const (
	CompareUnits    Comparison = "units"    // units as they were then, and as they are now
	CompareApproval Comparison = "approval" // approved numbers only, and the latest ones
	CompareMethods  Comparison = "methods"  // the default trajectory beside the two that others use
	CompareGroups   Comparison = "groups"   // groups of people beside everybody
)

var comparisons = words[Comparison]{
	{CompareUnits, lang.Text{VI: "Đơn vị khi đó và đơn vị hiện nay", EN: "Units as then and as now"}, lang.Text{}},
	{CompareApproval, lang.Text{VI: "Số đã duyệt và số mới nhất", EN: "Approved figures and latest figures"}, lang.Text{}},
	{CompareMethods, lang.Text{VI: "Các cách tính", EN: "Methods"}, lang.Text{}},
	{CompareGroups, lang.Text{VI: "Từng nhóm người và toàn dân", EN: "Groups of people and everybody"}, lang.Text{}},
}

// RankBy says what units are put in order by.
type RankBy string

// The rankings.
const (
	ByGap       RankBy = "gap"
	ByValue     RankBy = "value"
	ByRequired  RankBy = "required"
	ByProjected RankBy = "projected"
)

var ranks = words[RankBy]{
	{ByGap, lang.Text{VI: "Khoảng cách kỳ vọng", EN: "Gap"}, lang.Text{}},
	{ByValue, lang.Text{VI: "Giá trị", EN: "Value"}, lang.Text{}},
	{ByRequired, lang.Text{VI: "Nhịp phải đạt", EN: "Required pace"}, lang.Text{}},
	{ByProjected, lang.Text{VI: "Dự báo so với mốc", EN: "Projection against milestone"}, lang.Text{}},
}
