package influx

import (
	"cmp"
	"context"
	"time"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/series"
)

// Levels returns the stored levels, in order of unit, programme and time.
func (c *Client) Levels(ctx context.Context, f series.Filter) ([]series.LevelStanding, error) {
	return read(ctx, c, levels, f)
}

var levels = &shape[series.LevelStanding]{
	of: series.Levels,
	at: func(l *series.LevelStanding) *time.Time { return &l.At },
	keys: []tag[series.LevelStanding]{
		tagOf("programme", func(l *series.LevelStanding) *string { return &l.Programme }),
		tagOf("area", func(l *series.LevelStanding) *string { return &l.Area }),
	},
	numbers: []number[series.LevelStanding]{
		numberOf("low", func(l *series.LevelStanding) *float64 { return &l.Low }),
		numberOf("high", func(l *series.LevelStanding) *float64 { return &l.High }),
		numberOf("missed", func(l *series.LevelStanding) *float64 { return &l.Missed }),
		knowable("declared", func(l *series.LevelStanding) **float64 { return &l.Declared }),
		knowable("held", func(l *series.LevelStanding) **float64 { return &l.Held }),
		knowable("short", func(l *series.LevelStanding) **float64 { return &l.Short }),
		instant("received", func(l *series.LevelStanding) *time.Time { return &l.Received }),
	},
	text: textOf("text",
		func(l *series.LevelStanding) levelText { return levelText{l.Reason, l.Caution, l.Unconfirmed} },
		func(l *series.LevelStanding, t levelText) {
			l.Reason, l.Caution, l.Unconfirmed = t.Reason, t.Caution, t.Unconfirmed
		}),
	filter: func(q *selection, f series.Filter) {
		q.where("programme", f.Programmes...)
		q.where("area", f.Areas...)
	},
	order: func(a, b series.LevelStanding) int {
		return cmp.Or(cmp.Compare(a.Area, b.Area), cmp.Compare(a.Programme, b.Programme), a.At.Compare(b.At))
	},
}

// levelText is what a level's point says in words.
type levelText struct {
	Reason      lang.Text `json:"reason,omitzero"`
	Caution     lang.Text `json:"caution,omitzero"`
	Unconfirmed string    `json:"unconfirmed,omitempty"`
}
