package intake_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/xhht/xhht/collector/intake"
	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/report"
	"github.com/xhht/xhht/internal/subject"
)

const groupHead = "unit,indicator,period,group,numerator,denominator\n"

// send hands in rows of a district on Vĩnh Long's plan, or of a commune on the regime's.
func (d desk) send(tb testing.TB, plan, rows string) error {
	tb.Helper()
	return d.sendAs(tb, plan, groupHead+rows)
}

// sendAs hands in a file with a heading of its own.
func (d desk) sendAs(tb testing.TB, plan, text string) error {
	tb.Helper()
	doc, err := intake.DecodeCSV("a.csv", strings.NewReader(text), intake.DefaultLimits)
	if err != nil {
		tb.Fatal(err)
	}
	doc.Plan = plan
	_, err = d.Submit(context.Background(), doc, office(ledger.SourceAPI))
	return err
}

// office may report everything.
func office(source string) intake.Sender {
	who := subject.Anyone()
	who.ID = "s-0123456789abcdef"
	return intake.Sender{By: report.By{Subject: who, Source: source}}
}

func TestRulesHoldOverTheWholeLedger(t *testing.T) {
	const (
		regime   = "pcgd-xmc-vinh-long"
		total    = "857,info_skills_rate,2024,,53040,104000\n"
		above    = "857,info_skills_rate,2024,sex=female,60000,70000\n"
		tooLarge = "857,info_skills_rate,2024,sex=female,50000,120000\n"
		noRest   = "857,info_skills_rate,2024,sex=female,1000,100000\n"
		women    = "857,info_skills_rate,2024,sex=female,30000,52000\n"
		finished = "29587,age11_completed_primary,2024,,148,158\n"
		pupils   = "29587,age11_in_primary,2024,,20,158\n"
		upper    = "29587,age15_18_in_upper,2024,,80,101\n"
		graduate = "29587,age15_18_graduated,2024,,95,100\n"
	)
	for name, c := range map[string]struct {
		plan  string
		sends []string // the last is refused
		code  problem.Code
		says  []string
	}{
		"a part above its whole, in one file":      {vinhLong, []string{total + above}, "part_above_whole", []string{"a.csv:2", "a.csv:3", "60000/70000", "53040/104000"}},
		"the whole first":                          {vinhLong, []string{total, above}, "part_above_whole", []string{"a.csv:2", "60000/70000", "53040/104000", "XHHT-", " của s-0123456789abcdef, ", "15/01/2026"}},
		"the part first":                           {vinhLong, []string{above, total}, "part_above_whole", []string{"a.csv:2", "60000/70000", "53040/104000", "XHHT-"}},
		"more women than people":                   {vinhLong, []string{total, tooLarge}, "part_above_whole", []string{"50000/120000"}},
		"what is left cannot be":                   {vinhLong, []string{total, noRest}, "remainder_impossible", []string{"52040 trên 4000"}},
		"two parts that share nobody":              {regime, []string{finished, pupils}, "parts_exceed_whole", []string{"148", "158", "XHHT-"}},
		"the same in the other order":              {regime, []string{pupils, finished}, "parts_exceed_whole", []string{"20", "158", "XHHT-"}},
		"two wholes":                               {regime, []string{upper, graduate}, "whole_differs", []string{"101", "100", "XHHT-"}},
		"a correction that makes a part too large": {vinhLong, []string{total + women, "857,info_skills_rate,2024,,29999,104000\n"}, "part_above_whole", []string{"30000/52000", "29999/104000"}},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			for i, rows := range c.sends {
				before := len(d.entries(t))
				err := d.send(t, c.plan, rows)
				if i < len(c.sends)-1 {
					if err != nil {
						t.Fatal(err)
					}
					continue
				}
				list := problemsOf(t, err)
				if list[0].Code != c.code || len(d.entries(t)) != before {
					t.Fatalf("got %v and %d entries", list, len(d.entries(t)))
				}
				for _, want := range c.says {
					if text := list.Error(); !strings.Contains(text, want) {
						t.Errorf("%q is missing in %s", want, text)
					}
				}
			}
		})
	}
}

// Total and parts are corrected in one report, though each correction alone would not fit.
func TestTotalAndPartsAreMendedTogether(t *testing.T) {
	d := newDesk(t)
	if err := d.send(t, vinhLong, "857,info_skills_rate,2024,,900,1000\n857,info_skills_rate,2024,sex=female,400,500\n"); err != nil {
		t.Fatal(err)
	}
	const total, women = "857,info_skills_rate,2024,,200,1000\n", "857,info_skills_rate,2024,sex=female,100,500\n"
	for _, alone := range []string{total, women} {
		problemsOf(t, d.send(t, vinhLong, alone))
	}
	if err := d.send(t, vinhLong, total+women); err != nil {
		t.Error(err)
	}
}

