// Package answer answers one query: it holds the query against the catalogue, reads the few points that it needs, and makes
// frames with what must be said about them. The engine (package source) calls it for every query. It judges nothing itself, which
// internal/scorecard and internal/owed do, and it knows no server, no cache and no user: what a query says is compared or is the
// value of a filter, never text of a read. Its tests ask through the engine, as Grafana does: they are in package source.
package answer

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/query"
	"github.com/xhht/xhht/internal/series"
	"github.com/xhht/xhht/plugin/pkg/frames"
)

// Reads are what answers are made from. What they return is shared and must not be changed.
type Reads interface {
	Observations(ctx context.Context, f series.Filter) ([]series.Observation, error)
	Targets(ctx context.Context, f series.Filter) ([]series.TargetPoint, error)
	Reports(ctx context.Context, f series.Filter) ([]series.Report, error)
	Levels(ctx context.Context, f series.Filter) ([]series.LevelStanding, error)
	Deliverables(ctx context.Context, f series.Filter) ([]series.Deliverable, error)
	Revisions(ctx context.Context, f series.Filter) ([]series.Revision, error)
	Recognitions(ctx context.Context, f series.Filter) ([]series.Recognition, error)
}

// Known is what is known before anything is read.
type Known struct {
	Registry  plan.Registry // in force now
	Then      Then
	Label     string    // what every reader must be told of the numbers, such as that they are invented
	LastWrite time.Time // when the projector last wrote
}

// Then tells what was in force at an instant, where it is in force no more.
type Then func(at time.Time) (reg plan.Registry, past bool, err error)

// Asked is a query, when it is asked, and of what time.
type Asked struct {
	Query  query.Query
	Span   period.Span // the panel's time range
	Now    time.Time
	Portal string // address of the web portal, for links; empty: none
}

// question is what is asked with all that answering it takes.
type question struct {
	selection
	reads   Reads
	label   string
	written time.Time // when the projector last wrote
	portal  string
	span    period.Span // the panel's time range
	now     time.Time

	past     bool // the plans are those that were in force at the instant of judging, and are no more
	narrowed bool // there were rows before the query's word only took some away
}

// kinds are the answers, one for each of query.Kinds.
var kinds = map[query.Kind]func(question, context.Context) (data.Frames, error){
	query.Series:       question.series,
	query.Scorecard:    question.scorecard,
	query.Alert:        question.alert,
	query.Summary:      question.summary,
	query.Ranking:      question.ranking,
	query.Attainment:   question.attainment,
	query.Levels:       question.levels,
	query.Recognitions: question.recognitions,
	query.Reporting:    question.reporting,
	query.Deliverables: question.deliverables,
	query.Findings:     question.findings,
	query.Revisions:    question.revisions,
	query.Compare:      question.compare,
	query.Events:       question.events,
}

// To answers. The end of the time range is the instant of judging, so that last December's wall can be looked at. A range that
// reaches into the future, to show the path to 2030, judges now: nobody is late for a report of 2029.
func To(ctx context.Context, reads Reads, known Known, a Asked) (data.Frames, error) {
	asOf := a.Now
	if a.Span.To.Before(asOf) && !a.Span.To.IsZero() {
		asOf = a.Span.To
	}
	chosen, past, err := chooseThen(known, a, asOf)
	if err != nil {
		return nil, err
	}
	kind, ok := kinds[a.Query.Kind]
	if !ok {
		return nil, fmt.Errorf("nothing answers queries of kind %q", a.Query.Kind)
	}
	return kind(question{selection: chosen, reads: reads, label: known.Label, written: known.LastWrite, portal: a.Portal, span: a.Span, now: a.Now, past: past}, ctx)
}

// chooseThen holds a query against the plans that were in force at the instant of judging. The present needs no clock: it is what the
// collector wrote last.
func chooseThen(known Known, a Asked, asOf time.Time) (s selection, past bool, err error) {
	reg := known.Registry
	if asOf.Before(a.Now) {
		then, is, err := known.Then(asOf)
		if err != nil {
			return selection{}, is, err
		}
		if past = is; past {
			reg = then
		}
	}
	s, err = choose(reg, a.Query, asOf)
	if list, ok := errors.AsType[problem.List](err); ok && past {
		if _, now := choose(known.Registry, a.Query, asOf); now == nil {
			return s, past, notThen(list, asOf)
		}
	}
	return s, past, err
}

// notThen says of what is asked about that it came later.
func notThen(list problem.List, asOf time.Time) problem.List {
	day := period.Day(asOf)
	out := make(problem.List, len(list))
	for i, p := range list {
		out[i] = problem.Problem{Code: "not_then", Place: p.Place, Value: p.Value,
			Rule: lang.Textf("chưa có trong kế hoạch có hiệu lực ngày %[1]s", "is not in the plans that were in force on %[2]s", day.Vietnamese(), day),
			Hint: lang.Text{VI: "Chọn khoảng thời gian kết thúc muộn hơn, hoặc bỏ lựa chọn này", EN: "Choose a time range that ends later, or leave it out"}}
	}
	return out
}

// view is for whom the answer's frames are made.
func (q question) view() frames.View {
	return frames.View{Plan: q.whole, Registry: q.registry, Lang: q.query.Language, Thresholds: q.query.Thresholds != query.ThresholdsOff, Portal: q.portal}
}
