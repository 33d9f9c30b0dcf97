package scorecard_test

import (
	"strings"
	"testing"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/scorecard"
	"github.com/xhht/xhht/internal/series"
	"github.com/xhht/xhht/internal/standing"
)

// A unit that has nobody to count is neither attained nor missed, nor silent, and stays among the units that are counted.
func TestNobodyIsNoVerdictAndNoSilence(t *testing.T) {
	in := world(t)
	o := series.Observation{Indicator: "skills", Area: district, Level: area.District, Group: "all", Basis: series.Reported, At: end(2024), Received: ict(t, "2024-12-05 08:00:00")}
	other := o
	o.Says, o.Numerator, o.Denominator = series.SaysNobody, new(0.0), new(0.0)
	other.Area, other.Value, other.Numerator, other.Denominator = "d:2@0", new(60.0), new(60.0), new(100.0)
	in.Observations = []series.Observation{o, other}
	rows := scorecard.Rows(in, area.District)
	found := false
	for _, r := range rows {
		if r.Indicator.ID != "skills" || r.Area.UID != district || r.Period.End().Time() != end(2024) {
			continue
		}
		found = true
		if r.Status != standing.Nobody || r.Value != nil {
			t.Errorf("status %s, value %v", r.Status, r.Value)
		}
		for l, want := range map[lang.Lang]string{lang.Vietnamese: "không có đối tượng", lang.English: "nobody to count"} {
			if s := r.Sentence(in.Plan, l); !strings.Contains(s, want) {
				t.Errorf("%q does not say %q", s, want)
			}
		}
	}
	if !found {
		t.Fatal("the row is not there")
	}
	s := scorecard.Summarise(in.Plan, rows)
	if s.Counts[standing.Nobody] != 1 {
		t.Errorf("counts %v", s.Counts)
	}
	for _, a := range scorecard.Attain(in.Registry, in.Plan, rows) {
		if a.Indicator.ID == "skills" && (a.Nobody != 1 || a.Silent != 6 || a.Judged != 1 || a.Of != len(rowsOf(rows, "skills"))) {
			t.Errorf("of %d: %d nobody, %d silent", a.Of, a.Nobody, a.Silent)
		}
	}
}

func rowsOf(rows []scorecard.Row, indicator string) (out []scorecard.Row) {
	for _, r := range rows {
		if r.Indicator.ID == indicator {
			out = append(out, r)
		}
	}
	return out
}
