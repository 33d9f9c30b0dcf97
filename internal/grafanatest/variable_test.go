package grafanatest_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/xhht/xhht/internal/grafanatest"
)

// land is a data source with two plans, whose first one has a district and its two communes.
func land() fake {
	return fake{resources: map[string]string{
		"plans":                                       `[{"id":"p","root":"p:1@0"},{"id":"q","root":"p:2@0"}]`,
		"forms?plan=p":                                `[{"id":"annual"}]`,
		"indicators?plan=p":                           `[{"id":"skills"},{"id":"level"}]`,
		"units?level=district&plan=p":                 `[{"uid":"d:1@0"},{"uid":"d:2@0"}]`,
		"units?level=commune&plan=p":                  `[{"uid":"c:1@0"},{"uid":"c:2@0"}]`,
		"units?level=commune&parent=d:1@0":            `[]`,
		"units?plan=p&uid=d%3A1%400":                  `[{"uid":"d:1@0"}]`,
		"units?level=district&plan=q":                 `[]`,
		"units?level=commune&plan=q":                  `[]`,
		"units?level=province&plan=p":                 `[]`,
		"units?level=commune&parent=d%3A1%400&plan=p": `[{"uid":"c:1@0"}]`,
		"units?level=commune&parent=d%3A2%400&plan=p": `[{"uid":"c:2@0"}]`,
	}, answers: map[string]backend.DataResponse{"A": {Frames: data.Frames{units()}}}}
}

func variable(name, query, current, more string) string {
	return fmt.Sprintf(`{"name":%q,"type":"query","query":%s,"current":{"value":%s}%s}`, name, query, current, more)
}

func list(variables ...string) string {
	return `"templating":{"list":[` + strings.Join(variables, ",") + `]}`
}

// chosen writes what stands in each variable of each page that came of one.
func chosen(pages []grafanatest.Page) string {
	var out []string
	for _, p := range pages {
		var values []string
		for _, v := range p.Templating.List {
			values = append(values, strings.Join(p.Values[v.Name], ","))
		}
		out = append(out, strings.Join(values, " "))
	}
	return strings.Join(out, " | ")
}

