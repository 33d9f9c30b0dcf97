package source_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/series"
	"github.com/xhht/xhht/plugin/pkg/source"
)

// BenchmarkCountry judges one indicator of as many units as the country had communes, reads excluded.
func BenchmarkCountry(b *testing.B) {
	s := filled()
	p := &s.cat.Plans[0]
	for i := range 10_600 {
		a := area.Area{UID: fmt.Sprintf("d:%05d@0", i), Name: fmt.Sprint(i), Level: area.District, Parent: province, ValidTo: s.cat.Areas[1].ValidTo}
		s.cat.Areas = append(s.cat.Areas, a)
		p.Units = append(p.Units, a.UID)
		for year := 2022; year <= 2025; year++ {
			v := 40.0
			s.obs = append(s.obs, series.Observation{Indicator: skills, Area: a.UID, Level: area.District, Group: "all", At: end(year), Value: &v, Received: received})
		}
	}
	src := source.Over(&unfiltered{s}, time.Minute).At(asOf)
	for _, kind := range []string{"scorecard", "alert", "summary"} {
		b.Run(kind, func(b *testing.B) {
			req := &backend.QueryDataRequest{Queries: []backend.DataQuery{{RefID: "A", TimeRange: decade,
				JSON: fmt.Appendf(nil, `{"schemaVersion":1,"kind":%q,"plan":"vinh-long","indicators":[%q],"limit":20000}`, kind, skills)}}}
			for b.Loop() {
				resp, err := src.QueryData(context.Background(), req)
				if err != nil || resp.Responses["A"].Error != nil {
					b.Fatal(err, resp.Responses["A"].Error)
				}
			}
		})
	}
}

// unfiltered spares the benchmark the fake's slow filter.
type unfiltered struct{ *store }

func (u *unfiltered) Observations(context.Context, series.Filter) ([]series.Observation, error) {
	return u.obs, nil
}

func (u *unfiltered) Targets(context.Context, series.Filter) ([]series.TargetPoint, error) {
	return u.targets, nil
}

func (u *unfiltered) Reports(context.Context, series.Filter) ([]series.Report, error) {
	return u.reports, nil
}
