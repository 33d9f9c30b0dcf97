package scorecard_test

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/scorecard"
	"github.com/xhht/xhht/internal/standing"
	"github.com/xhht/xhht/internal/wording"
)

// handPage renders docs/tinh-tay-chi-tieu.md, Vietnamese first.
type handPage struct {
	cases   []judgedCase
	methods []judgedMethod
}

func (p handPage) String() string {
	var b strings.Builder
	b.WriteString("<!-- Sinh ra từ internal/scorecard/testdata/hand.yaml; generated: UPDATE_GOLDEN=1 go test ./internal/scorecard -->\n\n")
	for i, l := range []lang.Lang{lang.Vietnamese, lang.English} {
		if i > 0 {
			b.WriteString("\n---\n\n")
		}
		b.WriteString(handIntro.In(l))
		for n, c := range p.cases {
			c.write(&b, n+1, l)
		}
		p.writeMethods(&b, l)
	}
	return b.String()
}

var handIntro = lang.Text{
	VI: `# Tính tay và máy tính

Mỗi đèn đỏ phải tính lại được bằng giấy bút. Dưới đây là các chỉ tiêu thuộc những loại khác nhau, lấy từ các kế hoạch thật; cột
“Tính tay” do người tính từ điều khoản và số liệu, cột “Chương trình” do chương trình in ra. Hai cột lệch nhau thì bộ kiểm thử báo
lỗi. **Số liệu đầu vào là giả định**; điều khoản và trích dẫn là của văn bản.

Quy tắc (s = +1 nếu càng cao càng tốt, −1 nếu càng thấp càng tốt; thời gian tính theo năm, ngày 31/12 đến 31/12 là đúng 1 năm):

- **Lộ trình** E: đường thẳng từ giá trị xuất phát qua các mốc. **Chênh lệch** = s × (y − E), dưới 0 luôn là xấu.
- **Nhịp độ** = mức đã thay đổi ÷ mức lộ trình đòi đến nay. Từ 95%: đúng lộ trình; từ 60%: có nguy cơ; từ 0: chậm; dưới 0: đi lùi.
- **Dải giữ** ±2%: trạng thái chỉ đổi khi nhịp độ vượt ngưỡng quá 2%, để không nhấp nháy quanh ngưỡng. Chạy lần lượt qua nhiều nhất
  6 kỳ gần nhất; trạng thái khi chưa tính dải cũng được ghi kèm.
- **Dự báo** (từ 3 kỳ trở lên): mỗi cặp kỳ cho một độ dốc; lấy độ dốc đứng giữa. Đưa từng kỳ theo độ dốc ấy đến hôm nay, lấy giá trị
  đứng giữa, rồi kéo tới mốc kế tiếp. Khoảng dự báo dùng độ dốc thấp và cao của nửa giữa: trong n độ dốc xếp tăng dần, bỏ ⌊n/4⌋ ở mỗi
  đầu. Không vượt giới hạn của chỉ số (tỷ lệ: 0 đến 100).
- **Tỷ lệ đơn vị** tính bằng đơn vị nguyên: “70% của 8” là 6; “trên 50% của 8” là 5, còn “ít nhất 50% của 8” là 4.
- **Bậc thang** (mức độ, công nhận): không có nhịp độ, không dự báo.
- Báo cáo lần đầu sau một mốc: lộ trình bắt đầu từ đó tới mốc còn lại; sau mốc cuối cùng thì chỉ so với mốc cuối cùng.

`,
	EN: `# By hand and by the program

Every red light must be open to being worked out on paper. Here are targets of different kinds from the real plans; a person worked
out the column “By hand” from clause and inputs, the program printed the column “Program”. A test fails where they differ. **The
inputs are invented**; clauses and quotes are the documents'.

Rules (s = +1 where higher is better, −1 where lower is; time in years, 31 December to 31 December is exactly 1):

- **Expected** E: the straight line from the baseline through the milestones. **Gap** = s × (y − E), below 0 is always bad.
- **Pace** = what changed ÷ what the path asked for by now. From 95%: on track; from 60%: at risk; from 0: off track; below: reversing.
- **Band** of ±2%: a status changes only when the pace passes a bound by more than 2%, so that it does not flap. It runs through the
  newest 6 periods at most; the status without the band is given beside it.
- **Projection** (from 3 periods): every pair of periods gives a slope; take the middle one. Carry every period along it to today,
  take the middle value, and draw it on to the milestone ahead. The range uses the slopes that bound the middle half: of n slopes in
  order, ⌊n/4⌋ are left out at either end. It never leaves the limits of the indicator (a rate: 0 to 100).
- **A share of units** is counted in whole units: “70% of 8” is 6; “above 50% of 8” is 5 where “at least 50% of 8” is 4.
- **A step** (level, recognition) has no pace and no projection.
- A first report after a milestone: the path begins there and leads to the milestones ahead; after the last one, that alone counts.

`}

