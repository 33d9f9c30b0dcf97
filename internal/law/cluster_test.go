package law_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/law"
	"github.com/xhht/xhht/internal/lawfile"
	"github.com/xhht/xhht/internal/period"
)

// By hand, at 90% of the communes: 10 of 10 and 9 of 10 have level 2, 8 of 10 have level 1. One that said nothing, or may lie
// elsewhere, leaves an interval only where it matters.
func TestALevelOfAClusterFromItsCommunes(t *testing.T) {
	rules, err := lawfile.Load("../../plans/law")
	if err != nil {
		t.Fatal(err)
	}
	const ten = "2 2 2 2 2 2 2 2 2 2"
	for members, want := range map[string]string{
		ten:                               "2–2",
		strings.Replace(ten, "2", "1", 1): "2–2", // 9 of 10 is 90%
		strings.Replace(ten, "2", "1", 2): "1–1",
		strings.Replace(ten, "2", "0", 2): "0–0",
		strings.Replace(ten, "2", "?", 1): "2–2", // whatever it says, 9 of 10 are enough
		strings.Replace(ten, "2", "?", 2): "0–2",
		"2 2 2 2?":                        "2–2", // it meets the level itself
		"2 2 2 1?":                        "1–2", // 3 of 3 without it, 3 of 4 with it
		"2 2 2 ??":                        "0–2",
		"1 1 1 2?":                        "1–1",
		"1 2 2 2?":                        "1–1",
	} {
		var list []law.ByWord
		for m := range strings.FieldsSeq(members) {
			r := law.ByWord{Stray: len(m) > 1}
			if m[0] != '?' {
				r.Level = new(int(m[0] - '0'))
			}
			list = append(list, r)
		}
		low, high, ok := rules.OfMembers(law.Literacy, area.District, period.DateOf(2025, 6, 30), list)
		if got := fmt.Sprintf("%d–%d", low, high); !ok || got != want {
			t.Errorf("%s: level %s, want %s", members, got, want)
		}
	}
	if _, _, ok := rules.OfMembers(law.Literacy, area.District, period.DateOf(2025, 7, 1), nil); ok {
		t.Error("there is a rule for districts after they ended")
	}
}
