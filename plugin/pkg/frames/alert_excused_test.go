package frames_test

import (
	"testing"

	"github.com/xhht/xhht/internal/query"
	"github.com/xhht/xhht/internal/scorecard"
	"github.com/xhht/xhht/internal/standing"
	"github.com/xhht/xhht/plugin/pkg/frames"
)

// Where nobody is there to count or to report, alerts of the year before end; where a report is missing they stay as they are.
func TestAlertsOfExcusedUnitsEnd(t *testing.T) {
	for _, m := range []query.AlertMeasure{query.Severity, query.Projected, query.DaysLate} {
		for _, s := range []standing.Status{standing.Nobody, standing.NoReporter, standing.Late, standing.NotReported} {
			row := scorecard.Row{Verdict: standing.Verdict{Status: s}, DaysLate: 3}
			got := frames.Measured(row, m)
			switch {
			case s.Excused() && (got == nil || *got != 0):
				t.Errorf("%s of a unit that is %s: %v, want 0", m, s, got)
			case !s.Excused() && m == query.DaysLate && (got == nil || *got != 3):
				t.Errorf("%s of a unit that is %s: %v, want 3", m, s, got)
			case !s.Excused() && m != query.DaysLate && got != nil:
				t.Errorf("%s of a unit that is %s: %v, want nothing", m, s, *got)
			}
		}
	}
}
