package source_test

import (
	"strings"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/plan"
)

func notices(resp backend.DataResponse) string {
	var out []string
	if len(resp.Frames) > 0 && resp.Frames[0].Meta != nil {
		for _, n := range resp.Frames[0].Meta.Notices {
			out = append(out, n.Text)
		}
	}
	return strings.Join(out, "\n")
}

const rankingOfAll = `{"schemaVersion":1,"kind":"ranking","plan":"vinh-long"}`

// Old numbers are told to who looks at the present; who looks back knows that they are old.
func TestOldDataAreTold(t *testing.T) {
	s := recorded()
	s.cat.LastWrite = asOf.AddDate(0, 0, -46)
	if got := notices(ask(t, over(s), rankingOfAll, decade)); !strings.Contains(got, "Số liệu đã cũ: ghi lần cuối ngày 04/11/2025.") {
		t.Errorf("after 46 days: %q", got)
	}
	past := backend.TimeRange{From: decade.From, To: asOf.AddDate(-1, 0, 0)}
	if got := notices(ask(t, over(s), rankingOfAll, past)); strings.Contains(got, "đã cũ") {
		t.Errorf("looking back: %q", got)
	}
	s.cat.LastWrite = asOf.AddDate(0, 0, -44)
	if got := notices(ask(t, over(s), rankingOfAll, decade)); strings.Contains(got, "đã cũ") {
		t.Errorf("after 44 days: %q", got)
	}
}

// A target that the plan's own text contradicts is marked wherever it is shown, and nowhere else.
func TestDisputedTargetsAreTold(t *testing.T) {
	for q, want := range map[string]bool{
		rankingOfAll: true,
		`{"schemaVersion":1,"kind":"scorecard","plan":"vinh-long","indicators":["primary_level"]}`:    true,
		`{"schemaVersion":1,"kind":"scorecard","plan":"vinh-long","indicators":["info_skills_rate"]}`: false,
		`{"schemaVersion":1,"kind":"reporting","plan":"vinh-long"}`:                                   true,
		`{"schemaVersion":1,"kind":"alert","plan":"vinh-long"}`:                                       false,
	} {
		got := notices(ask(t, over(recorded()), q, decade))
		if strings.Contains(got, "Văn bản mâu thuẫn: V.11.đ") != want {
			t.Errorf("%s: %q", q, got)
		}
	}
}

// What the text leaves open about the targets or forms shown is told as well, in one short notice that is no warning.
func TestOpenQuestionsAreTold(t *testing.T) {
	s := recorded()
	s.cat.Plans[0].Findings = append(s.cat.Plans[0].Findings,
		plan.Finding{ID: "undefined", Class: plan.Question, Targets: []string{"skills"}, Text: lang.Text{VI: "Không định nghĩa.", EN: "Undefined."}},
		plan.Finding{ID: "day", Class: plan.Question, Forms: []string{"annual"}, Text: lang.Text{VI: "Không ghi ngày.", EN: "No day."}},
		plan.Finding{ID: "whole", Class: plan.Question, Text: lang.Text{VI: "Cả văn bản.", EN: "The whole."}})
	for q, want := range map[string]string{
		`"kind":"series","indicators":["info_skills_rate"]`:    "Văn bản để ngỏ: Không định nghĩa.",
		`"kind":"ranking","indicators":["info_skills_rate"]`:   "Văn bản để ngỏ: Không định nghĩa.",
		`"kind":"summary","indicators":["info_skills_rate"]`:   "Văn bản để ngỏ: Không định nghĩa.",
		`"kind":"compare","indicators":["info_skills_rate"]`:   "Văn bản để ngỏ: Không định nghĩa.",
		`"kind":"scorecard","indicators":["literacy_quality"]`: "",
		`"kind":"reporting"`: "Văn bản để ngỏ: Không ghi ngày.",
		`"kind":"alert"`:     "",
	} {
		resp := ask(t, over(s), `{"schemaVersion":1,"plan":"vinh-long",`+q+`}`, decade)
		got := ""
		if meta := resp.Frames[0].Meta; meta != nil {
			for _, n := range meta.Notices {
				if n.Severity == data.NoticeSeverityInfo && strings.HasPrefix(n.Text, "Văn bản") {
					got += n.Text
				}
			}
		}
		if got != want {
			t.Errorf("%s: %q, want %q", q, got, want)
		}
	}
}

