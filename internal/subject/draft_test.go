package subject_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/planfile"
	"github.com/xhht/xhht/internal/subject"
)

func TestReadScope(t *testing.T) {
	reg, err := planfile.Load("../../plans")
	if err != nil {
		t.Fatal(err)
	}
	reg.Plans = append(slices.Clone(reg.Plans), plan.Plan{ID: "new", Forms: []plan.Form{{ID: "annual", Bodies: []plan.Body{{ID: "hkh", Level: area.Commune}, {ID: "education", Level: area.Commune}}}}})
	sources := []string{"api", "portal"}
	for name, tc := range map[string]struct {
		draft subject.Draft
		want  subject.Scope
		codes []string
	}{
		"a unit by its code":   {draft: subject.Draft{Unit: "857"}, want: subject.Scope{Unit: "d:857@0"}},
		"a unit by its name":   {draft: subject.Draft{Unit: "Huyện Long Hồ"}, want: subject.Scope{Unit: "d:857@0"}},
		"everywhere":           {draft: subject.Draft{Unit: "*"}, want: subject.Scope{Unit: subject.Everywhere}},
		"all of it":            {draft: subject.Draft{"857", []string{"hkh"}, []string{"vinh-long/annual-district", "pcgd"}, []string{"portal"}}, want: subject.Scope{Unit: "d:857@0", Bodies: []string{"hkh"}, Forms: []string{"vinh-long-2021-2030/annual-district", "pcgd-xmc-vinh-long"}, Sources: []string{"portal"}}},
		"nothing":              {codes: []string{"no_unit @unit"}},
		"a unit of two":        {draft: subject.Draft{Unit: "Long Hồ"}, codes: []string{"ambiguous_unit @unit"}},
		"every fault":          {draft: subject.Draft{"xyz", []string{"police"}, []string{"mars", "vinh-long/mars"}, []string{"fax"}}, codes: []string{"unknown_unit @unit", "unknown_body @body", "unknown_plan @form", "unknown_form @form", "unknown_source @source"}},
		"a form without plan":  {draft: subject.Draft{Unit: "857", Forms: []string{"annual-district"}}, codes: []string{"unknown_plan @form"}},
		"a beginning of many":  {draft: subject.Draft{Unit: "857", Forms: []string{"", "/annual"}}, codes: []string{"unknown_plan @form", "unknown_plan @form"}},
		"a form with no plan/": {draft: subject.Draft{Unit: "857", Forms: []string{"new/"}}, codes: []string{"unknown_form @form"}},
	} {
		t.Run(name, func(t *testing.T) {
			got, problems := subject.ReadScope(reg, sources, tc.draft)
			var codes []string
			for _, p := range problems {
				codes = append(codes, string(p.Code)+" @"+p.Place.String())
				if p.Rule.VI == "" || p.Rule.EN == "" || p.Hint.VI == "" || p.Hint.EN == "" {
					t.Errorf("%s says nothing: %+v", p.Code, p)
				}
			}
			if diff := cmp.Diff(tc.codes, codes); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("scope (-want +got):\n%s", diff)
			}
		})
	}
}
