package intake

import (
	"fmt"
	"io"
	"slices"
	"strconv"

	"github.com/xuri/excelize/v2"

	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/report"
	"github.com/xhht/xhht/internal/wording"
)

// formVersion changes when a workbook that was handed out could be misread by the present program.
const formVersion = "1"

// bookColumn is one column of our workbook.
type bookColumn struct {
	name   string
	width  float64
	hidden bool // codes: people read the names
	open   bool // to be filled in
}

var bookColumns = []bookColumn{
	{"unit", 14, true, false}, {"unit_name", 22, false, false}, {"indicator", 24, true, false}, {"indicator_name", 46, false, false},
	{"period", 10, false, false}, {"group", 14, true, false}, {"group_name", 18, false, false},
	{"numerator", 13, false, true}, {"denominator", 13, false, true}, {"value", 11, false, true}, {"nobody", 12, false, true},
	{"last", 28, false, false}, {"as_last", 12, false, true}, {"reason", 30, false, true}, {"hint", 60, false, false},
	{"last_numerator", 10, true, false}, {"last_denominator", 10, true, false}, {"last_value", 10, true, false},
}

// firstRow of a sheet's table; above it stand the title and how to fill it in.
const firstRow = 5

// WriteBlankBook writes empty forms as a workbook, a sheet for each: what WriteBlanks writes, with lists to choose from, ranges, a hint at
// every cell, and the last numbers in grey, which count only where somebody says that they hold again. What is not to be filled in is
// locked, without a password: it keeps from slips, not from people.
func WriteBlankBook(w io.Writer, l lang.Lang, reg plan.Registry, blanks []Blank, reported []report.Entry) error {
	f := excelize.NewFile()
	defer f.Close() //nolint:errcheck // it was only written
	b := blankBook{f: f, l: l, reg: reg, reported: reported}
	b.style()
	for i, blank := range blanks {
		b.sheet(fmt.Sprintf("%s %d", lang.Text{VI: "Biểu", EN: "Form"}.In(l), i+1), blank)
	}
	b.identity(blanks)
	b.did(f.DeleteSheet("Sheet1"))
	if b.err != nil {
		return fmt.Errorf("write the workbook: %w", b.err)
	}
	return f.Write(w)
}

type blankBook struct {
	f        *excelize.File
	l        lang.Lang
	reg      plan.Registry
	reported []report.Entry
	err      error

	title, heading, locked, open, grey int // styles
}

func (b *blankBook) did(err error) {
	if b.err == nil {
		b.err = err
	}
}

func (b *blankBook) newStyle(s excelize.Style) int {
	id, err := b.f.NewStyle(&s)
	b.did(err)
	return id
}

func (b *blankBook) style() {
	wrap := &excelize.Alignment{WrapText: true, Vertical: "top"}
	edge := []excelize.Border{{Type: "left", Color: "B0B0B0", Style: 1}, {Type: "right", Color: "B0B0B0", Style: 1}, {Type: "top", Color: "B0B0B0", Style: 1}, {Type: "bottom", Color: "B0B0B0", Style: 1}}
	b.title = b.newStyle(excelize.Style{Font: &excelize.Font{Bold: true, Size: 14}})
	b.heading = b.newStyle(excelize.Style{Font: &excelize.Font{Bold: true}, Alignment: wrap, Border: edge, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E8EEF0"}}})
	b.locked = b.newStyle(excelize.Style{Alignment: wrap, Border: edge})
	b.grey = b.newStyle(excelize.Style{Font: &excelize.Font{Color: "808080", Italic: true}, Alignment: wrap, Border: edge})
	b.open = b.newStyle(excelize.Style{Alignment: wrap, Border: edge, Protection: &excelize.Protection{Locked: false}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"FFFBE6"}}})
}

