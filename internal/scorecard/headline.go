package scorecard

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/standing"
	"github.com/xhht/xhht/internal/wording"
)

// sentence is the headline: who is behind, and who is not heard of.
func (s Summary) sentence(rows []Row) lang.Text {
	switch {
	case s.Rows == 0:
		return lang.Text{VI: "Không có chỉ tiêu nào áp dụng cho lựa chọn này", EN: "No target applies to this selection"}
	case s.Judged == 0:
		return s.nothing(rows)
	case s.Counts[standing.NotYetDue] == s.Judged:
		return join(s.waiting(rows), s.missing(rows))
	case s.Units == 1:
		return s.ofOne(rows)
	}
	return join(s.verdict(rows), s.missing(rows))
}

// nothing is said when no row has a verdict: an empty system must not look like a good one.
func (s Summary) nothing(rows []Row) lang.Text {
	level := rows[0].Area.Level
	all := level.Count(s.Units)
	switch {
	case s.Counts[standing.Unquantified] == s.Rows:
		return lang.Text{VI: "Kế hoạch không ghi số cho các chỉ tiêu này, nên không đánh giá được", EN: "The plan gives no numbers for these targets, so nothing can be judged"}
	case s.Counts[standing.Nobody] > 0 && s.Counts[standing.Nobody]+s.Counts[standing.Unquantified] == s.Rows:
		return lang.Text{VI: "Không có đối tượng nào để đánh giá", EN: "There is nobody to judge by"}
	case s.Vacant == s.Units:
		return lang.Text{VI: all.VI + " không có nơi báo cáo: không có gì để đánh giá", EN: all.EN + " without a reporter: nothing to judge by"}
	case s.Silent == 0 && s.Doubtful > 0:
		return s.doubt(rows)
	case s.Silent == 0 && s.Shown > 0:
		return s.shown(rows)
	case s.Silent == 0 && s.Units == 1:
		name := wording.UnitName(rows[0].Area)
		return lang.Textf("%s chưa đến hạn báo cáo: chưa có số liệu để đánh giá", "%s owes no report yet: nothing to judge it by", name)
	case s.Silent == 0:
		return lang.Text{VI: fmt.Sprintf("Chưa đến hạn báo cáo: chưa có số liệu để đánh giá %s", all.VI), EN: fmt.Sprintf("No report is due yet: nothing to judge %s by", all.EN)}
	}
	due := newestDue(rows)
	if s.Units == 1 {
		name := wording.UnitName(rows[0].Area)
		return lang.Textf("%s chưa có số liệu kỳ %s để đánh giá", "%s has nothing for period %s to be judged by", name, due)
	}
	return lang.Text{
		VI: fmt.Sprintf("Chưa %s nào trong %s có đủ số liệu kỳ %s để đánh giá", level.Name(), all.VI, due),
		EN: fmt.Sprintf("None of %s has what it takes to be judged for period %s", all.EN, due),
	}
}

// waiting is said where all that came is of levels whose day has not come: “nobody is behind” would praise those who do nothing.
func (s Summary) waiting(rows []Row) lang.Text {
	if s.Units == 1 {
		name := wording.UnitName(rows[0].Area)
		return lang.Textf("%s chưa đạt, và chưa đến hạn", "%s has not reached it, and it is not yet due", name)
	}
	seen := rows[0].Area.Level.Count(s.Units - s.Silent - s.Vacant)
	return lang.Text{VI: "Chưa đến hạn: " + seen.VI + " chưa đạt", EN: "Not yet due: " + seen.EN + " have not reached it"}
}

func newestDue(rows []Row) period.Period {
	var out period.Period
	for _, r := range rows {
		if !r.Period.IsZero() && (out.IsZero() || r.Period.End().After(out.End())) {
			out = r.Period
		}
	}
	return out
}

