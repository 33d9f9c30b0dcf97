package spelling_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"github.com/xhht/xhht/internal/spelling"
)

func TestKeysOfOneWord(t *testing.T) {
	for _, pair := range [][2]string{
		{"Hòa", "Hoà"}, {"HÒA", "hoà"}, {"Hóa", "Hoá"}, {"Thỏa", "Thoả"}, {"Thõa", "Thoã"}, {"Họa", "Hoạ"},
		{"Hòe", "Hoè"}, {"Khỏe", "Khoẻ"}, {"Thụy", "Thuỵ"}, {"Thủy", "Thuỷ"}, {"Túy", "Tuý"}, {"Lũy", "Luỹ"}, {"Ùy", "Uỳ"},
		{"Ủy ban", "Uỷ  ban"}, {"Đơn vị", "Ðơn vị"}, {"ĐƠN VỊ", "ðơn\u00a0vị"}, {"Đức", "Ɖức"}, {"đơn\nvị", "đơn vị"}, {"kỳ", "\ufeffkỳ\u200b"},
	} {
		if spelling.Key(pair[0]) != spelling.Key(pair[1]) {
			t.Errorf("%q and %q are one word, keys are %q and %q", pair[0], pair[1], spelling.Key(pair[0]), spelling.Key(pair[1]))
		}
	}
	for _, pair := range [][2]string{{"Hòa", "Hóa"}, {"Hoa", "Hòa"}, {"Đa Mai", "Da Mai"}, {"Thùy", "Thúy"}} {
		if spelling.Key(pair[0]) == spelling.Key(pair[1]) {
			t.Errorf("%q and %q are two words with one key", pair[0], pair[1])
		}
	}
}

func TestWhatMayHaveBeenTyped(t *testing.T) {
	for _, tc := range []struct {
		text, name string
		want       bool
	}{
		{"huyen vung liem", "Huyện Vũng Liêm", true},
		{"HUYEN VUNG LIEM", "Huyện Vũng Liêm", true},
		{"Vung Liêm", "Vũng Liêm", true},
		{"Vũng Liem", "Vũng Liêm", true},
		{"Vũng Lièm", "Vũng Liêm", false},
		{"Vụng Liêm", "Vũng Liêm", false},
		{"Vung Lem", "Vũng Liêm", false},
		{"Duc Thanh", "Đức Thành", true},
		{"Đức Thành", "Duc Thanh", false}, // the name has no marks; what was typed has
		{"Hoa Ninh", "Hòa Ninh", true},
		{"Hoà Ninh", "Hòa Ninh", true},
		{"Tan An", "Tấn Ân", true},
		{"Tỉ lệ", "Tỷ lệ", true},
		{"ti le", "Tỷ lệ", true},
		{"Phú Quí", "Phú Quý", true},
		{"Phu Mi", "Phú Mỹ", true},
		{"Tân Tai", "Tân Tây", false},
		{"Thúi", "Thúy", false},
	} {
		if got := spelling.Typed(tc.text, tc.name); got != tc.want {
			t.Errorf("Typed(%q, %q) = %v", tc.text, tc.name, got)
		}
	}
}

// The table of letters against Unicode's own: what it takes apart is what decomposition takes apart.
func TestLettersAreUnicodes(t *testing.T) {
	for _, r := range "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵ" {
		want := norm.NFD.String(string(r))[:1]
		if got := spelling.Bare(string(r)); got != want {
			t.Errorf("%c without marks is %q, want %q", r, got, want)
		}
	}
}

// Whatever marks somebody leaves out, in whatever case, it may have been that name; with another mark it was not.
func TestLeavingMarksOut(t *testing.T) {
	names := []string{"Huyện Vũng Liêm", "Thị xã Bình Minh", "Xã Hòa Ninh", "Phường Thới Bình", "Tỷ lệ người biết chữ độ tuổi 15–60"}
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.SampledFrom(names).Draw(t, "name")
		var typed strings.Builder
		for _, r := range spelling.Key(name) {
			if r != ' ' && rapid.Bool().Draw(t, "bare") {
				typed.WriteString(spelling.Bare(string(r)))
			} else {
				typed.WriteRune(r)
			}
		}
		text := typed.String()
		if rapid.Bool().Draw(t, "capitals") {
			text = strings.ToUpper(text)
		}
		if !spelling.Typed(text, name) {
			t.Fatalf("%q was not taken for %q", text, name)
		}
	})
}

func TestNearest(t *testing.T) {
	choices := [][]string{{"info_skills_rate", "Tỷ lệ người dân có kỹ năng thông tin"}, {"life_skills_rate", "Tỷ lệ người dân có kỹ năng sống"}, {"clc_ict_rate"}, {"Huyện Tam Bình", "Tam Bình", "859"}}
	for text, want := range map[string][]int{
		"info_skill_rate":     {0, 1},
		"ky nang thong tin":   {0},
		"Tam Bìn":             {3},
		"Huyện Tam Bình ấp 3": {3},
		"gdp":                 nil,
		"":                    nil,
		"info_sikills_rate":   {0, 1},
		"INFO-SKILLS-RATE":    {0, 1},
		"tỉ lệ người dân kĩ năng sống": {1, 0},
	} {
		if diff := cmp.Diff(want, spelling.Near(text, choices, 2)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
}
