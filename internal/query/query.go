// Package query is the one structured query that dashboards and alert rules carry and the plugin answers. It is
// versioned, decoded strictly, and holds no database text; the plugin, the dashboard generator and the alert generator
// all use this type, so that a panel cannot ask what the plugin does not know. The table Kinds says of each kind what it answers, reads and
// is called; the editor and the page docs/truy-van.md are generated from it.
package query

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/law"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/standing"
)

//go:generate go run ./generate

// Version is the query schema this build writes and reads.
const Version = 1

// Query is one question. Empty lists mean all that the plan expects at the level.
type Query struct {
	SchemaVersion int               `json:"schemaVersion"`
	Kind          Kind              `json:"kind"`
	Plan          string            `json:"plan"`
	Level         area.Level        `json:"level,omitempty"`      // empty: the tier of the units, or else the one the plan watches
	Units         []string          `json:"units,omitempty"`      // UIDs
	Indicators    []string          `json:"indicators,omitempty"` // IDs
	Group         string            `json:"group,omitempty"`
	Series        []Line            `json:"series,omitempty"`
	Measure       AlertMeasure      `json:"measure,omitempty"`
	Statuses      []standing.Status `json:"statuses,omitempty"`
	Method        standing.Method   `json:"method,omitempty"`
	Thresholds    Thresholds        `json:"thresholds,omitempty"`
	Language      lang.Lang         `json:"language,omitempty"`
	Limit         int               `json:"limit,omitempty"`
	Programmes    []law.Program     `json:"programmes,omitempty"` // levels and the measure lapse; empty means every one
	Form          string            `json:"form,omitempty"`       // reporting: one form; empty means every form of the tier
	Compare       Comparison        `json:"compare,omitempty"`
	Shape         Shape             `json:"shape,omitempty"`
	By            RankBy            `json:"by,omitempty"`
	Events        []EventKind       `json:"events,omitempty"`  // events: only these kinds; empty means every one
	Only          Only              `json:"only,omitempty"`    // keeps the rows of a table that say one thing; empty means all
	Filters       []Filter          `json:"filters,omitempty"` // the dashboard's ad-hoc filters
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

// Defaults are what a query says where its author said nothing.
func Defaults() Query { return Query{}.withDefaults() }

// withDefaults fills what the author left out: alert rules never run the frontend's defaults.
func (q Query) withDefaults() Query {
	if q.Group == "" {
		q.Group = catalogue.GroupAll
	}
	if len(q.Series) == 0 {
		q.Series = []Line{LineActual, LineExpected, LineTarget}
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
