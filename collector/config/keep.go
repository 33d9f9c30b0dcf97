package config

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/xhht/xhht/collector/workspace"
)

// Keep says for how long the workspace keeps what is over.
type Keep struct {
	DraftDays     int `yaml:"draft_days"`
	PreviewDays   int `yaml:"preview_days"`
	SessionDays   int `yaml:"session_days"`
	SignInLogDays int `yaml:"sign_in_log_days"`
	SignInLogRows int `yaml:"sign_in_log_rows"`
	SampleDays    int `yaml:"sample_days"`
	ReminderDays  int `yaml:"reminder_days"`
}

// Retention is what the workspace makes of it.
func (k Keep) Retention() workspace.Retention { return workspace.Retention(k) }

// The most days and lines that make sense, and the fewest days after which no rung of a ladder comes again.
const (
	mostDays     = 3650
	mostRows     = 1_000_000
	leastLetters = 60
)

func (k Keep) validate(bad bad) {
	for _, f := range []struct {
		name        string
		value       int
		least, most int
	}{
		{"draft_days", k.DraftDays, 1, mostDays}, {"preview_days", k.PreviewDays, 1, mostDays}, {"session_days", k.SessionDays, 1, mostDays},
		{"sign_in_log_days", k.SignInLogDays, 1, mostDays}, {"sign_in_log_rows", k.SignInLogRows, 100, mostRows},
		{"sample_days", k.SampleDays, 1, mostDays}, {"reminder_days", k.ReminderDays, leastLetters, mostDays},
	} {
		if f.value < f.least || f.value > f.most {
			bad("keep."+f.name, fmt.Sprint(f.value), between(f.least, f.most))
		}
	}
}

// WorkspaceFile is the workspace that is configured, or the one beside the ledger.
func (c Config) WorkspaceFile() string {
	if c.Workspace != "" {
		return c.Workspace
	}
	return WorkspaceBeside(c.Ledger)
}

// WorkspaceBeside is what the workspace that belongs to a ledger file is called, a copy's as well.
func WorkspaceBeside(ledger string) string {
	ext := filepath.Ext(ledger)
	return strings.TrimSuffix(ledger, ext) + "-workspace" + ext
}
