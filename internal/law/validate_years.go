package law

import (
	"fmt"
	"slices"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/problem"
)

// term checks for which years communes count a fact.
func (c *check) term(at string, f Fact) {
	for _, end := range []struct {
		key string
		per period.Period
	}{{"first", f.First}, {"last", f.Last}} {
		if !end.per.IsZero() && end.per.Frequency() != period.Annual {
			c.Add(problem.Problem{
				Code: "fact_year", Place: problem.Path(at + "." + end.key), Value: end.per.String(),
				Rule: lang.Text{VI: "số liệu của luật tính theo năm, ví dụ 2026", EN: "facts of the law are counted by the year, for example 2026"},
			})
		}
	}
	if !f.First.IsZero() && !f.Last.IsZero() && f.Last.End().Before(f.First.Start()) {
		c.Add(problem.Problem{
			Code: "fact_term_order", Place: problem.Path(at + ".last"), Value: f.Last.String(),
			Rule: lang.Textf("năm cuối (last) trước năm đầu (first) %s", "the last year is before the first, %s", f.First),
		})
	}
}

// years checks that a rule is in force only in years for which communes count what it counts: in any other year nobody could
// meet it.
func (c *check) years(at string, d Decree, r Rule) {
	counts := slices.Clone(r.Counts)
	if r.Special != nil {
		counts = append(counts, r.Special.Counts...)
	}
	if r.Rest != "" {
		counts = append(counts, r.Rest)
	}
	first, last, judges := d.judged(r)
	for _, id := range counts {
		f, _ := c.law.Fact(id)
		early := !f.First.IsZero() && first < f.First.Start().Year()
		late := !f.Last.IsZero() && (last == 0 || last > f.Last.End().Year())
		if judges && (early || late) {
			c.Add(problem.Problem{
				Code: "fact_not_counted", Place: problem.Path(at), Value: id,
				Rule: lang.Textf("quy định có hiệu lực trong năm mà xã không đếm số liệu này (first %s, last %s)", "the rule is in force in years for which communes do not count this fact (first %s, last %s)", orNone(f.First), orNone(f.Last)),
				Hint: lang.Text{VI: "Ghi valid_from, valid_to của quy định cho khớp, hoặc sửa first, last trong facts.yaml", EN: "Let valid_from and valid_to of the rule agree with it, or mend first and last in facts.yaml"},
			})
		}
	}
}

// judged returns the first and the last year on whose counting day the rule is in force (0: it goes on); false where there is
// none.
func (d Decree) judged(r Rule) (first, last int, ok bool) {
	from := r.ValidFrom
	if from.IsZero() {
		from = d.ValidFrom
	}
	if first = from.Year(); CountingDay(first).Before(from) {
		first++
	}
	if r.ValidTo.IsZero() {
		return first, 0, true
	}
	if last = r.ValidTo.Year(); CountingDay(last).After(r.ValidTo) {
		last--
	}
	return first, last, first <= last
}

func orNone(p period.Period) string {
	if p.IsZero() {
		return "–"
	}
	return fmt.Sprint(p)
}
