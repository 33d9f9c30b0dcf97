package intake_test

import (
	"context"
	"strings"
	"testing"

	"github.com/xhht/xhht/collector/intake"
	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/internal/decision"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
)

// A hint says what to write in the words of the door that a row came in by, and names the column as the file would.
func TestHintsFitTheDoor(t *testing.T) {
	const vi, en = "Đơn vị;Chỉ số;Kỳ;Tử số;Mẫu số", "unit,indicator,period,numerator,denominator"
	for name, c := range map[string]struct {
		text string // CSV, or rows of JSON
		says []string
		not  string
	}{
		"a count, Vietnamese headings":  {vi + "\n857;info_skills_rate;2024;;5\n", []string{"a.csv:2.Tử số: thiếu số. Ghi số đã đếm, 0 nếu đã đếm và không có;", "ghi “không có ai” vào ô này"}, "reason"},
		"a count, a column for nobody":  {vi + ";Không có đối tượng\n857;info_skills_rate;2024;;5;\n", []string{"ghi x vào cột “Không có đối tượng”;"}, "thêm cột"},
		"a whole":                       {en + "\n857,info_skills_rate,2024,5,\n", []string{"a.csv:2.denominator: thiếu số. Ghi tổng số đã đếm; không có đối tượng nào để đếm thì bỏ tử số"}, "0 nếu"},
		"a count, JSON":                 {`{"unit":"857","indicator":"info_skills_rate","period":"2024","denominator":5}`, []string{`rows[0].numerator`, `0 nếu đã đếm và không có; không có đối tượng nào để đếm thì ghi "nobody": true`}, "cột"},
		"0 of 0, JSON":                  {`{"unit":"857","indicator":"info_skills_rate","period":"2024","numerator":0,"denominator":0}`, []string{`bỏ hai số và ghi "nobody": true`}, "cột"},
		"a level, JSON":                 {`{"unit":"857","indicator":"primary_universal_level","period":"2024"}`, []string{"Ghi mức độ, 0 nếu chưa đạt"}, "nobody"},
		"a percentage alone":            {vi + ";Giá trị\n857;info_skills_rate;2024;;;51\n", []string{"ghi tỷ lệ phần trăm vào cột “tỷ lệ chưa kiểm chứng” (thêm cột này vào tệp)"}, "unverified"},
		"a fraction as an unverified":   {"Đơn vị;Chỉ số;Kỳ;Tỷ lệ chưa kiểm chứng\n857;info_skills_rate;2024;0.515\n", []string{"đọc được hai cách: 0,515% hoặc, nếu là phân số, 51,5%", "viết 51.5", "ghi lý do vào cột “lý do” (thêm cột này vào tệp)"}, "reason"},
		"a fraction, JSON":              {`{"unit":"857","indicator":"info_skills_rate","period":"2024","unverified":0.515}`, []string{"0,515%", `ghi "reason": "…"`}, "cột"},
		"a reason without words":        {vi + ";Lý do\n857;info_skills_rate;2024;1;2;.\n", []string{"a.csv:2.Lý do: lý do phải là lời: ít nhất 5 chữ cái"}, ""},
		"a reason of one letter":        {`{"unit":"857","indicator":"info_skills_rate","period":"2024","numerator":1,"denominator":2,"reason":"xxxxxxx"}`, []string{"rows[0].reason"}, ""},
		"nothing that a cell may hold":  {"Đơn vị;Chỉ số;Kỳ\n857;info_skills_rate;2024\n", []string{"thiếu cột (\"numerator (tử số), denominator (mẫu số)\")"}, ""},
		"half of the counts":            {"Đơn vị;Chỉ số;Kỳ;Tử số\n857;info_skills_rate;2024;1\n", []string{"thiếu cột (\"denominator (mẫu số)\")"}, "tử số)"},
		"blank lines alone":             {"\n \n;;;\n", []string{"a.csv: tệp chỉ có dòng trống"}, ""},
		"a group that there is not":     {vi + ";Nhóm\n857;clc_ict_rate;2024;1;2;x\n", []string{"Để trống cột “Nhóm”"}, `"group"`},
		"too many rows, and all doubly": {en + "\n" + strings.Repeat("857,info_skills_rate,2024,1,2\n", 7), []string{"a.csv:7: có 7 dòng số liệu, nhiều hơn mức 5 của một báo cáo"}, "trùng"},
	} {
		t.Run(name, func(t *testing.T) {
			limits := intake.Limits{Bytes: 1 << 16, Rows: 5}
			doc, err := intake.DecodeCSV("a.csv", strings.NewReader(c.text), limits)
			if strings.HasPrefix(c.text, "{") {
				doc, err = intake.DecodeJSON(strings.NewReader(jsonRows(c.text)), limits)
			}
			if err != nil {
				t.Fatal(err)
			}
			doc.Plan = vinhLong
			_, err = newDesk(t).Submit(t.Context(), doc, office(ledger.SourceAPI))
			text := problemsOf(t, err).In(lang.Vietnamese)
			for _, want := range c.says {
				if !strings.Contains(text, want) {
					t.Errorf("%q is missing in %s", want, text)
				}
			}
			if c.not != "" && strings.Contains(text, c.not) {
				t.Errorf("%q does not belong into %s", c.not, text)
			}
		})
	}
}

