package intake_test

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil"

	"github.com/xhht/xhht/collector/intake"
	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/internal/golden"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/planfile"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/report"
	"github.com/xhht/xhht/internal/subject"
)

const vinhLong = "vinh-long-2021-2030"

// now is 15 January 2026, 08:00 in Vietnam.
func now() time.Time { return time.Date(2026, 1, 15, 1, 0, 0, 0, time.UTC) }

// desk is an intake on a real ledger and the real plans.
type desk struct {
	*intake.Intake
	book    *ledger.Ledger
	metrics *prometheus.Registry
}

func newDesk(tb testing.TB) desk {
	tb.Helper()
	reg, err := planfile.Load("../../plans")
	if err != nil {
		tb.Fatal(err)
	}
	book, err := ledger.Open(tb.Context(), filepath.Join(tb.TempDir(), "ledger.db"), now)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := book.Close(); err != nil {
			tb.Error(err)
		}
	})
	metrics := prometheus.NewRegistry()
	return desk{&intake.Intake{Registry: reg, Ledger: book, Now: now, Metrics: intake.NewMetrics(metrics)}, book, metrics}
}

var sender = intake.Sender{By: report.By{
	Subject: subject.Subject{ID: "s-0123456789abcdef", Kind: subject.Body, Active: true, Scopes: []subject.Scope{subject.Below("d:857@0")}}, Source: ledger.SourceAPI,
}}

// json hands in a JSON text.
func (d desk) json(tb testing.TB, text string) ([]ledger.Receipt, error) {
	tb.Helper()
	doc, err := intake.DecodeJSON(strings.NewReader(text), intake.DefaultLimits)
	if err != nil {
		return nil, err
	}
	taken, err := d.Submit(tb.Context(), doc, sender)
	return taken.Receipts, err
}

// csv hands in a CSV text for the plan of Vĩnh Long.
func (d desk) csv(tb testing.TB, text string) ([]ledger.Receipt, error) {
	tb.Helper()
	doc, err := intake.DecodeCSV("báo cáo/bao-cao.csv", strings.NewReader(text), intake.DefaultLimits)
	if err != nil {
		return nil, err
	}
	doc.Plan = vinhLong
	taken, err := d.Submit(tb.Context(), doc, sender)
	return taken.Receipts, err
}

// entries renders everything in the ledger.
func (d desk) entries(tb testing.TB) []string {
	tb.Helper()
	list, err := d.book.EntriesAfter(tb.Context(), 0, 100_000)
	if err != nil {
		tb.Fatal(err)
	}
	var out []string
	for _, r := range list {
		s := fmt.Sprintf("%s %s %s %s r%d ", r.Unit, r.Indicator, r.Period, r.Group, r.Revision)
		if r.Value != nil {
			s += fmt.Sprint(*r.Value)
		} else {
			s += fmt.Sprintf("%.0f/%.0f", *r.Numerator, *r.Denominator)
		}
		out = append(out, s+" "+r.ReceivedOn.String())
	}
	return out
}

// problemsOf returns what a refusal names.
func problemsOf(t *testing.T, err error) problem.List {
	t.Helper()
	var list problem.List
	var malformed *intake.Malformed
	var conflict *ledger.Conflict
	switch {
	case errors.As(err, &list):
		return list
	case errors.As(err, &conflict):
		return conflict.Problems
	case errors.As(err, &malformed):
		return problem.List{malformed.Problem}
	}
	t.Fatalf("got %v, want problems", err)
	return nil
}

// refusal is an input that must be refused, with the code and place of every problem that must be named.
type refusal struct {
	name, input string
	want        []string
}

// refuse runs refusals, compares their texts with golden files, and proves that the ledger stays as it was.
func refuse(t *testing.T, kind string, list []refusal, hand func(desk, string) error) {
	t.Helper()
	d := newDesk(t)
	if _, err := d.json(t, jsonRows(good)); err != nil {
		t.Fatal(err)
	}
	before := d.entries(t)
	texts := map[lang.Lang]string{}
	for _, tc := range list {
		t.Run(tc.name, func(t *testing.T) {
			problems := problemsOf(t, hand(d, tc.input))
			var got []string
			for _, p := range problems {
				got = append(got, strings.TrimSuffix(string(p.Code)+" @"+p.Place.String(), " @"))
			}
			if !slices.Equal(got, tc.want) {
				t.Errorf("got %q\nwant %q", got, tc.want)
			}
			if after := d.entries(t); !slices.Equal(after, before) {
				t.Errorf("the ledger changed: %q", after)
			}
			for _, p := range problems {
				if p.Hint.VI == "" || p.Hint.EN == "" {
					t.Errorf("%s does not say in both languages how to mend it: %+v", p.Code, p.Hint)
				}
			}
			for _, language := range []lang.Lang{lang.Vietnamese, lang.English} {
				texts[language] += "# " + tc.name + "\n" + problems.In(language) + "\n\n"
			}
		})
	}
	for language, text := range texts {
		golden.Equal(t, fmt.Sprintf("testdata/%s.%s.txt", kind, language), text)
	}
	if head, err := d.book.Head(t.Context()); err != nil || head.Seq != 1 {
		t.Errorf("%d submissions, %v; want the first alone", head.Seq, err)
	}
}

