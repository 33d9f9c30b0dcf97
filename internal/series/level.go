package series

import (
	"time"

	"github.com/xhht/xhht/internal/lang"
)

// LevelStanding is the level of one programme (PCGD, XMC) that one unit's counts amount to for one year, beside the level
// that it declared itself. A nil number is not known, and is never zero.
type LevelStanding struct {
	Programme   string    // law.Program
	Area        string    // UID
	At          time.Time // last day of the year, 00:00 UTC; the counting day of the law is 30 September of it
	Low         float64   // the level that is certain; 0 = not recognised
	High        float64   // the highest level that is still possible
	Declared    *float64  // what the unit reported as its recognised level
	Held        *float64  // 1 recognised, a single missed year included; 0 never won or lapsed; nil not known
	Missed      float64   // consecutive years not kept, as far as they are certain
	Short       *float64  // people or units missing to the next level
	Reason      lang.Text // conditions of the next level that fail or are not known, one a line
	Unconfirmed string    // numbers of the decrees that decided it and are not confirmed, with commas between
	Caution     lang.Text // rules used that are not certain, one a line
	Received    time.Time // when the first count came: a reader looking back hides what came later
}

// Measurement implements Point.
func (LevelStanding) Measurement() Measurement { return Levels }

// Identity implements Point.
func (l LevelStanding) Identity() string { return identity(l.At, l.Programme, l.Area) }
