package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"net/http"
	"os/exec"
	"strings"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/demo/stack"
	"github.com/xhht/xhht/internal/demo/story"
	"github.com/xhht/xhht/internal/influx"
	"github.com/xhht/xhht/internal/query"
	"github.com/xhht/xhht/internal/series"
	"github.com/xhht/xhht/internal/standing"
)

// corrected is the cell that the check reports anew, to see the gap of its cluster change.
const (
	correctedUnit      = "d:859@0" // Vũng Liêm, far behind its path
	correctedCommune   = "c:29659@2025-07-01"
	correctedIndicator = "info_skills_rate"
)

// checking puts questions to a stack that runs.
type checking struct{ *stack.Stack }

// check asks the plugin what a wall and an alert rule would ask, and returns the figures.
func (s checking) check(ctx context.Context) (string, error) {
	before, err := s.ask(ctx)
	if err != nil {
		return "", err
	}
	statuses, err := before.counts("district", "province")
	if err != nil {
		return "", err
	}
	if n := statuses[standing.Undecided]; n > 0 {
		return "", fmt.Errorf("%d rows are undecided: the demo's numbers contradict each other", n)
	}
	for _, st := range standing.Statuses {
		if statuses[st] == 0 && !st.Inconclusive() && st != standing.NoReporter { // its numbers can be, and all its units have somebody who reports
			return "", fmt.Errorf("no row has the status %s: the demo has to show every one (%v)", st, statuses)
		}
	}
	if err := s.checkAlert(before); err != nil {
		return "", err
	}
	if err := s.checkExporters(ctx); err != nil {
		return "", err
	}
	decided, err := s.checkDecisions(ctx)
	if err != nil {
		return "", err
	}
	judged, err := s.checkLevels(ctx)
	if err != nil {
		return "", err
	}
	gap, err := before.gap()
	if err != nil {
		return "", err
	}
	receipt, err := s.correct(ctx, before)
	if err != nil {
		return "", err
	}
	after, err := s.ask(ctx)
	if err != nil {
		return "", err
	}
	now, err := after.gap()
	if err != nil {
		return "", err
	}
	if math.Abs(now-gap-1) > 0.01 {
		return "", fmt.Errorf("a correction by one point moved the gap from %.3f to %.3f", gap, now)
	}
	var parts []string
	for _, st := range standing.Statuses {
		parts = append(parts, fmt.Sprintf("%s=%d", st, statuses[st]))
	}
	return fmt.Sprintf("reports=%d rows=%d scorecard_rows=%d %s firing=%d levels=%d %s corrected=%s gap=%.2f→%.2f",
		s.Reports, s.Rows, before.rows("district")+before.rows("province"), strings.Join(parts, " "), before.firing(), judged, decided, receipt, gap, now), nil
}

// answers are the plugin's frames by the refId that asked for them.
type answers struct {
	Health    struct{ Message string }
	Responses map[string]struct {
		Error  string
		Frames []frame
	}
}

// frame is as much of Grafana's frame format as the check reads.
type frame struct {
	Schema struct {
		Fields []struct {
			Name   string
			Labels map[string]string
			Config struct {
				Type struct {
					Enum struct{ Text []string }
				}
			}
		}
	}
	Data struct{ Values [][]any }
}

func (f frame) column(name string) []any {
	for i, field := range f.Schema.Fields {
		if field.Name == name && i < len(f.Data.Values) {
			return f.Data.Values[i]
		}
	}
	return nil
}

func (s checking) ask(ctx context.Context) (answers, error) {
	type asked struct {
		query.Query
		RefID string `json:"refId"`
	}
	base := query.Query{SchemaVersion: query.Version, Plan: story.Plan}
	of := func(ref string, kind query.Kind, level area.Level, change func(*query.Query)) asked {
		q := base
		q.Kind, q.Level = kind, level
		if change != nil {
			change(&q)
		}
		return asked{q, ref}
	}
	list := []asked{
		of("district", query.Scorecard, area.District, nil),
		of("province", query.Scorecard, area.Province, nil),
		of("alert", query.Alert, area.District, func(q *query.Query) { q.Measure = query.Margin }),
		of("summary", query.Summary, area.District, nil),
		of("series", query.Series, area.District, func(q *query.Query) {
			q.Units, q.Indicators = []string{correctedUnit}, []string{correctedIndicator}
		}),
	}
	in, err := json.Marshal(list)
	if err != nil {
		return answers{}, err
	}
	cmd := exec.CommandContext(ctx, s.Bin("probe"), "-binary", s.Plugin(), "-url", s.Influx.URL, "-org", s.Influx.Org, "-bucket", s.Influx.Bucket)
	cmd.Stdin = bytes.NewReader(in)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		return answers{}, fmt.Errorf("ask the plugin: %w\n%s", err, stderr.String())
	}
	var a answers
	if err := json.Unmarshal(stdout.Bytes(), &a); err != nil {
		return answers{}, fmt.Errorf("read the plugin's answer: %w", err)
	}
	for _, q := range list {
		r := a.Responses[q.RefID]
		if r.Error != "" || len(r.Frames) == 0 || len(r.Frames[0].Data.Values) == 0 || len(r.Frames[0].Data.Values[0]) == 0 {
			return a, fmt.Errorf("query %s answered nothing: %s (health: %s)", q.RefID, r.Error, a.Health.Message)
		}
	}
	return a, nil
}

func (a answers) frame(ref string) frame { return a.Responses[ref].Frames[0] }

