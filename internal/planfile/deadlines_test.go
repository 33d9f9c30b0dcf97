package planfile_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/xhht/xhht/internal/plan"
)

// deadline is a day that a document names with "before": strict, so the last good day is the one before it.
var deadline = regexp.MustCompile(`trước ngày (\d{1,2})(?:/| tháng )(\d{1,2})(?:(?:/| năm )(\d{4}))?(?: và ngày (\d{1,2})/(\d{1,2}))?`)

// Every deadline that stands in a document stands in its plan: with a year as a deliverable, without one as a form's, and in
// both cases with who hands in and to whom. Only what a finding names as contradicting another may be left out.
func TestEveryDeadlineOfTheTextsIsInThePlans(t *testing.T) {
	reg, _ := vinhLong(t)
	once, yearly := 0, 0
	for _, p := range reg.Plans {
		if p.Document.Seed == "" {
			continue
		}
		text, err := os.ReadFile(filepath.Join("../../plans/sources", p.Document.Seed))
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range deadline.FindAllStringSubmatch(strings.Join(strings.Fields(string(text)), " "), -1) {
			if m[3] != "" {
				once++
				checkOnce(t, p, m)
				continue
			}
			yearly++
			checkYearly(t, p, m[2], m[1])
			if m[5] != "" {
				checkYearly(t, p, m[5], m[4])
			}
		}
	}
	if once != 3 || yearly != 6 {
		t.Errorf("the texts name %d days once and %d every year; want 3 (1/9/2021, 1/11/2025, 1/11/2030) and 6", once, yearly)
	}
}

func checkOnce(t *testing.T, p plan.Plan, m []string) {
	t.Helper()
	last := date(t, fmt.Sprintf("%s-%02s-%02s", m[3], m[2], m[1])).AddDays(-1)
	i := slices.IndexFunc(p.Deliverables, func(d plan.Deliverable) bool { return d.Due == last && d.DueText == m[0] })
	if i < 0 {
		t.Errorf("%s: nothing is due on %s, the day before %q", p.ID, last, m[0])
		return
	}
	if d := p.Deliverables[i]; d.Lead.VI == "" || d.SubmitTo.VI == "" {
		t.Errorf("%s %s: who reports (%q) to whom (%q)?", p.ID, d.ID, d.Lead.VI, d.SubmitTo.VI)
	}
}

func checkYearly(t *testing.T, p plan.Plan, month, day string) {
	t.Helper()
	before := fmt.Sprintf("%02s-%02s", month, day)
	i := slices.IndexFunc(p.Forms, func(f plan.Form) bool { return f.Due.Before == before })
	switch {
	case i >= 0 && p.Forms[i].Recipient.VI == "":
		t.Errorf("%s %s: to whom?", p.ID, p.Forms[i].ID)
	case i < 0 && before == "12-20" && slices.ContainsFunc(p.Findings, func(f plan.Finding) bool { return f.ID == "district-report-date" }):
		// 10 December by one clause, 20 December by another: the finding says which is used.
	case i < 0:
		t.Errorf("%s: no form is due before %s", p.ID, before)
	}
}
