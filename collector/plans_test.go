package main

import (
	"strings"
	"testing"
)

func TestPlan(t *testing.T) {
	d := newDesk(t)
	for name, tc := range map[string]struct {
		args []string
		want string
	}{
		"show":               {[]string{"plan", "show", "vinh-long"}, "CHỈ TIÊU ("},
		"show in English":    {[]string{"plan", "show", "vinh-long-2021-2030", "--lang", "en"}, "TARGETS ("},
		"diff":               {[]string{"plan", "diff", "vinh", "national"}, "Chung "},
		"export":             {[]string{"plan", "export"}, "phu-my-2024;farmers-learning-centre;II.2.c, lao động nông thôn, dấu cộng 1;farmer_clc_learning_rate;xã;range;25;35;phần trăm;2024;cam kết;"},
		"a plan without sum": {[]string{"plan", "show", "kien"}, "không ghi thời hạn"},
	} {
		t.Run(name, func(t *testing.T) {
			if out := d.must(t, append(tc.args, "--plans", "../plans")...); !strings.Contains(out, tc.want) {
				t.Errorf("%q is missing in\n%s", tc.want, out)
			}
		})
	}
	for name, tc := range map[string]struct {
		args []string
		want string
	}{
		"an unknown plan": {[]string{"plan", "show", "ha-noi", "--lang", "en", "--plans", "../plans"}, "no plan has this id (\"ha-noi\"). Plans: bac-ninh-2021-2030, "},
		"one plan only":   {[]string{"plan", "diff", "vinh", "--plans", "../plans"}, "Cách dùng: collector plan diff PLAN PLAN"},
		"no plans":        {[]string{"plan", "export", "--plans", d.dir}, "areas.csv"},
		"nothing asked":   {[]string{"plan"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			exit, _, stderr := d.run(t, tc.args...)
			if exit != 1 || !strings.Contains(stderr, tc.want) {
				t.Errorf("exit %d, %q; want 1 and %q", exit, stderr, tc.want)
			}
		})
	}
}
