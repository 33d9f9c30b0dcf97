package oldfont

import (
	"slices"
	"strings"
)

// tcvn3 maps the places of TCVN 5712:1993 (VN3). Its capitals with tones are small letters in another font.
var tcvn3 = pairs(
	"¡¢£¤¥¦§¨©ª«¬\u00ad®", "ĂÂÊÔƠƯĐăâêôơưđ",
	"µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞ", "àảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíị",
	"ßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ", "òỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
)

func pairs(texts ...string) map[rune]rune {
	out := map[rune]rune{}
	for i := 0; i < len(texts); i += 2 {
		from, to := []rune(texts[i]), []rune(texts[i+1])
		for j, r := range from {
			out[r] = to[j]
		}
	}
	return out
}

// vni writes a letter and behind it the mark, which is a letter of Latin-1; a few letters are one.
var vni, vniAway = vniReplacers()

// vniMarks are no letters of their own: one that stands behind no letter that it can mark is no VNI.
const vniMarks = "àáâãäåèéêëïõøùúûüÀÁÂÃÄÅÈÉÊËÏÕØÙÚÛÜ"

// vniReplacers read VNI, and take away all that is VNI.
func vniReplacers() (reads, takes *strings.Replacer) {
	tones := []rune("øùûõï") // grave, acute, hook, tilde, dot
	hat := []rune("àáåãä")   // of a circumflex
	breve := []rune("èéúüë")
	var list []string
	add := func(base string, marks []rune, to string) {
		for i, r := range []rune(to) {
			list = append(list, base+string(marks[i]), string(r))
			upper := strings.ToUpper(string(marks[i]))
			list = append(list, strings.ToUpper(base)+upper, strings.ToUpper(string(r)), strings.ToUpper(base)+string(marks[i]), strings.ToUpper(string(r)))
		}
	}
	add("a", tones, "àáảãạ")
	add("a", hat, "ầấẩẫậ")
	add("a", breve, "ằắẳẵặ")
	add("a", []rune("âê"), "âă")
	add("e", tones, "èéẻẽẹ")
	add("e", hat, "ềếểễệ")
	add("e", []rune("â"), "ê")
	add("o", tones, "òóỏõọ")
	add("o", hat, "ồốổỗộ")
	add("o", []rune("â"), "ô")
	add("ô", tones, "ờớởỡợ")
	add("u", tones, "ùúủũụ")
	add("ö", tones, "ừứửữự")
	add("y", tones, "ỳýỷỹỵ")
	for from, to := range map[string]string{"æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ñ": "đ", "ô": "ơ", "ö": "ư"} {
		list = append(list, from, to, strings.ToUpper(from), strings.ToUpper(to))
	}
	away := slices.Clone(list)
	for i := 1; i < len(away); i += 2 {
		away[i] = ""
	}
	return strings.NewReplacer(list...), strings.NewReplacer(away...)
}
