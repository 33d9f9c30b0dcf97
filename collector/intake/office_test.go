package intake_test

import (
	"strings"
	"testing"

	"github.com/xhht/xhht/collector/intake"
	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/internal/decision"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/subject"
)

// A machine reports every day; what the office has approved it leaves alone, and what was not approved it corrects.
func TestAMachineLeavesApprovedNumbersAlone(t *testing.T) {
	d := newDesk(t)
	exporter, machine := office(ledger.SourceExporter), office(ledger.SourceAPI)
	machine.Kind = subject.Machine
	send := func(from intake.Sender, rows string) error {
		doc, err := intake.DecodeCSV("a.csv", strings.NewReader(groupHead+rows), intake.DefaultLimits)
		if err != nil {
			t.Fatal(err)
		}
		doc.Plan = vinhLong
		_, err = d.Submit(t.Context(), doc, from)
		return err
	}
	const skills, life = "857,info_skills_rate,2024,,", "857,life_skills_rate,2024,,"
	if err := send(exporter, skills+"50,100\n"+life+"10,100\n"); err != nil {
		t.Fatal(err)
	}
	if _, err := d.book.Decide(t.Context(), ledger.Who{Name: "Sở GDĐT"}, []decision.Decision{{
		Kind: decision.Approval, Plan: vinhLong, Form: "annual-district", Period: period.Year(2024),
		Units: []string{"d:857@0"}, Reason: "đã đối chiếu", Indicators: []string{"info_skills_rate"},
	}}); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		from intake.Sender
		rows string
		code problem.Code
	}{
		{exporter, skills + "51,100\n", "approved_cell"},
		{machine, skills + "51,100\n", "approved_cell"},
		{exporter, skills + "50,100\n" + life + "11,100\n", ""}, // the approved number said again, another corrected
		{exporter, skills + "51,100\n" + life + "12,100\n", "approved_cell"},
		{office(ledger.SourceAPI), skills + "51,100\n", ""}, // people correct what was approved
	} {
		err := send(c.from, c.rows)
		switch {
		case c.code == "" && err != nil:
			t.Errorf("%s as %s: %s: %v", c.from.Source, c.from.Kind, c.rows, err)
		case c.code != "" && (err == nil || problemsOf(t, err)[0].Code != c.code):
			t.Errorf("%s as %s: %s: %v, want %s", c.from.Source, c.from.Kind, c.rows, err, c.code)
		}
	}
}
