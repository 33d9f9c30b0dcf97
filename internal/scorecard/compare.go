package scorecard

import (
	"slices"
	"time"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/crosswalk"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/series"
	"github.com/xhht/xhht/internal/standing"
)

// Approval is how far a unit's latest number is approved.
type Approval string

// The approvals.
const (
	ApprovalNone    Approval = "none"    // nothing came, or nothing of it can be approved: derived numbers follow their members
	ApprovalPending Approval = "pending" // never approved
	ApprovalNewer   Approval = "newer"   // an earlier revision is approved, a newer one waits
	ApprovalGiven   Approval = "given"   // the latest number is the approved one
	ApprovalRevoked Approval = "revoked" // an approval was withdrawn
)

// Approved is a row judged by the latest number, beside the same judged by approved numbers alone.
type Approved struct {
	Latest, Approved Row
	Revision         float64 // of the latest number
	ApprovedRevision float64 // 0: none
	State            Approval
}

// Open reports whether a number came that is not approved, or was corrected since.
func (a Approved) Open() bool { return a.Revision > 0 && a.State != ApprovalGiven }

// CompareApproval judges every pair twice: by what came last, and by what was approved.
func CompareApproval(in Input, level area.Level) []Approved {
	only := in
	only.Observations = nil
	for _, o := range in.Observations {
		o.Value, o.Numerator, o.Denominator, o.Revision = o.Approved, nil, nil, o.ApprovedRevision
		if o.Basis == series.Reported && o.Approved != nil {
			only.Observations = append(only.Observations, o)
		}
	}
	newest := map[Cell]map[period.Date]series.Observation{}
	for _, o := range in.Observations {
		k := Cell{o.Area, o.Indicator}
		if newest[k] == nil {
			newest[k] = map[period.Date]series.Observation{}
		}
		if o.Group == catalogue.GroupAll && !o.Received.After(in.AsOf) {
			newest[k][period.UTCDay(o.At)] = o
		}
	}
	latest, approved := Rows(in, level), Rows(only, level)
	out := make([]Approved, len(latest))
	for i, r := range latest {
		out[i] = Approved{Latest: r, Approved: approved[i], State: ApprovalNone}
		if r.Period.IsZero() {
			continue
		}
		if o, ok := newest[Cell{r.Area.UID, r.Indicator.ID}][r.Period.End()]; ok && o.Basis == series.Reported {
			out[i].Revision, out[i].ApprovedRevision, out[i].State = o.Revision, max(o.ApprovedRevision, 0), approvalOf(o)
		}
	}
	return out
}

func approvalOf(o series.Observation) Approval {
	switch {
	case o.ApprovedRevision < 0:
		return ApprovalRevoked
	case o.Approved == nil:
		return ApprovalPending
	case o.ApprovedRevision < o.Revision:
		return ApprovalNewer
	}
	return ApprovalGiven
}

// CompareMethods judges every pair by each method of drawing the path, in the order of standing.Methods.
func CompareMethods(in Input, level area.Level) [][]Row {
	var out [][]Row
	for _, m := range standing.Methods {
		in.Method = m
		rows := Rows(in, level)
		if out == nil {
			out = make([][]Row, len(rows))
		}
		for i, r := range rows {
			out[i] = append(out[i], r)
		}
	}
	return out
}

// Differs reports whether the verdict on a pair depends on the method.
func Differs(byMethod []Row) bool {
	return slices.ContainsFunc(byMethod, func(r Row) bool { return r.Status != byMethod[0].Status })
}

// Placed is one unit's number of a period, by the units that reported it or by the units of another day.
type Placed struct {
	crosswalk.Observed
	Area      area.Area
	Indicator catalogue.Indicator
	Period    period.Period
	Now       bool // by the units of the day; else by those that reported
	Note      lang.Text
}

// CompareUnits lists what was stored by the units that reported it, and the same by the units of the day: full mergers are
// summed, renames continued; a split is refused. Reasons say what found no place. Observations that came later than the
// instant are left out.
func CompareUnits(reg plan.Registry, obs []series.Observation, on period.Date, asOf time.Time) (rows []Placed, reasons []problem.Problem) {
	obs = slices.DeleteFunc(slices.Clone(obs), func(o series.Observation) bool {
		_, known := reg.Indicators[o.Indicator]
		return !known || o.Basis != series.Reported || o.Received.After(asOf)
	})
	walk := crosswalk.To(reg.Areas, on, nil)
	frequency := func(id string) period.Frequency { return reg.Indicators[id].Frequency }
	placed := func(o crosswalk.Observed, now bool) Placed {
		a, _ := reg.Areas.Get(o.Area)
		ind := reg.Indicators[o.Indicator]
		p := Placed{Observed: o, Area: a, Indicator: ind, Period: series.PeriodOf(ind.Frequency, o.At), Now: now}
		if now {
			p.Note = walk.Note(o.Row)
		}
		return p
	}
	for _, o := range obs {
		rows = append(rows, placed(crosswalk.Observed{Observation: o, Row: crosswalk.Row{From: []string{o.Area}}}, false))
	}
	carried, held := walk.Observations(obs, frequency)
	for _, o := range carried {
		rows = append(rows, placed(o, true))
	}
	for _, h := range held {
		reasons = append(reasons, h.Problem)
	}
	slices.SortStableFunc(rows, func(a, b Placed) int { return b.At.Compare(a.At) })
	return rows, reasons
}
