package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/golden"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/planfile"
)

// regimeDesk is a desk on 1 December 2026 with a folder of plans of its own. Every commune of Vĩnh Long has reported the whole
// of 2022 in time.
type regimeDesk struct {
	desk
	plans string
}

const communeAsks = "indicators: [special_difficulty_status, preschool_universal_status, primary_universal_level, lower_secondary_universal_level, literacy_standard_level]"

func newRegimeDesk(t *testing.T) *regimeDesk {
	t.Helper()
	d := &regimeDesk{newDesk(t), filepath.Join(t.TempDir(), "plans")}
	d.now = at(2022, 10, 1)
	if err := os.CopyFS(d.plans, os.DirFS("../plans")); err != nil {
		t.Fatal(err)
	}
	d.must(t, d.takes(d.file(t, "2022.csv", everyCommune(t, 2022)))...)
	d.now = at(2026, 12, 1)
	return d
}

func at(year int, month time.Month, day int) func() time.Time {
	return func() time.Time { return time.Date(year, month, day, 3, 0, 0, 0, time.UTC) }
}

func everyCommune(t *testing.T, year int) string {
	t.Helper()
	reg, err := planfile.Load("../plans")
	if err != nil {
		t.Fatal(err)
	}
	p, _ := reg.Plan("pcgd-xmc-vinh-long")
	form, _ := p.Form("commune")
	var b strings.Builder
	b.WriteString("unit,indicator,period,numerator,denominator,value\n")
	for _, a := range reg.Members(p, form.Level) {
		for _, ask := range form.Asks(period.Year(year)) {
			switch ind := reg.Indicators[ask.Indicator]; {
			case !p.Reports(a, period.Year(year)):
			case ind.Measure == catalogue.Rate:
				fmt.Fprintf(&b, "%s,%s,%d,1,100,\n", a.UID, ind.ID, year)
			default:
				fmt.Fprintf(&b, "%s,%s,%d,,,1\n", a.UID, ind.ID, year)
			}
		}
	}
	return b.String()
}

func (d *regimeDesk) with(command string, args ...string) []string {
	return slices.Concat([]string{command, "--plans", d.plans, "--ledger", d.ledger}, args)
}

func (d *regimeDesk) takes(args ...string) []string {
	return d.with("import", append([]string{"--create", "--plan", "pcgd", "--reporter", "Sở GDĐT"}, args...)...)
}

func (d *regimeDesk) reports(args ...string) []string {
	return d.with("reports", append([]string{"--plan", "pcgd", "--form", "commune", "--period", "2022"}, args...)...)
}

// asks replaces what the commune's form asks for.
func (d *regimeDesk) asks(t *testing.T, now string) {
	t.Helper()
	path := filepath.Join(d.plans, "pcgd-xmc-vinh-long.yaml")
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	changed := regexp.MustCompile(`indicators: \[special_difficulty_status.*\]`).ReplaceAllLiteralString(string(raw), now)
	if err := os.WriteFile(path, []byte(changed), 0o600); err != nil {
		t.Fatal(err)
	}
}

// receipts hides what differs from run to run.
func receipts(text string) string {
	return regexp.MustCompile(`XHHT-[0-9A-Z-]+`).ReplaceAllString(text, "XHHT-…")
}

// lastLine of a page of reports counts them.
func lastLine(text string) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	return strings.TrimSpace(lines[len(lines)-1])
}

// An indicator added to a form today must not make the communes of 2022 late: it is refused, and comes into force with the first
// period for which it is asked.
func TestAnIndicatorAddedToAFormIsNotAskedOfThePast(t *testing.T) {
	d := newRegimeDesk(t)
	whole := d.must(t, d.reports()...)
	if got := lastLine(whole); !strings.HasPrefix(got, "phải nộp 107, đã nộp 107 ") {
		t.Fatalf("before the change: %s", got)
	}
	added := strings.TrimSuffix(communeAsks, "]") + ", info_skills_rate]"
	d.asks(t, added)
	for _, language := range []string{"vi", "en"} {
		exit, stdout, stderr := d.run(t, d.with("check", "--lang", language)...)
		said := stdout[strings.LastIndex(stdout, "\n\n")+2:]
		golden.Equal(t, "testdata/inforce/check."+language+".txt", receipts(said))
		if exit != 1 || stderr != "" {
			t.Errorf("check ends with %d, %s", exit, stderr)
		}
		exit, stdout, stderr = d.run(t, d.with("serve", "--listen", "127.0.0.1:0", "--lang", language)...)
		golden.Equal(t, "testdata/inforce/refused."+language+".txt", receipts(stderr))
		if exit != 1 || stdout != "" {
			t.Errorf("serve ends with %d, %s", exit, stdout)
		}
	}
	more := d.file(t, "more.csv", everyCommune(t, 2024))
	for name, args := range map[string][]string{"import": d.takes(more), "a preview": d.takes("--dry-run", more),
		"extend": d.with("extend", "--plan", "pcgd", "--form", "commune", "--period", "2026", "--all", "--until", "2026-12-20", "--reason", "mưa lũ", "--authority", "1/CV", "--by", "Sở GDĐT")} {
		if exit, _, stderr := d.run(t, args...); exit != 1 || !strings.Contains(stderr, "collector plan accept") {
			t.Errorf("%s: exit %d, %s", name, exit, stderr)
		}
	}
	exit, stdout, stderr := d.run(t, d.reports()...)
	if exit != 0 || stdout != whole || !strings.Contains(stderr, "khác kế hoạch đang có hiệu lực") {
		t.Errorf("reports go by the plans in force, and say that the folder differs: exit %d, %s\n%s", exit, stderr, lastLine(stdout))
	}

	d.asks(t, strings.TrimSuffix(communeAsks, "]")+", {id: info_skills_rate, first: 2027}]")
	if exit, stdout, _ := d.run(t, d.with("check")...); exit != 0 || !strings.Contains(stdout, "Không thay đổi gì trong quá khứ.") {
		t.Errorf("check: exit %d, %s", exit, stdout)
	}
	exit, _, stderr = d.run(t, d.takes("--received-on", "2024-10-01", more)...)
	if exit != 0 || !strings.Contains(stderr, "Kế hoạch mới có hiệu lực từ nay (pcgd-xmc-vinh-long.yaml): biên nhận XHHT-") {
		t.Errorf("import: exit %d, %s", exit, stderr)
	}
	if exit, stdout, stderr := d.run(t, d.reports()...); exit != 0 || stdout != whole || stderr != "" {
		t.Errorf("afterwards: exit %d, %s\n%s", exit, stderr, lastLine(stdout))
	}
}

