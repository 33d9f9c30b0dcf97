package source_test

import (
	"encoding/json"
	"net/http"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/golden"
)

// An author types what they know of a unit, with or without diacritics; two units of one name are told apart by their path.
func TestUnitsAreFound(t *testing.T) {
	phuMy := func(uid, code, parent string) area.Area {
		return area.Area{UID: uid, Code: code, Name: "Phú Mỹ", FullName: "Xã Phú Mỹ", Level: area.Commune, Parent: parent}
	}
	s := filled()
	s.cat.Areas = append(s.cat.Areas, phuMy("c:1@0", "00001", longHo), phuMy("c:2@0", "00002", traOn),
		area.Area{UID: "c:3@0", Code: "00003", Name: "Đông Phú", FullName: "Xã Đông Phú", Level: area.Commune, Parent: longHo})
	s.cat.Plans = slices.Clone(s.cat.Plans)
	s.cat.Plans[0].Units = append(slices.Clone(s.cat.Plans[0].Units), "c:1@0", "c:2@0", "c:3@0")
	src := over(s)
	tests := map[string]struct {
		path string
		want []string
	}{
		"without diacritics":           {"units?plan=vinh-long&search=phu+my", []string{"c:1@0", "c:2@0"}},
		"with them":                    {"units?plan=vinh-long&search=PH%C3%9A+M%E1%BB%B8", []string{"c:1@0", "c:2@0"}},
		"the unit above narrows":       {"units?plan=vinh-long&search=phu+my+tra+on", []string{"c:2@0"}},
		"the best first":               {"units?plan=vinh-long&search=phu", []string{"c:1@0", "c:2@0", "c:3@0"}},
		"a name before a path":         {"units?plan=vinh-long&search=long+ho", []string{longHo, "c:1@0", "c:3@0"}},
		"đ is a d":                     {"units?plan=vinh-long&search=dong", []string{"c:3@0"}},
		"a code":                       {"units?plan=vinh-long&search=00002", []string{"c:2@0"}},
		"a tier":                       {"units?plan=vinh-long&level=district&search=long+ho", []string{longHo}},
		"below, however deep":          {"units?plan=vinh-long&level=commune&parent=p:86@0", []string{"c:1@0", "c:2@0", "c:3@0"}},
		"not the unit itself":          {"units?plan=vinh-long&parent=d:857@0", []string{"c:1@0", "c:3@0"}},
		"those that a query has":       {"units?plan=vinh-long&uid=c:3@0&uid=d:857@0&uid=c:9@0", []string{longHo, "c:3@0"}},
		"no more than asked for":       {"units?plan=vinh-long&level=commune&limit=2", []string{"c:1@0", "c:2@0"}},
		"nothing that is not in there": {"units?plan=vinh-long&search=nowhere", []string{}},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			status, body := call(t, src, http.MethodGet, tc.path)
			var found []struct{ UID string }
			if err := json.Unmarshal([]byte(body), &found); status != http.StatusOK || err != nil {
				t.Fatalf("got %d %s", status, body)
			}
			got := []string{}
			for _, u := range found {
				got = append(got, u.UID)
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tc.path, diff)
			}
		})
	}
	_, body := call(t, src, http.MethodGet, "units?plan=vinh-long&uid=c:2@0")
	want := `[{"uid":"c:2@0","code":"00002","name":"Phú Mỹ","level":"commune","parent":"d:862@0","parentName":"Trà Ôn","path":"Vĩnh Long › Trà Ôn › Phú Mỹ","validFrom":"","validTo":"","ambiguous":true}]`
	if diff := golden.Diff(want, body); diff != "" {
		t.Errorf("a namesake (-want +got):\n%s", diff)
	}
	for _, limit := range []string{"0", "-1", "many"} {
		if status, body := call(t, src, http.MethodGet, "units?plan=vinh-long&limit="+limit); status != http.StatusBadRequest {
			t.Errorf("limit %s: got %d %s", limit, status, body)
		}
	}
}
