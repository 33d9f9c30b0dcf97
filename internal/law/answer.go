package law

import (
	"slices"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/period"
)

// Question asks whether a unit reaches a level of a programme under the law of a day.
type Question struct {
	Program Program
	Level   int
	On      period.Date
}

// Answer is the verdict on a question, with everything it rests on.
type Answer struct {
	Question
	Unit    Unit
	Outcome Outcome
	Steps   []Step
	Doubts  []Provision // every rule of less than high confidence that was used, those of members and of requirements too
}

// Kind says what a step of the trace looked at.
type Kind int

// The kinds of step.
const (
	Counted    Kind = iota // a share of people, or of rooms
	Remainder              // everybody whom the share left out is where the rule wants them
	Recognised             // a share of the members
	Required               // a level that has to be reached before
	Undeclared             // nobody said whether the commune has special difficulties, and it matters
	NoReport               // the commune reported nothing
	NoRule                 // no rule is in force on the day
)

// Step is one condition of the trace: what was needed, what there is, and how much is missing. A pointer is nil where the
// number is not known.
type Step struct {
	Kind        Kind
	Outcome     Outcome
	Provision   Provision // of Counted, Remainder, Recognised
	Percent     float64
	Relaxed     bool // the relaxation for special difficulties was applied
	Fact, Whole Fact // of Counted and Remainder
	Have, Of    *int
	Need        *int
	Short       *int // how many more are needed; nil where it is met or not known

	Missing         []Fact  // not reported
	Open            []Unit  // members without an answer, of Recognised
	Failing         []Unit  // members that do not meet it
	Inner           *Answer // of Required, without the conditions that every level shares
	Apart           bool    // of Required: met, but a shared condition of the outer answer is not, so the level is not reached as a whole
	With, Otherwise Outcome // of Undeclared: with special difficulties, and without
}

// Decides reports whether the step bears on the outcome: assurance conditions only stand beside it.
func (s Step) Decides() bool { return !s.Provision.Assurance }

// Ask answers the question for the unit.
func (l Law) Ask(q Question, u Unit) Answer { return l.ask(q, u, true) }

// ask answers a question of a person (outer), or one that another level requires: the conditions of every level are then
// left to the outer answer, so that none is told twice.
func (l Law) ask(q Question, u Unit, outer bool) Answer {
	if u.Tier != area.Commune || u.Special != nil || u.Counts == nil {
		return l.judge(q, u, outer)
	}
	// Whether the relaxation applies was not reported: both cases are worked out, and where they agree it does not matter.
	yes, no := u, u
	yes.Special, no.Special = new(true), new(false)
	with, without := l.judge(q, yes, outer), l.judge(q, no, outer)
	without.Unit = u
	if with.Outcome != without.Outcome {
		without.Steps = slices.Insert(without.Steps, 0, Step{Kind: Undeclared, Outcome: Unknown, With: with.Outcome, Otherwise: without.Outcome})
		without.Outcome = Unknown
	}
	return without
}

func (l Law) judge(q Question, u Unit, outer bool) Answer {
	a := Answer{Question: q, Unit: u}
	provisions := sorted(l.Provisions(q.Program, q.Level, u.Tier, q.On))
	specific := slices.ContainsFunc(provisions, func(p Provision) bool { return p.Program == q.Program && p.Level == q.Level })
	switch {
	case !specific:
		a.Steps = []Step{{Kind: NoRule, Outcome: Unknown}}
	case u.Tier == area.Commune && u.Counts == nil:
		a.Steps = []Step{{Kind: NoReport, Outcome: Unknown}}
	default:
		a.requirements(l, provisions)
		for _, p := range provisions {
			if !outer && (p.Program == Every || p.Assurance) {
				continue
			}
			a.doubt(p)
			switch {
			case p.Members != nil:
				a.members(l, p)
			default:
				a.counts(l, p)
			}
		}
	}
	a.setApart()
	a.Outcome = all(a.Steps)
	return a
}

// setApart marks the required levels that are met by their own conditions alone: one that all levels share is not met.
func (a *Answer) setApart() {
	shared := slices.ContainsFunc(a.Steps, func(s Step) bool { return s.Provision.Program == Every && s.Outcome != Met })
	for i, s := range a.Steps {
		a.Steps[i].Apart = s.Kind == Required && s.Outcome == Met && shared
	}
}

// requirements answers what the provisions require before, each level once.
func (a *Answer) requirements(l Law, provisions []Provision) {
	var done []Question
	for _, p := range provisions {
		for _, r := range p.Requires {
			q := Question{r.Program, r.Level, a.On}
			if slices.Contains(done, q) {
				continue
			}
			done = append(done, q)
			inner := l.ask(q, a.Unit, false)
			a.doubt(inner.Doubts...)
			s := Step{Kind: Required, Outcome: inner.Outcome, Inner: &inner}
			// Whether it is required at all matters only where it is not met.
			if r.Confidence != "" && r.Confidence != High && inner.Outcome != Met {
				p.Confidence = r.Confidence
				s.Provision = p
				a.doubt(p)
			}
			a.Steps = append(a.Steps, s)
		}
	}
}

// doubt remembers the provisions of less than high confidence.
func (a *Answer) doubt(list ...Provision) {
	for _, p := range list {
		if p.Confidence != High && !slices.ContainsFunc(a.Doubts, func(d Provision) bool { return d.ID == p.ID }) {
			a.Doubts = append(a.Doubts, p)
		}
	}
}
