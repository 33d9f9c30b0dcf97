package owed

import (
	"slices"
	"time"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/law"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/series"
	"github.com/xhht/xhht/internal/timeliness"
)

// RecognitionRow holds two facts about one unit and one level or title beside each other: what was recognised, by a decision, and what
// the numbers amount to. Neither overwrites the other. The row is there even where nothing is known of either.
type RecognitionRow struct {
	Area      area.Area
	Indicator catalogue.Indicator
	State     TitleState
	Granted   *series.Recognition   // what State is about; nil: nothing was recognised
	Revoked   *series.Recognition   // the decision that took it back
	Programme law.Program           // whose rules judge it; empty: no rules do, and Reported is what there is
	Standing  *series.LevelStanding // by the rules, of the newest year that has any number; nil: nothing came
	Reported  *series.Observation   // what the unit itself said last; nil: nothing
	Kept      bool                  // somebody's recognition in this is written down, so that one which is not is missed
	grants    []grant
}

// Unit is the row's unit.
func (r RecognitionRow) Unit() area.Area { return r.Area }

// Level is the level that the unit is recognised at; 0 where it is not.
func (r RecognitionRow) Level() float64 {
	if r.Granted == nil || !r.State.Holds() {
		return 0
	}
	return r.Granted.Level
}

// Meets are the bounds of the level that the numbers amount to; false where nothing is known.
func (r RecognitionRow) Meets() (low, high float64, known bool) {
	switch {
	case r.Standing != nil:
		return r.Standing.Low, r.Standing.High, true
	case r.Reported != nil && r.Reported.Value != nil:
		return *r.Reported.Value, *r.Reported.Value, true
	}
	return 0, 0, false
}

// Agreement is how what was recognised and what the numbers amount to go together.
type Agreement string

// The agreements.
const (
	AgreesNeither  Agreement = "neither"   // not recognised, and the numbers say no more
	AgreesBoth     Agreement = "both"      // recognised at what the numbers amount to
	AgreesEligible Agreement = "eligible"  // the numbers amount to more than was recognised
	AgreesNoLonger Agreement = "no_longer" // recognised at more than the numbers amount to
	AgreesOpen     Agreement = "open"      // the numbers do not tell
)

// Agreement holds the one against the other.
func (r RecognitionRow) Agreement() Agreement {
	low, high, known := r.Meets()
	have := r.Level()
	switch {
	case !known:
		return AgreesOpen
	case have > high:
		return AgreesNoLonger
	case have < low:
		return AgreesEligible
	case have == low && (have > 0 || high == 0):
		if have == 0 {
			return AgreesNeither
		}
		return AgreesBoth
	}
	return AgreesOpen
}

// Recognised says what was recognised, and by what.
func (r RecognitionRow) Recognised(l lang.Lang) string {
	if r.Granted == nil {
		return lang.Text{VI: "chưa có quyết định công nhận", EN: "no decision recognises it"}.In(l)
	}
	g, on := r.Granted, period.UTCDay(r.Granted.On)
	level := r.level(g.Level)
	by := lang.Text{VI: g.Authority + " ngày " + on.Vietnamese() + " của " + g.Issuer, EN: g.Authority + " of " + on.String() + ", " + g.Issuer}
	switch r.State {
	case TitleRevoked:
		day := period.UTCDay(r.Revoked.On)
		return lang.Text{VI: "đã thu hồi từ " + day.Vietnamese() + " theo " + r.Revoked.Authority + "; trước đó công nhận" + level.VI + ", " + by.VI,
			EN: "revoked from " + day.String() + " by " + r.Revoked.Authority + "; was recognised" + level.EN + ", " + by.EN}.In(l)
	case TitleLapsed:
		return lang.Text{VI: "đã hết hiệu lực; từng công nhận" + level.VI + ", " + by.VI, EN: "lapsed; was recognised" + level.EN + ", " + by.EN}.In(l)
	case TitleToCome:
		return lang.Text{VI: "sẽ có hiệu lực" + level.VI + ", " + by.VI, EN: "to take effect" + level.EN + ", " + by.EN}.In(l)
	}
	return lang.Text{VI: "đã công nhận" + level.VI + ", " + by.VI, EN: "recognised" + level.EN + ", " + by.EN}.In(l)
}

