// Package catalogue defines the indicators that plans aim at and reports carry: what is counted, over what, in which
// unit of measure and which way is better. The plan loader fills it; it holds no values and no targets.
package catalogue

import (
	"math"
	"regexp"
	"slices"
	"strings"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
)

// Measure says what kind of number an indicator is.
type Measure string

// The measures. Rates are reported as counts; a share of units and a gap are never reported: the one is derived from the
// units' own levels, the other from the groups of a rate.
const (
	Rate         Measure = "rate"           // numerator ÷ denominator × 100
	Level        Measure = "level"          // a recognised level 0..Max
	Status       Measure = "status"         // recognised or not: 0 or 1
	ShareOfUnits Measure = "share_of_units" // units at AtLeast or above ÷ units of the plan × 100
	Quantity     Measure = "quantity"       // a number of Unit, from 0 up: broadcasts a month, teachers a class
	Gap          Measure = "gap"            // percentage points between a group of the rate Of and everybody else
)

// Valid reports whether m is a known measure.
func (m Measure) Valid() bool {
	switch m {
	case Rate, Level, Status, ShareOfUnits, Quantity, Gap:
		return true
	}
	return false
}

// Derived reports whether the indicator is computed from others and can never be reported.
func (m Measure) Derived() bool { return m == ShareOfUnits || m == Gap }

// Size returns which of a cell's numbers says how many there are: what a rate was counted over, or the quantity itself; nil of
// everything else.
func (m Measure) Size(denominator, value *float64) *float64 {
	switch m {
	case Rate:
		return denominator
	case Quantity:
		return value
	}
	return nil
}

// Stepwise reports whether the indicator moves in recognitions, not by degrees: its expected path is a step.
func (m Measure) Stepwise() bool { return m == Level || m == Status }

// Direction says which way is better.
type Direction string

// The directions.
const (
	Higher Direction = "higher"
	Lower  Direction = "lower"
)

// Sign returns +1 if higher is better, else −1.
func (d Direction) Sign() float64 {
	if d == Lower {
		return -1
	}
	return 1
}

// Indicator is one thing a plan watches.
type Indicator struct {
	ID          string              `json:"id"`
	Name        lang.Text           `json:"name"`
	Short       lang.Text           `json:"short"` // for a column or a legend, at most 40 characters
	Theme       string              `json:"theme"`
	Measure     Measure             `json:"measure"`
	Direction   Direction           `json:"direction"`
	Frequency   period.Frequency    `json:"frequency"`
	Numerator   lang.Text           `json:"numerator,omitzero"`
	Denominator lang.Text           `json:"denominator,omitzero"`
	Over        DenominatorKind     `json:"denominator_kind,omitempty"` // Rate: whom or what it is counted over; none in texts of before
	Max         float64             `json:"max,omitempty"`              // highest level of a Level indicator
	Unit        lang.Text           `json:"unit,omitzero"`              // Quantity: what is counted, as it stands behind the number
	Decimals    int                 `json:"decimals,omitempty"`         // Quantity: digits behind the decimal sign that a report may give; 0: it is whole
	Of          string              `json:"of,omitempty"`               // ShareOfUnits: the member units' indicator; Gap: the rate
	AtLeast     float64             `json:"at_least,omitempty"`         // ShareOfUnits: the level a member must have
	Group       string              `json:"group,omitempty"`            // Gap: the group that is held against everybody else, one of Groups of the rate Of
	MemberLevel area.Level          `json:"member_level,omitempty"`     // ShareOfUnits: the tier that is counted
	RollUp      bool                `json:"roll_up,omitempty"`          // Rate: the tier above is the sum of its members' counts
	Groups      []string            `json:"groups,omitempty"`           // disaggregations a report may carry, e.g. sex=female
	Divisions   map[string]Division `json:"divisions,omitempty"`        // dimension of groups → how they divide the total; a dimension that is not named is disjoint
	Whole       string              `json:"whole,omitempty"`            // Rate: name of what is counted over; rates of one whole have one denominator
	Beside      string              `json:"beside,omitempty"`           // Rate: a rate of the same whole that counts others than this one
	MayPass     bool                `json:"may_pass,omitempty"`         // Rate: it may exceed 100%: rooms may outnumber classes
	Tenure      Tenure              `json:"tenure,omitzero"`            // Level, Status: how long a recognition holds; zero: no document that was seen gives it an end
	Note        lang.Text           `json:"note,omitzero"`              // what the source leaves open
}

