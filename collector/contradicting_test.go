package main

import (
	"strings"
	"testing"
	"time"

	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/report"
)

const groupHead = "unit,indicator,period,group,numerator,denominator,reason\n"

func cellOf(unit, indicator, group string, n, den float64) report.Entry {
	return report.Entry{Unit: unit, Indicator: indicator, Period: period.Year(2024), Group: group, Numerator: &n, Denominator: &den}
}

// old writes into the ledger what a program without checks took.
func (d desk) old(t *testing.T, plan string, entries ...report.Entry) {
	t.Helper()
	book, err := ledger.Open(t.Context(), d.ledger, func() time.Time { return time.Date(2024, 12, 5, 3, 0, 0, 0, time.UTC) })
	if err != nil {
		t.Fatal(err)
	}
	if _, err := book.Accept(t.Context(), ledger.Submission{Plan: plan, Reporter: "cũ", Source: ledger.SourceImport, Entries: entries}); err != nil {
		t.Fatal(err)
	}
	if err := book.Close(); err != nil {
		t.Fatal(err)
	}
}

// Whatever an older program took and cannot be true is a finding of check and of reports, with both numbers and their receipts,
// until it is mended.
func TestOldContradictionsAreFindings(t *testing.T) {
	half := report.Entry{Unit: "c:30406@0", Indicator: "out_of_school_disadvantaged_children", Period: period.Year(2024), Group: "all", Value: new(1.25)}
	const vinhLong, phuMy, regime = "vinh-long-2021-2030", "phu-my-2024", "pcgd-xmc-vinh-long"
	for name, c := range map[string]struct {
		plan, unit string
		entries    []report.Entry
		says       []string
		plain, fix string
	}{
		"a part above its whole": {vinhLong, "857", []report.Entry{cellOf("d:857@0", "info_skills_rate", "all", 53040, 104000), cellOf("d:857@0", "info_skills_rate", "sex=female", 60000, 70000)},
			[]string{"Long Hồ (d:857@0), 2024: ", "60000/70000 (biên nhận XHHT-", "lớn hơn tổng là 53040/104000 (biên nhận XHHT-"}, "60000/70000", groupHead + "857,info_skills_rate,2024,sex=female,30000,52000,gõ nhầm\n"},
		"a remainder that cannot be": {vinhLong, "857", []report.Entry{cellOf("d:857@0", "info_skills_rate", "all", 53040, 104000), cellOf("d:857@0", "info_skills_rate", "sex=female", 1000, 100000)},
			[]string{"còn 52040 trên 4000: không thể có"}, "52040", groupHead + "857,info_skills_rate,2024,,53040,104000,\n857,info_skills_rate,2024,sex=female,1000,2000,gõ nhầm\n"},
		"a thousand read as one": {phuMy, "30406", []report.Entry{half}, []string{"1.25, số trẻ phải là số nguyên"}, "1.25", "unit,indicator,period,value,reason\n30406,out_of_school_disadvantaged_children,2024,1250,đọc nhầm\n"},
		"more completed than there are": {regime, "29587", []report.Entry{cellOf("c:29587@0", "age11_completed_primary", "all", 148, 158), cellOf("c:29587@0", "age11_in_primary", "all", 20, 158)},
			[]string{"148", "20", "vượt tổng 158"}, "158", groupHead + "29587,age11_in_primary,2024,,10,158,\n"},
		"more than all": {vinhLong, "857", []report.Entry{cellOf("d:857@0", "info_skills_rate", "all", 104000, 53040)}, []string{"104000/53040, tử số lớn hơn mẫu số"}, "104000/53040", groupHead + "857,info_skills_rate,2024,,53040,104000,đảo cột\n"},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			d.old(t, c.plan, c.entries...)
			reports := []string{"reports", "--plans", "../plans", "--ledger", d.ledger, "--plan", c.plan, "--period", "2024"}
			exit, out, stderr := d.run(t, "check", "../plans", "--ledger", d.ledger)
			if exit != 1 || !strings.Contains(out, "Số liệu mâu thuẫn trong sổ (1)") {
				t.Errorf("check: exit %d\n%s%s", exit, out, stderr)
			}
			listed := d.must(t, reports...)
			for _, want := range c.says {
				if !strings.Contains(out, want) || !strings.Contains(listed, want) {
					t.Errorf("%q is missing in\n%s\nor in\n%s", want, out, listed)
				}
			}
			if _, other, _ := d.run(t, "reports", "--plans", "../plans", "--ledger", d.ledger, "--plan", c.plan, "--period", "2022"); strings.Contains(other, c.plain) {
				t.Errorf("another year tells it, too:\n%s", other)
			}
			d.must(t, "import", "--plans", "../plans", "--plan", c.plan, "--ledger", d.ledger, d.file(t, "sua.csv", c.fix))
			out = d.must(t, "check", "../plans", "--ledger", d.ledger) + d.must(t, reports...)
			if strings.Contains(out, "mâu thuẫn trong sổ") {
				t.Errorf("mended, and still\n%s", out)
			}
		})
	}
}
