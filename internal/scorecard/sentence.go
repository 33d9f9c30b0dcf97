package scorecard

import (
	"fmt"
	"math"
	"strings"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/standing"
	"github.com/xhht/xhht/internal/wording"
)

// Sentence says in one sentence where the unit stands: value, expected, gap, what is needed a year, and the clause.
func (r Row) Sentence(p plan.Plan, l lang.Lang) string {
	parts := []string{r.haveClause(l)}
	switch {
	case r.Status == standing.Nobody:
		parts = []string{lang.Textf("không có đối tượng để đếm (kỳ %s)", "nobody to count (period %s)", r.Period).In(l)}
	case r.Status == standing.NoReporter:
		parts = append(parts, lang.Text{VI: "không có nơi báo cáo", EN: "nobody is there to report"}.In(l))
	case r.Doubtful && !r.judged():
		parts = []string{r.doubtClause(l)}
	case r.Status == standing.Unverified || r.Status == standing.OtherDenominator:
		parts = []string{r.shownClause(l)}
	case r.Status == standing.Undecided:
		parts = append(parts, lang.Text{VI: "chưa kết luận được", EN: "nothing can be concluded"}.In(l))
	case r.Status == standing.Unquantified:
		if s := r.TrendText(l); s != "" {
			parts = append(parts, s)
		}
		parts = append(parts, lang.Text{VI: "kế hoạch không ghi số để đối chiếu", EN: "the plan gives no number to compare with"}.In(l))
	case r.judged():
		parts = append(parts, r.againstPath(l))
		if s := r.missedClause(l); s != "" {
			parts = append(parts, s)
		}
		if s := r.requiredClause(l); s != "" {
			parts = append(parts, s)
		}
		if s := r.HeldText(l); s != "" {
			parts = append(parts, s)
		}
	case r.Low != nil && r.High != nil:
		parts = append(parts, lang.Text{VI: "còn thiếu báo cáo nên chưa kết luận được", EN: "reports are missing, so nothing can be concluded yet"}.In(l))
	}
	if s := r.Cluster.Text(r, l); s != "" {
		parts = append(parts, s)
	}
	return fmt.Sprintf("%s – %s: %s (%s, %s).", wording.UnitName(r.Area), lang.MidSentence(wording.IndicatorName(r.Indicator, l)),
		strings.Join(parts, "; "), p.Document.Number, r.Milestone.Clause)
}

// judged reports whether a value, or bounds that leave no doubt, gave the row its status.
func (r Row) judged() bool {
	return r.Status.Verdict()
}

// doubtClause says that nothing is concluded, and why.
func (r Row) doubtClause(l lang.Lang) string {
	s := lang.Textf("số liệu kỳ %s mâu thuẫn nên chưa kết luận được", "the numbers of period %s contradict each other, so nothing can be concluded", r.Period).In(l)
	if why := r.Doubt.In(l); why != "" {
		s += ": " + why
	}
	return s
}

// ShownText is a rate that is no value, with what keeps it from being one: "61,5%, chưa có số đếm", "80% trên số đã đăng ký".
func (r Row) ShownText(l lang.Lang) string {
	if r.Shown == nil {
		return ""
	}
	s := r.Figure(r.Shown, l)
	if over := r.Over.Name(); over.VI != "" {
		s += lang.Textf(" trên %[1]s", " of %[2]s", over.VI, over.EN).In(l)
	}
	if r.Status == standing.Unverified {
		s += lang.Text{VI: ", chưa có số đếm", EN: ", without counts"}.In(l)
	}
	return s
}

// shownClause says what came and why it is not held against the target; of a total, what came of its members.
func (r Row) shownClause(l lang.Lang) string {
	have := r.ShownText(l)
	switch own := r.Indicator.Over.Name(); {
	case have == "" && r.Status == standing.OtherDenominator:
		return lang.Textf("chưa tính được số chung kỳ %[1]s: có đơn vị tính trên mẫu số khác", "no total for period %[1]s: some units counted over another denominator", r.Period).In(l)
	case have == "":
		return lang.Textf("chưa tính được số chung kỳ %[1]s: có đơn vị chỉ báo tỷ lệ, không có số đếm", "no total for period %[1]s: some units gave a rate without its counts", r.Period).In(l)
	case r.Status == standing.Unverified:
		return lang.Textf("%[1]s (kỳ %[2]s); chưa kiểm chứng nên không cộng dồn, không xét theo chỉ tiêu", "%[1]s (period %[2]s); unverified, so it is part of no total and judged by no target", have, r.Period).In(l)
	default:
		return lang.Textf("%[1]s (kỳ %[2]s); chỉ tiêu tính trên %[3]s nên không xét theo chỉ tiêu", "%[1]s (period %[2]s); the target is over %[4]s, so it is not judged by it", have, r.Period, own.VI, own.EN).In(l)
	}
}

