package wording_test

import (
	"testing"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/standing"
	"github.com/xhht/xhht/internal/wording"
)

// A status that has no word or no colour of its own is read as another, on the wall, on paper and on maps.
func TestEveryStatusHasAWordAndAColourOfItsOwn(t *testing.T) {
	seen := map[string]standing.Status{}
	for _, s := range standing.Statuses {
		for _, look := range []string{wording.StatusName(s, lang.Vietnamese), wording.StatusName(s, lang.English), wording.StatusColour(s), "brief " + wording.StatusBrief(s).VI} {
			if other, taken := seen[look]; taken || look == "" || look == "brief " {
				t.Errorf("%s looks %q, like %s", s, look, other)
			}
			seen[look] = s
		}
	}
}
