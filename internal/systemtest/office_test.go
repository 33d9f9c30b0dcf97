package systemtest

import (
	"slices"
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/xhht/xhht/internal/demo/story"
	"github.com/xhht/xhht/internal/grafanatest"
	"github.com/xhht/xhht/internal/period"
)

// checkOffice looks for each thing that the demo's standing office did: tasks done, late and overdue, corrections with their
// reasons, approvals that hold and one that a correction overtook, more time given; and for what the map shows of it all.
func checkOffice(t *testing.T, w wall) {
	t.Helper()
	for _, c := range []struct {
		plan, query, column string
		want                map[string]int
	}{
		{story.Plan, `"kind":"deliverables"`, "state", map[string]int{"Xong": 7, "Xong, trễ hạn": 1}},
		{story.Plan, `"kind":"revisions"`, "note", map[string]int{"Tính lại theo hướng dẫn mới của Sở (minh họa)": 4}},
		{story.Plan, `"kind":"compare","compare":"approval"`, "approval", map[string]int{"Có số mới chờ duyệt": 1}},
		{story.Plan, `"kind":"scorecard","shape":"worst"`, "status", map[string]int{"Đúng lộ trình": 2, "Có nguy cơ": 1, "Chậm": 2, "Đi lùi": 1, "Trễ báo cáo": 1, "Chưa báo cáo": 1}},
		{story.Regime, `"kind":"levels","level":"commune","shape":"newest","programmes":["literacy"]`, "state", map[string]int{"Mức độ 1": 1}}, // Long Châu
	} {
		r := w.one(t, `"plan":"`+c.plan+`",`+c.query, false)
		if r.Error != nil || len(r.Frames) != 1 {
			t.Fatalf("%s: %v", c.query, r.Error)
		}
		got := words(t, r.Frames[0], c.column)
		for word, n := range c.want {
			if got[word] != n {
				t.Errorf("%s: %d rows with the %s %q, want %d: %v", c.query, got[word], c.column, word, n, got)
			}
		}
	}
	extended, _ := w.one(t, `"plan":"`+story.Plan+`","kind":"reporting","units":["`+story.Late+`"]`, false).Frames[0].FieldByName("extended")
	given := 0
	for i := range extended.Len() {
		if _, ok := extended.ConcreteAt(i); ok {
			given++
		}
	}
	if given != 1 {
		t.Errorf("%d reports of %s were given more time, want 1", given, story.Late)
	}
}

// checkParents looks for the label by which late communes are told in one message: their district, and after the reform the province.
func checkParents(t *testing.T, w wall) {
	t.Helper()
	for day, want := range map[period.Date]string{told: story.NewMuted + " of p:86@2025-07-01 Vĩnh Long", period.DateOf(2024, 11, 20): story.Muted + " of d:861@0 TX Bình Minh"} {
		w.to = day.EndOfDay()
		var got []string
		for _, row := range grafanatest.Rows(t, "overdue", w.one(t, `"plan":"`+story.Regime+`","level":"commune","kind":"alert","measure":"overdue"`, true)) {
			if row.Value > 0 {
				got = append(got, row.Labels["unit"]+" of "+row.Labels["parent"]+" "+row.Labels["parent_name"])
			}
		}
		if !slices.Equal(got, []string{want}) {
			t.Errorf("%s: overdue are %q, want %q", day, got, want)
		}
	}
}

// words counts the texts of a column.
func words(t *testing.T, f *data.Frame, column string) map[string]int {
	t.Helper()
	field, _ := f.FieldByName(column)
	if field == nil {
		t.Fatalf("no column %s", column)
	}
	out := map[string]int{}
	for i := range field.Len() {
		switch v := field.At(i).(type) {
		case data.EnumItemIndex:
			out[field.Config.TypeConfig.Enum.Text[v]]++
		case string:
			out[v]++
		}
	}
	return out
}
