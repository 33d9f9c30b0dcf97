package ledger_test

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/collector/ledger/ledgertest"
	"github.com/xhht/xhht/internal/decision"
	"github.com/xhht/xhht/internal/report"
)

// newestFixture opens the dump of today's format.
func newestFixture(t *testing.T) *ledger.Ledger {
	t.Helper()
	all := formats(t)
	path := filepath.Join(t.TempDir(), "ledger.db")
	restore(t, path, all[len(all)-1])
	return mustOpen(t, path)
}

// What happens in the story is recorded today as it was when the fixture was made: the same links, with the same hashes. The plans
// are those of the fixture, whatever the plans of the tests have become.
func TestTheStoryIsTheNewestFixture(t *testing.T) {
	path, plans := cmp.Or(os.Getenv("XHHT_STORY"), filepath.Join(t.TempDir(), "story.db")), map[string]string{}
	if os.Getenv("XHHT_STORY") != "" {
		plans = tinyPlans(t)
	} else {
		fixture := newestFixture(t)
		list, err := fixture.Generations(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for name, hash := range list[0].Texts {
			if plans[name], err = fixture.Text(t.Context(), hash); err != nil {
				t.Fatal(err)
			}
		}
	}
	var l *ledger.Ledger
	ledgertest.Story(t, func(now func() time.Time) ledger.Store { l = openAt(t, path, now); return l }, plans)
	mustVerify(t, l)
	if os.Getenv("XHHT_STORY") != "" {
		t.Fatalf("the story is in %s", path)
	}
	fixture := newestFixture(t)
	same(t, "the ledger", everything(t, l), everything(t, fixture))
}

func tinyPlans(t *testing.T) map[string]string {
	t.Helper()
	out, dir := map[string]string{}, filepath.Join("..", "..", "internal", "planfile", "testdata", "base")
	for _, name := range []string{"areas.csv", "indicators.yaml", "law/facts.yaml", "sources/tiny.txt", "tiny.yaml"} {
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		out[name] = string(text)
	}
	return out
}

// The fixture of today's format holds every fact that the format can hold: every column, every field that is hashed, every source
// and every kind of decision. What it lacks is named.
func TestTheNewestFixtureHoldsEveryFact(t *testing.T) {
	l := newestFixture(t)
	columns, err := l.Columns(t.Context())
	if err != nil || len(columns) < 50 {
		t.Fatalf("%d columns, %v", len(columns), err)
	}
	for _, c := range columns {
		n, err := l.Filled(t.Context(), c)
		if err != nil {
			t.Fatal(err)
		}
		if n == 0 {
			t.Errorf("no row says anything in %s", c)
		}
	}
	submissions, decisions, err := l.Contents(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for what, tc := range map[string]struct {
		of   reflect.Type
		text string
	}{
		"content":  {ledger.ContentType, submissions},
		"entry":    {reflect.TypeFor[report.Entry](), submissions},
		"decision": {reflect.TypeFor[decision.Decision](), decisions},
	} {
		for _, f := range ledgertest.Hashed(tc.of) {
			if !strings.Contains(tc.text, `"`+f.Name+`":`) {
				t.Errorf("no %s says %s", what, f.Name)
			}
		}
	}
	for _, kind := range decision.Kinds {
		if !strings.Contains(decisions, fmt.Sprintf(`"kind":%q`, kind)) {
			t.Errorf("no decision is of kind %s", kind)
		}
	}
	var sources []string
	for _, e := range all(t, l) {
		sources = append(sources, e.Source)
	}
	for _, source := range ledger.Sources {
		if !slices.Contains(sources, source) {
			t.Errorf("nothing came by %s", source)
		}
	}
}
