package law

import (
	"fmt"
	"math"
	"slices"
	"unicode/utf8"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/problem"
)

// check collects what is wrong with one file of the law.
type check struct {
	problem.Faults
	law Law
}

func (c *check) add(path, code, value, vi, en string) {
	c.Add(path, code, value, lang.Text{VI: vi, EN: en}, lang.Text{})
}

// ValidateFacts checks what strict decoding cannot: every fact named, and a part of a fact that exists.
func ValidateFacts(facts []Fact) problem.Faults {
	c := check{law: Law{Facts: facts}}
	seen := map[string]bool{}
	for i, f := range facts {
		at := fmt.Sprintf("facts[%d]", i)
		if !catalogue.ValidID(f.ID) {
			c.add(at+".id", "id", f.ID, "mã chỉ gồm chữ thường a-z, chữ số và dấu _ -, bắt đầu bằng chữ hoặc số", "an id has lower-case letters a-z, digits, _ and -, and begins with a letter or digit")
		}
		if seen[f.ID] {
			c.add(at+".id", "duplicate_id", f.ID, "mã này đã dùng cho một số liệu khác", "another fact has this id")
		}
		seen[f.ID] = true
		if f.Name.VI == "" || f.Name.EN == "" {
			c.add(at+".name", "name_missing", f.ID, "số liệu cần tên bằng hai thứ tiếng (vi, en)", "a fact needs a name in both languages (vi, en)")
		}
		c.short(at+".short", f)
		whole, ok := c.law.Fact(f.Of)
		if f.Of != "" && (!ok || whole.Of != "") {
			c.add(at+".of", "fact_of", f.Of, "of phải là một số liệu tổng (không có of) trong tệp này", "of must be a whole (a fact without of) in this file")
		}
		if other, ok := c.law.Fact(f.Beside); f.Beside != "" && (!ok || other.ID == f.ID || other.Of != f.Of) {
			c.add(at+".beside", "fact_beside", f.Beside, "beside phải là phần khác của cùng một tổng", "beside must be another part of the same whole")
		}
	}
	return c.Faults
}

// short checks the name under which a part is reported.
func (c *check) short(at string, f Fact) {
	for _, s := range []string{f.Short.VI, f.Short.EN} {
		if n := utf8.RuneCountInString(s); f.Of != "" && (n == 0 || n > catalogue.ShortLimit) {
			c.Add(at, "short", s, lang.Textf("tên ngắn của một phần (short, vi và en) dài từ 1 đến %d ký tự, nay %d", "the short name of a part (short, vi and en) has 1 to %d characters, this one %d", catalogue.ShortLimit, n), lang.Text{})
			return
		}
	}
}

// Validate checks one decree against the facts and against every other rule: complete, counting at the tier that the law
// counts at, requiring levels that exist, and saying how certain it is.
func (l Law) Validate(d Decree) problem.Faults {
	c := check{law: l}
	if d.Number == "" || d.Title.VI == "" || d.Signed.IsZero() || d.ValidFrom.IsZero() {
		c.add("number", "decree_incomplete", d.ID, "văn bản cần number, title, signed (ngày ký) và valid_from (ngày có hiệu lực)", "a decree needs number, title, signed and valid_from")
	}
	if len(d.Rules) == 0 {
		c.add("rules", "no_rule", d.ID, "văn bản phải có ít nhất một quy định", "a decree needs at least one rule")
	}
	if d.Lapse != nil {
		c.lapse(*d.Lapse)
	}
	for i, f := range d.Findings {
		c.finding(fmt.Sprintf("findings[%d]", i), d, f)
	}
	for i, r := range d.Rules {
		c.rule(fmt.Sprintf("rules[%d]", i), d, r)
	}
	return c.Faults
}

func (c *check) lapse(l Lapse) {
	if l.Misses < 1 {
		c.add("lapse.misses", "lapse_misses", fmt.Sprint(l.Misses), "số năm liền không duy trì phải từ 1", "the years missed in a row must be 1 or more")
	}
	if !l.Tier.Valid() {
		c.add("lapse.tier", "tier", string(l.Tier), "cấp phải là commune, district hoặc province", "tier must be commune, district or province")
	}
	if l.Article == "" {
		c.add("lapse", "no_article", "", "quy định phải ghi điều khoản (article)", "a rule must name its article")
	}
}

func (c *check) finding(at string, d Decree, f Finding) {
	if f.ID == "" || f.Text.VI == "" || f.Text.EN == "" {
		c.add(at, "finding_incomplete", f.ID, "điểm cần lưu ý phải có id và text bằng hai thứ tiếng", "a finding needs an id, and a text in both languages")
	}
	for i, id := range f.Rules {
		if !slices.ContainsFunc(d.Rules, func(r Rule) bool { return r.ID == id }) {
			c.add(fmt.Sprintf("%s.rules[%d]", at, i), "unknown_rule", id, "tệp này không có quy định đó", "this file has no such rule")
		}
	}
}

