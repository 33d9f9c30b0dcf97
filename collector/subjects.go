package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"
	"golang.org/x/text/unicode/norm"

	"github.com/xhht/xhht/collector/config"
	"github.com/xhht/xhht/collector/intake"
	"github.com/xhht/xhht/collector/sqlitefile"
	"github.com/xhht/xhht/collector/workspace"
	"github.com/xhht/xhht/collector/workspace/sqlite"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/planfile"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/subject"
)

func (a *app) subjectsCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "subjects",
		Short: "Say who may report what, and with which token.",
		Long: `Subjects are those who act: persons, bodies (a department, a school, behind whose token several people sit) and machines. What
they may act on is said by scopes: a unit with all below it, and, where that is narrower, certain bodies, forms and ways in.
The ledger knows a subject by its ID alone, for ever; name and addresses stand in the workspace and can be erased.

Where the configuration names a reporters file, its lines are subjects as well, and what it says is followed: change them
there. The commands work on the workspace directly, whether the collector serves or not; they count from the next request.`,
		Args: cobra.NoArgs,
		RunE: needsCommand,
	}
	cmd.AddCommand(a.subjectsListCommand(), a.subjectsAddCommand(), a.subjectsScopeCommand(), a.subjectsContactCommand(), a.subjectsTokenCommand(),
		a.subjectsActiveCommand(true), a.subjectsActiveCommand(false), a.subjectsAdoptCommand(), a.subjectsEraseCommand(), a.subjectsFailuresCommand())
	return cmd
}

// onSubjects gives a command of subjects its flags and its work, on a workspace whose subjects are those of the reporters file.
func (a *app) onSubjects(cmd *cobra.Command, work func(context.Context, *sqlite.Store, plan.Registry, []string) error) *cobra.Command {
	load := a.configured(cmd, plansFlag, ledgerFlag, workspaceFlag)
	cmd.RunE = func(cmd *cobra.Command, args []string) (err error) {
		c, err := load()
		if err != nil {
			return err
		}
		reg, err := planfile.Load(c.Plans)
		if err != nil {
			return err
		}
		create := cmd.Flags().Lookup("create")
		store, err := a.subjectsOf(cmd.Context(), c, create != nil && create.Value.String() == "true")
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, store.Close()) }()
		if c.Reporters != "" {
			f := follower{path: c.Reporters, plans: intake.Fixed(reg), into: store, log: a.logger(c.Log)}
			if err := f.follow(cmd.Context()); err != nil {
				return err
			}
		}
		return work(cmd.Context(), store, reg, args)
	}
	return cmd
}

// subjectsOf opens the workspace. One that a mistyped name has just made would let nobody in, so making one needs to be asked
// for.
func (a *app) subjectsOf(ctx context.Context, c config.Config, create bool) (*sqlite.Store, error) {
	if create {
		return sqlite.Open(ctx, c.WorkspaceFile(), a.now)
	}
	store, err := a.existingWorkspace(ctx, c, sqlitefile.Change)
	if errors.Is(err, os.ErrNotExist) {
		if missing, ok := errors.AsType[problem.Problem](err); ok {
			missing.Hint.VI += "; hoặc thêm người đầu tiên với --create"
			missing.Hint.EN += "; or add the first subject with --create"
			err = missing
		}
		return nil, err
	}
	return store, err
}

// chosen finds the one subject that somebody means by an ID or a name.
func chosen(ctx context.Context, store workspace.Subjects, text string) (workspace.Profile, error) {
	text = strings.TrimSpace(norm.NFC.String(text))
	there, err := store.FindSubjects(ctx, text)
	if err != nil {
		return workspace.Profile{}, err
	}
	id, err := workspace.Meant(text, there)
	if errors.Is(err, workspace.ErrNotFound) {
		return workspace.Profile{}, fmt.Errorf("nobody has the ID or the name %q: collector subjects list --all shows who there is", text)
	}
	if err != nil {
		return workspace.Profile{}, err
	}
	return store.Subject(ctx, id)
}

