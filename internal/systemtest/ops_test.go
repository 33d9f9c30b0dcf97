package systemtest

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xhht/xhht/internal/demo/stack"
	"github.com/xhht/xhht/internal/demo/story"
)

// The proof of the page on operations: a real Prometheus, with the configuration and rules that we ship, scrapes the real
// collector and exporters, and answers every question of the page.

// promPanel is one question of the page.
type promPanel struct{ title, expr string }

func opsPanels(t *testing.T, path string) []promPanel {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var b struct {
		Panels []struct {
			Title   string
			Targets []struct{ Expr string }
		}
	}
	if err := json.Unmarshal(raw, &b); err != nil {
		t.Fatal(err)
	}
	var out []promPanel
	for _, p := range b.Panels {
		for _, q := range p.Targets {
			out = append(out, promPanel{p.Title, q.Expr})
		}
	}
	if len(out) == 0 {
		t.Fatalf("%s asks nothing", path)
	}
	return out
}

// sampled is one line of an answer.
type sampled struct {
	Metric map[string]string
	Value  [2]any // time, number
}

func askPrometheus(t *testing.T, base, expr string) []sampled {
	t.Helper()
	body, err := stack.Get(t.Context(), base+"/api/v1/query?query="+url.QueryEscape(expr))
	if err != nil {
		t.Fatal(err)
	}
	var a struct{ Data struct{ Result []sampled } }
	if err := json.Unmarshal([]byte(body), &a); err != nil {
		t.Fatalf("%s: %v: %s", expr, err, body)
	}
	return slices.DeleteFunc(a.Data.Result, func(v sampled) bool { return v.Value[1] == "NaN" })
}

// report sends a body to the collector, as somebody does who types it.
func report(t *testing.T, collector, body string, want int) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, collector+"/api/v1/submissions", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if answer, _ := io.ReadAll(resp.Body); resp.StatusCode != want {
		t.Fatalf("%s: %s", resp.Status, answer)
	}
}

func TestTheOpsPageOverPrometheus(t *testing.T) {
	s := fed(t)
	if err := s.Build(t.Context(), "exporters"); err != nil {
		t.Fatal(err)
	}
	ctx := context.WithoutCancel(t.Context())
	if err := s.StartExporters(ctx); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.CommandContext(t.Context(), "make", "--silent", stack.PrometheusTool).CombinedOutput(); err != nil {
		t.Fatalf("build Prometheus: %v\n%s", err, out)
	}
	if err := s.StartPrometheus(ctx); err != nil {
		t.Fatal(err)
	}
	base := s.Prometheus
	waitFor(t, "Prometheus is ready", func() bool { _, err := stack.Get(t.Context(), base+"/-/ready"); return err == nil })
	paths, err := filepath.Glob(filepath.Join(s.Pages(), "ops", "*.json"))
	if err != nil || len(paths) != 2 {
		t.Fatalf("ops pages: %v, %v", paths, err)
	}
	for _, path := range paths {
		for _, p := range opsPanels(t, path) {
			waitFor(t, path+" / "+p.title+": "+p.expr, func() bool { return len(askPrometheus(t, base, p.expr)) > 0 })
		}
	}
	t.Run("a mistake shows by its code", func(t *testing.T) {
		report(t, s.Collector, `{"plan":"`+story.Plan+`","rows":[{"unit":"857","indicator":"no_such","period":"2024","numerator":1,"denominator":2}]}`, http.StatusUnprocessableEntity)
		waitFor(t, "a problem with its code", func() bool { return len(askPrometheus(t, base, `xhht_collector_problems_total{code!=""} > 0`)) > 0 })
	})
	t.Run("every metric that is asked for is exposed", func(t *testing.T) {
		var exposed strings.Builder
		for _, program := range []string{s.Collector, s.Exporters} {
			page, err := stack.Get(t.Context(), program+"/metrics")
			if err != nil {
				t.Fatal(err)
			}
			exposed.WriteString(page)
		}
		rules, err := os.ReadFile("exporters/rules/xhht.yml")
		if err != nil {
			t.Fatal(err)
		}
		docs, err := os.ReadFile("docs/operations.md")
		if err != nil {
			t.Fatal(err)
		}
		text := string(rules) + string(docs)
		for _, path := range paths {
			for _, p := range opsPanels(t, path) {
				text += p.expr + "\n"
			}
		}
		names := regexp.MustCompile(`\bxhht_(?:collector|projection|ledger|exporter|reporting)_\w+`).FindAllString(text, -1)
		slices.Sort(names)
		names = slices.Compact(names)
		for _, name := range names {
			if !regexp.MustCompile(`(?m)^` + name + `[ {]`).MatchString(exposed.String()) {
				t.Errorf("nobody exposes %s", name)
			}
		}
		t.Logf("%d metrics are asked for: %s", len(names), strings.Join(names, " "))
	})
	t.Run("the rules speak of forms, not of units", func(t *testing.T) {
		overdue := func() []sampled { return askPrometheus(t, base, `ALERTS{alertname="XHHTReportsOverdue"}`) }
		waitFor(t, "an alert on overdue reports", func() bool { return len(overdue()) > 0 })
		seen := map[string]bool{}
		for _, a := range overdue() {
			key := a.Metric["plan"] + " " + a.Metric["form"]
			if seen[key] || a.Metric["area"] != "" {
				t.Errorf("%s is told twice, or of a unit: %v", key, a.Metric)
			}
			seen[key] = true
			t.Log(a.Metric)
		}
		if others := askPrometheus(t, base, `ALERTS{alertname!="XHHTReportsOverdue", alertstate="firing"}`); len(others) > 0 {
			t.Errorf("a well stack is told of %v", others)
		}
	})
}

// patience bounds a wait; a machine that is compiling needs many times what an idle one does.
const patience = 3 * time.Minute

// waitFor asks until the answer is yes: a rate needs two samples.
func waitFor(t *testing.T, what string, yes func() bool) {
	t.Helper()
	limit := time.NewTimer(patience)
	defer limit.Stop()
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	for !yes() {
		select {
		case <-limit.C:
			t.Fatalf("not within %s: %s", patience, what)
		case <-tick.C:
		}
	}
}
