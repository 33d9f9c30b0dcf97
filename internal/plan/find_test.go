package plan_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/xhht/xhht/internal/plan"
)

func TestAPlanIsFoundByItsBeginning(t *testing.T) {
	reg := plan.Registry{Plans: []plan.Plan{{ID: "a-2021"}, {ID: "a-2021-old"}, {ID: "b-2024"}, {ID: "b-text", Kind: plan.Reference}}}
	for _, tc := range []struct {
		text  string
		found string
		says  string
	}{
		{text: "a-2021", found: "a-2021"},
		{text: "b", found: "b-2024"}, // the text judges nobody, so it is not meant
		{text: "a", says: "plan: several plans begin with this (\"a\"). Plans: a-2021, a-2021-old"},
		{text: "c", says: "plan: no plan has this id (\"c\"). Plans: a-2021, a-2021-old, b-2024"},
		{text: "", says: "plan: no plan is named. Plans: a-2021, a-2021-old, b-2024"},
		{text: "b-text", says: "plan: no plan has this id (\"b-text\"). Plans: a-2021, a-2021-old, b-2024"},
	} {
		p, unknown := reg.Find(tc.text, plan.Plan.Judges)
		if p.ID != tc.found || unknown.In("en") != tc.says {
			t.Errorf("%q: %q, %q; want %q, %q", tc.text, p.ID, unknown.In("en"), tc.found, tc.says)
		}
	}
}

func TestManyPlansAreNotAllListed(t *testing.T) {
	var reg plan.Registry
	for i := range 20 {
		reg.Plans = append(reg.Plans, plan.Plan{ID: fmt.Sprintf("p%02d", i)})
	}
	if got := reg.Unknown("x", nil).Hint.In("en"); !strings.HasSuffix(got, "p10, p11 and 8 more") {
		t.Errorf("got %q", got)
	}
}
