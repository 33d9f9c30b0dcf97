package scorecard

import (
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/standing"
)

// Number renders a number for people with at most the decimals given: a comma and the true minus sign in Vietnamese,
// which Grafana cannot write.
func Number(v float64, decimals int, l lang.Lang) string {
	scale := math.Pow10(decimals)
	text := strconv.FormatFloat(math.Round(v*scale)/scale, 'f', -1, 64)
	if l != lang.English {
		text = strings.ReplaceAll(text, ".", ",")
	}
	if text == "-0" {
		return "0"
	}
	return strings.Replace(text, "-", "−", 1)
}

var statusNames = map[standing.Status]lang.Text{
	standing.Achieved:     {VI: "Đạt", EN: "Achieved"},
	standing.OnTrack:      {VI: "Đúng lộ trình", EN: "On track"},
	standing.AtRisk:       {VI: "Có nguy cơ", EN: "At risk"},
	standing.OffTrack:     {VI: "Chậm", EN: "Off track"},
	standing.Reversing:    {VI: "Đi lùi", EN: "Reversing"},
	standing.Late:         {VI: "Trễ báo cáo", EN: "Report late"},
	standing.NotReported:  {VI: "Chưa báo cáo", EN: "Not reported"},
	standing.Unquantified: {VI: "Không lượng hóa", EN: "No number set"},
}

// StatusName is the word that stands beside a status' colour.
func StatusName(s standing.Status, l lang.Lang) string { return statusNames[s].In(l) }

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

// clauseHead is the clause without the explanation after its first comma, for a line that has no room for more.
func clauseHead(clause string) string {
	head, _, _ := strings.Cut(clause, ",")
	return head
}

// MidSentence lowers the first letter, unless the word is an abbreviation or has none.
func MidSentence(s string) string {
	first, n := utf8.DecodeRuneInString(s)
	second, _ := utf8.DecodeRuneInString(s[n:])
	if unicode.IsUpper(second) {
		return s
	}
	return string(unicode.ToLower(first)) + s[n:]
}

// Capital raises the first letter, for a word that begins a line.
func Capital(s string) string {
	first, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[n:]
}

// unitNoun counts units of a tier: "3 huyện", "3 districts".
func unitNoun(level area.Level, n int) lang.Text {
	en := string(level)
	if n != 1 {
		en += "s"
	}
	return lang.Textf("%[1]d %[2]s", "%[1]d %[3]s", n, level.Name(), en)
}
