package generation

import (
	"fmt"
	"strings"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/planchange"
)

// Refused says that files were not adopted, because they would change the past.
type Refused struct{ Comparison }

func (r *Refused) Error() string { return r.In(lang.Vietnamese) }

// In says what would change, and both ways out.
func (r *Refused) In(l lang.Lang) string {
	head := lang.Text{VI: "Chưa áp dụng các tệp kế hoạch mới, vì chúng thay đổi quá khứ.", EN: "The new plan files are not in force, because they would change the past."}
	out := lang.Text{
		VI: "Nếu thật sự muốn thay đổi quá khứ, chấp nhận và ghi lý do vào sổ: collector plan accept --reason \"…\" --by \"…\"",
		EN: "If the past is really meant to change, accept it, and the reason goes into the ledger: collector plan accept --reason \"…\" --by \"…\"",
	}
	return strings.Join([]string{head.In(l), r.Describe(l), out.In(l)}, "\n")
}

// Describe says how the folder differs from the generation in force.
func (c Comparison) Describe(l lang.Lang) string {
	var lines []string
	switch {
	case c.None():
		return lang.Text{VI: "Sổ chưa ghi kế hoạch nào; lần khởi động đầu tiên sẽ ghi các tệp này là đang có hiệu lực.", EN: "The ledger has no plans yet; the first start writes these files down as those in force."}.In(l)
	case len(c.Changed) == 0:
		return since(c, lang.Text{VI: "Đúng như kế hoạch đang có hiệu lực", EN: "The same as the plans in force"}).In(l) + lang.Text{VI: "; không có gì để ghi.", EN: "; there is nothing to write down."}.In(l)
	}
	lines = append(lines, since(c, lang.Text{VI: "So với kế hoạch đang có hiệu lực", EN: "Held against the plans in force"}).In(l)+":",
		lang.Textf("Tệp khác: %s", "Files that differ: %s", strings.Join(c.Changed, ", ")).In(l))
	if len(c.Past) == 0 {
		return strings.Join(append(lines, lang.Text{VI: "Không thay đổi gì trong quá khứ.", EN: "Nothing of the past changes."}.In(l)), "\n")
	}
	lines = append(lines, lang.Textf("Thay đổi trong quá khứ: %d", "Changes of the past: %d", len(c.Past)).In(l))
	for _, p := range c.Past {
		lines = append(lines, indent(p, l))
	}
	return strings.Join(lines, "\n")
}

func indent(p planchange.Change, l lang.Lang) string {
	return "- " + strings.ReplaceAll(p.In(l), "\n", "\n  ")
}

func since(c Comparison, what lang.Text) lang.Text {
	day := period.Day(c.Last.RecordedAt)
	return lang.Text{
		VI: fmt.Sprintf("%s (biên nhận %s, ghi ngày %s)", what.VI, c.Last.Receipt, day.Vietnamese()),
		EN: fmt.Sprintf("%s (receipt %s, written down on %s)", what.EN, c.Last.Receipt, day),
	}
}

// Say tells in one line what was written down; empty where nothing was.
func (a Adopted) Say() lang.Text {
	switch {
	case a.Receipt == "":
		return lang.Text{}
	case a.None() && a.Before:
		return lang.Text{VI: "Kế hoạch, đơn vị và luật hiện có đã được ghi vào sổ là có hiệu lực từ trước: biên nhận " + a.Receipt, EN: "The plans, units and law at hand are written down as in force since before: receipt " + a.Receipt}
	case a.None():
		return lang.Text{VI: "Kế hoạch, đơn vị và luật có hiệu lực đã được ghi vào sổ: biên nhận " + a.Receipt, EN: "The plans, units and law in force are written down: receipt " + a.Receipt}
	}
	list := strings.Join(a.Changed, ", ")
	return lang.Text{VI: fmt.Sprintf("Kế hoạch mới có hiệu lực từ nay (%s): biên nhận %s", list, a.Receipt), EN: fmt.Sprintf("New plans are in force from now on (%s): receipt %s", list, a.Receipt)}
}
