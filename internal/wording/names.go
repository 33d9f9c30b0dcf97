// Package wording says what people call and how they see the project's things: names of units, indicators, groups and statuses, amounts
// with their units, what a milestone asks for, and the colours of states. Pages, frames, commands and sentences take both from here, so
// that one thing has one word and one colour everywhere. It writes no sentence and judges nothing.
package wording

import (
	"strconv"
	"strings"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/plan"
)

// FirmnessName says whether the plan commits or aspires.
func FirmnessName(f plan.Firmness, l lang.Lang) string {
	if f == plan.Aspire {
		return lang.Text{VI: "phấn đấu", EN: "aspires"}.In(l)
	}
	return lang.Text{VI: "cam kết", EN: "committed"}.In(l)
}

// UnitName is the name a chart has room for. A city or town keeps its kind: "Vĩnh Long" alone is the province. So does a ward that
// has a number for a name: "5" alone is nothing.
func UnitName(a area.Area) string {
	if _, err := strconv.Atoi(a.Name); err == nil && a.FullName != "" {
		return a.FullName
	}
	for kind, short := range map[string]string{"Thành phố ": "TP ", "Thị xã ": "TX ", "Thị trấn ": "TT "} {
		if a.Level != area.Province && strings.HasPrefix(a.FullName, kind) {
			return short + a.Name
		}
	}
	return a.Name
}

// IndicatorName is the name a column or legend has room for.
func IndicatorName(i catalogue.Indicator, l lang.Lang) string {
	if i.Short.VI != "" {
		return i.Short.In(l)
	}
	return i.Name.In(l)
}

// IndicatorNames is that name in both languages.
func IndicatorNames(i catalogue.Indicator) lang.Text {
	return lang.Text{VI: IndicatorName(i, lang.Vietnamese), EN: IndicatorName(i, lang.English)}
}

var groupNames = map[string]lang.Text{
	"sex=female":           {VI: "Nữ", EN: "Women"},
	"sex=male":             {VI: "Nam", EN: "Men"},
	"ethnic=minority":      {VI: "Dân tộc thiểu số", EN: "Ethnic minorities"},
	catalogue.GroupSpecial: {VI: "Xã đặc biệt khó khăn", EN: "Communes in special difficulty"},
	catalogue.GroupOther:   {VI: "Xã khác", EN: "Other communes"},
}

// GroupName is what people call a group; one that has no name yet is called by its code.
func GroupName(group string, l lang.Lang) string {
	if plan, of, beside := catalogue.Under(group); beside {
		name := lang.Textf("báo theo kế hoạch %[1]s", "reported under the plan %[1]s", plan).In(l)
		if of != catalogue.GroupAll {
			name = GroupName(of, l) + ", " + name
		}
		return name
	}
	if name, ok := groupNames[group]; ok {
		return name.In(l)
	}
	return group
}