func TestUnitsLinkToThePortalWhereThereIsOne(t *testing.T) {
	links := func(portal string) []data.DataLink {
		resp := ask(t, over(filled()).WithPortal(portal), rankingOfAll, decade)
		f, _ := resp.Frames[0].FieldByName("unit_name")
		return f.Config.Links
	}
	const unit = "/d/xhht-unit-vinh-long?${__url_time_range}&var-unit=${__data.fields.unit}&var-indicator=${__data.fields.indicator}"
	if got := links(""); len(got) != 1 || got[0].URL != unit {
		t.Errorf("without a portal: %+v", got)
	}
	english := ask(t, over(filled()), strings.Replace(rankingOfAll, `"kind"`, `"language":"en","kind"`, 1), decade)
	for column, want := range map[string]string{
		"unit_name":      "/d/xhht-unit-vinh-long-en?${__url_time_range}&var-unit=${__data.fields.unit}&var-indicator=${__data.fields.indicator}",
		"indicator_name": "/d/xhht-indicator-vinh-long-en?${__url_time_range}&var-indicator=${__data.fields.indicator}&var-unit=${__data.fields.unit}",
	} {
		if f, _ := english.Frames[0].FieldByName(column); f.Config.Links[0].URL != want {
			t.Errorf("an English answer leads to %s, want %s", f.Config.Links[0].URL, want)
		}
	}
	if got := links("https://xhht.example/cong"); len(got) != 2 || got[1].URL != "https://xhht.example/cong/?plan=vinh-long&unit=${__data.fields.unit}" {
		t.Errorf("with a portal: %+v", got)
	}
}

// What was corrected after the day that is looked at is shown as it was; one read more, and only for who looks back.
func TestLookingBackReadsCorrections(t *testing.T) {
	value := func(to time.Time) float64 {
		resp := ask(t, over(recorded()), `{"schemaVersion":1,"kind":"scorecard","plan":"vinh-long","units":["d:857@0"],"indicators":["info_skills_rate"]}`, backend.TimeRange{From: decade.From, To: to})
		f, _ := resp.Frames[0].FieldByName("value")
		return *f.At(0).(*float64)
	}
	corrected := time.Date(2025, 12, 10, 8, 0, 0, 0, time.UTC)
	for to, want := range map[time.Time]float64{corrected.Add(-time.Minute): 39.7, corrected.Add(time.Minute): 38.7, asOf.AddDate(1, 0, 0): 38.7} {
		if got := value(to); got != want {
			t.Errorf("at %s the value is %g, want %g", to, got, want)
		}
	}
}

// Who looks up to now sees what came a second ago: a range that is shared for some seconds must not look back by them.
func TestACorrectionIsSeenAtOnce(t *testing.T) {
	s := recorded()
	now := time.Date(2025, 12, 10, 8, 0, 4, 0, time.UTC)
	s.changes[1].Recorded = now.Add(-time.Second)
	resp := ask(t, over(s).At(now), `{"schemaVersion":1,"kind":"scorecard","plan":"vinh-long","units":["d:857@0"],"indicators":["info_skills_rate"]}`,
		backend.TimeRange{From: decade.From, To: now})
	f, _ := resp.Frames[0].FieldByName("value")
	if got := *f.At(0).(*float64); got != 38.7 {
		t.Errorf("the value is %g, want the corrected 38.7", got)
	}
}

// A finding about no target bears on all of them: it stays where one indicator is asked for, and is named for what it is.
func TestFindingsOnTheWholePlanStay(t *testing.T) {
	s := recorded()
	s.cat.Plans[0].Findings = append(s.cat.Plans[0].Findings, plan.Finding{ID: "whole", Class: plan.Question, Text: lang.Text{VI: "Cả văn bản.", EN: "The whole."}})
	resp := ask(t, over(s), `{"schemaVersion":1,"kind":"findings","plan":"vinh-long","indicators":["info_skills_rate"]}`, decade)
	id, _ := resp.Frames[0].FieldByName("finding")
	about, _ := resp.Frames[0].FieldByName("about")
	if id.Len() != 1 || id.At(0) != "whole" || about.At(0) != "Cả kế hoạch" {
		t.Errorf("%d findings, %v about %v", id.Len(), id.At(0), about.At(0))
	}
}