const good = `{"unit":"857","indicator":"info_skills_rate","period":"2024","group":"all","numerator":60123,"denominator":121000,"value":null}`

func jsonRows(rows ...string) string {
	return `{"plan":"` + vinhLong + `","note":"","rows":[` + strings.Join(rows, ",") + `]}`
}

func TestSubmitGroupsByDayOfReceipt(t *testing.T) {
	d := newDesk(t)
	text := "unit,indicator,period,numerator,denominator,received_on\n" +
		"857,info_skills_rate,2023,61000,121000,2024-01-20\n" + // the correction stands above
		"857,info_skills_rate,2022,50000,120000,2022-12-05\n" +
		"857,info_skills_rate,2023,60000,121000,2023-12-06\n" +
		"857,info_skills_rate,2024,62000,121000,\n"
	receipts, err := d.csv(t, text)
	if err != nil {
		t.Fatal(err)
	}
	if len(receipts) != 4 {
		t.Errorf("%d receipts, want one for each of the 4 days", len(receipts))
	}
	want := []string{
		"d:857@0 info_skills_rate 2022 all r1 50000/120000 2022-12-05",
		"d:857@0 info_skills_rate 2023 all r1 60000/121000 2023-12-06",
		"d:857@0 info_skills_rate 2023 all r2 61000/121000 2024-01-20",
		"d:857@0 info_skills_rate 2024 all r1 62000/121000 2026-01-15",
	}
	if got := d.entries(t); !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
	again, err := d.csv(t, text)
	if err != nil {
		t.Fatal(err)
	}
	for i := range again {
		if !again[i].Duplicate || again[i].ID != receipts[i].ID {
			t.Errorf("the same file again: receipt %d is %+v, want %s", i, again[i], receipts[i].ID)
		}
	}
}

func TestSubmitTakesTheSendersDay(t *testing.T) {
	d := newDesk(t)
	doc, err := intake.DecodeCSV("a.csv", strings.NewReader("unit,indicator,period,numerator,denominator\n857,info_skills_rate,2023,1,2\n"), intake.DefaultLimits)
	if err != nil {
		t.Fatal(err)
	}
	doc.Plan = vinhLong
	from := sender
	from.ReceivedOn = period.DateOf(2026, 1, 16)
	_, err = d.Submit(t.Context(), doc, from)
	if got := problemsOf(t, err); len(got) != 1 || got[0].Code != "future_date" || got[0].Place.String() != "received_on" {
		t.Errorf("a day to come: %v", got)
	}
	from.ReceivedOn = period.DateOf(2022, 12, 31)
	_, err = d.Submit(t.Context(), doc, from)
	if got := problemsOf(t, err); len(got) != 1 || got[0].Code != "future_period" {
		t.Errorf("a paper that arrived before its period began: %v", got)
	}
	from.ReceivedOn = period.DateOf(2023, 12, 5)
	taken, err := d.Submit(t.Context(), doc, from)
	receipts := taken.Receipts
	if err != nil || receipts[0].ReceivedOn != from.ReceivedOn || !receipts[0].RecordedAt.Equal(now()) {
		t.Errorf("%+v, %v; want received on 2023-12-05 and recorded now", receipts, err)
	}
}

func TestSubmitSaysConflict(t *testing.T) {
	d := newDesk(t)
	other := strings.Replace(good, "60123", "60124", 1)
	for _, text := range []string{jsonRows(good), jsonRows(other)} {
		if _, err := d.json(t, text); err != nil {
			t.Fatal(err)
		}
	}
	var conflict *ledger.Conflict
	if _, err := d.json(t, jsonRows(good)); !errors.As(err, &conflict) {
		t.Errorf("got %v, want a conflict", err)
	}
	if _, err := d.json(t, strings.Replace(jsonRows(good), `"note":""`, `"note":"khôi phục"`, 1)); err != nil {
		t.Errorf("with a note: %v", err)
	}
	if got := d.entries(t); len(got) != 3 {
		t.Errorf("got %q, want three revisions", got)
	}
}

