package systemtest

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/xhht/xhht/collector/generation"
	"github.com/xhht/xhht/collector/intake"
	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/collector/projection"
	"github.com/xhht/xhht/internal/influx"
	"github.com/xhht/xhht/internal/influxtest"
	by "github.com/xhht/xhht/internal/report"
	"github.com/xhht/xhht/internal/subject"
	"github.com/xhht/xhht/plugin/pkg/source"
)

// past is a collector whose days are told to it, and the plugin before the same InfluxDB.
type past struct {
	t      *testing.T
	dir    string
	today  time.Time
	book   *ledger.Ledger
	in     *intake.Following
	to     *projection.Projection
	plugin *source.Source
}

func newPast(t *testing.T) *past {
	t.Helper()
	p := &past{t: t, dir: t.TempDir(), today: december(1)}
	if err := os.CopyFS(p.dir, os.DirFS(filepath.Join("internal", "planfile", "testdata", "base"))); err != nil {
		t.Fatal(err)
	}
	server := influxtest.Start(t)
	client, err := influx.New(influx.Options{URL: server.URL, Org: server.Org, Bucket: server.Bucket, Token: server.Token})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(client.Close)
	now := func() time.Time { return p.today }
	if p.book, err = ledger.Open(t.Context(), filepath.Join(t.TempDir(), "ledger.db"), now); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := p.book.Close(); err != nil {
			t.Error(err)
		}
	})
	p.adopt()
	inForce := generation.Follow(p.book)
	p.in = &intake.Following{Plans: inForce, Ledger: p.book, Now: now}
	reg, _, err := inForce.InForce(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if p.to, err = projection.New(projection.Options{Registry: reg, Plans: inForce, Ledger: p.book, Store: client}); err != nil {
		t.Fatal(err)
	}
	p.plugin = source.Over(client, time.Minute)
	return p
}

// december is a morning of December 2025.
func december(day int) time.Time { return time.Date(2025, 12, day, 3, 0, 0, 0, time.UTC) }

func (p *past) adopt() {
	p.t.Helper()
	folder, err := generation.ReadFolder(p.dir)
	if err != nil {
		p.t.Fatal(err)
	}
	if _, err := generation.Adopt(p.t.Context(), p.book, folder, p.today, &generation.Acceptance{By: ledger.Who{Name: "Sở GDĐT"}, Reason: "thử"}); err != nil {
		p.t.Fatal(err)
	}
}

// edit brings another text of the plan into force.
func (p *past) edit(old, replacement string) {
	p.t.Helper()
	path := filepath.Join(p.dir, "tiny.yaml")
	raw, err := os.ReadFile(path)
	if err != nil || strings.Count(string(raw), old) != 1 {
		p.t.Fatalf("%q stands %d times, %v", old, strings.Count(string(raw), old), err)
	}
	if err := os.WriteFile(path, []byte(strings.Replace(string(raw), old, replacement, 1)), 0o600); err != nil {
		p.t.Fatal(err)
	}
	p.adopt()
}

var office = intake.Sender{By: by.By{Subject: subject.Anyone(), Source: ledger.SourceAPI}, Own: true}

func (p *past) submit(numerator int) string {
	p.t.Helper()
	doc, err := intake.DecodeJSON(strings.NewReader(fmt.Sprintf(`{"plan":"tiny","rows":[{"unit":"857","indicator":"info_skills_rate","period":"2025","numerator":%d,"denominator":100}]}`, numerator)), intake.DefaultLimits)
	if err != nil {
		p.t.Fatal(err)
	}
	taken, err := p.in.Submit(p.t.Context(), doc, office)
	if err != nil {
		p.t.Fatal(err)
	}
	return taken.Receipts[0].ID
}

func (p *past) withdraw(receipt string) {
	p.t.Helper()
	if _, err := p.in.Withdraw(p.t.Context(), intake.Withdrawal{Receipt: receipt, Reason: "nhầm đơn vị"}, office); err != nil {
		p.t.Fatal(err)
	}
}

// row asks for Long Hồ's row of a kind, as of a day, and returns what its columns say.
func (p *past) row(fields string, asOf time.Time) (map[string]any, string) {
	p.t.Helper()
	resp, err := p.plugin.QueryData(p.t.Context(), &backend.QueryDataRequest{Headers: map[string]string{"FromAlert": "true"}, Queries: []backend.DataQuery{{
		RefID: "A", JSON: []byte(`{"schemaVersion":1,"plan":"tiny","level":"district","units":["d:857@0"],` + fields + `}`),
		TimeRange: backend.TimeRange{From: time.Date(2021, 1, 1, 0, 0, 0, 0, time.UTC), To: asOf},
	}}})
	if err != nil {
		p.t.Fatal(err)
	}
	a := resp.Responses["A"]
	if a.Error != nil {
		return nil, a.Error.Error()
	}
	f := a.Frames[0]
	out := map[string]any{}
	for _, field := range f.Fields {
		if f.Rows() > 0 {
			if v, known := field.ConcreteAt(f.Rows() - 1); known {
				out[field.Name] = v
			}
		}
	}
	return out, said(f)
}

func said(f *data.Frame) (out string) {
	if f.Meta != nil {
		for _, n := range f.Meta.Notices {
			out += n.Text + "\n"
		}
	}
	return out
}

// Whoever looks back sees what was known on the day, held against the plan of the day: the milestone that was mended later, the
// number that was withdrawn later. The collector runs on meanwhile, and a replay changes nothing of it.
func TestLookingBackGoesByThePlanAndTheNumbersOfTheDay(t *testing.T) {
	p := newPast(t)
	p.today = december(5)
	receipt := p.submit(40)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	replay := func() {
		t.Helper()
		if err := p.to.Replay(ctx); err != nil {
			t.Fatal(err)
		}
	}
	replay()
	p.today = december(10)
	p.withdraw(receipt)
	p.today = december(12)
	p.submit(60)
	p.today = december(15)
	p.edit("value: 50\n", "value: 55\n")
	p.edit("quote: 50% số người", "quote: 50% số người # như cũ") // a text that changes no document
	p.edit("[info_skills_rate, learning_district_status]", "[info_skills_rate, learning_district_status, {id: literacy_level, first: 2025}]")
	p.today = december(20)

	check := func(what string) {
		t.Helper()
		for _, c := range []struct {
			day     int
			value   any
			target  float64
			thought bool // the plan has changed since
		}{
			{4, nil, 50, true}, {9, 40.0, 50, true}, {11, nil, 50, true}, {14, 60.0, 50, true}, {16, 60.0, 55, false},
		} {
			got, notices := p.row(`"kind":"scorecard","indicators":["info_skills_rate"]`, december(c.day))
			if got["value"] != c.value || got["milestone_value"] != c.target || strings.Contains(notices, "Theo kế hoạch có hiệu lực ngày") != c.thought {
				t.Errorf("%s: as of 2025-12-%02d value %v, target %v, %q; want %v, %v", what, c.day, got["value"], got["milestone_value"], notices, c.value, c.target)
			}
		}
		if _, refused := p.row(`"kind":"series","indicators":["literacy_level"]`, december(14)); !strings.Contains(refused, "chưa có trong kế hoạch có hiệu lực ngày") {
			t.Errorf("%s: what was asked for later: %q", what, refused)
		}
		if _, refused := p.row(`"kind":"series","indicators":["literacy_level"]`, december(16)); refused != "" && strings.Contains(refused, "chưa có") {
			t.Errorf("%s: what was asked for already: %q", what, refused)
		}
	}
	replay()
	check("by the running collector")
	replay()
	check("after another replay")
}
