package frames

import (
	"testing"
	"unicode/utf8"

	"github.com/xhht/xhht/internal/lang"
)

// A year on a phone has room for four letters: a longer word is cut, and a cut “Mức độ 3” or two words cut to the same would mislead.
func TestWordsOfTimelinesFitAYearOnAPhone(t *testing.T) {
	for _, l := range []lang.Lang{lang.Vietnamese, lang.English} {
		brief(t, l, levelsInBrief)
		brief(t, l, reportsInBrief)
		brief(t, l, statusesInBrief)
	}
}

func brief[K comparable](t *testing.T, l lang.Lang, s states[K]) {
	t.Helper()
	seen := map[string]bool{}
	for _, x := range s {
		word := x.name.In(l)
		if n := utf8.RuneCountInString(word); n == 0 || n > 4 || seen[word] {
			t.Errorf("%v is called %q", x.key, word)
		}
		seen[word] = true
	}
}
