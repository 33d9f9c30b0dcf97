package story

import (
	"fmt"
	"strconv"

	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
)

// Office is who decides.
const Office = "Sở Giáo dục và Đào tạo"

// Late is Mang Thít, nine days after every deadline: it was given twelve days more for the newest one.
const Late = "d:858@0"

const form = "annual-district"

// Approved are the districts whose newest due report was approved, before some of it was corrected.
var Approved = []string{"d:855@0", "d:857@0", "d:860@0"}

// finished are the deliverables that were done, all but one of them in time. What is missing here is overdue or still open.
var finished = []struct{ id, on, proof string }{
	{"own-plans", "2021-08-27", "KH 31/KH-UBND (minh họa)"},
	{"appendix-1", "2021-12-20", "KH 58/KH-HKH (minh họa)"},
	{"appendix-2", "2022-03-25", "KH 12/KH-HKH (minh họa)"},
	{"appendix-3", "2022-03-30", "KH 40/KH-UBND (minh họa)"},
	{"appendix-4", "2022-08-15", "KH 27/KH-LĐLĐ (minh họa)"}, // six weeks late
	{"appendix-6", "2022-06-28", "KH 9/KH-PTTH (minh họa)"},
	{"five-year-report", "2025-10-28", "BC 210/BC-SGDĐT (minh họa)"},
	{"mid-term-review", "2025-12-19", "BC 255/BC-SGDĐT (minh họa)"},
}

// newestDue is the newest period whose deadline has passed by the day.
func newestDue(p plan.Plan, today period.Date) (period.Period, plan.Form, bool) {
	f, ok := p.Form(form)
	if !ok {
		return period.Period{}, f, false
	}
	var out period.Period
	for _, per := range p.Periods(f) {
		if f.LastGoodDay(per).Before(today) {
			out = per
		}
	}
	return out, f, !out.IsZero()
}

// Decisions are the commands' arguments with which the standing office tells its part of the story by the day.
func Decisions(p plan.Plan, today period.Date) [][]string {
	var out [][]string
	if per, f, due := newestDue(p, today); due {
		until := f.LastGoodDay(per).AddDays(12)
		out = append(out, []string{"extend", "--form", form, "--period", per.String(), "--unit", Late, "--until", until.String(),
			"--reason", "Mưa lũ đầu tháng 12 (minh họa)", "--authority", "125/SGDĐT-GDTX (minh họa)"})
		approve := []string{"approve", "--form", form, "--period", per.String(), "--reason", "Đã đối chiếu với sổ gốc (minh họa)"}
		for _, unit := range Approved {
			approve = append(approve, "--unit", unit)
		}
		out = append(out, approve)
	}
	for _, d := range finished {
		if on, err := period.ParseDate(d.on); err == nil && !on.After(today) {
			out = append(out, []string{"done", "--deliverable", d.id, "--on", d.on, "--reason", d.proof})
		}
	}
	return out
}

// Corrections are what three districts found wrong afterwards: one percent fewer people than they had said.
func Corrections(p plan.Plan, files []File, today period.Date) (File, error) {
	out := File{Name: "dinh-chinh.csv", Rows: [][]string{header[:7]}}
	per, _, due := newestDue(p, today)
	for _, f := range files {
		for _, r := range f.Rows[1:] {
			if !due || r[2] != per.String() || r[1] != "life_skills_rate" || r[3] != "" || r[0] != "d:857@0" && r[0] != "d:859@0" && r[0] != "d:860@0" {
				continue
			}
			n, err := strconv.Atoi(r[4])
			if err != nil {
				return out, fmt.Errorf("correct %s: %w", r[0], err)
			}
			out.Rows = append(out.Rows, []string{r[0], r[1], r[2], r[3], strconv.Itoa(n - n/100), r[5], r[6]})
		}
	}
	return out, nil
}
