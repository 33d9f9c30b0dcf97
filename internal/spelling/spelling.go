// Package spelling knows the ways in which people type Vietnamese: in capitals, with the tone mark on the other vowel, with Ð for
// Đ, without any marks at all. Whoever looks up a name that was typed asks it whether two spellings are one. It corrects nothing:
// a wrong mark is another word, a missing one is not. Texts must be in composed form (NFC); whoever reads from outside composes.
package spelling

import (
	"strings"
	"unicode"
)

// Key folds a text so that spellings of one word compare equal: lower case, single spaces, no invisible characters, one place of
// the tone of oa, oe, uy (Hòa = Hoà, Thụy = Thuỵ: the two differ between dataset releases), and one letter đ.
func Key(s string) string {
	return tonePosition.Replace(strings.Join(strings.Fields(strings.Map(plain, strings.ToLower(s))), " "))
}

// plain drops what nobody sees and makes one letter of the three that look like đ.
func plain(r rune) rune {
	switch {
	case r == 'ð' || r == 'ɖ': // eth and African d: old fonts and input methods write them
		return 'đ'
	case unicode.Is(unicode.Cf, r):
		return -1
	}
	return r
}

var tonePosition = strings.NewReplacer(
	"òa", "oà", "óa", "oá", "õa", "oã", "ỏa", "oả", "ọa", "oạ",
	"òe", "oè", "óe", "oé", "õe", "oẽ", "ỏe", "oẻ", "ọe", "oẹ",
	"ùy", "uỳ", "úy", "uý", "ũy", "uỹ", "ủy", "uỷ", "ụy", "uỵ",
)

// Bare is the key without any marks, and with i for a y that is a syllable's only vowel (tỷ lệ = tỉ lệ): "huyen vung liem".
func Bare(s string) string {
	runes := []rune(Key(s))
	for i, r := range runes {
		runes[i] = taken(r).base
		if end := i+1 == len(runes) || !unicode.IsLetter(runes[i+1]); runes[i] == 'y' && end && i > 0 && onlyVowel(runes[:i]) {
			runes[i] = 'i'
		}
	}
	return string(runes)
}

// onlyVowel reports whether what stands before a last y leaves it the syllable's only vowel: tỷ, mỹ, quý, but not tay, uy.
func onlyVowel(before []rune) bool {
	last := before[len(before)-1]
	if last == 'u' {
		return len(before) > 1 && before[len(before)-2] == 'q'
	}
	return unicode.IsLetter(last) && !strings.ContainsRune("aeio", last)
}

// Typed reports whether somebody who meant the name may have typed the text: the same letters, with some or all of the marks
// left out. "Vung Liêm" may be Vũng Liêm; "Vụng Liêm" is another word.
func Typed(text, name string) bool {
	if Bare(text) != Bare(name) {
		return false
	}
	a, b := []rune(Key(text)), []rune(Key(name)) // of one length, as what is bare of them
	for i := range a {
		x, y := taken(a[i]), taken(b[i])
		if x.shape != 0 && x.shape != y.shape || x.tone != 0 && x.tone != y.tone {
			return false
		}
	}
	return true
}

// letter is a letter taken apart: ế is e with the shape of ê and a tone.
type letter struct {
	base        rune
	shape, tone int
}

func taken(r rune) letter {
	if l, ok := letters[r]; ok {
		return l
	}
	return letter{base: r}
}

var letters = apart()

func apart() map[rune]letter {
	out := map[rune]letter{'đ': {'d', 1, 0}}
	// Each row is one vowel without a tone and with the five of them; rows of one base letter differ in shape.
	shapes := map[rune]int{}
	for _, row := range []string{"aàáảãạ", "aăằắẳẵặ", "aâầấẩẫậ", "eèéẻẽẹ", "eêềếểễệ", "iìíỉĩị", "oòóỏõọ", "oôồốổỗộ", "oơờớởỡợ", "uùúủũụ", "uưừứửữự", "yỳýỷỹỵ"} {
		all := []rune(row)
		base, marked := all[0], all
		if len(all) == 7 { // base letter, then the shape without and with tones
			marked = all[1:]
			shapes[base]++
		}
		for tone, r := range marked {
			out[r] = letter{base, shapes[base] * min(len(all)-6, 1), tone}
		}
	}
	return out
}
