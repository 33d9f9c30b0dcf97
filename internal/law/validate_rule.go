package law

import (
	"fmt"
	"math"
	"slices"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/problem"
)

// about checks what the rule is about.
func (c *check) about(at string, r Rule) {
	if !slices.Contains(Programs, r.Program) && r.Program != Every {
		c.Add(problem.Problem{
			Code: "program", Place: problem.Path(at + ".program"), Value: string(r.Program),
			Rule: lang.Text{VI: "chương trình phải là preschool_5, preschool_3_5, primary, lower_secondary, literacy hoặc every", EN: "program must be preschool_5, preschool_3_5, primary, lower_secondary, literacy or every"},
		})
	}
	if r.Level < 0 || r.Level > 3 || (r.Level == 0 && r.Program != Every && !r.Assurance) || (r.Level > 0 && r.Program == Every) {
		c.Add(problem.Problem{
			Code: "level", Place: problem.Path(at + ".level"), Value: fmt.Sprint(r.Level),
			Rule: lang.Text{VI: "mức độ phải từ 1 đến 3; chỉ điều kiện chung (every) và điều kiện bảo đảm (assurance) không có mức độ", EN: "level must be 1 to 3; only a shared condition (every) and an assurance condition have none"},
		})
	}
	if !r.Tier.Valid() {
		c.Add(problem.Problem{
			Code: "tier", Place: problem.Path(at + ".tier"), Value: string(r.Tier),
			Rule: lang.Text{VI: "cấp phải là commune, district hoặc province", EN: "tier must be commune, district or province"},
		})
	}
	if r.Name.VI == "" || r.Name.EN == "" {
		c.Add(problem.Problem{
			Code: "name_missing", Place: problem.Path(at + ".name"), Value: r.ID,
			Rule: lang.Text{VI: "quy định cần tên bằng hai thứ tiếng (vi, en)", EN: "a rule needs a name in both languages (vi, en)"},
		})
	}
}

// share checks the percentage and how it is compared.
func (c *check) share(at string, r Rule) {
	if !percentOK(r.Percent) {
		c.Add(problem.Problem{
			Code: "percent", Place: problem.Path(at + ".percent"), Value: fmt.Sprint(r.Percent),
			Rule: lang.Text{VI: "tỷ lệ phần trăm phải từ 1 đến 100 (95, không phải 0.95) và không quá hai số lẻ", EN: "a percentage is 1 to 100 (95, not 0.95) and has at most two decimals"},
		})
	}
	switch {
	case r.Comparator != AtLeast && r.Comparator != Equal:
		c.Add(problem.Problem{
			Code: "comparator", Place: problem.Path(at + ".comparator"), Value: string(r.Comparator),
			Rule: lang.Text{VI: "so sánh phải là >= hoặc =", EN: "comparator must be >= or ="},
		})
	case r.Comparator == Equal && r.Percent != 100:
		c.Add(problem.Problem{
			Code: "comparator_equal", Place: problem.Path(at + ".comparator"), Value: string(r.Comparator),
			Rule: lang.Text{VI: "= chỉ dùng với 100", EN: "= is only used with 100"},
		})
	}
}

func percentOK(v float64) bool {
	return v >= 1 && v <= 100 && math.Abs(v*100-math.Round(v*100)) < 1e-6
}

// members checks a rule that counts units.
func (c *check) members(at string, r Rule) {
	below := map[area.Level][]area.Level{area.District: {area.Commune}, area.Province: {area.District, area.Commune}}
	if !slices.Contains(below[r.Tier], r.Members.Tier) {
		c.Add(problem.Problem{
			Code: "members_tier", Place: problem.Path(at + ".members"), Value: string(r.Members.Tier),
			Rule: lang.Text{VI: "đơn vị thành viên phải thuộc cấp dưới", EN: "members must be of a tier below"},
		})
	}
	if !slices.Contains([]Which{"", OnlySpecial, OnlyOther}, r.Members.Which) {
		c.Add(problem.Problem{
			Code: "members_which", Place: problem.Path(at + ".members.which"), Value: string(r.Members.Which),
			Rule: lang.Text{VI: "which phải là special hoặc other", EN: "which must be special or other"},
		})
	}
	if r.Special != nil || r.Rest != "" {
		c.Add(problem.Problem{
			Code: "members_relaxed", Place: problem.Path(at), Value: r.ID,
			Rule: lang.Text{VI: "special và rest chỉ dùng cho quy định đếm người ở xã", EN: "special and rest belong to rules that count people in a commune"},
		})
	}
}

