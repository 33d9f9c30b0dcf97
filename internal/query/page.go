package query

import (
	"fmt"
	"hash/fnv"

	"github.com/xhht/xhht/internal/lang"
)

// Page is one of the dashboards of a plan. The generator names them and data links lead to them, so both take the names
// from here.
type Page string

// The pages.
const (
	PageOverview     Page = "overview"
	PageUnit         Page = "unit"
	PageIndicator    Page = "indicator"
	PagePCGD         Page = "pcgd"
	PageReporting    Page = "reporting"
	PageDeliverables Page = "deliverables"
	PageQuality      Page = "quality"
	PageOps          Page = "ops"
	PagePrint        Page = "print"        // what goes on paper, sheet 1
	PagePrintBehind  Page = "print-behind" // sheet 2
)

// Of whatever plan the reader chooses; their names end in AnyPlan.
const (
	PageLookupPlan Page = "lookup-plan"
	PageLookupUnit Page = "lookup-unit"
)

// AnyPlan stands for the plan in the names of the pages that have the plan as a variable.
const AnyPlan = "any"

// The screens of the wall, read from five metres, one after the other.
const (
	PageWall        Page = "wall" // the verdict
	PageWallBehind  Page = "wall-behind"
	PageWallTargets Page = "wall-targets"
	PageWallMore    Page = "wall-more" // targets that the screen before had no room for
	PageWallTrend   Page = "wall-trend"
	PageWallLevels  Page = "wall-levels"
	PageWallReports Page = "wall-reports"
)

// PagePlaylist is no dashboard, but named like one: it shows the screens of the wall in turn.
const PagePlaylist Page = "playlist"

// Pages lists every page.
var Pages = []Page{PageOverview, PageUnit, PageIndicator, PagePCGD, PageReporting, PageDeliverables, PageQuality, PageOps, PageLookupPlan, PageLookupUnit,
	PagePrint, PagePrintBehind, PageWall, PageWallBehind, PageWallTargets, PageWallMore, PageWallTrend, PageWallLevels, PageWallReports}

// longestUID is how many characters Grafana takes.
const longestUID = 40

// PageUID names the dashboard of a page of a plan in a language: the English one has a name of its own, so that both can be open side
// by side, and links of an English answer lead to English pages.
func PageUID(page Page, plan string, language lang.Lang) string {
	if language == lang.English {
		plan += "-en"
	}
	return DashboardUID(page, plan)
}

// DashboardUID names the dashboard of a page of a plan. A name that would be too long ends in a hash of the plan's whole ID.
func DashboardUID(page Page, plan string) string {
	uid := fmt.Sprintf("xhht-%s-%s", page, plan)
	if len(uid) <= longestUID {
		return uid
	}
	h := fnv.New32a()
	_, _ = h.Write([]byte(plan)) // a hash takes everything
	return fmt.Sprintf("%s-%08x", uid[:longestUID-9], h.Sum32())
}
