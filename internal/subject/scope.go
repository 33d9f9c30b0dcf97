package subject

import "slices"

// Everywhere in place of a unit is all that a plan covers.
const Everywhere = "*"

// Scope is a rectangle of what may be acted on: numbers of a unit or below it, owed by one of the bodies, on one of the
// forms, handed in one of the ways. The zero Scope covers nothing.
type Scope struct {
	Unit    string   `json:"unit"`              // UID, or Everywhere
	Bodies  []string `json:"bodies,omitempty"`  // none: any body, and forms that name no body
	Forms   []string `json:"forms,omitempty"`   // FormOf(plan, form), or a plan's ID for all its forms; none: any form
	Sources []string `json:"sources,omitempty"` // ways to hand in, as the ledger calls them; none: any way
}

// FormOf names a form among those of all plans: two plans may call a form alike.
func FormOf(plan, form string) string { return plan + "/" + form }

// Below is the scope of a unit and all below it, whatever the body, the form and the way.
func Below(unit string) Scope { return Scope{Unit: unit} }

// Act is what somebody is about to do.
type Act struct {
	Verb   Verb
	Unit   string // UID
	Body   string // who owes the form; empty where the plan does not say
	Plan   string
	Form   string
	Source string // the way in which it is handed in; empty where nothing is
}

// Verb is the kind of an act.
type Verb string

// The verbs.
const (
	Read     Verb = "read"
	Submit   Verb = "submit"
	Answer   Verb = "answer"   // a question that a number raised
	Confirm  Verb = "confirm"  // what a preview showed
	Withdraw Verb = "withdraw" // what was accepted
)

// Verbs are all of them.
var Verbs = []Verb{Read, Submit, Answer, Confirm, Withdraw}

// Does reports whether a subject of the kind does such things at all: a machine reads and hands in, but whatever needs
// somebody who answers for it waits for a person.
func (k Kind) Does(v Verb) bool {
	if k == Machine {
		return v == Read || v == Submit
	}
	return k.Valid() && slices.Contains(Verbs, v)
}

// Within says whether a unit is root or lies below it, in the territory that the act is about.
type Within func(uid, root string) bool

// Reaches reports whether the scope covers the unit, on whatever form.
func (s Scope) Reaches(within Within, unit string) bool {
	if unit == "" || s.Unit == "" {
		return false
	}
	return s.Unit == Everywhere || within(unit, s.Unit)
}

// Allows reports whether the scope covers the act. What is only looked at came in some way already, so Sources bound what is
// handed in.
func (s Scope) Allows(within Within, a Act) bool {
	return s.Reaches(within, a.Unit) && anyOf(s.Bodies, a.Body) &&
		(anyOf(s.Forms, FormOf(a.Plan, a.Form)) || slices.Contains(s.Forms, a.Plan)) &&
		(a.Verb == Read || anyOf(s.Sources, a.Source))
}

func anyOf(list []string, one string) bool { return len(list) == 0 || slices.Contains(list, one) }

// May reports whether the subject may do it.
func (s Subject) May(within Within, a Act) bool {
	return s.Active && s.Kind.Does(a.Verb) &&
		slices.ContainsFunc(s.Scopes, func(scope Scope) bool { return scope.Allows(within, a) })
}

// Reaches reports whether the subject may do anything with the unit's numbers.
func (s Subject) Reaches(within Within, unit string) bool {
	return s.Active && slices.ContainsFunc(s.Scopes, func(scope Scope) bool { return scope.Reaches(within, unit) })
}