func (c judgedCase) write(b *strings.Builder, n int, l lang.Lang) {
	m := c.row.Milestone
	fmt.Fprintf(b, "## %d. %s\n\n", n, c.Kind.In(l))
	fmt.Fprintf(b, "%s, %s: “%s” (%s). %s: %s, %d.\n\n", c.plan.Short.In(l), m.Clause, m.Quote, c.plan.Document.Number, lang.Text{VI: "Đơn vị", EN: "Unit"}.In(l), c.row.Area.FullName, c.Judged)
	fmt.Fprintf(b, "%s\n\n", c.Note.In(l))
	c.writeInputs(b, l)
	b.WriteString(row4(lang.Text{VI: "Bước", EN: "Step"}.In(l), lang.Text{VI: "Phép tính", EN: "Calculation"}.In(l), lang.Text{VI: "Tính tay", EN: "By hand"}.In(l), lang.Text{VI: "Chương trình", EN: "Program"}.In(l)))
	b.WriteString("|---|---|---:|---:|\n")
	for _, s := range c.steps {
		b.WriteString(row4(s.label.In(l), decimal(oneOf(s.Formula, l), l), word(s.Hand, l), word(s.program, l)))
	}
	for _, text := range []string{c.row.Sentence(c.plan, l), c.row.ProjectionText(l), c.row.ETAText(l)} {
		if text != "" {
			fmt.Fprintf(b, "\n> %s\n", text)
		}
	}
	b.WriteString("\n")
}

func row4(a, b, c, d string) string {
	return fmt.Sprintf("| %s | %s | %s | %s |\n", cellText(a), cellText(b), c, d)
}

func cellText(s string) string { return strings.ReplaceAll(s, "|", "\\|") }

func (c judgedCase) writeInputs(b *strings.Builder, l lang.Lang) {
	var years []string
	for _, i := range c.Inputs {
		years = append(years, fmt.Sprintf("%d: %s", i.Year, i.text(c.row, l)))
	}
	base := lang.Text{VI: "không có", EN: "none"}.In(l)
	switch {
	case c.Baseline != nil:
		base = fmt.Sprintf("%s (%d)", lang.Number(*c.Baseline.Value, 3, l), c.Baseline.Year)
	case c.row.Target.Baseline != nil:
		own := c.row.Target.Baseline
		base = fmt.Sprintf("%s (%d, %s)", lang.Number(own.Value, 3, l), own.At.Year(), own.Clause)
	}
	fmt.Fprintf(b, "%s: %s. %s: %s. %s: %s.\n\n", lang.Text{VI: "Số liệu", EN: "Inputs"}.In(l), strings.Join(years, "; "),
		lang.Text{VI: "Xuất phát", EN: "Baseline"}.In(l), base,
		lang.Text{VI: "Các mốc", EN: "Milestones"}.In(l), milestonesText(c.row.Target, c.row.Indicator, l))
}

func (i handInput) text(r scorecard.Row, l lang.Lang) string {
	if i.Value != nil {
		return lang.Number(*i.Value, 3, l)
	}
	out := fmt.Sprintf("%.0f/%.0f", *i.Numerator, *i.Denominator)
	if r.Indicator.Measure == catalogue.Gap {
		out += fmt.Sprintf(" (%.0f/%.0f)", *i.GroupNumerator, *i.GroupDenominator)
	}
	return out
}

