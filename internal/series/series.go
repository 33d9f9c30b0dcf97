// Package series is the contract between those who write time series (the projector) and those who read them (plugin,
// exporters): the shapes of a stored observation, target point and expected report, and the documents of the stored
// catalogue. It names no database; the adapter maps these shapes to measurements, tags and fields.
package series

import (
	"time"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
)

// SchemaVersion is the version of the stored shapes. A change of it is a replay, never a migration.
const SchemaVersion = 1

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
	Late        float64   // 1 = received after the last good day
	Received    time.Time // when the first value of this cell came: a reader looking back hides what came later
}

// TargetPoint is one point of the line that a unit is held to: its baseline or a milestone.
type TargetPoint struct {
	Plan      string
	Target    string
	Indicator string
	Area      string
	At        time.Time
	Value     float64
}

// Report is one expected report, received or not.
type Report struct {
	Plan     string
	Form     string
	Area     string
	At       time.Time // last day of the period, 00:00 UTC
	Due      time.Time // end of the last good day; zero if the plan gives no day
	Received time.Time // when the last owed value came; zero while any is missing
	Cells    float64   // values received
	CellsOf  float64   // values owed
}

// State of an expected report at an instant.
type State string

// The states.
const (
	NotDue       State = "not_due"       // nothing or part of it came, the deadline has not passed
	OnTime       State = "on_time"       // complete, in time
	ReceivedLate State = "received_late" // complete, after the deadline
	Overdue      State = "overdue"       // incomplete, the deadline has passed
)

// StateAt judges the report at an instant: what came later is not known yet then.
func (r Report) StateAt(now time.Time) State {
	complete := !r.Received.IsZero() && !r.Received.After(now)
	switch {
	case complete && (r.Due.IsZero() || !r.Received.After(r.Due)):
		return OnTime
	case complete:
		return ReceivedLate
	case r.Due.IsZero() || !now.After(r.Due):
		return NotDue
	}
	return Overdue
}

// Lateness returns the time by which the report was or is late at an instant; 0 when it is not.
func (r Report) Lateness(now time.Time) time.Duration {
	switch r.StateAt(now) {
	case ReceivedLate:
		return r.Received.Sub(r.Due)
	case Overdue:
		return now.Sub(r.Due)
	}
	return 0
}

// DaysLate returns the lateness in days.
func (r Report) DaysLate(now time.Time) float64 { return r.Lateness(now).Hours() / 24 }

// Catalogue is what a reader without the plan files must know to judge the stored series.
type Catalogue struct {
	Schema     int                            `json:"schema"`
	Generation string                         `json:"generation"` // hash of the documents: readers drop documents of another one
	Plans      []plan.Plan                    `json:"plans"`
	Indicators map[string]catalogue.Indicator `json:"indicators"`
	Areas      []area.Area                    `json:"areas"`
	LastWrite  time.Time                      `json:"last_write"`      // when the projector last wrote
	Label      string                         `json:"label,omitempty"` // what every reader must say of these numbers, such as that they are invented; empty for real ones
}

// Registry rebuilds the registry the catalogue was written from.
func (c Catalogue) Registry() (plan.Registry, error) {
	tree, err := area.NewTree(c.Areas)
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
