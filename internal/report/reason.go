package report

import (
	"unicode"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/problem"
)

// What a reason has at the least; "mưa lũ" has five letters.
const (
	fewestLetters   = 5
	fewestDifferent = 3 // "xxxxxxx" says nothing
)

// Says reports whether a reason is made of words. A full stop answers no question.
func Says(reason string) bool {
	letters, different := 0, map[rune]bool{}
	for _, r := range reason {
		if unicode.IsLetter(r) {
			letters++
			different[unicode.ToLower(r)] = true
		}
	}
	return letters >= fewestLetters && len(different) >= fewestDifferent
}

// SaysNothing is the problem of a reason that is there and says nothing.
func SaysNothing(place problem.Place, reason string) problem.Problem {
	return problem.Problem{
		Code: "reason_without_words", Place: place, Value: reason,
		Rule: lang.Textf("lý do phải là lời: ít nhất %d chữ cái", "a reason is made of words: at least %d letters", fewestLetters),
		Hint: lang.Text{VI: "Ghi vì sao, ví dụ “điều tra lại tháng 10/2025” hoặc “sáp nhập xã Bình Hòa”", EN: "Write why, for example “counted anew in October 2025” or “the commune was merged”"},
	}
}