func milestonesText(t plan.Target, ind catalogue.Indicator, l lang.Lang) string {
	var out []string
	for _, m := range t.Milestones {
		one := scorecard.Row{Target: t, Indicator: ind, Milestone: m}
		by := lang.Text{VI: m.By.Vietnamese(), EN: m.By.String()}
		out = append(out, fmt.Sprintf("%s %s", by.In(l), one.NeedText(l)))
	}
	return strings.Join(out, "; ")
}

func (p handPage) writeMethods(b *strings.Builder, l lang.Lang) {
	b.WriteString(methodsIntro.In(l))
	for _, m := range p.methods {
		fmt.Fprintf(b, "| %s | %s → %s → %s |", m.Name.In(l), lang.Number(m.Base, 1, l), lang.Number(m.Value, 1, l), lang.Number(m.Target, 1, l))
		for i, hand := range []string{m.StatCan, m.Linear, m.UN} {
			fmt.Fprintf(b, " %s | %s, %s |", decimal(hand, l), decimal(m.program[i], l), wording.StatusName(m.status[i], l))
		}
		b.WriteString("\n")
	}
}

var methodsIntro = lang.Text{
	VI: `## Ba cách tính nhịp độ

Cuối năm 2020 → nay, cuối năm 2025 → mốc cuối năm 2030. Tăng trưởng kép (Thống kê Canada, Liên hợp quốc 2023) gọi một xu hướng không
thể đạt mốc là “đúng lộ trình” khi xuất phát thấp, và chê một tỷ lệ bỏ học giảm đúng như kế hoạch; vì thế cách mặc định là đường thẳng
qua các mốc. Từ 0, hai cách kia phải thay 0 bằng 0,001 và cho những con số vô nghĩa.

| | xuất phát → nay → mốc | Thống kê Canada, tay | chương trình | đường thẳng, tay | chương trình | LHQ 2023, tay | chương trình |
|---|---|---:|---|---:|---|---:|---|
`,
	EN: `## Three ways to tell a pace

End of 2020 → now, end of 2025 → milestone at the end of 2030. Compound growth (Statistics Canada, United Nations 2023) calls a trend
that cannot arrive “on track” where it starts low, and blames a dropout rate that falls exactly as planned; so the default is the
straight line through the milestones. From zero the other two need 0.001 in place of 0, and their numbers mean nothing.

| | base → now → target | Statistics Canada, by hand | program | straight line, by hand | program | UN 2023, by hand | program |
|---|---|---:|---|---:|---|---:|---|
`}

var (
	point      = regexp.MustCompile(`(\d)\.(\d)`)
	bothTongue = regexp.MustCompile(`(\p{L}[\p{L} ]*\p{L})/(\p{L}+)`)
)

// decimal writes decimals as the language does.
func decimal(s string, l lang.Lang) string {
	s = strings.Replace(s, "-", "−", 1)
	if l == lang.English {
		return s
	}
	return point.ReplaceAllString(s, "$1,$2")
}

// oneOf takes the word of the language out of “khoảng/about”.
func oneOf(s string, l lang.Lang) string {
	if l == lang.English {
		return bothTongue.ReplaceAllString(s, "$2")
	}
	return bothTongue.ReplaceAllString(s, "$1")
}

// word is a status or a trend by its name, a number as the language writes it.
func word(s string, l lang.Lang) string {
	if name := wording.StatusName(standing.Status(s), l); name != "" {
		return name
	}
	switch standing.Trend(s) {
	case standing.Improving:
		return lang.Text{VI: "tốt lên", EN: "improving"}.In(l)
	case standing.Worsening:
		return lang.Text{VI: "xấu đi", EN: "worsening"}.In(l)
	}
	if strings.Count(s, "-") == 2 {
		return s // a day
	}
	return decimal(s, l)
}
