package story

import (
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
)

// The districts whose offices hold, or held, the title “đơn vị học tập”, which is for three years.
const (
	TitleHolder = "d:857@0" // Long Hồ, and no end is near
	TitleEnds   = "d:858@0" // Mang Thít, for sixty days more
	TitleLapsed = "d:860@0" // Tam Bình, until sixty days ago
)

// Title is what they are recognised in.
const Title = "learning_unit_title_level"

// Recognitions are the commands' arguments with which the standing office writes down what was recognised by the day: titles, and the
// literacy of the communes of 2025. All but the last of them are recognised, though that one meets the level, too; NewFader is, and
// misses it a year later.
func Recognitions(reg plan.Registry, today period.Date) [][]string {
	var out [][]string
	title := func(unit, level, number string, on period.Date) {
		if on.Year() > 2021 && !on.After(today) { // it rests on the year before, and the plan begins in 2021
			out = append(out, []string{"recognise", "--plan", Plan, "--indicator", Title, "--period", period.Year(on.Year() - 1).String(), "--unit", unit, "--level", level, "--on", on.String(),
				"--issuer", "Chủ tịch UBND huyện (minh họa)", "--authority", number, "--reason", "Hồ sơ nộp trước ngày 15/01 (minh họa)"})
		}
	}
	ago := func(days int) period.Date { // a title of three years that has so many days left
		return period.UTCDay(today.AddDays(days+1).Time().AddDate(-3, 0, 0))
	}
	title(TitleHolder, "2", "31/QĐ-UBND (minh họa)", ago(500))
	title(TitleEnds, "1", "18/QĐ-UBND (minh họa)", ago(60))
	title(TitleLapsed, "1", "12/QĐ-UBND (minh họa)", ago(-60))
	p, _ := reg.Plan(Regime)
	on := period.DateOf(2025, 11, 20)
	if on.After(today) || p.Judging == nil {
		return out
	}
	list := communes(reg, p, 2025)
	literate := []string{"recognise", "--plan", Regime, "--indicator", "literacy_standard_level", "--period", "2025", "--level", "2", "--on", on.String(),
		"--issuer", "UBND tỉnh (minh họa)", "--authority", "2415/QĐ-UBND (minh họa)", "--reason", "Biên bản kiểm tra tháng 10/2025 (minh họa)"}
	for _, c := range list[:len(list)-1] {
		literate = append(literate, "--unit", c.uid)
	}
	return append(out, literate)
}
