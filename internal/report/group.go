package report

import (
	"strings"

	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/spelling"
	"github.com/xhht/xhht/internal/wording"
)

// groupOf is the group that a text means: its code in any case, or what pages call it ("Nữ"); nothing means everybody. A text that
// means none is returned as it is, to be refused.
func groupOf(text string, ind catalogue.Indicator) string {
	key := spelling.Key(text)
	switch key {
	case "", catalogue.GroupAll, "chung", "tất cả", "tổng số":
		return catalogue.GroupAll
	}
	for _, g := range ind.Groups {
		if strings.ReplaceAll(key, " ", "") == g || spelling.Typed(text, wording.GroupName(g, lang.Vietnamese)) || spelling.Typed(text, wording.GroupName(g, lang.English)) {
			return g
		}
	}
	return text
}

func (c *checker) unknownGroup(r Row, ind catalogue.Indicator) {
	c.problems.Add(problem.Problem{
		Code: "unknown_group", Place: r.At("group"), Value: r.Group,
		Rule: lang.Text{VI: "chỉ số này không chia theo nhóm đó", EN: "the indicator is not divided that way"},
		Hint: groupHint(r, ind),
	})
}

func groupHint(r Row, ind catalogue.Indicator) lang.Text {
	if len(ind.Groups) == 0 {
		return lang.Text{VI: "Để trống " + r.Called("group").VI, EN: "Leave " + r.Called("group").EN + " empty"}
	}
	var vi, en []string
	for _, g := range ind.Groups {
		vi, en = append(vi, g+" ("+wording.GroupName(g, lang.Vietnamese)+")"), append(en, g+" ("+wording.GroupName(g, lang.English)+")")
	}
	return lang.Text{VI: "Các nhóm: " + strings.Join(vi, ", "), EN: "Groups: " + strings.Join(en, ", ")}
}
