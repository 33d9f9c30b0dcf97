package main

import (
	"encoding/json"
	"maps"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/goccy/go-yaml"
	"golang.org/x/text/unicode/norm"

	"github.com/xhht/xhht/dashboards/grafana"
	"github.com/xhht/xhht/internal/grafanatest"
	"github.com/xhht/xhht/internal/query"
	"github.com/xhht/xhht/internal/scorecard"
)

func rules(t *testing.T) []grafana.AlertRule {
	t.Helper()
	raw := generated(t, rulesFile)
	if !norm.NFC.IsNormal(raw) {
		t.Error("text is not in NFC")
	}
	var file grafana.AlertFile
	if err := yaml.UnmarshalWithOptions(raw, &file, yaml.Strict()); err != nil {
		t.Fatalf("read back: %v", err)
	}
	if file.APIVersion != 1 || len(file.Groups) == 0 {
		t.Fatalf("apiVersion %d with %d groups", file.APIVersion, len(file.Groups))
	}
	var out []grafana.AlertRule
	for _, g := range file.Groups {
		if g.OrgID != 1 || g.Name == "" || g.Folder != "XHHT" || len(g.Rules) == 0 {
			t.Errorf("group %q is incomplete", g.Name)
		}
		if d, err := time.ParseDuration(g.Interval); err != nil || d < time.Minute {
			t.Errorf("group %q is evaluated every %q", g.Name, g.Interval)
		}
		out = append(out, g.Rules...)
	}
	return out
}

func TestLintRules(t *testing.T) {
	reg := registry(t)
	uid := regexp.MustCompile(`^[A-Za-z0-9_-]{1,40}$`)
	seen := map[string]bool{}
	for _, r := range rules(t) {
		t.Run(r.UID, func(t *testing.T) {
			if !uid.MatchString(r.UID) || seen[r.UID] {
				t.Errorf("uid %q is malformed or taken", r.UID)
			}
			seen[r.UID] = true
			if r.Title == "" || r.Labels["severity"] == "" || r.Labels["route"] == "" {
				t.Error("needs a title and the labels severity and route")
			}
			// Silence or an outage must never resolve an alert.
			want := "KeepLast"
			if r.Labels["rule"] == "source-unreadable" {
				want = "Alerting" // an outage is what it is about
			}
			if r.NoDataState != want || r.ExecErrState != want || r.MissingSeriesEvals != 6 {
				t.Errorf("noDataState %s, execErrState %s, missing series %d", r.NoDataState, r.ExecErrState, r.MissingSeriesEvals)
			}
			if d, err := time.ParseDuration(r.For); err != nil || d <= 10*time.Minute {
				t.Errorf("for %q must outlast one evaluation", r.For)
			}
			// Grafana replaces $x in labels from its environment; $$x is a dollar.
			for k, v := range r.Labels {
				if strings.Contains(strings.ReplaceAll(v, "$$", ""), "$") {
					t.Errorf("label %s: write $$ in %q", k, v)
				}
			}
			uid := regexp.MustCompile(`externalURL }}d/([^?]*)([?]var-unit=|$)`).FindStringSubmatch(r.Annotations["link"])
			if r.Labels["together"] == "rule" {
				return
			}
			pages, err := targets()
			if err != nil {
				t.Fatal(err)
			}
			if uid == nil || pages[uid[1]] == nil || (uid[2] == "") != (r.Labels["together"] == "parent") {
				t.Fatalf("link %q leads to no dashboard of ours", r.Annotations["link"])
			}
			for _, name := range []string{"unit", "indicator"} {
				if has := slices.Contains(pages[uid[1]], name); has && uid[2] != "" && !strings.Contains(r.Annotations["link"], "var-"+name+"=") && !(name == "indicator" && r.Labels["rule"] == "level-at-risk" || r.Labels["rule"] == "level-lost") {
					t.Errorf("link %q leads to a page that could be of the alert's %s", r.Annotations["link"], name)
				}
			}
			if _, err := os.Stat("../docs/runbooks/" + filepath.Base(r.Annotations["runbook_url"])); err != nil {
				t.Errorf("no runbook: %v", err)
			}
			lintData(t, r, func(raw []byte) []string { return lintQuery(reg, raw) })
		})
	}
}

