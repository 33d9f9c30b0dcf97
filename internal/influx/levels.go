package influx

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/influxdata/influxdb-client-go/v2/api/write"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/series"
)

const levelM = "level"

// unknown stands for a number that is not known: InfluxDB merges the fields of two writes of one point, so a field that was left
// out would keep what it held before.
const unknown = -1

// levelText is what a level's point says in words.
type levelText struct {
	Reason  lang.Text `json:"reason,omitzero"`
	Caution lang.Text `json:"caution,omitzero"`
}

// WriteLevels writes levels in one request.
func (c *Client) WriteLevels(ctx context.Context, list []series.LevelStanding) error {
	points := make([]*write.Point, 0, len(list))
	for _, l := range list {
		text, err := json.Marshal(levelText{l.Reason, l.Caution})
		if err != nil {
			return fmt.Errorf("encode the reason of %s %s: %w", l.Area, l.Programme, err)
		}
		points = append(points, write.NewPointWithMeasurement(levelM).SetTime(l.At).
			AddTag("programme", l.Programme).AddTag("area", l.Area).
			AddField("low", l.Low).AddField("high", l.High).AddField("missed", l.Missed).
			AddField("declared", orUnknown(l.Declared)).AddField("held", orUnknown(l.Held)).AddField("short", orUnknown(l.Short)).
			AddField("received", unix(l.Received)).AddField("text", string(text)))
	}
	return c.write(ctx, points)
}

func orUnknown(v *float64) float64 {
	if v == nil {
		return unknown
	}
	return *v
}

func known(v float64) *float64 {
	if v == unknown {
		return nil
	}
	return &v
}

type levelKey struct {
	programme, area string
	at              time.Time
}

// Levels returns the stored levels, in order of unit, programme and time.
func (c *Client) Levels(ctx context.Context, f series.Filter) ([]series.LevelStanding, error) {
	found := map[levelKey]*series.LevelStanding{}
	// One ungrouped table cannot hold two types of value, so numbers and words are asked for one after the other.
	q := c.levels(f)
	q.where("_field", "low", "high", "missed", "declared", "held", "short", "received")
	err := c.points(ctx, q, f.Areas, func(p point) {
		k := levelKey{p.get("programme"), p.get("area"), p.at}
		l := found[k]
		if l == nil {
			l = &series.LevelStanding{Programme: k.programme, Area: k.area, At: p.at}
			found[k] = l
		}
		setLevel(l, p.field, p.value)
	})
	if err == nil {
		err = c.levelTexts(ctx, f, found)
	}
	if err != nil {
		return nil, fmt.Errorf("read levels: %w", err)
	}
	out := make([]series.LevelStanding, 0, len(found))
	for _, l := range found {
		out = append(out, *l)
	}
	slices.SortFunc(out, func(a, b series.LevelStanding) int {
		return cmp.Or(cmp.Compare(a.Area, b.Area), cmp.Compare(a.Programme, b.Programme), a.At.Compare(b.At))
	})
	return out, nil
}

func (c *Client) levels(f series.Filter) *selection {
	q := c.from(levelM, f, "programme", "area")
	q.where("programme", f.Programmes...)
	return q
}

func setLevel(l *series.LevelStanding, field string, v float64) {
	switch field {
	case "low":
		l.Low = v
	case "high":
		l.High = v
	case "missed":
		l.Missed = v
	case "declared":
		l.Declared = known(v)
	case "held":
		l.Held = known(v)
	case "short":
		l.Short = known(v)
	case "received":
		l.Received = instant(v)
	}
}

// levelTexts adds the words to the levels found.
func (c *Client) levelTexts(ctx context.Context, f series.Filter, found map[levelKey]*series.LevelStanding) error {
	q := c.levels(f)
	q.where("_field", "text")
	q.where("area", f.Areas...)
	return c.each(ctx, q, func(r row) error {
		l := found[levelKey{r.get("programme"), r.get("area"), r.at}]
		if l == nil {
			return nil // written since the numbers were read, or not asked for
		}
		var text levelText
		if err := json.Unmarshal([]byte(r.text), &text); err != nil {
			return fmt.Errorf("text of %s: %w", r.get("area"), err)
		}
		l.Reason, l.Caution = text.Reason, text.Caution
		return nil
	})
}