// What is really meant is accepted with a reason. Looking back before that day shows what was asked then.
func TestAChangeOfThePastIsAcceptedWithAReason(t *testing.T) {
	d := newRegimeDesk(t)
	whole := d.must(t, d.reports("--as-of", "2026-11-30")...)
	d.asks(t, strings.TrimSuffix(communeAsks, "]")+", info_skills_rate]")
	accept := func(args ...string) []string {
		return append([]string{"plan"}, d.with("accept", args...)...)
	}
	if exit, _, stderr := d.run(t, accept("--lang", "en")...); exit != 1 || strings.Count(stderr, "\n") != 2 || !strings.Contains(stderr, "--reason: the reason for changing the past is missing") {
		t.Errorf("without a reason: exit %d, %s", exit, stderr)
	}
	golden.Equal(t, "testdata/inforce/accepted.vi.txt", receipts(d.must(t, accept("--reason", "Đã hỏi từ 2021, gõ thiếu", "--by", "Sở GDĐT")...)))
	if got, want := lastLine(d.must(t, d.reports()...)), "phải nộp 107, đã nộp 0 (đầy đủ 0%), đúng hạn 0 (đúng hạn 0%), trễ 0, quá hạn 107, chưa đến hạn 0, được gia hạn 0"; got != want {
		t.Errorf("now: %s", got)
	}
	if page := d.must(t, d.reports()...); strings.Count(page, "quá hạn 1521 ngày") != 107 {
		t.Errorf("now:\n%s", page)
	}
	then := d.must(t, d.reports("--as-of", "2026-11-30")...)
	head, rest, _ := strings.Cut(then, "\n\n")
	_, wantRest, _ := strings.Cut(whole, "\n\n")
	if !strings.Contains(receipts(head), "Tính đến 30/11/2026, theo kế hoạch có hiệu lực khi đó, biên nhận XHHT-…") || rest != wantRest {
		t.Errorf("as of the day before:\n%s\n%s", head, lastLine(rest))
	}
	if out := d.must(t, accept("--reason", "lần nữa", "--by", "Sở GDĐT")...); !strings.HasPrefix(out, "Đúng như kế hoạch đang có hiệu lực") {
		t.Errorf("accepted again: %s", out)
	}
	if out := d.must(t, "verify", "--ledger", d.ledger); !strings.HasPrefix(out, "verified: 1 submissions, 2 decisions") {
		t.Errorf("verify: %s", out)
	}
	d.asks(t, "indicators: [")
	if got := d.must(t, d.reports()...); lastLine(got) != lastLine(d.must(t, d.reports("--as-of", "2026-12-01")...)) {
		t.Errorf("with a folder that somebody is editing: %s", lastLine(got))
	}
}

// A level is worked out under the law that was in force on the day, and from what had come by then.
func TestALevelAsOfADayGoesByTheLawOfThatDay(t *testing.T) {
	d := newRegimeDesk(t)
	rules := filepath.Join(d.plans, "law", "nd20-2014.yaml")
	raw, err := os.ReadFile(rules)
	if err != nil {
		t.Fatal(err)
	}
	level := func(args ...string) string {
		return d.must(t, d.with("level", append([]string{"--unit", "Xã Hòa Phú", "--year", "2022", "--programme", "preschool_5"}, args...)...)...)
	}
	before := level()
	if err := os.WriteFile(rules, []byte(strings.Replace(string(raw), "percent: 95", "percent: 96", 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	d.must(t, append([]string{"plan"}, d.with("accept", "--reason", "đọc lại nghị định", "--by", "Sở GDĐT")...)...)
	after := level()
	if then := level("--as-of", "2026-11-30"); after == before || strings.Replace(receipts(then), ", theo kế hoạch có hiệu lực khi đó, biên nhận XHHT-…", "", 1) != before {
		t.Errorf("before\n%s\nafter\n%s\nas of the day before\n%s", before, after, then)
	}
	if exit, _, stderr := d.run(t, d.with("level", "--unit", "Xã Hòa Phú", "--as-of", "2022-09-01")...); exit != 1 || !strings.Contains(stderr, "--year") {
		t.Errorf("before anything had come: exit %d, %s", exit, stderr)
	}
}
