package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/collector/projection"
	"github.com/xhht/xhht/internal/lang"
)

func (a *app) quarantineCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "quarantine",
		Short: "See the points that InfluxDB refused, and try them again.",
		Long: `What InfluxDB will never take as it is, and reports on units or indicators that the plan files no longer know, goes into
quarantine; the rest goes on. Nothing is lost: the numbers are in the ledger. The commands work on the ledger directly,
whether the collector serves or not.`,
		Args: cobra.NoArgs,
		RunE: needsCommand,
	}
	cmd.AddCommand(a.quarantineListCommand(), a.quarantineRetryCommand())
	return cmd
}

func (a *app) quarantineListCommand() *cobra.Command {
	return a.onLedger("list", "Print every point in quarantine and why it was refused.",
		`List prints when each point was last refused, the point (measurement and JSON), and below it what InfluxDB or the plan
files had against it.`, a.looking, a.listQuarantine)
}

func (a *app) quarantineRetryCommand() *cobra.Command {
	return a.onLedger("retry", "Have everything in quarantine tried again.",
		`Retry asks the collector to work out the points in quarantine from the ledger again and to write them, with corrections
that came since; it empties nothing and rewrites no other point. A collector that serves does it within seconds, a
stopped one when it starts. What is taken leaves the quarantine, what is refused again stays with the newest reason.

After a change of the plan files restart the collector instead: it then rebuilds InfluxDB, and the quarantine with it.`, a.existing, a.retryQuarantine)
}

// onLedger makes a command that works on the ledger alone.
func (a *app) onLedger(use, short, long string, open func(*cobra.Command, string) (ledger.Store, error), do func(*cobra.Command, ledger.Store) error) *cobra.Command {
	cmd := &cobra.Command{Use: use, Short: short, Long: long, Args: cobra.NoArgs}
	load := a.configured(cmd, ledgerFlag)
	cmd.RunE = func(cmd *cobra.Command, _ []string) (err error) {
		c, err := load()
		if err != nil {
			return err
		}
		book, err := open(cmd, c.Ledger)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, book.Close()) }()
		return do(cmd, book)
	}
	return cmd
}

func (a *app) listQuarantine(cmd *cobra.Command, book ledger.Store) error {
	held, err := book.Held(cmd.Context())
	if err != nil {
		return err
	}
	for _, h := range held {
		fmt.Fprintf(a.stdout, "%s %s\n    %s\n", h.At.UTC().Format("2006-01-02T15:04:05Z"), h.Line, strings.ReplaceAll(h.Reason, "\n", "\n    "))
	}
	fmt.Fprintln(a.stderr, lang.Textf("%d điểm bị từ chối", "%d points in quarantine", len(held)).In(lang.Parse(a.lang)))
	return nil
}

func (a *app) retryQuarantine(cmd *cobra.Command, book ledger.Store) error {
	n, err := projection.AskRetry(cmd.Context(), book)
	if err != nil {
		return err
	}
	said := lang.Text{VI: "không có điểm nào bị từ chối", EN: "nothing is in quarantine"}
	if n > 0 {
		said = lang.Textf("đã yêu cầu thử lại %d điểm; xem kết quả bằng collector quarantine list", "%d points are to be tried again; collector quarantine list shows what became of them", n)
	}
	fmt.Fprintln(a.stdout, said.In(lang.Parse(a.lang)))
	return nil
}
