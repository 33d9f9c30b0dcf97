package query

import "github.com/xhht/xhht/internal/lang"

// Kind is the question asked.
type Kind string

// Group is the heading below which the editor offers a kind.
type Group string

// The groups.
const (
	GroupWhere   Group = "where"
	GroupDone    Group = "done"
	GroupTrust   Group = "trust"
	GroupGrafana Group = "grafana"
)

// Groups are in the order of the editor.
var Groups = []Word{
	{Key: string(GroupWhere), Name: lang.Text{VI: "Đơn vị đứng ở đâu", EN: "Where units stand"}},
	{Key: string(GroupDone), Name: lang.Text{VI: "Đã làm gì, đã báo cáo gì", EN: "What was done and reported"}},
	{Key: string(GroupTrust), Name: lang.Text{VI: "Số liệu tin được đến đâu", EN: "How far to trust the figures"}},
	{Key: string(GroupGrafana), Name: lang.Text{VI: "Cho cảnh báo và chú thích", EN: "For alerts and annotations"}},
}

// kindWords are the kinds as the editor's list shows them.
func kindWords() words[Kind] {
	var out words[Kind]
	for _, s := range Kinds {
		out = append(out, word[Kind]{s.Kind, s.Name, s.About})
	}
	return out
}
