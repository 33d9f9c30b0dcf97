package stack

import (
	"context"
	"encoding/csv"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/xhht/xhht/internal/demo/story"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/planfile"
)

// Feed tells the story to the collector that runs: reports as files that a standing office would type off old paper, then what the
// office decided and what districts corrected after it. It returns when InfluxDB holds all of it.
func (s *Stack) Feed(ctx context.Context) error {
	reg, err := planfile.Load(s.Plans())
	if err != nil {
		return err
	}
	// Levels are declared in October and told again in the plan's own report in December.
	for _, told := range []struct {
		plan    string
		reports func(plan.Registry, period.Date) ([]story.File, error)
	}{{story.Regime, story.Levels}, {story.Plan, story.Reports}} {
		files, err := told.reports(reg, s.today)
		if err != nil {
			return err
		}
		if err := s.importFiles(ctx, told.plan, files); err != nil {
			return err
		}
	}
	if err := s.decide(ctx, reg); err != nil {
		return err
	}
	s.say("Đã nạp              %d báo cáo, %d dòng số liệu (%s)", s.Reports, s.Rows, story.Label)
	return s.Projected(ctx)
}

func (s *Stack) importFiles(ctx context.Context, plan string, files []story.File) error {
	names, err := s.save(files...)
	if err != nil {
		return err
	}
	out, err := s.collect(ctx, append([]string{"import", "--plan", plan, "--reporter", "demo"}, names...)...)
	s.Reports += strings.Count(out, "XHHT-") // a receipt names its units in lines of its own
	return err
}

// save writes the files into the stack's folder and returns their paths.
func (s *Stack) save(files ...story.File) ([]string, error) {
	var names []string
	for _, f := range files {
		path := filepath.Join(s.dir, f.Name)
		out, err := os.Create(path)
		if err != nil {
			return nil, err
		}
		w := csv.NewWriter(out)
		if err := w.WriteAll(f.Rows); err != nil {
			return nil, fmt.Errorf("write %s: %w", f.Name, err)
		}
		if err := out.Close(); err != nil {
			return nil, fmt.Errorf("write %s: %w", f.Name, err)
		}
		names = append(names, path)
		s.Rows += len(f.Rows) - 1
	}
	return names, nil
}

// decide runs the decisions, and then the corrections, as the standing office would at its own keyboard.
func (s *Stack) decide(ctx context.Context, reg plan.Registry) error {
	p, _ := reg.Plan(story.Plan) // the story has found it
	for _, args := range story.Decisions(p, s.today) {
		if _, err := s.collect(ctx, append(args, "--plan", story.Plan, "--by", story.Office)...); err != nil {
			return err
		}
	}
	for _, args := range story.Recognitions(reg, s.today) {
		if _, err := s.collect(ctx, append(args, "--by", story.Office)...); err != nil {
			return err
		}
	}
	files, err := story.Reports(reg, s.today)
	if err != nil {
		return err
	}
	corrected, err := story.Corrections(p, files, s.today)
	if err != nil || len(corrected.Rows) == 1 {
		return err
	}
	names, err := s.save(corrected)
	if err != nil {
		return err
	}
	_, err = s.collect(ctx, "import", "--plan", story.Plan, "--reporter", "demo", "--note", "Tính lại theo hướng dẫn mới của Sở (minh họa)", names[0])
	return err
}

// collect runs a command of the collector on the stack's ledger.
func (s *Stack) collect(ctx context.Context, args ...string) (string, error) {
	out, err := exec.CommandContext(ctx, s.Bin("collector"), append(args, s.ledgerFlags()...)...).CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("collector %s: %w\n%s", args[0], err, out)
	}
	return string(out), nil
}

// Projected waits until nothing in the ledger is newer than what InfluxDB holds.
func (s *Stack) Projected(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, startTimeout)
	defer cancel()
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for {
		page, err := Get(ctx, s.Collector+"/metrics")
		if err == nil && metric(page, "xhht_ledger_entries") > 0 && metric(page, "xhht_projection_lag_entries") == 0 {
			return nil
		}
		select {
		case err := <-s.Died:
			return err
		case <-ctx.Done():
			return fmt.Errorf("wait for the projection: %w\n%s", ctx.Err(), page)
		case <-tick.C:
		}
	}
}

// metric reads one sample without labels from a metrics page; -1 when it is not there.
func metric(page, name string) float64 {
	for line := range strings.Lines(page) {
		if rest, ok := strings.CutPrefix(line, name+" "); ok {
			if v, err := strconv.ParseFloat(strings.TrimSpace(rest), 64); err == nil {
				return v
			}
		}
	}
	return -1
}
