package ledger

import (
	"strings"
	"unicode"
)

// TypedReceipt is the receipt that somebody means who typed one from paper: in any case, with or without its dashes, spaces and
// first letters, with O for 0 and I or L for 1, which no receipt has. What cannot be a receipt is returned as it is.
func TypedReceipt(text string) string {
	var b strings.Builder
	for _, r := range strings.ToUpper(text) {
		switch {
		case r == 'O':
			b.WriteByte('0')
		case r == 'I' || r == 'L':
			b.WriteByte('1')
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(r)
		}
	}
	id, whole := strings.CutPrefix(b.String(), "XHHT")
	if !whole {
		id = b.String()
	}
	if len(id) != 12 || strings.Trim(id, crockfordLetters) != "" {
		return strings.TrimSpace(text)
	}
	return "XHHT-" + id[:4] + "-" + id[4:8] + "-" + id[8:]
}
