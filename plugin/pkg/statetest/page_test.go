package statetest

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/xhht/xhht/internal/column"
	"github.com/xhht/xhht/internal/golden"
	"github.com/xhht/xhht/internal/grafanatest"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/owed"
	"github.com/xhht/xhht/internal/scorecard"
	"github.com/xhht/xhht/internal/standing"
	"github.com/xhht/xhht/internal/timeliness"
	"github.com/xhht/xhht/plugin/pkg/frames"
)

// Every state is met by every rule, and what comes of it is what the page says. A change here is a change of who is called at night:
// read the difference before you accept it.
func TestWhatEveryRuleDoesWithEveryState(t *testing.T) {
	all := rules(t)
	var b strings.Builder
	b.WriteString(head)
	section(t, &b, "Trạng thái của một chỉ tiêu ở một đơn vị", all, statusLines(t))
	section(t, &b, "Trạng thái của một báo cáo phải nộp", all, reportLines(t))
	section(t, &b, "Tình hình giữ chuẩn PCGD, XMC", all, keepingLines(t))
	section(t, &b, "Danh hiệu có thời hạn", all, titleLines(t))
	golden.Equal(t, "../../../docs/trang-thai.md", b.String())
}

const head = `<!-- Sinh ra từ chương trình, đừng sửa tay; generated: UPDATE_GOLDEN=1 go test -tags arrow_json_stdlib ./plugin/pkg/statetest -->

# Mọi trạng thái: chữ, màu, và cảnh báo nào kêu

Bảng do chính các quy tắc cảnh báo trả lời: mỗi dòng là một tình huống thật (số liệu nộp vào, không phải trạng thái viết sẵn), mỗi cột là một
quy tắc như Grafana nhận được. **kêu**: cảnh báo bật. **không kêu**: cảnh báo tắt, cái đang bật thì hết. **giữ nguyên**: không đủ căn cứ để kết
luận, cảnh báo đang bật thì còn, đang tắt thì vẫn tắt. Chữ ngắn dùng trong dòng thời gian; màu dùng trên bản đồ, bảng và nhãn, luôn có chữ đi kèm.
`

// line is one situation in the table.
type line struct {
	how    string // how the state came about, where there are several ways
	shown  shown
	brief  string
	source one
}

// shown is how a column of the data source shows the one row of a frame.
type shown struct {
	word, colour string
	of           int // words that the column has in all
}

func look(t *testing.T, f *data.Frame, name column.Name) shown {
	t.Helper()
	field, _ := f.FieldByName(name.String())
	if field == nil || field.Len() == 0 || field.Config == nil || field.Config.TypeConfig == nil || field.Config.TypeConfig.Enum == nil {
		t.Fatalf("%s has no column of states %s", f.Name, name)
	}
	at, ok := field.ConcreteAt(0)
	i, isIndex := at.(data.EnumItemIndex)
	words := field.Config.TypeConfig.Enum
	if !ok || !isIndex || int(i) >= len(words.Text) || words.Text[i] == "" || len(words.Color) != len(words.Text) {
		t.Fatalf("%s, %s: state %v has no word or no colour among %q", f.Name, name, at, words.Text)
	}
	return shown{words.Text[i], words.Color[i], len(words.Text)}
}

