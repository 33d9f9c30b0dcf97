// Package series is the contract between those who write time series (the projector) and those who read them (plugin,
// exporters): the kinds of points that are stored (measurement.go) and the documents of the stored catalogue. It names no
// database, whose adapter, internal/influx, has a file for every kind; and it judges nothing (see internal/timeliness).
package series

import (
	"slices"
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
	Gone      bool // baseline: it is this no more, because it moved or was withdrawn; readers pass over it
}

// Measurement implements Point.
func (TargetPoint) Measurement() Measurement { return Targets }

// Identity implements Point.
func (t TargetPoint) Identity() string {
	return identity(t.At, string(t.Kind), t.Plan, t.Target, t.Indicator, t.Area)
}

// Report is one expected report, received or not.
type Report struct {
	Plan       string
	Form       string
	Area       string
	At         time.Time // last day of the period, 00:00 UTC
	Due        time.Time // end of the plan's last good day; zero if the plan gives no day
	Extended   time.Time // end of the last good day of an extension; zero if none was granted
	Received   time.Time // when the last owed value came; zero while any is missing
	NoReporter time.Time // when it was recorded that nobody is there to report; zero where somebody is
	Cells      float64   // values received
	CellsOf    float64   // values owed
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
	Past       []Past                         `json:"past,omitempty"`  // what was in force before, oldest first
}

// Past is what was in force until an instant.
type Past struct {
	Until      time.Time                      `json:"until"`
	Plans      []plan.Plan                    `json:"plans"`
	Indicators map[string]catalogue.Indicator `json:"indicators"`
	Areas      []area.Area                    `json:"areas"`
	Links      []area.Link                    `json:"links,omitempty"`
}

// Registry rebuilds the registry of the time.
func (p Past) Registry() (plan.Registry, error) {
	return Catalogue{Plans: p.Plans, Indicators: p.Indicators, Areas: p.Areas, Links: p.Links}.Registry()
}

// At finds which of the pasts was in force at an instant; -1 where what is in force now was already.
func (c Catalogue) At(at time.Time) int {
	return slices.IndexFunc(c.Past, func(p Past) bool { return at.Before(p.Until) })
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