func TestPreviewWritesNothing(t *testing.T) {
	d := newDesk(t)
	doc, err := intake.DecodeJSON(strings.NewReader(jsonRows(good)), intake.DefaultLimits)
	if err != nil {
		t.Fatal(err)
	}
	taken, err := d.Preview(t.Context(), doc, sender)
	receipts := taken.Receipts
	if err != nil || len(receipts) != 1 || receipts[0].New != 1 {
		t.Errorf("%+v, %v; want one new cell", receipts, err)
	}
	if got := d.entries(t); len(got) != 0 {
		t.Errorf("wrote %q", got)
	}
	if n := testutil.CollectAndCount(d.metrics, "xhht_collector_submissions_total"); n != 4 {
		t.Errorf("%d results are counted, want 4", n)
	}
}

func TestDocumentCanBeSubmittedAgain(t *testing.T) {
	d := newDesk(t)
	doc, err := intake.DecodeJSON(strings.NewReader(jsonRows(good, `{"x":1}`, `{"y":1}`)), intake.DefaultLimits)
	if err != nil {
		t.Fatal(err)
	}
	doc.Plan = "?"
	_, first := d.Submit(t.Context(), doc, sender)
	doc.Plan = vinhLong
	_, second := d.Submit(t.Context(), doc, sender)
	if a, b := problemsOf(t, first), problemsOf(t, second); len(a) != 3 || len(b) != 2 {
		t.Errorf("first %v\nsecond %v", a, b)
	}
}

func TestAnswerIsBounded(t *testing.T) {
	d := newDesk(t)
	var rows []string
	for range 5000 {
		rows = append(rows, `{"unit":"999","indicator":"x","period":"y"}`)
	}
	_, err := d.json(t, jsonRows(rows...))
	got := problemsOf(t, err)
	last := got[len(got)-1]
	if len(got) != 1001 || last.Code != "more_problems" || last.Value != "14000" {
		t.Errorf("%d problems, the last %+v; want 1000 and one that says 14000 more", len(got), last)
	}
}

func TestMetrics(t *testing.T) {
	d := newDesk(t)
	level := `{"unit":"857","indicator":"primary_universal_level","period":"2024","value":2}`
	for _, text := range []string{
		jsonRows(good), jsonRows(good), // accepted, duplicate
		jsonRows(strings.Replace(good, "60123", "60124", 1), level), // one changed, one new
		jsonRows(good), // conflict
		jsonRows(strings.Replace(good, "60123", "-1", 1), strings.Replace(good, "857", "999", 1)),
	} {
		_, _ = d.json(t, text)
	}
	if err := d.book.Close(); err != nil {
		t.Fatal(err)
	}
	_, err := d.json(t, jsonRows(level))
	if err == nil {
		t.Fatal("accepted by a closed ledger")
	}
	want := `
# HELP xhht_collector_problems_total Problems named to senders, by code.
# TYPE xhht_collector_problems_total counter
xhht_collector_problems_total{code="cell_changed"} 1
xhht_collector_problems_total{code="content_superseded"} 1
xhht_collector_problems_total{code="negative"} 1
xhht_collector_problems_total{code="unknown_unit"} 1
# HELP xhht_collector_rows_total Rows handed in, by result: new, changed, unchanged, duplicate or refused.
# TYPE xhht_collector_rows_total counter
xhht_collector_rows_total{result="changed"} 1
xhht_collector_rows_total{result="duplicate"} 1
xhht_collector_rows_total{result="new"} 2
xhht_collector_rows_total{result="refused"} 3
xhht_collector_rows_total{result="unchanged"} 0
# HELP xhht_collector_submissions_total Submissions handed in, by result: accepted, duplicate, refused (the sender must mend it) or error (ours).
# TYPE xhht_collector_submissions_total counter
xhht_collector_submissions_total{result="accepted"} 2
xhht_collector_submissions_total{result="duplicate"} 1
xhht_collector_submissions_total{result="error"} 1
xhht_collector_submissions_total{result="refused"} 2
`
	if err := testutil.GatherAndCompare(d.metrics, strings.NewReader(want)); err != nil {
		t.Error(err)
	}
	if lint, err := testutil.GatherAndLint(d.metrics); err != nil || len(lint) > 0 {
		t.Errorf("promlint: %v, %v", lint, err)
	}
}