func (b *blankBook) sheet(name string, blank Blank) {
	_, err := b.f.NewSheet(name)
	b.did(err)
	form := blank.Duty.Form
	b.text(name, 1, 1, form.Name.In(b.l), b.title)
	b.text(name, 2, 1, lang.Textf("%[1]s, kỳ %[2]s", "%[3]s, period %[2]s", blank.Unit.Written(), blank.Period.String(), blank.Unit.Written()).In(b.l), 0)
	b.text(name, 3, 1, lang.Text{
		VI: "Chỉ ghi vào ô nền vàng. Dòng để trống là chưa báo cáo. Số xám là số lần trước, chỉ được tính khi ghi x vào cột “Như lần trước”.",
		EN: "Write into the yellow cells only. An empty row counts as not reported. Grey numbers are those of last time: they count only with an x in the column “as_last”.",
	}.In(b.l), 0)
	for i, col := range bookColumns {
		b.text(name, firstRow, i+1, b.headingOf(col.name), b.heading)
		letters := columnLetters(i + 1)
		b.did(b.f.SetColWidth(name, letters, letters, col.width))
		b.did(b.f.SetColVisible(name, letters, !col.hidden))
	}
	row := firstRow
	for _, id := range blank.Duty.Owed(blank.Unit.UID, blank.Period) {
		ind := b.reg.Indicators[id]
		for _, group := range slices.Concat([]string{catalogue.GroupAll}, ind.Groups) {
			row++
			b.row(name, row, blank, ind, group)
		}
	}
	// What is above the headings need not be merged: the table is found by its headings.
	b.did(b.f.SetPanes(name, &excelize.Panes{Freeze: true, YSplit: firstRow, TopLeftCell: fmt.Sprintf("A%d", firstRow+1), ActivePane: "bottomLeft"}))
	b.did(b.f.ProtectSheet(name, &excelize.SheetProtectionOptions{SelectLockedCells: true, SelectUnlockedCells: true, FormatColumns: true, FormatRows: true, Sort: true, AutoFilter: true}))
}

// headingOf is what the column is called in the language of the form.
func (b *blankBook) headingOf(name string) string {
	for _, col := range columns {
		if col.name == name {
			return lang.Text{VI: lang.Capital(col.vietnamese), EN: col.name}.In(b.l)
		}
	}
	return name
}

func (b *blankBook) row(sheet string, row int, blank Blank, ind catalogue.Indicator, group string) {
	key := report.Key{Unit: blank.Unit.UID, Indicator: ind.ID, Group: group, Period: blank.Period}
	last, had := lastEntry(b.reported, key)
	groupName := lang.Text{VI: "Chung", EN: "All"}
	if group != catalogue.GroupAll {
		groupName = lang.Text{VI: wording.GroupName(group, lang.Vietnamese), EN: wording.GroupName(group, lang.English)}
	}
	texts := map[string]string{
		"unit": key.Unit, "unit_name": blank.Unit.Written(), "indicator": ind.ID, "indicator_name": ind.Name.In(b.l), "period": blank.Period.String(),
		"group": group, "group_name": groupName.In(b.l), "last": lastOf(b.reported, key).In(b.l), "hint": howTo(ind).In(b.l),
	}
	for i, col := range bookColumns {
		switch {
		case col.name == "last":
			b.text(sheet, row, i+1, texts[col.name], b.grey)
		case col.open && asks(ind, col.name):
			b.text(sheet, row, i+1, "", b.open)
			b.rule(sheet, columnLetters(i+1)+strconv.Itoa(row), ind, col.name)
		default:
			b.text(sheet, row, i+1, texts[col.name], b.locked)
		}
	}
	if !had || last.Nobody || last.Unverified != nil {
		return // said in words; what holds again of that is to be written again
	}
	for name, v := range map[string]*float64{"last_numerator": last.Numerator, "last_denominator": last.Denominator, "last_value": last.Value} {
		if i := slices.IndexFunc(bookColumns, func(c bookColumn) bool { return c.name == name }); v != nil {
			b.did(b.f.SetCellFloat(sheet, columnLetters(i+1)+strconv.Itoa(row), *v, -1, 64))
		}
	}
}

