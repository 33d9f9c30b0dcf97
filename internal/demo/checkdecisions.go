package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/xhht/xhht/internal/demo/story"
	"github.com/xhht/xhht/internal/influx"
	"github.com/xhht/xhht/internal/series"
	"github.com/xhht/xhht/internal/timeliness"
)

// checkDecisions counts what the store shows of the decisions.
func (s checking) checkDecisions(ctx context.Context) (string, error) {
	store, err := influx.New(influx.Options{URL: s.Influx.URL, Org: s.Influx.Org, Bucket: s.Influx.Bucket, Token: s.Influx.Token})
	if err != nil {
		return "", err
	}
	defer store.Close()
	deliverables, err := store.Deliverables(ctx, series.Filter{Plan: story.Plan})
	if err != nil {
		return "", err
	}
	counts := map[timeliness.DeliverableState]int{}
	for _, d := range deliverables {
		counts[timeliness.StateOfDeliverable(d, time.Now())]++
	}
	reports, err := store.Reports(ctx, series.Filter{Plan: story.Plan})
	if err != nil {
		return "", err
	}
	extended := 0
	for _, r := range reports {
		if !r.Extended.IsZero() {
			extended++
		}
	}
	revisions, err := store.Revisions(ctx, series.Filter{Plan: story.Plan})
	if err != nil {
		return "", err
	}
	observations, err := store.Observations(ctx, series.Filter{Areas: story.Approved})
	if err != nil {
		return "", err
	}
	cells, outdated := 0, 0
	for _, o := range observations {
		if o.ApprovedRevision > 0 {
			cells++
			if o.ApprovedRevision < o.Revision {
				outdated++
			}
		}
	}
	recognitions, err := store.Recognitions(ctx, series.Filter{})
	if err != nil {
		return "", err
	}
	done := counts[timeliness.DeliverableDone] + counts[timeliness.DeliverableDoneLate]
	line := fmt.Sprintf("deliverables=%d/%d extended=%d corrections=%d approved=%d outdated=%d recognitions=%d", done, counts[timeliness.DeliverableOverdue],
		extended, len(revisions), cells, outdated, len(recognitions))
	if done == 0 || counts[timeliness.DeliverableDoneLate] == 0 || counts[timeliness.DeliverableOverdue] == 0 || extended == 0 || len(revisions) == 0 || cells == 0 || outdated == 0 || len(recognitions) == 0 {
		return "", errors.New("the demo has to show deliverables done, done late and overdue, an extension, corrections, approvals and recognitions: " + line)
	}
	return line, nil
}
