package law

import (
	"fmt"
	"strings"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/lang"
)

var programNames = map[Program]lang.Text{
	Preschool5:     {VI: "phổ cập giáo dục mầm non cho trẻ em 5 tuổi", EN: "universal preschool education for 5-year-olds"},
	Preschool3To5:  {VI: "phổ cập giáo dục mầm non cho trẻ em từ 3 đến 5 tuổi", EN: "universal preschool education for children aged 3 to 5"},
	Primary:        {VI: "phổ cập giáo dục tiểu học", EN: "universal primary education"},
	LowerSecondary: {VI: "phổ cập giáo dục trung học cơ sở", EN: "universal lower secondary education"},
	Literacy:       {VI: "xóa mù chữ", EN: "literacy"},
}

// Name returns the programme's name.
func (p Program) Name() lang.Text { return programNames[p] }

// Text returns the outcome in words.
func (o Outcome) Text() lang.Text {
	switch o {
	case Met:
		return lang.Text{VI: "đạt", EN: "met"}
	case NotMet:
		return lang.Text{VI: "chưa đạt", EN: "not met"}
	}
	return lang.Text{VI: "chưa rõ", EN: "unknown"}
}

// sign is the outcome at the head of a line.
func (o Outcome) sign() string {
	switch o {
	case Met:
		return "✓"
	case NotMet:
		return "✗"
	}
	return "?"
}

// Text returns the confidence in words.
func (c Confidence) Text() lang.Text {
	switch c {
	case High:
		return lang.Text{VI: "cao", EN: "high"}
	case Medium:
		return lang.Text{VI: "trung bình", EN: "medium"}
	}
	return lang.Text{VI: "thấp", EN: "low"}
}

// unitNoun is what a tier's members are called in a count.
func unitNoun(tier area.Level) lang.Text {
	one := tier.Noun(1)
	return lang.Text{VI: one.VI, EN: one.EN + "(s)"}
}

// noun is what the fact counts.
func (f Fact) noun() lang.Text {
	if f.Unit.VI != "" {
		return f.Unit
	}
	return lang.Text{VI: "người", EN: "people"}
}

// percentage renders have of n, cut and not rounded: 79,999% must not read as the 80% that it missed.
func percentage(have, n int, l lang.Lang) string {
	if n == 0 {
		return "–"
	}
	return percent(float64(10000*have/n)/100, l)
}

// percent renders a share with the decimals that a decree or a cut share has.
func percent(v float64, l lang.Lang) string { return lang.Number(v, 2, l) + "%" }

// names lists members, and only counts those that a line has no room for.
func names(units []Unit, l lang.Lang) string {
	const room = 8
	var out []string
	for _, u := range units[:min(len(units), room)] {
		out = append(out, u.Name)
	}
	if more := len(units) - room; more > 0 {
		out = append(out, lang.Textf("và %d đơn vị khác", "and %d more", more).In(l))
	}
	return strings.Join(out, ", ")
}

// place is where the provision stands: "Điều 14, 20/2014/NĐ-CP".
func (p Provision) place() string { return p.Article + ", " + p.Decree }

// Caution says why a provision of less than high confidence is not certain.
func (p Provision) Caution() lang.Text {
	return lang.Text{
		VI: fmt.Sprintf("%s (%s), độ tin cậy %s: %s", p.ID, p.place(), p.Confidence.Text().VI, p.Note.VI),
		EN: fmt.Sprintf("%s (%s), %s confidence: %s", p.ID, p.place(), p.Confidence.Text().EN, p.Note.In(lang.English)),
	}
}
