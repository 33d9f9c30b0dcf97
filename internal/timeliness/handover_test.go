package timeliness_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xhht/xhht/internal/golden"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/planfile"
	"github.com/xhht/xhht/internal/report"
	"github.com/xhht/xhht/internal/timeliness"
)

// owing is what was worked out by hand from the plan's own text: who owed what for a period, by which day, and from when on silence
// was late.
type owing struct {
	unit, name string
	year       int
	form       string
	cells      int
	due        string
}

// By hand, from VI.3 of the plan (before 10 December, so the 9th is the last good day) and the choices of its forms. The district form
// asks for 12 numbers, two more of the city; a commune for 11, without the title of a district; the province for 5, without a day.
var byHand = []owing{
	{"d:857@0", "Huyện Long Hồ (huyện cũ)", 2024, "annual-district", 12, "09/12/2024"},
	{"d:857@0", "Huyện Long Hồ (huyện cũ)", 2025, "annual-titles", 1, "31/03/2026"},
	{"d:857@0", "Huyện Long Hồ (huyện cũ)", 2026, "annual-titles", 1, "09/12/2026"},
	{"c:29557@2025-07-01", "Phường Phước Hậu (nằm trên TP Vĩnh Long và Long Hồ)", 2024, "", 0, ""},
	{"c:29557@2025-07-01", "Phường Phước Hậu (nằm trên TP Vĩnh Long và Long Hồ)", 2025, "annual-district", 11, "31/03/2026"},
	{"c:29557@2025-07-01", "Phường Phước Hậu (nằm trên TP Vĩnh Long và Long Hồ)", 2026, "annual-district", 11, "09/12/2026"},
	{"p:86@0", "Tỉnh Vĩnh Long (địa bàn cũ)", 2024, "annual-province", 5, ""},
	{"p:86@0", "Tỉnh Vĩnh Long (địa bàn cũ)", 2025, "annual-province", 5, ""},
	{"p:86@0", "Tỉnh Vĩnh Long (địa bàn cũ)", 2026, "annual-province", 5, ""},
}

// owed is what the program says of the same.
func owed(reg plan.Registry, p plan.Plan, o owing) owing {
	out := owing{unit: o.unit, name: o.name, year: o.year}
	per := period.Year(o.year)
	for _, d := range timeliness.Duties(reg, p) {
		if !slices.ContainsFunc(d.Expected(), func(s timeliness.Slot) bool { return s.Unit == o.unit && s.Period == per }) {
			continue
		}
		r := d.Report(timeliness.Slot{Unit: o.unit, Period: per}, func(report.Key) (time.Time, bool) { return time.Time{}, false }, timeliness.Decided{})
		out.form, out.cells = d.Form.ID, int(r.CellsOf)
		if !r.Due.IsZero() {
			out.due = period.Day(r.Due).Vietnamese()
		}
	}
	return out
}

func TestWhoOwedWhatBeforeAndAfterTheReform(t *testing.T) {
	reg, err := planfile.Load("../../plans")
	if err != nil {
		t.Fatal(err)
	}
	p, _ := reg.Plan("vinh-long-2021-2030")
	// Brought into force on 1 December 2026, the hand-over was asked on that day, with as many days to answer as the file gives: 75.
	accepted := reg.AskedSince(func(string) period.Date { return period.DateOf(2026, 12, 1) })
	late, _ := accepted.Plan("vinh-long-2021-2030")
	var b strings.Builder
	b.WriteString(handOverHead)
	for _, hand := range byHand {
		got := owed(reg, p, hand)
		if got != hand {
			t.Errorf("%s %d: by hand %+v, the program says %+v", hand.name, hand.year, hand, got)
		}
		upgraded := owed(accepted, late, hand)
		fmt.Fprintf(&b, "| %s | %d | %s | %s | %s |\n", hand.name, hand.year, said(hand), said(got), orNone(upgraded.due))
		if hand.year == 2025 && hand.due != "" && upgraded.due != "14/02/2027" {
			t.Errorf("%s 2025, accepted on 1 December 2026: due on %s, by hand on 14/02/2027 (75 days)", hand.name, upgraded.due)
		}
	}
	golden.Equal(t, filepath.Join("..", "..", "docs", "tinh-tay-ban-giao.md"), b.String()+handOverFoot)
}

func said(o owing) string {
	if o.form == "" {
		return "không nợ gì (chưa có đơn vị này)"
	}
	return fmt.Sprintf("`%s`: %d ô, hạn %s", o.form, o.cells, orNone(o.due))
}

func orNone(day string) string {
	if day == "" {
		return "không ghi ngày"
	}
	return day
}

const handOverHead = `<!-- Sinh ra từ internal/timeliness/handover_test.go; generated: UPDATE_GOLDEN=1 go test ./internal/timeliness -run WhoOwedWhat -->

# Tính tay: ai nợ báo cáo gì trước và sau ngày 01/7/2025

Theo kế hoạch Vĩnh Long 2021–2030 ([plans/vinh-long-2021-2030.yaml](../plans/vinh-long-2021-2030.yaml)): một huyện cũ, một phường nằm trên hai
huyện cũ, và tỉnh. Cột “Tính tay” do người tính từ điều khoản (VI.3: trước ngày 10/12 nên ngày cuối cùng là 09/12) và các lựa chọn ghi trong kế
hoạch; cột “Chương trình” do chương trình in ra; lệch nhau thì bộ kiểm thử báo lỗi. Cột cuối là hạn khi sổ đang chạy nhận kế hoạch này ngày
01/12/2026: kỳ đã quá hạn được hỏi từ ngày đó, với đúng số ngày mà tệp cho (75 ngày), nên không ai bỗng dưng trễ.

*By hand: who owed what before and after 1 July 2025. The last column is the deadline where a running ledger took the plan on 1 December 2026.*

| Đơn vị | Kỳ | Tính tay | Chương trình | Hạn nếu nhận ngày 01/12/2026 |
|---|---|---|---|---|
`

const handOverFoot = `
Số của cụm và của tỉnh năm 2025, tính tay trong ` + "`collector/projection/clusters_test.go`" + `: 34 xã báo cáo 50/100, riêng Phước Hậu 90/100.

| | Tính tay |
|---|---|
| Tỉnh: mỗi xã tính đúng một lần | (34 × 50 + 90) ÷ 3500 = 51,14% |
| Mang Thít: 4 xã, không xã nào nằm nơi khác | 200 ÷ 400 = 50% |
| Long Hồ, ` + "`straddling: bounds`" + `: An Bình, Long Hồ, Phú Quới 150/300; Phước Hậu, Thanh Đức, Tân Hạnh (190/300) chưa rõ bao nhiêu thuộc Long Hồ | thấp nhất 150 ÷ (300 + 110) = 36,59%, cao nhất (150 + 190) ÷ (300 + 190) = 69,39% |
| Long Hồ, ` + "`straddling: weights`" + ` với tỷ lệ 0,4; 0,5; 0,5 | (150 + 36 + 25 + 25) ÷ (300 + 40 + 50 + 50) = 53,64%, ghi là ước tính |
`
