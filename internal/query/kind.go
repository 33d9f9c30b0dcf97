package query

import "github.com/xhht/xhht/internal/lang"

// Kind is the question asked.
type Kind string

// The kinds.
const (
	Series       Kind = "series"       // a unit's actual, expected and target over time, its projection and bounds
	Scorecard    Kind = "scorecard"    // one row per expected unit × target
	Alert        Kind = "alert"        // one numeric column per expected unit × indicator, nulls kept
	Summary      Kind = "summary"      // one row: the verdict in a sentence, and counts by status
	Ranking      Kind = "ranking"      // the units of each target in order, worst first
	Attainment   Kind = "attainment"   // one row per target: how many units meet it, how many have to
	Levels       Kind = "levels"       // levels of universal education and literacy over the years, with the reasons
	Reporting    Kind = "reporting"    // expected reports: which came, which came late, which are missing
	Deliverables Kind = "deliverables" // what the plan asks to be done once
	Findings     Kind = "findings"     // what the plan's source contradicts or leaves open
	Revisions    Kind = "revisions"    // who corrected what, when, from what to what, and why
	Compare      Kind = "compare"      // the same numbers seen in two ways, side by side
	Events       Kind = "events"       // annotations: milestones, deadlines, corrections, the reform
)

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
