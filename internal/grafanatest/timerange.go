package grafanatest

import (
	"regexp"
	"strconv"
	"testing"
	"time"
)

var relative = regexp.MustCompile(`^now(?:([+-]\d+)([dMy]))?(?:/([dMy]))?$`)

// moment works out an end of a time range, in Vietnam's time as the generated pages have it.
func (g Grafana) moment(tb testing.TB, text string, end bool) time.Time {
	tb.Helper()
	if at, err := time.Parse(time.RFC3339, text); err == nil {
		return at
	}
	m := relative.FindStringSubmatch(text)
	if m == nil {
		tb.Fatalf("time %q: teach package grafanatest to read it", text)
	}
	at := g.Now.In(time.FixedZone("Vietnam", 7*60*60))
	if m[1] != "" {
		n, err := strconv.Atoi(m[1])
		if err != nil {
			tb.Fatal(err)
		}
		at = at.AddDate(map[string]int{"y": n}[m[2]], map[string]int{"M": n}[m[2]], map[string]int{"d": n}[m[2]])
	}
	first, step := at, [3]int{}
	switch m[3] {
	case "":
		return at
	case "y":
		first, step = time.Date(at.Year(), 1, 1, 0, 0, 0, 0, at.Location()), [3]int{1, 0, 0}
	case "M":
		first, step = time.Date(at.Year(), at.Month(), 1, 0, 0, 0, 0, at.Location()), [3]int{0, 1, 0}
	case "d":
		first, step = time.Date(at.Year(), at.Month(), at.Day(), 0, 0, 0, 0, at.Location()), [3]int{0, 0, 1}
	}
	if end {
		return first.AddDate(step[0], step[1], step[2]).Add(-time.Nanosecond)
	}
	return first
}