// asks reports whether an indicator's row has something to write into a column.
func asks(ind catalogue.Indicator, column string) bool {
	rate := ind.Measure == catalogue.Rate
	switch column {
	case "numerator", "denominator":
		return rate
	case "value":
		return !rate
	case "nobody":
		return rate || ind.Measure == catalogue.Quantity
	}
	return true
}

// rule gives a cell its list or range, and its hint.
func (b *blankBook) rule(sheet, cell string, ind catalogue.Indicator, column string) {
	v := excelize.NewDataValidation(true)
	v.Sqref = cell
	switch column {
	case "nobody", "as_last":
		b.did(v.SetDropList([]string{"x"}))
	case "numerator", "denominator":
		b.did(v.SetRange(0, 1e12, excelize.DataValidationTypeWhole, excelize.DataValidationOperatorBetween))
	case "value":
		most, kind := 1e12, excelize.DataValidationTypeWhole
		switch ind.Measure {
		case catalogue.Level:
			most = ind.Max
		case catalogue.Status:
			most = 1
		default:
			if ind.Decimals > 0 {
				kind = excelize.DataValidationTypeDecimal
			}
		}
		b.did(v.SetRange(0, most, kind, excelize.DataValidationOperatorBetween))
	default:
		v.Type = "none"
	}
	hint := map[string]lang.Text{
		"nobody":  {VI: "Ghi x nếu không có đối tượng nào để đếm", EN: "Write x where there is nobody to count"},
		"as_last": {VI: "Ghi x nếu số lần trước vẫn đúng cho kỳ này", EN: "Write x if the numbers of last time hold for this period, too"},
		"reason":  {VI: "Vì sao số thay đổi nhiều, nếu có", EN: "Why the number changed much, if it did"},
	}[column]
	if hint.VI == "" {
		hint = howTo(ind)
	}
	v.SetInput(shortened(b.headingOf(column), 32), shortened(hint.In(b.l), 250))
	v.SetError(excelize.DataValidationErrorStyleStop, lang.Text{VI: "Chưa đúng", EN: "Not right"}.In(b.l), shortened(hint.In(b.l), 220))
	b.did(b.f.AddDataValidation(sheet, v))
}

func shortened(text string, most int) string {
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most-1]) + "…"
	}
	return text
}

// identity writes a sheet that nobody sees and that says what the workbook is.
func (b *blankBook) identity(blanks []Blank) {
	_, err := b.f.NewSheet(identitySheet)
	b.did(err)
	rows := [][2]string{{"version", formVersion}}
	if len(blanks) > 0 {
		first := blanks[0]
		rows = append(rows, [2]string{"plan", first.Duty.Plan.ID}, [2]string{"form", first.Duty.Form.ID}, [2]string{"unit", first.Unit.UID}, [2]string{"period", first.Period.String()})
	}
	for i, r := range rows {
		b.text(identitySheet, i+1, 1, r[0], 0)
		b.text(identitySheet, i+1, 2, r[1], 0)
	}
	b.did(b.f.SetSheetVisible(identitySheet, false, true))
}

// text writes a text, which stays one whatever it begins with.
func (b *blankBook) text(sheet string, row, col int, text string, style int) {
	cell := columnLetters(col) + strconv.Itoa(row)
	if text != "" {
		b.did(b.f.SetCellStr(sheet, cell, text))
	}
	if style != 0 {
		b.did(b.f.SetCellStyle(sheet, cell, cell, style))
	}
}

func columnLetters(n int) string {
	letters, err := excelize.ColumnNumberToName(n)
	if err != nil {
		return "A"
	}
	return letters
}

// lastEntry is what the cell, or the one of the nearest period before, holds.
func lastEntry(reported []report.Entry, k report.Key) (last report.Entry, had bool) {
	for _, e := range reported {
		same := e.Unit == k.Unit && e.Indicator == k.Indicator && e.Group == k.Group && !e.Period.Start().After(k.Period.Start())
		if same && (!had || e.Period.Start().After(last.Period.Start())) {
			last, had = e, true
		}
	}
	return last, had
}