func (a *app) subjectsListCommand() *cobra.Command {
	var all bool
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List the subjects with their scopes and tokens.",
		Long: `List shows who may act: ID, kind, name, scopes and tokens with their ends. With --all it shows those as well who may not: names that
only an import or a decision has mentioned, those who are not active, and those who were erased, of whom the ID is left.`,
		Args: cobra.NoArgs,
	}
	cmd.Flags().BoolVar(&all, "all", false, "Those who may do nothing, too.")
	return a.onSubjects(cmd, func(ctx context.Context, store *sqlite.Store, reg plan.Registry, _ []string) error {
		everybody, err := store.ListSubjects(ctx)
		if err != nil {
			return err
		}
		w := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', 0)
		for _, p := range everybody {
			if !all && (!p.Active || len(p.Scopes) == 0) {
				continue
			}
			tokens, err := store.TokensOf(ctx, p.ID)
			if err != nil {
				return err
			}
			a.listSubject(w, reg, p, tokens)
		}
		return w.Flush()
	})
}

// listSubject prints a line for each scope of a subject, the first with all that is said once.
func (a *app) listSubject(w *tabwriter.Writer, reg plan.Registry, p workspace.Profile, tokens []workspace.Token) {
	language := lang.Parse(a.lang)
	var works []string
	for _, t := range tokens {
		if t.Works(a.now()) {
			works = append(works, tokenWords(t).In(language))
		}
	}
	scopes := []string{"–"}
	for i, s := range p.Scopes {
		if i == 0 {
			scopes = nil
		}
		scopes = append(scopes, scopeWords(reg, s).In(language))
	}
	for i, s := range scopes {
		if i > 0 {
			fmt.Fprintf(w, "\t\t\t%s\t\n", s)
			continue
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", p.ID, kindWords(p).In(language), cmp.Or(p.Name, "–"), s, cmp.Or(strings.Join(works, ", "), "–"))
	}
}

func tokenWords(t workspace.Token) lang.Text {
	if t.Ends.IsZero() {
		return lang.Text{VI: t.Label, EN: t.Label}
	}
	return lang.Textf("%s (đến hết %s)", "%s (to the end of %s)", t.Label, period.Day(t.Ends.Add(-1)))
}

// kindWords say what somebody is, and why they may do nothing where that is so.
func kindWords(p workspace.Profile) lang.Text {
	kind := map[subject.Kind]lang.Text{
		subject.Person: {VI: "người", EN: "person"}, subject.Body: {VI: "cơ quan", EN: "body"}, subject.Machine: {VI: "máy", EN: "machine"},
	}[p.Kind]
	switch {
	case !p.Erased.IsZero():
		return lang.Text{VI: kind.VI + ", đã xóa", EN: kind.EN + ", erased"}
	case p.Origin == workspace.FromName:
		return lang.Text{VI: kind.VI + ", chỉ có tên", EN: kind.EN + ", a name alone"}
	case !p.Active:
		return lang.Text{VI: kind.VI + ", đã khóa", EN: kind.EN + ", not active"}
	case p.Origin == workspace.FromFile:
		return lang.Text{VI: kind.VI + ", theo tệp", EN: kind.EN + ", by the file"}
	}
	return kind
}

func scopeWords(reg plan.Registry, s subject.Scope) lang.Text {
	t := lang.Text{VI: "mọi nơi", EN: "everywhere"}
	if s.Unit != subject.Everywhere {
		unit, _ := reg.Areas.Get(s.Unit)
		name := s.Unit + " " + unit.FullName
		t = lang.Text{VI: name, EN: name}
	}
	for _, part := range []struct {
		vi, en string
		list   []string
	}{{"cơ quan", "body", s.Bodies}, {"biểu", "form", s.Forms}, {"đường", "by", s.Sources}} {
		if len(part.list) > 0 {
			list := strings.Join(part.list, ", ")
			t = lang.Text{VI: t.VI + "; " + part.vi + " " + list, EN: t.EN + "; " + part.en + " " + list}
		}
	}
	return t
}
