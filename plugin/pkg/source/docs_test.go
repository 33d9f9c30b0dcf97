package source_test

import (
	"os"
	"strings"
	"testing"

	"github.com/xhht/xhht/internal/query"
)

// The page for authors of dashboards names every kind, and every column of its answers in the kind's own section.
func TestTheDocsNameEveryKindAndColumn(t *testing.T) {
	raw, err := os.ReadFile("../../../docs/nguon-du-lieu.md")
	if err != nil {
		t.Fatal(err)
	}
	sections := map[query.Kind]string{}
	for _, s := range strings.Split(string(raw), "\n## ")[1:] {
		heading, body, _ := strings.Cut(s, "\n")
		sections[query.Kind(heading)] = body
	}
	for _, m := range query.Measures {
		if !strings.Contains(sections[query.Alert], "`"+string(m)+"`") {
			t.Errorf("the measure %s is not explained", m)
		}
	}
	shapes := map[query.Kind][]string{
		query.Levels: {`"shape":"table"`, `"shape":"timeline"`}, query.Reporting: {`"shape":"table"`, `"shape":"timeline"`, `"shape":"totals"`},
		query.Scorecard:    {`"shape":"table"`, `"only":"jump"`, `"shape":"timeline"`},
		query.Recognitions: {`"shape":"totals"`, `"shape":"timeline"`},
		query.Deliverables: {`"shape":"totals"`}, query.Events: {`"shape":"ahead"`},
		query.Compare: {`"compare":"units"`, `"compare":"approval"`, `"compare":"groups"`},
	}
	for _, spec := range query.Kinds {
		kind := spec.Kind
		body, ok := sections[kind]
		if !ok {
			t.Errorf("there is no section on %s", kind)
		}
		if kind == query.Series || kind == query.Summary || kind == query.Alert {
			continue // their columns are lines, statuses and measures
		}
		for _, shape := range append(shapes[kind], `"limit":9`) {
			resp := ask(t, over(recorded()), `{"schemaVersion":1,"plan":"vinh-long","kind":"`+string(kind)+`",`+shape+`}`, decade)
			if resp.Error != nil {
				t.Fatal(resp.Error)
			}
			for _, f := range resp.Frames[0].Fields {
				if !strings.Contains(body, "`"+f.Name+"`") {
					t.Errorf("%s: the column %s is not named", kind, f.Name)
				}
			}
		}
	}
}
