package query_test

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/query"
	"github.com/xhht/xhht/internal/standing"
)

func TestParseFillsDefaults(t *testing.T) {
	got, err := query.Parse([]byte(`{"refId":"A","datasource":{"uid":"x"},"hide":false,"intervalMs":1000,"schemaVersion":1,"kind":"scorecard","plan":"p"}`))
	if err != nil {
		t.Fatal(err)
	}
	want := query.Query{
		SchemaVersion: 1, Kind: query.Scorecard, Plan: "p", Group: "all", Series: []query.Line{"actual", "expected", "target"},
		Measure: query.Margin, Method: standing.MilestoneLinear, Thresholds: query.ThresholdsAuto, Language: lang.Vietnamese, Limit: query.DefaultLimit,
		Compare: query.CompareUnits, Shape: query.Table, By: query.ByGap,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Parse (-want +got):\n%s", diff)
	}
}

func TestParseKeepsWhatIsSaid(t *testing.T) {
	text := `{"schemaVersion":1,"kind":"ranking","plan":"p","level":"commune","units":["c:1@0"],"indicators":["i"],"group":"sex=female",` +
		`"series":["actual"],"measure":"gap","statuses":["late"],"method":"un2023","thresholds":"off","language":"en","limit":7,` +
		`"programmes":["literacy"],"form":"annual","compare":"approval","shape":"timeline","by":"projected",` +
		`"filters":[{"key":"unit","operator":"!=","value":"c:2@0"},{"key":"status","operator":"=|","values":["late","at_risk"]}]}`
	q, err := query.Parse([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	got, err := json.Marshal(q)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != text {
		t.Errorf("got  %s\nwant %s", got, text)
	}
	again, err := query.Parse(got)
	if err != nil || !cmp.Equal(q, again) {
		t.Errorf("a parsed query does not parse to itself: %v", err)
	}
}

func TestParseRefuses(t *testing.T) {
	tests := map[string]struct{ text, code, place string }{
		"no JSON":                        {`kind: scorecard`, "query_json", ""},
		"a list":                         {`[1]`, "query_json", ""},
		"nothing":                        {`null`, "query_schemaVersion", "schemaVersion"},
		"text after the query":           {`{"schemaVersion":1,"kind":"summary","plan":"p"} {}`, "query_json", ""},
		"an unknown key":                 {`{"schemaVersion":1,"kind":"summary","plan":"p","flux":"from(bucket:\"x\")"}`, "query_field", ""},
		"a key of the wrong type":        {`{"schemaVersion":1,"kind":"summary","plan":"p","units":"d:1@0"}`, "query_field", ""},
		"a version from the future":      {`{"schemaVersion":2,"kind":"summary","plan":"p"}`, "query_schemaVersion", "schemaVersion"},
		"no version":                     {`{"kind":"summary","plan":"p"}`, "query_schemaVersion", "schemaVersion"},
		"statuses of a chart":            {`{"schemaVersion":1,"kind":"series","plan":"p","statuses":["late"]}`, "query_statuses", "statuses"},
		"an unknown kind":                {`{"schemaVersion":1,"kind":"flux","plan":"p"}`, "query_kind", "kind"},
		"no kind":                        {`{"schemaVersion":1,"plan":"p"}`, "query_kind", "kind"},
		"no plan":                        {`{"schemaVersion":1,"kind":"summary"}`, "query_plan", "plan"},
		"a blank plan":                   {`{"schemaVersion":1,"kind":"summary","plan":"  "}`, "query_plan", "plan"},
		"an unknown level":               {`{"schemaVersion":1,"kind":"summary","plan":"p","level":"hamlet"}`, "query_level", "level"},
		"an unknown measure":             {`{"schemaVersion":1,"kind":"alert","plan":"p","measure":"pace"}`, "query_measure", "measure"},
		"an unknown method":              {`{"schemaVersion":1,"kind":"summary","plan":"p","method":"guess"}`, "query_method", "method"},
		"unknown thresholds":             {`{"schemaVersion":1,"kind":"series","plan":"p","thresholds":"on"}`, "query_thresholds", "thresholds"},
		"an unknown line":                {`{"schemaVersion":1,"kind":"series","plan":"p","series":["actual","trend"]}`, "query_series", "series"},
		"an unknown status":              {`{"schemaVersion":1,"kind":"scorecard","plan":"p","statuses":["green"]}`, "query_statuses", "statuses"},
		"an alert that drops rows":       {`{"schemaVersion":1,"kind":"alert","plan":"p","statuses":["late"]}`, "query_statuses", "statuses"},
		"an unknown programme":           {`{"schemaVersion":1,"kind":"levels","plan":"p","programmes":["every"]}`, "query_programmes", "programmes"},
		"an unknown comparison":          {`{"schemaVersion":1,"kind":"compare","plan":"p","compare":"years"}`, "query_compare", "compare"},
		"an unknown shape":               {`{"schemaVersion":1,"kind":"levels","plan":"p","shape":"heatmap"}`, "query_shape", "shape"},
		"the worst of levels":            {`{"schemaVersion":1,"kind":"levels","plan":"p","shape":"worst"}`, "query_shape", "shape"},
		"the newest of reports":          {`{"schemaVersion":1,"kind":"reporting","plan":"p","shape":"newest"}`, "query_shape", "shape"},
		"an unknown event":               {`{"schemaVersion":1,"kind":"events","plan":"p","events":["feast"]}`, "query_events", "events"},
		"totals of levels":               {`{"schemaVersion":1,"kind":"levels","plan":"p","shape":"totals"}`, "query_shape", "shape"},
		"an unknown ranking":             {`{"schemaVersion":1,"kind":"ranking","plan":"p","by":"name"}`, "query_by", "by"},
		"an unknown filter":              {`{"schemaVersion":1,"kind":"scorecard","plan":"p","filters":[{"key":"flux","operator":"=","value":"x"}]}`, "query_filters.key", "filters.key"},
		"a pattern in a filter":          {`{"schemaVersion":1,"kind":"scorecard","plan":"p","filters":[{"key":"unit","operator":"=~","value":".*"}]}`, "query_filters.operator", "filters.operator"},
		"a list without its values":      {`{"schemaVersion":1,"kind":"scorecard","plan":"p","filters":[{"key":"unit","operator":"=|","value":"x"}]}`, "query_filters.value", "filters.value"},
		"one value with a list":          {`{"schemaVersion":1,"kind":"scorecard","plan":"p","filters":[{"key":"unit","operator":"=","values":["x"]}]}`, "query_filters.value", "filters.value"},
		"an alert that filters rows":     {`{"schemaVersion":1,"kind":"alert","plan":"p","filters":[{"key":"status","operator":"=","value":"late"}]}`, "query_filters", "filters"},
		"a variable in a filter":         {`{"schemaVersion":1,"kind":"scorecard","plan":"p","filters":[{"key":"unit","operator":"=","value":"$unit"}]}`, "query_variable", "variable"},
		"an unknown word to keep":        {`{"schemaVersion":1,"kind":"reporting","plan":"p","only":"early"}`, "query_only", "only"},
		"late ranks":                     {`{"schemaVersion":1,"kind":"ranking","plan":"p","only":"late"}`, "query_only", "only"},
		"a scorecard of late reports":    {`{"schemaVersion":1,"kind":"scorecard","plan":"p","only":"late"}`, "query_only", "only"},
		"open methods":                   {`{"schemaVersion":1,"kind":"compare","compare":"methods","plan":"p","only":"open"}`, "query_only", "only"},
		"open units":                     {`{"schemaVersion":1,"kind":"compare","plan":"p","only":"open"}`, "query_only", "only"},
		"late reports over time":         {`{"schemaVersion":1,"kind":"reporting","plan":"p","shape":"timeline","only":"late"}`, "query_only", "only"},
		"an alert of jumps only":         {`{"schemaVersion":1,"kind":"alert","plan":"p","measure":"jump","only":"jump"}`, "query_only", "only"},
		"a limit below zero":             {`{"schemaVersion":1,"kind":"scorecard","plan":"p","limit":-1}`, "query_limit", "limit"},
		"a variable $x":                  {`{"schemaVersion":1,"kind":"summary","plan":"p","units":["$unit"]}`, "query_variable", "variable"},
		"a variable ${x}":                {`{"schemaVersion":1,"kind":"summary","plan":"${plan:csv}"}`, "query_variable", "variable"},
		"a variable [[x]]":               {`{"schemaVersion":1,"kind":"summary","plan":"p","indicators":["[[i]]"]}`, "query_variable", "variable"},
		"a variable behind an escape":    {`{"schemaVersion":1,"kind":"summary","plan":"\u0024plan"}`, "query_variable", "variable"},
		"a variable inside other text":   {`{"schemaVersion":1,"kind":"series","plan":"p","group":"sex=$sex"}`, "query_variable", "variable"},
		"Flux where a level should be":   {`{"schemaVersion":1,"kind":"summary","plan":"p","level":"x\") |> drop()"}`, "query_level", "level"},
		"Flux where a language would be": {`{"schemaVersion":1,"kind":"summary","plan":"p","language":7}`, "query_field", ""},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := query.Parse([]byte(tc.text))
			var list problem.List
			if !errors.As(err, &list) {
				t.Fatalf("got %v, want a problem.List", err)
			}
			for _, p := range list {
				if string(p.Code) == tc.code && p.Place.String() == tc.place {
					if p.Rule.VI == "" || p.Rule.EN == "" || p.Rule.VI == p.Rule.EN {
						t.Errorf("the rule is not said in both languages: %+v", p.Rule)
					}
					return
				}
			}
			t.Errorf("got %+v, want code %s at %q", list, tc.code, tc.place)
		})
	}
}

