package story

import (
	"fmt"
	"strconv"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
)

// Office is who decides.
const Office = "Sở Giáo dục và Đào tạo"

// Late is Bình Phước in Mang Thít, days after every deadline: it was given twelve days more for the newest one.
const Late = "c:29638@2025-07-01"

const (
	form       = "annual-district"
	titlesForm = "annual-titles"
	city       = "d:855@0"
)

// Approved are the communes whose newest due report was approved, before some of it was corrected.
var Approved = []string{"c:29551@2025-07-01", "c:29602@2025-07-01", "c:29734@2025-07-01"}

// corrected are those who found something wrong afterwards; their districts did before the hand-over.
var corrected = []string{"c:29602@2025-07-01", "c:29659@2025-07-01", "c:29734@2025-07-01"}

// before is the district in whose place a commune reports since the hand-over.
func before(p plan.Plan, f plan.Form, per period.Period, uid string) string {
	if body, _ := f.Body(per); body.Level != area.Commune {
		return p.Clusters(uid)[0].Cluster
	}
	return uid
}

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
		if lastDay(f, per).Before(today) {
			out = per
		}
	}
	return out, f, !out.IsZero()
}

// Decisions are the commands' arguments with which the standing office tells its part of the story by the day.
func Decisions(p plan.Plan, today period.Date) [][]string {
	var out [][]string
	if per, f, due := newestDue(p, today); due {
		until := lastDay(f, per).AddDays(12)
		out = append(out, []string{"extend", "--form", form, "--period", per.String(), "--unit", before(p, f, per, Late), "--until", until.String(),
			"--reason", "Mưa lũ kéo dài (minh họa)", "--authority", "125/SGDĐT-GDTX (minh họa)"})
		approve := []string{"approve", "--form", form, "--period", per.String(), "--reason", "Đã đối chiếu với sổ gốc (minh họa)"}
		for _, unit := range Approved {
			approve = append(approve, "--unit", before(p, f, per, unit))
		}
		out = append(out, approve)
		if body, _ := f.Body(per); body.Level == area.Commune {
			out = append(out, []string{"approve", "--form", titlesForm, "--period", per.String(), "--unit", city, "--reason", "Đã đối chiếu với quyết định công nhận (minh họa)"})
			out = append(out, []string{"no-reporter", "--form", form, "--period", per.String(), "--unit", Unmanned,
				"--reason", "Phòng Văn hóa – Xã hội chưa có người phụ trách (minh họa)", "--authority", "126/SGDĐT-GDTX (minh họa)"})
		}
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
	per, asked, due := newestDue(p, today)
	wrong := map[string]bool{}
	for _, uid := range corrected {
		wrong[before(p, asked, per, uid)] = due
	}
	for _, f := range files {
		for _, r := range f.Rows[1:] {
			if asked, _ := asked.Body(per); due && asked.Level == area.Commune && r[0] == city && r[1] == "learning_city_status" && r[2] == per.String() {
				out.Rows = append(out.Rows, []string{r[0], r[1], r[2], r[3], r[4], r[5], "1"}) // the decision was found after the approval
				continue
			}
			if r[2] != per.String() || r[1] != "life_skills_rate" || r[3] != "" || !wrong[r[0]] {
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
