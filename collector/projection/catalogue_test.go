package projection_test

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xhht/xhht/collector/projection"
	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/crosswalk"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/planfile"
	"github.com/xhht/xhht/internal/series"
)

// A reader that has nothing but the stored catalogue of the real plans sees an old series by the units of today exactly as
// one that has the plan files. The size is printed; it is read at every start of a reader.
func TestTheCatalogueLeadsFromOldUnitsToThoseOfToday(t *testing.T) {
	reg, err := planfile.Load("../../plans")
	if err != nil {
		t.Fatal(err)
	}
	l, s := &record{}, &memory{}
	projected(t, l, s, func(o *projection.Options) { o.Registry = reg })
	stored, err := s.catalogue.Registry()
	if err != nil {
		t.Fatal(err)
	}
	var list []series.Observation
	for _, p := range reg.Plans {
		for _, a := range reg.Areas.All() {
			if a.Level == area.Commune && p.Root != "" && reg.Areas.Within(a.UID, p.Root) && a.OpenOn(period.DateOf(2024, 12, 31)) {
				list = append(list, series.Observation{Indicator: "i", Area: a.UID, Group: "all", Basis: series.Reported, At: end(2024), Numerator: new(90.0), Denominator: new(100.0), Value: new(90.0)})
			}
		}
	}
	see := func(tree *area.Tree) ([]crosswalk.Observed, []string) {
		got, held := crosswalk.To(tree, period.DateOf(2026, 1, 1), nil).Observations(list, func(string) period.Frequency { return period.Annual })
		var codes []string
		for _, h := range held {
			codes = append(codes, h.Unit+" "+string(h.Problem.Code))
		}
		return got, codes
	}
	got, gotHeld := see(stored.Areas)
	want, wantHeld := see(reg.Areas)
	periods := cmp.Comparer(func(a, b period.Period) bool { return a == b })
	if diff := cmp.Diff(want, got, periods); diff != "" || !slices.Equal(gotHeld, wantHeld) {
		t.Errorf("held %d, want %d (-plan files +catalogue):\n%s", len(gotHeld), len(wantHeld), diff)
	}
	whole := 0
	for _, o := range got {
		if o.Value != nil {
			whole++
		}
	}
	raw, err := json.Marshal(s.catalogue)
	if err != nil {
		t.Fatal(err)
	}
	units, err := json.Marshal(struct {
		A []area.Area
		L []area.Link
	}{s.catalogue.Areas, s.catalogue.Links})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("catalogue: %d units, %d links, %d KB, of which %d KB for the units; %d communes of 2024 seen as %d of today, %d of them whole, %d held",
		len(s.catalogue.Areas), len(s.catalogue.Links), len(raw)>>10, len(units)>>10, len(list), len(got), whole, len(gotHeld))
	if len(raw) > 2<<20 || len(s.catalogue.Areas) > len(reg.Areas.All()) {
		t.Errorf("the catalogue has %d bytes: readers hold it in memory and read it again and again", len(raw))
	}
}