// Who writes the wrong word is told which ones there are.
func TestOnlyTellsWhatThereIs(t *testing.T) {
	for text, says := range map[string][2]string{
		`"kind":"reporting","only":"national"`:                {`chỉ kind attainment có dòng như vậy ("national"). Bỏ only, hoặc dùng: late, owed`, `only the kind attainment has such rows ("national"). Drop only, or use: late, owed`},
		`"kind":"compare","compare":"approval","only":"late"`: {"dùng: open", "use: open"},
		`"kind":"compare","compare":"methods","only":"open"`:  {`chỉ compare approval có dòng như vậy ("open"). Bỏ only, hoặc dùng: differs`, `only the comparison approval has such rows ("open")`},
		`"kind":"ranking","only":"jump"`:                      {`chỉ kind scorecard có dòng như vậy ("jump"). Bỏ only`, "Drop only"},
		`"kind":"levels","shape":"newest","only":"short"`:     {"không của dạng newest", "not of newest"},
		`"kind":"alert","measure":"overdue","only":"late"`:    {"cảnh báo giữ mọi dòng", "keeps every row"},
		`"kind":"levels","only":"every"`:                      {"partial, jump, national, short, attention, late, owed, open, differs", "must be one of"},
	} {
		_, err := query.Parse([]byte(`{"schemaVersion":1,"plan":"p",` + text + `}`))
		var list problem.List
		if !errors.As(err, &list) || len(list) != 1 {
			t.Errorf("%s: got %v, want one problem", text, err)
			continue
		}
		for i, l := range []lang.Lang{lang.Vietnamese, lang.English} {
			if got := list[0].In(l); !strings.Contains(got, says[i]) {
				t.Errorf("%s: got %q, want …%s…", text, got, says[i])
			}
		}
	}
}

