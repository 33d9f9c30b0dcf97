package area

import (
	"slices"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/problem"
)

// Relation says how a unit went into the one after it.
type Relation string

// The relations, as plans/areas.csv writes them.
const (
	Full    Relation = "full"                    // with all its people and land
	Split   Relation = "split"                   // in part; other units took the rest
	Renamed Relation = "renamed_or_reclassified" // the same unit under another name or type
)

// Link leads from a unit to one that followed it, the day after the first one ended.
type Link struct {
	From     string   `json:"from,omitempty"` // UID; empty where the list does not hold the unit of before
	To       string   `json:"to"`             // UID
	Relation Relation `json:"relation"`
	Code     string   `json:"code,omitempty"` // official code of a unit of before that the list does not hold
}

func (t *Tree) link(links []Link) error {
	for _, l := range links {
		from, known := t.byUID[l.From]
		to, ok := t.byUID[l.To]
		switch {
		case !ok || !known && l.From != "":
			return refused(lang.Textf("liên kết từ %s%s đến %s có đơn vị không nằm trong danh sách", "the link from %s%s to %s names a unit that is not listed", l.From, l.Code, l.To))
		case known && (from.Level != to.Level || from.ValidTo.IsZero() || from.ValidTo.AddDays(1) != to.ValidFrom):
			return refused(lang.Textf("%s không bắt đầu ngay sau khi %s kết thúc, hoặc khác cấp", "%s does not begin when %s ends, or is of another tier", l.To, l.From))
		}
		if known {
			t.after[l.From] = append(t.after[l.From], l)
		}
		t.before[l.To] = append(t.before[l.To], l)
	}
	return nil
}

// refused is why no tree can be made. The file that the units came from had its own problems named before, with their lines.
func refused(rule lang.Text) error { return problem.Problem{Code: "units_disagree", Rule: rule} }

// Successors returns what became of a unit: one link, or one for each part of a split. None means that the unit is
// still open, that its tier was abolished, or that the sources do not say.
func (t *Tree) Successors(uid string) []Link { return slices.Clone(t.after[uid]) }

// Predecessors returns what a unit came from. A link without From names a unit that the list does not hold: nobody may
// take the others for the whole.
func (t *Tree) Predecessors(uid string) []Link { return slices.Clone(t.before[uid]) }

// WithoutSuccessor lists the tier's units that ended and of which nothing says where their people went.
func (t *Tree) WithoutSuccessor(level Level) []Area {
	var out []Area
	for _, uid := range t.order {
		if a := t.byUID[uid]; a.Level == level && !a.ValidTo.IsZero() && len(t.after[uid]) == 0 {
			out = append(out, a)
		}
	}
	return out
}