func TestVariablesHaveWhatThePageOpensWith(t *testing.T) {
	const districts = `{"type":"units","plan":"p","level":"district"}`
	for name, c := range map[string]struct{ variables, want, fault string }{
		"its own choice":            {variable("unit", districts, `"d:2@0"`, ""), "d:2@0", ""},
		"several":                   {variable("unit", districts, `["d:2@0","d:1@0"]`, ""), "d:2@0,d:1@0", ""},
		"one that is gone":          {variable("unit", districts, `"d:9@0"`, ""), "", `starts with ["d:9@0"], which is not among its 2 choices`},
		"all of them":               {variable("unit", districts, `"$__all"`, `,"includeAll":true`), "d:1@0,d:2@0", ""},
		"all, as it says":           {variable("unit", districts, `"$__all"`, `,"includeAll":true,"allValue":"tất cả"`), "tất cả", ""},
		"all, which is not offered": {variable("unit", districts, `"$__all"`, ""), "", "starts with all, which it does not offer"},
		"our own all":               {variable("unit", `{"type":"units","plan":"p","level":"district","all":true}`, `"$__all"`, ""), "$__all", ""},
		"nothing to choose":         {variable("unit", `{"type":"units","plan":"p","level":"province"}`, `""`, ""), "", "variable unit offers nothing"},
		"what fails":                {variable("unit", `{"type":"units","plan":"x","level":"district"}`, `""`, ""), "", "404 no units?level=district&plan=x"},
		"a variable not there":      {variable("unit", `{"type":"units","plan":"$plan"}`, `""`, ""), "", `plan stays "$plan"`},
		"something else":            {variable("unit", `{"type":"villages"}`, `""`, ""), "", "teach package grafanatest"},
		"indicators":                {variable("indicator", `{"type":"indicators","plan":"p"}`, `"level"`, ""), "level", ""},
		"forms":                     {variable("form", `{"type":"forms","plan":"p"}`, `"annual"`, ""), "annual", ""},
		"below another":             {variable("unit", districts, `["d:1@0","d:2@0"]`, "") + "," + variable("commune", `{"type":"units","plan":"p","level":"commune","parent":"$unit"}`, `"c:2@0"`, ""), "d:1@0,d:2@0 c:2@0", ""},
		"below the last step":       {variable("unit", districts, `"d:1@0"`, "") + "," + variable("other", districts, `"d:2@0"`, "") + "," + variable("commune", `{"type":"units","plan":"p","level":"commune","parent":"$unit > $other"}`, `"c:2@0"`, ""), "d:1@0 d:2@0 c:2@0", ""},
		"the worst":                 {variable("unit", `{"type":"worst","plan":"p","level":"district"}`, `"$__all"`, `,"includeAll":true`), "d:1@0,d:2@0", ""},
		"the deepest":               {variable("unit", districts, `"d:1@0"`, "") + "," + variable("deepest", `{"type":"unit","plan":"p","parent":"$unit > $commune"}`, `"d:1@0"`, ""), "", `parent stays`},
		"the deepest of one step":   {variable("unit", districts, `"d:1@0"`, "") + "," + variable("deepest", `{"type":"unit","plan":"p","parent":"$unit"}`, `"d:1@0"`, ""), "d:1@0 d:1@0", ""},
		"the deepest of none":       {variable("deepest", `{"type":"unit","plan":"p","parent":""}`, `"p:1@0"`, ""), "p:1@0", ""},
		"typed by hand":             {`{"name":"note","type":"textbox","current":{"value":"ghi chú"}}`, "ghi chú", ""},
	} {
		pages := grafana(land()).Open(t, board(t, list(c.variables)))
		if len(pages) != 1 {
			t.Fatalf("%s: %d pages", name, len(pages))
		}
		faulty(t, name, pages[0].Faults, c.fault)
		if got := chosen(pages); c.fault == "" && got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

// A page for all plans is opened with each of them; on the way down with nothing chosen, with a tier's first unit, with two of them.
func TestAPageForAllPlansIsOpenedWithEach(t *testing.T) {
	b := board(t, list(
		variable("plan", `{"type":"plans"}`, `"p"`, ""),
		variable("district", `{"type":"units","plan":"$plan","level":"district","all":true}`, `"$__all"`, ""),
		`{"name":"note","type":"textbox","current":{"value":"–"}}`, // stands on the way and ends it nowhere
		variable("commune", `{"type":"units","plan":"$plan","level":"commune","parent":"$district","all":true}`, `"$__all"`, ""),
	))
	pages := grafana(land()).Open(t, b)
	// The second plan has no units; with "all" on the way nothing below is tried.
	want := "p $__all – $__all | p d:1@0 – $__all | p d:1@0 – c:1@0 | q  – "
	if got := chosen(pages); got != want {
		t.Errorf("opened with %q, want %q", got, want)
	}
	for _, p := range pages {
		faulty(t, p.Plan, p.Faults, "")
	}
	if plans := []string{pages[0].Plan, pages[3].Plan}; !slices.Equal(plans, []string{"p", "q"}) {
		t.Errorf("plans %v", plans)
	}
}

// How many of the worst units are asked for is the frontend's number.
func TestTheWorstAreAsManyAsTheFrontendAsksFor(t *testing.T) {
	source, err := os.ReadFile(filepath.Join("..", "..", "plugin", "src", "variables.ts"))
	if err != nil {
		t.Fatal(err)
	}
	var asked []grafanatest.Asked
	f := land()
	f.asked = &asked
	grafana(f).Open(t, board(t, list(variable("unit", `{"type":"worst","plan":"p","level":"district","indicator":"skills"}`, `"d:1@0"`, ""))))
	if len(asked) != 1 || !slices.Equal(asked[0].Query.Indicators, []string{"skills"}) || !strings.Contains(string(source), fmt.Sprintf("MOST = %d;", asked[0].Query.Limit)) {
		t.Errorf("asked %+v", asked)
	}
}
