package lang_test

import (
	"testing"

	"github.com/xhht/xhht/internal/lang"
)

func TestNumber(t *testing.T) {
	tests := []struct {
		v        float64
		decimals int
		vi, en   string
	}{
		{43.1, 1, "43,1", "43.1"}, {50, 1, "50", "50"}, {-11.3, 1, "−11,3", "−11.3"}, {98.85, 2, "98,85", "98.85"},
		{0, 1, "0", "0"}, {-0.01, 1, "0", "0"}, {62.5, 0, "63", "63"}, {1e6, 0, "1000000", "1000000"},
	}
	for _, tc := range tests {
		if got := lang.Number(tc.v, tc.decimals, lang.Vietnamese); got != tc.vi {
			t.Errorf("%v in Vietnamese: got %s, want %s", tc.v, got, tc.vi)
		}
		if got := lang.Number(tc.v, tc.decimals, lang.English); got != tc.en {
			t.Errorf("%v in English: got %s, want %s", tc.v, got, tc.en)
		}
	}
}