func (a answers) rows(ref string) int { return len(a.frame(ref).column("unit")) }

// counts adds up the rows of scorecards by status.
func (a answers) counts(refs ...string) (map[standing.Status]int, error) {
	out := map[standing.Status]int{}
	for _, ref := range refs {
		for _, v := range a.frame(ref).column("status") {
			i, ok := v.(float64)
			if !ok || int(i) >= len(standing.Statuses) {
				return nil, fmt.Errorf("status %v in %s is none", v, ref)
			}
			out[standing.Statuses[int(i)]]++
		}
	}
	return out, nil
}

// gap is the gap of the cell that the check corrects.
func (a answers) gap() (float64, error) {
	v, err := a.cell("gap")
	if err != nil {
		return 0, err
	}
	gap, ok := v.(float64)
	if !ok {
		return 0, fmt.Errorf("the gap of %s is %v, not a number", correctedUnit, v)
	}
	return gap, nil
}

func (a answers) cell(column string) (any, error) {
	f := a.frame("district")
	units, indicators, values := f.column("unit"), f.column("indicator"), f.column(column)
	for i := range units {
		if units[i] == correctedUnit && indicators[i] == correctedIndicator && i < len(values) {
			return values[i], nil
		}
	}
	return nil, fmt.Errorf("the scorecard has no row for %s and %s", correctedUnit, correctedIndicator)
}

// firing counts the rows on which an alert rule with "margin < 0" fires.
func (a answers) firing() int {
	n := 0
	for _, v := range a.frame("alert").column("margin") {
		if m, ok := v.(float64); ok && m < 0 {
			n++
		}
	}
	return n
}

// checkAlert holds the alert's answer against the scorecard's: it fires exactly where the wall says behind, and a silent
// unit stays in it with a null.
func (s checking) checkAlert(a answers) error {
	statuses, err := a.counts("district")
	if err != nil {
		return err
	}
	behind, silent := 0, statuses[standing.Late]+statuses[standing.NotReported]+statuses[standing.Nobody]
	for st, n := range statuses {
		if st.Behind() {
			behind += n
		}
	}
	nulls := 0
	for _, v := range a.frame("alert").column("margin") {
		if v == nil {
			nulls++
		}
	}
	if a.firing() != behind || nulls != silent {
		return fmt.Errorf("the alert fires on %d rows and keeps %d nulls, the scorecard has %d behind and %d silent", a.firing(), nulls, behind, silent)
	}
	return nil
}

func (s checking) checkExporters(ctx context.Context) error {
	page, err := stack.Get(ctx, s.Exporters+"/metrics")
	if err != nil {
		return err
	}
	if n := strings.Count(page, "xhht_reporting_unit_completeness_ratio{"); n < len(story.Districts) {
		return fmt.Errorf("the exporters know %d units, want at least %d", n, len(story.Districts))
	}
	if !strings.Contains(page, `xhht_exporter_scrape_success{exporter="reporting"} 1`) {
		return errors.New("the reporting exporter failed")
	}
	return nil
}

// correct reports one cell of a commune anew over HTTP, so that its cluster is one percentage point higher, and waits until it is
// projected.
func (s checking) correct(ctx context.Context, a answers) (string, error) {
	per, err := a.cell("period")
	if err != nil {
		return "", err
	}
	num, den, err := s.higher(ctx, fmt.Sprint(per))
	if err != nil {
		return "", err
	}
	body, err := json.Marshal(map[string]any{
		"plan": story.Plan, "note": "Đính chính thử của demo-check",
		"rows": []map[string]any{{"unit": correctedCommune, "indicator": correctedIndicator, "period": per, "numerator": num, "denominator": den}},
	})
	if err != nil {
		return "", err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, s.Collector+"/api/v1/submissions", bytes.NewReader(body))
	if err != nil {
		return "", err
	}
	req.Header.Set("Content-Type", "application/json")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return "", fmt.Errorf("post a correction: %w", err)
	}
	defer resp.Body.Close()
	answer, err := io.ReadAll(resp.Body)
	if err != nil {
		return "", fmt.Errorf("post a correction: %w", err)
	}
	var receipt struct{ Receipt string }
	if resp.StatusCode != http.StatusCreated || json.Unmarshal(answer, &receipt) != nil {
		return "", fmt.Errorf("post a correction: %s: %s", resp.Status, answer)
	}
	return receipt.Receipt, s.Projected(ctx)
}

// higher are the commune's counts with which its cluster is one percentage point higher.
func (s checking) higher(ctx context.Context, year string) (num, den float64, err error) {
	store, err := influx.New(influx.Options{URL: s.Influx.URL, Org: s.Influx.Org, Bucket: s.Influx.Bucket})
	if err != nil {
		return 0, 0, err
	}
	defer store.Close()
	list, err := store.Observations(ctx, series.Filter{Indicators: []string{correctedIndicator}, Areas: []string{correctedUnit, correctedCommune}})
	if err != nil {
		return 0, 0, err
	}
	var all float64
	for _, o := range list {
		switch {
		case fmt.Sprint(o.At.Year()) != year || o.Numerator == nil || o.Denominator == nil:
		case o.Area == correctedUnit:
			all = *o.Denominator
		default:
			num, den = *o.Numerator, *o.Denominator
		}
	}
	if all == 0 || den == 0 {
		return 0, 0, fmt.Errorf("InfluxDB has no counts of %s and %s for %s", correctedUnit, correctedCommune, year)
	}
	return num + math.Round(all/100), den, nil
}
