package frames

import (
	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/query"
)

// View is for whom a frame is made: of which plan it speaks, in which language, and where its links lead.
type View struct {
	Plan       plan.Plan
	Registry   plan.Registry
	Lang       lang.Lang
	Thresholds bool   // colour by the plan's own thresholds
	Portal     string // address of the web portal, no slash at the end; empty: no links to it
}

// unitLinks lead to the unit's page, of the same indicator where the row or line has one, in the language of the answer.
func (v View) unitLinks(unit, indicator string) []data.DataLink {
	choice := "&var-unit=" + unit
	if indicator != "" {
		choice += "&var-indicator=" + indicator
	}
	var links []data.DataLink
	if len(v.Plan.Targets) > 0 { // a plan that judges nobody has no page of units
		links = append(links, data.DataLink{
			Title: lang.Text{VI: "Xem đơn vị", EN: "Open the unit"}.In(v.Lang),
			URL:   "/d/" + query.PageUID(query.PageUnit, v.Plan.ID, v.Lang) + "?${__url_time_range}" + choice,
		})
	}
	if v.Portal != "" {
		links = append(links, data.DataLink{
			Title: lang.Text{VI: "Mở trên cổng thông tin", EN: "Open in the portal"}.In(v.Lang), TargetBlank: true,
			URL: v.Portal + "/?plan=" + v.Plan.ID + "&unit=" + unit,
		})
	}
	return links
}

func (v View) indicatorLinks(indicator, unit string) []data.DataLink {
	if len(v.Plan.Targets) == 0 {
		return nil // nor one of indicators
	}
	choice := "&var-indicator=" + indicator
	if unit != "" {
		choice += "&var-unit=" + unit
	}
	return []data.DataLink{{
		Title: lang.Text{VI: "Xem chỉ tiêu", EN: "Open the indicator"}.In(v.Lang),
		URL:   "/d/" + query.PageUID(query.PageIndicator, v.Plan.ID, v.Lang) + "?${__url_time_range}" + choice,
	}}
}