// Ids are only ever compared with what the plan knows, so text that looks like a query is an id like any other.
func TestParseTakesAnyIDAsText(t *testing.T) {
	for _, id := range []string{`d:855@0") |> drop(columns: ["_value"]) //`, `' OR 1=1 --`, "a\nb\t\\", `dân tộc="Khmer"`, "\u202e", "100%", "a$"} {
		raw, err := json.Marshal(map[string]any{"schemaVersion": 1, "kind": "scorecard", "plan": id, "units": []string{id}, "group": id})
		if err != nil {
			t.Fatal(err)
		}
		q, err := query.Parse(raw)
		if err != nil {
			t.Errorf("%q: %v", id, err)
			continue
		}
		if q.Plan != id || q.Units[0] != id || q.Group != id {
			t.Errorf("%q became %q, %q, %q", id, q.Plan, q.Units, q.Group)
		}
	}
}

func TestParseErrorsKeepTheLanguage(t *testing.T) {
	q, err := query.Parse([]byte(`{"schemaVersion":1,"kind":"x","plan":"p","language":"en-GB"}`))
	if err == nil || q.Language != lang.English {
		t.Errorf("got language %q and error %v; want English and an error", q.Language, err)
	}
}

func TestDashboardUIDs(t *testing.T) {
	if got := query.DashboardUID(query.PageDeliverables, "vinh-long-2021-2030"); got != "xhht-deliverables-vinh-long-2021-2030" {
		t.Errorf("got %s", got)
	}
	long := strings.Repeat("x", 60)
	for _, page := range query.Pages {
		if got := query.DashboardUID(page, long); len(got) > 40 {
			t.Errorf("%s has %d characters, Grafana takes 40", got, len(got))
		}
		if query.DashboardUID(page, long+"a") == query.DashboardUID(page, long+"b") {
			t.Errorf("%s: two plans share a dashboard", page)
		}
	}
}

