package main

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"os"
	"time"

	"github.com/xhht/xhht/collector/config"
	"github.com/xhht/xhht/collector/intake"
	"github.com/xhht/xhht/collector/workspace"
)

// follower makes the subjects of the workspace those of the reporters file, whenever that or the units in force
// change. A file that cannot be read changes nobody.
type follower struct {
	path  string
	plans intake.Plans // whose units the file names
	into  workspace.Subjects
	log   *slog.Logger
	last  []byte // the text that was looked at last, good or bad
	under int64  // by which plans it was
}

// followEvery is how soon a change of the reporters file counts.
const followEvery = 5 * time.Second

// run follows the file until the context ends.
func (f *follower) run(ctx context.Context) {
	tick := time.NewTicker(followEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			if err := f.follow(ctx); err != nil && ctx.Err() == nil {
				f.log.Error("the reporters file is not followed: what it said before holds", "err", err)
			}
		}
	}
}

// follow looks at the file once. An error is told once for a text.
func (f *follower) follow(ctx context.Context) error {
	text, err := os.ReadFile(f.path)
	if err != nil {
		if text = []byte(err.Error()); f.last != nil && bytes.Equal(text, f.last) {
			return nil
		}
		f.last = text
		return fmt.Errorf("read reporters: %w", err)
	}
	reg, generation, err := f.plans.InForce(ctx)
	if err != nil {
		return fmt.Errorf("read reporters: %w", err)
	}
	if f.last != nil && bytes.Equal(text, f.last) && f.under == generation {
		return nil
	}
	f.last, f.under = text, generation
	list, err := config.Reporters(f.path, text, reg.Areas)
	if err != nil {
		return err
	}
	changed, err := f.into.TakeOver(ctx, list)
	if err != nil {
		f.last = nil // the workspace's fault: it is tried again
		return fmt.Errorf("take %s over: %w", f.path, err)
	}
	if !changed.Nothing() {
		f.log.Info("took the reporters file over", "added", len(changed.Added), "changed", len(changed.Changed), "deactivated", len(changed.Deactivated))
	}
	return nil
}
