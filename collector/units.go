package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/text/unicode/norm"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/problem"
)

func (a *app) unitsCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "units",
		Short: "Look units up, and carry counts to the units of another day.",
		Long: `Units answers from the list of units in the folder of plans: which unit a name means, what it came from and what became
of it, and how a series looks by the units of another day.`,
		Args: cobra.NoArgs,
		RunE: needsCommand,
	}
	cmd.AddCommand(a.unitsFindCommand(), a.unitsHistoryCommand(), a.unitsViewCommand())
	return cmd
}

func (a *app) unitsFindCommand() *cobra.Command {
	var date string
	cmd := &cobra.Command{
		Use:   "find TEXT",
		Short: "List every unit that a name or code may mean.",
		Long: `Find prints the units that a name, a full name, an official code or a uid may mean, each with what it lies in and its
dates. Names match whatever way their accents are typed (Hòa, Hoà). It ends with exit code 1 unless there is exactly one.`,
		Args: cobra.MinimumNArgs(1),
	}
	cmd.Flags().StringVar(&date, "date", "", "Only units that were open on this day, as 2024-12-31.")
	load := a.plansOf(cmd)
	cmd.RunE = func(_ *cobra.Command, words []string) error {
		on, err := dayFlag("--date", date)
		if err != nil {
			return err
		}
		reg, err := load()
		if err != nil {
			return err
		}
		text := norm.NFC.String(strings.Join(words, " "))
		found := 0
		for _, u := range reg.Areas.Find(text) {
			if on.IsZero() || u.OpenOn(on) {
				found++
				fmt.Fprintln(a.stdout, a.unit(reg.Areas, u))
			}
		}
		return meansOne(reg.Areas, text, found)
	}
	return cmd
}

// meansOne is the error of a text that means no unit, or more than one.
func meansOne(tree *area.Tree, text string, found int) error {
	switch found {
	case 1:
		return nil
	case 0:
		return problem.Problem{Code: "unknown_unit", Value: text, Rule: area.NoUnit,
			Hint: area.Offer(text, tree.All())}
	}
	return problem.Problem{Code: "ambiguous_unit", Value: text, Rule: lang.Textf("%d đơn vị mang mã hoặc tên này", "%d units have this code or name", found),
		Hint: lang.Text{VI: "Dùng uid ở đầu dòng, hoặc thêm --date", EN: "Use the uid that begins the line, or add --date"}}
}

func (a *app) unitsHistoryCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "history UNIT",
		Short: "Say what a unit came from and what became of it.",
		Long: `History prints every unit that carries the uid, code or name, each with its dates, the units it came from and the units
that followed it. A code may name other units at other times, so all of them are printed.`,
		Args: cobra.ExactArgs(1),
	}
	load := a.plansOf(cmd)
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		reg, err := load()
		if err != nil {
			return err
		}
		text := norm.NFC.String(args[0])
		found := reg.Areas.Find(text)
		for _, u := range found {
			a.history(reg.Areas, u)
		}
		if len(found) == 0 {
			return meansOne(reg.Areas, text, 0)
		}
		return nil
	}
	return cmd
}

func (a *app) history(tree *area.Tree, u area.Area) {
	language := lang.Parse(a.lang)
	fmt.Fprintln(a.stdout, a.unit(tree, u))
	line := func(label lang.Text, l area.Link, uid string) {
		name := lang.Textf("mã %s, ngoài danh mục", "code %s, not listed", l.Code).In(language)
		if other, ok := tree.Get(uid); ok {
			name = a.unit(tree, other)
		}
		fmt.Fprintf(a.stdout, "  %s (%s): %s\n", label.In(language), relations[l.Relation].In(language), name)
	}
	for _, l := range tree.Predecessors(u.UID) {
		line(lang.Text{VI: "từ", EN: "from"}, l, l.From)
	}
	after := tree.Successors(u.UID)
	for _, l := range after {
		line(lang.Text{VI: "thành", EN: "into"}, l, l.To)
	}
	switch {
	case len(after) > 0 || u.ValidTo.IsZero():
	case u.Level == area.District:
		fmt.Fprintf(a.stdout, "  %s\n", lang.Text{VI: "cấp huyện kết thúc; xem từng xã của huyện", EN: "the district tier ended; see its communes one by one"}.In(language))
	default:
		fmt.Fprintf(a.stdout, "  %s\n", lang.Text{VI: "không nguồn nào cho biết thành đơn vị nào", EN: "no source says which unit followed"}.In(language))
	}
}

var relations = map[area.Relation]lang.Text{
	area.Full:    {VI: "toàn bộ", EN: "in full"},
	area.Split:   {VI: "một phần", EN: "in part"},
	area.Renamed: {VI: "đổi tên hoặc loại", EN: "renamed or reclassified"},
}

// unit is one line: uid, name, what it lies in, from when to when.
func (a *app) unit(tree *area.Tree, u area.Area) string {
	last := u.ValidTo
	if last.IsZero() {
		last = period.Day(a.now())
	}
	parts := []string{u.UID + " " + u.FullName}
	for above, ok := tree.Get(tree.ParentOn(u.UID, last)); ok; above, ok = tree.Get(tree.ParentOn(above.UID, last)) {
		parts = append(parts, above.FullName)
	}
	dates := lang.Textf("từ %s", "since %s", u.ValidFrom)
	switch {
	case u.ValidFrom.IsZero() && u.ValidTo.IsZero():
		dates = lang.Text{}
	case u.ValidFrom.IsZero():
		dates = lang.Textf("đến %s", "until %s", u.ValidTo)
	case !u.ValidTo.IsZero():
		dates = lang.Textf("từ %s đến %s", "from %s until %s", u.ValidFrom, u.ValidTo)
	}
	if text := dates.In(lang.Parse(a.lang)); text != "" {
		parts = append(parts, text)
	}
	return strings.Join(parts, ", ")
}