// Tenure is how long a recognition holds from the day on which it begins, and where that was read.
type Tenure struct {
	Years      int    `json:"years"`
	Clause     string `json:"clause"`
	SourceNote string `json:"source_note"`
	Confidence string `json:"confidence"` // one of law's
}

// Ends is the last day of a recognition that begins on the day; none where no end is known.
func (t Tenure) Ends(from period.Date) period.Date {
	if t.Years == 0 || from.IsZero() {
		return period.Date{}
	}
	year, month, day := from.Time().Date()
	return period.DateOf(year+t.Years, month, day).AddDays(-1)
}

// Recognised reports whether somebody with the authority recognises units in the indicator: a level or a title, and not a fact that
// is a yes or no.
func (i Indicator) Recognised() bool { return i.Measure.Stepwise() && i.ID != SpecialDifficulty }

// Division says how the groups of one dimension (sex, ethnic) divide their total.
type Division string

// The divisions.
const (
	Partition Division = "partition" // everybody belongs to exactly one of the groups
	Disjoint  Division = "disjoint"  // nobody belongs to two of them, some may belong to none
	Overlap   Division = "overlap"   // one may belong to several
)

// Valid reports whether d is a known division.
func (d Division) Valid() bool { return d == Partition || d == Disjoint || d == Overlap }

// Division is that of a dimension of the indicator's groups.
func (i Indicator) Division(dimension string) Division {
	if d := i.Divisions[dimension]; d != "" {
		return d
	}
	return Disjoint
}

// ShortLimit is what fits a column head or a legend, in characters.
const ShortLimit = 40

var idPattern = regexp.MustCompile(`^[a-z0-9][a-z0-9_-]*$`)

// ValidID reports whether the text may be the id of an indicator, target, form or plan: ids end up in tags, addresses
// and file names.
func ValidID(id string) bool { return idPattern.MatchString(id) }

// Limits returns the lowest and highest possible value.
func (i Indicator) Limits() (low, high float64) {
	switch i.Measure {
	case Level:
		return 0, i.Max
	case Status:
		return 0, 1
	case Quantity:
		return 0, math.Inf(1)
	case Rate:
		if i.MayPass {
			return 0, math.Inf(1)
		}
	}
	return 0, 100
}

// GroupAll is the group of an undivided total.
const GroupAll = "all"

// The groups that no report carries: a roll-up of communes is also given for those in special socio-economic difficulty and
// for the others, because the law asks less of the first and hides them in no total.
const (
	GroupSpecial = "area=special"
	GroupOther   = "area=other"

	// GroupOfArea is what these two groups begin with.
	GroupOfArea = "area="
)

// GroupOfPlan begins the group of what was reported under another plan than the cell's source.
const GroupOfPlan = "plan="

// UnderPlan is the group in which a number stands that came under a plan which is not the source of its cell: beside that cell, and
// never in its place. What is left of it is the group that it is a number of.
func UnderPlan(plan, group string) string {
	if group == GroupAll {
		return GroupOfPlan + plan
	}
	return GroupOfPlan + plan + "/" + group
}

// Under tells under which plan a number of the group came, and of which group it is a number; false of any other group.
func Under(group string) (plan, of string, ok bool) {
	rest, ok := strings.CutPrefix(group, GroupOfPlan)
	if !ok {
		return "", group, false
	}
	plan, of, part := strings.Cut(rest, "/")
	if !part {
		of = GroupAll
	}
	return plan, of, true
}

// SpecialDifficulty is the indicator by which a commune reports, year by year, whether it is in special socio-economic
// difficulty: 1 or 0. A plan that wants the groups above lists it in the communes' form.
const SpecialDifficulty = "special_difficulty_status"

// Allows reports whether reports may carry the disaggregation.
func (i Indicator) Allows(group string) bool {
	if group == GroupAll {
		return true
	}
	return slices.Contains(i.Groups, group)
}