func section(t *testing.T, b *strings.Builder, title string, all []grafanatest.Rule, lines []line) {
	t.Helper()
	asked := slices.DeleteFunc(slices.Clone(all), func(r grafanatest.Rule) bool { return !lines[0].source.answers(measure(t, r)) })
	if len(asked) == 0 {
		t.Fatalf("no rule looks at: %s", title)
	}
	fmt.Fprintf(b, "\n## %s\n\n| trạng thái | chữ ngắn | màu |", title)
	for _, r := range asked {
		name, _, _ := strings.Cut(r.Title, " – ")
		fmt.Fprintf(b, " %s |", name)
	}
	b.WriteString("\n|---|---|---|" + strings.Repeat("---|", len(asked)) + "\n")
	seen := map[string]string{} // colour → word
	for _, l := range lines {
		if other := seen[l.shown.colour]; other != "" && other != l.shown.word {
			t.Errorf("%s has the colour of %s", l.shown.word, other)
		}
		seen[l.shown.colour] = l.shown.word
		fmt.Fprintf(b, "| %s%s | %s | `%s` |", l.shown.word, l.how, l.brief, l.shown.colour)
		for _, r := range asked {
			fmt.Fprintf(b, " %s |", act(t, r, l.source))
		}
		b.WriteString("\n")
	}
	if len(seen) != lines[0].shown.of {
		t.Errorf("%s: %d states have a case, the column has %d", title, len(seen), lines[0].shown.of)
	}
}

func view(in scorecard.Input) frames.View {
	return frames.View{Plan: in.Plan, Registry: in.Registry, Lang: lang.Vietnamese}
}

func statusLines(t *testing.T) (out []line) {
	t.Helper()
	for _, s := range standing.Statuses {
		told := false
		for _, c := range statusCases {
			if c.status != s {
				continue
			}
			told = true
			in, row := c.row(t)
			l := line{how: c.how, source: one{in: in, rows: []scorecard.Row{row}},
				shown: look(t, frames.Scorecard(view(in), []scorecard.Row{row}, in.Method), column.Status),
				brief: look(t, frames.StatusTimeline(view(in), []scorecard.Row{row})[0], column.State).word}
			out = append(out, l)
			counted(t, in, row, l.shown.word)
			said(t, in, row)
		}
		if !told {
			t.Errorf("no case for the status %s: say in statusCases how a unit comes to it", s)
		}
	}
	return out
}

// counted holds the summary's row of counts to the row: one column, headed by the status's word, says 1.
func counted(t *testing.T, in scorecard.Input, row scorecard.Row, word string) {
	t.Helper()
	f := frames.Summary(scorecard.Summarise(in.Plan, []scorecard.Row{row}), "", in.AsOf, lang.Vietnamese)
	field, _ := f.FieldByName(column.CountOf(row.Status).String())
	if field == nil {
		t.Fatalf("the summary does not count %s", row.Status)
	}
	if n, ok := field.ConcreteAt(0); !ok || n != 1.0 || field.Config.DisplayNameFromDS != word {
		t.Errorf("the summary counts %v of %q, want 1 of %q", n, field.Config.DisplayNameFromDS, word)
	}
}

// said looks at the sentence of the printed page and of the unit's page, in both languages.
func said(t *testing.T, in scorecard.Input, row scorecard.Row) {
	t.Helper()
	for _, l := range []lang.Lang{lang.Vietnamese, lang.English} {
		if s := row.Sentence(in.Plan, l); len(s) < 20 || strings.Contains(s, "NaN") || strings.Contains(s, "%!") {
			t.Errorf("%s in %s is said so: %q", row.Status, l, s)
		}
	}
}

func reportLines(t *testing.T) (out []line) {
	t.Helper()
	for _, s := range timeliness.States {
		if reportCases[s] == nil {
			t.Errorf("no case for the state %s of a report: say in reportCases how a report comes to it", s)
			continue
		}
		in, e := expected(t, s)
		list := []owed.Expected{e}
		out = append(out, line{source: one{in: in, report: list}, shown: look(t, frames.Reporting(view(in), list), column.State),
			brief: look(t, frames.ReportTimeline(view(in), list)[0], column.State).word})
	}
	return out
}

func keepingLines(t *testing.T) (out []line) {
	t.Helper()
	for _, c := range keepingCases {
		in, r := c.row(t)
		out = append(out, line{source: one{in: in, level: []owed.LevelRow{r}}, shown: look(t, frames.Levels(view(in), []owed.LevelRow{r}), column.Keeping)})
	}
	return out
}
