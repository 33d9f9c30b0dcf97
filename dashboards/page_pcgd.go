package main

import (
	"slices"

	"github.com/xhht/xhht/dashboards/grafana"
	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/law"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/query"
)

// The ids of the PCGD page's panels.
const (
	pcgdReasonsPanel = iota + 1
	pcgdDeclaredPanel
	pcgdFirstTimeline // and the next ones, one for each programme
	pcgdFirstMap      = iota + 20
	pcgdThenPanel     = iota + 40
	pcgdRemotePanel
	pcgdRecognisedPanel
)

// recognises reports whether levels of universal education and literacy are won under the plan: it names a level as a target
// and its units are more than one. A plan whose run was over before levels were counted has none.
func (s scope) recognises() bool {
	if s.plan.Kind != "" && len(s.plan.Targets) > 0 {
		return false
	}
	for _, f := range s.plan.Forms {
		for _, id := range f.EverAsked() {
			if s.reg.Indicators[id].Measure == catalogue.Level {
				return true
			}
		}
	}
	return false
}

// levelTier is the tier whose levels are shown: the lowest that reports them.
func (s scope) levelTier() area.Level {
	if tiers := s.reportTiers(); len(tiers) > 0 && len(s.plan.Gathered) == 0 { // clusters are watched, whoever answers for them
		return tiers[0]
	}
	return s.watched()
}

// pcgd is the page of levels: who has which, since when, why not the next, and whether it is kept.
func pcgd(s scope) (grafana.Dashboard, error) {
	level := s.levelTier()
	// Eight districts fit on a page; a hundred communes are chosen from.
	var variables []grafana.Variable
	var units []string
	if level == area.Commune {
		variables, units = s.manyUnits(level), []string{unitVar}
	}
	var timelines []grafana.Panel
	for i, p := range shownProgrammes {
		timelines = append(timelines, s.levelTimeline(pcgdFirstTimeline+i, grafana.Columns/2, level, p, units...))
	}
	d, err := s.frame(query.PagePCGD, s.say("PCGD – XMC", "Education and literacy levels"), s.say("Phổ cập giáo dục, xóa mù chữ: ai đạt mức nào, vì sao, còn thiếu bao nhiêu người.", "Universal education and literacy: who has which level, why, how many people are missing."),
		variables, slices.Concat(s.levelMaps(level), []band{
			{9, timelines[:2]}, {9, timelines[2:]},
			{8, []grafana.Panel{s.declared(pcgdDeclaredPanel, 24, level, units...)}},
			{8, []grafana.Panel{s.recognitionReview(pcgdRecognisedPanel, 24, level, units...)}},
			{13, []grafana.Panel{s.levelReasons(pcgdReasonsPanel, 24, level, units...)}},
		}, s.merged(level))...)
	if s.plan.Kind != plan.Archive {
		d.Time.From = "now-5y/y"   // six years, for six words in a row on a phone
		if level == area.Commune { // the reform has made other communes; what was before is a matter of the archive
			d.Time.From = "now-3y/y"
		}
		d.Time.To = "now/y" // years to come have no level, and would take the room from the words of those that have
	}
	return d, err
}

// levelMaps are the maps of two programmes that differ most between communes, where there are boundaries; districts have few enough
// rows to be read without.
func (s scope) levelMaps(level area.Level) []band {
	if _, ok := s.atlasOf(level); !ok || level != area.Commune {
		return nil
	}
	var out []grafana.Panel
	for i, p := range []law.Program{law.LowerSecondary, law.Literacy} {
		if m, ok := s.levelMap(pcgdFirstMap+i, grafana.Columns/2, level, p); ok {
			out = append(out, m)
		}
	}
	return []band{{15, out}}
}

// comparedFact is the count by which communes of before and after the reform are compared.
const comparedFact = "age15_60_literate2"

// merged compares communes in special difficulty with the others, and communes as then with those of now, where they report under
// the plan.
func (s scope) merged(level area.Level) []band {
	for _, f := range s.plan.Forms {
		if level == area.Commune && slices.Contains(f.Tiers(), level) && slices.Contains(f.EverAsked(), comparedFact) {
			return []band{{12, []grafana.Panel{s.remote(pcgdRemotePanel, 10, comparedFact), s.thenAndNow(pcgdThenPanel, 14, level, comparedFact)}}}
		}
	}
	return nil
}
