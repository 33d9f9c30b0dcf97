package plan

import (
	"fmt"
	"strconv"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/problem"
)

// noLeap is a year without a 29 February: a deadline must exist in every year.
const noLeap = 2023

// validateDue checks the days of a form's deadline: one, or one for each period of a year, none of them before its period begins.
func validateDue(f *problem.List, path string, form Form) {
	d := form.Due
	if d.Before != "" && len(d.Each) > 0 {
		f.Add(problem.Problem{
			Code: "due_twice", Place: problem.Path(path + ".each"), Value: d.Before,
			Rule: lang.Text{VI: "thời hạn chỉ dùng một trong hai: before (một ngày) hoặc each (mỗi kỳ một ngày)", EN: "a deadline has either before, one day, or each, one for every period of a year"},
		})
		return
	}
	if d.NextYear && d.Before == "" && len(d.Each) == 0 {
		f.Add(problem.Problem{
			Code: "due_day", Place: problem.Path(path + ".next_year"),
			Rule: lang.Text{VI: "năm sau (next_year) phải đi cùng một ngày: before hoặc each", EN: "next_year goes with a day, before or each"},
		})
	}
	days, at := d.Each, func(i int) string { return fmt.Sprintf("%s.each[%d]", path, i) }
	if d.Before != "" {
		days, at = []string{d.Before}, func(int) string { return path + ".before" }
	}
	for i, text := range days {
		if _, ok := monthDay(text, noLeap); !ok {
			f.Add(problem.Problem{
				Code: "due_day", Place: problem.Path(at(i)), Value: text,
				Rule: lang.Text{VI: "ngày hạn phải có dạng tháng-ngày, ví dụ 12-10", EN: "before must be month-day, for example 12-10"},
			})
			return
		}
	}
	of := periodsOf(form.Frequency)
	if len(days) > 0 && len(days) != len(of) {
		f.Add(problem.Problem{
			Code: "due_count", Place: problem.Path(at(0)), Value: strconv.Itoa(len(days)),
			Rule: lang.Textf("một năm có %d kỳ, mỗi kỳ cần một ngày hạn", "each period of a year needs its day: a year has %d", len(of)),
			Hint: lang.Text{VI: "Ví dụ nửa năm: each: [\"06-15\", \"12-15\"]", EN: "For half-years, for example: each: [\"06-15\", \"12-15\"]"},
		})
		return
	}
	for i, per := range of[:len(days)] {
		if last := form.LastGoodDay(per); last.Before(per.Start()) {
			f.Add(problem.Problem{
				Code: "due_before_period", Place: problem.Path(at(i)), Value: days[i],
				Rule: lang.Text{
					VI: fmt.Sprintf("hạn trước khi kỳ bắt đầu: của kỳ %s ngày cuối là %s, kỳ bắt đầu %s", per, last.Vietnamese(), per.Start().Vietnamese()),
					EN: fmt.Sprintf("the deadline is before its period: of %s the last day is %s, and it begins on %s", per, last, per.Start()),
				},
				Hint: lang.Text{VI: "Nếu là ngày của năm sau, ghi next_year: true", EN: "Where the day is of the year after, write next_year: true"},
			})
		}
	}
}

// periodsOf are the periods of a year, in order.
func periodsOf(f period.Frequency) []period.Period {
	var out []period.Period
	for per := period.Of(f, period.DateOf(noLeap, 1, 1)); per.Start().Year() == noLeap; per = per.Next() {
		out = append(out, per)
	}
	return out
}
