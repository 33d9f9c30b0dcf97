package scorecard_test

import (
	"testing"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/scorecard"
	"github.com/xhht/xhht/internal/series"
)

// A row whose number is another duty's says so, and what came under its own plan stands beside it: it is not judged.
func TestARowSaysWhoseNumberItShows(t *testing.T) {
	in := world(t)
	duty := plan.Plan{ID: "duty", Kind: plan.Regime, Short: lang.Text{VI: "PCGD", EN: "PCGD"}, From: 2021, To: 2030, Root: province, Units: in.Plan.Units,
		Forms: []plan.Form{{ID: "district", Level: area.District, Frequency: period.Annual, Indicators: plan.Asks("city")}}}
	in.Plan.Forms[0].Sources = []string{"duty/district"}
	in.Registry.Plans = []plan.Plan{in.Plan, duty}
	came(&in, district, "city", 2024, 1)
	came(&in, district, "skills", 2024, 60)
	rows := scorecard.Rows(in, area.District)
	group, indicators, units, span := scorecard.Shared(in.Registry, in.Plan, rows)
	if group != "plan=p" || len(indicators) != 1 || indicators[0] != "city" || len(units) != 1 || units[0] != district || !span.To.Equal(end(2024)) {
		t.Fatalf("to be read: %s %v %v %v", group, indicators, units, span)
	}
	said := func(beside ...series.Observation) map[string][2]string {
		out := map[string][2]string{}
		for _, r := range scorecard.FromSources(in.Registry, in.Plan, rows, beside) {
			if r.Area.UID == district {
				out[r.Indicator.ID] = [2]string{r.SourceText(lang.Vietnamese), r.BesideText(lang.Vietnamese)}
			}
		}
		return out
	}
	number := func(v float64) series.Observation {
		return series.Observation{Indicator: "city", Area: district, Group: catalogue.UnderPlan("p", "all"), At: end(2024), Value: &v}
	}
	const source = "số liệu lấy từ chế độ PCGD"
	for name, c := range map[string]struct {
		beside []series.Observation
		want   string
	}{"nothing came here": {nil, ""}, "the same came here": {[]series.Observation{number(1)}, ""}, "another came here": {[]series.Observation{number(0)}, "kế hoạch này báo chưa"}} {
		got := said(c.beside...)
		if got["city"] != [2]string{source, c.want} || got["skills"] != [2]string{"", ""} {
			t.Errorf("%s: %q", name, got)
		}
	}
}
