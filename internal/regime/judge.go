package regime

import (
	"slices"
	"strings"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/law"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/series"
)

// Judged is where one unit stands in one programme in one year, by itself: whether it kept what it had won is Keep's to say.
type Judged struct {
	series.LevelStanding
	Parent   string       // UID of the unit above in that year
	Outcomes law.Standing // the answers without their traces
}

// Judge answers every programme for every unit of the regime in the year, the root first and communes after their districts.
// A unit that reported nothing is among them. A programme before its first rule is left out.
func (b *Book) Judge(year int) []Judged {
	root, _ := b.reg.Areas.Get(b.plan.Root)
	return b.judge(nil, root, root.Parent, year)
}

func (b *Book) judge(out []Judged, a area.Area, parent string, year int) []Judged {
	u := b.Unit(a, year)
	for _, p := range law.Programs {
		if len(b.reg.Law.Levels(p, area.Commune, law.CountingDay(year))) > 0 {
			out = append(out, b.one(u, parent, year, p))
		}
	}
	for _, m := range b.reg.Below(b.plan, a.UID, law.CountingDay(year)) {
		out = b.judge(out, m, a.UID, year)
	}
	return out
}

func (b *Book) one(u law.Unit, parent string, year int, p law.Program) Judged {
	on := law.CountingDay(year)
	s := b.reg.Law.Standing(p, u, on)
	j := Judged{Parent: parent, LevelStanding: series.LevelStanding{
		Programme: string(p), Area: u.UID, At: period.Year(year).End().Time(),
		Low: float64(s.Low), High: float64(s.High), Reason: each(func(l lang.Lang) []string { return reasons(s, l) }),
		Caution: each(func(l lang.Lang) []string { return append(b.Disputes(u.UID, year, l), s.Cautions(l)...) }),
	}}
	j.Unconfirmed = strings.Join(s.Unconfirmed(), ", ")
	if len(s.Answers) == 0 { // no rule is known for the tier, which does not make the unit fail
		j.High = float64(slices.Max(b.reg.Law.Levels(p, area.Commune, on)))
		j.Reason = each(func(l lang.Lang) []string { return []string{s.Headline(l)} })
	}
	if next, ok := s.Next(); ok {
		if n := next.Shortage(); n != nil {
			j.Short = new(float64(*n))
		}
	}
	if level, ok := b.Declared(u.UID, year, p); ok {
		j.Declared = new(float64(level))
	}
	j.Outcomes = law.Standing{Program: p, Low: s.Low, High: s.High}
	for _, a := range s.Answers {
		j.Outcomes.Answers = append(j.Outcomes.Answers, law.Answer{Question: a.Question, Outcome: a.Outcome})
	}
	return j
}

// reasons are the conditions that keep the next level from being certain.
func reasons(s law.Standing, l lang.Lang) []string {
	next, ok := s.Next()
	if !ok {
		return nil
	}
	return next.Gaps(l)
}

func each(lines func(lang.Lang) []string) lang.Text {
	return lang.Text{VI: strings.Join(lines(lang.Vietnamese), "\n"), EN: strings.Join(lines(lang.English), "\n")}
}

// Keep returns the last of consecutive years with what became of the recognition. The law that says when one lapses is that of
// the last year's counting day; where there is none, nothing is known.
func Keep(rules law.Law, years []Judged) series.LevelStanding {
	last := years[len(years)-1].LevelStanding
	lapse, _, ok := rules.Lapse(law.CountingDay(last.At.Year()))
	if !ok {
		return last
	}
	history := make([]law.Standing, len(years))
	for i, y := range years {
		history[i] = y.Outcomes
	}
	r := lapse.Recognised(years[0].At.Year(), history)
	last.Missed = float64(r.Missed)
	switch r.Held {
	case law.Met:
		last.Held = new(1.0)
	case law.NotMet:
		last.Held = new(0.0)
	}
	return last
}
