package main

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"github.com/xhht/xhht/dashboards/grafana"
)

// A lint that finds nothing proves nothing: each rule is broken once.
func TestLintFindsFaults(t *testing.T) {
	reg := registry(t)
	good := generated(t, "vi/xhht-overview-vinh-long-2021-2030.json")
	cases := map[string]struct{ old, new, want string }{
		"base map of nobody":   {noBasemap.Config.(grafana.XYZLayer).URL, "", "asks a server outside"},
		"base map of Grafana":  {`"type": "xyz"`, `"type": "default"`, "asks a server outside"},
		"boundaries elsewhere": {`"src": "` + geoFolder, `"src": "public/maps/`, "asks a server outside"},
		"threshold number":     {`"value": null`, `"value": 50`, "target numbers come from the data source"},
		"outside address":      {"/d/xhht-unit-vinh-long-2021-2030?", "https://example.org/?", "leads outside"},
		"unknown dashboard":    {"/d/xhht-unit-vinh-long-2021-2030?", "/d/xhht-nowhere?", "must lead to a dashboard of ours"},
		"link without time":    {"${__url_time_range}", "", "must keep the time"},
		"link without unit":    {"&var-unit=${__data", "&var-indicator=${__data", "must keep the plan or the unit"},
		"link and indicator":   {"&var-indicator=${__data.fields.indicator.text:percentencode}", "", "must keep the indicator"},
		"foreign variable":     {"&var-unit=", "&var-huyen=", "names the variable huyen"},
		"link to every plan":   {"?var-plan=${plan}", "?", "drops the time or the choices"},
		"no plan variable":     {`"name": "plan"`, `"name": "kehoach"`, "not the plan"},
		"chain upside down":    {`"parent": "${province}"`, `"parent": "${indicator}"`, "does not stand before it"},
		"data source":          {`"uid": "xhht-targets"`, `"uid": "other"`, "asks data source"},
		"unknown query kind":   {`"kind": "summary"`, `"kind": "summery"`, "phải là một trong"},
		"unknown query key":    {`"kind": "summary"`, `"kind": "summary", "flux": "x"`, "flux"},
		"unknown plan":         {`"plan": "vinh-long-2021-2030"`, `"plan": "nowhere"`, `there is no plan "nowhere"`},
		"unknown indicator":    {`"value": "info_skills_rate"`, `"value": "nothing"`, "judges no nothing"},
		"unknown variable":     {`"${unit}"`, `"${huyen}"`, "${huyen}"},
		"overlap":              {`"x": 10`, `"x": 9`, "overlap"},
		"hole":                 {`"w": 14`, `"w": 13`, "holes"},
		"editable":             {`"editable": false`, `"editable": true`, "editable false"},
		"id":                   {`"editable": false`, `"editable": false, "id": 7`, "no id"},
		"no source":            {"Nguồn: ", "", "description with its source"},
		"no text for none":     {`"noValue": "Chưa có số liệu"`, `"noValue": ""`, "a text for no value"},
		"decomposed accents":   {"Chênh", norm.NFD.String("Chênh"), "not in NFC"},
		"duplicate panel id":   {`"id": 2,`, `"id": 1,`, "which is none or taken"},
		"refId twice":          {`"refId": "B"`, `"refId": "A"`, "refId of its own"},
		"long uid":             {`"uid": "xhht-overview-vinh-long-2021-2030"`, `"uid": "xhht-overview-vinh-long-2021-2030-and-longer"`, "longer than 40"},
		"page without time":    {`"keepTime": true`, `"keepTime": false`, "drops the time"},
		"annotation off":       {`"enable": true`, `"enable": false`, "milestones are not marked"},
		"annotation's query":   {`"kind": "events"`, `"kind": "event"`, "phải là một trong"},
		"columns too wide":     {`"value": 112`, `"value": 1112`, "a laptop has"},
		"status off phone":     {`"value": 112`, `"value": 301`, "a phone has"},
		"unsorted keys":        {`"description"`, `"zdescription"`, "keys are not sorted"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			bad := strings.ReplaceAll(string(good), c.old, c.new)
			if bad == string(good) {
				t.Fatalf("%q does not occur: the case tests nothing", c.old)
			}
			faults := lint([]byte(bad), reg)
			if !slices.ContainsFunc(faults, func(f string) bool { return strings.Contains(f, c.want) }) {
				t.Errorf("no fault says %q, got:\n%s", c.want, strings.Join(faults, "\n"))
			}
		})
	}
}

// The overview has no days; these rules are broken on pages that do.
func TestLintFindsFaultsOfTables(t *testing.T) {
	reg := registry(t)
	for name, c := range map[string]struct{ file, old, new, want string }{
		"rows left out in the browser": {"vi/xhht-reporting-vinh-long-2021-2030.json", `"id": "filterFieldsByName"`, `"id": "filterByValue"`, "filters rows in the browser"},
		"an ISO day in Vietnamese":     {"vi/xhht-reporting-vinh-long-2021-2030.json", "time:DD/MM/YYYY", "time:YYYY-MM-DD", "ISO in English"},
		"a Vietnamese day in English":  {"en/xhht-reporting-vinh-long-2021-2030-en.json", "time:YYYY-MM-DD", "time:DD/MM/YYYY", "ISO in English"},
	} {
		t.Run(name, func(t *testing.T) {
			good := generated(t, c.file)
			bad := strings.ReplaceAll(string(good), c.old, c.new)
			if bad == string(good) {
				t.Fatalf("%q does not occur: the case tests nothing", c.old)
			}
			if faults := lint([]byte(bad), reg); !slices.ContainsFunc(faults, func(f string) bool { return strings.Contains(f, c.want) }) {
				t.Errorf("no fault says %q, got:\n%s", c.want, strings.Join(faults, "\n"))
			}
		})
	}
}
