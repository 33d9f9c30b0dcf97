// Package oldfont reads Vietnamese text that was typed for the fonts of before Unicode, TCVN3 (.VnTime) and VNI (VNI-Times): their
// letters stand where Latin-1 has others ("Tæng sè", "Toång soá" for "Tổng số"). Nothing in a workbook says which it is, so the words
// have to: a reading holds where it makes Vietnamese syllables of what would be none. The readers of workbooks call it. It leaves alone
// what is Vietnamese as it stands.
package oldfont

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Font is the set of fonts that a text was typed for.
type Font uint8

// The fonts.
const (
	Unicode Font = iota
	TCVN3
	VNI
)

// String is how people call the fonts.
func (f Font) String() string {
	return [...]string{"Unicode", "TCVN3 (ABC)", "VNI"}[f]
}

// Decode returns the text in composed Unicode, if it was typed for the font.
func (f Font) Decode(text string) string {
	switch f {
	case TCVN3:
		text = strings.Map(func(r rune) rune {
			if to, ok := tcvn3[r]; ok {
				return to
			}
			return r
		}, text)
	case VNI:
		text = vni.Replace(text)
	}
	return norm.NFC.String(text)
}

// Of says for which font most of the texts that can be told were typed.
func Of(texts []string) Font {
	var votes [3]int
	for _, t := range texts {
		if f, sure := told(t); sure {
			votes[f]++
		}
	}
	best := Unicode
	for f, n := range votes {
		if n > votes[best] {
			best = Font(f)
		}
	}
	return best
}

// Read returns a text of a document whose texts are usually of the font, and for which font it was taken to be typed.
func Read(text string, usual Font) (string, Font) {
	f, sure := told(text)
	if !sure {
		f = usual
		if usual != Unicode && score(text, usual) <= 0 {
			f = Unicode
		}
	}
	return f.Decode(text), f
}

// told says which reading makes Vietnamese of a text; not sure if there are several, or none.
func told(text string) (Font, bool) {
	if ascii(text) {
		return Unicode, false
	}
	if strings.ContainsFunc(text, beyondLatin1) {
		return Unicode, true
	}
	best, most, next := Unicode, score(text, Unicode), -len(text)-1
	for _, f := range []Font{TCVN3, VNI} {
		switch s := score(text, f); {
		case s > most:
			best, most, next = f, s, most
		case s > next:
			next = s
		}
	}
	return best, most > 0 && most > next
}

func ascii(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return r >= 0x80 })
}

// beyondLatin1 finds letters and marks that neither of the old fonts can hold.
func beyondLatin1(r rune) bool {
	return r > 0xff && (unicode.IsLetter(r) || unicode.Is(unicode.Mn, r)) && !strings.ContainsRune("ŒœŠšŽžŸƒˆ", r)
}

// score counts the words with foreign letters that are syllables in a reading, less those that are none.
func score(text string, f Font) int {
	n := 0
	for _, word := range strings.FieldsFunc(text, between) {
		if ascii(word) {
			continue
		}
		if syllable(f.Decode(word)) && !(f == VNI && strings.ContainsAny(vniAway.Replace(word), vniMarks)) {
			n++
		} else {
			n--
		}
	}
	return n
}

func between(r rune) bool {
	return r < 0x80 && !unicode.IsLetter(r) || r > 0xff && unicode.IsPunct(r) || r == 0xa0
}

// marks are the five tones.
const marks = "\u0300\u0301\u0303\u0309\u0323"

func syllable(word string) bool {
	if strings.ContainsAny(word, "ñÑ") { // Spanish, not an n with a tone
		return false
	}
	tones := 0
	bare := strings.Map(func(r rune) rune {
		if strings.ContainsRune(marks, r) {
			tones++
			return -1
		}
		return r
	}, norm.NFD.String(strings.ToLower(word)))
	return tones <= 1 && rhyme.MatchString(norm.NFC.String(bare))
}

// rhyme holds which consonants may close which vowels: "ing" is none of Vietnamese, "inh" is.
var rhyme = regexp.MustCompile(`^(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnpqrstvx])?(?:` + strings.Join([]string{
	`iêu|yêu|oai|oay|oao|oeo|uây|uôi|uya|uyu|ươi|ươu|ai|ao|au|ay|âu|ây|eo|êu|ia|iu|oa|oe|oi|ôi|ơi|ua|uê|ui|uơ|uy|ưa|ưi|ưu|[aeêioôơuưy]`,
	`(?:iê|yê|oă|oa|uâ|uô|ươ|oo|[aăâeoôuư])(?:c|ng)`,
	`(?:oa|uê|uy|[aêiy])(?:ch|nh)`,
	`(?:uyê|iê|yê|oa|oă|oe|uâ|uê|uô|ươ|uy|[aăâeêioôơuưy])[nt]`,
	`(?:iê|yê|oa|oă|uô|ươ|[aăâeêioôơuưy])[mp]`,
}, "|") + `)$`)