func (c *check) rule(at string, d Decree, r Rule) {
	if r.ID == "" {
		c.add(at, "id", "", "quy định phải có id", "a rule needs an id")
	}
	n := 0
	for _, other := range c.law.Decrees {
		for _, o := range other.Rules {
			if o.ID == r.ID {
				n++
			}
		}
	}
	if n > 1 {
		c.add(at+".id", "duplicate_id", r.ID, "mã này đã dùng cho một quy định khác", "another rule has this id")
	}
	c.about(at, r)
	c.share(at, r)
	switch {
	case (len(r.Counts) > 0) == (r.Members != nil):
		c.add(at, "counts_or_members", r.ID, "quy định đếm hoặc người (counts) hoặc đơn vị (members), đúng một trong hai", "a rule counts either people (counts) or units (members), one of the two")
	case r.Members != nil:
		c.members(at, r)
	default:
		c.counts(at, r)
	}
	c.requirements(at, r)
	c.origin(at, d, r)
}

// about checks what the rule is about.
func (c *check) about(at string, r Rule) {
	if !slices.Contains(Programs, r.Program) && r.Program != Every {
		c.add(at+".program", "program", string(r.Program), "chương trình phải là preschool_5, preschool_3_5, primary, lower_secondary, literacy hoặc every", "program must be preschool_5, preschool_3_5, primary, lower_secondary, literacy or every")
	}
	if r.Level < 0 || r.Level > 3 || (r.Level == 0 && r.Program != Every && !r.Assurance) || (r.Level > 0 && r.Program == Every) {
		c.add(at+".level", "level", fmt.Sprint(r.Level), "mức độ phải từ 1 đến 3; chỉ điều kiện chung (every) và điều kiện bảo đảm (assurance) không có mức độ", "level must be 1 to 3; only a shared condition (every) and an assurance condition have none")
	}
	if !r.Tier.Valid() {
		c.add(at+".tier", "tier", string(r.Tier), "cấp phải là commune, district hoặc province", "tier must be commune, district or province")
	}
	if r.Name.VI == "" || r.Name.EN == "" {
		c.add(at+".name", "name_missing", r.ID, "quy định cần tên bằng hai thứ tiếng (vi, en)", "a rule needs a name in both languages (vi, en)")
	}
}

// share checks the percentage and how it is compared.
func (c *check) share(at string, r Rule) {
	if !percentOK(r.Percent) {
		c.add(at+".percent", "percent", fmt.Sprint(r.Percent), "tỷ lệ phần trăm phải từ 1 đến 100 (95, không phải 0.95) và không quá hai số lẻ", "a percentage is 1 to 100 (95, not 0.95) and has at most two decimals")
	}
	switch {
	case r.Comparator != AtLeast && r.Comparator != Equal:
		c.add(at+".comparator", "comparator", string(r.Comparator), "so sánh phải là >= hoặc =", "comparator must be >= or =")
	case r.Comparator == Equal && r.Percent != 100:
		c.add(at+".comparator", "comparator_equal", string(r.Comparator), "= chỉ dùng với 100", "= is only used with 100")
	}
}

func percentOK(v float64) bool {
	return v >= 1 && v <= 100 && math.Abs(v*100-math.Round(v*100)) < 1e-6
}

// members checks a rule that counts units.
func (c *check) members(at string, r Rule) {
	below := map[area.Level][]area.Level{area.District: {area.Commune}, area.Province: {area.District, area.Commune}}
	if !slices.Contains(below[r.Tier], r.Members.Tier) {
		c.add(at+".members", "members_tier", string(r.Members.Tier), "đơn vị thành viên phải thuộc cấp dưới", "members must be of a tier below")
	}
	if !slices.Contains([]Which{"", OnlySpecial, OnlyOther}, r.Members.Which) {
		c.add(at+".members.which", "members_which", string(r.Members.Which), "which phải là special hoặc other", "which must be special or other")
	}
	if r.Special != nil || r.Rest != "" {
		c.add(at, "members_relaxed", r.ID, "special và rest chỉ dùng cho quy định đếm người ở xã", "special and rest belong to rules that count people in a commune")
	}
}

