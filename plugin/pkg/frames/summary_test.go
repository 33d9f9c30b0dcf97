package frames

import (
	"testing"
	"time"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/scorecard"
)

// The range of an archive ends with the first instant of the next year in Vietnam; its screens must not name that year's first day.
func TestARangeToMidnightSpeaksOfTheDayBefore(t *testing.T) {
	for _, c := range []struct{ asOf, day string }{
		{"2021-01-01T00:00:00+07:00", "2020-12-31"}, {"2020-12-31T09:30:00+07:00", "2020-12-31"}, {"2021-01-01T00:00:01+07:00", "2021-01-01"},
	} {
		asOf, err := time.Parse(time.RFC3339, c.asOf)
		if err != nil {
			t.Fatal(err)
		}
		f, _ := Summary(scorecard.Summary{}, "", asOf, lang.English).FieldByName("as_of")
		if day := (*f.At(0).(*time.Time)).In(asOf.Location()).Format(time.DateOnly); day != c.day {
			t.Errorf("as of %s: %s, not %s", c.asOf, day, c.day)
		}
	}
}
