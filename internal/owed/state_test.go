package owed_test

import (
	"testing"

	"github.com/xhht/xhht/internal/owed"
	"github.com/xhht/xhht/internal/timeliness"
)

func TestEveryStateIsShownInItsOwnWordAndColour(t *testing.T) {
	seen := map[string]timeliness.State{}
	for _, s := range timeliness.States {
		x := owed.Show(s)
		for what, text := range map[string]string{"name": x.Name.VI, "name in English": x.Name.EN, "brief": x.Brief.VI, "brief in English": x.Brief.EN, "colour": x.Colour} {
			if text == "" {
				t.Errorf("%s has no %s", s, what)
			}
			if other, twice := seen[what+text]; twice {
				t.Errorf("%s has the %s of %s, %q", s, what, other, text)
			}
			seen[what+text] = s
		}
	}
}
