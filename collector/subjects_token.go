package main

import (
	"cmp"
	"context"
	"fmt"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"github.com/xhht/xhht/collector/workspace"
	"github.com/xhht/xhht/collector/workspace/sqlite"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
)

func (a *app) subjectsTokenCommand() *cobra.Command {
	var label, until, revoke string
	cmd := &cobra.Command{
		Use:   "token SUBJECT",
		Short: "Give a subject a further token, or revoke one.",
		Long: `Token makes a token for SUBJECT (an ID or a name) and prints it, this once: only its hash is kept.

` + example + `
  collector subjects token "Moodle" --label 2027 --until 2027-12-31
  collector subjects token "Moodle" --revoke 2026

To change a token, make a new one, hand it over, and revoke the old one by its label; collector subjects list shows the labels.`,
		Args: cobra.ExactArgs(1),
	}
	cmd.Flags().StringVar(&label, "label", "", "What the token is called; without it a number.")
	cmd.Flags().StringVar(&until, "until", "", "Last day on which it works, as 2027-12-31; without it no end is set.")
	cmd.Flags().StringVar(&revoke, "revoke", "", "Make no token; make the one with this label useless, from the next request on.")
	return a.onSubjects(cmd, func(ctx context.Context, store *sqlite.Store, _ plan.Registry, args []string) error {
		switch {
		case revoke != "" && label != "":
			return flagsApart("--revoke", "--label")
		case revoke != "" && until != "":
			return flagsApart("--revoke", "--until")
		}
		p, err := chosen(ctx, store, args[0])
		switch {
		case err != nil:
			return err
		case p.Origin == workspace.FromFile:
			return fmt.Errorf("%s: %w", p.ID, errFollowed)
		case revoke != "":
			return a.revoke(ctx, store, p, revoke)
		}
		ends, problems := a.lastDay(until)
		if len(problems) > 0 {
			return byFlag(problems)
		}
		tokens, err := store.TokensOf(ctx, p.ID)
		if err != nil {
			return err
		}
		return a.giveToken(ctx, store, workspace.Token{Subject: p.ID, Label: cmp.Or(label, freeLabel(tokens)), Ends: ends})
	})
}

func (a *app) revoke(ctx context.Context, store workspace.Tokens, p workspace.Profile, label string) error {
	if err := store.RevokeToken(ctx, p.ID, label); err != nil {
		return fmt.Errorf("token %q of %s: %w", label, p.ID, err)
	}
	fmt.Fprintln(a.stdout, lang.Textf("Đã hủy mã truy cập “%s”", "Revoked the token “%s”", label).In(lang.Parse(a.lang)))
	return nil
}

func (a *app) subjectsFailuresCommand() *cobra.Command {
	var limit int
	cmd := &cobra.Command{
		Use:   "failures",
		Short: "Show who tried to come in and could not.",
		Long: `Failures prints the newest lines of the log of failed sign-ins: when, through which door, from which network address, how often in a row,
why, and whose token or account it was where that is known. What was typed is not kept. Behind a reverse proxy the address
is the proxy's. The log has an end, in days and in lines: keep.sign_in_log_days and keep.sign_in_log_rows.`,
		Args: cobra.NoArgs,
	}
	cmd.Flags().IntVar(&limit, "limit", 50, "How many lines.")
	return a.onSubjects(cmd, func(ctx context.Context, store *sqlite.Store, _ plan.Registry, _ []string) error {
		lines, err := store.FailedSignIns(ctx, limit)
		if err != nil {
			return err
		}
		w := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', 0)
		for _, l := range lines {
			fmt.Fprintf(w, "%s\t%s\t%s\t%d\t%s\t%s\n", period.Local(l.At).Format(time.DateTime), l.Door, l.From, l.Times, l.Why, cmp.Or(string(l.Subject), "–"))
		}
		return w.Flush()
	})
}
