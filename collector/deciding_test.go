package main

import (
	"encoding/csv"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/golden"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/planfile"
	"github.com/xhht/xhht/internal/timeliness"
)

// office2024 is a desk on 20 December 2024 at which four districts' reports have come, some of them whole.
func office2024(t *testing.T) desk {
	t.Helper()
	d := newDesk(t)
	d.now = func() time.Time { return time.Date(2024, 12, 20, 3, 0, 0, 0, time.UTC) }
	reg, err := planfile.Load("../plans")
	if err != nil {
		t.Fatal(err)
	}
	p, _ := reg.Plan("vinh-long-2021-2030")
	districts := timeliness.Duties(reg, p)[0]
	whole := func(unit string) string {
		var b strings.Builder
		b.WriteString("unit,indicator,period,numerator,denominator,value\n")
		for _, id := range districts.Owed("d:"+unit+"@0", period.Year(2024)) {
			if m := reg.Indicators[id].Measure; m == catalogue.Level || m == catalogue.Status {
				fmt.Fprintf(&b, "%s,%s,2024,,,1\n", unit, id)
			} else {
				fmt.Fprintf(&b, "%s,%s,2024,50,100,\n", unit, id)
			}
		}
		return b.String()
	}
	d.must(t, d.imports("--received-on", "2024-12-09", d.file(t, "a.csv", whole("857")))...)
	d.must(t, d.imports("--received-on", "2024-12-12", d.file(t, "b.csv", whole("858")))...)
	d.must(t, d.imports("--received-on", "2024-12-18", d.file(t, "c.csv", whole("859")))...)
	d.must(t, d.imports("--received-on", "2024-12-05", d.file(t, "d.csv", csvHead+"860,info_skills_rate,2024,50,100\n"))...)
	return d
}

// decides runs a command on the desk's ledger with the real plans.
func (d desk) decides(command string, args ...string) []string {
	return append([]string{command, "--plans", "../plans", "--plan", "vinh-long", "--ledger", d.ledger}, args...)
}

func (d desk) extends(args ...string) []string {
	return d.decides("extend", append([]string{"--form", "annual-district", "--period", "2024", "--reason", "mưa lũ", "--authority", "125/SGDĐT-GDTX", "--by", "Sở GDĐT"}, args...)...)
}

func TestReportsAndExtensions(t *testing.T) {
	d := office2024(t)
	page := func(name string, args ...string) {
		t.Helper()
		golden.Equal(t, "testdata/reports/"+name, d.must(t, d.decides("reports", append([]string{"--period", "2024"}, args...)...)...))
	}
	page("before.vi.txt")
	out := d.must(t, d.extends("--unit", "858", "--unit", "Huyện Tam Bình", "--until", "2024-12-31")...)
	if !strings.HasPrefix(out, "Gia hạn biểu annual-district kỳ 2024, d:858@0, d:860@0, đến hết ngày 31/12/2024: đã ghi với biên nhận XHHT-") {
		t.Errorf("receipt: %s", out)
	}
	again := d.must(t, d.extends("--unit", "860", "--unit", "858", "--until", "2024-12-31", "--lang", "en")...)
	if !strings.Contains(again, "nothing was added") || !strings.Contains(again, strings.TrimSpace(out[strings.Index(out, "XHHT-"):])) {
		t.Errorf("the same decision again: %s", again)
	}
	page("extended.vi.txt")
	page("extended.en.txt", "--lang", "en")
	page("district.csv", "--csv", "--form", "annual-district")
	// The twelfth's evening: neither the report of the 18th nor the extension is known.
	page("as-of.vi.txt", "--as-of", "2024-12-12", "--form", "annual-district")
	d.must(t, d.extends("--unit", "858", "--withdraw")...)
	d.must(t, d.extends("--all", "--until", "2024-12-15")...)
	page("for-all.vi.txt", "--form", "annual-district")
	if out := d.must(t, "verify", "--ledger", d.ledger); !strings.HasPrefix(out, "verified: 4 submissions, 4 decisions, ") {
		t.Errorf("verify: %s", out)
	}
	if exit, _, stderr := d.run(t, d.extends("--unit", "860", "--unit", "858", "--until", "2024-12-31")...); exit != 1 || !strings.Contains(stderr, "chạy lại kèm --base XHHT-") {
		t.Errorf("what was changed since: exit %d, %s", exit, stderr)
	}
}

