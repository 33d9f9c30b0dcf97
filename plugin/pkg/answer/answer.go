// Package answer answers one query: it holds the query against the catalogue, reads the few points that it needs, and makes
// frames with what must be said about them. The engine (package source) calls it for every query. It judges nothing itself, which
// internal/scorecard and internal/owed do, and it knows no server, no cache and no user: what a query says is compared or is the
// value of a filter, never text of a read. Its tests ask through the engine, as Grafana does: they are in package source.
package answer

import (
	"context"
	"fmt"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
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
}

// Known is what is known before anything is read.
type Known struct {
	Registry  plan.Registry
	Label     string    // what every reader must be told of the numbers, such as that they are invented
	LastWrite time.Time // when the projector last wrote
}

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
	chosen, err := choose(known.Registry, a.Query, asOf)
	if err != nil {
		return nil, err
	}
	kind, ok := kinds[a.Query.Kind]
	if !ok {
		return nil, fmt.Errorf("nothing answers queries of kind %q", a.Query.Kind)
	}
	return kind(question{selection: chosen, reads: reads, label: known.Label, written: known.LastWrite, portal: a.Portal, span: a.Span, now: a.Now}, ctx)
}

// view is for whom the answer's frames are made.
func (q question) view() frames.View {
	return frames.View{Plan: q.whole, Registry: q.registry, Lang: q.query.Language, Thresholds: q.query.Thresholds != query.ThresholdsOff, Portal: q.portal}
}
