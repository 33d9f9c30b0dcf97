// Package column names the columns of what the data source answers. The plugin makes columns by these names, dashboards and
// alert rules keep, hide, sort and link by them, and neither spells one: a name that is not here does not compile. It says
// nothing of headings, units or kinds of values, which are the plugin's.
package column

import (
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/query"
	"github.com/xhht/xhht/internal/standing"
)

// Name is the name of a column. Its text is out of reach, so that no string becomes a name by itself.
type Name struct{ text string }

// String is the name as it stands in a frame.
func (n Name) String() string { return n.text }

// MarshalText makes JSON of a name a string.
func (n Name) MarshalText() ([]byte, error) { return []byte(n.text), nil }

// CountOf is the column that counts the rows of a status.
func CountOf(s standing.Status) Name { return Name{string(s)} }

// OfMeasure is the number that an alert looks at.
func OfMeasure(m query.AlertMeasure) Name { return Name{string(m)} }

// OfReport is a column of the matrix of reports: one form in one period.
func OfReport(form string, p period.Period) Name { return Name{form + " " + p.String()} }

// ExpectedBy is what the path asked for by one method, beside other methods.
func ExpectedBy(m standing.Method) Name { return by(Expected, m) }

// GapBy is the gap by one method.
func GapBy(m standing.Method) Name { return by(Gap, m) }

// PaceBy is the pace by one method.
func PaceBy(m standing.Method) Name { return by(Pace, m) }

// StatusBy is the verdict by one method.
func StatusBy(m standing.Method) Name { return by(Status, m) }

func by(n Name, m standing.Method) Name { return Name{n.text + "_" + string(m)} }
