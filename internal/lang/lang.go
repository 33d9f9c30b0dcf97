// Package lang holds the two languages in which XHHT speaks to people, and the one shape of a sentence in both. Whatever has
// words for a reader uses it; it knows nothing of what is said, and never asks a Vietnamese reader to choose.
package lang

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

// Parse returns English for "en…" and Vietnamese for everything else: Vietnamese readers are never asked to choose.
func Parse(s string) Lang {
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
