package frames

import (
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/xhht/xhht/internal/column"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/scorecard"
	"github.com/xhht/xhht/internal/standing"
	"github.com/xhht/xhht/internal/wording"
)

var statusesInBrief = statuses.called(map[standing.Status]lang.Text{
	standing.Achieved: {VI: "Đạt", EN: "Met"}, standing.OnTrack: {VI: "Đúng", EN: "On"}, standing.NotYetDue: {VI: "Chờ", EN: "Wait"}, standing.AtRisk: {VI: "Nguy", EN: "Risk"},
	standing.OffTrack: {VI: "Chậm", EN: "Off"}, standing.Reversing: {VI: "Lùi", EN: "Back"}, standing.Late: {VI: "Trễ", EN: "Late"},
	standing.NotReported: {VI: "?", EN: "?"}, standing.Undecided: {VI: "≠", EN: "≠"}, standing.Unquantified: {VI: "–", EN: "–"}, standing.Nobody: {VI: "Vắng", EN: "None"},
})

// StatusTimeline is one frame for each unit × target, the status of every period judged. Of several verdicts on one period the last
// one in the list counts.
func StatusTimeline(v View, rows []scorecard.Row) data.Frames {
	type key struct{ unit, target string }
	var order []key
	judged := map[key]map[period.Period]scorecard.Row{}
	units, targets := map[string]bool{}, map[string]bool{}
	for _, r := range rows {
		if r.Period == (period.Period{}) {
			continue // nothing was due yet
		}
		k := key{r.Area.UID, r.Target.ID}
		if judged[k] == nil {
			judged[k] = map[period.Period]scorecard.Row{}
			order = append(order, k)
		}
		judged[k][r.Period] = r
		units[k.unit], targets[k.target] = true, true
	}
	out := data.Frames{}
	for _, k := range order {
		var list []scorecard.Row
		for _, r := range judged[k] {
			list = append(list, r)
		}
		first := list[0]
		labels := data.Labels{column.Unit.String(): k.unit, column.UnitName.String(): wording.UnitName(first.Area), column.Target.String(): k.target,
			column.Indicator.String(): first.Indicator.ID, column.IndicatorName.String(): wording.IndicatorName(first.Indicator, v.Lang)}
		name := labels[column.UnitName.String()]
		switch {
		case len(targets) > 1 && len(units) == 1:
			name = labels[column.IndicatorName.String()]
		case len(targets) > 1:
			name += " · " + labels[column.IndicatorName.String()]
		}
		out = append(out, timeline(v, "scorecard", labels, name, statusesInBrief, points(list, func(r scorecard.Row) standing.Status { return r.Status },
			func(r scorecard.Row) (time.Time, time.Time) {
				return r.Period.Start().Time(), r.Period.Next().Start().Time()
			})))
	}
	return out
}
