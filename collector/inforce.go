package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/spf13/cobra"
	"golang.org/x/text/unicode/norm"

	"github.com/xhht/xhht/collector/config"
	"github.com/xhht/xhht/collector/doubt"
	"github.com/xhht/xhht/collector/generation"
	"github.com/xhht/xhht/collector/intake"
	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/collector/sqlitefile"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/report"
)

// adopt brings the folder of plans into force before a command writes to the ledger, and says so: to the log, or, without
// one, to whoever sits there. It returns the number of their generation.
func (a *app) adopt(ctx context.Context, book ledger.Store, f generation.Folder, log *slog.Logger) (seq int64, err error) {
	done, err := generation.Adopt(ctx, book, f, a.now(), nil)
	if err != nil || done.Receipt == "" {
		return done.Seq, err
	}
	if log != nil {
		log.Info("plans, units and law in force are written down", "receipt", done.Receipt, "since_before", done.Before, "changed", strings.Join(done.Changed, ", "))
		return done.Seq, nil
	}
	fmt.Fprintln(a.stderr, done.Say().In(lang.Parse(a.lang)))
	return done.Seq, nil
}

// taking is a ledger for the reports of a command: it brings the folder of plans into force before the first of them is taken,
// and not at all where every one is refused.
type taking struct {
	ledger.Store
	adopt func() error // once
}

// intake takes the reports of a command. It fails at once where the folder would change the past.
func (a *app) intake(ctx context.Context, book ledger.Store, f generation.Folder) (*intake.Intake, error) {
	in := &intake.Intake{Registry: f.Registry, Now: a.now, Metrics: intake.NewMetrics(prometheus.NewRegistry())}
	in.Ledger = taking{book, sync.OnceValue(func() (err error) {
		in.Generation, err = a.adopt(ctx, book, f, nil)
		return err
	})}
	return in, a.held(ctx, book, f)
}

// AcceptAll takes reports under the plans in force.
func (t taking) AcceptAll(ctx context.Context, list []ledger.Submission, checks ...ledger.Check) ([]ledger.Receipt, error) {
	if err := t.adopt(); err != nil {
		return nil, err
	}
	return t.Store.AcceptAll(ctx, list, checks...)
}

// Withdraw takes reports back under the plans in force.
func (t taking) Withdraw(ctx context.Context, w ledger.Withdrawal, checks ...ledger.Check) (ledger.Receipt, error) {
	if err := t.adopt(); err != nil {
		return ledger.Receipt{}, err
	}
	return t.Store.Withdraw(ctx, w, checks...)
}

// held holds the folder against the plans in force as adopt does, and writes nothing.
func (a *app) held(ctx context.Context, book ledger.Store, f generation.Folder) error {
	c, err := generation.Compare(ctx, book, f, a.now())
	if err == nil && len(c.Past) > 0 {
		err = &generation.Refused{Comparison: c}
	}
	return err
}

// plans are what a command that looks back goes by.
type plans struct {
	plan.Registry
	origin lang.Text // which generation that is, where it is not the one in force; else empty
}

// inForce returns the plans of an instant (the zero one is now) as the ledger wrote them down; a ledger that never did leaves
// those of the folder. A folder that differs counts for nothing before a command that writes has adopted it, which is said.
func (a *app) inForce(ctx context.Context, book ledger.Store, c config.Config, at time.Time) (plans, error) {
	then, err := generation.At(ctx, book, at)
	if err != nil {
		return plans{}, err
	}
	folder, err := generation.ReadFolder(c.Plans)
	if then.Receipt == "" {
		return plans{Registry: folder.Registry}, err
	}
	out := plans{Registry: then.Registry}
	if then.Superseded {
		out.origin = lang.Textf("theo kế hoạch có hiệu lực khi đó, biên nhận %s", "by the plans in force then, receipt %s", then.Receipt)
	} else if err == nil && !then.Is(folder) {
		fmt.Fprintln(a.stderr, lang.Textf("Thư mục %s khác kế hoạch đang có hiệu lực; số liệu dưới đây theo kế hoạch đang có hiệu lực. Xem: collector check --ledger %s",
			"The folder %s differs from the plans in force; what follows goes by those in force. See: collector check --ledger %s", c.Plans, c.Ledger).In(lang.Parse(a.lang)))
	}
	return out, nil
}

func (a *app) planAcceptCommand() *cobra.Command {
	var word generation.Acceptance
	var by string
	cmd := &cobra.Command{
		Use:   "accept",
		Short: "Bring plan files into force that change the past.",
		Long: `Accept brings the folder of plans into force although it changes what was asked or judged before, which serve and import
refuse. It prints what changes, and writes it into the ledger with the reason, who accepts it, and the texts. Files that
change nothing of the past need no acceptance: the next start of serve or import brings them into force.

` + example + `
  collector plan accept --reason "Sửa mốc 2025 gõ nhầm, đối chiếu bản gốc" --by "Sở GDĐT"

It works on the ledger directly; a collector that serves goes by the new plans at once, and so do the dashboards soon after.`,
		Args: cobra.NoArgs,
	}
	cmd.Flags().StringVar(&word.Reason, "reason", "", "Why the past changes; it is kept in the ledger.")
	cmd.Flags().StringVar(&by, "by", "", "Who accepts it; it is kept in the ledger.")
	cmd.Flags().StringVar(&word.Authority, "authority", "", "Number of the document that decides it.")
	load := a.configured(cmd, plansFlag, ledgerFlag, workspaceFlag)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		c, err := load()
		if err != nil {
			return err
		}
		word.By.Name, word.Reason, word.Authority = by, norm.NFC.String(word.Reason), norm.NFC.String(word.Authority)
		return a.accept(cmd, c, word)
	}
	return cmd
}

func (a *app) accept(cmd *cobra.Command, c config.Config, word generation.Acceptance) (err error) {
	if err := word.Problems().Err(); err != nil {
		return err
	}
	folder, book, err := a.office(cmd.Context(), c, sqlitefile.Change)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, book.Close()) }()
	who, err := a.decider(cmd.Context(), c, word.By.Name)
	if err != nil {
		return err
	}
	word.By = ledger.Who{Subject: string(who)}
	done, err := generation.Adopt(cmd.Context(), book, folder, a.now(), &word)
	if err != nil {
		return err
	}
	language := lang.Parse(a.lang)
	fmt.Fprintln(a.stdout, done.Describe(language))
	if done.Receipt == "" {
		return nil
	}
	_, err = fmt.Fprintln(a.stdout, done.Say().In(language))
	return err
}

// againstLedger prints what the folder would change, and which numbers in the ledger contradict each other. It fails where the past
// would change, or where there are any.
func (a *app) againstLedger(cmd *cobra.Command, path string, f generation.Folder) (err error) {
	book, err := a.looking(cmd, path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, book.Close()) }()
	c, err := generation.Compare(cmd.Context(), book, f, a.now())
	if err != nil {
		return err
	}
	fmt.Fprintln(a.stdout, c.Describe(lang.Parse(a.lang)))
	list, err := a.contradictions(cmd.Context(), f.Registry, book, doubt.Scope{}, func(report.Key) bool { return true })
	if err != nil {
		return err
	}
	a.sayContradictions(list)
	if len(c.Past)+len(list) > 0 {
		return errTold
	}
	return nil
}
