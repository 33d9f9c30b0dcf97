package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/text/unicode/norm"

	"github.com/xhht/xhht/collector/workspace"
	"github.com/xhht/xhht/collector/workspace/sqlite"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/subject"
)

// errFollowed is the answer to changing somebody of the reporters file here: the file would change them back.
var errFollowed = errors.New("the reporters file says who they are: change it there, or run collector subjects adopt first")

// changed changes somebody whom an administrator looks after, and prints what became of them.
func (a *app) changed(ctx context.Context, store workspace.Subjects, reg plan.Registry, who string, change func(*workspace.Profile) error) error {
	p, err := chosen(ctx, store, who)
	if err != nil {
		return err
	}
	p, err = store.ChangeSubject(ctx, p.ID, func(p *workspace.Profile) error {
		if p.Origin == workspace.FromFile {
			return errFollowed
		}
		return change(p)
	})
	if err != nil {
		return fmt.Errorf("%s: %w", p.ID, err)
	}
	language := lang.Parse(a.lang)
	fmt.Fprintf(a.stdout, "%s  %s  %s\n", p.ID, kindWords(p).In(language), p.Name)
	for _, s := range p.Scopes {
		fmt.Fprintf(a.stdout, "  %s\n", scopeWords(reg, s).In(language))
	}
	return nil
}

func (a *app) subjectsScopeCommand() *cobra.Command {
	var d subject.Draft
	var further bool
	cmd := &cobra.Command{
		Use:   "scope SUBJECT",
		Short: "Say what a subject may act on.",
		Long: `Scope puts one scope in the place of all that SUBJECT (an ID or a name) had.

` + example + `
  collector subjects scope s-4m7gq0zy1x2c8rba --unit 29602 --body hoi-khuyen-hoc
  collector subjects scope s-4m7gq0zy1x2c8rba --add --unit 29605 --form vinh-long/annual-commune

With --add it stands beside them, and each by itself allows what it covers. A name that was only mentioned becomes a subject
who may act.`,
		Args: cobra.ExactArgs(1),
	}
	scopeFlags(cmd, &d)
	cmd.Flags().BoolVar(&further, "add", false, "Beside the scopes that are there, not in their place.")
	return a.onSubjects(cmd, func(ctx context.Context, store *sqlite.Store, reg plan.Registry, args []string) error {
		scope, problems := readScope(reg, d)
		if len(problems) > 0 {
			return byFlag(problems)
		}
		return a.changed(ctx, store, reg, args[0], func(p *workspace.Profile) error {
			if p.Origin == workspace.FromName {
				p.Origin, p.Active = workspace.FromCommand, true
			}
			if !further {
				p.Scopes = nil
			}
			p.Scopes = append(p.Scopes, scope)
			return nil
		})
	})
}

func (a *app) subjectsContactCommand() *cobra.Command {
	var given workspace.Profile
	cmd := &cobra.Command{
		Use:   "contact SUBJECT",
		Short: "Change a subject's name and addresses.",
		Long: `Contact changes what is given of name, mail address and telephone number; an empty text takes an address away. Receipts and
pages show the new name, those of before as well: the ledger holds the ID.`,
		Args: cobra.ExactArgs(1),
	}
	contactFlags(cmd, &given)
	return a.onSubjects(cmd, func(ctx context.Context, store *sqlite.Store, reg plan.Registry, args []string) error {
		return a.changed(ctx, store, reg, args[0], func(p *workspace.Profile) error {
			for flag, set := range map[string]struct {
				to   *string
				text string
			}{"name": {&p.Name, given.Name}, "email": {&p.Email, given.Email}, "phone": {&p.Phone, given.Phone}} {
				if cmd.Flags().Changed(flag) {
					*set.to = norm.NFC.String(strings.TrimSpace(set.text))
				}
			}
			if problems := p.Faulty(); len(problems) > 0 {
				return byFlag(problems)
			}
			return nil
		})
	})
}

func (a *app) subjectsActiveCommand(active bool) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "deactivate SUBJECT",
		Short: "Let a subject do nothing any more.",
		Long: `Deactivate keeps SUBJECT with name, scopes and tokens, and lets them do nothing, from the next request on. Activate takes it
back. Whoever has left for good is erased as well.`,
		Args: cobra.ExactArgs(1),
	}
	if active {
		cmd.Use, cmd.Short = "activate SUBJECT", "Let a subject act again who was deactivated."
		cmd.Long = "Activate lets SUBJECT (an ID or a name) act again, with the scopes and the tokens that they had."
	}
	return a.onSubjects(cmd, func(ctx context.Context, store *sqlite.Store, reg plan.Registry, args []string) error {
		return a.changed(ctx, store, reg, args[0], func(p *workspace.Profile) error {
			p.Active = active
			return nil
		})
	})
}

func (a *app) subjectsAdoptCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "adopt",
		Short: "Take the subjects of the reporters file over for good.",
		Long: `Adopt makes the subjects of the reporters file subjects like all others, with their IDs, scopes and tokens. Take the line
"reporters:" out of the configuration afterwards and restart the collector: a file that is still read names tokens that
somebody has, and is refused.`,
		Args: cobra.NoArgs,
	}
	return a.onSubjects(cmd, func(ctx context.Context, store *sqlite.Store, _ plan.Registry, _ []string) error {
		everybody, err := store.ListSubjects(ctx)
		if err != nil {
			return err
		}
		n := 0
		for _, p := range everybody {
			if p.Origin != workspace.FromFile || !p.Erased.IsZero() {
				continue
			}
			n++
			_, err := store.ChangeSubject(ctx, p.ID, func(p *workspace.Profile) error {
				p.Origin = workspace.FromCommand
				return nil
			})
			if err != nil {
				return err
			}
		}
		fmt.Fprintln(a.stdout, lang.Textf("Đã nhận %d chủ thể của tệp reporters; bỏ dòng reporters khỏi cấu hình rồi khởi động lại",
			"Adopted %d subjects of the reporters file; take reporters out of the configuration and restart", n).In(lang.Parse(a.lang)))
		return nil
	})
}

func (a *app) subjectsEraseCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "erase SUBJECT",
		Short: "Erase a person's name, addresses and means to sign in, for good.",
		Long: `Erase takes name, mail address, telephone number, account, tokens, sessions and failed sign-ins of SUBJECT out of the workspace and
its files. The ID stays: the ledger names it for ever, and nobody can tell any more whose it was. Pages in Grafana show the
ID within seconds. It cannot be taken back.

Copies made by backup before hold the name. Remove them, or erase again after one was put back.`,
		Args: cobra.ExactArgs(1),
	}
	return a.onSubjects(cmd, func(ctx context.Context, store *sqlite.Store, _ plan.Registry, args []string) error {
		p, err := chosen(ctx, store, args[0])
		if err != nil {
			return err
		}
		if err := store.EraseSubject(ctx, p.ID); err != nil {
			return err
		}
		fmt.Fprintln(a.stdout, lang.Textf("Đã xóa; còn lại mã %s", "Erased; the ID %s is left", p.ID).In(lang.Parse(a.lang)))
		return nil
	})
}
