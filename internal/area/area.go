// Package area is the dated tree of reporting units: province, district, commune. Codes are reused by the reform of
// 1 July 2025, so a unit's key is its UID (level:code@valid_from), never its code. Everybody who names a unit uses it;
// it refuses to guess between two units of the same name.
package area

import (
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
)

// Level is a tier of the administrative tree.
type Level string

// The tiers. Districts ended on 2025-07-01; plans of before may keep them as monitoring clusters.
const (
	Province Level = "province"
	District Level = "district"
	Commune  Level = "commune"
)

// Valid reports whether l is one of the three tiers.
func (l Level) Valid() bool { return l == Province || l == District || l == Commune }

// Name returns the tier's name in Vietnamese, for messages and column values.
func (l Level) Name() string {
	switch l {
	case Province:
		return "tỉnh"
	case District:
		return "huyện"
	case Commune:
		return "xã"
	}
	return string(l)
}

// Nouns is what units of the tier are called: "huyện", "districts".
func (l Level) Nouns() lang.Text { return lang.Text{VI: l.Name(), EN: string(l) + "s"} }

// Noun is what n units of the tier are called: "huyện", "district" or "districts".
func (l Level) Noun(n int) lang.Text {
	if n == 1 {
		return lang.Text{VI: l.Name(), EN: string(l)}
	}
	return l.Nouns()
}

// Count counts units of the tier: "3 huyện", "3 districts".
func (l Level) Count(n int) lang.Text {
	noun := l.Noun(n)
	return lang.Textf("%[1]d %[2]s", "%[1]d %[3]s", n, noun.VI, noun.EN)
}

// Area is one unit during one stretch of validity.
type Area struct {
	UID       string      `json:"uid"`
	Code      string      `json:"code"` // text: official codes have leading zeros
	Name      string      `json:"name"`
	FullName  string      `json:"full_name"`
	Level     Level       `json:"level"`
	Parent    string      `json:"parent,omitempty"` // UID of the unit above, empty for a province
	ValidFrom period.Date `json:"valid_from,omitzero"`
	ValidTo   period.Date `json:"valid_to,omitzero"` // last day, inclusive; zero = still open
}

// OpenOn reports whether the unit existed on the day.
func (a Area) OpenOn(d period.Date) bool {
	return !d.Before(a.ValidFrom) && (a.ValidTo.IsZero() || !d.After(a.ValidTo))
}

// overlaps reports whether the unit existed on any day between from and to (zero = open).
func (a Area) overlaps(from, to period.Date) bool {
	return (to.IsZero() || !a.ValidFrom.After(to)) && (a.ValidTo.IsZero() || !from.After(a.ValidTo))
}
