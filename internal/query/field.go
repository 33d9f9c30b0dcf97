package query

import "github.com/xhht/xhht/internal/lang"

// Field names a field of a query, as it is stored.
type Field string

// The fields that an author or a page fills.
const (
	FieldPlan       Field = "plan"
	FieldLevel      Field = "level"
	FieldUnits      Field = "units"
	FieldIndicators Field = "indicators"
	FieldProgrammes Field = "programmes"
	FieldForm       Field = "form"
	FieldSeries     Field = "series"
	FieldStatuses   Field = "statuses"
	FieldMeasure    Field = "measure"
	FieldBy         Field = "by"
	FieldCompare    Field = "compare"
	FieldShape      Field = "shape"
	FieldOnly       Field = "only"
	FieldGroup      Field = "group"
	FieldMethod     Field = "method"
	FieldThresholds Field = "thresholds"
	FieldLanguage   Field = "language"
	FieldLimit      Field = "limit"
	FieldEvents     Field = "events"
)

// FieldSpec is what the editor says of a field.
type FieldSpec struct {
	Field Field
	Name  lang.Text
	Hint  lang.Text
	None  lang.Text // what an empty one means; nothing where it has a default

	PagesOnly bool // the editor has no input for it
}

// Fields are in the order in which the editor shows them.
var Fields = []FieldSpec{
	{Field: FieldPlan, Name: lang.Text{VI: "Kế hoạch", EN: "Plan"},
		Hint: lang.Text{VI: "Kế hoạch đặt ra chỉ tiêu, mốc và hạn báo cáo", EN: "The plan that sets targets, milestones and deadlines"}, None: lang.Text{VI: "Chọn kế hoạch", EN: "Choose a plan"}},
	{Field: FieldLevel, Name: lang.Text{VI: "Cấp", EN: "Level"},
		Hint: lang.Text{VI: "Cấp của đơn vị phải báo cáo; bỏ trống là cấp của đơn vị đã chọn, hoặc cấp thấp nhất mà kế hoạch giao chỉ tiêu", EN: "Level of the units that must report; empty is that of the chosen units, or the lowest that the plan holds to targets"}, None: lang.Text{VI: "Theo kế hoạch", EN: "As the plan has it"}},
	{Field: FieldUnits, Name: lang.Text{VI: "Đơn vị", EN: "Units"},
		Hint: lang.Text{VI: "Gõ tên hoặc mã để tìm; để trống là mọi đơn vị phải báo cáo ở cấp đã chọn", EN: "Type a name or code to search; empty means every unit of the level that must report"}, None: lang.Text{VI: "Mọi đơn vị phải báo cáo", EN: "Every unit that must report"}},
	{Field: FieldIndicators, Name: lang.Text{VI: "Chỉ tiêu", EN: "Indicators"},
		Hint: lang.Text{VI: "Để trống là mọi chỉ tiêu của kế hoạch ở cấp đã chọn", EN: "Empty means every indicator of the plan at the level"}, None: lang.Text{VI: "Mọi chỉ tiêu", EN: "Every indicator"}},
	{Field: FieldProgrammes, Name: lang.Text{VI: "Chương trình", EN: "Programmes"},
		Hint: lang.Text{VI: "Để trống là mọi chương trình", EN: "Empty means every programme"}, None: lang.Text{VI: "Mọi chương trình", EN: "Every programme"}},
	{Field: FieldForm, Name: lang.Text{VI: "Biểu mẫu", EN: "Form"},
		Hint: lang.Text{VI: "Để trống là mọi biểu mẫu của kế hoạch", EN: "Empty means every form of the plan"}, None: lang.Text{VI: "Mọi biểu mẫu", EN: "Every form"}},
	{Field: FieldSeries, Name: lang.Text{VI: "Đường vẽ", EN: "Lines"},
		Hint: lang.Text{VI: "Để trống là vẽ thực tế, kỳ vọng và chỉ tiêu", EN: "Empty draws actual, expected and target"}, None: lang.Text{VI: "Thực tế, kỳ vọng, chỉ tiêu", EN: "Actual, expected, target"}},
	{Field: FieldStatuses, Name: lang.Text{VI: "Trạng thái", EN: "Statuses"},
		Hint: lang.Text{VI: "Chỉ giữ các dòng có trạng thái này; để trống là giữ tất cả", EN: "Keep only rows with these statuses; empty keeps all"}, None: lang.Text{VI: "Mọi trạng thái", EN: "Every status"}},
	{Field: FieldMeasure, Name: lang.Text{VI: "Số đo", EN: "Measure"},
		Hint: lang.Text{VI: "Con số mà quy tắc cảnh báo so sánh", EN: "The number the alert rule compares"}},
	{Field: FieldBy, Name: lang.Text{VI: "Xếp theo", EN: "Sort by"},
		Hint: lang.Text{VI: "Số đo dùng để xếp hạng", EN: "The measure that makes the ranking"}},
	{Field: FieldCompare, Name: lang.Text{VI: "So sánh", EN: "Compare"},
		Hint: lang.Text{VI: "Hai cách nhìn được đặt cạnh nhau", EN: "The two views set side by side"}},
	{Field: FieldShape, Name: lang.Text{VI: "Trình bày", EN: "Layout"},
		Hint: lang.Text{VI: "Kết quả được xếp thành bảng hay dòng thời gian", EN: "How the answer is laid out"}},
	{Field: FieldOnly, Name: lang.Text{VI: "Chỉ giữ dòng", EN: "Only rows"},
		Hint: lang.Text{VI: "Chỉ giữ các dòng như vậy; để trống là giữ tất cả. Không còn dòng nào thì bảng hiện lời của nó", EN: "Keep only such rows; empty keeps all. Where none is left the panel shows its own words"}, None: lang.Text{VI: "Mọi dòng", EN: "Every row"}},
	{Field: FieldGroup, Name: lang.Text{VI: "Nhóm", EN: "Group"},
		Hint: lang.Text{VI: "Phân tổ theo biểu mẫu, ví dụ sex=female; để trống là tất cả", EN: "A breakdown of the form, for example sex=female; empty means all"}, None: lang.Text{VI: "tất cả", EN: "all"}},
	{Field: FieldMethod, Name: lang.Text{VI: "Cách tính", EN: "Method"},
		Hint: lang.Text{VI: "Cách dựng đường kỳ vọng giữa hai mốc", EN: "How the expected path between two milestones is drawn"}},
	{Field: FieldThresholds, Name: lang.Text{VI: "Ngưỡng màu", EN: "Thresholds"},
		Hint: lang.Text{VI: "Chỉ tiêu hiện trên biểu đồ bằng cách nào", EN: "How the target shows on the panel"}},
	{Field: FieldLanguage, Name: lang.Text{VI: "Ngôn ngữ", EN: "Language"},
		Hint: lang.Text{VI: "Ngôn ngữ của tên, trạng thái và câu kết luận", EN: "Language of names, statuses and the verdict"}},
	{Field: FieldLimit, Name: lang.Text{VI: "Tối đa số dòng", EN: "Most rows"},
		Hint: lang.Text{VI: "Kết quả dài hơn bị cắt và có thông báo; để trống thì dùng mặc định", EN: "A longer answer is cut and says so; empty means the default"}, None: lang.Text{VI: "mặc định", EN: "default"}},
	{Field: FieldEvents, Name: lang.Text{VI: "Loại sự kiện", EN: "Kinds of events"},
		Hint: lang.Text{VI: "Để trống là mọi loại", EN: "Empty means every kind"}, PagesOnly: true},
}
