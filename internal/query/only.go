package query

import (
	"slices"
	"strings"

	"github.com/xhht/xhht/internal/lang"
)

// Only keeps the rows of a table that say one thing. It is the data source that drops the others, and not the panel: a table whose
// rows Grafana itself filters away shows headings over nothing where none is left, an empty answer the panel's own words.
type Only string

// What a table may be narrowed to.
const (
	OnlyPartial   Only = "partial"   // scorecard: members are missing, the bounds are known
	OnlyJump      Only = "jump"      // scorecard: the newest change is unlike all others, and no note explains it
	OnlyNational  Only = "national"  // attainment: a national target of the same kind exists
	OnlyShort     Only = "short"     // levels: how much is missing to the next level is known
	OnlyAttention Only = "attention" // levels: declared otherwise than computed, unproven, or not kept
	OnlyLate      Only = "late"      // reporting: overdue, or received late
	OnlyOwed      Only = "owed"      // reporting: overdue, and not here yet
	OnlyOpen      Only = "open"      // compare approval: not approved, or corrected since
	OnlyDiffers   Only = "differs"   // compare methods: the verdict depends on the method
)

// Onlys lists every word.
var Onlys = []Only{OnlyPartial, OnlyJump, OnlyNational, OnlyShort, OnlyAttention, OnlyLate, OnlyOwed, OnlyOpen, OnlyDiffers}

// narrowed are the tables that have the word.
var narrowed = map[Only]struct {
	kind    Kind
	compare Comparison
}{
	OnlyPartial: {kind: Scorecard}, OnlyJump: {kind: Scorecard}, OnlyNational: {kind: Attainment}, OnlyShort: {kind: Levels}, OnlyAttention: {kind: Levels},
	OnlyLate: {kind: Reporting}, OnlyOwed: {kind: Reporting}, OnlyOpen: {Compare, CompareApproval}, OnlyDiffers: {Compare, CompareMethods},
}

func (q Query) checkOnly(bad refusal) {
	if q.Only == "" {
		return
	}
	of, known := narrowed[q.Only]
	switch {
	case q.Kind == Alert:
		bad("only", string(q.Only), lang.Text{VI: "truy vấn cảnh báo giữ mọi dòng: dòng biến mất sẽ bị coi là đã hết cảnh báo", EN: "an alert query keeps every row: Grafana takes a missing row for a problem solved"},
			lang.Text{VI: "Bỏ only, đặt điều kiện trên số (days_late > 0)", EN: "Drop only and put the condition on the number (days_late > 0)"})
	case !known:
		oneOf(bad, "only", q.Only, Onlys...)
	case q.Kind != of.kind:
		bad("only", string(q.Only), lang.Textf("chỉ kind %s có dòng như vậy", "only the kind %s has such rows", of.kind), q.onlyHint())
	case of.compare != "" && q.Compare != of.compare:
		bad("only", string(q.Only), lang.Textf("chỉ compare %s có dòng như vậy", "only the comparison %s has such rows", of.compare), q.onlyHint())
	case q.Shape != Table:
		bad("only", string(q.Only), lang.Textf("only giữ dòng của dạng table, không của dạng %s", "only keeps rows of the shape table, not of %s", q.Shape),
			lang.Text{VI: "Bỏ only, hoặc dùng shape table", EN: "Drop only, or use the shape table"})
	}
}

// onlyHint names the words that the query as it stands could have.
func (q Query) onlyHint() lang.Text {
	var words []string
	for _, o := range Onlys {
		if of := narrowed[o]; of.kind == q.Kind && (of.compare == "" || of.compare == q.Compare) {
			words = append(words, string(o))
		}
	}
	if slices.Sort(words); len(words) == 0 {
		return lang.Text{VI: "Bỏ only", EN: "Drop only"}
	}
	return lang.Textf("Bỏ only, hoặc dùng: %s", "Drop only, or use: %s", strings.Join(words, ", "))
}
