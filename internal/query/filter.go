package query

import (
	"slices"

	"github.com/xhht/xhht/internal/lang"
)

// Filter is one of a dashboard's ad-hoc filters. It narrows the answers of the kinds that have its key and leaves the
// others alone, since one filter speaks to every panel of a page.
type Filter struct {
	Key      FilterKey `json:"key"`
	Operator Operator  `json:"operator"`
	Value    string    `json:"value,omitempty"`
	Values   []string  `json:"values,omitempty"` // of =| and !=|
}

// FilterKey is what a filter looks at.
type FilterKey string

// The keys.
const (
	FilterUnit      FilterKey = "unit"      // UID
	FilterIndicator FilterKey = "indicator" // ID
	FilterTheme     FilterKey = "theme"
	FilterStatus    FilterKey = "status"
	FilterLevel     FilterKey = "level" // tier
)

var filterKeys = words[FilterKey]{
	{FilterUnit, lang.Text{VI: "Đơn vị", EN: "Unit"}, lang.Text{}},
	{FilterIndicator, lang.Text{VI: "Chỉ tiêu", EN: "Indicator"}, lang.Text{}},
	{FilterTheme, lang.Text{VI: "Lĩnh vực", EN: "Theme"}, lang.Text{}},
	{FilterStatus, lang.Text{VI: "Trạng thái", EN: "Status"}, lang.Text{}},
	{FilterLevel, lang.Text{VI: "Cấp", EN: "Level"}, lang.Text{}},
}

// Operator is how a filter compares.
type Operator string

// The operators, as Grafana writes them.
const (
	Is     Operator = "="
	IsNot  Operator = "!="
	OneOf  Operator = "=|"
	NoneOf Operator = "!=|"
)

var operators = words[Operator]{{key: Is}, {key: IsNot}, {key: OneOf}, {key: NoneOf}}

// Keeps reports whether the filter lets a value pass.
func (f Filter) Keeps(value string) bool {
	switch f.Operator {
	case Is:
		return value == f.Value
	case IsNot:
		return value != f.Value
	case OneOf:
		return slices.Contains(f.Values, value)
	}
	return !slices.Contains(f.Values, value)
}

// Keeps reports whether every filter on the key lets the value pass.
func (q Query) Keeps(key FilterKey, value string) bool {
	for _, f := range q.Filters {
		if f.Key == key && !f.Keeps(value) {
			return false
		}
	}
	return true
}

func (q Query) checkFilters(bad refusal) {
	for _, f := range q.Filters {
		oneOf(bad, "filters.key", f.Key, filterKeys.keys())
		oneOf(bad, "filters.operator", f.Operator, operators.keys())
		several := f.Operator == OneOf || f.Operator == NoneOf
		if several != (len(f.Values) > 0) || several && f.Value != "" {
			bad("filters.value", f.Value, lang.Text{VI: "toán tử = và != dùng value, toán tử =| và !=| dùng values", EN: "the operators = and != take value, =| and !=| take values"}, lang.Text{})
		}
		if f.Key == FilterStatus && q.Spec().KeepsRows {
			bad("filters", string(f.Key), alertKeepsRows.rule, alertKeepsRows.hint)
		}
	}
}

// alertKeepsRows is why an alert refuses what takes rows away by what they say.
var alertKeepsRows = struct{ rule, hint lang.Text }{
	lang.Text{VI: "truy vấn cảnh báo không lọc theo trạng thái: dòng biến mất sẽ bị coi là đã hết cảnh báo", EN: "an alert query cannot filter by status: Grafana takes a missing row for a problem solved"},
	lang.Text{VI: "Bỏ statuses, đặt điều kiện trên số (margin < 0)", EN: "Drop statuses and put the condition on the number (margin < 0)"},
}
