package lang

import (
	"unicode"
	"unicode/utf8"
)

// MidSentence lowers the first letter, unless the word is an abbreviation or has none.
func MidSentence(s string) string {
	first, n := utf8.DecodeRuneInString(s)
	second, _ := utf8.DecodeRuneInString(s[n:])
	if unicode.IsUpper(second) {
		return s
	}
	return string(unicode.ToLower(first)) + s[n:]
}

// Capital raises the first letter, for a word that begins a line.
func Capital(s string) string {
	first, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[n:]
}
