package intake_test

import (
	"strings"
	"testing"

	"github.com/xhht/xhht/collector/intake"
	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/internal/lang"
)

// told renders what a document did to the units.
func told(taken intake.Taken, l lang.Lang) string {
	var b strings.Builder
	for _, u := range taken.Units {
		b.WriteString(u.Words().In(l) + "\n")
		for _, c := range u.Cells {
			b.WriteString("  " + c.Words().In(l) + "\n")
		}
	}
	return b.String()
}

// A preview and a receipt name every unit with code and tier, and every changed cell with its counts before and after: a rate that
// stays may hide ten times the people, and a code may be another unit's in another year.
func TestWhatWasBookedIsSeen(t *testing.T) {
	d := newDesk(t)
	hand := func(plan, text string) (preview, taken intake.Taken) {
		t.Helper()
		doc, err := intake.DecodeCSV("a.csv", strings.NewReader(text), intake.DefaultLimits)
		if err != nil {
			t.Fatal(err)
		}
		doc.Plan = plan
		if preview, err = d.Preview(t.Context(), doc, office(ledger.SourceAPI)); err != nil {
			t.Fatal(err)
		}
		if taken, err = d.Submit(t.Context(), doc, office(ledger.SourceAPI)); err != nil {
			t.Fatal(err)
		}
		return preview, taken
	}
	const head = "đơn vị;chỉ số;kỳ;nhóm;tử số;mẫu số;giá trị\n"
	hand(vinhLong, head+"860;info_skills_rate;2024;;64480;104000;\n857;info_skills_rate;2024;;1;2;\n")
	preview, taken := hand(vinhLong, head+"860;info_skills_rate;2024;;62000;100000;\n860;info_skills_rate;2024;sex=female;30000;50000;\n860;primary_universal_level;2024;;;;2\n857;info_skills_rate;2024;;1;2;\n")
	want := `Huyện Long Hồ (857), huyện: mới 0, sửa 0, không đổi 1
Huyện Tam Bình (860), huyện: mới 2, sửa 1, không đổi 0
  Năng lực thông tin, 2024: 64480/104000 (62%) → 62000/100000 (62%)
  Năng lực thông tin, 2024, Nữ: 30000/50000 (60%) (mới)
  Phổ cập tiểu học, 2024, báo theo kế hoạch vinh-long-2021-2030: 2 (mới)
`
	for name, got := range map[string]string{"preview": told(preview, lang.Vietnamese), "receipt": told(taken, lang.Vietnamese)} {
		if got != want {
			t.Errorf("%s: got\n%s\nwant\n%s", name, got, want)
		}
	}
	if got := told(taken, lang.English); !strings.Contains(got, "Huyện Tam Bình (860), district: 2 new, 1 changed, 0 unchanged") || !strings.Contains(got, "64480/104000 (62%) → 62000/100000 (62%)") {
		t.Errorf("got\n%s", got)
	}
	if _, taken := hand(vinhLong, head+"858;life_skills_rate;2024;;2999;3000;\n"); !strings.Contains(told(taken, lang.Vietnamese), "2999/3000 (99,97%)") {
		t.Errorf("one is missing, and yet:\n%s", told(taken, lang.Vietnamese))
	}
	// One code, two years, two units: the receipt says which.
	for period, want := range map[string]string{"2024": "Xã Hòa Ninh (29584), xã: mới 1, sửa 0, không đổi 0; từ 01/07/2025 là Xã An Bình (29584)", "2025": "Xã An Bình (29584), xã: mới 1, sửa 0, không đổi 0\n"} {
		if _, taken := hand("pcgd-xmc-vinh-long", head+"29584;age11_completed_primary;"+period+";;148;158;\n"); !strings.Contains(told(taken, lang.Vietnamese), want) {
			t.Errorf("%s: got\n%s\nwant %s", period, told(taken, lang.Vietnamese), want)
		}
	}
	if _, again := hand("pcgd-xmc-vinh-long", head+"29584;age11_completed_primary;2025;;148;158;\n"); len(again.Units) != 0 || !again.Receipts[0].Duplicate {
		t.Errorf("the same content again: %+v", again)
	}
}
