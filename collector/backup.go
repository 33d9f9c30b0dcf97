package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"
)

func (a *app) backupCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "backup FILE",
		Short: "Copy the ledger into a new file and prove the copy.",
		Long: `Backup copies the ledger as it is at this instant into FILE, which must not exist, whether the collector serves or
not; copying the ledger's file by other means misses what SQLite holds beside it. It then reads the copy, proves its
hash chain and prints its head. To restore, stop the collector, put the copy in the ledger's place, remove what
SQLite left beside it (-wal, -shm), and run replay.`,
		Args: cobra.ExactArgs(1),
	}
	load := a.configured(cmd, ledgerFlag)
	cmd.RunE = func(cmd *cobra.Command, args []string) (err error) {
		c, err := load()
		if err != nil {
			return err
		}
		book, err := a.existing(cmd, c.Ledger)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, book.Close()) }()
		if err := book.Backup(cmd.Context(), args[0]); err != nil {
			return err
		}
		h, err := a.proven(cmd, args[0], "")
		if err != nil {
			return fmt.Errorf("the copy %s is of no use: %w", args[0], err)
		}
		a.sayHead("copied to "+args[0], h)
		return nil
	}
	return cmd
}
