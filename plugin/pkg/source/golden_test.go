package source_test

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/xhht/xhht/internal/golden"
	"github.com/xhht/xhht/internal/grafanatest"
	"github.com/xhht/xhht/internal/query"
	"github.com/xhht/xhht/plugin/pkg/source"
)

var decade = backend.TimeRange{From: time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC), To: time.Date(2031, 1, 1, 0, 0, 0, 0, time.UTC)}

func filled() *store {
	s := &store{cat: world()}
	s.obs, s.targets, s.reports = points()
	return s
}

func over(s *store) *source.Source { return source.Over(s, time.Minute).At(asOf) }

// ask runs one query as a panel does.
func ask(t *testing.T, s *source.Source, q string, tr backend.TimeRange) backend.DataResponse {
	t.Helper()
	resp, err := s.QueryData(context.Background(), &backend.QueryDataRequest{Queries: []backend.DataQuery{{RefID: "A", JSON: []byte(q), TimeRange: tr}}})
	if err != nil {
		t.Fatal(err)
	}
	return resp.Responses["A"]
}

// wantFrames compares frames with a file that shows all that is in them.
func wantFrames(t *testing.T, name string, frames data.Frames) {
	t.Helper()
	golden.Equal(t, "testdata/"+name+".golden", grafanatest.Table(t, frames))
}

// onTheWire are the cases that are kept as the JSON that Grafana gets, too: a small one of every kind.
var onTheWire = map[query.Kind]string{
	query.Series: "series_one_as_series", query.Scorecard: "scorecard_jump", query.Alert: "alert_lapse", query.Summary: "summary",
	query.Ranking: "ranking_one_unit", query.Attainment: "attainment", query.Levels: "levels_short", query.Recognitions: "recognitions_review", query.Reporting: "reporting",
	query.Deliverables: "deliverables", query.Findings: "findings_of_indicator", query.Revisions: "revisions",
	query.Compare: "compare_groups", query.Events: "events",
}

func wantJSON(t *testing.T, kind query.Kind, frames data.Frames) {
	t.Helper()
	var b strings.Builder
	for _, f := range frames {
		b.WriteString(grafanatest.JSON(t, f))
	}
	golden.Equal(t, "testdata/json/"+string(kind)+".golden", b.String())
}