func (r Row) haveClause(l lang.Lang) string {
	if have := r.HaveText(l); have != "" {
		return lang.Textf("%s (kỳ %s)", "%s (period %s)", have, r.Period).In(l)
	}
	if r.Period.IsZero() {
		return lang.Text{VI: "chưa đến hạn báo cáo", EN: "no report is due yet"}.In(l)
	}
	s := lang.Textf("chưa có số liệu kỳ %s", "nothing for period %s", r.Period).In(l)
	if r.DaysLate > 0 {
		s += lang.Textf(", trễ %.0f ngày", ", %.0f days late", math.Ceil(r.DaysLate)).In(l)
	}
	if r.Last != nil {
		s += lang.Textf(", số gần nhất %s (%s)", ", the newest is %s (%s)", r.amount(*r.Last, r.digitsOf(*r.Last), l), period.UTCDay(r.LastAt)).In(l)
	}
	return s
}

func (r Row) againstPath(l lang.Lang) string {
	if r.Status == standing.Achieved {
		return lang.Textf("đã đạt mốc %s (hạn %s)", "has reached %s (due by %s)", r.NeedText(l), r.Milestone.By).In(l)
	}
	return r.distance(l)
}

// missedClause says that the milestone's day has come and the milestone is not met: the status allows for a part of the way,
// so that a row that is “on track” on that day may have missed what the plan asked for.
func (r Row) missedClause(l lang.Lang) string {
	if r.Status == standing.Achieved || r.Next == nil || r.Next.At.After(r.At) {
		return ""
	}
	return lang.Textf("chưa đạt mốc %s của ngày %s", "the milestone of %[2]s, %[1]s, is not met", r.NeedText(l), r.Milestone.By).In(l)
}

// distance compares the value with the path. It says higher or lower, not better or worse: the reader sees the number.
func (r Row) distance(l lang.Lang) string {
	switch {
	case r.Status == standing.NotYetDue:
		return r.notYetDue(l)
	case r.Gap == nil || r.Expected == nil:
		return lang.Text{VI: "báo cáo đầu tiên, chưa có gì để so", EN: "the first report, nothing to compare it with yet"}.In(l)
	case r.Indicator.Measure.Stepwise():
		return lang.Textf("lộ trình đòi %s", "the path asks for %s", r.amount(*r.Expected, 0, l)).In(l)
	case math.Abs(*r.Gap) < 1e-9:
		return lang.Text{VI: "đúng bằng lộ trình", EN: "exactly on the path"}.In(l)
	}
	word := lang.Text{VI: "cao hơn", EN: "above"}
	if *r.Gap*r.Indicator.Direction.Sign() < 0 {
		word = lang.Text{VI: "thấp hơn", EN: "below"}
	}
	least := lang.Text{}
	if r.Value == nil {
		least = lang.Text{VI: "ít nhất ", EN: "at least "} // judged by bounds: the gap is the nearer one
	}
	return lang.Text{
		VI: fmt.Sprintf("%s lộ trình %s%s", word.VI, least.VI, r.points(math.Abs(*r.Gap), lang.Vietnamese)),
		EN: fmt.Sprintf("%s%s %s the path", least.EN, r.points(math.Abs(*r.Gap), lang.English), word.EN),
	}.In(l)
}

// notYetDue says what has to be there and by when: before that day a level is neither late nor on its way.
func (r Row) notYetDue(l lang.Lang) string {
	return lang.Text{
		VI: fmt.Sprintf("chưa đến hạn: cần %s vào %s", r.needText(r.Milestone, lang.Vietnamese), r.Milestone.By.Vietnamese()),
		EN: fmt.Sprintf("not yet due: needs %s by %s", r.needText(r.Milestone, lang.English), r.Milestone.By),
	}.In(l)
}

// requiredClause names the change a year that still leads to the first milestone that is not met.
func (r Row) requiredClause(l lang.Lang) string {
	if r.Required == nil || r.Value == nil {
		return ""
	}
	word := lang.Text{VI: "tăng", EN: "rise"}
	if *r.Required < 0 {
		word = lang.Text{VI: "giảm", EN: "fall"}
	}
	m, ok := r.unmet()
	if !ok {
		return ""
	}
	return lang.Text{
		VI: fmt.Sprintf("cần %s %s mỗi năm để đạt %s vào %s", word.VI, r.points(math.Abs(*r.Required), lang.Vietnamese), r.needText(m, lang.Vietnamese), m.By.Vietnamese()),
		EN: fmt.Sprintf("has to %s %s a year to reach %s by %s", word.EN, r.points(math.Abs(*r.Required), lang.English), r.needText(m, lang.English), m.By),
	}.In(l)
}

// unmet is the milestone that Required leads to: the first one after the period whose number is not reached.
func (r Row) unmet() (plan.Milestone, bool) {
	for _, m := range r.Target.Milestones {
		if m.Value == nil || !m.By.Time().After(r.At) {
			continue
		}
		if (r.Target.Goal(r.Indicator, m)-*r.Value)*r.Indicator.Direction.Sign() > 0 {
			return m, true
		}
	}
	return plan.Milestone{}, false
}