// counts checks a rule that counts people or rooms.
func (c *check) counts(at string, r Rule) {
	if r.Tier != area.Commune {
		c.Add(problem.Problem{
			Code: "counts_tier", Place: problem.Path(at + ".counts"), Value: string(r.Tier),
			Rule: lang.Text{VI: "chỉ đếm người ở cấp xã: mức độ của huyện và tỉnh tính từ mức độ của cấp dưới, không từ số người cộng lại", EN: "people are counted in communes only: the level of a district or province comes from its members' levels, never from pooled people"},
		})
	}
	for i, id := range r.Counts {
		c.fact(fmt.Sprintf("%s.counts[%d]", at, i), id)
	}
	if rest, ok := c.law.Fact(r.Rest); r.Rest != "" && (!ok || !slices.Contains(r.Counts, rest.Beside)) {
		c.Add(problem.Problem{
			Code: "rest", Place: problem.Path(at + ".rest"), Value: r.Rest,
			Rule: lang.Text{VI: "rest phải là số liệu đứng cạnh (beside) số liệu mà quy định đếm", EN: "rest must be a fact beside one that the rule counts"},
		})
	}
	if r.Special == nil {
		return
	}
	for i, id := range r.Special.Counts {
		c.fact(fmt.Sprintf("%s.special.counts[%d]", at, i), id)
	}
	if p := r.Special.Percent; p != 0 && (!percentOK(p) || p >= r.Percent) || p == 0 && len(r.Special.Counts) == 0 {
		c.Add(problem.Problem{
			Code: "relaxation", Place: problem.Path(at + ".special"), Value: fmt.Sprint(p),
			Rule: lang.Text{VI: "nới cho xã đặc biệt khó khăn phải là tỷ lệ thấp hơn (percent) hoặc độ tuổi hẹp hơn (counts)", EN: "a relaxation is a lower percentage (percent) or a narrower age band (counts)"},
		})
	}
}

func (c *check) fact(at, id string) {
	if f, ok := c.law.Fact(id); !ok || f.Of == "" {
		c.Add(problem.Problem{
			Code: "unknown_fact", Place: problem.Path(at), Value: id,
			Rule: lang.Text{VI: "số liệu phải có trong facts.yaml và là phần của một tổng (of)", EN: "a count must be in facts.yaml and be part of a whole (of)"},
		})
	}
}

// requirements checks that what is required exists and does not lead back to the rule.
func (c *check) requirements(at string, r Rule) {
	for i, q := range r.Requires {
		here := fmt.Sprintf("%s.requires[%d]", at, i)
		if q.Confidence != "" && !q.Confidence.Valid() {
			c.Add(problem.Problem{
				Code: "confidence", Place: problem.Path(here + ".confidence"), Value: string(q.Confidence),
				Rule: lang.Text{VI: "độ tin cậy phải là high, medium hoặc low", EN: "confidence must be high, medium or low"},
			})
		}
		switch {
		case len(c.demanded(q, r.Tier)) == 0:
			c.Add(problem.Problem{
				Code: "requirement_unknown", Place: problem.Path(here), Value: fmt.Sprintf("%s %d", q.Program, q.Level),
				Rule: lang.Text{VI: "không có quy định nào cho mức độ này ở cấp của quy định", EN: "no rule of this tier speaks of that level"},
			})
		case c.leadsTo(q, Requirement{Program: r.Program, Level: r.Level}, r.Tier, nil):
			c.Add(problem.Problem{
				Code: "requirement_cycle", Place: problem.Path(here), Value: fmt.Sprintf("%s %d", q.Program, q.Level),
				Rule: lang.Text{VI: "yêu cầu này quay lại chính mức độ đang xét", EN: "this requirement leads back to the level itself"},
			})
		}
	}
}

// demanded returns the rules of the level.
func (c *check) demanded(q Requirement, tier area.Level) []Rule {
	var out []Rule
	for _, d := range c.law.Decrees {
		for _, r := range d.Rules {
			if r.Program == q.Program && r.Level == q.Level && r.Level > 0 && r.Tier == tier {
				out = append(out, r)
			}
		}
	}
	return out
}

