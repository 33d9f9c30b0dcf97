// Package query is the one structured query that dashboards and alert rules carry and the plugin answers. It is
// versioned, decoded strictly, and holds no database text; the plugin, the dashboard generator and the alert generator
// all use this type, so that a panel cannot ask what the plugin does not know.
package query

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/standing"
)

// Version is the query schema this build writes and reads.
const Version = 1

// Kind is the question asked.
type Kind string

// The kinds.
const (
	Series    Kind = "series"    // one unit's actual, expected and target over time
	Scorecard Kind = "scorecard" // one row per expected unit × indicator
	Alert     Kind = "alert"     // one numeric column per expected unit × indicator, nulls kept
	Summary   Kind = "summary"   // one row: the verdict in a sentence, and counts by status
)

// Thresholds says how a target reaches a panel.
type Thresholds string

// The ways. Grafana draws one threshold set per axis, so a panel of several units gets its target as a series.
const (
	ThresholdsAuto   Thresholds = "auto"   // threshold line for one unit, dashed series for several
	ThresholdsSeries Thresholds = "series" // always a series
	ThresholdsOff    Thresholds = "off"    // neither
)

// AlertMeasure is the numeric column of an alert query.
type AlertMeasure string

// The measures. Margin is the gap to the lowest value that still counts as on track: it is below zero exactly when the
// status is at_risk, off_track or reversing, so that an alert and the colour on the wall never contradict each other.
const (
	Margin   AlertMeasure = "margin"
	Gap      AlertMeasure = "gap"
	Value    AlertMeasure = "value"
	Expected AlertMeasure = "expected"
	Required AlertMeasure = "required"
	DaysLate AlertMeasure = "days_late"
)

// The lines of a series query.
const (
	LineActual   = "actual"
	LineExpected = "expected"
	LineTarget   = "target"
)

// Query is one question. Empty lists mean all that the plan expects at the level.
type Query struct {
	SchemaVersion int             `json:"schemaVersion"`
	Kind          Kind            `json:"kind"`
	Plan          string          `json:"plan"`
	Level         area.Level      `json:"level,omitempty"`
	Units         []string        `json:"units,omitempty"`      // UIDs
	Indicators    []string        `json:"indicators,omitempty"` // IDs
	Group         string          `json:"group,omitempty"`
	Series        []string        `json:"series,omitempty"`
	Measure       AlertMeasure    `json:"measure,omitempty"`
	Statuses      []string        `json:"statuses,omitempty"`
	Method        standing.Method `json:"method,omitempty"`
	Thresholds    Thresholds      `json:"thresholds,omitempty"`
	Language      problem.Lang    `json:"language,omitempty"`
	Limit         int             `json:"limit,omitempty"`
}

// grafanaKeys are what Grafana itself adds to a stored query; they are not ours to judge.
var grafanaKeys = []string{"refId", "datasource", "datasourceId", "hide", "key", "queryType", "intervalMs", "maxDataPoints", "queryCachingTTL", "timeRange", "adhocFilters"}

// unresolved finds variables that no frontend replaced: alert rules and public dashboards never run it.
var unresolved = regexp.MustCompile(`\$\w+|\$\{[^}]*\}|\[\[[^\]]*\]\]`)

// Parse decodes a stored query, fills the defaults and checks it. Errors are problem.List, in both languages.
func Parse(raw []byte) (Query, error) {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(raw, &fields); err != nil {
		return Query{}, problem.List{{Code: "query_json", Rule: problem.Textf("truy vấn không phải là JSON: %v", "the query is not JSON: %v", err)}}
	}
	for _, k := range grafanaKeys {
		delete(fields, k)
	}
	own, err := json.Marshal(fields)
	if err != nil {
		return Query{}, fmt.Errorf("strip query: %w", err)
	}
	var q Query
	dec := json.NewDecoder(bytes.NewReader(own))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&q); err != nil {
		return Query{}, problem.List{{Code: "query_field", Rule: problem.Textf("truy vấn có trường không hiểu được: %v", "the query has a field that is not understood: %v", err),
			Hint: problem.Text{VI: "Mở lại truy vấn trong trình soạn thảo và lưu", EN: "Open the query in the editor and save it again"}}}
	}
	q = q.withDefaults()
	// The decoded query is searched for variables: in the stored text one can hide behind an escape such as \u0024.
	decoded, err := json.Marshal(q)
	if err != nil {
		return q, fmt.Errorf("render query: %w", err)
	}
	return q, q.check(string(decoded)).Err()
}

