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
	Code  Code      `json:"code"`
	Place Place     `json:"place,omitzero"`
	Value string    `json:"value,omitempty"` // what was found there, as it was written
	Rule  lang.Text `json:"rule"`            // what the value breaks
	Hint  lang.Text `json:"hint,omitzero"`   // how to mend it
}

// In renders the problem as one line for a person.
func (p Problem) In(l lang.Lang) string {
	var b strings.Builder
	if at := p.Place.String(); at != "" {
		b.WriteString(at + ": ")
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