func (c *check) leadsTo(from, to Requirement, tier area.Level, passed []Requirement) bool {
	from.Confidence = "" // one level, however certain it is that it is required
	if from == to {
		return true
	}
	if slices.Contains(passed, from) {
		return false
	}
	passed = append(passed, from)
	for _, r := range c.demanded(from, tier) {
		for _, q := range r.Requires {
			if c.leadsTo(q, to, tier, passed) {
				return true
			}
		}
	}
	return false
}

// origin checks where the rule comes from, since when, and how sure we are.
func (c *check) origin(at string, d Decree, r Rule) {
	if r.Article == "" {
		c.Add(problem.Problem{
			Code: "no_article", Place: problem.Path(at), Value: r.ID,
			Rule: lang.Text{VI: "quy định phải ghi điều khoản (article)", EN: "a rule must name its article"},
		})
	}
	if !r.Confidence.Valid() {
		c.Add(problem.Problem{
			Code: "confidence", Place: problem.Path(at + ".confidence"), Value: string(r.Confidence),
			Rule: lang.Text{VI: "độ tin cậy phải là high, medium hoặc low", EN: "confidence must be high, medium or low"},
		})
	}
	if d.Status == Unconfirmed && r.Confidence == High {
		c.Add(problem.Problem{
			Code: "confidence", Place: problem.Path(at + ".confidence"), Value: string(r.Confidence),
			Rule: lang.Text{VI: "quy định của văn bản chưa được xác nhận (status: unconfirmed) không thể có độ tin cậy high", EN: "a rule of an unconfirmed decree cannot be of high confidence"},
		})
	}
	if (r.Rest == "") != (r.RestConfidence == "") || r.Rest != "" && !r.RestConfidence.Valid() {
		c.Add(problem.Problem{
			Code: "confidence", Place: problem.Path(at + ".rest_confidence"), Value: string(r.RestConfidence),
			Rule: lang.Text{VI: "rest đi cùng rest_confidence: high, medium hoặc low", EN: "rest goes together with rest_confidence: high, medium or low"},
		})
	}
	if r.doubtful() && (r.Note.VI == "" || r.Note.EN == "") {
		c.Add(problem.Problem{
			Code: "doubt_unsaid", Place: problem.Path(at), Value: r.ID,
			Rule: lang.Text{VI: "quy định chưa chắc chắn phải ghi vì sao (note, hai thứ tiếng)", EN: "a rule that is not certain must say why (note, in both languages)"},
		})
	}
	if len(r.Sources) == 0 {
		c.Add(problem.Problem{
			Code: "no_source", Place: problem.Path(at), Value: r.ID,
			Rule: lang.Text{VI: "quy định phải ghi nguồn (sources)", EN: "a rule must name its sources"},
		})
	}
	for i, id := range r.Sources {
		if !slices.ContainsFunc(d.Sources, func(s Source) bool { return s.ID == id }) {
			c.Add(problem.Problem{
				Code: "unknown_source", Place: problem.Path(fmt.Sprintf("%s.sources[%d]", at, i)), Value: id,
				Rule: lang.Text{VI: "nguồn không có trong danh sách sources của tệp", EN: "the source is not in the file's list of sources"},
			})
		}
	}
	if !r.ValidTo.IsZero() && (r.ValidTo.Before(r.ValidFrom) || r.ValidTo.Before(d.ValidFrom)) {
		c.Add(problem.Problem{
			Code: "dates_order", Place: problem.Path(at + ".valid_to"), Value: r.ValidTo.String(),
			Rule: lang.Text{VI: "ngày hết hiệu lực trước ngày có hiệu lực", EN: "the rule ends before it begins"},
		})
	}
	if !r.ValidFrom.IsZero() && r.ValidFrom.Before(d.ValidFrom) {
		c.Add(problem.Problem{
			Code: "dates_before_decree", Place: problem.Path(at + ".valid_from"), Value: r.ValidFrom.String(),
			Rule: lang.Text{VI: "quy định có hiệu lực trước văn bản của nó", EN: "the rule begins before its decree"},
		})
	}
}

// doubtful reports whether the rule, or a clause of it, is of less than high confidence.
func (r Rule) doubtful() bool {
	less := func(c Confidence) bool { return c == Medium || c == Low }
	return less(r.Confidence) || less(r.RestConfidence) || slices.ContainsFunc(r.Requires, func(q Requirement) bool { return less(q.Confidence) })
}