func lintData(t *testing.T, r grafana.AlertRule, check func([]byte) []string) {
	t.Helper()
	refs := map[string]bool{}
	for _, q := range r.Data {
		if q.RefID == "" || refs[q.RefID] {
			t.Errorf("refId %q is none or taken", q.RefID)
		}
		refs[q.RefID] = true
		raw, err := json.Marshal(q.Model)
		if err != nil {
			t.Fatal(err)
		}
		if q.DatasourceUID == grafana.Expressions.UID {
			var c grafana.Threshold
			if err := json.Unmarshal(raw, &c); err != nil {
				t.Fatal(err)
			}
			if c.Type == "math" || c.Type == "classic_conditions" {
				continue
			}
			if c.Type != "threshold" || !refs[c.Expression] || len(c.Conditions) != 1 || !slices.Contains([]float64{0, 1, scorecard.Suspicious}, c.Conditions[0].Evaluator.Params[0]) {
				t.Errorf("condition %+v must hold an earlier query against 0, a rank, or the outlier's bound: a target is the data source's", c)
			}
			continue
		}
		if q.DatasourceUID != source.UID || q.Range.From <= q.Range.To || q.Range.To != 0 {
			t.Errorf("query %s asks %s for %+v", q.RefID, q.DatasourceUID, q.Range)
		}
		for _, fault := range check(raw) {
			t.Errorf("query %s: %s", q.RefID, fault)
		}
	}
	if !refs[r.Condition] {
		t.Errorf("condition %q is not among the queries", r.Condition)
	}
}

func TestAnnotationsReadWell(t *testing.T) {
	labels := map[string]string{
		"unit": "d:862@0", "unit_name": "Trà Ôn", "indicator": "info_skills_rate", "indicator_name": "Năng lực thông tin", "target": "info-skills",
	}
	byUID := map[string]grafana.AlertRule{}
	for _, r := range rules(t) {
		byUID[r.UID] = r
	}
	behind := map[string]float64{"A": -9, "B": -11.28, "C": 1, "D": 38.72, "E": 50, "F": 4.5}
	cases := map[string]struct {
		uid, annotation string
		target          string
		values          map[string]float64
		want            string
	}{
		"summary": {uid: "xhht-behind-vinh-long-2021-2030", annotation: "summary", values: behind, want: "Trà Ôn chậm lộ trình: Năng lực thông tin"},
		"numbers": {uid: "xhht-behind-vinh-long-2021-2030", annotation: "description", values: behind,
			want: "Thực tế 38,7%, lộ trình 50%, chênh lệch −11,3 điểm %. Cần tăng 4,5 điểm % mỗi năm để đạt mốc kế tiếp."},
		"a recognition": {uid: "xhht-off-track-vinh-long-2021-2030", annotation: "description", target: "unesco-learning-city",
			values: map[string]float64{"B": -1, "D": 0, "E": 1, "F": math.NaN()},
			want:   "Chưa được công nhận; lộ trình đòi được công nhận."},
		"known by bounds": {uid: "xhht-behind-vinh-long-2021-2030", annotation: "description",
			values: map[string]float64{"A": 1, "B": -3.26, "D": math.NaN(), "E": 50},
			want:   "Số liệu chưa đủ để tính một con số; chênh lệch ít nhất −3,3 điểm %."},
		"next to nothing": {uid: "xhht-behind-vinh-long-2021-2030", annotation: "description", values: map[string]float64{"B": -0.04, "D": 49.96, "E": 50, "F": 0.04},
			want: "Thực tế 50%, lộ trình 50%, chênh lệch 0 điểm %. Cần tăng dưới 0,1 điểm % mỗi năm"},
		"early": {uid: "xhht-will-miss-vinh-long-2021-2030", annotation: "description", values: map[string]float64{"A": -9.04, "B": 2.9, "D": 56.9, "E": 54, "F": 3.28},
			want: "Thực tế 56,9%, lộ trình 54%: hôm nay vẫn kịp. Giữ nhịp này thì đến mốc kế tiếp còn kém 9 điểm %. Cần tăng 3,3 điểm % mỗi năm để đạt mốc kế tiếp."},
		"a jump": {uid: "xhht-jump-vinh-long-2021-2030", annotation: "description", values: map[string]float64{"A": 5, "B": -26.84, "D": 20},
			want: "Thực tế 20%, giảm 26,8 điểm % so với kỳ trước; chưa có ghi chú"},
		"a jump of the size alone": {uid: "xhht-jump-vinh-long-2021-2030", annotation: "description", values: map[string]float64{"A": 12, "B": 0, "D": 62, "E": 1_000_000, "F": 104_000, "G": 0},
			want: "Thực tế 62%, tăng dưới 0,1 điểm % so với kỳ trước; chưa có ghi chú giải thích. Mẫu số 1000000, dự kiến khoảng 104000. Kiểm tra lại biểu"},
		"a contradiction": {uid: "xhht-jump-vinh-long-2021-2030", annotation: "description", values: map[string]float64{"A": 7, "B": math.NaN(), "D": math.NaN(), "E": math.NaN(), "F": math.NaN(), "G": 1},
			want: "Các số của kỳ này mâu thuẫn với nhau nên chưa kết luận gì."},
		"the very clause": {uid: "xhht-behind-vinh-long-2021-2030", annotation: "source",
			want: "Nguồn: 2141/QĐ-UBND ngày 11/08/2021, II.2.a; II.2.b, Năng lực cơ bản và trình độ của người dân, gạch 1."},
		"rate was not asked": {uid: "xhht-behind-vinh-long-2021-2030", annotation: "description",
			values: map[string]float64{"B": -1, "D": 49, "E": 50},
			want:   "Thực tế 49%, lộ trình 50%, chênh lệch −1 điểm %."},
		"silence": {uid: "xhht-behind-vinh-long-2021-2030", annotation: "description",
			values: map[string]float64{"A": math.NaN(), "B": math.NaN(), "D": math.NaN(), "E": 50, "F": math.NaN()},
			want:   "Kỳ này chưa có số liệu để kết luận; cảnh báo giữ trạng thái của lần xét trước."},
		"no answer": {uid: "xhht-report-late-vinh-long-2021-2030", annotation: "description", want: "Kỳ này chưa có số liệu để kết luận;"},
		"late": {uid: "xhht-report-late-vinh-long-2021-2030", annotation: "description", values: map[string]float64{"A": 12.4},
			want: "Quá hạn 12 ngày."},
		"link": {uid: "xhht-report-late-vinh-long-2021-2030", annotation: "link",
			want: "http://grafana/d/xhht-unit-vinh-long-2021-2030?var-unit=d%3A862%400&var-indicator=info_skills_rate"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			with := maps.Clone(labels)
			if c.target != "" {
				with["target"] = c.target
			}
			if got := grafanatest.Annotation(t, byUID[c.uid].Annotations[c.annotation], with, c.values); !strings.HasPrefix(got, c.want) {
				t.Errorf("got  %s\nwant %s…", got, c.want)
			}
		})
	}
}

