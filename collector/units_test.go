package main

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/unicode/norm"

	"github.com/xhht/xhht/internal/golden"
)

// units runs the command in both languages on 1 January 2026 and returns all that a reader sees.
func (d desk) units(t *testing.T, args ...string) string {
	t.Helper()
	var seen strings.Builder
	for _, language := range []string{"vi", "en"} {
		var out, errs strings.Builder
		a := app{stdout: &out, stderr: &errs, getenv: func(string) string { return "" }, now: func() time.Time { return time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC) }}
		exit := a.run(t.Context(), append([]string{"units", "--plans", "../plans", "--lang", language}, args...))
		fmt.Fprintf(&seen, "%s%sexit %d\n", out.String(), strings.ReplaceAll(errs.String(), d.dir+"/", ""), exit)
	}
	return seen.String()
}

func TestUnitsFind(t *testing.T) {
	d := desk{dir: t.TempDir()}
	for name, args := range map[string][]string{
		"ambiguous":    {"Phú Mỹ"},
		"full-name":    {"Thị", "trấn", "phú mỹ"},
		"reused-code":  {"91"},
		"code-and-day": {"91", "--date", "2024-12-31"},
		"unknown":      {"Phú"},
	} {
		t.Run(name, func(t *testing.T) {
			golden.Equal(t, "testdata/units/find-"+name+".golden", d.units(t, append([]string{"find"}, args...)...))
		})
	}
}

// However a name is typed: composed or not, with the tone on either vowel.
func TestUnitsFindWhateverTheSpelling(t *testing.T) {
	d := desk{dir: t.TempDir()}
	want := d.units(t, "find", "Hòa Tịnh")
	if !strings.Contains(want, "Xã Hòa Tịnh") && !strings.Contains(want, "Xã Hoà Tịnh") {
		t.Fatalf("the list has no Hòa Tịnh: %s", want)
	}
	for _, text := range []string{"Hoà Tịnh", norm.NFD.String("Hòa Tịnh"), norm.NFD.String("HOÀ  tịnh"), " xã hoà tịnh "} {
		if got := d.units(t, "find", text); got != want {
			t.Errorf("%q finds\n%swant\n%s", text, got, want)
		}
	}
}

func TestUnitsHistory(t *testing.T) {
	d := desk{dir: t.TempDir()}
	for name, unit := range map[string]string{
		"split": "c:29770@0", "merged-province": "86", "renamed": "259", "lost": "c:29548@0", "unknown": "p:99@0",
	} {
		t.Run(name, func(t *testing.T) {
			golden.Equal(t, "testdata/units/history-"+name+".golden", d.units(t, "history", unit))
		})
	}
}

// Cái Vồn and Thành Phước were divided between the two wards of today that carry their codes.
const oldWards = csvHead + `29770,info_skills_rate,2024,400,1000
29771,info_skills_rate,2024,300,1000
29806,info_skills_rate,2024,90,100
29815,info_skills_rate,2024,10,200
`

const wardShares = `from,to,share,source
c:29770@0,c:29770@2025-07-01,0.75,dân số 2024
c:29770@0,c:29771@2025-07-01,0.25,dân số 2024
c:29771@0,c:29770@2025-07-01,0.5,dân số 2024
c:29771@0,c:29771@2025-07-01,0.5,dân số 2024
`

func TestUnitsView(t *testing.T) {
	d := desk{dir: t.TempDir()}
	counts, shares := d.file(t, "phuong.csv", oldWards), d.file(t, "ty-le.csv", wardShares)
	for name, args := range map[string][]string{
		"then":              {"--as", "then", counts},
		"now":               {counts},
		"with-shares":       {"--weights", shares, counts},
		"on-their-own-day":  {"--date", "2024-12-31", counts},
		"merged":            {d.file(t, "phuong-full.csv", csvHead+"29551,info_skills_rate,2024,1,4\n29557,info_skills_rate,2024,1,4\n")},
		"ambiguous":         {d.file(t, "trung-ten.csv", csvHead+"Phú Mỹ,info_skills_rate,2024,1,4\n")},
		"wrong":             {d.file(t, "sai.csv", csvHead+"99999,info_skills_rate,2024,1,4\n29806,none,năm 2024,5,4\n29806,literacy_standard_level,2024,1,4\n")},
		"not-read":          {d.file(t, "cot.csv", "unit,indicator\n")},
		"wrong-shares":      {"--weights", d.file(t, "ty-le-sai.csv", strings.Replace(wardShares, "0.25", "0.5", 1)), counts},
		"then-with-day":     {"--as", "then", "--date", "2024-12-31", counts},
		"of-no-known-units": {"--as", "later", counts},
	} {
		t.Run(name, func(t *testing.T) {
			golden.Equal(t, "testdata/units/view-"+name+".golden", d.units(t, append([]string{"view"}, args...)...))
		})
	}
}
