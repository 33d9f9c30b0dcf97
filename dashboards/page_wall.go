package main

import (
	"fmt"
	"slices"

	"github.com/xhht/xhht/dashboards/grafana"
	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/law"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/query"
)

// The screens of the wall: what the committee sees from its chairs. Each fills 1920 × 1080 and no more, asks nobody to choose, and
// answers one question; a playlist shows one after the other.

// The ids of panels on the wall; a screen has its own.
const (
	wallHeadPanel = iota + 1
	wallFirstPanel

	wallProvenancePanel = 50
)

// provenanceHeight is what the line about the numbers needs.
const provenanceHeight = 3

// wallHeight is how many rows of the grid a screen of 1080 pixels shows without scrolling: (1080 − 2 × 16 + 8) ÷ 38.
const wallHeight = 27

// mostScreens can be waited for; where a plan has more, the trend gives way, which the plan's own pages show as well.
const mostScreens = 5

// screens are the plan's screens in the order in which they are shown.
func (s scope) screens() []query.Page {
	var out []query.Page
	show := func(has bool, name query.Page) {
		if has {
			out = append(out, name)
		}
	}
	show(s.judges(), query.PageWall)
	show(s.judges(), query.PageWallBehind)
	show(len(s.rootTargets()) > 0, query.PageWallTargets)
	show(s.targetRows(s.rootTargets()) > mostAccounts, query.PageWallMore)
	show(len(s.trendIndicators()) > 0, query.PageWallTrend)
	show(s.onlyLevels(), query.PageWallLevels)
	show(s.awaits(), query.PageWallReports)
	if len(out) > mostScreens {
		out = slices.DeleteFunc(out, func(name query.Page) bool { return name == query.PageWallTrend })
	}
	return out
}

// screen reports whether a plan has the screen.
func screen(name query.Page) func(scope) bool {
	return func(s scope) bool { return slices.Contains(s.screens(), name) }
}

// bare leaves nothing to choose and nowhere to go, and loads what is out of sight, too.
func bare(d *grafana.Dashboard) {
	d.Preload = true
	d.Links, d.Templating.List, d.Timepicker = []grafana.Link{}, []grafana.Variable{}, &grafana.Timepicker{Hidden: true}
}

// screen is what all screens have in common: no links, no variables, no choice of time.
func (s scope) screen(name query.Page, title, about string, bands ...band) (grafana.Dashboard, error) {
	own := s.screens()
	title = fmt.Sprintf(s.say("Màn hình %d/%d – %s", "Screen %d of %d – %s"), slices.Index(own, name)+1, len(own), title)
	d, err := s.frame(name, title, about, nil, bands...)
	bare(&d)
	d.Tags = []string{everyPage, s.languageTag(), s.pageTag(query.PageWall)} // not among the pages to choose from
	for i := range d.Annotations.List {
		d.Annotations.List[i].Hide = true
	}
	return d, err
}

func wallVerdict(s scope) (grafana.Dashboard, error) {
	counts := s.bigCounts(wallFirstPanel, grafana.Columns)
	below := []grafana.Panel{counts}
	if m, ok := s.worstMap(wallFirstPanel+1, 13, s.watched()); ok {
		below[0].GridPos.W = 11
		below = append(below, enlarged(m, 18, 12))
	}
	return s.screen(query.PageWall, s.overviewTitle(), s.say("Kế hoạch có đúng lộ trình không.", "Whether the plan is on course."),
		band{9, []grafana.Panel{s.headline(wallHeadPanel, s.say("Kế hoạch có đúng lộ trình không?", "Is the plan on course?"), wallVerse, wallText+2)}},
		band{wallHeight - 9, below})
}

func wallBehind(s scope) (grafana.Dashboard, error) {
	return s.screen(query.PageWallBehind, s.say("Ai chậm", "Who is behind"), s.say("Ai chậm nhất, ở chỉ tiêu nào, chậm bao nhiêu.", "Who is furthest behind, on what, by how much."),
		band{7, []grafana.Panel{s.headline(wallHeadPanel, s.say("Ai chậm nhất, ở chỉ tiêu nào?", "Who is furthest behind, on what?"), wallAnswer, wallText)}},
		band{wallHeight - 7, []grafana.Panel{s.slowest(wallFirstPanel, grafana.Columns)}})
}

// mostAccounts is how many targets a screen has room for, half of them on each side.
const mostAccounts = 20

// rootTargets are the indicators that the plan's own unit is held to, in the plan's order.
func (s scope) rootTargets() []string {
	var out []string
	for _, pair := range s.reg.Judged(s.plan, s.root().Level) {
		if !slices.Contains(out, pair.Target.Indicator) {
			out = append(out, pair.Target.Indicator)
		}
	}
	return out
}

// targetRows is how many rows the indicators have: some are held to two targets.
func (s scope) targetRows(indicators []string) int {
	n := 0
	for _, pair := range s.reg.Judged(s.plan, s.root().Level) {
		if slices.Contains(indicators, pair.Target.Indicator) {
			n++
		}
	}
	return n
}

// fitting is how many of the indicators have no more than so many rows together.
func (s scope) fitting(indicators []string, rows int) int {
	n := len(indicators)
	for n > 0 && s.targetRows(indicators[:n]) > rows {
		n--
	}
	return n
}

func wallTargets(s scope) (grafana.Dashboard, error) {
	all := s.rootTargets()
	if s.targetRows(all) > mostAccounts {
		all = all[:(len(all)+1)/2]
	}
	return s.accountScreen(query.PageWallTargets, all)
}