// Of the rules on the path a unit has one at a time, whatever its verdict; of the rules on recognitions, too.
func TestWhichRulesExcludeEachOther(t *testing.T) {
	reg := registry(t)
	p, ok := reg.Plan("vinh-long-2021-2030")
	if !ok {
		t.Fatal("the plan is missing")
	}
	s := scope{reg, p, languages[0]}
	for name, set := range map[string][]rule{"path": pathRules(s), "levels": levelRules(s)} {
		for rank := range 4 { // of severity, or years a level was not kept
			var fire []string
			for _, r := range set {
				of := float64(rank)
				if r.unless != "" { // it looks at a number of its own, below zero here, where the rank is zero
					if r.unless != query.Severity {
						t.Errorf("%s: an exception for %s", r.name, r.unless)
					}
					of = map[bool]float64{true: -1, false: 0}[rank == 0]
				}
				bound := r.when.Params[0]
				if map[string]bool{"eq": of == bound, "gt": of > bound, "lt": of < bound}[r.when.Type] {
					fire = append(fire, r.name)
				}
			}
			if len(fire) > 1 || rank > 0 && len(fire) == 0 {
				t.Errorf("%s, rank %d: %v fire", name, rank, fire)
			}
		}
	}
}

// Whoever is called by Prometheus reads on the page of operations what the alert means, not the name of a rule.
func TestEveryAlertOfPrometheusHasAName(t *testing.T) {
	raw, err := os.ReadFile("../exporters/rules/xhht.yml")
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Groups []struct{ Rules []struct{ Alert string } }
	}
	if err := yaml.Unmarshal(raw, &file); err != nil || len(file.Groups) == 0 {
		t.Fatalf("no rules: %v", err)
	}
	for _, language := range languages {
		names := scope{lang: language}.alertNames()[0].Options.(map[string]grafana.Shown)
		for _, r := range file.Groups[0].Rules {
			if names[r.Alert].Text == "" {
				t.Errorf("%s: panel_ops.go has no name for %s", language, r.Alert)
			}
		}
	}
}