// ofOne speaks of one unit's targets instead of counting units.
func (s Summary) ofOne(rows []Row) lang.Text {
	name := wording.UnitName(rows[0].Area)
	behind := s.Counts[standing.AtRisk] + s.Counts[standing.OffTrack] + s.Counts[standing.Reversing]
	var out lang.Text
	switch {
	case s.Judged == 1 && behind == 0:
		out = lang.Textf("%s không chậm lộ trình", "%s is not behind its path", name)
	case s.Judged == 1:
		out = lang.Textf("%s chậm lộ trình", "%s is behind its path", name)
	case behind == 0:
		out = lang.Textf("%s không chậm lộ trình ở chỉ tiêu nào trong %d chỉ tiêu có số liệu", "%s is behind its path on none of the %d targets with data", name, s.Judged)
	default:
		out = lang.Textf("%s chậm lộ trình ở %d trên %d chỉ tiêu có số liệu", "%s is behind its path on %d of %d targets with data", name, behind, s.Judged)
	}
	if n := s.Counts[standing.Late] + s.Counts[standing.NotReported]; n > 0 {
		out = join(out, lang.Textf("%d chỉ tiêu chưa có số liệu", "%d without data", n))
	}
	if s.Doubtful > 0 {
		out = join(out, s.doubt(nil))
	}
	if s.Shown > 0 {
		out = join(out, s.shown(nil))
	}
	return out
}

func (s Summary) verdict(rows []Row) lang.Text {
	level, seen := rows[0].Area.Level, s.Units-s.Silent-s.Vacant
	on := lang.Text{VI: " ở ít nhất một chỉ tiêu", EN: " on at least one target"}
	if oneTarget(rows) {
		on = lang.Text{}
	}
	switch {
	case s.Behind == 0 && s.Silent+s.Vacant == 0:
		return lang.Text{VI: fmt.Sprintf("Không %s nào trong %s chậm lộ trình", level.Name(), level.Count(s.Units).VI), EN: fmt.Sprintf("None of %s is behind its path", level.Count(s.Units).EN)}
	case s.Behind == 0:
		return lang.Text{VI: fmt.Sprintf("Không %s nào trong %s có số liệu chậm lộ trình", level.Name(), level.Count(seen).VI), EN: fmt.Sprintf("None of the %s with data is behind its path", level.Count(seen).EN)}
	case s.Behind == s.Units:
		return lang.Text{VI: fmt.Sprintf("Cả %s chậm lộ trình%s", level.Count(s.Units).VI, on.VI), EN: fmt.Sprintf("All %s are behind their paths%s", level.Count(s.Units).EN, on.EN)}
	}
	be := "are behind their paths"
	if s.Behind == 1 {
		be = "is behind its path"
	}
	return lang.Text{VI: fmt.Sprintf("%d trên %s chậm lộ trình%s", s.Behind, level.Count(s.Units).VI, on.VI), EN: fmt.Sprintf("%d of %s %s%s", s.Behind, level.Count(s.Units).EN, be, on.EN)}
}

func oneTarget(rows []Row) bool {
	for _, r := range rows {
		if r.Target.ID != rows[0].Target.ID {
			return false
		}
	}
	return true
}

func (s Summary) missing(rows []Row) lang.Text {
	level := rows[0].Area.Level
	var out lang.Text
	if s.Silent > 0 {
		n := level.Count(s.Silent)
		out = lang.Text{VI: n.VI + " chưa báo cáo", EN: n.EN + " not reported"}
	}
	if s.Vacant > 0 {
		n := level.Count(s.Vacant)
		out = join(out, lang.Text{VI: n.VI + " không có nơi báo cáo", EN: n.EN + " without a reporter"})
	}
	if s.Partial > 0 {
		n := level.Count(s.Partial)
		out = join(out, lang.Text{VI: n.VI + " thiếu số liệu", EN: n.EN + " with data missing"})
	}
	if s.Doubtful > 0 {
		out = join(out, s.doubt(rows))
	}
	if s.Shown > 0 {
		out = join(out, s.shown(rows))
	}
	return out
}

