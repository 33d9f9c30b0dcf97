package main

import (
	"context"
	"errors"
	"log/slog"

	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/collector/workspace"
	"github.com/xhht/xhht/internal/subject"
)

// looked is how many of the ledger's last entries are looked at.
const looked = 200

// warnOfStrangers says once at the start if the ledger's newest entries are by subjects that the workspace has never heard of:
// it was lost, or it belongs to another ledger. Whoever was erased is still known by their ID.
func warnOfStrangers(ctx context.Context, book ledger.Store, room workspace.Subjects, log *slog.Logger) error {
	last, err := book.LastSeq(ctx)
	if err != nil {
		return err
	}
	entries, err := book.EntriesAfter(ctx, max(last-looked, 0), looked)
	if err != nil {
		return err
	}
	strangers, seen := 0, map[string]bool{"": true}
	for _, e := range entries {
		if seen[e.Subject] {
			continue
		}
		seen[e.Subject] = true
		if _, err := room.Subject(ctx, subject.ID(e.Subject)); errors.Is(err, workspace.ErrNotFound) {
			strangers++
		} else if err != nil {
			return err
		}
	}
	if strangers > 0 {
		log.Warn("the workspace does not know who sent the newest reports: was it lost, or does it belong to another ledger?", "subjects", strangers)
	}
	return nil
}
