package law

import (
	"fmt"
	"slices"
	"unicode/utf8"

	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/problem"
)

// check collects what is wrong with one file of the law.
type check struct {
	problem.List
	law Law
}

// ValidateFacts checks what strict decoding cannot: every fact named, and a part of a fact that exists.
func ValidateFacts(facts []Fact) problem.List {
	c := check{law: Law{Facts: facts}}
	seen := map[string]bool{}
	for i, f := range facts {
		at := fmt.Sprintf("facts[%d]", i)
		if !catalogue.ValidID(f.ID) {
			c.Add(problem.Problem{
				Code: "id", Place: problem.Path(at + ".id"), Value: f.ID,
				Rule: lang.Text{VI: "mã chỉ gồm chữ thường a-z, chữ số và dấu _ -, bắt đầu bằng chữ hoặc số", EN: "an id has lower-case letters a-z, digits, _ and -, and begins with a letter or digit"},
			})
		}
		if seen[f.ID] {
			c.Add(problem.Problem{
				Code: "duplicate_id", Place: problem.Path(at + ".id"), Value: f.ID,
				Rule: lang.Text{VI: "mã này đã dùng cho một số liệu khác", EN: "another fact has this id"},
			})
		}
		seen[f.ID] = true
		if f.Name.VI == "" || f.Name.EN == "" {
			c.Add(problem.Problem{
				Code: "name_missing", Place: problem.Path(at + ".name"), Value: f.ID,
				Rule: lang.Text{VI: "số liệu cần tên bằng hai thứ tiếng (vi, en)", EN: "a fact needs a name in both languages (vi, en)"},
			})
		}
		c.short(at+".short", f)
		c.term(at, f)
		whole, ok := c.law.Fact(f.Of)
		if f.Of != "" && (!ok || whole.Of != "") {
			c.Add(problem.Problem{
				Code: "fact_of", Place: problem.Path(at + ".of"), Value: f.Of,
				Rule: lang.Text{VI: "of phải là một số liệu tổng (không có of) trong tệp này", EN: "of must be a whole (a fact without of) in this file"},
			})
		}
		if other, ok := c.law.Fact(f.Beside); f.Beside != "" && (!ok || other.ID == f.ID || other.Of != f.Of) {
			c.Add(problem.Problem{
				Code: "fact_beside", Place: problem.Path(at + ".beside"), Value: f.Beside,
				Rule: lang.Text{VI: "beside phải là phần khác của cùng một tổng", EN: "beside must be another part of the same whole"},
			})
		}
	}
	return c.List
}

// short checks the name under which a part is reported.
func (c *check) short(at string, f Fact) {
	for _, s := range []string{f.Short.VI, f.Short.EN} {
		if n := utf8.RuneCountInString(s); f.Of != "" && (n == 0 || n > catalogue.ShortLimit) {
			c.Add(problem.Problem{
				Code: "short", Place: problem.Path(at), Value: s,
				Rule: lang.Textf("tên ngắn của một phần (short, vi và en) dài từ 1 đến %d ký tự, nay %d", "the short name of a part (short, vi and en) has 1 to %d characters, this one %d", catalogue.ShortLimit, n),
			})
			return
		}
	}
}

// Validate checks one decree against the facts and against every other rule: complete, counting at the tier that the law
// counts at, requiring levels that exist, and saying how certain it is.
func (l Law) Validate(d Decree) problem.List {
	c := check{law: l}
	if d.Number == "" || d.Title.VI == "" || d.Signed.IsZero() || d.ValidFrom.IsZero() {
		c.Add(problem.Problem{
			Code: "decree_incomplete", Place: problem.Path("number"), Value: d.ID,
			Rule: lang.Text{VI: "văn bản cần number, title, signed (ngày ký) và valid_from (ngày có hiệu lực)", EN: "a decree needs number, title, signed and valid_from"},
		})
	}
	if !d.Status.Valid() {
		c.Add(problem.Problem{
			Code: "decree_status", Place: problem.Path("status"), Value: string(d.Status),
			Rule: lang.Text{VI: "status phải là confirmed (đã xác nhận) hoặc unconfirmed (chưa thấy văn bản)", EN: "status must be confirmed or unconfirmed (its text was not seen)"},
		})
	}
	if len(d.Rules) == 0 {
		c.Add(problem.Problem{
			Code: "no_rule", Place: problem.Path("rules"), Value: d.ID,
			Rule: lang.Text{VI: "văn bản phải có ít nhất một quy định", EN: "a decree needs at least one rule"},
		})
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
	return c.List
}

func (c *check) lapse(l Lapse) {
	if l.Misses < 1 {
		c.Add(problem.Problem{
			Code: "lapse_misses", Place: problem.Path("lapse.misses"), Value: fmt.Sprint(l.Misses),
			Rule: lang.Text{VI: "số năm liền không duy trì phải từ 1", EN: "the years missed in a row must be 1 or more"},
		})
	}
	if !l.Tier.Valid() {
		c.Add(problem.Problem{
			Code: "tier", Place: problem.Path("lapse.tier"), Value: string(l.Tier),
			Rule: lang.Text{VI: "cấp phải là commune, district hoặc province", EN: "tier must be commune, district or province"},
		})
	}
	if l.Article == "" {
		c.Add(problem.Problem{
			Code: "no_article", Place: problem.Path("lapse"),
			Rule: lang.Text{VI: "quy định phải ghi điều khoản (article)", EN: "a rule must name its article"},
		})
	}
}

func (c *check) finding(at string, d Decree, f Finding) {
	if f.ID == "" || f.Text.VI == "" || f.Text.EN == "" {
		c.Add(problem.Problem{
			Code: "finding_incomplete", Place: problem.Path(at), Value: f.ID,
			Rule: lang.Text{VI: "điểm cần lưu ý phải có id và text bằng hai thứ tiếng", EN: "a finding needs an id, and a text in both languages"},
		})
	}
	for i, id := range f.Rules {
		if !slices.ContainsFunc(d.Rules, func(r Rule) bool { return r.ID == id }) {
			c.Add(problem.Problem{
				Code: "unknown_rule", Place: problem.Path(fmt.Sprintf("%s.rules[%d]", at, i)), Value: id,
				Rule: lang.Text{VI: "tệp này không có quy định đó", EN: "this file has no such rule"},
			})
		}
	}
}

func (c *check) rule(at string, d Decree, r Rule) {
	if r.ID == "" {
		c.Add(problem.Problem{Code: "id", Place: problem.Path(at), Rule: lang.Text{VI: "quy định phải có id", EN: "a rule needs an id"}})
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
		c.Add(problem.Problem{
			Code: "duplicate_id", Place: problem.Path(at + ".id"), Value: r.ID,
			Rule: lang.Text{VI: "mã này đã dùng cho một quy định khác", EN: "another rule has this id"},
		})
	}
	c.about(at, r)
	c.share(at, r)
	switch {
	case (len(r.Counts) > 0) == (r.Members != nil):
		c.Add(problem.Problem{
			Code: "counts_or_members", Place: problem.Path(at), Value: r.ID,
			Rule: lang.Text{VI: "quy định đếm hoặc người (counts) hoặc đơn vị (members), đúng một trong hai", EN: "a rule counts either people (counts) or units (members), one of the two"},
		})
	case r.Members != nil:
		c.members(at, r)
	default:
		c.counts(at, r)
	}
	c.requirements(at, r)
	c.years(at, d, r)
	c.origin(at, d, r)
}