func TestAUnitWithoutAReporterIsNeitherLateNorExpected(t *testing.T) {
	d := office2024(t)
	vacant := func(args ...string) []string {
		return d.decides("no-reporter", append([]string{"--form", "annual-district", "--period", "2024", "--unit", "861", "--reason", "chưa thành lập Hội Khuyến học", "--by", "Sở GDĐT"}, args...)...)
	}
	if out := d.must(t, vacant("--through", "2025")...); !strings.HasPrefix(out, "Không có nơi báo cáo biểu annual-district từ kỳ 2024 đến kỳ 2025, d:861@0: đã ghi với biên nhận XHHT-") {
		t.Errorf("receipt: %s", out)
	}
	page := func() string {
		return d.must(t, d.decides("reports", "--period", "2024", "--form", "annual-district")...)
	}
	for _, want := range []string{"không có nơi báo cáo: chưa thành lập Hội Khuyến học", "phải nộp 7,", "ngoài ra 1 nơi không có ai báo cáo"} {
		if out := page(); !strings.Contains(out, want) {
			t.Errorf("the page lacks %q:\n%s", want, out)
		}
	}
	if out := d.must(t, vacant("--withdraw", "--lang", "en")...); !strings.HasPrefix(out, "Withdrawn: No reporter for form annual-district from 2024, d:861@0: recorded as receipt XHHT-") {
		t.Errorf("withdrawal: %s", out)
	}
	if out := page(); !strings.Contains(out, "phải nộp 8,") || strings.Contains(out, "không có nơi báo cáo") {
		t.Errorf("withdrawn, the page still says it:\n%s", out)
	}
	if exit, _, stderr := d.run(t, vacant("--through", "2023")...); exit != 1 || !strings.Contains(stderr, "--through") {
		t.Errorf("an end before its beginning: exit %d, %s", exit, stderr)
	}
}

// A title's end follows from its term; what is said again gets the same receipt; a mistake, and a revocation, are decisions of their own.
func TestRecognise(t *testing.T) {
	d := office2024(t)
	title := func(args ...string) []string {
		return d.decides("recognise", append([]string{"--indicator", "learning_unit_title_level", "--period", "2023", "--unit", "857", "--by", "Sở GDĐT", "--reason", "hồ sơ"}, args...)...)
	}
	given := []string{"--level", "1", "--on", "2024-02-20", "--authority", "215/QĐ-UBND", "--issuer", "UBND tỉnh"}
	for _, tc := range []struct {
		args []string
		want string
	}{
		{title(given...), "Công nhận learning_unit_title_level kỳ 2023, d:857@0, mức 1, 215/QĐ-UBND ngày 20/02/2024 của UBND tỉnh, có hiệu lực đến hết 19/02/2027: đã ghi với biên nhận XHHT-"},
		{title(given...), "Công nhận .*: đã được ghi ngày 20/12/2024 với biên nhận XHHT-.*; không ghi thêm gì"},
		{title("--withdraw", "--on", "2024-11-01", "--authority", "300/QĐ-UBND", "--lang", "en"), "Withdrawn: Recognition in learning_unit_title_level for 2023, d:857@0, from 2024-11-01 by 300/QĐ-UBND: recorded as receipt XHHT-"},
	} {
		if out := d.must(t, tc.args...); !regexp.MustCompile("^" + tc.want).MatchString(out) {
			t.Errorf("got %q, want %q", out, tc.want)
		}
	}
	for name, tc := range map[string]struct {
		args []string
		want []string
	}{
		"it ends before it begins": {title("--level", "1", "--on", "2024-02-20", "--until", "2024-02-01", "--authority", "1", "--issuer", "x"), []string{`--until: hết hiệu lực trước khi bắt đầu (20/02/2024) ("2024-02-01")`}},
		"it begins years later":    {title("--level", "1", "--on", "2024-02-20", "--from", "2029-01-01", "--authority", "1", "--issuer", "x"), []string{`--from: bắt đầu quá một năm sau ngày quyết định ("2029-01-01")`}},
		"it holds too long":        {title("--level", "1", "--on", "2024-02-20", "--until", "2029-01-01", "--authority", "1", "--issuer", "x"), []string{"có hiệu lực 3 năm, muộn nhất đến hết 19/02/2027 ("}},
		"it was over before":       {title("--level", "1", "--on", "2024-02-20", "--from", "2023-01-01", "--until", "2023-12-31", "--authority", "1", "--issuer", "x"), []string{"--until: hết hiệu lực trước ngày quyết định (20/02/2024)"}},
		"it is of nobody":          {title("--level", "3", "--on", "2025-02-20"), []string{"--level: ", "từ 1 đến 2", "--on: ngày này chưa đến", "--authority: ", "--issuer: "}},
		"a rate":                   {title("--indicator", "info_skills_rate"), []string{"--indicator: ", "learning_unit_title_level"}},
		"what was revoked since":   {title(given...), []string{"chạy lại kèm --base XHHT-"}},
	} {
		exit, stdout, stderr := d.run(t, tc.args...)
		for _, want := range tc.want {
			if exit != 1 || stdout != "" || !strings.Contains(stderr, want) {
				t.Errorf("%s: exit %d, %q, %q; want 1 and %q", name, exit, stdout, stderr, want)
			}
		}
	}
	if out := d.must(t, "verify", "--ledger", d.ledger); !strings.HasPrefix(out, "verified: 4 submissions, 3 decisions, ") {
		t.Errorf("verify: %s", out)
	}
}

