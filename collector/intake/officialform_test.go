package intake_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/xhht/xhht/collector/intake"
	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/internal/report"
	"github.com/xhht/xhht/internal/subject"
	"github.com/xhht/xhht/internal/workbook/workbooktest"
)

// An official form goes into the ledger as the rates that the law asks for, under the name that it gives its commune.
func TestAnOfficialFormIsAccepted(t *testing.T) {
	d := newDesk(t)
	for _, tc := range []struct{ name, want string }{{"An Bình", "accepted"}, {"Long Hổ", "unknown_unit"}} {
		doc, err := intake.Decode("XMC4.xls", bytes.NewReader(workbooktest.One([]any{"THỐNG KÊ ĐẠT CHUẨN XÓA MÙ CHỮ"}, []any{"Thời điểm: ngày 30 tháng 9 năm 2025"},
			[]any{"TT", "Đơn vị"}, []any{1, 2, 13, 14, 15, 16, 17}, []any{1, "Xã " + tc.name, 5000, 4900, 98.0, 4800, 96.0}).XLS()), intake.DefaultLimits)
		if err != nil {
			t.Fatal(err)
		}
		if n := doc.Notices; len(n) != 1 || n[0].Code != "official_form" || !strings.Contains(n[0].Rule.VI, "XMC-4") {
			t.Errorf("notices %v", n)
		}
		doc.Plan = "pcgd-xmc-vinh-long"
		from := intake.Sender{By: report.By{Subject: subject.Subject{ID: subject.Local, Kind: subject.Person, Active: true, Scopes: []subject.Scope{subject.Below("p:86@0")}}, Source: ledger.SourceImport}}
		_, err = d.Submit(t.Context(), doc, from)
		if tc.want != "accepted" {
			if list := problemsOf(t, err); string(list[0].Code) != tc.want || list[0].Place.String() != "XMC4.xls: Biểu!5.đơn vị" {
				t.Errorf("%v", list)
			}
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if got, want := d.entries(t), "c:29584@2025-07-01 age15_60_literate2 2025 all r1 4800/5000 2026-01-15"; !slices.Equal(got, []string{want}) {
		t.Errorf("%q, want %q", got, want)
	}
}

// A list of persons is refused whatever it came as and wherever it stands, and the refusal holds nothing of it.
func TestAListOfPersonsIsRefused(t *testing.T) {
	list := [][]any{{"TT", "Họ đệm", "Tên", "Điện thoại"}, {1, "Trần Thị", "Bí Mật", "0900000000"}}
	table := workbooktest.Sheet{Name: "A", Rows: [][]any{bookHead, {"857", "info_skills_rate", "2024", nil, 1, 2}}}
	for name, data := range map[string][]byte{
		"xlsx":   workbooktest.One(list...).XLSX(),
		"xls":    workbooktest.One(list...).XLS(),
		"hidden": workbooktest.Book{Sheets: []workbooktest.Sheet{table, {Name: "B", State: "veryHidden", Rows: list}}}.XLSX(),
		"beside": workbooktest.Book{Sheets: []workbooktest.Sheet{{Name: "A", Rows: slices.Concat(table.Rows, list)}}}.XLSX(),
		"csv":    []byte("TT;Họ đệm;Tên;Điện thoại\n1;Trần Thị;Bí Mật;0900000000\n"),
	} {
		doc, err := intake.Decode("a", bytes.NewReader(data), intake.DefaultLimits)
		got := problemsOf(t, err)
		if len(got) != 1 || got[0].Code != "person_level" || strings.Contains(fmt.Sprint(got, doc), "Bí Mật") || strings.Contains(fmt.Sprint(got, doc), "0900000000") {
			t.Errorf("%s: %v %v", name, got, doc)
		}
	}
}
