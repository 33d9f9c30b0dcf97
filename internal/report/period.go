package report

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/spelling"
)

// parsed reads the row's period. Where it is written in another way, the hint says how this indicator's periods are written, with
// the one that seems to be meant; the frequency is empty if the indicator is not known.
func (c *checker) parsed(r Row, f period.Frequency) (period.Period, bool) {
	per, err := period.Parse(r.Period)
	if err == nil {
		return per, true
	}
	hint := lang.Text{VI: "Viết 2024, 2024-H1, 2024-Q3 hoặc 2024-09", EN: "Write 2024, 2024-H1, 2024-Q3 or 2024-09"}
	if meant, ok := meant(r.Period, f); ok {
		hint = lang.Textf("Viết %s", "Write %s", meant)
	} else if f.Valid() {
		hint = lang.Textf("Viết như %s", "Write it as %s", period.Of(f, c.today))
	}
	c.problems.Add(problem.Problem{
		Code: "wrong_period", Place: r.At("period"), Value: r.Period,
		Rule: lang.Text{VI: "kỳ báo cáo không đúng dạng", EN: "the period has no known form"},
		Hint: hint,
	})
	return per, false
}

var (
	fourDigits = regexp.MustCompile(`(?:^|\D)((?:19|20)\d\d)(?:\D|$)`)
	yearMonth  = regexp.MustCompile(`^((?:19|20)\d\d)(0[1-9]|1[0-2])$`)
	twoDigits  = regexp.MustCompile(`[-/ '](\d\d)$`)
	small      = regexp.MustCompile(`\b(\d{1,2})\b|[a-z](\d{1,2})\b`)
	roman      = regexp.MustCompile(`\b(iv|iii|ii|i)\b`)
	months     = []string{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}
)

// meant guesses which period a text of another form means, for a hint and for nothing else: 2024-2, 202402, 02/2024, T2/2024,
// tháng 2 năm 2024, Q3/24, quý III/2024, 6 tháng đầu năm 2024, năm 2024, Sep-24.
func meant(text string, f period.Frequency) (period.Period, bool) {
	key := spelling.Bare(text)
	if m := yearMonth.FindStringSubmatch(key); m != nil {
		key = m[1] + "-" + m[2]
	}
	year, rest := "", ""
	if m := fourDigits.FindStringSubmatchIndex(key); m != nil {
		year, rest = key[m[2]:m[3]], key[:m[2]]+" "+key[m[3]:]
	} else if m := twoDigits.FindStringSubmatchIndex(key); m != nil {
		year, rest = "20"+key[m[2]:m[3]], key[:m[0]]
	} else {
		return period.Period{}, false
	}
	n := part(rest)
	out := year
	switch f {
	case period.Monthly:
		out += "-" + pad(n)
	case period.Quarterly:
		out += "-Q" + strconv.Itoa(n)
	case period.SemiAnnual:
		out += "-H" + strconv.Itoa(n)
	}
	per, err := period.Parse(out)
	return per, err == nil && f.Valid()
}

// part is the number of the month, quarter or half-year; 0 if none is written.
func part(rest string) int {
	switch {
	case strings.Contains(rest, "dau nam"):
		return 1
	case strings.Contains(rest, "cuoi nam"):
		return 2
	}
	for _, m := range small.FindAllStringSubmatch(rest, -1) {
		n, _ := strconv.Atoi(m[1] + m[2])
		return n
	}
	if m := roman.FindString(rest); m != "" {
		return 1 + slices.Index([]string{"i", "ii", "iii", "iv"}, m)
	}
	for i, name := range months {
		if strings.Contains(rest, name) {
			return i + 1
		}
	}
	return 0
}

func pad(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}
