package api_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/internal/decision"
	"github.com/xhht/xhht/internal/period"
)

const (
	withdrawals = "/api/v1/withdrawals"
	longHo      = "Bearer long-ho"
	tinh        = "Bearer tinh"
)

func (o office) take(tb testing.TB, token, path, body string, want int) (r receipt, text string) {
	tb.Helper()
	code, _, text := o.ask(tb, "POST", path, body, "Authorization", token)
	if code != want {
		tb.Fatalf("%s: %d %s, want %d", body, code, text, want)
	}
	if code < 300 {
		decode(tb, text, &r)
	}
	return r, text
}

func based(rows, base string) string {
	return strings.Replace(rows, `"note":""`, `"base":"`+base+`"`, 1)
}

func TestABaseOverHTTP(t *testing.T) {
	o := open(t, withReporters(t))
	a, b := rows(row("857", "60123")), rows(row("857", "60124"))
	first, _ := o.take(t, longHo, submissions, a, 201)
	second, _ := o.take(t, tinh, submissions, b, 201)

	_, text := o.take(t, longHo, submissions, a, 409)
	for _, want := range []string{"content_superseded", "cell_changed", "60124/121000", "Sở GDĐT", second.Receipt, first.Receipt} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing in %s", want, text)
		}
	}
	if _, text = o.take(t, longHo, submissions, based(rows(row("857", "60125")), first.Receipt), 409); !strings.Contains(text, "base_moved") || !strings.Contains(text, second.Receipt) {
		t.Errorf("a base that moved: %s", text)
	}
	third, _ := o.take(t, longHo, submissions, based(a, second.Receipt), 201)
	if again, _ := o.take(t, longHo, submissions, based(a, second.Receipt), 200); again.Receipt != third.Receipt {
		t.Errorf("the same content on the same base: %s, want %s", again.Receipt, third.Receipt)
	}
	other, _ := o.take(t, tinh, submissions, rows(row("858", "60123")), 201)
	if _, text = o.take(t, longHo, submissions, based(b, other.Receipt), 422); !strings.Contains(text, "base_of_other_cells") {
		t.Errorf("a base of another cell: %s", text)
	}
	cell := strings.Replace(row("857", "60130"), "}", `,"base":2}`, 1)
	if _, text = o.take(t, longHo, submissions, rows(cell), 409); !strings.Contains(text, "base_moved") {
		t.Errorf("a revision that moved: %s", text)
	}
	if _, text = o.take(t, longHo, submissions, rows(strings.Replace(cell, `"base":2`, `"base":9`, 1)), 422); !strings.Contains(text, "unknown_base") {
		t.Errorf("a revision that is not there: %s", text)
	}
	o.take(t, longHo, submissions, rows(strings.Replace(cell, `"base":2`, `"base":3`, 1)), 201)
}

func TestWithdrawOverHTTP(t *testing.T) {
	o := open(t, withReporters(t))
	a := rows(row("857", "60123"))
	first, _ := o.take(t, longHo, submissions, a, 201)
	wide, _ := o.take(t, tinh, submissions, rows(row("857", "60124"), row("858", "1")), 201)
	for _, c := range []struct {
		token, body, want string
		code              int
	}{
		{longHo, `{"receipt":"` + first.Receipt + `"}`, "no_reason", 422},
		{longHo, `{"reason":"nhầm đơn vị"}`, "nothing_named", 422},
		{longHo, `{"receipt":"` + first.Receipt + `","rows":[{"unit":"857","indicator":"info_skills_rate","period":"2024","revision":1}],"reason":"nhầm đơn vị"}`, "nothing_named", 422},
		{longHo, `{"receipt":"XHHT-0000-0000-0000","reason":"nhầm đơn vị"}`, "unknown_receipt", 404},
		{longHo, `{"receipt":"` + wide.Receipt + `","reason":"nhầm đơn vị"}`, "unknown_receipt", 404}, // it holds another district's numbers
		{longHo, `{"rows":[{"unit":"858","indicator":"info_skills_rate","period":"2024","revision":1}],"reason":"nhầm đơn vị"}`, "unit_out_of_scope", 403},
		{longHo, `{"rows":[{"unit":"857","indicator":"info_skills_rate","period":"2024"}],"reason":"nhầm đơn vị"}`, "no_revision", 422},
		{longHo, `{"rows":[{"unit":"857","indicator":"info_skills_rate","period":"2024","revision":7}],"reason":"nhầm đơn vị"}`, "nothing_to_withdraw", 422},
		{longHo, `{"receipt":"` + first.Receipt + `","why":"nhầm đơn vị"}`, "unknown_key", 422},
		{longHo, `[]`, "wrong_type", 422},
		{longHo, `{`, "not_json", 400},
	} {
		if _, text := o.take(t, c.token, withdrawals, c.body, c.code); !strings.Contains(text, c.want) {
			t.Errorf("%s: %s, want %s", c.body, text, c.want)
		}
	}
	if o.entries(t) != 3 {
		t.Fatalf("%d entries, want 3", o.entries(t))
	}
	cell := `{"rows":[{"unit":"857","indicator":"info_skills_rate","period":"2024","revision":2}],"reason":"nhầm huyện"}`
	gone, text := o.take(t, longHo, withdrawals, cell, 201)
	if !strings.Contains(text, `"withdrawal":true`) || !strings.Contains(text, "Đã rút lại") {
		t.Errorf("the receipt of the withdrawal: %s", text)
	}
	if again, _ := o.take(t, longHo, withdrawals, cell, 200); again.Receipt != gone.Receipt {
		t.Errorf("the same withdrawal: %s, want %s", again.Receipt, gone.Receipt)
	}
	o.take(t, longHo, withdrawals, `{"receipt":"`+first.Receipt+`","reason":"nhầm huyện"}`, 201)
	if _, text = o.take(t, longHo, withdrawals, `{"receipt":"`+first.Receipt+`","reason":"lý do khác"}`, 409); !strings.Contains(text, "already_withdrawn") {
		t.Errorf("a withdrawal of something withdrawn: %s", text)
	}
	if _, _, text = o.ask(t, "GET", submissions+"/"+first.Receipt, "", "Authorization", longHo); !strings.Contains(text, `"withdrawn_by":"XHHT-`) {
		t.Errorf("the withdrawn receipt does not say so: %s", text)
	}
	if again, _ := o.take(t, longHo, submissions, a, 201); again.Receipt == first.Receipt || again.New != 1 {
		t.Errorf("the same content filed again: %+v", again)
	}
}

