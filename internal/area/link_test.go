package area_test

import (
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"fmt"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/spelling"
)

// realTree is the list that the programs load.
func realTree(t *testing.T) *area.Tree {
	t.Helper()
	f, err := os.Open("../../plans/areas.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	tr, err := area.ReadCSV(f)
	if err != nil {
		t.Fatal(err)
	}
	return tr
}

const linked = `code,name,level,parent_code,valid_from,valid_to,full_name,uid,successor,successor_relation,predecessors
86,Vĩnh Long,province,,,2025-06-30,Tỉnh Vĩnh Long,p:86@0,86,full,
86,Vĩnh Long,province,,2025-07-01,,Tỉnh Vĩnh Long,p:86@2025-07-01,,,83;86
857,Long Hồ,district,86,,2023-04-09,Huyện Long Hồ,d:857@0,857,renamed_or_reclassified,
857,Long Hồ,district,86,2023-04-10,2025-06-30,Thị xã Long Hồ,d:857@2023-04-10,,,
1,Một,commune,857,,2025-06-30,Xã Một,c:1@0,1,full,
2,Hai,commune,857,,2025-06-30,Xã Hai,c:2@0,1;3,split,
3,Ba,commune,857,,2025-06-30,Xã Ba,c:3@0,3,full,
4,Bốn,commune,857,,2024-12-31,Xã Bốn,c:4@0,,,
1,Một,commune,86,2025-07-01,,Xã Một Hai,c:1@2025-07-01,,,1:full;2:partial
3,Ba,commune,86,2025-07-01,,Xã Ba,c:3@2025-07-01,,,2:partial;3:full;77:full
`

func TestLinks(t *testing.T) {
	tr, err := area.ReadCSV(strings.NewReader(linked))
	if err != nil {
		t.Fatal(err)
	}
	want := []area.Link{
		{From: "c:2@0", To: "c:1@2025-07-01", Relation: area.Split},
		{From: "c:2@0", To: "c:3@2025-07-01", Relation: area.Split},
	}
	if diff := cmp.Diff(want, tr.Successors("c:2@0")); diff != "" {
		t.Errorf("successors (-want +got):\n%s", diff)
	}
	want = []area.Link{
		{From: "c:2@0", To: "c:3@2025-07-01", Relation: area.Split},
		{From: "c:3@0", To: "c:3@2025-07-01", Relation: area.Full},
		{To: "c:3@2025-07-01", Relation: area.Full, Code: "77"}, // not among the provinces of the list
	}
	if diff := cmp.Diff(want, tr.Predecessors("c:3@2025-07-01")); diff != "" {
		t.Errorf("predecessors (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"c:4@0"}, uids(tr.WithoutSuccessor(area.Commune))); diff != "" {
		t.Errorf("without successor (-want +got):\n%s", diff)
	}
}

// A commune keeps its UID on the day on which its district becomes a town, and must not fall out of the district.
func TestCommunesOutliveTheirDistrictsRename(t *testing.T) {
	tr, err := area.ReadCSV(strings.NewReader(linked))
	if err != nil {
		t.Fatal(err)
	}
	before, after := period.DateOf(2023, 4, 9), period.DateOf(2023, 4, 10)
	for _, c := range []struct {
		uid  string
		day  period.Date
		want int
	}{{"d:857@0", before, 4}, {"d:857@0", after, 0}, {"d:857@2023-04-10", before, 0}, {"d:857@2023-04-10", after, 4}, {"d:857@0", period.Date{}, 4}} {
		if got := tr.Children(c.uid, c.day); len(got) != c.want {
			t.Errorf("%s has %v on %s, want %d", c.uid, uids(got), c.day, c.want)
		}
	}
	if !tr.Within("c:1@0", "d:857@0") || !tr.Within("c:1@0", "d:857@2023-04-10") || tr.Within("c:1@0", "p:86@2025-07-01") {
		t.Error("a commune lies in its district under each of the names, and in no province of later")
	}
	if got := tr.ParentOn("c:1@0", after); got != "d:857@2023-04-10" {
		t.Errorf("the commune lies in %s", got)
	}
}

func TestReadCSVRefusesLinksThatLeadNowhere(t *testing.T) {
	for name, c := range map[string]struct{ old, new, want string }{
		"a successor that is not listed":    {"c:3@0,3,full", "c:3@0,9,full", "8 successor_unknown"},
		"a successor of another tier":       {"c:3@0,3,full", "c:3@0,857,full", "8 successor_unknown"},
		"a successor of another day":        {"2024-12-31,Xã Bốn,c:4@0,,", "2024-12-31,Xã Bốn,c:4@0,3,full", "9 successor_unknown"},
		"a split into one":                  {"1;3,split", "3,split", "7 successor_relation"},
		"a relation without a unit":         {"Xã Bốn,c:4@0,,", "Xã Bốn,c:4@0,,full", "9 successor_relation"},
		"a relation of no name":             {"c:3@0,3,full", "c:3@0,3,whole", "8 successor_relation"},
		"a unit that is still open":         {"Xã Một Hai,c:1@2025-07-01,,", "Xã Một Hai,c:1@2025-07-01,3,full", "10 successor_of_open_unit"},
		"a part of no name":                 {"3:full;77:full", "3:full;77:whole", "11 predecessor_part"},
		"whole here and partial there":      {"2:partial;3:full", "2:full;3:full", "11 links_disagree"},
		"a successor that does not know it": {"1:full;2:partial\n", "1:full\n", "10 links_disagree"},
		"a missing column":                  {"successor_relation", "relation", "1 column_missing"},
	} {
		t.Run(name, func(t *testing.T) {
			if !strings.Contains(linked, c.old) {
				t.Fatalf("%q is not in the list", c.old)
			}
			_, err := area.ReadCSV(strings.NewReader(strings.Replace(linked, c.old, c.new, 1)))
			var list problem.List
			if !errors.As(err, &list) {
				t.Fatalf("got %v, want a problem.List", err)
			}
			var got []string
			for _, p := range list {
				got = append(got, fmt.Sprint(p.Place, " ", p.Code))
			}
			if !slices.Contains(got, c.want) {
				t.Errorf("got %q, want %q among them", got, c.want)
			}
		})
	}
}

func TestNewTreeRefusesLinks(t *testing.T) {
	day := period.DateOf(2025, 6, 30)
	old := area.Area{UID: "c:1@0", Level: area.Commune, ValidTo: day}
	young := area.Area{UID: "c:1@2025-07-01", Level: area.Commune, ValidFrom: day.AddDays(1)}
	late := area.Area{UID: "c:1@2025-07-02", Level: area.Commune, ValidFrom: day.AddDays(2)}
	for name, l := range map[string]area.Link{
		"from nowhere": {From: "c:9@0", To: young.UID}, "to nowhere": {From: old.UID, To: "c:9@0"}, "with a gap": {From: old.UID, To: late.UID},
		"backwards": {From: young.UID, To: old.UID},
	} {
		_, err := area.NewTree([]area.Area{old, young, late}, l)
		var p problem.Problem
		if !errors.As(err, &p) || p.Rule.VI == "" || p.Rule.EN == "" {
			t.Errorf("a link %s: %v, want a refusal in both languages", name, err)
		}
	}
}

// The 34 communes of which the sources say nothing, and the one for which they name a commune of another province. Nobody
// may guess where their people went, so the list is kept here for all to see.
func TestCommunesWithoutSuccessor(t *testing.T) {
	tr := realTree(t)
	byDay := map[string]int{}
	for _, a := range tr.WithoutSuccessor(area.Commune) {
		byDay[a.ValidTo.String()]++
	}
	if diff := cmp.Diff(map[string]int{"2024-10-31": 5, "2024-12-31": 29, "2025-06-30": 1}, byDay); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got := len(tr.WithoutSuccessor(area.District)); got != 52 {
		t.Errorf("%d districts ended without successor, want the 52 of the reform", got)
	}
}

// Codes are reused by the reform: 91 was Kiên Giang, 24 Bắc Giang, and many communes took the code of one that went into
// them. A code names at most one unit of a tier on a day, and every unit has a key of its own.
func TestReusedCodesNeverCollide(t *testing.T) {
	tr := realTree(t)
	reform := period.DateOf(2025, 7, 1)
	type key struct {
		area.Level
		code string
	}
	holders := map[key][]area.Area{}
	for _, a := range tr.All() {
		k := key{a.Level, a.Code}
		for _, b := range holders[k] {
			if a.UID == b.UID || a.OpenOn(b.ValidFrom) || b.OpenOn(a.ValidFrom) {
				t.Errorf("%s and %s carry one code at one time", a.UID, b.UID)
			}
		}
		holders[k] = append(holders[k], a)
	}
	renamed := 0
	for k, list := range holders {
		var before, after area.Area
		for _, a := range list {
			if found := tr.Find(a.UID); len(found) != 1 || found[0] != a {
				t.Errorf("%s finds %v", a.UID, uids(found))
			}
			switch {
			case a.ValidFrom == reform:
				after = a
			case a.ValidTo == reform.AddDays(-1):
				before = a
			}
		}
		if k.Level == area.Commune && before.UID != "" && after.UID != "" && spelling.Key(before.FullName) != spelling.Key(after.FullName) {
			renamed++
		}
		if found := uids(tr.Find(k.code)); len(found) < len(list) {
			t.Errorf("%s finds %v, but %v carry it", k.code, found, uids(list))
		}
	}
	t.Logf("%d commune codes name another unit after the reform", renamed)
	if renamed < 100 {
		t.Errorf("only %d commune codes are reused: is this the list of the reform?", renamed)
	}
	for code, want := range map[string][]string{
		"91": {"p:91@0 Kiên Giang", "p:91@2025-07-01 An Giang"},
		"24": {"p:24@2025-07-01 Bắc Ninh"}, // Bắc Giang of before is not among the provinces of the list
		"27": {"p:27@0 Bắc Ninh"},
	} {
		var got []string
		for _, a := range tr.Find(code) {
			got = append(got, a.UID+" "+a.Name)
		}
		slices.Sort(got)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("code %s (-want +got):\n%s", code, diff)
		}
	}
	// Kiên Giang was 91 and went into An Giang, which took the code: a link between two units, not one unit.
	if got := tr.Successors("p:91@0"); len(got) != 1 || got[0].To != "p:91@2025-07-01" || got[0].Relation != area.Full {
		t.Errorf("Kiên Giang went into %v", got)
	}
	if got := tr.Predecessors("p:24@2025-07-01"); !slices.Contains(got, area.Link{To: "p:24@2025-07-01", Relation: area.Full, Code: "24"}) {
		t.Errorf("Bắc Ninh came from %v; Bắc Giang is missing as a unit that is not listed", got)
	}
}