// A file need have no column that none of its rows uses.
func TestAFileOfLevelsOrNobodyAlone(t *testing.T) {
	for name, text := range map[string]string{
		"levels":     "Đơn vị;Chỉ số;Kỳ;Giá trị\n857;primary_universal_level;2024;2\n",
		"nobody":     "unit,indicator,period,nobody\n857,clc_ict_rate,2024,x\n",
		"unverified": "unit,indicator,period,unverified\n857,info_skills_rate,2024,51.5\n",
		"in words":   "unit,indicator,period,numerator,denominator\n857,clc_ict_rate,2024,không có ai,\n",
		"below 1%":   "unit,indicator,period,unverified,reason\n857,info_skills_rate,2024,0.5,rất ít người học\n",
	} {
		if err := newDesk(t).sendAs(t, vinhLong, text); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Whatever is found while a report is accepted says where it stands in it, and whose the cell is, as what was found before does; and
// what it advises is what its sender can do.
func TestWhatTheLedgerFindsIsPlacedAndNamed(t *testing.T) {
	const total, women = "860,info_skills_rate,2024,,53040,104000\n", "860,info_skills_rate,2024,sex=female,30000,52000\n"
	d := newDesk(t)
	if err := d.send(t, vinhLong, "860,info_skills_rate,2021,,53040,104000\n"); err != nil {
		t.Fatal(err)
	}
	if err := d.send(t, vinhLong, total+women); err != nil {
		t.Fatal(err)
	}
	if _, err := d.book.Decide(t.Context(), ledger.Who{Name: "Sở GDĐT"}, []decision.Decision{{
		Kind: decision.Lock, Plan: vinhLong, Form: "annual-district", Period: period.Year(2023), Units: []string{"d:860@0"}, Reason: "đã chốt số"}}); err != nil {
		t.Fatal(err)
	}
	import2024 := office(ledger.SourceImport)
	import2024.ReceivedOn = period.DateOf(2025, 1, 5)
	for name, c := range map[string]struct {
		rows string
		base string
		from intake.Sender
		says []string
	}{
		"a part above its whole": {"860,info_skills_rate,2024,,20000,40000\n", "", office(ledger.SourceAPI),
			[]string{"gửi dòng sửa số đó trong cùng báo cáo này, và ở dòng nào số thay đổi nhiều thì ghi lý do vào cột “reason” (thêm cột này vào tệp)"}},
		"a size":       {"860,info_skills_rate,2022,,530400,1040000\n", "", office(ledger.SourceAPI), []string{"a.csv:2.denominator: ", "Số đã có của đơn vị là khoảng 104000", "ở dòng này ghi lý do vào cột “reason”"}},
		"an older day": {"860,info_skills_rate,2024,,53041,104000\n", "", import2024, []string{"ghi lý do vào cột “reason” (thêm cột này vào tệp)"}},
		"a lock":       {"860,life_skills_rate,2023,,1,2\n", "", office(ledger.SourceAPI), []string{"kỳ này đã khóa sổ"}},
		"a base":       {"860,info_skills_rate,2024,,53042,104000\n", "first", office(ledger.SourceImport), []string{"từ đó đã thành 53043/104000 (trước là 53040/104000)", "15/01/2026", "--base XHHT-"}},
	} {
		t.Run(name, func(t *testing.T) {
			base := ""
			if c.base != "" {
				list, err := d.book.EntriesAfter(t.Context(), 1, 1) // the first of 2024
				if err != nil {
					t.Fatal(err)
				}
				base = list[0].Receipt
				if err := d.send(t, vinhLong, "860,info_skills_rate,2024,,53043,104000\n"); err != nil {
					t.Fatal(err)
				}
			}
			doc, err := intake.DecodeCSV("a.csv", strings.NewReader(groupHead+c.rows), intake.DefaultLimits)
			if err != nil {
				t.Fatal(err)
			}
			doc.Plan, doc.Note, doc.Base = vinhLong, "một ghi chú không trả lời câu hỏi nào", base
			if c.from.Source == ledger.SourceAPI {
				doc.Note = ""
			}
			_, err = d.Preview(context.Background(), doc, c.from)
			if err == nil {
				t.Fatal("taken")
			}
			text := err.Error()
			for _, want := range append(c.says, "a.csv:2", "Huyện Tam Bình (860), huyện: ") {
				if !strings.Contains(text, want) {
					t.Errorf("%q is missing in %s", want, text)
				}
			}
		})
	}
}