func TestFrames(t *testing.T) {
	empty := func() *store { return &store{cat: world()} }
	tests := map[string]struct {
		store func() *store
		query string
		tr    backend.TimeRange
	}{
		"scorecard":            {filled, `{"schemaVersion":1,"kind":"scorecard","plan":"vinh-long"}`, decade},
		"scorecard_province":   {filled, `{"schemaVersion":1,"kind":"scorecard","plan":"vinh-long","level":"province"}`, decade},
		"scorecard_english":    {filled, `{"schemaVersion":1,"kind":"scorecard","plan":"vinh-long","language":"en","units":["d:857@0"],"indicators":["info_skills_rate"],"thresholds":"off"}`, decade},
		"scorecard_looks_back": {filled, `{"schemaVersion":1,"kind":"scorecard","plan":"vinh-long","indicators":["info_skills_rate"]}`, backend.TimeRange{From: decade.From, To: time.Date(2024, 12, 31, 0, 0, 0, 0, time.UTC)}},
		"scorecard_empty":      {empty, `{"schemaVersion":1,"kind":"scorecard","plan":"vinh-long"}`, decade},
		"scorecard_cut":        {filled, `{"schemaVersion":1,"kind":"scorecard","plan":"vinh-long","limit":1,"statuses":["achieved","late"]}`, decade},
		"scorecard_no_target":  {filled, `{"schemaVersion":1,"kind":"scorecard","plan":"vinh-long","indicators":["primary_level3_share"]}`, decade},
		"scorecard_timeline":   {filled, `{"schemaVersion":1,"kind":"scorecard","shape":"timeline","plan":"vinh-long","indicators":["info_skills_rate"]}`, decade},
		"alert_margin":         {filled, `{"schemaVersion":1,"kind":"alert","plan":"vinh-long"}`, decade},
		"alert_days_late":      {filled, `{"schemaVersion":1,"kind":"alert","plan":"vinh-long","measure":"days_late","indicators":["info_skills_rate"]}`, decade},
		"alert_empty_store":    {empty, `{"schemaVersion":1,"kind":"alert","plan":"vinh-long","indicators":["info_skills_rate"]}`, decade},
		"summary":              {filled, `{"schemaVersion":1,"kind":"summary","plan":"vinh-long"}`, decade},
		"summary_worst":        {filled, `{"schemaVersion":1,"kind":"summary","plan":"vinh-long","shape":"worst"}`, decade},
		"summary_province":     {filled, `{"schemaVersion":1,"kind":"summary","plan":"vinh-long","level":"province","language":"en"}`, decade},
		"summary_empty":        {empty, `{"schemaVersion":1,"kind":"summary","plan":"vinh-long"}`, decade},
		"series_one_unit":      {filled, `{"schemaVersion":1,"kind":"series","plan":"vinh-long","units":["d:857@0"],"indicators":["info_skills_rate"]}`, decade},
		"series_one_as_series": {filled, `{"schemaVersion":1,"kind":"series","plan":"vinh-long","units":["d:857@0"],"indicators":["info_skills_rate"],"thresholds":"series","series":["target"]}`, decade},
		"series_two_units":     {filled, `{"schemaVersion":1,"kind":"series","plan":"vinh-long","units":["d:857@0","d:862@0"],"indicators":["info_skills_rate"]}`, backend.TimeRange{From: time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC), To: asOf}},
		"series_share":         {filled, `{"schemaVersion":1,"kind":"series","plan":"vinh-long","level":"province","indicators":["primary_level3_share"]}`, decade},
		"series_women":         {filled, `{"schemaVersion":1,"kind":"series","plan":"vinh-long","units":["d:857@0"],"indicators":["info_skills_rate"],"group":"sex=female","series":["actual"]}`, decade},
		"series_silent_unit":   {filled, `{"schemaVersion":1,"kind":"series","plan":"vinh-long","units":["d:863@0"],"indicators":["info_skills_rate"],"thresholds":"off"}`, decade},
		"series_no_target":     {filled, `{"schemaVersion":1,"kind":"series","plan":"vinh-long","indicators":["primary_level3_share"]}`, decade},
	}
	fiveYears := backend.TimeRange{From: time.Date(2021, 1, 1, 0, 0, 0, 0, time.UTC), To: asOf}
	last := backend.TimeRange{From: time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC), To: asOf}
	for name, tc := range map[string]struct {
		store func() *store
		query string
		tr    backend.TimeRange
	}{
		"series_projection":     {filled, `"kind":"series","units":["d:855@0","d:857@0"],"indicators":["info_skills_rate"],"series":["actual","projection","bounds"]`, decade},
		"series_bounds":         {filled, `"kind":"series","level":"province","indicators":["primary_level3_share"],"series":["bounds"]`, last},
		"alert_projected":       {filled, `"kind":"alert","measure":"projected"`, decade},
		"alert_regression":      {filled, `"kind":"alert","measure":"regression"`, decade},
		"alert_jump":            {recorded, `"kind":"alert","measure":"jump"`, decade},
		"series_collected":      {recorded, `"kind":"series","level":"district","units":["d:857@0"],"indicators":["primary_level"]`, decade},
		"events_milestones":     {recorded, `"kind":"events","events":["milestone","reform"],"language":"en"`, decade},
		"alert_overdue":         {recorded, `"kind":"alert","measure":"overdue"`, backend.TimeRange{From: decade.From, To: time.Date(2025, 12, 20, 0, 0, 0, 0, time.UTC)}},
		"scorecard_worst":       {filled, `"kind":"scorecard","shape":"worst","language":"en"`, decade},
		"levels_newest":         {recorded, `"kind":"levels","shape":"newest","programmes":["literacy"]`, decade},
		"alert_lapse":           {recorded, `"kind":"alert","measure":"lapse","programmes":["literacy"]`, decade},
		"alert_lapse_nobody":    {recorded, `"kind":"alert","measure":"lapse","level":"commune"`, decade},
		"alert_margin_nobody":   {recorded, `"kind":"alert","level":"commune"`, decade},
		"alert_value_nobody":    {recorded, `"kind":"alert","measure":"value","indicators":["literacy_quality"]`, decade},
		"scorecard_filtered":    {filled, `"kind":"scorecard","filters":[{"key":"unit","operator":"!=","value":"d:855@0"},{"key":"theme","operator":"=|","values":["skills"]},{"key":"status","operator":"=","value":"late"}]`, decade},
		"scorecard_corrected":   {recorded, `"kind":"scorecard","units":["d:857@0"],"indicators":["info_skills_rate"]`, backend.TimeRange{From: decade.From, To: time.Date(2025, 12, 9, 0, 0, 0, 0, time.UTC)}},
		"ranking":               {filled, `"kind":"ranking","indicators":["info_skills_rate"]`, decade},
		"ranking_one_unit":      {filled, `"kind":"ranking","indicators":["primary_level"],"by":"value","units":["d:857@0"],"language":"en"`, backend.TimeRange{From: decade.From, To: time.Date(2024, 12, 20, 0, 0, 0, 0, time.UTC)}},
		"ranking_required":      {filled, `"kind":"ranking","indicators":["info_skills_rate"],"by":"required","thresholds":"off"`, decade},
		"ranking_none":          {filled, `"kind":"ranking","level":"commune"`, decade},
		"attainment":            {filled, `"kind":"attainment"`, decade},
		"attainment_province":   {filled, `"kind":"attainment","level":"province","language":"en"`, decade},
		"levels":                {recorded, `"kind":"levels"`, last},
		"levels_timeline":       {recorded, `"kind":"levels","shape":"timeline","units":["d:855@0","d:862@0"]`, fiveYears},
		"levels_none":           {filled, `"kind":"levels"`, decade},
		"levels_none_timeline":  {filled, `"kind":"levels","shape":"timeline","language":"en"`, decade},
		"recognitions":          {recorded, `"kind":"recognitions"`, decade},
		"recognitions_then":     {recorded, `"kind":"recognitions","indicators":["learning_unit"],"language":"en"`, backend.TimeRange{From: decade.From, To: time.Date(2025, 3, 1, 0, 0, 0, 0, time.UTC)}},
		"recognitions_review":   {recorded, `"kind":"recognitions","only":"review","language":"en"`, decade},
		"recognitions_timeline": {recorded, `"kind":"recognitions","shape":"timeline","indicators":["learning_unit"]`, decade},
		"recognitions_totals":   {recorded, `"kind":"recognitions","shape":"totals"`, decade},
		"recognitions_none":     {recorded, `"kind":"recognitions","level":"province"`, decade},
		"alert_title":           {recorded, `"kind":"alert","measure":"title"`, decade},
		"reporting":             {recorded, `"kind":"reporting","form":"annual"`, last},
		"reporting_timeline":    {recorded, `"kind":"reporting","shape":"timeline","units":["d:857@0","d:862@0"]`, last},
		"reporting_matrix":      {recorded, `"kind":"reporting","shape":"matrix"`, last},
		"deliverables_totals":   {recorded, `"kind":"deliverables","shape":"totals","language":"en"`, decade},
		"events_ahead":          {recorded, `"kind":"events","shape":"ahead"`, decade},
		"reporting_totals":      {recorded, `"kind":"reporting","shape":"totals"`, last},
		"reporting_none":        {recorded, `"kind":"reporting","level":"province"`, last},
		"deliverables":          {recorded, `"kind":"deliverables"`, decade},
		"deliverables_empty":    {func() *store { s := empty(); s.cat.Plans[0].Deliverables = nil; return s }, `"kind":"deliverables"`, decade},
		"findings":              {recorded, `"kind":"findings"`, decade},
		"findings_of_indicator": {recorded, `"kind":"findings","indicators":["info_skills_rate"]`, decade},
		"revisions":             {recorded, `"kind":"revisions"`, decade},
		"revisions_none":        {recorded, `"kind":"revisions","units":["d:863@0"]`, decade},
		"compare_approval":      {recorded, `"kind":"compare","compare":"approval","indicators":["info_skills_rate"]`, decade},
		"compare_methods":       {recorded, `"kind":"compare","compare":"methods","indicators":["info_skills_rate"]`, backend.TimeRange{From: decade.From, To: time.Date(2024, 12, 20, 0, 0, 0, 0, time.UTC)}},
		"compare_groups":        {recorded, `"kind":"compare","compare":"groups","indicators":["info_skills_rate"]`, decade},
		"compare_units":         {merged, `"kind":"compare","compare":"units","level":"commune","indicators":["info_skills_rate"]`, decade},
		"compare_units_none":    {merged, `"kind":"compare","compare":"units","level":"province","indicators":["info_skills_rate"]`, decade},
		"scorecard_jump":        {leapt, `"kind":"scorecard","only":"jump"`, decade},
		"scorecard_undecided":   {contradicted, `"kind":"scorecard","statuses":["undecided"]`, decade},
		"scorecard_unjudged":    {unjudged, `"kind":"scorecard","statuses":["unverified","other_denominator"]`, decade},
		"summary_unjudged":      {unjudged, `"kind":"summary"`, decade},
		"summary_undecided":     {contradicted, `"kind":"summary"`, decade},
		"scorecard_partial":     {filled, `"kind":"scorecard","level":"province","only":"partial"`, decade},
		"attainment_national":   {filled, `"kind":"attainment","only":"national"`, decade},
		"levels_short":          {recorded, `"kind":"levels","only":"short"`, last},
		"levels_attention":      {recorded, `"kind":"levels","only":"attention"`, last},
		"reporting_late":        {someLate, `"kind":"reporting","only":"late"`, last},
		"reporting_owed":        {someLate, `"kind":"reporting","only":"owed"`, last},
		"compare_open":          {recorded, `"kind":"compare","compare":"approval","only":"open"`, decade},
		"compare_differs":       {recorded, `"kind":"compare","compare":"methods","only":"differs"`, backend.TimeRange{From: decade.From, To: time.Date(2023, 12, 20, 0, 0, 0, 0, time.UTC)}},
		"compare_differs_none":  {recorded, `"kind":"compare","compare":"methods","only":"differs"`, decade},
		"events":                {recorded, `"kind":"events","indicators":["info_skills_rate"]`, backend.TimeRange{From: time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC), To: time.Date(2026, 12, 31, 0, 0, 0, 0, time.UTC)}},
	} {
		tests[name] = struct {
			store func() *store
			query string
			tr    backend.TimeRange
		}{tc.store, `{"schemaVersion":1,"plan":"vinh-long",` + tc.query + `}`, tc.tr}
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			resp := ask(t, over(tc.store()), tc.query, tc.tr)
			if resp.Error != nil {
				t.Fatal(resp.Error)
			}
			wantFrames(t, name, resp.Frames)
			for kind, of := range onTheWire {
				if of == name {
					wantJSON(t, kind, resp.Frames)
				}
			}
		})
	}
	kept, err := filepath.Glob("testdata/*.golden")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range kept {
		if _, ok := tests[strings.TrimSuffix(filepath.Base(path), ".golden")]; !ok {
			t.Errorf("%s belongs to no case any more: delete it", path)
		}
	}
	for _, spec := range query.Kinds {
		if _, ok := tests[onTheWire[spec.Kind]]; !ok {
			t.Errorf("no answer of the kind %s is kept as JSON", spec.Kind)
		}
	}
}
