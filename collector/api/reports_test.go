package api_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/internal/decision"
	"github.com/xhht/xhht/internal/golden"
	"github.com/xhht/xhht/internal/period"
)

func TestReportsOfTheReportersOwnUnits(t *testing.T) {
	o := open(t, withReporters(t))
	if code, _, body := o.ask(t, "POST", submissions, rows(row("857", "60123")), "Authorization", "Bearer long-ho"); code != http.StatusCreated {
		t.Fatalf("%d %s", code, body)
	}
	_, err := o.book.Decide(t.Context(), ledger.Who{Name: "Sở GDĐT"}, []decision.Decision{{Kind: decision.Extension, Plan: "vinh-long-2021-2030", Form: "annual-district",
		Period: period.Year(2024), Units: []string{"d:857@0", "d:858@0"}, Until: period.DateOf(2026, 1, 31), Reason: "bão", Authority: "1/CV"}})
	if err != nil {
		t.Fatal(err)
	}
	code, _, body := o.ask(t, "GET", "/api/v1/reports?plan=vinh-long", "", "Authorization", "Bearer long-ho")
	if code != http.StatusOK {
		t.Fatalf("%d %s", code, body)
	}
	golden.Equal(t, "testdata/reports.json", strings.ReplaceAll(body, `},{`, "},\n{"))
	code, _, body = o.ask(t, "GET", "/api/v1/reports?plan=vinh-long&form=annual-district&period=2024&lang=en", "", "Authorization", "Bearer tinh")
	var all struct {
		Reports []struct{ Unit, State, Extended, Text string }
		Rates   []struct{ Expected, Overdue, Extended int }
	}
	decode(t, body, &all)
	if code != http.StatusOK || len(all.Reports) != 8 || len(all.Rates) != 1 || all.Rates[0].Expected != 8 || all.Rates[0].Overdue != 6 || all.Rates[0].Extended != 2 {
		t.Errorf("the province asks: %d %s", code, body)
	}
	for _, r := range all.Reports {
		if want := r.Unit == "d:857@0" || r.Unit == "d:858@0"; (r.State == "not_due") != want || (r.Extended == "2026-01-31") != want {
			t.Errorf("%+v", r)
		}
	}
}

func TestReportsRefuses(t *testing.T) {
	o := open(t, withReporters(t))
	for query, want := range map[string]string{
		"":                          "unknown_plan",
		"?plan=x":                   "unknown_plan",
		"?plan=national":            "unknown_plan",
		"?plan=vinh&form=x":         "unknown_form",
		"?plan=vinh&period=x":       "unknown_period",
		"?plan=vinh&period=2031":    "unknown_period",
		"?plan=vinh&period=2025-H1": "unknown_period",
		"?plan=vinh&as_of=2024":     "unknown_parameter", // the answer would be about today
		"?plan=vinh&plan=national":  "repeated_parameter",
		"?plan=%zz":                 "query_unreadable",
	} {
		code, _, body := o.ask(t, "GET", "/api/v1/reports"+query, "", "Authorization", "Bearer tinh")
		if code != http.StatusUnprocessableEntity || !strings.Contains(body, `"`+want+`"`) || strings.Count(body, `"code"`) != 1 {
			t.Errorf("%q: %d %s, want %s", query, code, body, want)
		}
	}
	if code, _, _ := o.ask(t, "GET", "/api/v1/reports?plan=vinh-long", ""); code != http.StatusUnauthorized {
		t.Errorf("without a token: %d", code)
	}
	if err := o.book.Close(); err != nil {
		t.Fatal(err)
	}
	if code, _, body := o.ask(t, "GET", "/api/v1/reports?plan=vinh-long", "", "Authorization", "Bearer tinh"); code != http.StatusServiceUnavailable || strings.Contains(body, "sql") {
		t.Errorf("a ledger that cannot be read: %d %s", code, body)
	}
}
