package lawfile_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/golden"
	"github.com/xhht/xhht/internal/law"
	"github.com/xhht/xhht/internal/lawfile"
)

// read reads a file of counts with the real law and the real units.
func read(t *testing.T, text string) (lawfile.Facts, *area.Tree, error) {
	t.Helper()
	l, err := lawfile.Load("../../plans/law")
	if err != nil {
		t.Fatal(err)
	}
	file, err := os.Open("../../plans/areas.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	areas, err := area.ReadCSV(file)
	if err != nil {
		t.Fatal(err)
	}
	facts, err := lawfile.ReadFacts("so-lieu.csv", []byte(text), l, areas)
	return facts, areas, err
}

func TestFaultyCounts(t *testing.T) {
	for name, text := range map[string]string{
		"empty":                "",
		"not-utf8":             "unit,year\nX\xe3,2024\n",
		"column-unknown":       "unit,year,age7\n29584,2024,1\n",
		"column-not-asked":     "unit,year,ghi chú,age6\n29584,2024,x,y\n",
		"workbook":             "PK\x03\x04\x14\x00[Content_Types].xml",
		"column-twice":         "unit,year,age6,trẻ 6 tuổi\n29584,2024,1,1\n",
		"column-missing":       "unit,age6\n29584,1\n",
		"declared-unknown":     "unit,year,declared_secondary\n29584,2024,1\n",
		"ragged":               "unit,year,age6\n29584,2024\n",
		"quote-open":           "unit,year,age6\n\"29584,2024,1\n",
		"year":                 "unit,year,age6\n29584,năm 2024,1\n",
		"unit-unknown":         "unit,year,age6\nXã Không Có,2024,1\n",
		"unit-closed":          "unit,year,age6\nd:857@0,2025,\n",
		"unit-ambiguous":       "unit,year,age6\nPhường Ninh Xá,2024,1\n",
		"row-twice":            "unit,year,age6\n29584,2024,1\nc:29584@0,2024,2\n",
		"count-thousands":      "unit;year;age6\n29584;2024;1.234\n",
		"count-negative":       "unit,year,age6\n29584,2024,-1\n",
		"special":              "unit,year,special_difficulty\n29584,2024,khu vực III\n",
		"declared-level":       "unit,year,declared_primary\n29584,2024,4\n",
		"people-of-a-district": "unit,year,age6\nd:857@0,2024,1000\n",
		"part-above-whole":     "unit,year,age6,age6_in_grade1\n29584,2024,100,101\n",
		"parts-above-whole":    "unit,year,age11,age11_completed_primary,age11_in_primary\n29584,2024,100,95,6\n",
		"several-at-once":      "unit,year,age6,age6_in_grade1\n29584,2024,x,y\n29587,2024,3,4\n",
	} {
		t.Run(name, func(t *testing.T) {
			_, _, err := read(t, text)
			golden.Equal(t, filepath.Join("testdata", "counts", name+".txt"), both(t, err))
		})
	}
}

// Excel's habits are no faults: a byte order mark, semicolons, CRLF, empty lines, Vietnamese titles, spaces.
func TestCountsAsExcelWritesThem(t *testing.T) {
	facts, areas, err := read(t, "\ufeffĐơn vị;Năm;Đặc biệt khó khăn;Trẻ 6 tuổi;age6_in_grade1;declared_primary\r\nXã Hòa Ninh ;2024;có;100;;2\r\n;;;;;\r\n29587;2024;;0;0;\r\n")
	if err != nil {
		t.Fatal(err)
	}
	hoaNinh, _ := areas.Get("c:29584@0")
	want := law.Unit{UID: "c:29584@0", Name: "Xã Hòa Ninh", Tier: area.Commune, Special: new(true), Counts: map[string]int{"age6": 100}}
	if diff := cmp.Diff(want, facts.Unit(hoaNinh, 2024)); diff != "" {
		t.Errorf("an empty cell is not zero (-want +got):\n%s", diff)
	}
	if level, ok := facts.Declared("c:29584@0", 2024, law.Primary); !ok || level != 2 {
		t.Errorf("declared %d, %t", level, ok)
	}
	anBinh, _ := areas.Get("c:29587@0")
	if got := facts.Unit(anBinh, 2024); got.Special != nil || got.Counts["age6_in_grade1"] != 0 || len(got.Counts) != 2 {
		t.Errorf("zero is a number, and nobody said whether there are difficulties: %+v", got)
	}
	if got := facts.Unit(anBinh, 2023); got.Counts != nil {
		t.Errorf("a year without a line: %+v", got)
	}
	district, _ := areas.Get("d:857@0")
	if got := facts.Unit(district, 2024); len(got.Members) != 15 {
		t.Errorf("%d members, want all 15 communes of September 2024, reported or not", len(got.Members))
	}
	if got := facts.Years(); !cmp.Equal(got, []int{2024}) {
		t.Errorf("years %v", got)
	}
}