// counts checks a rule that counts people or rooms.
func (c *check) counts(at string, r Rule) {
	if r.Tier != area.Commune {
		c.add(at+".counts", "counts_tier", string(r.Tier), "chỉ đếm người ở cấp xã: mức độ của huyện và tỉnh tính từ mức độ của cấp dưới, không từ số người cộng lại",
			"people are counted in communes only: the level of a district or province comes from its members' levels, never from pooled people")
	}
	for i, id := range r.Counts {
		c.fact(fmt.Sprintf("%s.counts[%d]", at, i), id)
	}
	if rest, ok := c.law.Fact(r.Rest); r.Rest != "" && (!ok || !slices.Contains(r.Counts, rest.Beside)) {
		c.add(at+".rest", "rest", r.Rest, "rest phải là số liệu đứng cạnh (beside) số liệu mà quy định đếm", "rest must be a fact beside one that the rule counts")
	}
	if r.Special == nil {
		return
	}
	for i, id := range r.Special.Counts {
		c.fact(fmt.Sprintf("%s.special.counts[%d]", at, i), id)
	}
	if p := r.Special.Percent; p != 0 && (!percentOK(p) || p >= r.Percent) || p == 0 && len(r.Special.Counts) == 0 {
		c.add(at+".special", "relaxation", fmt.Sprint(p), "nới cho xã đặc biệt khó khăn phải là tỷ lệ thấp hơn (percent) hoặc độ tuổi hẹp hơn (counts)", "a relaxation is a lower percentage (percent) or a narrower age band (counts)")
	}
}

func (c *check) fact(at, id string) {
	if f, ok := c.law.Fact(id); !ok || f.Of == "" {
		c.add(at, "unknown_fact", id, "số liệu phải có trong facts.yaml và là phần của một tổng (of)", "a count must be in facts.yaml and be part of a whole (of)")
	}
}

// requirements checks that what is required exists and does not lead back to the rule.
func (c *check) requirements(at string, r Rule) {
	for i, q := range r.Requires {
		here := fmt.Sprintf("%s.requires[%d]", at, i)
		if q.Confidence != "" && !q.Confidence.Valid() {
			c.add(here+".confidence", "confidence", string(q.Confidence), "độ tin cậy phải là high, medium hoặc low", "confidence must be high, medium or low")
		}
		switch {
		case len(c.demanded(q, r.Tier)) == 0:
			c.add(here, "requirement_unknown", fmt.Sprintf("%s %d", q.Program, q.Level), "không có quy định nào cho mức độ này ở cấp của quy định", "no rule of this tier speaks of that level")
		case c.leadsTo(q, Requirement{Program: r.Program, Level: r.Level}, r.Tier, nil):
			c.add(here, "requirement_cycle", fmt.Sprintf("%s %d", q.Program, q.Level), "yêu cầu này quay lại chính mức độ đang xét", "this requirement leads back to the level itself")
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
		c.add(at, "no_article", r.ID, "quy định phải ghi điều khoản (article)", "a rule must name its article")
	}
	if !r.Confidence.Valid() {
		c.add(at+".confidence", "confidence", string(r.Confidence), "độ tin cậy phải là high, medium hoặc low", "confidence must be high, medium or low")
	}
	if (r.Rest == "") != (r.RestConfidence == "") || r.Rest != "" && !r.RestConfidence.Valid() {
		c.add(at+".rest_confidence", "confidence", string(r.RestConfidence), "rest đi cùng rest_confidence: high, medium hoặc low", "rest goes together with rest_confidence: high, medium or low")
	}
	if r.doubtful() && (r.Note.VI == "" || r.Note.EN == "") {
		c.add(at, "doubt_unsaid", r.ID, "quy định chưa chắc chắn phải ghi vì sao (note, hai thứ tiếng)", "a rule that is not certain must say why (note, in both languages)")
	}
	if len(r.Sources) == 0 {
		c.add(at, "no_source", r.ID, "quy định phải ghi nguồn (sources)", "a rule must name its sources")
	}
	for i, id := range r.Sources {
		if !slices.ContainsFunc(d.Sources, func(s Source) bool { return s.ID == id }) {
			c.add(fmt.Sprintf("%s.sources[%d]", at, i), "unknown_source", id, "nguồn không có trong danh sách sources của tệp", "the source is not in the file's list of sources")
		}
	}
	if !r.ValidTo.IsZero() && (r.ValidTo.Before(r.ValidFrom) || r.ValidTo.Before(d.ValidFrom)) {
		c.add(at+".valid_to", "dates_order", r.ValidTo.String(), "ngày hết hiệu lực trước ngày có hiệu lực", "the rule ends before it begins")
	}
	if !r.ValidFrom.IsZero() && r.ValidFrom.Before(d.ValidFrom) {
		c.add(at+".valid_from", "dates_before_decree", r.ValidFrom.String(), "quy định có hiệu lực trước văn bản của nó", "the rule begins before its decree")
	}
}

// doubtful reports whether the rule, or a clause of it, is of less than high confidence.
func (r Rule) doubtful() bool {
	less := func(c Confidence) bool { return c == Medium || c == Low }
	return less(r.Confidence) || less(r.RestConfidence) || slices.ContainsFunc(r.Requires, func(q Requirement) bool { return less(q.Confidence) })
}