// What was approved the office alone withdraws; what is locked it alone changes.
func TestApprovedAndLocked(t *testing.T) {
	o := open(t, withReporters(t))
	decide := func(d decision.Decision) {
		t.Helper()
		d.Plan, d.Form, d.Period, d.Reason = "vinh-long-2021-2030", "annual-district", period.Year(2024), "đã đối chiếu"
		if _, err := o.book.Decide(t.Context(), ledger.Who{Name: "Sở GDĐT"}, []decision.Decision{d}); err != nil {
			t.Fatal(err)
		}
	}
	first, _ := o.take(t, longHo, submissions, rows(row("857", "60123")), 201)
	decide(decision.Decision{Kind: decision.Approval, Units: []string{"d:857@0"}, Indicators: []string{"info_skills_rate"}})
	withdraw := `{"receipt":"` + first.Receipt + `","reason":"nhầm đơn vị"}`
	if _, text := o.take(t, longHo, withdrawals, withdraw, 409); !strings.Contains(text, "approved_cell") {
		t.Errorf("an approved cell: %s", text)
	}
	o.take(t, longHo, submissions, rows(row("857", "60124")), 201) // a correction is the unit's own
	decide(decision.Decision{Kind: decision.Lock})
	if _, text := o.take(t, longHo, submissions, rows(row("857", "60125")), 409); !strings.Contains(text, "period_locked") {
		t.Errorf("a locked period: %s", text)
	}
	o.take(t, longHo, submissions, strings.Replace(rows(row("857", "60125")), `"2024"`, `"2023"`, 1), 201)
	decide(decision.Decision{Kind: decision.Lock, Withdrawn: true, Units: []string{"d:857@0"}})
	o.take(t, longHo, submissions, rows(row("857", "60126")), 201)
	if _, text := o.take(t, tinh, submissions, rows(row("858", "60125")), 409); !strings.Contains(text, "period_locked") {
		t.Errorf("a unit that was not let out of the lock: %s", text)
	}
	if o.entries(t) != 4 {
		t.Errorf("%d entries, want 4", o.entries(t))
	}
}

func TestNobodyUnverifiedAndReasonOverHTTP(t *testing.T) {
	o := open(t, withReporters(t))
	_, text := o.take(t, longHo, submissions, `{"plan":"vinh-long-2021-2030","rows":[
		{"unit":"857","indicator":"info_skills_rate","period":"2024","nobody":true,"reason":"không có trung tâm"},
		{"unit":"857","indicator":"life_skills_rate","period":"2024","unverified":61.5}]}`, 201)
	var r receipt
	decode(t, text, &r)
	_, _, text = o.ask(t, "GET", submissions+"/"+r.Receipt, "", "Authorization", longHo)
	for _, want := range []string{`"numerator":0,"denominator":0,"nobody":true,"reason":"không có trung tâm"`, `"unverified":61.5`} {
		if !strings.Contains(text, want) {
			t.Errorf("%s is missing in %s", want, text)
		}
	}
	for body, want := range map[string]string{
		`"nobody":true,"numerator":3,"denominator":4`:  "nobody_with_numbers",
		`"nobody":"có thể"`:                            "not_yes_or_no",
		`"nobody":{}`:                                  "wrong_type",
		`"unverified":61.5,"numerator":3`:              "unverified_beside_numbers",
		`"unverified":161.5`:                           "rate_above_100",
		`"numerator":1,"denominator":2,"base":"hai"`:   "wrong_base",
		`"numerator":0,"denominator":0,"nobody":false`: "denominator_zero",
	} {
		_, text := o.take(t, longHo, submissions, `{"plan":"vinh-long-2021-2030","rows":[{"unit":"857","indicator":"info_skills_rate","period":"2024",`+body+`}]}`, http.StatusUnprocessableEntity)
		if !strings.Contains(text, want) {
			t.Errorf("%s: %s, want %s", body, text, want)
		}
	}
}
