package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"github.com/xhht/xhht/collector/config"
	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/collector/sqlitefile"
)

func (a *app) backupCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "backup FILE",
		Short: "Copy ledger and workspace into new files and prove the copies.",
		Long: `Backup copies the ledger into FILE and the workspace into the file beside it that belongs to it (ledger.db, ledger-workspace.db),
both as they are at this one instant, whether the collector serves or not; neither file may exist. Copying the files by
other means misses what SQLite holds beside them, and takes the two at different instants. It then reads the copies, proves
the ledger's hash chain and prints its head.

To restore, stop the collector, put both copies in their places, remove what SQLite left beside them (-wal, -shm), and run
replay. A copy holds the names that were there: erase again who was erased since.`,
		Args: cobra.ExactArgs(1),
	}
	load := a.configured(cmd, ledgerFlag, workspaceFlag)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		c, err := load()
		if err != nil {
			return err
		}
		if err := a.copyBoth(cmd, c, args[0]); err != nil {
			return err
		}
		h, err := a.proven(cmd, args[0], "")
		if err != nil {
			return fmt.Errorf("the copy %s is of no use: %w", args[0], err)
		}
		a.sayHead("copied to "+args[0], h)
		return a.sayWorkspace(cmd.Context(), config.WorkspaceBeside(args[0]))
	}
	return cmd
}

// copyBoth copies the ledger, and the workspace if there is one.
func (a *app) copyBoth(cmd *cobra.Command, c config.Config, to string) (err error) {
	// A store that is no file is backed up by its own means.
	book, err := ledger.OpenTo(cmd.Context(), c.Ledger, sqlitefile.Look, a.now)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, book.Close()) }()
	files := []pinner{book}
	switch room, err := a.existingWorkspace(cmd.Context(), c, sqlitefile.Look); {
	case errors.Is(err, fs.ErrNotExist): // a collector from before there were workspaces
	case err != nil:
		return err
	default:
		defer func() { _ = room.Close() }() // nothing was written
		files = append(files, room)
	}
	pinned, err := pinAll(cmd.Context(), files)
	for _, p := range pinned {
		defer func() { err = errors.Join(err, p.Close()) }()
	}
	if err != nil {
		return fmt.Errorf("back up: %w", err)
	}
	var made []string
	for i, p := range pinned {
		file := []string{to, config.WorkspaceBeside(to)}[i]
		if err := p.Copy(cmd.Context(), file); err != nil {
			return errors.Join(fmt.Errorf("back up to %s: %w", file, err), removed(made)) // half a backup would look like one
		}
		made = append(made, file)
	}
	return nil
}

func removed(files []string) (err error) {
	for _, f := range files {
		err = errors.Join(err, os.Remove(f))
	}
	return err
}

// pinner is a store in a file.
type pinner interface {
	Still(ctx context.Context, do func() error) error
	Pin(ctx context.Context) (*sqlitefile.Pinned, error)
}

// pinAll holds on to all files as they are at one instant: nobody writes any of them while they are pinned, which does not
// take long. Whoever writes several never holds one while waiting for another.
func pinAll(ctx context.Context, files []pinner) (pinned []*sqlitefile.Pinned, err error) {
	if len(files) == 0 {
		return nil, nil
	}
	err = files[0].Still(ctx, func() error {
		p, err := files[0].Pin(ctx)
		if err != nil {
			return err
		}
		rest, err := pinAll(ctx, files[1:])
		pinned = append([]*sqlitefile.Pinned{p}, rest...)
		return err
	})
	return pinned, err
}

// sayWorkspace reads a copied workspace, if one was copied, and counts who is in it.
func (a *app) sayWorkspace(ctx context.Context, path string) (err error) {
	room, err := a.existingWorkspace(ctx, config.Config{Workspace: path}, sqlitefile.Look)
	if errors.Is(err, fs.ErrNotExist) {
		fmt.Fprintln(a.stdout, "workspace: there is none")
		return nil
	}
	if err != nil {
		return fmt.Errorf("the copy %s is of no use: %w", path, err)
	}
	defer func() { err = errors.Join(err, room.Close()) }()
	subjects, err := room.ListSubjects(ctx)
	if err != nil {
		return fmt.Errorf("the copy %s is of no use: %w", path, err)
	}
	fmt.Fprintf(a.stdout, "copied to %s: %d subjects\n", path, len(subjects))
	return nil
}
