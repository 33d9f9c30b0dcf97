package oldfont_test

import (
	"slices"
	"testing"

	"github.com/xhht/xhht/internal/oldfont"
)

// What is read by the letters alone, as forms print them.
func TestTextsOfOldFontsAreRead(t *testing.T) {
	for _, tc := range []struct {
		text, want string
		font       oldfont.Font
	}{
		{"T×nh h×nh", "Tình hình", oldfont.TCVN3},
		{"Tæng sè", "Tổng số", oldfont.TCVN3},
		{"d©n téc", "dân tộc", oldfont.TCVN3},
		{"N÷", "Nữ", oldfont.TCVN3},
		{"®¬n vÞ", "đơn vị", oldfont.TCVN3},
		{"xãa mï ch÷", "xóa mù chữ", oldfont.TCVN3},
		{"Toång soá", "Tổng số", oldfont.VNI},
		{"daân toäc", "dân tộc", oldfont.VNI},
		{"Vónh Long, ngaøy", "Vĩnh Long, ngày", oldfont.VNI},
		{"ÑÔN VÒ", "ĐƠN VỊ", oldfont.VNI},
		{"ngöôøi bieát chöõ", "người biết chữ", oldfont.VNI},
		{"Tổng số", "Tổng số", oldfont.Unicode},
		{"To\u0302\u0309ng so\u0302\u0301", "Tổng số", oldfont.Unicode},
		{"Xã An Bình", "Xã An Bình", oldfont.Unicode}, // Latin-1 has all of its letters
		{"Nam", "Nam", oldfont.Unicode},
		{"café", "café", oldfont.Unicode},
		{"1.250", "1.250", oldfont.Unicode},
	} {
		got, font := oldfont.Read(tc.text, oldfont.Unicode)
		if got != tc.want || font != tc.font {
			t.Errorf("%q was read as %q (%s), want %q (%s)", tc.text, got, font, tc.want, tc.font)
		}
	}
}

// A word that could be either is read as the document around it; what is Unicode beyond doubt stays.
func TestADocumentDecidesWhatAWordAloneDoesNot(t *testing.T) {
	texts := []string{"Tæng sè", "D©n téc", "N÷", "Møc ®é 1", "2026"}
	if got := oldfont.Of(texts); got != oldfont.TCVN3 {
		t.Fatalf("the texts are taken for %s", got)
	}
	for text, want := range map[string]string{"téc": "tộc", "Vĩnh Long": "Vĩnh Long", "Tuổi": "Tuổi", "Nam": "Nam"} {
		if got, _ := oldfont.Read(text, oldfont.TCVN3); got != want {
			t.Errorf("%q was read as %q, want %q", text, got, want)
		}
	}
	if got := oldfont.Of([]string{"Tổng số", "Nữ", "Xã An Bình"}); got != oldfont.Unicode {
		t.Errorf("Unicode is taken for %s", got)
	}
}

// Every letter of Vietnamese in each font, written out: a slip in a table would show.
func TestTheTablesAreWhole(t *testing.T) {
	letters := []rune("àảãáạăằẳẵắặâầẩẫấậèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵđ")
	tcvn3 := "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊËÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\u00adõö÷øùúûüýþ®"
	if got := oldfont.TCVN3.Decode(tcvn3); !slices.Equal([]rune(got), letters) {
		t.Errorf("TCVN3:\n%s\n%s", got, string(letters))
	}
	vni := "aøaûaõaùaïaêaèaúaüaéaëaâaàaåaãaáaäeøeûeõeùeïeâeàeåeãeáeäìæóíòoøoûoõoùoïoâoàoåoãoáoäôôøôûôõôùôïuøuûuõuùuïööøöûöõöùöïyøyûyõyùîñ"
	if got := oldfont.VNI.Decode(vni); !slices.Equal([]rune(got), letters) {
		t.Errorf("VNI:\n%s\n%s", got, string(letters))
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{"Tæng sè", "Toång soá", "Tổng số", "\xff", ""} {
		f.Add(s, uint8(0))
	}
	f.Fuzz(func(_ *testing.T, s string, usual uint8) {
		oldfont.Read(s, oldfont.Font(usual%3))
	})
}
