package source_test

import (
	"testing"

	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/query"
	"github.com/xhht/xhht/internal/series"
)

// unjudged is a world in which Long Hồ, which was behind, claims a rate without its counts, and the city one over those who registered.
func unjudged() *store {
	s := recorded()
	for i, o := range s.obs {
		if o.Indicator != skills || !o.At.Equal(end(2025)) || o.Group != catalogue.GroupAll {
			continue
		}
		switch o.Area {
		case longHo:
			o.Says, o.Unverified, o.Value, o.Numerator, o.Denominator = series.SaysUnverified, new(97.5), nil, nil, nil
		case "d:855@0":
			o.Says, o.Unverified, o.Value, o.Numerator, o.Denominator, o.Over = series.SaysOtherKind, new(80.0), nil, new(800.0), new(1000.0), catalogue.OverRegistered
		default:
			continue
		}
		o.Approved, o.ApprovedRevision = nil, 0
		s.obs[i] = o
	}
	return s
}

// No measure of an alert rule concludes anything from such a rate, good or bad: what fires goes on firing, and what does not stays quiet.
func TestNoAlertRestsOnAClaim(t *testing.T) {
	for _, unit := range []string{longHo, "d:855@0"} {
		for _, m := range []query.AlertMeasure{query.Margin, query.Gap, query.Value, query.Required, query.Projected, query.Regression, query.Severity} {
			resp := ask(t, over(unjudged()), `{"schemaVersion":1,"kind":"alert","plan":"vinh-long","measure":"`+string(m)+`","units":["`+unit+`"],"indicators":["info_skills_rate"]}`, decade)
			if resp.Error != nil {
				t.Fatal(resp.Error)
			}
			f, _ := resp.Frames[0].FieldByName(string(m))
			if got, known := f.ConcreteAt(0); known {
				t.Errorf("%s of %s is %v", m, unit, got)
			}
		}
	}
}
