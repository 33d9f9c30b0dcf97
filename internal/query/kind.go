package query

// Kind is the question asked.
type Kind string

// The kinds.
const (
	Series       Kind = "series"       // a unit's actual, expected and target over time, its projection and bounds
	Scorecard    Kind = "scorecard"    // one row per expected unit × target
	Alert        Kind = "alert"        // one numeric column per expected unit × indicator, nulls kept
	Summary      Kind = "summary"      // one row: the verdict in a sentence, and counts by status
	Ranking      Kind = "ranking"      // the units of each target in order, worst first
	Attainment   Kind = "attainment"   // one row per target: how many units meet it, how many have to
	Levels       Kind = "levels"       // levels of universal education and literacy over the years, with the reasons
	Reporting    Kind = "reporting"    // expected reports: which came, which came late, which are missing
	Deliverables Kind = "deliverables" // what the plan asks to be done once
	Findings     Kind = "findings"     // what the plan's source contradicts or leaves open
	Revisions    Kind = "revisions"    // who corrected what, when, from what to what, and why
	Compare      Kind = "compare"      // the same numbers seen in two ways, side by side
	Events       Kind = "events"       // annotations: milestones, deadlines, corrections, the reform
)

// Kinds lists every kind.
var Kinds = []Kind{Series, Scorecard, Alert, Summary, Ranking, Attainment, Levels, Reporting, Deliverables, Findings, Revisions, Compare, Events}

// Thresholds says how a target reaches a panel.
type Thresholds string

// The ways. Grafana draws one threshold set per axis, so a panel of several units gets its target as a series.
const (
	ThresholdsAuto   Thresholds = "auto"   // threshold line for one unit, dashed series for several
	ThresholdsSeries Thresholds = "series" // always a series
	ThresholdsOff    Thresholds = "off"    // neither
)

// AlertMeasure is the numeric column of an alert query.
type AlertMeasure string

// The measures. Margin is the gap to the lowest value that still counts as on track: it is below zero exactly when the
// status is at_risk, off_track or reversing, so that an alert and the colour on the wall never contradict each other.
const (
	Margin     AlertMeasure = "margin"
	Gap        AlertMeasure = "gap"
	Value      AlertMeasure = "value"
	Expected   AlertMeasure = "expected"
	Required   AlertMeasure = "required"
	DaysLate   AlertMeasure = "days_late"
	Projected  AlertMeasure = "projected"  // projection − next milestone, signed: below zero misses it at this pace
	Regression AlertMeasure = "regression" // change against the period before, signed: below zero is worse
	Lapse      AlertMeasure = "lapse"      // years a won level was not kept: 1 = one more and it lapses, 2 = lapsed
	Severity   AlertMeasure = "severity"   // 0 on track or achieved, 1 at risk, 2 off track, 3 reversing; null while silent
	Overdue    AlertMeasure = "overdue"    // days since the deadline of a form's newest due report, 0 where it came; rows are unit × form
	Jump       AlertMeasure = "jump"       // how unlike other changes the newest one is; 0 where a note explains it
)

// Measures lists every measure.
var Measures = []AlertMeasure{Margin, Gap, Value, Expected, Required, DaysLate, Projected, Regression, Severity, Lapse, Overdue, Jump}

// The lines of a series query. Bounds are drawn as two lines, low and high.
const (
	LineActual     = "actual"
	LineExpected   = "expected"
	LineTarget     = "target"
	LineProjection = "projection"
	LineBounds     = "bounds"
)

// Lines lists every line.
var Lines = []string{LineActual, LineExpected, LineTarget, LineProjection, LineBounds}

// Comparison says which two views a compare query puts side by side.
type Comparison string

// The comparisons.
const (
	CompareUnits    Comparison = "units"    // units as they were then, and as they are now
	CompareApproval Comparison = "approval" // approved numbers only, and the latest ones
	CompareMethods  Comparison = "methods"  // the default trajectory beside the two that others use
	CompareGroups   Comparison = "groups"   // groups of people beside everybody
)

// RankBy says what units are put in order by.
type RankBy string

// The rankings.
const (
	ByGap       RankBy = "gap"
	ByValue     RankBy = "value"
	ByRequired  RankBy = "required"
	ByProjected RankBy = "projected"
)

// Shape is how an answer is laid out, where a kind has more than one way.
type Shape string

// The shapes.
const (
	Table    Shape = "table"    // one row per unit, programme or form, and period, with every reason
	Timeline Shape = "timeline" // one series of states per unit, for a state timeline or status history
	Totals   Shape = "totals"   // reporting: one row per form and period, with rates; deliverables: one row per lead agency
	Matrix   Shape = "matrix"   // reporting only: one row per unit, a column for each form and period
	Ahead    Shape = "ahead"    // events only: what is still to come, the next first
	Newest   Shape = "newest"   // levels only: the newest year of each unit and programme, for a map
	Worst    Shape = "worst"    // scorecard: the worst row of each unit; summary: units counted by it
)

// shapes are the kinds that have a shape beside the table.
var shapes = map[Shape][]Kind{Timeline: {Levels, Reporting, Scorecard}, Totals: {Reporting, Deliverables}, Matrix: {Reporting}, Ahead: {Events}, Newest: {Levels}, Worst: {Scorecard, Summary}}

// EventKind sorts the events that a chart marks.
type EventKind string

// The kinds of events.
const (
	EventMilestone  EventKind = "milestone"
	EventDeadline   EventKind = "deadline"
	EventCorrection EventKind = "correction"
	EventReform     EventKind = "reform"
)

// EventKinds lists every kind of event.
var EventKinds = []EventKind{EventMilestone, EventDeadline, EventCorrection, EventReform}
