// Package series is the contract between those who write time series (the projector) and those who read them (plugin,
// exporters): the kinds of points that are stored (measurement.go) and the documents of the stored catalogue. It names no
// database, whose adapter, internal/influx, has a file for every kind; and it judges nothing (see internal/timeliness).
package series

import (
	"time"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
)

// Basis says where an observation comes from.
type Basis string

// The bases.
const (
	Reported Basis = "reported" // a unit's own report
	Derived  Basis = "derived"  // rolled up or counted from members' reports
)

// Observation is one indicator of one unit for one period. A nil number was not reported, and is never zero.
type Observation struct {
	Indicator   string
	Area        string // UID
	Level       area.Level
	Parent      string // UID of the unit above
	Group       string // catalogue.GroupAll or a disaggregation
	Basis       Basis
	At          time.Time // last day of the period, 00:00 UTC
	Value       *float64  // percent, level or 0/1; nil when members are missing and only bounds are known
	Numerator   *float64  // count
	Denominator *float64  // count
	Low         *float64  // derived, members missing: the lowest value that is still possible
	High        *float64  // derived, members missing: the highest value that is still possible
	Members     float64   // derived: members that reported
	MembersOf   float64   // derived: members expected
	Revision    float64   // 1 = first report
	Received    time.Time // when the first value of this cell came: a reader looking back hides what came later

	Approved         *float64 // reported: the value of the approved revision; nil while none is
	ApprovedRevision float64  // reported: the approved revision; 0 = none, -1 = the approval was withdrawn
}

// Measurement implements Point.
func (Observation) Measurement() Measurement { return Observations }

// Identity implements Point. Level and parent tell of the unit and name nothing.
func (o Observation) Identity() string {
	return identity(o.At, o.Indicator, o.Area, o.Group, string(o.Basis))
}

// Settle drops the numbers that an earlier state of the observation left behind. A store may merge the fields of two writes
// of one point (InfluxDB does), so a total that became partial again keeps the value of before, and a complete one the
// bounds: the counts of members tell which of them hold. Who reads stored observations calls it; low above high is how
// the writer says that nothing is known.
func (o *Observation) Settle() {
	if o.Basis == Derived {
		nothing := o.Low != nil && o.High != nil && *o.Low > *o.High
		complete := o.Members == o.MembersOf && o.MembersOf > 0
		if complete || nothing {
			o.Low, o.High = nil, nil
		}
		if !complete {
			o.Value, o.Numerator, o.Denominator = nil, nil, nil
		} else if nothing {
			o.Value = nil
		}
	}
	if o.Denominator != nil && *o.Denominator == 0 {
		o.Value = nil // a rate of nobody
	}
}

// PointKind says what a target point is.
type PointKind string

// The kinds of target points.
const (
	BaselinePoint  PointKind = "baseline"
	MilestonePoint PointKind = "milestone"
)

// TargetPoint is one point of the line that a unit is held to: its baseline or a milestone. The two may share a date.
type TargetPoint struct {
	Kind      PointKind
	Plan      string
	Target    string
	Indicator string
	Area      string
	At        time.Time
	Value     float64
}

// Measurement implements Point.
func (TargetPoint) Measurement() Measurement { return Targets }

// Identity implements Point.
func (t TargetPoint) Identity() string {
	return identity(t.At, string(t.Kind), t.Plan, t.Target, t.Indicator, t.Area)
}

// Report is one expected report, received or not.
type Report struct {
	Plan     string
	Form     string
	Area     string
	At       time.Time // last day of the period, 00:00 UTC
	Due      time.Time // end of the plan's last good day; zero if the plan gives no day
	Extended time.Time // end of the last good day of an extension; zero if none was granted
	Received time.Time // when the last owed value came; zero while any is missing
	Cells    float64   // values received
	CellsOf  float64   // values owed
}

// Measurement implements Point.
func (Report) Measurement() Measurement { return Reports }

// Identity implements Point.
func (r Report) Identity() string { return identity(r.At, r.Plan, r.Form, r.Area) }

// Catalogue is what a reader without the plan files must know to judge the stored series.
type Catalogue struct {
	Schema     int                            `json:"schema"`
	Generation string                         `json:"generation"` // hash of the documents: readers drop documents of another one
	Plans      []plan.Plan                    `json:"plans"`
	Indicators map[string]catalogue.Indicator `json:"indicators"`
	Areas      []area.Area                    `json:"areas"`
	Links      []area.Link                    `json:"links,omitempty"` // what the units came from, so that a series can be followed through mergers
	LastWrite  time.Time                      `json:"last_write"`      // when the projector last wrote
	Label      string                         `json:"label,omitempty"` // what every reader must say of these numbers, such as that they are invented; empty for real ones
}

// Registry rebuilds the registry the catalogue was written from.
func (c Catalogue) Registry() (plan.Registry, error) {
	tree, err := area.NewTree(c.Areas, c.Links...)
	if err != nil {
		return plan.Registry{}, err
	}
	return plan.Registry{Areas: tree, Indicators: c.Indicators, Plans: c.Plans}, nil
}

// Filter selects stored points. Empty lists mean all.
type Filter struct {
	Plan       string
	Indicators []string
	Programmes []string // levels
	Areas      []string
	Group      string    // observations: empty means catalogue.GroupAll
	From, To   time.Time // both inclusive
}

// PeriodOf returns the period of the given frequency that an observation's time ends.
func PeriodOf(f period.Frequency, at time.Time) period.Period { return period.Of(f, period.UTCDay(at)) }
