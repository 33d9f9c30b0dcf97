package intake_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/xhht/xhht/internal/problem"
)

// A report may count others than the indicator asks for, if it says so; to begin with it is a question of its own, and never one of size.
func TestARateOverOthersSaysSo(t *testing.T) {
	const head = "đơn vị,chỉ số,kỳ,nhóm,tử số,mẫu số,loại mẫu số,lý do\n"
	for name, c := range map[string]struct {
		before, sends string
		code          string   // empty: taken
		says          []string // in the refusal, or in what is kept
	}{
		"the first time, by ID":         {"", "860,learning_citizen_rate,2024,,800,1000,registered,\n", "", []string{"800/1000 (tính trên số đã đăng ký)"}},
		"in words, without marks":       {"", "860,learning_citizen_rate,2024,,800,1000,so da dang ky,\n", "", []string{"800/1000 (tính trên số đã đăng ký)"}},
		"the indicator's own":           {"", "860,learning_citizen_rate,2024,,800,1000,công dân,\n", "", []string{"800/1000"}},
		"nobody knows whom":             {"", "860,learning_citizen_rate,2024,,800,1000,mọi người,\n", "unknown_denominator_kind", []string{"công dân", "registered"}},
		"of a level":                    {"", "860,primary_universal_level,2024,,,,registered,\n", "denominator_kind_without_rate", []string{"không có mẫu số"}},
		"after a year over citizens":    {"860,learning_citizen_rate,2023,,30000,100000,,\n", "860,learning_citizen_rate,2024,,800,1000,registered,\n", "denominator_kind_changed", []string{"2023", "công dân", "số đã đăng ký", "lý do"}},
		"the same, with a reason":       {"860,learning_citizen_rate,2023,,30000,100000,,\n", "860,learning_citizen_rate,2024,,800,1000,registered,Hội chỉ đếm người đăng ký\n", "", []string{"số đã đăng ký"}},
		"a correction to others":        {"860,learning_citizen_rate,2024,,30000,100000,,\n", "860,learning_citizen_rate,2024,,800,1000,registered,\n", "denominator_kind_changed", []string{"2024"}},
		"back to whom it is asked over": {"860,learning_citizen_rate,2024,,800,1000,registered,\n", "860,learning_citizen_rate,2024,,30000,100000,,\n", "", []string{"30000/100000"}},
		"the same kind a year later":    {"860,learning_citizen_rate,2023,,700,1000,registered,\n", "860,learning_citizen_rate,2024,,800,1033,registered,\n", "", []string{"800/1033"}},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			if c.before != "" {
				if err := d.sendAs(t, vinhLong, head+c.before); err != nil {
					t.Fatal(err)
				}
			}
			err := d.sendAs(t, vinhLong, head+c.sends)
			var told string
			if c.code == "" {
				if err != nil {
					t.Fatal(err)
				}
				list, err := d.book.EntriesAfter(t.Context(), 0, 10)
				if err != nil {
					t.Fatal(err)
				}
				told = list[len(list)-1].Words().VI
			} else {
				list := problemsOf(t, err)
				if !slices.ContainsFunc(list, func(p problem.Problem) bool { return string(p.Code) == c.code }) {
					t.Fatalf("got %v", list)
				}
				told = list.Error()
			}
			for _, want := range c.says {
				if !strings.Contains(told, want) {
					t.Errorf("%q is missing in %s", want, told)
				}
			}
		})
	}
}

// The law counts its facts over the whole that it names, and over nobody else.
func TestAFactOfTheLawIsOverItsOwnWhole(t *testing.T) {
	d := newDesk(t)
	err := d.sendAs(t, "pcgd-xmc-vinh-long", "unit,indicator,period,numerator,denominator,denominator_kind\n29584,age11_completed_primary,2025,148,158,registered\n")
	if list := problemsOf(t, err); list[0].Code != "denominator_kind_of_law" {
		t.Errorf("got %v", list)
	}
}