func wallMore(s scope) (grafana.Dashboard, error) {
	all := s.rootTargets()
	return s.accountScreen(query.PageWallMore, all[(len(all)+1)/2:])
}

func (s scope) accountScreen(name query.Page, indicators []string) (grafana.Dashboard, error) {
	half := (len(indicators) + 1) / 2
	title := s.say("Chỉ tiêu của tỉnh", "The province's targets")
	if s.root().Level != area.Province {
		title = s.say("Chỉ tiêu của kế hoạch", "The plan's targets")
	}
	if name == query.PageWallMore {
		title += s.say(" (tiếp)", " (continued)")
	}
	return s.screen(name, title, s.say("Từng chỉ tiêu cần bao nhiêu, có bao nhiêu, còn thiếu bao nhiêu.", "How much of every target is needed, there and missing."),
		band{provenanceHeight, []grafana.Panel{s.provenance(wallProvenancePanel, "")}},
		band{wallHeight - provenanceHeight, []grafana.Panel{s.account(wallFirstPanel, grafana.Columns/2, indicators[:half]),
			s.account(wallFirstPanel+1, grafana.Columns/2, indicators[half:])}})
}

// trendIndicators are rates of the plan's own unit with a number to reach, one of each theme first, at most four.
func (s scope) trendIndicators() []string {
	var first, rest, themes []string
	for _, pair := range s.reg.Judged(s.plan, s.root().Level) {
		ind := s.reg.Indicators[pair.Target.Indicator]
		switch {
		case ind.Measure != catalogue.Rate || pair.Target.Milestones[0].Value == nil || slices.Contains(append(first, rest...), ind.ID):
		case slices.Contains(themes, ind.Theme):
			rest = append(rest, ind.ID)
		default:
			first, themes = append(first, ind.ID), append(themes, ind.Theme)
		}
	}
	all := append(first, rest...)
	return all[:min(len(all), 4)]
}

func wallTrend(s scope) (grafana.Dashboard, error) {
	list := s.trendIndicators()
	perRow := min(len(list), 2)
	rows := (len(list) + perRow - 1) / perRow
	var bands []band
	const head, figures = 6, 4
	for r := range rows {
		var above, below []grafana.Panel
		mine := list[r*perRow : min(len(list), (r+1)*perRow)]
		for i, id := range mine {
			n := r*perRow + i
			above = append(above, s.figures(wallFirstPanel+2*n, grafana.Columns/len(mine), id))
			below = append(below, s.wallPath(wallFirstPanel+2*n+1, grafana.Columns/len(mine), id))
		}
		bands = append(bands, band{figures, above}, band{(wallHeight-head)*(r+1)/rows - (wallHeight-head)*r/rows - figures, below})
	}
	question := s.say("Đi đến đâu rồi, giữ nhịp này thì đến đâu?", "How far is it, and where does this pace lead?")
	return s.screen(query.PageWallTrend, s.say("Xu hướng", "Trend"), s.say("Đường đi của chính đơn vị lập kế hoạch đến các mốc.", "The way of the plan's own unit to its milestones."),
		append([]band{{head, []grafana.Panel{s.headline(wallHeadPanel, question, wallRow, wallFloor)}}}, bands...)...)
}

// onlyLevels tells that the plan is a duty on levels without targets of its own, and that there is a map of them.
func (s scope) onlyLevels() bool {
	_, ok := s.atlasOf(s.levelTier())
	return ok && !s.judges() && s.recognises()
}

func wallLevels(s scope) (grafana.Dashboard, error) {
	var maps []grafana.Panel
	for i, p := range []law.Program{law.LowerSecondary, law.Literacy} {
		if m, ok := s.levelMap(wallFirstPanel+i, grafana.Columns/2, s.levelTier(), p); ok {
			maps = append(maps, enlarged(m, 16, 10))
		}
	}
	key := s.say(" · Bên trái: trung học cơ sở, bên phải: xóa mù chữ; M: mức độ, ?: chưa rõ", " · Left: lower secondary, right: literacy; L: level, ?: unclear")
	return s.screen(query.PageWallLevels, s.say("Mức độ PCGD – XMC", "Levels"), s.say("Mức độ của từng xã ở năm mới nhất.", "The level of every commune in its newest year."),
		band{provenanceHeight, []grafana.Panel{s.provenance(wallProvenancePanel, key)}},
		band{wallHeight - provenanceHeight, maps})
}

// awaits tells that reports are still to come.
func (s scope) awaits() bool { return s.reports() && s.plan.Kind != plan.Archive }

func wallReports(s scope) (grafana.Dashboard, error) {
	level := s.reportTiers()[0]
	d, err := s.screen(query.PageWallReports, s.say("Báo cáo", "Reports"), s.say("Ai chưa nộp báo cáo, hạn nào sắp đến.", "Who has not reported, what is due next."),
		band{provenanceHeight, []grafana.Panel{s.provenance(wallProvenancePanel, "")}},
		band{5, []grafana.Panel{s.tally(wallHeadPanel, grafana.Columns, level)}},
		band{wallHeight - 5 - provenanceHeight, []grafana.Panel{s.missingReports(wallFirstPanel, 13, wallRows, level), s.deadlines(wallFirstPanel+1, 11)}})
	// From today on: what is due next. Reports have a range of their own.
	d.Time = grafana.Time{From: "now/d", To: "now+2y"}
	return d, err
}
