// Package problem holds the one shape in which XHHT tells somebody what is wrong with their input: place, value,
// rule and how to mend it, in Vietnamese first and English second. The validator, the plan loader and the command
// line use it; it knows nothing of HTTP and never holds a secret or a stack trace.
package problem

import (
	"fmt"
	"slices"
	"strings"
)

// Lang is the language a reader asked for. The zero value is Vietnamese.
type Lang string

// The languages the project speaks.
const (
	Vietnamese Lang = "vi"
	English    Lang = "en"
)

// ParseLang returns English for "en…" and Vietnamese for everything else: Vietnamese readers are never asked to choose.
func ParseLang(s string) Lang {
	if strings.HasPrefix(strings.ToLower(strings.TrimSpace(s)), "en") {
		return English
	}
	return Vietnamese
}

// Text is one sentence in both languages.
type Text struct {
	VI string `json:"vi"`
	EN string `json:"en,omitempty"`
}

// In returns the sentence in the language asked for; a missing English one falls back to Vietnamese.
func (t Text) In(l Lang) string {
	if l == English && t.EN != "" {
		return t.EN
	}
	return t.VI
}

// Textf fills both languages of a pattern with the same arguments, each written the way of its language: a date as
// 31/12/2025 in Vietnamese and as 2025-12-31 in English.
func Textf(vi, en string, args ...any) Text {
	return Text{VI: fmt.Sprintf(vi, vietnamese(args)...), EN: fmt.Sprintf(en, args...)}
}

// vietnamese renders the arguments that Vietnamese writes in a way of its own.
func vietnamese(args []any) []any {
	out := slices.Clone(args)
	for i, arg := range args {
		if v, ok := arg.(interface{ Vietnamese() string }); ok {
			out[i] = v.Vietnamese()
		}
	}
	return out
}

// Problem is one thing wrong with an input. Code is stable and meant for programs; the texts are meant for people.
type Problem struct {
	Code  string `json:"code"`            // stable, snake_case, e.g. "numerator_above_denominator"
	Place string `json:"place,omitempty"` // file:line, "dòng 7", or a JSON path such as rows[3].numerator
	Value string `json:"value,omitempty"` // what was found there, as it was written
	Rule  Text   `json:"rule"`            // what the value breaks
	Hint  Text   `json:"hint,omitzero"`   // how to mend it
}

// In renders the problem as one line for a person.
func (p Problem) In(l Lang) string {
	var b strings.Builder
	if p.Place != "" {
		b.WriteString(p.Place + ": ")
	}
	b.WriteString(p.Rule.In(l))
	if p.Value != "" {
		fmt.Fprintf(&b, " (%q)", p.Value)
	}
	if hint := p.Hint.In(l); hint != "" {
		b.WriteString(". " + hint)
	}
	return b.String()
}

func (p Problem) Error() string { return p.In(Vietnamese) }

// List is every problem of one input, in the order in which a reader meets them.
type List []Problem

func (l List) Error() string { return l.In(Vietnamese) }

// In renders one problem a line.
func (l List) In(lang Lang) string {
	lines := make([]string, len(l))
	for i, p := range l {
		lines[i] = p.In(lang)
	}
	return strings.Join(lines, "\n")
}

// Err returns nil for an empty list, so that a nil error never hides in a non-nil interface.
func (l List) Err() error {
	if len(l) == 0 {
		return nil
	}
	return l
}

// Fault is a problem of a data file while its place is still a path inside the file, such as
// "targets[3].milestones[0].clause"; whoever reads the file adds its name and the line.
type Fault struct {
	Path    string
	Problem Problem
}

// Faults collects what is wrong with one data file.
type Faults []Fault

// Add adds one fault.
func (f *Faults) Add(path, code, value string, rule, hint Text) {
	*f = append(*f, Fault{path, Problem{Code: code, Value: value, Rule: rule, Hint: hint}})
}
