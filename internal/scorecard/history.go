package scorecard

import (
	"time"

	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/series"
	"github.com/xhht/xhht/internal/standing"
)

// HistoryPeriods is how many periods a row knows, the judged one included: enough for a trend that one wrong report does
// not turn, few enough that a scorecard never reads the history.
const HistoryPeriods = 6

// history is what came in the periods before the judged one, as many as a row knows. Periods of which only bounds are
// known are left out: a trend of guesses is none.
func history(judged period.Period, byEnd map[period.Date]series.Observation, base *standing.Point) standing.Past {
	var past standing.Past
	if judged.IsZero() {
		return past
	}
	per := judged
	for range HistoryPeriods - 1 {
		per = per.Prev()
		if o, ok := byEnd[per.End()]; ok && o.Value != nil {
			past.Points = append(past.Points, standing.Point{At: per.End().Time(), Value: *o.Value})
		}
	}
	past.Cut = base != nil && base.At.Before(before(per))
	return past
}

// before is the end of the period before the one given: a first value that is older was not read.
func before(per period.Period) time.Time { return per.Prev().End().Time() }
