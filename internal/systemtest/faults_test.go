package systemtest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xhht/xhht/internal/grafanatest"
)

const (
	overview  = "xhht-overview-vinh-long-2021-2030"
	indicator = "xhht-indicator-vinh-long-2021-2030"
	quality   = "xhht-quality-vinh-long-2021-2030"
	unit      = "xhht-unit-vinh-long-2021-2030"
)

// broken are generated pages with one thing changed wherever it stands, and what must be said of each.
var broken = map[string]struct{ uid, old, new, want string }{
	"a plan that there is not":         {overview, `"plan": "vinh-long-2021-2030"`, `"plan": "vinh-long-2012-2020"`, "query A"},
	"a variable that there is not":     {unit, `"${unit}"`, `"${huyen}"`, "${huyen}"},
	"a title with no such variable":    {overview, `${indicator:text}:`, `${chitieu:text}:`, "nobody chooses"},
	"an indicator nobody is held to":   {overview, `"value": "info_skills_rate"`, `"value": "no_such_rate"`, "not among its"},
	"a column that is kept":            {overview, `"gap_text",`, `"gap_txt",`, "no column gap_txt"},
	"a column that is overridden":      {overview, `"options": "clause"`, `"options": "section"`, "override of section"},
	"a column that a link needs":       {overview, `__data.fields.unit.text`, `__data.fields.uid.text`, "takes a value from the column uid"},
	"a link to no page":                {overview, `/d/xhht-unit-vinh-long-2021-2030?`, `/d/xhht-units?`, "which there is not"},
	"a link with no such choice":       {overview, `var-unit=`, `var-huyen=`, "does not offer"},
	"a place to sort by":               {overview, `"index": 3`, `"index": 2`, "at place 2"},
	"a heading to sort by":             {overview, `"displayName": "Số ngày trễ"`, `"displayName": "Ngày trễ"`, "which is no heading"},
	"a map without its look-up":        {overview, `"lookup": "unit"`, `"lookup": "uid"`, `the column "uid"`},
	"a map without its places":         {overview, `districts-places.json`, `communes-places.json`, "has no place for d:855@0"},
	"a map of boundaries from nowhere": {overview, `geo/vinh-long-districts.json`, `geo/nowhere.json`, "nowhere.json"},
	"a map without its colour":         {overview, `"field": "status"`, `"field": "state"`, "the column state"},
	"bars without names":               {overview, `"xField": "unit_name"`, `"xField": "name"`, `column of texts "name"`},
	"bars without their colour":        {overview, `"colorByField": "status"`, `"colorByField": "unit_name"`, "no column of states"},
	"figures of words":                 {overview, `"type": "table"`, `"type": "stat"`, "0 columns of numbers"},
	"a matrix of nothing":              {overview, `"valueField": "status"`, `"valueField": "state"`, "no column of the name state"},
	"lines of a table":                 {overview, `"type": "table"`, `"type": "timeseries"`, "needs time first"},
	"states of lines":                  {indicator, `"type": "timeseries"`, `"type": "state-timeline"`, "then a state in words"},
	"a query to be drawn alone":        {indicator, `"options": "B"`, `"options": "Z"`, "no such query"},
	"a word to narrow by":              {quality, `"only": "open"`, `"only": "late"`, "có dòng như vậy"},
	"a transformation nobody knows":    {quality, `"id": "sortBy"`, `"id": "calculateField"`, "teach package grafanatest"},
	"a panel nobody knows":             {unit, `"type": "state-timeline"`, `"type": "heatmap"`, "teach package grafanatest"},
	"a panel that finds nothing":       {unit, `"kind": "reporting"`, `"kind": "reporting", "form": "annual-province"`, "nobody has said why"},
}

// checkFaults breaks generated panels, one thing at a time. A test that finds nothing in them proves nothing.
func checkFaults(t *testing.T, w wall) {
	t.Helper()
	pages := grafanatest.Boards(t, w.pages)
	for name, c := range broken {
		t.Run(name, func(t *testing.T) {
			raw, err := os.ReadFile(filepath.Join(w.pages, "vi", c.uid+".json"))
			if err != nil {
				t.Fatal(err)
			}
			bad := strings.ReplaceAll(string(raw), c.old, c.new)
			if bad == string(raw) {
				t.Fatalf("%q does not occur: the case tests nothing", c.old)
			}
			b, err := grafanatest.ParseBoard([]byte(bad))
			if err != nil {
				t.Fatal(err)
			}
			g := w.grafana()
			var faults []string
			for _, p := range g.Open(t, b) {
				faults = append(faults, p.Faults...)
				for _, s := range g.Panels(t, p, pages, true) {
					if s.Left == 0 && silence(s) < 0 {
						faults = append(faults, "nobody has said why")
					}
					faults = append(faults, s.Faults...)
				}
			}
			if !strings.Contains(strings.Join(faults, "\n"), c.want) {
				t.Errorf("no fault says %q: %q", c.want, faults)
			}
		})
	}
}
