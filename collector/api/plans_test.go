package api_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/xhht/xhht/collector/api"
	"github.com/xhht/xhht/collector/generation"
	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/internal/decision"
)

// Plans of a newer program that this one cannot read must not leave it going by those before: it takes nothing, and says what to do.
func TestPlansThatCannotBeReadAreToldAndNothingIsTaken(t *testing.T) {
	o := open(t, func(opt *api.Options) { opt.Intake.Plans = generation.Follow(opt.Ledger.(*ledger.Ledger)) })
	text := "một dạng tệp của bản sau"
	done, err := o.book.Decide(t.Context(), ledger.Who{Name: "collector"},
		[]decision.Decision{{Kind: decision.PlanGeneration, Texts: map[string]string{"areas.csv": ledger.TextHash(text)}, Reason: "mới"}}, text)
	if err != nil {
		t.Fatal(err)
	}
	for path, method := range map[string]string{"/api/v1/submissions": "POST", "/api/v1/reports?plan=vinh-long-2021-2030": "GET", "/readyz": "GET"} {
		body := ""
		if method == "POST" {
			body = `{"plan":"vinh-long-2021-2030","rows":[{"unit":"857","indicator":"info_skills_rate","period":"2024","numerator":1,"denominator":2}]}`
		}
		code, _, answer := o.ask(t, method, path, body, "Content-Type", "application/json")
		if code != http.StatusServiceUnavailable || path != "/readyz" && (!strings.Contains(answer, "khởi động lại bộ thu") || !strings.Contains(answer, done[0].Receipt)) {
			t.Errorf("%s %s: %d %s", method, path, code, answer)
		}
	}
	if n, err := o.book.LastSeq(t.Context()); err != nil || n != 0 {
		t.Errorf("%d entries, %v", n, err)
	}
}
