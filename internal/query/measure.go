package query

import "github.com/xhht/xhht/internal/lang"

// AlertMeasure is the numeric column of an alert query.
type AlertMeasure string

// The measures. Margin is the gap to the lowest value that still counts as on track: it is below zero exactly when the
// status is at_risk, off_track or reversing, so that an alert and the colour on the wall never contradict each other.
const (
	Margin     AlertMeasure = "margin"
	Gap        AlertMeasure = "gap"
	Value      AlertMeasure = "value"
	Expected   AlertMeasure = "expected"
	Required   AlertMeasure = "required"
	DaysLate   AlertMeasure = "days_late"
	Projected  AlertMeasure = "projected"  // projection − next milestone, signed: below zero misses it at this pace
	Regression AlertMeasure = "regression" // change against the period before, signed: below zero is worse
	Lapse      AlertMeasure = "lapse"      // years a won level was not kept: 1 = one more and it lapses, 2 = lapsed
	Severity   AlertMeasure = "severity"   // 0 on track or achieved, 1 at risk, 2 off track, 3 reversing; null while silent
	Title      AlertMeasure = "title"      // a title that holds for a term: 1 ends within six months, 2 lapsed, else 0
	Overdue    AlertMeasure = "overdue"    // days since the deadline of a form's newest due report, 0 where it came; rows are unit × form
	Jump       AlertMeasure = "jump"       // how unlike other changes the newest one is; 0 where a note explains it
	Size       AlertMeasure = "size"       // the denominator or quantity that raises a question; null where it raises none
	Usual      AlertMeasure = "usual"      // what that size was expected to be; null where it raises no question
	Doubt      AlertMeasure = "doubt"      // 1 where the numbers contradict each other, so that nothing is concluded; else 0
)

// Measures lists every measure.
var Measures = measures.keys()

var measures = words[AlertMeasure]{
	{Margin, lang.Text{VI: "Biên an toàn", EN: "Margin"}, lang.Text{VI: "Cách mức thấp nhất còn được coi là đúng tiến độ; âm là chậm", EN: "Distance to the lowest value that still is on track; below zero is behind"}},
	{Gap, lang.Text{VI: "Khoảng cách kỳ vọng", EN: "Gap"}, lang.Text{VI: "Cách đường kỳ vọng; âm là kém hơn kỳ vọng", EN: "Distance to the expected path; below zero is worse than expected"}},
	{Value, lang.Text{VI: "Giá trị", EN: "Value"}, lang.Text{VI: "Giá trị đơn vị đã báo cáo", EN: "The value the unit reported"}},
	{Expected, lang.Text{VI: "Kỳ vọng", EN: "Expected value"}, lang.Text{VI: "Giá trị phải có vào cuối kỳ", EN: "The value due at the end of the period"}},
	{Required, lang.Text{VI: "Nhịp phải đạt", EN: "Required pace"}, lang.Text{VI: "Mức thay đổi mỗi năm còn cần để tới mốc kế tiếp", EN: "Change a year still needed to reach the next milestone"}},
	{DaysLate, lang.Text{VI: "Số ngày trễ", EN: "Days late"}, lang.Text{VI: "Báo cáo trễ hạn bao nhiêu ngày", EN: "By how many days the report is late"}},
	{Projected, lang.Text{VI: "Dự báo so với mốc", EN: "Projection against milestone"}, lang.Text{VI: "Giá trị dự báo trừ mốc kế tiếp; âm là với nhịp này sẽ không đạt", EN: "Projected value minus the next milestone; below zero will miss it at this pace"}},
	{Regression, lang.Text{VI: "Thay đổi so với kỳ trước", EN: "Change since last period"}, lang.Text{VI: "Âm là xấu đi so với kỳ trước", EN: "Below zero is worse than the period before"}},
	{Severity, lang.Text{VI: "Mức độ chậm", EN: "How far behind"}, lang.Text{VI: "0 đúng lộ trình, 1 có nguy cơ, 2 chậm, 3 đi lùi; trống khi chưa báo cáo", EN: "0 on track, 1 at risk, 2 off track, 3 reversing; empty while nothing came"}},
	{Lapse, lang.Text{VI: "Số năm không giữ mức", EN: "Years a level was not kept"}, lang.Text{VI: "Số năm liền không giữ được mức đã đạt; 2 là hết hiệu lực công nhận", EN: "Years in a row that a recognised level was not kept; at 2 the recognition has lapsed"}},
	{Title, lang.Text{VI: "Hiệu lực danh hiệu", EN: "Title's term"}, lang.Text{VI: "1 sắp hết hiệu lực (trong 6 tháng), 2 đã hết hiệu lực, còn lại là 0", EN: "1 ends within six months, 2 lapsed, else 0"}},
	{Overdue, lang.Text{VI: "Báo cáo quá hạn (ngày)", EN: "Report overdue (days)"}, lang.Text{VI: "Số ngày quá hạn của báo cáo đến hạn mới nhất theo biểu; 0 khi đã nộp", EN: "Days since the deadline of each form’s newest due report; 0 where it came"}},
	{Jump, lang.Text{VI: "Biến động bất thường", EN: "Suspicious jump"}, lang.Text{VI: "Thay đổi mới nhất lạ đến đâu so với chính đơn vị và các đơn vị khác; 0 nếu đã giải trình", EN: "How odd the newest change is beside the unit’s own and its peers’; 0 where a note explains it"}},
	{Size, lang.Text{VI: "Mẫu số, số lượng đáng ngờ", EN: "Doubtful size"}, lang.Text{VI: "Mẫu số hoặc số lượng khác xa dự kiến; trống nếu bình thường", EN: "A denominator or quantity far from what was expected; empty where it is ordinary"}},
	{Usual, lang.Text{VI: "Mẫu số, số lượng dự kiến", EN: "Expected size"}, lang.Text{VI: "Số được dự kiến thay cho mẫu số hoặc số lượng đáng ngờ; trống nếu bình thường", EN: "What was expected instead of a doubtful denominator or quantity; empty where it is ordinary"}},
	{Doubt, lang.Text{VI: "Số liệu mâu thuẫn", EN: "Contradictory data"}, lang.Text{VI: "1 khi các số của đơn vị mâu thuẫn nhau nên chưa kết luận được, ngược lại là 0", EN: "1 where a unit’s numbers contradict each other, so that nothing is concluded; else 0"}},
}
