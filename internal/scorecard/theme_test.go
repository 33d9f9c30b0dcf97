package scorecard_test

import (
	"testing"

	"github.com/xhht/xhht/internal/planfile"
	"github.com/xhht/xhht/internal/scorecard"
)

func TestEveryThemeHasAName(t *testing.T) {
	reg, err := planfile.Load("../../plans")
	if err != nil {
		t.Fatal(err)
	}
	for id, ind := range reg.Indicators {
		if n := scorecard.ThemeName(ind.Theme); n.VI == ind.Theme || n.EN == ind.Theme {
			t.Errorf("%s: the theme %s has no name for people", id, ind.Theme)
		}
	}
}
