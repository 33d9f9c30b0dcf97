package owed

import (
	"time"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/law"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/series"
)

// LevelRow is the level of one programme that one unit has for one year. The row is there even where nothing came.
type LevelRow struct {
	Area      area.Area
	Programme law.Program
	Year      int
	Standing  *series.LevelStanding // nil: nothing is known
	Keeping   Keeping
}

// Unit is the row's unit.
func (r LevelRow) Unit() area.Area { return r.Area }

// Reason says what the next level still lacks.
func (r LevelRow) Reason(l lang.Lang) string {
	if r.Standing == nil {
		return lang.Textf("chưa có số liệu năm %d", "nothing for %d", r.Year).In(l)
	}
	return r.Standing.Reason.In(l)
}

// Basis says by which rules the level was worked out, where that has to be said: rules that nobody has confirmed.
func (r LevelRow) Basis(l lang.Lang) string {
	if r.Standing == nil || r.Standing.Unconfirmed == "" {
		return ""
	}
	return lang.Capital(law.UnconfirmedWords([]string{r.Standing.Unconfirmed}).In(l))
}

// Declaration is how a declared level relates to the computed one.
type Declaration string

// The declarations.
const (
	NotDeclared      Declaration = "not_declared"
	DeclaredAgrees   Declaration = "agrees"
	DeclaredTooHigh  Declaration = "too_high"
	DeclaredTooLow   Declaration = "too_low"
	DeclaredUnproven Declaration = "unproven"
)

// Declaration holds the declared level against the computed one.
func (r LevelRow) Declaration() Declaration {
	s := r.Standing
	switch {
	case s == nil || s.Declared == nil:
		return NotDeclared
	case *s.Declared > s.High:
		return DeclaredTooHigh
	case *s.Declared < s.Low:
		return DeclaredTooLow
	case s.Low == s.High:
		return DeclaredAgrees
	}
	return DeclaredUnproven
}

// Attention ranks what the row asks of its reader: 0 is nothing, a level that has lapsed is the most.
func (r LevelRow) Attention() int {
	n := map[Keeping]int{KeepingLapsed: 6, KeepingAtRisk: 3}[r.Keeping]
	return n + map[Declaration]int{DeclaredTooHigh: 4, DeclaredTooLow: 2, DeclaredUnproven: 1}[r.Declaration()]
}

// Keeping is how a recognition stands under the rule of two years.
type Keeping string

// The keepings.
const (
	KeepingUnknown Keeping = "unknown"
	KeepingNever   Keeping = "never"
	KeepingHeld    Keeping = "held"
	KeepingAtRisk  Keeping = "at_risk" // not kept for a year: one more and it lapses
	KeepingLapsed  Keeping = "lapsed"
)

// Years is how many years the recognition was not kept, for alerts; nil where nobody knows. What was never won cannot be
// lost.
func (k Keeping) Years() *float64 {
	switch k {
	case KeepingHeld, KeepingNever:
		return new(0.0)
	case KeepingAtRisk:
		return new(1.0)
	case KeepingLapsed:
		return new(2.0)
	}
	return nil
}

// LevelInput is what rows of levels are made of.
type LevelInput struct {
	Registry   plan.Registry
	Plan       plan.Plan
	Tier       area.Level
	Programmes []law.Program
	Standings  []series.LevelStanding
	AsOf       time.Time
}

// Levels lists a row for each unit of the plan's tier, programme and year of the span, the newest year first. The current
// year is in it only for units of which something came: its counting day lies in autumn. Standings are of all years, since
// whether a recognition has lapsed is told by its history.
func (in LevelInput) Levels(span period.Span) []LevelRow {
	known := histories(in.Standings, in.AsOf)
	var out []LevelRow
	current := period.Day(in.AsOf).Year()
	for year := current; year >= in.Plan.From; year-- {
		per := period.Year(year)
		for _, a := range in.Registry.Members(in.Plan, in.Tier) {
			for _, programme := range in.Programmes {
				history := known[recognition{a.UID, programme}]
				_, came := history[year]
				if !span.Meets(per) || !in.Plan.Reports(a, per) || year == current && !came {
					continue
				}
				out = append(out, levelRow(a, programme, year, history))
			}
		}
	}
	return out
}

// Newest has one row for each unit that reports this year or did last year, and programme: of this year where something
// came, else of the year before. Which rows there are is told by the plan alone, never by what came.
func (in LevelInput) Newest() []LevelRow {
	known := histories(in.Standings, in.AsOf)
	var out []LevelRow
	current := period.Day(in.AsOf).Year()
	expected := func(a area.Area, year int) bool {
		return year >= in.Plan.From && in.Plan.Reports(a, period.Year(year)) &&
			!a.ValidFrom.After(period.Day(in.AsOf)) // nobody waits for the unborn
	}
	for _, a := range in.Registry.Members(in.Plan, in.Tier) {
		now, before := expected(a, current), expected(a, current-1)
		if !now && !before {
			continue
		}
		for _, programme := range in.Programmes {
			history := known[recognition{a.UID, programme}]
			year := current
			if _, came := history[current]; before && !(now && came) {
				year--
			}
			out = append(out, levelRow(a, programme, year, history))
		}
	}
	return out
}

// recognition is what one unit wins or loses.
type recognition struct {
	unit      string
	programme law.Program
}

// histories are the years of each recognition, as far as they were known at the instant.
func histories(standings []series.LevelStanding, asOf time.Time) map[recognition]map[int]series.LevelStanding {
	out := map[recognition]map[int]series.LevelStanding{}
	for _, s := range standings {
		if s.Received.After(asOf) {
			continue
		}
		k := recognition{s.Area, law.Program(s.Programme)}
		if out[k] == nil {
			out[k] = map[int]series.LevelStanding{}
		}
		out[k][s.At.UTC().Year()] = s
	}
	return out
}

func levelRow(a area.Area, programme law.Program, year int, history map[int]series.LevelStanding) LevelRow {
	row := LevelRow{Area: a, Programme: programme, Year: year, Keeping: keeping(history, year)}
	if s, came := history[year]; came {
		row.Standing = &s
	}
	return row
}

// keeping reads how a recognition stands in a year from the history up to it.
func keeping(history map[int]series.LevelStanding, year int) Keeping {
	s, ok := history[year]
	switch {
	case !ok || s.Held == nil:
		return KeepingUnknown
	case *s.Held == 1 && s.Missed == 0:
		return KeepingHeld
	case *s.Held == 1:
		return KeepingAtRisk
	}
	for y, before := range history {
		if y < year && before.Held != nil && *before.Held == 1 {
			return KeepingLapsed
		}
	}
	return KeepingNever
}
