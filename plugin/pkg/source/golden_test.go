package source_test

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/xhht/xhht/internal/golden"
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

// wantFrames compares frames with a file that shows them as a table for people and as the JSON that Grafana gets.
func wantFrames(t *testing.T, name string, frames data.Frames) {
	t.Helper()
	var b strings.Builder
	for _, f := range frames {
		table, err := f.StringTable(-1, -1)
		if err != nil {
			t.Fatal(err)
		}
		raw, err := data.FrameToJSON(f, data.IncludeAll)
		if err != nil {
			t.Fatal(err)
		}
		var pretty bytes.Buffer
		if err := json.Indent(&pretty, raw, "", "  "); err != nil {
			t.Fatal(err)
		}
		b.WriteString(table + "\n" + pretty.String() + "\n\n")
	}
	golden.Equal(t, "testdata/"+name+".golden", b.String())
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
		"alert_margin":         {filled, `{"schemaVersion":1,"kind":"alert","plan":"vinh-long"}`, decade},
		"alert_days_late":      {filled, `{"schemaVersion":1,"kind":"alert","plan":"vinh-long","measure":"days_late","indicators":["info_skills_rate"]}`, decade},
		"alert_empty_store":    {empty, `{"schemaVersion":1,"kind":"alert","plan":"vinh-long","indicators":["info_skills_rate"]}`, decade},
		"summary":              {filled, `{"schemaVersion":1,"kind":"summary","plan":"vinh-long"}`, decade},
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
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			resp := ask(t, over(tc.store()), tc.query, tc.tr)
			if resp.Error != nil {
				t.Fatal(resp.Error)
			}
			wantFrames(t, name, resp.Frames)
		})
	}
}
