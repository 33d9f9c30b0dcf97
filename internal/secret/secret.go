// Package secret holds texts that must not show, and reads them from the environment. Every program that takes a token
// uses it; it knows nothing of what a secret opens, and no flag or file of settings may hold one.
package secret

import (
	"fmt"
	"log/slog"
	"os"
	"strings"
)

// Secret is a text that never shows: it prints, logs and marshals as <secret>. An empty one prints as nothing, so that a
// log tells a missing token from a given one.
type Secret string

// String implements fmt.Stringer.
func (s Secret) String() string {
	if s == "" {
		return ""
	}
	return "<secret>"
}

// GoString implements fmt.GoStringer, for %#v.
func (s Secret) GoString() string { return s.String() }

// MarshalText implements encoding.TextMarshaler.
func (s Secret) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// LogValue implements slog.LogValuer.
func (s Secret) LogValue() slog.Value { return slog.StringValue(s.String()) }

// FromEnv reads the variable, or the file that the variable with _FILE behind its name names (Docker secrets). Both at
// once are an error: whichever won, somebody would wonder why the other does not count.
func FromEnv(name string, getenv func(string) string) (Secret, error) {
	text, file := getenv(name), getenv(name+"_FILE")
	switch {
	case text != "" && file != "":
		return "", fmt.Errorf("both %s and %s_FILE are set; unset one of them", name, name)
	case file != "":
		data, err := os.ReadFile(file)
		if err != nil {
			return "", fmt.Errorf("read %s_FILE: %w", name, err)
		}
		return Secret(strings.TrimSpace(string(data))), nil
	}
	return Secret(text), nil
}
