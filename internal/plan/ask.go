package plan

import (
	"encoding/json"
	"slices"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
)

// Ask is an indicator that a form asks for, with its term. In a file it may be the indicator's ID alone.
type Ask struct {
	Indicator string `json:"id"`
	Term      `json:",inline"`
}

// Asks are the indicators asked for without a term.
func Asks(indicators ...string) []Ask {
	out := make([]Ask, len(indicators))
	for i, id := range indicators {
		out[i].Indicator = id
	}
	return out
}

// Body is who hands a form in, for a term. Level says which units its cells are about, Name who answers for them: the units
// themselves, one of their offices, or somebody who is none of them, such as a department that reports the titles of clusters.
type Body struct {
	ID    string     `json:"id"`
	Level area.Level `json:"level"`
	Name  lang.Text  `json:"name,omitzero"`
	Note  lang.Text  `json:"note,omitzero"` // why this body, where no document says so
	Term  `json:",inline"`
}

// Facts is whether a regime's form asks for every fact of the law, and for which term. In a file it may be true alone.
type Facts struct {
	Asked bool `json:"-"`
	Term  `json:",inline"`
}

// IsZero reports whether the form asks for no facts.
func (f Facts) IsZero() bool { return !f.Asked }

// Plain is where a file's plain value goes that stands in place of a mapping.
func (a *Ask) Plain() any { return &a.Indicator }

// Plain is where a file's plain value goes that stands in place of a mapping.
func (f *Facts) Plain() any { return &f.Asked }

// UnmarshalYAML reads either form.
func (a *Ask) UnmarshalYAML(read func(any) error) error {
	type mapping Ask
	return either(read, &a.Indicator, (*mapping)(a))
}

// UnmarshalYAML reads either form.
func (f *Facts) UnmarshalYAML(read func(any) error) error {
	if err := either(read, &f.Asked, &f.Term); err != nil {
		return err
	}
	f.Asked = f.Asked || f.Term != Term{}
	return nil
}

// UnmarshalJSON reads either form.
func (a *Ask) UnmarshalJSON(raw []byte) error { return a.UnmarshalYAML(reading(raw)) }

// UnmarshalJSON reads either form.
func (f *Facts) UnmarshalJSON(raw []byte) error { return f.UnmarshalYAML(reading(raw)) }

// MarshalJSON writes the shorter form that says it all, so that what is asked for ever is stored as it always was.
func (a Ask) MarshalJSON() ([]byte, error) {
	if a.Term == (Term{}) {
		return json.Marshal(a.Indicator)
	}
	type mapping Ask
	return json.Marshal(mapping(a))
}

// MarshalJSON writes the shorter form that says it all.
func (f Facts) MarshalJSON() ([]byte, error) {
	if f.Term == (Term{}) {
		return json.Marshal(f.Asked)
	}
	return json.Marshal(f.Term)
}

func either(read func(any) error, plain, mapping any) error {
	if read(plain) == nil {
		return nil
	}
	return read(mapping)
}

func reading(raw []byte) func(any) error {
	return func(into any) error { return json.Unmarshal(raw, into) }
}

// Body returns who hands the form in for the period; false if nobody does.
func (f Form) Body(per period.Period) (Body, bool) {
	if per.Frequency() != f.Frequency || !f.whole().Has(per) {
		return Body{}, false
	}
	if len(f.Bodies) == 0 {
		return Body{Level: f.Level, Name: f.Reporter}, true
	}
	i := slices.IndexFunc(f.Bodies, func(b Body) bool { return b.Term.Has(per) })
	if i < 0 {
		return Body{}, false
	}
	return f.Bodies[i], true
}

// Changes reports whether the indicator is not asked of the same units in all periods.
func (f Form) Changes(a Ask) bool {
	return a.Term != (Term{}) || f.whole() != (Term{}) || len(f.Bodies) > 0
}

// whole is the term of the form itself.
func (f Form) whole() Term { return Term{First: f.First, Last: f.Last} }

// ask is what the form asks units of the tier about the indicator in the period.
func (f Form) ask(indicator string, level area.Level, per period.Period) (Ask, bool) {
	body, runs := f.Body(per)
	if !runs || body.Level != level {
		return Ask{}, false
	}
	i := slices.IndexFunc(f.Indicators, func(a Ask) bool { return a.Indicator == indicator && a.Term.Has(per) })
	if i < 0 {
		return Ask{}, false
	}
	return f.Indicators[i], true
}

// Tiers lists the tiers that ever hand the form in, in the order of time.
func (f Form) Tiers() []area.Level {
	if len(f.Bodies) == 0 {
		return []area.Level{f.Level}
	}
	var out []area.Level
	for _, b := range f.Bodies {
		if !slices.Contains(out, b.Level) {
			out = append(out, b.Level)
		}
	}
	return out
}

// Asks returns what the form asks for in the period, in its order; nothing where it does not run.
func (f Form) Asks(per period.Period) []Ask {
	if _, runs := f.Body(per); !runs {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(f.Indicators), func(a Ask) bool { return !a.Term.Has(per) })
}

// EverAsked lists the indicators that the form asks for in any period, each once.
func (f Form) EverAsked() []string {
	var out []string
	seen := map[string]bool{}
	for _, a := range f.Indicators {
		if !seen[a.Indicator] {
			seen[a.Indicator] = true
			out = append(out, a.Indicator)
		}
	}
	return out
}

// By returns the last good day of one number for the period; the zero Date if none is given.
func (f Form) By(a Ask, per period.Period) period.Date {
	last := f.LastGoodDay(per)
	b, _ := f.Body(per)
	out := last
	for _, t := range []Term{b.Term, a.Term} {
		if day := t.By(per, last); day.After(out) {
			out = day
		}
	}
	return out
}

// LastDay returns the last good day of all that the form asks for in the period: later than the plan's own where something was asked
// for only after that. The zero Date if none is given.
func (f Form) LastDay(per period.Period) period.Date {
	out := f.LastGoodDay(per)
	for _, a := range f.Asks(per) {
		if day := f.By(a, per); day.After(out) {
			out = day
		}
	}
	return out
}