// level says which, of what has several.
func (r RecognitionRow) level(n float64) lang.Text {
	if r.Indicator.Measure != catalogue.Level {
		return lang.Text{}
	}
	return lang.Textf(" mức độ %g", " at level %g", n)
}

// Computed says what the numbers amount to: by the rules of law, or by what the unit itself says where there are none. What was worked
// out by a decree that nobody has confirmed says so here, in the same line.
func (r RecognitionRow) Computed(l lang.Lang) string {
	low, high, known := r.Meets()
	if !known {
		return lang.Text{VI: "chưa có số liệu", EN: "no numbers"}.In(l)
	}
	var how lang.Text
	if r.Standing != nil {
		how = lang.Textf(", tự tính %d", ", computed for %d", r.Standing.At.UTC().Year())
	} else {
		how = lang.Textf(", đơn vị khai %s", ", as the unit says for %s", series.PeriodOf(r.Indicator.Frequency, r.Reported.At))
	}
	var text string
	switch level := r.level(low); {
	case low > 0:
		text = lang.Text{VI: "đủ điều kiện" + level.VI + how.VI, EN: "meets the conditions" + level.EN + how.EN}.In(l)
	case high > 0:
		text = lang.Text{VI: "chưa đủ số liệu để kết luận" + how.VI, EN: "the numbers do not tell" + how.EN}.In(l)
	default:
		text = lang.Text{VI: "chưa đủ điều kiện" + how.VI, EN: "does not meet the conditions" + how.EN}.In(l)
	}
	if r.Standing != nil && r.Standing.Unconfirmed != "" {
		text += " (" + law.UnconfirmedWords([]string{r.Standing.Unconfirmed}).In(l) + ")"
	}
	return text
}

// Attention ranks what the row asks of its reader: 0 is nothing. Where nobody's recognition was ever written down, none is missing.
func (r RecognitionRow) Attention() int {
	n := map[TitleState]int{TitleLapsed: 5, TitleEndsSoon: 2}[r.State]
	if !r.Kept {
		return n
	}
	return n + map[Agreement]int{AgreesNoLonger: 4, AgreesEligible: 1}[r.Agreement()]
}

// RecognitionTotal counts the rows of one level or title.
type RecognitionTotal struct {
	Indicator  catalogue.Indicator
	Units      int
	States     map[TitleState]int
	Agreements map[Agreement]int
}

// RecognitionTotals count the rows, in the order in which their levels and titles come.
func RecognitionTotals(rows []RecognitionRow) []RecognitionTotal {
	var out []RecognitionTotal
	at := map[string]int{}
	for _, r := range rows {
		i, seen := at[r.Indicator.ID]
		if !seen {
			i, at[r.Indicator.ID] = len(out), len(out)
			out = append(out, RecognitionTotal{Indicator: r.Indicator, States: map[TitleState]int{}, Agreements: map[Agreement]int{}})
		}
		out[i].Units++
		out[i].States[r.State]++
		out[i].Agreements[r.Agreement()]++
	}
	return out
}

// TitleStretch is a state with the first day on which it holds.
type TitleStretch struct {
	From  period.Date
	State TitleState
}

// History is how the recognition stood, from a day to another, as far as is known now.
func (r RecognitionRow) History(from, to period.Date) []TitleStretch {
	state, _ := title(r.grants, from)
	out := []TitleStretch{{from, state}}
	for _, day := range turns(r.grants) {
		if state, _ = title(r.grants, day); day.After(from) && !day.After(to) && state != out[len(out)-1].State {
			out = append(out, TitleStretch{day, state})
		}
	}
	return out
}

// RecognitionInput is what rows of recognitions are made of.
type RecognitionInput struct {
	Registry     plan.Registry
	Plan         plan.Plan
	Tier         area.Level
	Recognitions []series.Recognition
	Standings    []series.LevelStanding
	Observations []series.Observation // of the recognised indicators
	AsOf         time.Time
}

