package main

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strconv"
	"time"

	"github.com/xhht/xhht/internal/influx"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/series"
	"github.com/xhht/xhht/internal/timeliness"
)

const (
	office = "Sở Giáo dục và Đào tạo"
	form   = "annual-district"
	late   = "d:858@0" // Mang Thít, nine days after every deadline: it was given twelve days more for the newest one
)

// approved are the districts whose newest due report was approved, before some of it was corrected.
var approved = []string{"d:855@0", "d:857@0", "d:860@0"}

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

// decisions are the commands' arguments with which the standing office tells its part of the story by the day.
func decisions(p plan.Plan, today period.Date) [][]string {
	var out [][]string
	if per, f, due := newestDue(p, today); due {
		until := f.LastGoodDay(per).AddDays(12)
		out = append(out, []string{"extend", "--form", form, "--period", per.String(), "--unit", late, "--until", until.String(),
			"--reason", "Mưa lũ đầu tháng 12 (minh họa)", "--authority", "125/SGDĐT-GDTX (minh họa)"})
		approve := []string{"approve", "--form", form, "--period", per.String(), "--reason", "Đã đối chiếu với sổ gốc (minh họa)"}
		for _, unit := range approved {
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

// corrections are what three districts found wrong afterwards: one percent fewer people than they had said.
func corrections(p plan.Plan, files []file, today period.Date) (file, error) {
	out := file{name: "dinh-chinh.csv", rows: [][]string{header[:7]}}
	per, _, due := newestDue(p, today)
	for _, f := range files {
		for _, r := range f.rows[1:] {
			if !due || r[2] != per.String() || r[1] != "life_skills_rate" || r[3] != "" || r[0] != "d:857@0" && r[0] != "d:859@0" && r[0] != "d:860@0" {
				continue
			}
			n, err := strconv.Atoi(r[4])
			if err != nil {
				return out, fmt.Errorf("correct %s: %w", r[0], err)
			}
			out.rows = append(out.rows, []string{r[0], r[1], r[2], r[3], strconv.Itoa(n - n/100), r[5], r[6]})
		}
	}
	return out, nil
}

// decide runs the decisions, and then the corrections, as the standing office would at its own keyboard.
func (s *stack) decide(ctx context.Context) error {
	for _, args := range s.decisions {
		if err := s.collect(ctx, append(args, "--plan", planID, "--by", office)...); err != nil {
			return err
		}
	}
	if s.correction == "" {
		return nil
	}
	return s.collect(ctx, "import", "--plan", planID, "--reporter", "demo", "--note", "Tính lại theo hướng dẫn mới của Sở (minh họa)", s.correction)
}

// collect runs a command of the collector on the demo's ledger.
func (s *stack) collect(ctx context.Context, args ...string) error {
	out, err := exec.CommandContext(ctx, s.bin("collector"), append(args, s.ledgerFlags()...)...).CombinedOutput() //nolint:gosec // our own program
	if err != nil {
		return fmt.Errorf("collector %s: %w\n%s", args[0], err, out)
	}
	return nil
}

// checkDecisions counts what the store shows of the decisions.
func (s *stack) checkDecisions(ctx context.Context) (string, error) {
	store, err := influx.New(influx.Options{URL: s.influx.URL, Org: s.influx.Org, Bucket: s.influx.Bucket, Token: s.influx.Token})
	if err != nil {
		return "", err
	}
	defer store.Close()
	deliverables, err := store.Deliverables(ctx, series.Filter{Plan: planID})
	if err != nil {
		return "", err
	}
	counts := map[timeliness.DeliverableState]int{}
	for _, d := range deliverables {
		counts[timeliness.StateOfDeliverable(d, time.Now())]++
	}
	reports, err := store.Reports(ctx, series.Filter{Plan: planID})
	if err != nil {
		return "", err
	}
	extended := 0
	for _, r := range reports {
		if !r.Extended.IsZero() {
			extended++
		}
	}
	revisions, err := store.Revisions(ctx, series.Filter{Plan: planID})
	if err != nil {
		return "", err
	}
	observations, err := store.Observations(ctx, series.Filter{Areas: approved})
	if err != nil {
		return "", err
	}
	cells, outdated := 0, 0
	for _, o := range observations {
		if o.ApprovedRevision > 0 {
			cells++
			if o.ApprovedRevision < o.Revision {
				outdated++
			}
		}
	}
	done := counts[timeliness.DeliverableDone] + counts[timeliness.DeliverableDoneLate]
	line := fmt.Sprintf("deliverables=%d/%d extended=%d corrections=%d approved=%d outdated=%d", done, counts[timeliness.DeliverableOverdue], extended, len(revisions), cells, outdated)
	if done == 0 || counts[timeliness.DeliverableDoneLate] == 0 || counts[timeliness.DeliverableOverdue] == 0 || extended == 0 || len(revisions) == 0 || cells == 0 || outdated == 0 {
		return "", errors.New("the demo has to show deliverables done, done late and overdue, an extension, corrections and approvals: " + line)
	}
	return line, nil
}
