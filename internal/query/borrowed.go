package query

import (
	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/law"
	"github.com/xhht/xhht/internal/standing"
	"github.com/xhht/xhht/internal/wording"
)

// Words that other packages own and a query may say. An author chooses among them in little room, so some have shorter names here.

var levels = named([]area.Level{area.Province, area.District, area.Commune}, func(l area.Level) lang.Text {
	noun := l.Noun(1)
	return lang.Text{VI: lang.Capital(noun.VI), EN: lang.Capital(noun.EN)}
})

var statuses = named(standing.Statuses, func(s standing.Status) lang.Text {
	return lang.Text{VI: wording.StatusName(s, lang.Vietnamese), EN: wording.StatusName(s, lang.English)}
})

var methods = words[standing.Method]{
	{standing.MilestoneLinear, lang.Text{VI: "Thẳng giữa các mốc", EN: "Linear between milestones"}, lang.Text{}},
	{standing.StatCanCAGR, lang.Text{VI: "Tăng trưởng kép (StatCan)", EN: "Compound growth (StatCan)"}, lang.Text{}},
	{standing.UN2023, lang.Text{VI: "Liên Hợp Quốc 2023", EN: "United Nations 2023"}, lang.Text{}},
}

var programmes = words[law.Program]{
	{law.Preschool5, lang.Text{VI: "PCGD mầm non trẻ 5 tuổi", EN: "Preschool for age 5"}, lang.Text{}},
	{law.Preschool3To5, lang.Text{VI: "PCGD mầm non trẻ 3–5 tuổi", EN: "Preschool for ages 3–5"}, lang.Text{}},
	{law.Primary, lang.Text{VI: "PCGD tiểu học", EN: "Primary education"}, lang.Text{}},
	{law.LowerSecondary, lang.Text{VI: "PCGD trung học cơ sở", EN: "Lower secondary education"}, lang.Text{}},
	{law.Literacy, lang.Text{VI: "Xóa mù chữ", EN: "Literacy"}, lang.Text{}},
}

var languages = words[lang.Lang]{
	{lang.Vietnamese, lang.Text{VI: "Tiếng Việt", EN: "Vietnamese"}, lang.Text{}},
	{lang.English, lang.Text{VI: "Tiếng Anh", EN: "English"}, lang.Text{}},
}
