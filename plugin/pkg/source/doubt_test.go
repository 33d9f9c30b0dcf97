package source_test

import (
	"strings"
	"testing"

	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/query"
	"github.com/xhht/xhht/internal/scorecard"
	"github.com/xhht/xhht/internal/series"
)

// contradicted is a world in which Long Hồ, which was behind, has more women who read than people who do.
func contradicted() *store {
	s := recorded()
	for i, o := range s.obs {
		if o.Area != longHo || o.Indicator != skills || !o.At.Equal(end(2025)) {
			continue
		}
		o.Says, o.Unverified, o.Value = series.SaysDoubtful, o.Value, nil
		o.Numerator, o.Denominator = new(53040.0), new(104000.0)
		if o.Group != catalogue.GroupAll {
			o.Numerator, o.Denominator = new(60000.0), new(70000.0)
		}
		s.obs[i] = o
	}
	total := series.Observation{Indicator: skills, Area: province, Level: "province", Group: catalogue.GroupAll, Basis: series.Derived, At: end(2025),
		Says: series.SaysDoubtful, Low: new(20.0), High: new(60.0), Members: 3, MembersOf: 4, Revision: 1, Received: received.AddDate(4, 11, 0)}
	s.obs = append(s.obs, total)
	return s
}

// What every measure of an alert rule says of a unit whose numbers contradict each other: nothing that fires a rule of loss, nothing
// that ends one, no lateness; and what asks somebody to look.
func TestWhatAlertsSayOfContradictoryNumbers(t *testing.T) {
	unknown := (*float64)(nil)
	want := map[query.AlertMeasure]*float64{
		query.Margin: unknown, query.Gap: unknown, query.Value: unknown, query.Required: unknown, query.Projected: unknown,
		query.Regression: unknown, query.Severity: unknown, query.Size: unknown, query.Usual: unknown,
		query.Expected: new(50.0), query.DaysLate: new(0.0), query.Doubt: new(1.0), query.Jump: new(2 * scorecard.Suspicious),
	}
	for _, m := range query.Measures {
		if m == query.Lapse || m == query.Overdue || m == query.Title {
			continue // of levels, reports and decisions: none rests on a rate
		}
		expected, listed := want[m]
		if !listed {
			t.Errorf("nobody said what %s is of contradictory numbers", m)
		}
		resp := ask(t, over(contradicted()), `{"schemaVersion":1,"kind":"alert","plan":"vinh-long","measure":"`+string(m)+`","units":["d:857@0"],"indicators":["info_skills_rate"]}`, decade)
		if resp.Error != nil {
			t.Fatal(resp.Error)
		}
		f, _ := resp.Frames[0].FieldByName(string(m))
		got, known := f.ConcreteAt(0)
		if known != (expected != nil) || known && got != *expected {
			t.Errorf("%s is %v (%v), want %v", m, got, known, expected)
		}
	}
}

// The row says in words which numbers contradict each other, and the total's row whose do.
func TestContradictionsAreToldInWords(t *testing.T) {
	for level, want := range map[string]string{
		"district": "số liệu kỳ 2025 mâu thuẫn nên chưa kết luận được: Năng lực thông tin: nhóm “Nữ” là 60000/70000, lớn hơn tổng là 53040/104000",
		"province": "số liệu kỳ 2025 mâu thuẫn nên chưa kết luận được: số liệu của Long Hồ",
	} {
		resp := ask(t, over(contradicted()), `{"schemaVersion":1,"kind":"scorecard","plan":"vinh-long","level":"`+level+`","indicators":["info_skills_rate"],"statuses":["undecided"]}`, decade)
		if resp.Error != nil || len(resp.Frames) != 1 || resp.Frames[0].Rows() != 1 {
			t.Fatalf("%s: %v %+v", level, resp.Error, resp.Frames)
		}
		f, _ := resp.Frames[0].FieldByName("description")
		if said, _ := f.ConcreteAt(0); !strings.Contains(said.(string), want) {
			t.Errorf("%s: %q is missing in %q", level, want, said)
		}
	}
}
