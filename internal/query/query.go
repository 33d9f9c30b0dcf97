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
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/law"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/standing"
)

// Version is the query schema this build writes and reads.
const Version = 1

// Query is one question. Empty lists mean all that the plan expects at the level.
type Query struct {
	SchemaVersion int             `json:"schemaVersion"`
	Kind          Kind            `json:"kind"`
	Plan          string          `json:"plan"`
	Level         area.Level      `json:"level,omitempty"`      // empty: the tier of the units, or else the one the plan watches
	Units         []string        `json:"units,omitempty"`      // UIDs
	Indicators    []string        `json:"indicators,omitempty"` // IDs
	Group         string          `json:"group,omitempty"`
	Series        []string        `json:"series,omitempty"`
	Measure       AlertMeasure    `json:"measure,omitempty"`
	Statuses      []string        `json:"statuses,omitempty"`
	Method        standing.Method `json:"method,omitempty"`
	Thresholds    Thresholds      `json:"thresholds,omitempty"`
	Language      lang.Lang       `json:"language,omitempty"`
	Limit         int             `json:"limit,omitempty"`
	Programmes    []law.Program   `json:"programmes,omitempty"` // levels and the measure lapse; empty means every one
	Form          string          `json:"form,omitempty"`       // reporting: one form; empty means every form of the tier
	Compare       Comparison      `json:"compare,omitempty"`
	Shape         Shape           `json:"shape,omitempty"`
	By            RankBy          `json:"by,omitempty"`
	Events        []EventKind     `json:"events,omitempty"`  // events: only these kinds; empty means every one
	Only          Only            `json:"only,omitempty"`    // keeps the rows of a table that say one thing; empty means all
	Filters       []Filter        `json:"filters,omitempty"` // the dashboard's ad-hoc filters
}

// grafanaKeys are what Grafana itself adds to a stored query; they are not ours to judge.
var grafanaKeys = []string{"refId", "datasource", "datasourceId", "hide", "key", "queryType", "intervalMs", "maxDataPoints", "queryCachingTTL", "timeRange", "adhocFilters"}

// unresolved finds variables that no frontend replaced: alert rules and public dashboards never run it.
var unresolved = regexp.MustCompile(`\$\w+|\$\{[^}]*\}|\[\[[^\]]*\]\]`)

// Parse decodes a stored query, fills the defaults and checks it. Errors are problem.List, in both languages.
func Parse(raw []byte) (Query, error) {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(raw, &fields); err != nil {
		return Query{}, problem.List{{Code: "query_json", Rule: notJSON(err)}}
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
		return Query{}, problem.List{{Code: "query_field", Rule: strangeField(err),
			Hint: lang.Text{VI: "Mở lại truy vấn trong trình soạn thảo và lưu", EN: "Open the query in the editor and save it again"}}}
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
	if q.Compare == "" {
		q.Compare = CompareUnits
	}
	if q.Shape == "" {
		q.Shape = Table
	}
	if q.By == "" {
		q.By = ByGap
	}
	q.Language = lang.Parse(string(q.Language))
	if q.Limit == 0 {
		q.Limit = DefaultLimit
	}
	return q
}

// DefaultLimit is the most rows or series of one answer; a cut answer says so in a notice. Alert answers are never cut.
const DefaultLimit = 5000

// refusal collects what is wrong with one field.
type refusal func(field, value string, rule, hint lang.Text)

func (q Query) check(raw string) problem.List {
	var out problem.List
	var bad refusal = func(field, value string, rule, hint lang.Text) {
		out = append(out, problem.Problem{Code: problem.Code("query_" + field), Place: problem.Field(field), Value: value, Rule: rule, Hint: hint})
	}
	if v := unresolved.FindString(raw); v != "" {
		bad("variable", v, lang.Text{VI: "biến chưa được thay bằng giá trị", EN: "a variable was not replaced by a value"},
			lang.Text{VI: "Quy tắc cảnh báo và bảng công khai không dùng được biến: ghi giá trị cụ thể", EN: "Alert rules and public dashboards cannot use variables: write the value itself"})
	}
	if q.SchemaVersion != Version {
		bad("schemaVersion", fmt.Sprint(q.SchemaVersion), lang.Textf("bản này hiểu truy vấn phiên bản %d", "this build reads query version %d", Version), lang.Text{})
	}
	oneOf(bad, "kind", q.Kind, Kinds...)
	if q.Level != "" {
		oneOf(bad, "level", q.Level, area.Province, area.District, area.Commune)
	}
	oneOf(bad, "measure", q.Measure, Measures...)
	oneOf(bad, "compare", q.Compare, CompareUnits, CompareApproval, CompareMethods, CompareGroups)
	oneOf(bad, "shape", q.Shape, Table, Timeline, Totals, Matrix, Ahead, Newest, Worst)
	if of := shapes[q.Shape]; q.Shape != Timeline && of != nil && !slices.Contains(of, q.Kind) {
		bad("shape", string(q.Shape), lang.Textf("chỉ truy vấn %[1]s có dạng %[2]s", "only a %[1]s query has the shape %[2]s", of[0], q.Shape), lang.Text{})
	}
	oneOf(bad, "by", q.By, ByGap, ByValue, ByRequired, ByProjected)
	oneOf(bad, "thresholds", q.Thresholds, ThresholdsAuto, ThresholdsSeries, ThresholdsOff)
	oneOf(bad, "method", q.Method, standing.Methods...)
	for _, s := range q.Series {
		oneOf(bad, "series", s, Lines...)
	}
	for _, s := range q.Statuses {
		oneOf(bad, "statuses", standing.Status(s), standing.Statuses...)
	}
	for _, p := range q.Programmes {
		oneOf(bad, "programmes", p, law.Programs...)
	}
	for _, e := range q.Events {
		oneOf(bad, "events", e, EventKinds...)
	}
	q.checkFilters(bad)
	q.checkOnly(bad)
	if of := []Kind{Scorecard, Ranking, Alert}; len(q.Statuses) > 0 && !slices.Contains(of, q.Kind) {
		bad("statuses", strings.Join(q.Statuses, ", "), lang.Text{VI: "chỉ bảng điểm và xếp hạng giữ dòng theo trạng thái", EN: "only a scorecard and a ranking keep rows by status"},
			lang.Text{VI: "Bỏ statuses, hoặc dùng kind scorecard", EN: "Drop statuses, or use the kind scorecard"})
	}
	if q.Kind == Alert && len(q.Statuses) > 0 {
		bad("statuses", strings.Join(q.Statuses, ", "), alertKeepsRows.rule, alertKeepsRows.hint)
	}
	if q.Limit < 0 {
		bad("limit", fmt.Sprint(q.Limit), lang.Text{VI: "không được âm", EN: "must not be negative"}, lang.Text{VI: "Bỏ trống để dùng giới hạn mặc định", EN: "Leave it out for the default"})
	}
	if strings.TrimSpace(q.Plan) == "" {
		bad("plan", "", lang.Text{VI: "chưa chọn kế hoạch", EN: "no plan is chosen"}, lang.Text{VI: "Chọn kế hoạch trong trình soạn thảo", EN: "Choose a plan in the editor"})
	}
	return out
}

func oneOf[T ~string](bad refusal, field string, v T, allowed ...T) {
	if slices.Contains(allowed, v) {
		return
	}
	names := make([]string, len(allowed))
	for i, a := range allowed {
		names[i] = string(a)
	}
	list := strings.Join(names, ", ")
	bad(field, string(v), lang.Textf("phải là một trong: %s", "must be one of: %s", list), lang.Text{})
}
