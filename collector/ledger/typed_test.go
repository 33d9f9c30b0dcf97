package ledger_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/xhht/xhht/collector/ledger"
)

// Whatever people make of a receipt that they read off paper, it is that receipt.
func TestReceiptsTypedByHand(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		id := rapid.StringMatching(`[0-9A-HJKMNP-TV-Z]{12}`).Draw(t, "receipt")
		want := "XHHT-" + id[:4] + "-" + id[4:8] + "-" + id[8:]
		text := want
		if rapid.Bool().Draw(t, "without its first letters") {
			text = text[5:]
		}
		text = strings.NewReplacer("0", rapid.SampledFrom([]string{"0", "O", "o"}).Draw(t, "zero"), "1", rapid.SampledFrom([]string{"1", "I", "l", "L"}).Draw(t, "one")).Replace(text)
		text = strings.ReplaceAll(text, "-", rapid.SampledFrom([]string{"-", "", " ", "–", " - ", "."}).Draw(t, "dash"))
		if rapid.Bool().Draw(t, "small letters") {
			text = strings.ToLower(text)
		}
		if got := ledger.TypedReceipt("  " + text + " "); got != want {
			t.Fatalf("%q is %q, want %q", text, got, want)
		}
	})
	for _, text := range []string{"", "x", "XHHT-1234-5678", "XHHT-1234-5678-9ABCD", "XHHT-1234-5678-9ABU", "báo cáo năm 2024"} {
		if got := ledger.TypedReceipt(text); got != text {
			t.Errorf("%q became %q", text, got)
		}
	}
}
