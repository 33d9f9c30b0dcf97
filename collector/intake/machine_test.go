package intake_test

import (
	"strings"
	"testing"

	"github.com/xhht/xhht/collector/intake"
	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/subject"
)

// A machine answers no question, in whatever form and by whichever door it reports; the one who answers for it does.
func TestAMachineAnswersNoQuestion(t *testing.T) {
	const head = "unit,indicator,period,numerator,denominator,unverified,reason,received_on\n"
	const leap, why = "857,info_skills_rate,2024,644800,1040000", "điều tra lại toàn tỉnh"
	leapJSON := func(reason string) string {
		return jsonRows(`{"unit":"857","indicator":"info_skills_rate","period":"2024","numerator":644800,"denominator":1040000` + reason + `}`)
	}
	machine, exporter, person := office(ledger.SourceAPI), office(ledger.SourceExporter), office(ledger.SourceAPI)
	machine.Kind = subject.Machine
	for name, c := range map[string]struct {
		text  string
		code  problem.Code // of the machines
		taken bool         // from a person
	}{
		"a leap":                     {head + leap + ",,,\n", "size_doubtful", false},
		"a leap, JSON":               {leapJSON(""), "size_doubtful", false},
		"a leap and a reason":        {head + leap + ",," + why + ",\n", "reason_of_a_machine", true},
		"a leap and a reason, JSON":  {leapJSON(`,"reason":"` + why + `"`), "reason_of_a_machine", true},
		"a leap and a note, JSON":    {strings.Replace(leapJSON(""), `"note":""`, `"note":"`+why+`"`, 1), "size_doubtful", false},
		"counts lost and a reason":   {head + "857,info_skills_rate,2023,,,62," + why + ",\n", "reason_of_a_machine", true},
		"a fraction":                 {head + "857,life_skills_rate,2024,,,0.5,,\n", "fraction_or_percent", false},
		"an older paper":             {head + "857,info_skills_rate,2023,64000,104000,,,2024-01-05\n", "received_before_current", false},
		"an older paper, and why":    {head + "857,info_skills_rate,2023,64000,104000,," + why + ",2024-01-05\n", "reason_of_a_machine", true},
		"no question, but an answer": {head + "857,info_skills_rate,2024,65000,105000,," + why + ",\n", "reason_of_a_machine", true},
		"no question":                {head + "857,info_skills_rate,2024,65000,105000,,,\n", "", true},
	} {
		d := newDesk(t)
		if err := d.sendAs(t, vinhLong, head+"857,info_skills_rate,2023,64480,104000,,,\n"); err != nil {
			t.Fatal(err)
		}
		for i, from := range []intake.Sender{machine, exporter, person} {
			who := []string{"machine", "exporter", "person"}[i]
			err := d.hand(t, c.text, from)
			if (err == nil) != (c.code == "" || who == "person" && c.taken) {
				t.Errorf("%s from a %s: %v", name, who, err)
				continue
			}
			if who == "person" || err == nil {
				continue
			}
			list := problemsOf(t, err)
			if list[0].Code != c.code || !strings.Contains(list.In(lang.Vietnamese), "người phụ trách nguồn") || len(d.entries(t)) != 1 {
				t.Errorf("%s from a %s: %s, want %s and who answers", name, who, list.In(lang.Vietnamese), c.code)
			}
			if text := list.In(lang.Vietnamese); strings.Contains(text, "ghi lý do vào cột") || strings.Contains(text, `ghi "reason"`) {
				t.Errorf("%s from a %s: it is told how to answer: %s", name, who, text)
			}
		}
	}
}

// hand sends a document of either form.
func (d desk) hand(t *testing.T, text string, from intake.Sender) error {
	t.Helper()
	doc, err := intake.DecodeCSV("a.csv", strings.NewReader(text), intake.DefaultLimits)
	if strings.HasPrefix(text, "{") {
		doc, err = intake.DecodeJSON(strings.NewReader(text), intake.DefaultLimits)
	}
	if err != nil {
		t.Fatal(err)
	}
	doc.Plan = vinhLong
	_, err = d.Submit(t.Context(), doc, from)
	return err
}
