package influx_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/series"
)

func TestLevelsComeBackAsWritten(t *testing.T) {
	c := connect(t)
	known := series.LevelStanding{
		Programme: "literacy", Area: "c:29587@0", At: day(2024, 12, 31),
		Low: 1, High: 1, Declared: new(2.0), Held: new(1.0), Missed: 1, Short: new(12.0), Received: received,
		Reason:      lang.Text{VI: "✗ Người 15–60 tuổi: cần 1800, có 1788\n  còn thiếu \"12\" người, a\\b", EN: "✗ needs 1800, has 1788\n  12 more"},
		Unconfirmed: "142/2025/NĐ-CP",
		Caution:     lang.Text{VI: "XM2-C1, độ tin cậy trung bình", EN: "XM2-C1, medium confidence"},
	}
	silent := series.LevelStanding{Programme: "primary", Area: "p:86@0", At: day(2024, 12, 31), High: 3}
	other := silent
	other.At, other.Declared = day(2025, 12, 31), new(0.0)
	want := []series.LevelStanding{known, silent, other}
	if err := c.Write(t.Context(), series.Points(want)); err != nil {
		t.Fatal(err)
	}
	for name, tc := range map[string]struct {
		filter series.Filter
		want   []series.LevelStanding
	}{
		"all":         {series.Filter{}, want},
		"a programme": {series.Filter{Programmes: []string{"primary"}}, want[1:]},
		"a unit":      {series.Filter{Areas: []string{"c:29587@0"}}, want[:1]},
		"until 2024":  {series.Filter{To: day(2024, 12, 31)}, want[:2]},
	} {
		got, err := c.Levels(t.Context(), tc.filter)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(tc.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	// What is no longer known must not keep the number that it was.
	known.Declared, known.Held, known.Short, known.Missed, known.Reason, known.Caution, known.Unconfirmed = nil, nil, nil, 0, lang.Text{}, lang.Text{}, ""
	if err := c.Write(t.Context(), []series.Point{known}); err != nil {
		t.Fatal(err)
	}
	got, err := c.Levels(t.Context(), series.Filter{Areas: []string{known.Area}})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]series.LevelStanding{known}, got); diff != "" {
		t.Errorf("written again (-want +got):\n%s", diff)
	}
}