func TestReportsCSVIsReadable(t *testing.T) {
	d := office2024(t)
	r := csv.NewReader(strings.NewReader(d.must(t, d.decides("reports", "--csv")...)))
	r.Comma = ';'
	rows, err := r.ReadAll()
	if err != nil || len(rows) != 1+4*9 { // 2021 to 2024, eight districts and the province
		t.Errorf("%d rows, %v", len(rows), err)
	}
}

func TestDoneAndApprove(t *testing.T) {
	d := office2024(t)
	done := func(args ...string) []string {
		return d.decides("done", append([]string{"--deliverable", "own-plans", "--reason", "KH 45/KH-UBND", "--by", "Sở GDĐT"}, args...)...)
	}
	approve := func(args ...string) []string {
		return d.decides("approve", append([]string{"--form", "annual-district", "--period", "2024", "--reason", "đã đối chiếu", "--by", "Sở GDĐT"}, args...)...)
	}
	for _, tc := range []struct {
		args []string
		want string
	}{
		{done("--on", "2021-08-30"), "Việc own-plans hoàn thành ngày 30/08/2021: đã ghi với biên nhận XHHT-"},
		{done("--withdraw", "--lang", "en"), "Withdrawn: Deliverable own-plans: recorded as receipt XHHT-"},
		{approve("--unit", "857", "--unit", "858"), "Duyệt biểu annual-district kỳ 2024, d:857@0, [0-9]+ ô: đã ghi với biên nhận XHHT-"},
		{approve("--unit", "857", "--lang", "en"), "Approval of form annual-district for 2024, d:857@0, [0-9]+ cells: recorded on 2024-12-20 as receipt XHHT-"},
		{approve("--unit", "858", "--withdraw"), "Rút lại: Duyệt biểu annual-district kỳ 2024, d:858@0: đã ghi với biên nhận XHHT-"},
	} {
		if out := d.must(t, tc.args...); !regexp.MustCompile("^" + tc.want).MatchString(out) {
			t.Errorf("got %q, want %q", out, tc.want)
		}
	}
	if out := d.must(t, "verify", "--ledger", d.ledger); !strings.HasPrefix(out, "verified: 4 submissions, 6 decisions, ") {
		t.Errorf("verify: %s", out)
	}
	for name, tc := range map[string]struct {
		args []string
		want []string
	}{
		"nothing reported":      {approve("--unit", "863"), []string{"d:863@0 / annual-district / 2024: đơn vị chưa báo cáo ô nào"}},
		"a slip of the pen":     {approve("--unit", "857", "--form", "annual", "--by", ""), []string{`--form: kế hoạch không có biểu`, `("annual")`, "annual-district", "--by: thiếu"}},
		"a mistyped ledger":     {append(approve("--unit", "857"), "--ledger", d.dir+"/none.db"), []string{"none.db"}},
		"in English":            {done("--on", "2029-01-01", "--lang", "en"), []string{`--on: the day is yet to come (today is 2024-12-20) ("2029-01-01"). Check`}},
		"before the deadline":   {d.extends("--unit", "857", "--until", "2024-12-09"), []string{"--until: không muộn hơn hạn đang có (09/12/2024)", "--withdraw"}},
		"reports of no plan":    {d.decides("reports", "--plan", "x"), []string{"--plan: ", vinhLongID}},
		"reports of no form":    {d.decides("reports", "--form", "x"), []string{"--form: ", "annual-district"}},
		"reports of no period":  {d.decides("reports", "--period", "2031"), []string{"--period: ", "2030"}},
		"reports as of no day":  {d.decides("reports", "--as-of", "hôm qua"), []string{"--as-of"}},
		"reports of which plan": {[]string{"reports", "--plans", "../plans", "--ledger", d.ledger}, []string{"--plan", vinhLongID}},
	} {
		exit, stdout, stderr := d.run(t, tc.args...)
		for _, want := range tc.want {
			if exit != 1 || stdout != "" || !strings.Contains(stderr, want) {
				t.Errorf("%s: exit %d, %q, %q; want 1 and %q", name, exit, stdout, stderr, want)
			}
		}
	}
	if out := d.must(t, "verify", "--ledger", d.ledger); !strings.HasPrefix(out, "verified: 4 submissions, 6 decisions") {
		t.Errorf("a refusal was recorded: %s", out)
	}
}

const vinhLongID = "vinh-long-2021-2030"
