// Package problem holds the one shape in which XHHT tells somebody what is wrong with their input: place, value,
// rule and how to mend it, in Vietnamese first and English second. The validator, the plan loader and the command
// line use it; it knows nothing of HTTP and never holds a secret or a stack trace.
package problem

import (
	"fmt"
	"strings"

	"github.com/xhht/xhht/internal/lang"
)

// Problem is one thing wrong with an input. Code is stable and meant for programs; the texts are meant for people.
type Problem struct {
	Code  string    `json:"code"`            // stable, snake_case, e.g. "numerator_above_denominator"
	Place string    `json:"place,omitempty"` // file:line, "dòng 7", or a JSON path such as rows[3].numerator
	Value string    `json:"value,omitempty"` // what was found there, as it was written
	Rule  lang.Text `json:"rule"`            // what the value breaks
	Hint  lang.Text `json:"hint,omitzero"`   // how to mend it
}

// In renders the problem as one line for a person.
func (p Problem) In(l lang.Lang) string {
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

func (p Problem) Error() string { return p.In(lang.Vietnamese) }

// List is every problem of one input, in the order in which a reader meets them.
type List []Problem

func (list List) Error() string { return list.In(lang.Vietnamese) }

// In renders one problem a line.
func (list List) In(l lang.Lang) string {
	lines := make([]string, len(list))
	for i, p := range list {
		lines[i] = p.In(l)
	}
	return strings.Join(lines, "\n")
}

// Err returns nil for an empty list, so that a nil error never hides in a non-nil interface.
func (list List) Err() error {
	if len(list) == 0 {
		return nil
	}
	return list
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
func (f *Faults) Add(path, code, value string, rule, hint lang.Text) {
	*f = append(*f, Fault{path, Problem{Code: code, Value: value, Rule: rule, Hint: hint}})
}
