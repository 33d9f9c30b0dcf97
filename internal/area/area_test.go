package area_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"fmt"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/problem"
)

// A corner of the real list: the codes 91 and 24 name other provinces after the reform, and two communes are called
// Phú Mỹ.
const reform = `code,name,level,parent_code,valid_from,valid_to,full_name,uid
91,Kiên Giang,province,,,2025-06-30,Tỉnh Kiên Giang,p:91@0
91,An Giang,province,,2025-07-01,,Tỉnh An Giang,p:91@2025-07-01
89,An Giang,province,,,2025-06-30,Tỉnh An Giang,p:89@0
24,Bắc Giang,province,,,2025-06-30,Tỉnh Bắc Giang,p:24@0
24,Bắc Ninh,province,,2025-07-01,,Tỉnh Bắc Ninh,p:24@2025-07-01
914,Giang Thành,district,91,,2025-06-30,Huyện Giang Thành,d:914@0
888,Phú Tân,district,89,,2025-06-30,Huyện Phú Tân,d:888@0
30406,Phú Mỹ,commune,888,,2025-06-30,Thị trấn Phú Mỹ,c:30406@0
30799,Phú Mỹ,commune,914,,2025-06-30,Xã Phú Mỹ,c:30799@0
30406,Phú Tân,commune,91,2025-07-01,,Xã Phú Tân,c:30406@2025-07-01
30410,Hòa Lạc,commune,888,,2024-10-31,Xã Hòa Lạc,c:30410@0
`

func tree(t *testing.T) *area.Tree {
	t.Helper()
	tr, err := area.ReadCSV(strings.NewReader(reform))
	if err != nil {
		t.Fatal(err)
	}
	return tr
}

func uids(list []area.Area) []string {
	var out []string
	for _, a := range list {
		out = append(out, a.UID)
	}
	return out
}

func TestFindListsEveryCandidate(t *testing.T) {
	tr := tree(t)
	for text, want := range map[string][]string{
		"Phú Mỹ":             {"c:30406@0", "c:30799@0"},
		"xã Phú Mỹ":          {"c:30799@0"},
		"  Thị  trấn PHÚ MỸ": {"c:30406@0"},
		"91":                 {"p:91@0", "p:91@2025-07-01"},
		"24":                 {"p:24@0", "p:24@2025-07-01"},
		"30406":              {"c:30406@0", "c:30406@2025-07-01"},
		"An Giang":           {"p:91@2025-07-01", "p:89@0"},
		"Hoà Lạc":            {"c:30410@0"}, // the other place of the tone mark
		"p:91@0":             {"p:91@0"},
		"Phú":                nil, // no prefix search: it would guess
		"":                   nil,
	} {
		if diff := cmp.Diff(want, uids(tr.Find(text))); diff != "" {
			t.Errorf("Find(%q) (-want +got):\n%s", text, diff)
		}
	}
}

func TestParentsAreOfTheirTime(t *testing.T) {
	tr := tree(t)
	for uid, want := range map[string]string{
		"d:914@0": "p:91@0", "c:30406@2025-07-01": "p:91@2025-07-01", "c:30406@0": "d:888@0", "p:91@0": "",
	} {
		if a, ok := tr.Get(uid); !ok || a.Parent != want {
			t.Errorf("%s lies in %q, want %q", uid, a.Parent, want)
		}
	}
}

func TestWithin(t *testing.T) {
	tr := tree(t)
	for _, c := range []struct {
		uid, root string
		want      bool
	}{
		{"d:888@0", "d:888@0", true},
		{"c:30406@0", "d:888@0", true},
		{"c:30406@0", "p:89@0", true},
		{"c:30406@0", "p:91@0", false},
		{"c:30406@2025-07-01", "p:91@0", false}, // same code, other province
		{"d:888@0", "c:30406@0", false},         // up is not within
		{"c:99999@0", "p:91@0", false},
		{"", "", false},
		{"c:30406@0", "", false},
	} {
		if got := tr.Within(c.uid, c.root); got != c.want {
			t.Errorf("Within(%q, %q) = %v", c.uid, c.root, got)
		}
	}
}

func TestChildrenOfADay(t *testing.T) {
	tr := tree(t)
	for day, want := range map[string][]string{
		"":           {"c:30406@0", "c:30410@0"},
		"2021-11-01": {"c:30406@0", "c:30410@0"},
		"2024-10-31": {"c:30406@0", "c:30410@0"}, // the last day is inclusive
		"2024-11-01": {"c:30406@0"},
		"2025-07-01": nil,
	} {
		d, err := period.ParseDate(day)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, uids(tr.Children("d:888@0", d))); diff != "" {
			t.Errorf("children on %q (-want +got):\n%s", day, diff)
		}
	}
}

func TestNewTreeRefuses(t *testing.T) {
	a := area.Area{UID: "p:86@0", Code: "86", Name: "Vĩnh Long", Level: area.Province}
	if _, err := area.NewTree([]area.Area{a, a}); err == nil {
		t.Error("one UID twice is accepted")
	}
	if _, err := area.NewTree([]area.Area{{UID: "d:855@0", Parent: "p:86@0"}}); err == nil {
		t.Error("a parent that is not listed is accepted")
	}
}

func TestReadCSVNamesEveryWrongRow(t *testing.T) {
	_, err := area.ReadCSV(strings.NewReader(strings.Join([]string{
		"code,name,level,parent_code,valid_from,valid_to,full_name,uid",
		"86,Vĩnh Long,province,,,30/6/2025,Tỉnh Vĩnh Long,p:86@0",
		"855,Vĩnh Long,huyện,86,,,Thành phố Vĩnh Long,d:855@0",
		"857,Long Hồ",
	}, "\n")))
	var list problem.List
	if !errors.As(err, &list) {
		t.Fatalf("got %v, want a problem.List", err)
	}
	var got []string
	for _, p := range list {
		got = append(got, fmt.Sprint(p.Place, " ", p.Code))
	}
	if diff := cmp.Diff([]string{"2 date", "3 unit_incomplete", "4 cells"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestReadCSVRefusesWhatIsNoTable(t *testing.T) {
	for name, text := range map[string]string{"empty": "", "open quote in header": `"code`, "open quote in row": "code,name,level,parent_code,valid_from,valid_to,full_name,uid\n\"86"} {
		var list problem.List
		if _, err := area.ReadCSV(strings.NewReader(text)); !errors.As(err, &list) || list[0].Place.Line == 0 {
			t.Errorf("%s: got %v, want a problem with its line", name, err)
		}
	}
}

func TestUnitsOfATierAreCounted(t *testing.T) {
	for n, want := range map[int]string{0: "0 xã, 0 communes", 1: "1 xã, 1 commune", 8: "8 xã, 8 communes"} {
		if got := area.Commune.Count(n); got.VI+", "+got.EN != want {
			t.Errorf("got %+v, want %s", got, want)
		}
	}
}
