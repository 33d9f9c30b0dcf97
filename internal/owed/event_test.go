package owed_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/owed"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/query"
	"github.com/xhht/xhht/internal/series"
)

func TestEvents(t *testing.T) {
	in := world(t)
	in.Plan.Forms[0].Name = lang.Text{VI: "Báo cáo năm", EN: "Yearly report"}
	revisions := []series.Revision{{Indicator: "skills", Area: district, Group: "all", At: end(2024), Recorded: time.Date(2025, 2, 3, 4, 0, 0, 0, time.UTC), Old: new(40.0), New: new(45.5), Note: "cộng sót"},
		{Indicator: "skills", Area: district, Group: "all", At: end(2021), Recorded: time.Date(2022, 2, 3, 4, 0, 0, 0, time.UTC), New: new(45.5)}}
	var got []string
	for _, e := range owed.Events(in.Registry, in.Plan, revisions, period.Span{From: end(2024), To: time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC)}) {
		got = append(got, string(e.Kind)+": "+e.Title.VI+" | "+strings.ReplaceAll(e.Text.VI, "\n", " / "))
	}
	want := []string{
		"correction: Đính chính: Huyện 1 | , 2024: 40% → 45,5% / cộng sót",
		"reform: Sắp xếp đơn vị hành chính | Từ 01/7/2025 không còn cấp huyện; tỉnh và xã được sắp xếp lại.",
		"deadline: Hạn báo cáo kỳ 2025 | Báo cáo năm: hết ngày 09/12/2025 ()",
		"milestone: Mốc 31/12/2025: 4 chỉ tiêu | : 50% (II.2) / : 6/8 (II.2) / : được công nhận (II.2) / : ≤2% (II.2)",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	for range 20 {
		in.Plan.Targets = append(in.Plan.Targets, plan.Target{ID: "x", Indicator: "skills", Milestones: milestone(1, plan.AtLeast)})
	}
	events := owed.Events(in.Registry, in.Plan, nil, period.Span{From: end(2025), To: time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC)})
	if lines := strings.Split(events[0].Text.EN, "\n"); len(lines) != 13 || lines[12] != "… and 12 more" {
		t.Errorf("a long list reads %q", lines)
	}
}

// What lies behind is no deadline any more, and a correction never is; today's is still ahead, with no day left.
func TestAhead(t *testing.T) {
	asOf := time.Date(2024, 12, 9, 8, 0, 0, 0, time.UTC)
	at := func(k query.EventKind, day period.Date) owed.Event {
		return owed.Event{Kind: k, At: day.EndOfDay(), Title: lang.Text{VI: day.String()}}
	}
	list := []owed.Event{at(query.EventDeadline, period.DateOf(2024, 12, 8)), at(query.EventDeadline, period.DateOf(2024, 12, 9)),
		at(query.EventCorrection, period.DateOf(2024, 12, 10)), at(query.EventMilestone, period.DateOf(2024, 12, 31))}
	var got []string
	for _, e := range owed.Ahead(list, asOf) {
		got = append(got, fmt.Sprintf("%s in %d", e.Heading().VI, e.DaysLeft(asOf)))
	}
	if want := []string{"2024-12-09 in 0", "2024-12-31 in 22"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
