package main

import (
	"cmp"
	"errors"
	"fmt"
	"runtime/debug"

	"github.com/goccy/go-yaml"
	"github.com/spf13/cobra"

	"github.com/xhht/xhht/collector/config"
	"github.com/xhht/xhht/collector/generation"
	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/collector/plantext"
	"github.com/xhht/xhht/collector/workspace"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/law"
	"github.com/xhht/xhht/internal/problem"
)

func (a *app) checkCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "check [PLANS]",
		Short: "Read the plans and the law strictly and say what is in them.",
		Long: `Check reads the folder of plans and the law in it exactly as serve does. It prints its findings in three
classes: wrong data, with file and line, which ends with exit code 1; contradictions in the sources; questions that the
sources leave open. Then it prints what each decree holds and leaves open. PLANS is the folder; without it the
configured one is read.

With --ledger it holds the folder against the plans in force, as the ledger has written them down: what a changed plan would
have asked of whom in periods that are over, whom that would make late, and which milestones, rules and meanings of the past
would be others. Then it lists the numbers in the ledger that contradict each other: a part above its total, groups that do not add up, half
a child, from before the program checked; nothing is concluded from those until they are mended. It ends with exit code 1 where the
past would change, or where there are such numbers.`,
		Args: cobra.MaximumNArgs(1),
	}
	load := a.configured(cmd, plansFlag, ledgerFlag)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if len(args) == 1 {
			if err := cmd.Flags().Set(plansFlag.flag, args[0]); err != nil {
				return err
			}
		}
		c, err := load()
		if err != nil {
			return err
		}
		language := lang.Parse(a.lang)
		folder, err := generation.ReadFolder(c.Plans)
		if faults, ok := errors.AsType[problem.List](err); ok {
			fmt.Fprintln(a.stderr, plantext.Errors(faults, language))
			return errTold
		}
		if err != nil {
			return err
		}
		reg := folder.Registry
		if _, err := fmt.Fprintf(a.stdout, "%s\n%s\n", plantext.Summary(reg, language), plantext.Findings(reg, language)); err != nil {
			return err
		}
		a.describeLaw(reg.Law)
		if !cmd.Flags().Changed(ledgerFlag.flag) {
			return nil
		}
		fmt.Fprintln(a.stdout)
		return a.againstLedger(cmd, c.Ledger, folder)
	}
	return cmd
}

// describeLaw says what is in the law; plans can do without.
func (a *app) describeLaw(l law.Law) {
	for _, d := range l.Decrees {
		uncertain := 0
		for _, r := range d.Rules {
			if r.Confidence != law.High {
				uncertain++
			}
		}
		line := lang.Textf("%s: %d quy định, %d chưa chắc chắn, %d điều cần lưu ý", "%s: %d rules, %d of them not certain, %d findings", d.ID, len(d.Rules), uncertain, len(d.Findings))
		if d.Status == law.Unconfirmed {
			line.VI, line.EN = line.VI+"; chưa được xác nhận", line.EN+"; not confirmed"
		}
		fmt.Fprintln(a.stdout, line.In(lang.Parse(a.lang)))
		for _, f := range d.Findings {
			fmt.Fprintf(a.stdout, "  %s: %s\n", f.ID, f.Text.In(lang.Parse(a.lang)))
		}
	}
}

func (a *app) verifyCommand() *cobra.Command {
	var head string
	cmd := &cobra.Command{
		Use:   "verify",
		Short: "Prove that nothing in the ledger was changed.",
		Long: `Verify walks the ledger's hash chain and recomputes every hash. It ends with exit code 1 and the number of the
submission or decision at which the chain no longer holds. It prints the chain's head: note it down, or print it in a report. A
later verify --head HASH proves that nothing up to there was changed or cut off since.`,
		Args: cobra.NoArgs,
	}
	cmd.Flags().StringVar(&head, "head", "", "A head that was noted down earlier; it must still be part of the chain.")
	load := a.configured(cmd, ledgerFlag)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		c, err := load()
		if err != nil {
			return err
		}
		h, err := a.proven(cmd, c.Ledger, head)
		if err != nil {
			return err
		}
		a.sayHead("verified", h)
		return nil
	}
	return cmd
}

// proven verifies a ledger, and that a head noted down earlier is still part of its chain (empty: none was), and returns
// its head.
func (a *app) proven(cmd *cobra.Command, path, noted string) (h ledger.Head, err error) {
	book, err := a.looking(cmd, path)
	if err != nil {
		return h, err
	}
	defer func() { err = errors.Join(err, book.Close()) }()
	a.newerNote(path, book)
	if err := book.Verify(cmd.Context()); err != nil {
		return h, err
	}
	if noted != "" {
		if err := book.Contains(cmd.Context(), noted); err != nil {
			return h, err
		}
	}
	return book.Head(cmd.Context())
}

func (a *app) sayHead(done string, h ledger.Head) {
	fmt.Fprintf(a.stdout, "%s: %d submissions, %d decisions, %d entries\nhead: %s\n", done, h.Submissions, h.Decisions, h.Entries, cmp.Or(h.Hash, "none"))
}

func (a *app) tokenCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "token",
		Short: "Make a token for a reporter.",
		Long: `Token prints a fresh random token, to be given to one reporter, and the three lines that go to the end of the
reporters file, below its line "reporters:". Fill in name and unit there; a collector that serves follows within seconds. The
file holds only the token's hash: a lost token cannot be found again, only replaced. For more than a name and a unit, and
without the file, see the command subjects.`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			token, hash := workspace.NewToken()
			fmt.Fprintf(a.stdout, "# For the reporter, shown this once:\n%s\n\n# To the end of the reporters file, below its line \"reporters:\":\n%s", token, config.ReporterLines(hash))
			return nil
		},
	}
}

func (a *app) configCommand() *cobra.Command {
	var check bool
	cmd := &cobra.Command{
		Use:   "config [FILE]",
		Short: "Print the documented default configuration, or check one.",
		Long: `Config prints the configuration that holds when no file is given, with an explanation of every value. With --check it
reads the file that --config names exactly as serve does, and prints what would hold, secrets hidden, or what is wrong
with it, with its line. A FILE is read and checked in the same way.`,
		Args: cobra.MaximumNArgs(1),
	}
	cmd.Flags().BoolVar(&check, "check", false, "Read the file that --config names and print what would hold.")
	load := a.configured(cmd)
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		if len(args) == 1 {
			a.configFile, check = args[0], true
		}
		if !check {
			_, err := fmt.Fprint(a.stdout, config.Default)
			return err
		}
		c, err := load()
		if err != nil {
			return err
		}
		out, err := yaml.Marshal(c)
		if err != nil {
			return fmt.Errorf("print the configuration: %w", err)
		}
		_, err = a.stdout.Write(out)
		return err
	}
	return cmd
}

func (a *app) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version of the program and of Go.",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			version, revision, goVersion := "unknown", "unknown", "unknown"
			if info, ok := debug.ReadBuildInfo(); ok {
				version, goVersion = info.Main.Version, info.GoVersion
				for _, s := range info.Settings {
					if s.Key == "vcs.revision" {
						revision = s.Value
					}
				}
			}
			fmt.Fprintf(a.stdout, "collector %s (%s, %s)\n", cmp.Or(version, "unknown"), revision, goVersion)
			return nil
		},
	}
}
