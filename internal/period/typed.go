package period

import (
	"regexp"
	"strconv"
	"time"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/problem"
)

var (
	yearFirst = regexp.MustCompile(`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$`)
	yearLast  = regexp.MustCompile(`^(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4})$`)
	inWords   = regexp.MustCompile(`(?i)^(?:ngày\s+)?(\d{1,2})\s+tháng\s+(\d{1,2})(?:\s+năm\s+|\s*,?\s+)(\d{4})$`)
	midnight  = regexp.MustCompile(`[T ]0{1,2}:00(?::00(?:\.0+)?)?$`)
	serial    = regexp.MustCompile(`^[34]\d{4}$`)
)

// Typed reads a day as people type it and programs save it: 2024-12-05, 2024/12/5, 25/12/2024, 5 tháng 12 năm 2024, and any of
// them at midnight. Nothing typed is the zero Date. A day that does not exist, and one that is another with the month first, are
// problems without a place.
func Typed(text string) (Date, problem.List) {
	text = midnight.ReplaceAllString(text, "")
	if text == "" {
		return Date{}, nil
	}
	if m := yearFirst.FindStringSubmatch(text); m != nil {
		return existing(text, m[1], m[2], m[3])
	}
	if m := inWords.FindStringSubmatch(text); m != nil {
		return existing(text, m[3], m[2], m[1])
	}
	if m := yearLast.FindStringSubmatch(text); m != nil {
		return dayFirst(text, m[1], m[2], m[3])
	}
	p := problem.Problem{
		Code: "wrong_date", Value: text,
		Rule: lang.Text{VI: "ngày không đúng dạng", EN: "the day has no known form"},
		Hint: lang.Text{VI: "Viết năm-tháng-ngày, ví dụ 2024-12-05", EN: "Write year-month-day, for example 2024-12-05"},
	}
	if serial.MatchString(text) {
		days, _ := strconv.Atoi(text)
		p.Rule = lang.Text{VI: "đây là số thứ tự ngày của Excel", EN: "this is Excel's number of a day"}
		p.Hint = lang.Textf("Viết %[1]s", "Write %[1]s", DateOf(1899, 12, 30).AddDays(days).String())
	}
	return Date{}, problem.List{p}
}

// dayFirst reads 25/12/2024. Where both numbers may be a month it is two days, and which was meant depends on where the program
// that saved it believes to be.
func dayFirst(text, a, b, year string) (Date, problem.List) {
	d, list := existing(text, year, b, a)
	other, second := existing(text, year, a, b)
	switch {
	case len(list) == 0 && len(second) == 0 && d != other:
		return Date{}, problem.List{{
			Code: "two_dates", Value: text,
			Rule: lang.Textf("đọc được hai cách: ngày %[1]s tháng %[2]s, hoặc ngày %[2]s tháng %[1]s", "it reads in two ways: day %[1]s of month %[2]s, or day %[2]s of month %[1]s", a, b),
			Hint: lang.Textf("Viết %[1]s hoặc %[2]s", "Write %[1]s or %[2]s", d.String(), other.String()),
		}}
	case len(list) > 0 && len(second) == 0:
		return Date{}, problem.List{{
			Code: "wrong_date", Value: text,
			Rule: lang.Text{VI: "tháng đứng trước ngày", EN: "the month stands before the day"},
			Hint: lang.Textf("Viết %[1]s", "Write %[1]s", other.String()),
		}}
	}
	return d, list
}

func existing(text, year, month, day string) (Date, problem.List) {
	y, _ := strconv.Atoi(year)
	m, _ := strconv.Atoi(month)
	d, _ := strconv.Atoi(day)
	date := DateOf(y, time.Month(m), d)
	if gy, gm, gd := date.t.Date(); gy == y && int(gm) == m && gd == d {
		return date, nil
	}
	p := problem.Problem{
		Code: "no_such_day", Value: text, Rule: lang.Text{VI: "không phải là một ngày", EN: "it is not a day"},
		Hint: lang.Text{VI: "Kiểm tra ngày và tháng", EN: "Check day and month"},
	}
	if m >= 1 && m <= 12 {
		last := DateOf(y, time.Month(m)+1, 0).t.Day()
		p.Hint = lang.Textf("Tháng %[1]d năm %[2]d có %[3]d ngày", "Month %[1]d of %[2]d has %[3]d days", m, y, last)
	}
	return Date{}, problem.List{p}
}