// withDefaults fills what the author left out: alert rules never run the frontend's defaults.
func (q Query) withDefaults() Query {
	if q.Level == "" {
		q.Level = area.District
	}
	if q.Group == "" {
		q.Group = catalogue.GroupAll
	}
	if len(q.Series) == 0 {
		q.Series = []string{LineActual, LineExpected, LineTarget}
	}
	if q.Measure == "" {
		q.Measure = Margin
	}
	if q.Method == "" {
		q.Method = standing.MilestoneLinear
	}
	if q.Thresholds == "" {
		q.Thresholds = ThresholdsAuto
	}
	q.Language = problem.ParseLang(string(q.Language))
	if q.Limit <= 0 {
		q.Limit = DefaultLimit
	}
	return q
}

// DefaultLimit is the most rows or series of one answer; a cut answer says so in a notice. Alert answers are never cut.
const DefaultLimit = 5000

func (q Query) check(raw string) problem.List {
	var out problem.List
	bad := func(field, value string, rule, hint problem.Text) {
		out = append(out, problem.Problem{Code: "query_" + field, Place: field, Value: value, Rule: rule, Hint: hint})
	}
	if v := unresolved.FindString(raw); v != "" {
		bad("variable", v, problem.Text{VI: "biến chưa được thay bằng giá trị", EN: "a variable was not replaced by a value"},
			problem.Text{VI: "Quy tắc cảnh báo và bảng công khai không dùng được biến: ghi giá trị cụ thể", EN: "Alert rules and public dashboards cannot use variables: write the value itself"})
	}
	if q.SchemaVersion != Version {
		bad("schemaVersion", fmt.Sprint(q.SchemaVersion), problem.Textf("bản này hiểu truy vấn phiên bản %d", "this build reads query version %d", Version), problem.Text{})
	}
	oneOf(bad, "kind", q.Kind, Series, Scorecard, Alert, Summary)
	oneOf(bad, "level", q.Level, area.Province, area.District, area.Commune)
	oneOf(bad, "measure", q.Measure, Margin, Gap, Value, Expected, Required, DaysLate)
	oneOf(bad, "thresholds", q.Thresholds, ThresholdsAuto, ThresholdsSeries, ThresholdsOff)
	oneOf(bad, "method", q.Method, standing.Methods...)
	for _, s := range q.Series {
		oneOf(bad, "series", s, LineActual, LineExpected, LineTarget)
	}
	for _, s := range q.Statuses {
		oneOf(bad, "statuses", standing.Status(s), standing.Statuses...)
	}
	if q.Kind == Alert && len(q.Statuses) > 0 {
		bad("statuses", strings.Join(q.Statuses, ", "), problem.Text{VI: "truy vấn cảnh báo không lọc theo trạng thái: dòng biến mất sẽ bị coi là đã hết cảnh báo", EN: "an alert query cannot filter by status: Grafana takes a missing row for a problem solved"},
			problem.Text{VI: "Bỏ statuses, đặt điều kiện trên số (margin < 0)", EN: "Drop statuses and put the condition on the number (margin < 0)"})
	}
	if strings.TrimSpace(q.Plan) == "" {
		bad("plan", "", problem.Text{VI: "chưa chọn kế hoạch", EN: "no plan is chosen"}, problem.Text{VI: "Chọn kế hoạch trong trình soạn thảo", EN: "Choose a plan in the editor"})
	}
	return out
}

func oneOf[T ~string](bad func(string, string, problem.Text, problem.Text), field string, v T, allowed ...T) {
	if slices.Contains(allowed, v) {
		return
	}
	names := make([]string, len(allowed))
	for i, a := range allowed {
		names[i] = string(a)
	}
	list := strings.Join(names, ", ")
	bad(field, string(v), problem.Textf("phải là một trong: %s", "must be one of: %s", list), problem.Text{})
}