func TestFilterKeeps(t *testing.T) {
	q := query.Query{Filters: []query.Filter{
		{Key: query.FilterUnit, Operator: query.IsNot, Value: "b"}, {Key: query.FilterUnit, Operator: query.OneOf, Values: []string{"a", "b"}},
		{Key: query.FilterTheme, Operator: query.Is, Value: "skills"}, {Key: query.FilterLevel, Operator: query.NoneOf, Values: []string{"commune"}},
	}}
	tests := []struct {
		key   query.FilterKey
		value string
		want  bool
	}{
		{query.FilterUnit, "a", true}, {query.FilterUnit, "b", false}, {query.FilterUnit, "c", false},
		{query.FilterTheme, "skills", true}, {query.FilterTheme, "", false},
		{query.FilterLevel, "commune", false}, {query.FilterLevel, "district", true},
		{query.FilterIndicator, "whatever has no filter", true},
	}
	for _, tc := range tests {
		if got := q.Keeps(tc.key, tc.value); got != tc.want {
			t.Errorf("%s %q passes: %v", tc.key, tc.value, got)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add(`{"schemaVersion":1,"kind":"alert","plan":"p","units":["d:1@0"]}`)
	f.Add(`{"schemaVersion":1,"kind":"summary","plan":"$p"}`)
	f.Fuzz(func(t *testing.T, text string) {
		q, err := query.Parse([]byte(text))
		if err != nil {
			return
		}
		raw, err := json.Marshal(q)
		if err != nil {
			t.Fatal(err)
		}
		if again, err := query.Parse(raw); err != nil || !cmp.Equal(q, again) {
			t.Errorf("%s parses to %s, which parses to %+v, %v", text, raw, again, err)
		}
		for _, v := range slices.Concat([]string{q.Plan, q.Group}, q.Units, q.Indicators) {
			if strings.Contains(v, "${x}") || strings.Contains(v, "$plan") {
				t.Errorf("an unresolved variable passed: %s", raw)
			}
		}
	})
}

// A refusal is read by people: it names the field or the place, and never a type of Go's.
func TestRefusalsOfTextAreInWords(t *testing.T) {
	for text, says := range map[string]string{
		`{"kind":`: "thứ 8", `[1]`: "đối tượng JSON", `{"kind": scorecard}`: "thứ 10",
		`{"schemaVersion":1,"kind":"summary","plan":"p","flux":"x"}`:      "không hiểu được: flux",
		`{"schemaVersion":1,"kind":"summary","plan":"p","units":"d:1@0"}`: "trường units",
		`{"schemaVersion":"1","kind":"summary","plan":"p"}`:               "trường schemaVersion",
		`{"schemaVersion":1,"plan":"p","filters":[{"key":1}]}`:            "filters",
	} {
		_, err := query.Parse([]byte(text))
		if err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: got %v, want …%s…", text, err, says)
			continue
		}
		for _, word := range []string{"json:", "Go ", "struct", "unmarshal", "invalid character", "unknown field", "unexpected end"} {
			if strings.Contains(err.Error(), word) {
				t.Errorf("%s: %q repeats %q", text, err, word)
			}
		}
	}
}
