package grafanatest_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xhht/xhht/internal/grafanatest"
)

func TestTimeRanges(t *testing.T) {
	for text, want := range map[string]string{
		`"time":{"from":"now-5y","to":"now"}`:                                        "2021-11-20T23:59:59+07:00 2026-11-20T23:59:59+07:00",
		`"time":{"from":"now-1y/y","to":"now+2y/y"}`:                                 "2025-01-01T00:00:00+07:00 2028-12-31T23:59:59+07:00",
		`"time":{"from":"now/M","to":"now/M"}`:                                       "2026-11-01T00:00:00+07:00 2026-11-30T23:59:59+07:00",
		`"time":{"from":"now-10d/d","to":"now/d"}`:                                   "2026-11-10T00:00:00+07:00 2026-11-20T23:59:59+07:00",
		`"time":{"from":"2013-01-01T00:00:00.000Z","to":"2031-01-01T00:00:00.000Z"}`: "2013-01-01T00:00:00Z 2031-01-01T00:00:00Z",
	} {
		p := grafana(fake{}).Open(t, board(t, text))[0]
		if got := p.From.Format(time.RFC3339) + " " + p.To.Format(time.RFC3339); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

// A panel may have a time of its own, and is asked for the first of the values that it is repeated for.
func TestAPanelHasItsOwnPage(t *testing.T) {
	g := grafana(land())
	b := board(t, list(variable("unit", `{"type":"units","plan":"p","level":"district"}`, `["d:1@0","d:2@0"]`, "")))
	own := g.ForPanel(t, g.Open(t, b)[0], grafanatest.Panel{TimeFrom: "2y", Repeat: "unit"})
	if !slices.Equal(own.Values["unit"], []string{"d:1@0"}) || own.From.Year() != 2024 {
		t.Errorf("%v from %s", own.Values, own.From)
	}
}

func TestAPageAsksWhatIsChosen(t *testing.T) {
	p := grafanatest.Page{Values: map[string][]string{"unit": {"d:1@0", "d:2@0"}, "plan": {"p"}, "none": {""}, "all": {"$__all"}}}
	for stored, want := range map[string]string{
		`"units":["$unit"]`:                   `"units":["d:1@0","d:2@0"]`,
		`"units":["${unit:csv}","d:1@0"]`:     `"units":["d:1@0","d:2@0"]`,
		`"units":["[[unit]]","$none","$all"]`: `"units":["d:1@0","d:2@0"]`,
		`"form":"annual-$plan"`:               `"form":"annual-p"`,
		`"only":"late"`:                       `"only":"late"`,
		`"filters":[{"key":"unit","operator":"=|","values":["$unit"]}]`: `"filters":[{"key":"unit","operator":"=|","values":["d:1@0","d:2@0"]}]`,
	} {
		kind := `"kind":"scorecard",`
		if strings.Contains(stored, "form") || strings.Contains(stored, "only") {
			kind = `"kind":"reporting",`
		}
		a, err := p.Ask("page / panel", []byte(`{"refId":"A","schemaVersion":1,`+kind+`"plan":"$plan",`+stored+`}`))
		if err != nil || !strings.Contains(string(a.JSON), want) || a.RefID != "A" || a.Query.Plan != "p" {
			t.Errorf("%s: %s (%v), want %s", stored, a.JSON, err, want)
		}
	}
	if _, err := p.Ask("", []byte(`{"refId":"A","schemaVersion":1,"kind":"scorecard","plan":"$huyen"}`)); err == nil || !strings.Contains(err.Error(), "$huyen") {
		t.Errorf("a variable that nobody knows: %v", err)
	}
}

// The fields in which variables are replaced are those of the frontend: one that is forgotten there is asked as it is written.
func TestVariablesAreReplacedWhereTheFrontendDoes(t *testing.T) {
	source, err := os.ReadFile(filepath.Join("..", "..", "plugin", "src", "query.gen.ts"))
	if err != nil {
		t.Fatal(err)
	}
	_, takes, _ := strings.Cut(string(source), "export const TAKES = {")
	takes, _, _ = strings.Cut(takes, "}")
	for kind, own := range map[string][]string{"text": append([]string{"kind"}, grafanatest.TextFields...), "texts": grafanatest.ListFields} {
		var frontend []string
		for _, m := range regexp.MustCompile(`(\w+): '`+kind+`'`).FindAllStringSubmatch(takes, -1) {
			frontend = append(frontend, m[1])
		}
		slices.Sort(frontend)
		if own = slices.Sorted(slices.Values(own)); len(own) < 5 || !slices.Equal(own, frontend) {
			t.Errorf("variables are replaced in the %s %q, by the frontend in %q", kind, own, frontend)
		}
	}
}

func TestBoards(t *testing.T) {
	dir := t.TempDir()
	for path, text := range map[string]string{"vi/a.json": `{"uid":"a"}`, "playlist/b.json": `{"name":"no dashboard"}`, "alerting/rules.yaml": "groups: []"} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, path)), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, path), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if got := grafanatest.Boards(t, dir); len(got) != 1 || got["a"].UID != "a" {
		t.Errorf("%v", got)
	}
	for _, bad := range []string{`{`, `{}`, `{"title":"Trang"}`} {
		if _, err := grafanatest.ParseBoard([]byte(bad)); err == nil {
			t.Errorf("%s is taken for a dashboard", bad)
		}
	}
}

func TestLinksBetweenPages(t *testing.T) {
	pages := map[string]grafanatest.Board{"unit": board(t, list(`{"name":"unit","type":"textbox"}`))}
	for url, want := range map[string]string{
		"/d/unit": "", "/d/unit?var-unit=x&from=now": "", "/d/unit?var-huyen=x": "chooses huyen", "/d/units": "which there is not", "http://x": "leads to http://x",
	} {
		if got := grafanatest.Leads(url, pages); !strings.Contains(got, want) || want == "" && got != "" {
			t.Errorf("%s: %q, want %q", url, got, want)
		}
	}
}