// A ledger that holds a fault from before is mended step by step, and not made worse.
func TestAnOldFaultIsMended(t *testing.T) {
	d := newDesk(t)
	entry := func(group string, n, den float64) report.Entry {
		return report.Entry{Unit: "d:857@0", Indicator: "info_skills_rate", Period: period.Year(2024), Group: group, Numerator: &n, Denominator: &den}
	}
	if _, err := d.book.Accept(t.Context(), ledger.Submission{Plan: vinhLong, Reporter: "cũ", Source: ledger.SourceImport, // as a program took it that knew no rules
		Entries: []report.Entry{entry("all", 53040, 104000), entry("sex=female", 60000, 70000)}}); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		rows string
		code problem.Code // empty: taken
	}{
		{"857,info_skills_rate,2024,sex=female,61000,70000\n", "part_above_whole"},
		{"857,info_skills_rate,2024,sex=female,60000,105000\n", "part_above_whole"}, // another condition would be missed
		{"857,info_skills_rate,2024,sex=female,55000,70000\n", ""},                  // less wrong
		{"857,life_skills_rate,2024,,1,2\n", ""},                                    // has nothing to do with it
		{"857,info_skills_rate,2024,,55000,104000\n", ""},                           // whole
		{"857,info_skills_rate,2024,,54999,104000\n", "part_above_whole"},
	} {
		err := d.send(t, vinhLong, c.rows)
		if list := listOf(err); c.code == "" && err != nil || c.code != "" && (len(list) == 0 || list[0].Code != c.code) {
			t.Errorf("%s: %v, want %q", c.rows, err, c.code)
		}
	}
}

// What contradicts and what is asked about is told at once; a cell that contradicts is not asked about as well.
func TestRefusalsAndQuestionsComeTogether(t *testing.T) {
	d := newDesk(t)
	if err := d.send(t, vinhLong, "860,info_skills_rate,2023,,64480,104000\n857,info_skills_rate,2023,sex=female,30000,52000\n857,info_skills_rate,2024,,53040,104000\n"); err != nil {
		t.Fatal(err)
	}
	list := problemsOf(t, d.send(t, vinhLong, "860,info_skills_rate,2024,,620000,1000000\n857,info_skills_rate,2024,sex=female,60000,140000\n"))
	if len(list) != 2 || list[0].Code != "size_doubtful" || list[1].Code != "part_above_whole" || list[1].Place.Line != 3 {
		t.Errorf("got %v", list)
	}
}

func listOf(err error) problem.List {
	list, _ := errors.AsType[problem.List](err)
	return list
}

// Where a withdrawal would bring a contradiction back, it is refused as a report would be.
func TestAWithdrawalLeavesNoContradiction(t *testing.T) {
	d := newDesk(t)
	send := func(rows string) string {
		doc, err := intake.DecodeCSV("a.csv", strings.NewReader(groupHead+rows), intake.DefaultLimits)
		if err != nil {
			t.Fatal(err)
		}
		doc.Plan = vinhLong
		r, err := d.Submit(t.Context(), doc, office(ledger.SourceAPI))
		if err != nil {
			t.Fatal(err)
		}
		return r.Receipts[0].ID
	}
	send("857,info_skills_rate,2024,,50,100\n")
	grown := send("857,info_skills_rate,2024,,80,100\n")
	women := send("857,info_skills_rate,2024,sex=female,60,70\n")
	withdraw := func(receipt string) error {
		_, err := d.Withdraw(t.Context(), intake.Withdrawal{Receipt: receipt, Reason: "nhầm đơn vị"}, office(ledger.SourceCommand))
		return err
	}
	if list := problemsOf(t, withdraw(grown)); list[0].Code != "part_above_whole" {
		t.Errorf("%v", list)
	}
	for _, receipt := range []string{women, grown} {
		if err := withdraw(receipt); err != nil {
			t.Error(err)
		}
	}
}

// Total and part are sent at once by many: whichever comes first, the two that stand fit.
func TestRacingReportsDoNotContradict(t *testing.T) {
	d := newDesk(t)
	const rounds = 20
	var wg sync.WaitGroup
	refused := make([]int, rounds)
	for i := range rounds {
		year := 2021 + i%4
		unit := []string{"855", "857", "858", "859", "860"}[i/4]
		var mu sync.Mutex
		for _, rows := range []string{
			fmt.Sprintf("%s,info_skills_rate,%d,,50,100\n", unit, year),
			fmt.Sprintf("%s,info_skills_rate,%d,sex=female,60,70\n", unit, year),
		} {
			wg.Go(func() {
				if err := d.send(t, vinhLong, rows); err != nil {
					mu.Lock()
					defer mu.Unlock()
					if listOf(err) == nil {
						t.Error(err)
					}
					refused[i]++
				}
			})
		}
	}
	wg.Wait()
	for i, n := range refused {
		if n != 1 {
			t.Errorf("pair %d: %d of the two were refused, want 1", i, n)
		}
	}
	if n := len(d.entries(t)); n != rounds {
		t.Errorf("%d entries, want %d", n, rounds)
	}
	if err := d.book.Verify(t.Context()); err != nil {
		t.Error(err)
	}
}
