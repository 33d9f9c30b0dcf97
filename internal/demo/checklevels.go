package main

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/xhht/xhht/internal/demo/story"
	"github.com/xhht/xhht/internal/influx"
	"github.com/xhht/xhht/internal/series"
)

// checkLevels reads the levels out of InfluxDB and looks for what the story tells: a recognition that lapsed, a level declared
// too high, and one that nobody knows because a commune is silent. It returns how many pairs of unit and programme are judged.
func (s checking) checkLevels(ctx context.Context) (int, error) {
	store, err := influx.New(influx.Options{URL: s.Influx.URL, Org: s.Influx.Org, Bucket: s.Influx.Bucket})
	if err != nil {
		return 0, err
	}
	defer store.Close()
	list, err := store.Levels(ctx, series.Filter{To: time.Date(s.Today().Year(), 12, 31, 0, 0, 0, 0, time.UTC)})
	if err != nil {
		return 0, err
	}
	type pair struct{ area, programme string }
	judged := map[pair]bool{}
	for _, l := range list {
		if !l.Received.IsZero() {
			judged[pair{l.Area, l.Programme}] = true
		}
	}
	of := func(area string, year int, holds func(series.LevelStanding) bool) bool {
		return slices.ContainsFunc(list, func(l series.LevelStanding) bool {
			return l.Area == area && l.Programme == "literacy" && l.At.Year() == year && holds(l)
		})
	}
	for what, there := range map[string]bool{
		"a recognition that lapsed": of(story.Lapser, 2023, func(l series.LevelStanding) bool { return l.Held != nil && *l.Held == 0 && l.Missed == 2 }),
		"one that missed one year":  of(story.Stumbler, 2022, func(l series.LevelStanding) bool { return l.Held != nil && *l.Held == 1 && l.Missed == 1 }),
		"a level declared too high": of(story.Boaster, 2024, func(l series.LevelStanding) bool {
			return l.Declared != nil && *l.Declared > l.High && l.Short != nil && l.Reason.VI != ""
		}),
		"a silent commune":          of(story.Muted, 2024, func(l series.LevelStanding) bool { return l.Low < l.High && l.Received.IsZero() }),
		"a town that nobody knows":  of("d:861@0", 2024, func(l series.LevelStanding) bool { return l.Low < l.High && !l.Received.IsZero() }),
		"a district that is proved": of("d:857@0", 2024, func(l series.LevelStanding) bool { return l.Low == 2 && l.Declared != nil && *l.Declared == 2 }),
	} {
		if !there {
			return 0, fmt.Errorf("the levels do not show %s", what)
		}
	}
	return len(judged), nil
}
