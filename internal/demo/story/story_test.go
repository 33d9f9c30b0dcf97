package story

import (
	"reflect"
	"testing"

	"github.com/xhht/xhht/internal/decision"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/planfile"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/report"
	"github.com/xhht/xhht/internal/subject"
)

// The demo must go on telling its story when this year is over: every row it writes has to pass the collector's own
// validator on the day it is written.
func TestTheStoryIsValidOnAnyDayAndAlwaysTheSame(t *testing.T) {
	reg, err := planfile.Load("../../../plans")
	if err != nil {
		t.Fatal(err)
	}
	p, ok := reg.Plan(Plan)
	if !ok {
		t.Fatal("the plan is missing")
	}
	for day, want := range map[string]int{"2022-01-15": 1, "2024-06-01": 3, "2025-12-20": 5, "2026-11-21": 6, "2027-03-01": 6, "2031-06-01": 10} {
		today, err := period.ParseDate(day)
		if err != nil {
			t.Fatal(err)
		}
		files, err := Reports(reg, today)
		if err != nil {
			t.Fatal(err)
		}
		if again, err := Reports(reg, today); err != nil || !reflect.DeepEqual(files, again) {
			t.Errorf("%s: the story differs at its second telling (%v)", day, err)
		}
		if len(files) != want {
			t.Errorf("%s: %d years of reports, want %d", day, len(files), want)
		}
		for _, f := range files {
			for _, r := range f.Rows[1:] {
				if r[7] > day {
					t.Errorf("%s: %s was received on %s", day, f.Name, r[7])
				}
			}
			if _, problems := report.Check(reg, p, rowsOf(f), report.By{Subject: subject.Anyone(), Source: "import"}, today); len(problems) > 0 {
				t.Errorf("%s: %v", day, problems)
			}
		}
	}
}

// The standing office's part has to pass the collector's own checks on any day, too, and to show one deliverable late and
// one overdue.
func TestTheDecisionsAreValidOnAnyDay(t *testing.T) {
	reg, err := planfile.Load("../../../plans")
	if err != nil {
		t.Fatal(err)
	}
	p, _ := reg.Plan(Plan)
	for day, want := range map[string]struct{ decisions, corrections int }{
		"2021-09-15": {1, 0}, "2022-01-15": {4, 3}, "2026-11-21": {12, 4}, "2031-06-01": {12, 4},
	} {
		today, err := period.ParseDate(day)
		if err != nil {
			t.Fatal(err)
		}
		list := Decisions(p, today)
		if len(list) != want.decisions {
			t.Errorf("%s: %d decisions, want %d", day, len(list), want.decisions)
		}
		for _, args := range list {
			if _, problems := decision.Check(reg, &decision.State{}, draft(args), today); len(problems) > 0 {
				t.Errorf("%s: %q: %v", day, args, problems)
			}
		}
		for _, args := range Recognitions(reg, today) {
			if _, problems := decision.Check(reg, &decision.State{}, draft(args), today); len(problems) > 0 {
				t.Errorf("%s: %q: %v", day, args, problems)
			}
		}
		files, err := Reports(reg, today)
		if err != nil {
			t.Fatal(err)
		}
		f, err := Corrections(p, files, today)
		if err != nil || len(f.Rows) != 1+want.corrections {
			t.Errorf("%s: %d corrections, %v", day, len(f.Rows)-1, err)
		}
	}
	lateOnes, told := 0, map[string]bool{}
	for _, d := range finished {
		asked, ok := p.Deliverable(d.id)
		on, err := period.ParseDate(d.on)
		if !ok || err != nil {
			t.Errorf("%s on %s is nothing that the plan asks for", d.id, d.on)
		}
		if told[d.id] = true; on.After(asked.Due) {
			lateOnes++
		}
	}
	if lateOnes != 1 || told["appendix-5"] {
		t.Errorf("%d deliverables are late, want 1; appendix-5 has to stay undone", lateOnes)
	}
}

// draft reads a command's arguments as cobra does.
func draft(args []string) decision.Draft {
	d := decision.Draft{Kind: map[string]decision.Kind{"extend": decision.Extension, "approve": decision.Approval, "done": decision.Done, "no-reporter": decision.NoReporter, "recognise": decision.Recognition}[args[0]], Plan: Plan}
	for i := 1; i < len(args); i += 2 {
		switch v := args[i+1]; args[i] {
		case "--plan":
			d.Plan = v
		case "--indicator":
			d.Indicator = v
		case "--level":
			d.Level = v
		case "--issuer":
			d.Issuer = v
		case "--form":
			d.Form = v
		case "--period":
			d.Period = v
		case "--unit":
			d.Units = append(d.Units, v)
		case "--until":
			d.Until = v
		case "--deliverable":
			d.Deliverable = v
		case "--on":
			d.On = v
		case "--reason":
			d.Reason = v
		case "--authority":
			d.Authority = v
		}
	}
	return d
}

func rowsOf(f File) []report.Row {
	rows := make([]report.Row, 0, len(f.Rows))
	for i, r := range f.Rows[1:] {
		row := report.Row{Place: problem.At(f.Name, i+2), Unit: r[0], Indicator: r[1], Period: r[2], Group: r[3], Numerator: r[4], Denominator: r[5], Value: r[6]}
		if len(r) == len(header) {
			row.Nobody = r[8]
		}
		rows = append(rows, row)
	}
	return rows
}
