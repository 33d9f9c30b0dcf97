package intake_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/unicode"

	"github.com/xhht/xhht/collector/intake"
	"github.com/xhht/xhht/internal/lang"
)

const (
	head = "unit,indicator,period,group,numerator,denominator,value\n"
	line = "857,info_skills_rate,2024,all,60123,121000,\n"
)

func TestCSVIsRefused(t *testing.T) {
	refuse(t, "csv", []refusal{
		{"nothing", "", []string{"csv_empty @bao-cao.csv"}},
		{"a mark alone", "\ufeff\r\n", []string{"csv_empty @bao-cao.csv"}},
		{"a header alone", head, []string{"no_rows"}},
		{"no header", line, []string{"csv_no_header @bao-cao.csv:1"}},
		{"a missing column", "unit,indicator,numerator,denominator\n857,x,1,2\n", []string{"csv_column_missing @bao-cao.csv:1"}},
		{"a column that may be another", strings.Replace(head, "value", "value (percent)", 1) + line + strings.Replace(line, ",\n", ",49.7\n", 1), []string{"csv_column_near @bao-cao.csv:3"}},
		{"a needed column by another name", strings.Replace(head, "numerator", "Tử số (người)", 1) + line, []string{"csv_column_missing @bao-cao.csv:1"}},
		{"a title above the header", "BÁO CÁO NĂM 2024,,,\n\n" + head + line, []string{"csv_header_below @bao-cao.csv:1"}},
		{"columns of blanks", "unit indicator period numerator denominator\n857 info_skills_rate 2024 1 2\n", []string{"csv_separator @bao-cao.csv:1"}},
		{"letters that became question marks", "don v?;ch? s?;k?;t? s?;m?u s?\n857;x;2024;1;2\n", []string{"csv_damaged @bao-cao.csv:1"}},
		{"letters read in another encoding", "Ä‘Æ¡n vá»‹;chá»‰ sá»‘;ká»³\n857;x;2024\n", []string{"csv_damaged @bao-cao.csv:1"}},
		{"a row with another separator", strings.ReplaceAll(head, ",", ";") + line, []string{"csv_ragged @bao-cao.csv:2"}},
		{"a workbook", "PK\x03\x04\x14\x00[Content_Types].xml", []string{"not_csv @bao-cao.csv"}},
		{"an old workbook", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", []string{"not_csv @bao-cao.csv"}},
		{"a page of HTML", "<html><body><table><tr><td>unit</td></tr></table>", []string{"not_csv @bao-cao.csv"}},
		{"a column without a name", strings.Replace(head, "value", "", 1) + line + strings.Replace(line, ",\n", ",49.7\n", 1), []string{"csv_column_unnamed @bao-cao.csv:3"}},
		{"a column in two languages", strings.Replace(head, "value", "đơn vị", 1) + line, []string{"csv_column_twice @bao-cao.csv:1"}},
		{"rows without a number", head + "857,info_skills_rate,2024,all,,,\n", []string{"no_rows"}},
		{"ragged rows", head + "857,info_skills_rate,2024\n" + line + line[:len(line)-1] + ",,x\n", []string{"csv_ragged @bao-cao.csv:2", "csv_ragged @bao-cao.csv:4"}},
		{"an open quote", head + line + `"858,info_skills_rate,2024` + "\n" + line, []string{"csv_quote @bao-cao.csv:3"}},
		{"a quote inside", head + `85"7,info_skills_rate,2024,all,1,2,` + "\n", []string{"csv_quote @bao-cao.csv:2"}},
		{"a broken header", `unit,"indicator` + "\n", []string{"csv_quote @bao-cao.csv:1"}},
		{"half a UTF-16", "\xff\xfeu\x00n\x00i", []string{"not_utf8 @bao-cao.csv:1"}},
		{"UTF-32", "\xff\xfe\x00\x00u\x00\x00\x00", []string{"not_utf8 @bao-cao.csv:1"}},
		{"Windows-1258", head + line + "Huy\xea\xf2n Long H\xf4\xcc,info_skills_rate,2024,all,1,2,\n", []string{"not_utf8 @bao-cao.csv:3"}},
		{"a comma decimal between semicolons", strings.ReplaceAll(head, ",", ";") + "857;info_skills_rate;2024;all;97;100;97,0\n", []string{"comma_decimal @bao-cao.csv:2.value"}},
		{"a point between thousands", head + "857,info_skills_rate,2024,all,60.123,121.000,\n", []string{"thousand_separator @bao-cao.csv:2.numerator", "thousand_separator @bao-cao.csv:2.denominator"}},
		{"numerator above denominator", head + "857,info_skills_rate,2024,all,3,2,\n", []string{"numerator_above_denominator @bao-cao.csv:2"}},
		{"negative, NaN, 1e309", head + "857,info_skills_rate,2024,all,-1,2,\n857,info_skills_rate,2023,all,NaN,2,\n857,info_skills_rate,2022,all,1,1e309,\n",
			[]string{"negative @bao-cao.csv:2.numerator", "not_a_number @bao-cao.csv:3.numerator", "not_a_number @bao-cao.csv:4.denominator"}},
		{"percent as 0.97 and as 97", head + "857,info_skills_rate,2024,all,,,0.97\n857,info_skills_rate,2023,all,,,97\n", []string{"counts_missing @bao-cao.csv:2", "counts_missing @bao-cao.csv:3"}},
		{"unknown unit and indicator", head + "999,x,2024,all,1,2,\n", []string{"unknown_indicator @bao-cao.csv:2.indicator", "unknown_unit @bao-cao.csv:2.unit"}},
		{"a closed unit", head + "c:29548@0,info_skills_rate,2024,all,1,2,\n", []string{"unit_closed @bao-cao.csv:2.unit"}},
		{"a wrong and a future period", head + "857,info_skills_rate,12/2024,all,1,2,\n857,info_skills_rate,2027,all,1,2,\n", []string{"wrong_period @bao-cao.csv:2.period", "future_period @bao-cao.csv:3.period"}},
		{"one cell twice", head + line + "\n" + line, []string{"duplicate_row @bao-cao.csv:4"}},
		{"days of receipt", "unit,indicator,period,numerator,denominator,received_on\n" +
			"857,info_skills_rate,2024,1,2,05/12/2024\n860,info_skills_rate,2024,1,2,30/02/2024\n861,info_skills_rate,2024,1,2,2024-02-30\n857,info_skills_rate,2023,1,2,2026-01-16\n857,info_skills_rate,2022,1,2,2021-12-31\n",
			[]string{"two_dates @bao-cao.csv:2.received_on", "no_such_day @bao-cao.csv:3.received_on", "no_such_day @bao-cao.csv:4.received_on", "future_date @bao-cao.csv:5.received_on", "future_period @bao-cao.csv:6.period"}},
		{"a cell of two lines", head + "\"85\n7\",info_skills_rate,2024,all,1,2,\n858,info_skills_rate,2024,all,1,2,\n", []string{"unknown_unit @bao-cao.csv:2.unit", "unit_out_of_scope @bao-cao.csv:4.unit"}},
		{"a bell", head + "857\a,info_skills_rate,2024,all,1,2,\n", []string{"strange_character @bao-cao.csv:2.unit"}},
		{"everything in the order of lines", head + "999,info_skills_rate,2024,all,1,2,\n857\n858,info_skills_rate,2024,all,1,2,\n\"", []string{
			"unknown_unit @bao-cao.csv:2.unit", "csv_ragged @bao-cao.csv:3", "unit_out_of_scope @bao-cao.csv:4.unit", "csv_quote @bao-cao.csv:5",
		}},
	}, func(d desk, text string) error {
		_, err := d.csv(t, text)
		return err
	})
}

func TestCSVIsTaken(t *testing.T) {
	const want = "d:857@0 info_skills_rate 2024 all r1 60123/121000 2026-01-15"
	for name, text := range map[string]string{
		"plain":                         head + line,
		"no line break at the end":      head + strings.TrimSpace(line),
		"byte order mark and CRLF":      "\ufeff" + strings.ReplaceAll(head+line, "\n", "\r\n"),
		"semicolons":                    strings.ReplaceAll(head+line, ",", ";"),
		"without optional columns":      "unit,indicator,period,numerator,denominator\n857,info_skills_rate,2024,60123,121000\n",
		"columns in another order":      "denominator,numerator,period,indicator,unit\n121000,60123,2024,info_skills_rate,857\n",
		"Vietnamese header":             "Đơn vị;Chỉ số;Kỳ;Nhóm;Tử số;Mẫu số;Giá trị\n857;info_skills_rate;2024;;60123;121000;\n",
		"decomposed header":             "đơn vị,chỉ số,kỳ,tử số,mẫu số\n857,info_skills_rate,2024,60123,121000\n",
		"quoted cells":                  head + `"857","info_skills_rate","2024","all","60123","121000",""` + "\n",
		"spaces around":                 " unit , indicator , period , numerator , denominator \n 857 , info_skills_rate , 2024 , 60123 , 121000 \n",
		"empty lines and blank rows":    "\n" + head + "\n,,,,,,\n" + line + " , ,,,,,\n\n",
		"an empty column at the end":    strings.ReplaceAll(head+line, "\n", ",\n"),
		"three of them, once":           strings.Replace(head, "\n", ",, ,\n", 1) + line,
		"an empty column between":       "unit,indicator,,period,numerator,denominator\n857,info_skills_rate, ,2024,60123,121000\n",
		"a name":                        head + "Huyện Long Hồ,info_skills_rate,2024,all,60123,121000,\n",
		"tabs":                          strings.ReplaceAll(head+line, ",", "\t"),
		"CR only":                       strings.ReplaceAll(head+line, "\n", "\r"),
		"sep line":                      "sep=,\n" + head + line,
		"UTF-16":                        utf16(head + line),
		"a header without marks":        "don vi;chi so;ky;tu so;mau so\n857;info_skills_rate;2024;60123;121000\n",
		"a header in capitals":          "ÐƠN VỊ*;CHỈ SỐ*;KỲ:;TỬ SỐ;MẪU SỐ\n857;info_skills_rate;2024;60123;121000\n",
		"line breaks in the header":     "\"đơn\nvị\";\"chỉ\r\nsố\";kỳ;tử số;mẫu số\n857;info_skills_rate;2024;60123;121000\n",
		"text that looks like a number": head + "=\"857\",info_skills_rate,\"=\"\"2024\"\"\",all,'60123,121000,\n",
		"columns that nobody asked for": strings.Replace(head, "\n", ",ghi chú,STT,\"tỷ lệ, %\"\n", 1) + strings.Replace(line, "\n", ",đã kiểm tra,1,49.7\n", 1),
		"rows without a number":         head + line + "858,info_skills_rate,2024,all,,,\n",
		"longer rows that are empty":    head + strings.Replace(line, "\n", ",,,\n", 1),
		"invisible characters":          head + "\u200b857\u00a0,info_skills_rate,2024,all,60123\ufeff,121000,\n",
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			if _, err := d.csv(t, text); err != nil {
				t.Fatal(err)
			}
			if got := d.entries(t); !slices.Equal(got, []string{want}) {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}

func utf16(text string) string {
	out, _ := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(text)
	return out
}

// What is left out is said: a column that nobody asked for, lines that give no number.
func TestWhatIsLeftOutIsSaid(t *testing.T) {
	doc, err := intake.DecodeCSV("a.csv", strings.NewReader("unit;ghi chú;indicator;period;numerator;denominator;STT\n857;x;info_skills_rate;2024;1;2;1\n858;;info_skills_rate;2024;;;2\n859;;info_skills_rate;2024;;;3\n861;;info_skills_rate;2024;;;3\n"), intake.DefaultLimits)
	if err != nil {
		t.Fatal(err)
	}
	want := "a.csv:1: columns that are not asked for are left out (\"ghi chú, STT\")\na.csv: 3 lines give no number and count as not reported (\"3–5\")"
	if got := doc.Notices.In(lang.English); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// Messages call the columns as the file does.
func TestMessagesNameTheColumnsOfTheFile(t *testing.T) {
	for head, want := range map[string]string{
		"unit,indicator,period,numerator,denominator": "bao-cao.csv:2.numerator",
		"Đơn vị,Chỉ số,Kỳ,Tử số,Mẫu số":               "bao-cao.csv:2.Tử số",
		"ĐƠN VỊ,CHỈ SỐ,KỲ,\"TỬ\nSỐ *\",MẪU SỐ":        "bao-cao.csv:2.TỬ SỐ *",
		"don vi,chi so,ky,tu so,mau so":               "bao-cao.csv:2.tu so",
	} {
		_, err := newDesk(t).csv(t, head+"\n857,info_skills_rate,2024,x,121000\n")
		if got := problemsOf(t, err); len(got) != 1 || !strings.HasPrefix(strings.Replace(got[0].Place.String(), ":3.", ":2.", 1), want) {
			t.Errorf("%q: %v, want the place %s", head, got, want)
		}
	}
}

func TestCSVLimits(t *testing.T) {
	doc, err := intake.DecodeCSV("a.csv", strings.NewReader(head+strings.Repeat(line, 5)), intake.Limits{Bytes: 2000, Rows: 3})
	if err != nil {
		t.Fatal(err)
	}
	doc.Plan = vinhLong
	_, err = newDesk(t).Submit(t.Context(), doc, sender)
	got := problemsOf(t, err)
	if last := got[len(got)-1]; last.Code != "too_many_rows" || last.Place.String() != "a.csv:5" {
		t.Errorf("got %v, want too_many_rows at line 5", got)
	}
	var malformed *intake.Malformed
	_, err = intake.DecodeCSV("a.csv", strings.NewReader(strings.Repeat(line, 100)), intake.Limits{Bytes: 2000, Rows: 3})
	if !errors.As(err, &malformed) || malformed.Problem.Code != "too_large" || malformed.Problem.Place.String() != "a.csv" {
		t.Errorf("a file above the limit: %v", err)
	}
}

func FuzzCSV(f *testing.F) {
	for _, s := range []string{head + line, "\ufeff" + head, strings.ReplaceAll(head+line, ",", ";"), head + "\"a\nb\",c", "unit\r\n\xff"} {
		f.Add(s)
	}
	d := newDesk(f)
	f.Fuzz(func(t *testing.T, text string) {
		doc, err := intake.DecodeCSV("a.csv", strings.NewReader(text), intake.Limits{Bytes: 1 << 20, Rows: 100})
		judge(t, d, doc, err)
	})
}
