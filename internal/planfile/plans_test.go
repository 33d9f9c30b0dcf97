package planfile_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/planfile"
	"github.com/xhht/xhht/internal/timeliness"
)

const plans = "../../plans"

// vinhLong loads the shipped folder, which must have no fault.
func vinhLong(t *testing.T) (plan.Registry, plan.Plan) {
	t.Helper()
	reg, err := planfile.Load(plans)
	if err != nil {
		t.Fatalf("shipped plans have faults:\n%v", err)
	}
	p, ok := reg.Plan("vinh-long-2021-2030")
	if !ok {
		t.Fatal("the Vĩnh Long plan is missing")
	}
	return reg, p
}

func TestVinhLongQuotesItsSource(t *testing.T) {
	_, p := vinhLong(t)
	// The loader holds every quote against this file, but only where a plan names one.
	if p.Document.Seed == "" {
		t.Fatal("the plan names no source text")
	}
	raw, err := os.ReadFile(plans + "/sources/" + p.Document.Seed)
	if err != nil || !strings.Contains(string(raw), "Số: 2141/QĐ-UBND") {
		t.Errorf("the source is not the decision (%v)", err)
	}
}

func TestVinhLongUnits(t *testing.T) {
	reg, p := vinhLong(t)
	var got []string
	for _, a := range reg.Members(p, area.District) {
		got = append(got, a.Code+" "+a.FullName)
	}
	want := []string{"855 Thành phố Vĩnh Long", "857 Huyện Long Hồ", "858 Huyện Mang Thít", "859 Huyện Vũng Liêm",
		"860 Huyện Tam Bình", "861 Thị xã Bình Minh", "862 Huyện Trà Ôn", "863 Huyện Bình Tân"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("districts (-official +plan):\n%s", diff)
	}
	for day, want := range map[string]int{"2021-11-01": 107, "2025-06-30": 102, "2025-07-01": 0} {
		n := 0
		for _, uid := range p.Units {
			n += len(reg.Areas.Children(uid, date(t, day)))
		}
		if n != want {
			t.Errorf("%d communes on %s, want %d", n, day, want)
		}
	}
	if root, _ := reg.Areas.Get(p.Root); root.FullName != "Tỉnh Vĩnh Long" || root.ValidTo.String() != "2025-06-30" {
		t.Errorf("the plan's root is %+v, want the old province", root)
	}
}

func TestVinhLongSharesInWholeDistricts(t *testing.T) {
	reg, p := vinhLong(t)
	want := map[string][]int{
		"literacy-districts":         {8},
		"literacy-districts-quality": {0, 0}, "preschool-districts": {6, 8}, "primary-level3-districts": {6, 7},
		"lower-secondary-level2-districts": {8}, "lower-secondary-level3-districts": {3, 5}, "learning-districts": {2, 4},
	}
	got := map[string][]int{}
	for _, target := range p.Targets {
		if reg.Indicators[target.Indicator].Measure != catalogue.ShareOfUnits {
			continue
		}
		for _, m := range target.Milestones {
			needed := 0
			if m.Value != nil {
				needed = plan.Needed(m.Comparator, *m.Value, target.N)
			}
			got[target.ID] = append(got[target.ID], needed)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("needed districts in 2025 and 2030 (-want +got):\n%s", diff)
	}
}

func TestVinhLongForms(t *testing.T) {
	reg, p := vinhLong(t)
	district, _ := p.Form("annual-district")
	province, _ := p.Form("annual-province")
	if day := district.LastGoodDay(period.Year(2024)); day.Vietnamese() != "09/12/2024" {
		t.Errorf("last good day is %s, want 9 December: “trước ngày 10” is strict", day)
	}
	if day := province.LastGoodDay(period.Year(2024)); !day.IsZero() {
		t.Errorf("the province has the deadline %s, the document gives none", day)
	}
	if n := len(timeliness.DutyOf(reg, p, district).Expected()); n != 4*8+6*35 {
		t.Errorf("%d reports expected, want 8 districts × 4 years and 35 communes × 6", n)
	}
	if n := len(timeliness.DutyOf(reg, p, province).Expected()); n != 10 {
		t.Errorf("%d province reports expected, want 10: the old province is watched on", n)
	}
	for _, id := range []string{"learning_city_status", "unesco_learning_city_status"} {
		var owing []string
		for _, a := range reg.Members(p, area.District) {
			if _, owes := reg.Owes(p, district, id, a, period.Year(2024)); owes {
				owing = append(owing, a.UID)
			}
		}
		if diff := cmp.Diff([]string{"d:855@0"}, owing); diff != "" {
			t.Errorf("%s is owed by others than the city (-want +got):\n%s", id, diff)
		}
	}
}

func TestVinhLongKeepsWhatItsSourceContradicts(t *testing.T) {
	_, p := vinhLong(t)
	contradictions := map[string]plan.Finding{}
	for _, f := range p.Findings {
		if f.Text.EN == "" || f.ID == "" {
			t.Errorf("finding %q is not in both languages", f.ID)
		}
		if f.Class == plan.Contradiction {
			contradictions[f.ID] = f
		}
	}
	for id, clauses := range map[string][]string{"district-report-date": {"VI.3", "V.11.đ"}, "five-year-review-reporter": {"VI.3", "V.1"}} {
		f := contradictions[id]
		if diff := cmp.Diff(clauses, f.Clauses); diff != "" || !slices.Contains(f.Forms, "annual-district") {
			t.Errorf("%s is not shown at the districts' report (-want +got):\n%s", id, diff)
		}
	}
	if len(contradictions) != 2 {
		t.Errorf("%d contradictions, want 2", len(contradictions))
	}
}

// The facts that trap a naive reader of the list of units.
func TestShippedUnitsHoldTheTraps(t *testing.T) {
	reg, _ := vinhLong(t)
	names := func(text string) []string {
		var out []string
		for _, a := range reg.Areas.Find(text) {
			out = append(out, a.UID+" "+a.FullName)
		}
		return out
	}
	for text, want := range map[string][]string{
		"Phú Mỹ":          {"c:30406@0 Thị trấn Phú Mỹ", "c:30799@0 Xã Phú Mỹ"},
		"thị trấn phú mỹ": {"c:30406@0 Thị trấn Phú Mỹ"},
		"91":              {"p:91@2025-07-01 Tỉnh An Giang", "p:91@0 Tỉnh Kiên Giang"},
		"Tỉnh Bắc Ninh":   {"p:24@2025-07-01 Tỉnh Bắc Ninh", "p:27@0 Tỉnh Bắc Ninh"},
		"24":              {"p:24@2025-07-01 Tỉnh Bắc Ninh"}, // before 2025 the code of Bắc Giang, which is not listed
		"d:857@0":         {"d:857@0 Huyện Long Hồ"},
		"Hà Nội":          nil,
	} {
		if diff := cmp.Diff(want, names(text)); diff != "" {
			t.Errorf("Find(%q) (-want +got):\n%s", text, diff)
		}
	}
	if all := reg.Areas.All(); len(all) != 1239 {
		t.Errorf("%d units, want 1239", len(all))
	}
	if a, _ := reg.Areas.Get("d:914@0"); a.Parent != "p:91@0" {
		t.Errorf("a district of Kiên Giang lies in %s", a.Parent)
	}
}

func date(t *testing.T, s string) period.Date {
	t.Helper()
	d, err := period.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}
