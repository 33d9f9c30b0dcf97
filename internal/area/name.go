package area

import "strings"

// Key folds a name so that spellings of one name compare equal: lower case, single spaces, and the tone of oa/oe/uy
// moved to the second vowel (Hòa = Hoà, Thụy = Thuỵ: the two differ between dataset releases). The text must already be
// in composed form (NFC); whoever reads from outside composes first.
func Key(s string) string {
	return tonePosition.Replace(strings.Join(strings.Fields(strings.ToLower(s)), " "))
}

var tonePosition = strings.NewReplacer(
	"òa", "oà", "óa", "oá", "õa", "oã", "ỏa", "oả", "ọa", "oạ",
	"òe", "oè", "óe", "oé", "õe", "oẽ", "ỏe", "oẻ", "ọe", "oẹ",
	"ùy", "uỳ", "úy", "uý", "ũy", "uỹ", "ủy", "uỷ", "ụy", "uỵ",
)
