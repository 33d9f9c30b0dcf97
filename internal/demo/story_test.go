package main

import (
	"fmt"
	"reflect"
	"testing"

	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/planfile"
	"github.com/xhht/xhht/internal/report"
)

// The demo must go on telling its story when this year is over: every row it writes has to pass the collector's own
// validator on the day it is written.
func TestTheStoryIsValidOnAnyDayAndAlwaysTheSame(t *testing.T) {
	reg, err := planfile.Load("../../plans")
	if err != nil {
		t.Fatal(err)
	}
	p, ok := reg.Plan(planID)
	if !ok {
		t.Fatal("the plan is missing")
	}
	for day, want := range map[string]int{"2022-01-15": 1, "2024-06-01": 3, "2025-12-20": 5, "2026-11-21": 6, "2027-03-01": 6, "2031-06-01": 10} {
		today, err := period.ParseDate(day)
		if err != nil {
			t.Fatal(err)
		}
		files, err := story(reg, today)
		if err != nil {
			t.Fatal(err)
		}
		if again, err := story(reg, today); err != nil || !reflect.DeepEqual(files, again) {
			t.Errorf("%s: the story differs at its second telling (%v)", day, err)
		}
		if len(files) != want {
			t.Errorf("%s: %d years of reports, want %d", day, len(files), want)
		}
		for _, f := range files {
			for _, r := range f.rows[1:] {
				if r[7] > day {
					t.Errorf("%s: %s was received on %s", day, f.name, r[7])
				}
			}
			if _, problems := report.Check(reg, p, rowsOf(f), p.Root, today); len(problems) > 0 {
				t.Errorf("%s: %v", day, problems)
			}
		}
	}
}

func rowsOf(f file) []report.Row {
	rows := make([]report.Row, 0, len(f.rows))
	for i, r := range f.rows[1:] {
		rows = append(rows, report.Row{Place: fmt.Sprintf("%s:%d", f.name, i+2), Unit: r[0], Indicator: r[1], Period: r[2], Group: r[3], Numerator: r[4], Denominator: r[5], Value: r[6]})
	}
	return rows
}