// doubt says of how many units some numbers contradict each other.
func (s Summary) doubt(rows []Row) lang.Text {
	if slices.ContainsFunc(rows, func(r Row) bool { return r.Cluster.Elsewhere && r.Status == standing.Undecided }) {
		n := rows[0].Area.Level.Count(s.Doubtful)
		return lang.Text{VI: n.VI + " chưa kết luận được", EN: n.EN + " undecided"}
	}
	if s.Units == 1 {
		n := s.Counts[standing.Undecided]
		return lang.Textf("%d chỉ tiêu có số liệu mâu thuẫn, chưa kết luận", "%d with contradictory data, undecided", n)
	}
	n := rows[0].Area.Level.Count(s.Doubtful)
	return lang.Text{VI: n.VI + " có số liệu mâu thuẫn, chưa kết luận", EN: n.EN + " with contradictory data, undecided"}
}

// shown says of how many units some rates are shown and not judged.
func (s Summary) shown(rows []Row) lang.Text {
	bare, other := s.Counts[standing.Unverified], s.Counts[standing.OtherDenominator]
	why := lang.Text{VI: "chưa kiểm chứng hoặc có mẫu số khác", EN: "unverified or over another denominator"}
	switch {
	case other == 0:
		why = lang.Text{VI: "chưa kiểm chứng", EN: "unverified"}
	case bare == 0:
		why = lang.Text{VI: "có mẫu số khác", EN: "over another denominator"}
	}
	if s.Units == 1 {
		return lang.Textf("%[1]d chỉ tiêu có tỷ lệ %[2]s, chưa xét", "%[1]d with a rate %[3]s, not judged", bare+other, why.VI, why.EN)
	}
	n := rows[0].Area.Level.Count(s.Shown)
	return lang.Text{VI: n.VI + " có tỷ lệ " + why.VI + ", chưa xét", EN: n.EN + " with rates " + why.EN + ", not judged"}
}

func (s Summary) detail(p plan.Plan, worst *Row) lang.Text {
	var vi, en []string
	if worst != nil {
		name, on := wording.UnitName(worst.Area), worst.Indicator
		at := fmt.Sprintf("(%s, %s)", p.Document.Number, clauseHead(worst.Milestone.Clause))
		vi = append(vi, fmt.Sprintf("Chênh lệch lớn nhất: %s %s về %s %s.", name, worst.shortfall(lang.Vietnamese), lang.MidSentence(wording.IndicatorName(on, lang.Vietnamese)), at))
		en = append(en, fmt.Sprintf("Largest gap: %s %s on %s %s.", name, worst.shortfall(lang.English), lang.MidSentence(wording.IndicatorName(on, lang.English)), at))
	}
	if !s.Latest.IsZero() {
		vi = append(vi, fmt.Sprintf("Số liệu đến kỳ %s.", s.Latest))
		en = append(en, fmt.Sprintf("Data up to period %s.", s.Latest))
	}
	return lang.Text{VI: strings.Join(vi, " "), EN: strings.Join(en, " ")}
}

// shortfall is the distance, with what the unit has where a level has no distance in points.
func (r Row) shortfall(l lang.Lang) string {
	if !r.Indicator.Measure.Stepwise() || r.Value == nil {
		return r.distance(l)
	}
	only := lang.Text{}
	if r.Indicator.Measure == catalogue.Level {
		only = lang.Text{VI: "mới đạt ", EN: "only at "}
	}
	return only.In(l) + r.amount(*r.Value, 0, l) + ", " + r.distance(l)
}

// join puts a comma between two half sentences, and none where one is empty.
func join(a, b lang.Text) lang.Text {
	if a.VI == "" {
		return b
	}
	if b.VI == "" {
		return a
	}
	return lang.Text{VI: a.VI + ", " + b.VI, EN: a.EN + ", " + b.EN}
}

// clauseHead is the clause without the explanation after its first comma, for a line that has no room for more.
func clauseHead(clause string) string {
	head, _, _ := strings.Cut(clause, ",")
	return head
}
