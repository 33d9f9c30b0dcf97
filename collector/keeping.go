package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"github.com/xhht/xhht/collector/config"
	"github.com/xhht/xhht/collector/sqlitefile"
	"github.com/xhht/xhht/collector/workspace/sqlite"
)

func (a *app) workspaceCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "workspace",
		Short: "See what the workspace holds, and purge what is over.",
		Long: `The workspace is a file beside the ledger with all that is no record: who the subjects are, tokens, accounts and sessions, drafts,
previews, held samples, reminders, and the log of failed sign-ins. How long each is kept says keep in the configuration;
the collector purges by itself once a day while it serves.`,
		Args: cobra.NoArgs,
		RunE: needsCommand,
	}
	cmd.AddCommand(a.workspaceShowCommand(), a.workspacePurgeCommand())
	return cmd
}

// onWorkspace gives a command of the workspace its work.
func (a *app) onWorkspace(cmd *cobra.Command, use sqlitefile.Use, work func(context.Context, *sqlite.Store, config.Config) error) *cobra.Command {
	load := a.configured(cmd, ledgerFlag, workspaceFlag)
	cmd.RunE = func(cmd *cobra.Command, _ []string) (err error) {
		c, err := load()
		if err != nil {
			return err
		}
		store, err := a.existingWorkspace(cmd.Context(), c, use)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, store.Close()) }()
		return work(cmd.Context(), store, c)
	}
	return cmd
}

func (a *app) workspaceShowCommand() *cobra.Command {
	return a.onWorkspace(&cobra.Command{
		Use:   "show",
		Short: "Count what the workspace holds.",
		Long: `Show prints for each kind of thing how many there are, how many of them a purge would remove now, the day of the oldest, and the
size of the file.`,
		Args: cobra.NoArgs,
	}, sqlitefile.Look, func(ctx context.Context, store *sqlite.Store, c config.Config) error {
		held, err := store.Holdings(ctx, c.Keep.Retention())
		if err != nil {
			return err
		}
		w := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', 0)
		fmt.Fprintln(w, "kind\tthere\tdue\toldest")
		for _, h := range held {
			oldest := "–"
			if !h.Oldest.IsZero() {
				oldest = h.Oldest.Format(time.DateOnly)
			}
			fmt.Fprintf(w, "%s\t%d\t%d\t%s\n", h.Kind, h.Count, h.Due, oldest)
		}
		if err := w.Flush(); err != nil {
			return err
		}
		info, err := os.Stat(c.WorkspaceFile())
		if err != nil {
			return fmt.Errorf("measure the workspace: %w", err)
		}
		fmt.Fprintf(a.stdout, "%s: %d bytes\n", c.WorkspaceFile(), info.Size())
		return nil
	})
}

func (a *app) workspacePurgeCommand() *cobra.Command {
	return a.onWorkspace(&cobra.Command{
		Use:   "purge",
		Short: "Remove what is past its days.",
		Long: `Purge removes what keep in the configuration no longer keeps, as a serving collector does once a day. What is removed is overwritten
in the file. Samples that wait for somebody and reminders that were perhaps sent stay.`,
		Args: cobra.NoArgs,
	}, sqlitefile.Change, func(ctx context.Context, store *sqlite.Store, c config.Config) error {
		gone, err := store.Purge(ctx, c.Keep.Retention())
		if err != nil {
			return err
		}
		fmt.Fprintf(a.stdout, "removed %d drafts, %d previews, %d sessions, %d failed sign-ins, %d samples, %d reminders\n",
			gone.Drafts, gone.Previews, gone.Sessions, gone.FailedSignIns, gone.Samples, gone.Reminders)
		return nil
	})
}
