package projection_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xhht/xhht/collector/projection"
	"github.com/xhht/xhht/internal/report"
)

// What a projection computes too often shows in no point of the store, only in the hours that the country's replay takes. So these
// tests count how often each derived value is written while a projection catches up a year at a time.

// yearly is a report of all three districts in each year, an entry a batch of them.
func yearly(l *record, from, to int) {
	for year := from; year <= to; year++ {
		received := fmt.Sprintf("%d-12-05", year)
		for unit := 1; unit <= 3; unit++ {
			l.accept(received, skills(unit, year, float64(10*unit), 100), women(skills(unit, year, float64(4*unit), 50)), level(unit, year, float64(unit)))
		}
	}
}

const perYear = 9 // entries that yearly accepts for a year

// derivedWrites is how often each derived value of the province was written, "skills all 2021": 1.
func derivedWrites(s *memory) map[string]int {
	out := map[string]int{}
	for key, n := range s.written {
		if of := strings.Fields(key); of[0] == "observation" && of[4] == "derived" && of[2] == province {
			out[of[1]+" "+of[3]+" "+of[5]] = n
		}
	}
	return out
}

func TestEachDerivedValueIsComputedOnceWhileCatchingUp(t *testing.T) {
	once := func(want map[string]int) map[string]int {
		for year := 2021; year <= 2024; year++ {
			for _, what := range []string{"skills all", "skills sex=female", "share all"} {
				want[fmt.Sprint(what, " ", year)]++
			}
		}
		return want
	}
	for name, c := range map[string]struct {
		corrections []report.Entry // after the four years
		want        map[string]int
	}{
		"four years in order": {nil, once(map[string]int{})},
		// The year that is corrected waits for its correction. What comes after it is computed again: an earlier report bounds what a
		// missing one can change.
		"an early rate is corrected":  {[]report.Entry{skills(2, 2022, 30, 100)}, once(map[string]int{"skills all 2023": 1, "skills all 2024": 1})},
		"an early level is corrected": {[]report.Entry{level(2, 2022, 3)}, once(map[string]int{})},
	} {
		t.Run(name, func(t *testing.T) {
			l, s := &record{}, &memory{}
			yearly(l, 2021, 2024)
			l.accept("2024-12-20", c.corrections...)
			projected(t, l, s, func(o *projection.Options) { o.Entries = perYear })
			if diff := cmp.Diff(c.want, derivedWrites(s)); diff != "" {
				t.Errorf("how often each value was computed (-want +got):\n%s", diff)
			}
		})
	}
}

// A program that was away finds years of entries. It reads them all with its first batch, which is no reason to compute them then.
func TestEachDerivedValueIsComputedOnceAfterAnAbsence(t *testing.T) {
	l, s := &record{}, &memory{}
	byYear := func(o *projection.Options) { o.Entries = perYear }
	yearly(l, 2021, 2021)
	projected(t, l, s, byYear)
	yearly(l, 2022, 2024)
	projected(t, l, s, byYear)
	for key, n := range derivedWrites(s) {
		if n != 1 {
			t.Errorf("%s was computed %d times, want once", key, n)
		}
	}
	if got := len(derivedWrites(s)); got != 12 {
		t.Errorf("%d derived values, want 12: a rate, one of women and a share for four years", got)
	}
}

// A report that comes on time touches its own year: the years before it are not computed again.
func TestANewReportLeavesEarlierYearsAlone(t *testing.T) {
	l, s := &record{}, &memory{}
	yearly(l, 2021, 2023)
	p := projected(t, l, s)
	s.written = nil
	yearly(l, 2024, 2024)
	if err := projection.CatchUp(p, t.Context()); err != nil {
		t.Fatal(err)
	}
	want := []string{"share all 2024", "skills all 2024", "skills sex=female 2024"}
	if got := slices.Sorted(maps.Keys(derivedWrites(s))); !slices.Equal(got, want) {
		t.Errorf("computed %q, want %q", got, want)
	}
}
