package main

import (
	"github.com/xhht/xhht/dashboards/grafana"
	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/query"
	"github.com/xhht/xhht/internal/wording"
)

// statusHistory is since when: the status of every unit on the chosen indicator, period by period.
func (s scope) statusHistory(id, w int, level area.Level) grafana.Panel {
	p := s.panel(id, w, "state-timeline", s.say("${indicator:text}: từ bao giờ?", "${indicator:text}: since when?"),
		s.say("Trạng thái của từng đơn vị ở chỉ tiêu đã chọn, theo kỳ đã đến hạn. "+wording.StatusLegend().VI,
			"The status of every unit on the chosen indicator, by period due. "+wording.StatusLegend().EN)+
			s.targetSource(level),
		s.ask("A", query.Query{Kind: query.Scorecard, Shape: query.Timeline, Level: level, Indicators: []string{indicatorVar}}))
	return stateTimeline(p, len(s.units()))
}

// historyHeight is what as many rows as there are at a time take.
func (s scope) historyHeight() int { return 4 + min(len(s.units()), rowsInSight)*7/10 }
