package area_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/spelling"
)

// Every unit is found by whatever people and our own pages write of it.
func TestUnitsAreFoundAsTheyAreWritten(t *testing.T) {
	tr := realTree(t)
	short := strings.NewReplacer("Thành phố ", "TP ", "Thị xã ", "TX. ", "Thị trấn ", "T.T. ", "Huyện ", "H. ", "Phường ", "P.", "Xã ", "x. ", "Tỉnh ", "T. ")
	for _, a := range tr.All() {
		parent, _ := tr.Get(a.Parent)
		for _, text := range []string{
			a.UID, strings.ToUpper(a.UID), a.Code, a.Name, a.FullName, a.FullName + ".", "  " + a.FullName + " ",
			strings.ToUpper(a.FullName), spelling.Bare(a.FullName), strings.ToUpper(spelling.Bare(a.Name)), strings.ReplaceAll(a.FullName, "Đ", "Ð"),
			short.Replace(a.FullName), spelling.Bare(short.Replace(a.FullName)),
			a.FullName + " (" + a.Code + ")", a.FullName + " (" + a.UID + ")", a.Code + " – " + a.FullName, a.Code + " (" + a.FullName + ")",
			a.UID + " = " + a.FullName, a.UID + " " + a.FullName, a.UID + " = " + a.FullName + ", " + parent.FullName + " (… – 30/06/2025)",
			a.Name + " (" + parent.Name + ")", a.FullName + ", " + parent.FullName, a.FullName + " (mã " + a.Code + ")", a.FullName + " (" + a.Level.Name() + ")",
		} {
			if text = strings.TrimSpace(text); strings.HasSuffix(text, "()") || strings.HasSuffix(text, ", (… – 30/06/2025)") || strings.HasSuffix(text, ",") {
				continue // a province has nothing above it
			}
			if found := tr.Find(text); !slices.ContainsFunc(found, func(f area.Area) bool { return f.UID == a.UID }) {
				t.Errorf("%s (%s) is not found as %q: %v", a.FullName, a.UID, text, uids(found))
			}
		}
	}
}

func TestUnitsAreNotMixedUp(t *testing.T) {
	tr := realTree(t)
	for text, want := range map[string][]string{
		"857 – Huyện Tam Bình":      nil, // code and name are of two units
		"d:857@0 Huyện Tam Bình":    nil,
		"d:8570@0 Huyện Long Hồ":    nil,
		"Long Hồ (Tam Bình)":        nil,
		"Vũng Lièm":                 nil, // a wrong mark is another word
		"Vũng Liêm (xã)":            {"c:29659@0"},
		"Huyện Long Hồ (857)":       {"d:857@0"},
		"TP Vĩnh Long":              {"d:855@0"},
		"TP. Vĩnh Long (Vĩnh Long)": {"d:855@0"},
		"huyện":                     nil,
		"H.":                        nil,
		"()":                        nil,
		"30/06/2025":                nil,
	} {
		if diff := cmp.Diff(want, uids(tr.Find(text))); diff != "" {
			t.Errorf("Find(%q) (-want +got):\n%s", text, diff)
		}
	}
}