// Claims are what units of the tier may be recognised in, as the plan has it this year and had it last, and what they ever were: a
// title does not end with the form that asked for it.
func (in RecognitionInput) Claims() []timeliness.Claim {
	var out []timeliness.Claim
	seen := map[timeliness.Claim]bool{}
	add := func(c timeliness.Claim) {
		if c.Unit.Level == in.Tier && !seen[c] && !c.Unit.ValidFrom.After(period.Day(in.AsOf)) {
			seen[c], out = true, append(out, c)
		}
	}
	year := min(max(period.Day(in.AsOf).Year(), in.Plan.From), in.Plan.To)
	for _, y := range []int{year, year - 1} {
		for _, c := range timeliness.Recognisable(in.Registry, in.Plan, period.Year(y)) {
			add(c)
		}
	}
	for _, r := range in.Recognitions {
		if a, ok := in.Registry.Areas.Get(r.Area); ok && r.Plan == in.Plan.ID && decidedBy(r, in.AsOf) {
			add(timeliness.Claim{Unit: a, Indicator: r.Indicator})
		}
	}
	return out
}

// Rows are the claims with both facts, in the plan's order.
func (in RecognitionInput) Rows() []RecognitionRow {
	return in.rows(in.Claims())
}

// Titles are the rows of the titles that the plan watches and that end some day. Which there are is told by the plan alone.
func (in RecognitionInput) Titles() []RecognitionRow {
	in.Recognitions = slices.DeleteFunc(slices.Clone(in.Recognitions), func(r series.Recognition) bool { return in.Registry.Indicators[r.Indicator].Tenure.Years == 0 })
	own := in
	own.Recognitions = nil
	return in.rows(slices.DeleteFunc(own.Claims(), func(c timeliness.Claim) bool {
		return in.Registry.Indicators[c.Indicator].Tenure.Years == 0 || !in.watched(c)
	}))
}

func (in RecognitionInput) watched(c timeliness.Claim) bool {
	return slices.ContainsFunc(in.Plan.Titles, func(t plan.Title) bool { return t.Indicator == c.Indicator && t.Level == c.Unit.Level })
}

type claimed struct{ unit, indicator string }

func (in RecognitionInput) rows(claims []timeliness.Claim) []RecognitionRow {
	programmes := in.programmes()
	known := histories(in.Standings, in.AsOf)
	granted, kept := map[claimed][]series.Recognition{}, map[string]bool{}
	for _, r := range in.Recognitions {
		kept[r.Indicator] = kept[r.Indicator] || decidedBy(r, in.AsOf)
		granted[claimed{r.Area, r.Indicator}] = append(granted[claimed{r.Area, r.Indicator}], r)
	}
	said := in.newest()
	out := make([]RecognitionRow, len(claims))
	for i, c := range claims {
		k := claimed{c.Unit.UID, c.Indicator}
		r := Granted(c.Unit, in.Registry.Indicators[c.Indicator], granted[k], in.AsOf)
		r.Programme, r.Kept, r.Reported = programmes[c.Indicator], kept[c.Indicator], said[k]
		for _, s := range known[recognition{c.Unit.UID, r.Programme}] {
			if r.Programme != "" && (r.Standing == nil || s.At.After(r.Standing.At)) && !s.Received.IsZero() {
				r.Standing = &s
			}
		}
		out[i] = r
	}
	return out
}

// Granted is what was recognised of one unit in one level or title, by the decisions on it; what the numbers amount to is not looked at.
func Granted(a area.Area, ind catalogue.Indicator, decided []series.Recognition, asOf time.Time) RecognitionRow {
	r := RecognitionRow{Area: a, Indicator: ind, grants: grants(decided, asOf)}
	state, g := title(r.grants, period.Day(asOf))
	if r.State = state; g != nil {
		r.Granted, r.Revoked = &g.Recognition, g.revoked
	}
	return r
}

// programmes are the indicators that the law has rules for.
func (in RecognitionInput) programmes() map[string]law.Program {
	out := map[string]law.Program{}
	for _, p := range in.Registry.Regimes() {
		for programme, id := range p.Judging.Declared {
			out[id] = programme
		}
	}
	return out
}

// newest is what units said last of what they are recognised in.
func (in RecognitionInput) newest() map[claimed]*series.Observation {
	out := map[claimed]*series.Observation{}
	for _, o := range in.Observations {
		k := claimed{o.Area, o.Indicator}
		if o.Received.After(in.AsOf) || o.Basis != series.Reported || o.Value == nil || out[k] != nil && !o.At.After(out[k].At) {
			continue
		}
		out[k] = &o
	}
	return out
}
