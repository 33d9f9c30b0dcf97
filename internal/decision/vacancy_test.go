package decision_test

import (
	"testing"

	"github.com/xhht/xhht/internal/decision"
	"github.com/xhht/xhht/internal/period"
)

func vacant(from, through int, units ...string) decision.Decision {
	d := decision.Decision{Kind: decision.NoReporter, Plan: "p", Form: "f", Period: period.Year(from), Units: units, Reason: "chưa có hội"}
	if through > 0 {
		d.Through = period.Year(through)
	}
	return d
}

func filled(from, through int, units ...string) decision.Decision {
	d := vacant(from, through, units...)
	d.Withdrawn = true
	return d
}

func TestVacant(t *testing.T) {
	for name, c := range map[string]struct {
		state *decision.State
		want  string // a letter for each year from 2022 to 2026
	}{
		"nothing decided":                         {after(), "....."},
		"until further notice":                    {after(vacant(2023, 0, "a", "u")), ".vvvv"},
		"for some periods":                        {after(vacant(2023, 2024, "u")), ".vv.."},
		"another unit":                            {after(vacant(2023, 0, "a")), "....."},
		"somebody came":                           {after(vacant(2023, 0, "u"), filled(2025, 0, "u")), ".vv.."},
		"somebody came for a while":               {after(vacant(2023, 0, "u"), filled(2024, 2025, "u")), ".v..v"},
		"withdrawn as a whole":                    {after(vacant(2023, 0, "u"), filled(2023, 0, "u")), "....."},
		"decided again after it was withdrawn":    {after(vacant(2023, 0, "u"), filled(2023, 0, "u"), vacant(2025, 0, "u")), "...vv"},
		"two stretches":                           {after(vacant(2022, 2022, "u"), vacant(2025, 2025, "u")), "v..v."},
		"a shorter one does not end a longer one": {after(vacant(2022, 0, "u"), vacant(2023, 2023, "u")), "vvvvv"},
	} {
		got := ""
		for y := 2022; y <= 2026; y++ {
			letter := "."
			if v, empty := c.state.Vacant("p", "f", "u", period.Year(y)); empty {
				letter = "v"
				if v.Reason == "" || v.Since.IsZero() {
					t.Errorf("%s: %d is vacant without a reason or a day", name, y)
				}
			}
			if by := c.state.About("p", "f", "u", period.Year(y)); by.NoReporter.IsZero() != (letter == ".") {
				t.Errorf("%s: %d is told to be decided as %+v", name, y, by)
			}
			got += letter
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
		if _, empty := c.state.Vacant("p", "g", "u", period.Year(2024)); empty {
			t.Errorf("%s: another form's is vacant, too", name)
		}
	}
}

func TestADecisionThatRunsOnSupersedes(t *testing.T) {
	for name, c := range map[string]struct {
		later, first decision.Decision
		want         bool
	}{
		"within it":       {filled(2024, 2024, "u"), vacant(2023, 0, "u"), true},
		"after it":        {filled(2025, 0, "u"), vacant(2023, 2024, "u"), false},
		"before it":       {filled(2021, 2022, "u"), vacant(2023, 0, "u"), false},
		"of another unit": {filled(2024, 0, "w"), vacant(2023, 0, "u"), false},
	} {
		if got := c.later.Supersedes(c.first); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
