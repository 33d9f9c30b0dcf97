package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/text/unicode/norm"

	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/collector/workspace"
	"github.com/xhht/xhht/collector/workspace/sqlite"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/subject"
)

// scopeFlags gives a command the flags that say what may be acted on.
func scopeFlags(cmd *cobra.Command, d *subject.Draft) {
	cmd.Flags().StringVar(&d.Unit, "unit", "", "Unit with all below it, by uid, official code or name; * is everywhere that the plans cover.")
	cmd.Flags().StringArrayVar(&d.Bodies, "body", nil, "Only what this body owes, by its ID in the plan; may be repeated.")
	cmd.Flags().StringArrayVar(&d.Forms, "form", nil, "Only this form, as PLAN/FORM, or all forms of PLAN; may be repeated.")
	cmd.Flags().StringArrayVar(&d.Sources, "source", nil, "Only what is handed in this way: "+strings.Join(ledger.Sources, ", ")+"; may be repeated.")
}

// readScope reads a scope from the flags.
func readScope(reg plan.Registry, d subject.Draft) (subject.Scope, problem.List) {
	d.Unit = norm.NFC.String(d.Unit)
	return subject.ReadScope(reg, ledger.Sources, d)
}

// contactFlags gives a command the flags of what is known here of a subject, and nowhere else.
func contactFlags(cmd *cobra.Command, p *workspace.Profile) {
	cmd.Flags().StringVar(&p.Name, "name", "", "Name; receipts and pages show it until it is erased.")
	cmd.Flags().StringVar(&p.Email, "email", "", "Mail address, for reminders.")
	cmd.Flags().StringVar(&p.Phone, "phone", "", "Telephone number.")
}

func (a *app) subjectsAddCommand() *cobra.Command {
	var (
		p           workspace.Profile
		d           subject.Draft
		kind, until string
		token       bool
		create      bool
	)
	cmd := &cobra.Command{
		Use:   "add",
		Short: "Add a subject with a scope, and a token if wanted.",
		Long: `Add adds a person, a body or a machine that may act on a unit and all below it.

` + example + `
  collector subjects add --kind body --name "Phòng VH-XH xã Long Hồ" --unit 29602 --token
  collector subjects add --kind machine --name "Moodle" --unit "*" --form vinh-long --source exporter --token --until 2027-12-31

It prints the new subject's ID and, with --token, its first token, which is shown this once: only its hash is kept.`,
		Args: cobra.NoArgs,
	}
	cmd.Flags().StringVar(&kind, "kind", "", "What it is: person, body or machine.")
	contactFlags(cmd, &p)
	scopeFlags(cmd, &d)
	cmd.Flags().BoolVar(&token, "token", false, "Make a token, and print it.")
	cmd.Flags().StringVar(&until, "until", "", "Last day on which the token works, as 2027-12-31; without it no end is set.")
	cmd.Flags().BoolVar(&create, "create", false, "Make the workspace if it is not there yet; without it a mistyped name is an error.")
	return a.onSubjects(cmd, func(ctx context.Context, store *sqlite.Store, reg plan.Registry, _ []string) error {
		p.ID, p.Kind, p.Active, p.Origin = subject.NewID(), subject.Kind(kind), true, workspace.FromCommand
		p.Name, p.Email, p.Phone = norm.NFC.String(strings.TrimSpace(p.Name)), strings.TrimSpace(p.Email), strings.TrimSpace(p.Phone)
		scope, problems := readScope(reg, d)
		problems = append(append(faultyKind(p.Kind), p.Faulty()...), problems...)
		ends, faulty := a.lastDay(until)
		if problems = append(problems, faulty...); len(problems) > 0 {
			return byFlag(problems)
		}
		p.Scopes = []subject.Scope{scope}
		if err := store.AddSubject(ctx, p); err != nil {
			return err
		}
		fmt.Fprintln(a.stdout, lang.Textf("Đã thêm: %s", "Added: %s", p.ID).In(lang.Parse(a.lang)))
		if !token {
			return nil
		}
		return a.giveToken(ctx, store, workspace.Token{Subject: p.ID, Label: firstLabel, Ends: ends})
	})
}

// firstLabel is what a subject's first token is called.
const firstLabel = "1"

func faultyKind(k subject.Kind) (out problem.List) {
	if !k.Valid() {
		var kinds []string
		for _, one := range subject.Kinds {
			kinds = append(kinds, string(one))
		}
		out.Add(problem.Problem{
			Code: "unknown_kind", Place: problem.Field("kind"), Value: string(k), Rule: lang.Text{VI: "chưa nêu loại, hoặc không có loại này", EN: "the kind is missing, or there is no such kind"},
			Hint: lang.Textf("Một trong: %s", "One of: %s", strings.Join(kinds, ", ")),
		})
	}
	return out
}

// lastDay reads the last day of a token and returns the instant after it.
func (a *app) lastDay(text string) (ends time.Time, out problem.List) {
	day, out := period.Typed(text)
	for i := range out {
		out[i].Place = problem.Field("until")
	}
	switch {
	case day.IsZero(): // none given, or none that can be read
	case day.Before(period.Day(a.now())):
		out.Add(problem.Problem{
			Code: "past_date", Place: problem.Field("until"), Value: text, Rule: lang.Text{VI: "ngày này đã qua", EN: "this day is over"},
			Hint: lang.Text{VI: "Kiểm tra năm, tháng, ngày", EN: "Check year, month and day"},
		})
	default:
		ends = day.EndOfDay()
	}
	return ends, out
}

// giveToken makes a token and shows it.
func (a *app) giveToken(ctx context.Context, store workspace.Tokens, t workspace.Token) error {
	token, hash := workspace.NewToken()
	t.Hash = hash
	if err := store.AddToken(ctx, t); err != nil {
		return err
	}
	fmt.Fprintln(a.stdout, lang.Textf("Mã truy cập “%s”, chỉ hiện một lần này:", "The token “%s”, shown this once:", t.Label).In(lang.Parse(a.lang)))
	fmt.Fprintln(a.stdout, token)
	return nil
}

// freeLabel is a label that none of the tokens has that work.
func freeLabel(tokens []workspace.Token) string {
	for n := 1; ; n++ {
		label := fmt.Sprint(n)
		if !slices.ContainsFunc(tokens, func(t workspace.Token) bool { return t.Label == label && t.Revoked.IsZero() }) {
			return label
		}
	}
}