// Where the page's filters leave nothing an answer could be about, they are named, and not the time range; where they leave
// something and nothing happened, the time is.
func TestWhatEmptiesAnAnswerIsTold(t *testing.T) {
	nobody, other, nothing := `"filters":[{"key":"unit","operator":"=","value":"d:1@0"}]`, `"filters":[{"key":"unit","operator":"=","value":"d:855@0"}]`, `"filters":[{"key":"theme","operator":"=","value":"x"}]`
	late := backend.TimeRange{From: asOf.AddDate(0, 0, -2), To: asOf}
	for _, tc := range []struct {
		query  string
		filter bool
	}{
		{`"kind":"revisions",` + nobody, true}, {`"kind":"revisions",` + nothing, true}, {`"kind":"revisions",` + other, false},
		{`"kind":"levels",` + nobody, true}, {`"kind":"levels","shape":"timeline",` + nobody, true},
		{`"kind":"reporting",` + nobody, true}, {`"kind":"reporting","shape":"totals",` + nobody, true}, {`"kind":"reporting","shape":"timeline",` + nobody, true},
		{`"kind":"events","events":["correction"],` + nobody, true}, {`"kind":"events","events":["correction"],` + other, false},
		{`"kind":"compare",` + nobody, true}, {`"kind":"compare",` + nothing, true},
	} {
		resp := ask(t, over(recorded()), `{"schemaVersion":1,"plan":"vinh-long","level":"district",`+tc.query+`}`, late)
		if resp.Error != nil {
			t.Fatalf("%s: %v", tc.query, resp.Error)
		}
		got := notices(resp)
		if strings.Contains(got, "Bộ lọc không để lại") != tc.filter || got == "" {
			t.Errorf("%s: %q", tc.query, got)
		}
	}
}

// Findings follow the page's filters on indicators and themes as they follow the query's own list.
func TestFindingsFollowFilters(t *testing.T) {
	for filter, want := range map[string]int{
		``: 2,
		`,"filters":[{"key":"indicator","operator":"=","value":"info_skills_rate"}]`:     0,
		`,"filters":[{"key":"indicator","operator":"!=","value":"info_skills_rate"}]`:    2,
		`,"filters":[{"key":"indicator","operator":"=","value":"primary_level3_share"}]`: 1,
		`,"filters":[{"key":"theme","operator":"=","value":"skills"}]`:                   0,
		`,"filters":[{"key":"unit","operator":"=","value":"d:855@0"}]`:                   2,
	} {
		resp := ask(t, over(recorded()), `{"schemaVersion":1,"plan":"vinh-long","kind":"findings"`+filter+`}`, decade)
		if resp.Error != nil || resp.Frames[0].Rows() != want {
			t.Errorf("%s: %d findings, want %d; %v", filter, resp.Frames[0].Rows(), want, resp.Error)
		}
	}
}

// A query without a tier is about the tier of the units it names, and without units about the one that the plan watches.
func TestQueriesWithoutATier(t *testing.T) {
	for q, want := range map[string]string{
		`"kind":"scorecard"`:                     "district",
		`"kind":"scorecard","units":["p:86@0"]`:  "province",
		`"kind":"scorecard","units":["d:857@0"]`: "district",
		`"kind":"reporting"`:                     "district",
	} {
		resp := ask(t, over(recorded()), `{"schemaVersion":1,"plan":"vinh-long",`+q+`}`, decade)
		if resp.Error != nil {
			t.Fatal(resp.Error)
		}
		level, _ := resp.Frames[0].FieldByName("level")
		for i := range level.Len() {
			if level.At(i) != want {
				t.Errorf("%s: row %d is of the tier %v, want %s", q, i, level.At(i), want)
			}
		}
		if level.Len() == 0 {
			t.Errorf("%s: no row", q)
		}
	}
}

// A yearly series asked for six hours has no point: it says that the range is to be widened. One that has points, or none in all
// of its years, says nothing of the range.
func TestARangeShorterThanAPeriodIsTold(t *testing.T) {
	const series = `{"schemaVersion":1,"kind":"series","plan":"vinh-long","units":["d:857@0"],"indicators":["info_skills_rate"],"series":["actual","expected"]}`
	sixHours := backend.TimeRange{From: asOf.Add(-6 * time.Hour), To: asOf}
	const vi = "ngắn hơn một kỳ báo cáo (năm) nên không có điểm nào. Hãy mở rộng khoảng thời gian"
	if got := notices(ask(t, over(filled()), series, sixHours)); !strings.Contains(got, vi) {
		t.Errorf("six hours: %q", got)
	}
	english := strings.Replace(series, `"kind"`, `"language":"en","kind"`, 1)
	if got := notices(ask(t, over(filled()), english, sixHours)); !strings.Contains(got, "Widen the time range") {
		t.Errorf("six hours in English: %q", got)
	}
	for name, tr := range map[string]backend.TimeRange{"a decade": decade, "eight months in which a point lies": {From: time.Date(2024, 6, 1, 0, 0, 0, 0, time.UTC), To: time.Date(2025, 2, 1, 0, 0, 0, 0, time.UTC)}} {
		if got := notices(ask(t, over(filled()), series, tr)); strings.Contains(got, "mở rộng") {
			t.Errorf("%s: %q", name, got)
		}
	}
	silent := strings.Replace(series, "d:857@0", "d:863@0", 1)
	if got := notices(ask(t, over(filled()), silent, decade)); strings.Contains(got, "mở rộng") {
		t.Errorf("a unit without numbers in a decade: %q", got)
	}
}
