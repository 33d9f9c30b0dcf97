package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/xhht/xhht/collector/config"
	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/law"
	"github.com/xhht/xhht/internal/owed"
	"github.com/xhht/xhht/internal/problem"
)

// levelFlags are what somebody asks about.
type levelFlags struct {
	facts, unit, programme, asOf string
	year                         int
}

func (a *app) levelCommand() *cobra.Command {
	var f levelFlags
	cmd := &cobra.Command{
		Use:   "level --unit UNIT [--facts FILE]",
		Short: "Work out which PCGD and XMC level a unit reaches, and why.",
		Long: `Level works out from raw counts which level of universal education (PCGD) and literacy (XMC) a unit reaches under the
rules that were in force on 30 September of the year, and shows every condition: what it needs, what there is, how
many people or units are missing. A district or province is judged by the levels of its members; those that reported
nothing are unknown, and the answer says whether they matter. Rules whose text was not seen say so.

The counts are those that were reported: the newest revision of every number in the ledger, together with the level that
the unit declared. What was recognised by decision (collector recognise) is a fact of its own and stands beside them. With
--facts they come from a file instead, so that numbers can be tried before they are reported.
The file is CSV in UTF-8 with a line per unit and year. Its columns are unit, year, special_difficulty (yes or no),
declared_PROGRAMME (the level the unit declares itself) and any fact of plans/law/facts.yaml. An empty cell was not
reported; it does not count as zero. With several years the command also says whether a recognition was kept.`,
		Args: cobra.NoArgs,
	}
	load := a.configured(cmd, plansFlag, ledgerFlag)
	cmd.Flags().StringVar(&f.facts, "facts", "", "CSV file with the counts; without it those of the ledger.")
	cmd.Flags().StringVar(&f.unit, "unit", "", "The unit: UID, code or name.")
	cmd.Flags().StringVar(&f.programme, "programme", "", "preschool_5, preschool_3_5, primary, lower_secondary or literacy; without it all that have rules.")
	cmd.Flags().IntVar(&f.year, "year", 0, "Year of the counts; without it the newest that there are counts of.")
	cmd.Flags().StringVar(&f.asOf, "as-of", "", "As it was known at the end of this day, as 2024-12-31, under the plans and law in force then; without it now.")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		c, err := load()
		if err != nil {
			return err
		}
		return a.level(cmd, c, f)
	}
	return cmd
}

func (a *app) level(cmd *cobra.Command, c config.Config, f levelFlags) error {
	switch {
	case f.unit == "":
		return missingFlag("--unit", lang.Text{VI: "Nêu đơn vị bằng uid, mã hoặc tên", EN: "Name the unit by uid, code or name"})
	case f.facts != "" && f.asOf != "":
		return flagsApart("--facts", "--as-of")
	}
	programmes := law.Programs
	if f.programme != "" {
		if programmes = []law.Program{law.Program(f.programme)}; !slices.Contains(law.Programs, programmes[0]) {
			return unknownProgramme(f.programme)
		}
	}
	p := levelPage{app: a, lang: lang.Parse(a.lang)}
	from := p.fromLedger
	if f.facts != "" {
		from = p.fromFile
	}
	if err := from(cmd, c, f); err != nil {
		return err
	}
	if !p.ruled() {
		return noRules(p.year)
	}
	p.print(programmes, f.programme != "")
	return nil
}

// counted is what is known of units and years, wherever it comes from.
type counted interface {
	Unit(a area.Area, year int) law.Unit
	Declared(uid string, year int, p law.Program) (level int, ok bool)
	Years() []int
}

// levelPage prints the levels of one unit.
type levelPage struct {
	app        *app
	law        law.Law
	facts      counted
	disputes   []string // what the unit reported in two ways
	recognised map[law.Program]owed.RecognitionRow
	origin     lang.Text
	unit       area.Area
	year       int
	lang       lang.Lang
}

// ruled reports whether any programme had rules on the year's day.
func (p levelPage) ruled() bool {
	on := law.CountingDay(p.year)
	return slices.ContainsFunc(law.Programs, func(programme law.Program) bool {
		return slices.ContainsFunc([]area.Level{area.Commune, area.District, area.Province}, func(tier area.Level) bool { return len(p.law.Levels(programme, tier, on)) > 0 })
	})
}

func noRules(year int) problem.Problem {
	return problem.Problem{Code: "no_rules", Place: problem.Field("--year"), Value: strconv.Itoa(year),
		Rule: lang.Textf("không quy định nào về mức độ có hiệu lực vào ngày %s", "no rules on levels were in force on %s", law.CountingDay(year)),
		Hint: lang.Text{VI: "Kiểm tra năm", EN: "Check the year"}}
}

func (p levelPage) line(indent int, text string) {
	fmt.Fprintln(p.app.stdout, strings.Repeat("  ", indent)+text)
}

// print goes through the programmes. One that nobody asked for is left out before it has any rule; where communes are
// judged and the unit cannot be, that is told.
func (p levelPage) print(programmes []law.Program, asked bool) {
	on := law.CountingDay(p.year)
	unit := p.facts.Unit(p.unit, p.year)
	p.line(0, lang.Text{
		VI: fmt.Sprintf("%s (%s), năm %d, theo quy định có hiệu lực ngày %s", unit.Name, unit.UID, p.year, on.Vietnamese()),
		EN: fmt.Sprintf("%s (%s), %d, under the rules in force on %s", unit.Name, unit.UID, p.year, on),
	}.In(p.lang)+after(p.origin, p.lang))
	for _, text := range p.disputes {
		p.line(1, text)
	}
	for _, programme := range programmes {
		s := p.law.Standing(programme, unit, on)
		if !asked && len(s.Answers) == 0 && len(p.law.Levels(programme, area.Commune, on)) == 0 {
			continue
		}
		p.line(0, "")
		p.line(0, s.Headline(p.lang))
		if declared, ok := p.facts.Declared(p.unit.UID, p.year, programme); ok {
			p.line(0, s.Declaration(declared, p.lang))
		}
		p.recognition(programme)
		for _, a := range s.Answers {
			p.line(1, a.Title(p.lang)+": "+a.Outcome.Text().In(p.lang))
			for _, line := range a.Lines(p.lang) {
				p.line(2, line)
			}
		}
		if len(s.Answers) > 0 {
			if lines := s.Answers[0].Assurances(p.lang); len(lines) > 0 {
				p.line(1, lang.Text{VI: "điều kiện bảo đảm (hiện để biết, không quyết định mức độ):", EN: "assurance conditions (for information; they do not decide the level):"}.In(p.lang))
				for _, line := range lines {
					p.line(2, line)
				}
			}
		}
		p.cautions(s)
		p.keeping(s)
	}
}

// cautions names the rules that are not certain, each once.
func (p levelPage) cautions(s law.Standing) {
	for i, text := range s.Cautions(p.lang) {
		if i == 0 {
			p.line(1, lang.Text{VI: "quy định đã dùng mà chưa chắc chắn:", EN: "rules used that are not certain:"}.In(p.lang))
		}
		p.line(2, text)
	}
}

// keeping says of every level whether it was kept, where the file has years before.
func (p levelPage) keeping(s law.Standing) {
	lapse, decree, ok := p.law.Lapse(law.CountingDay(p.year))
	known := p.facts.Years()
	if !ok || len(known) == 0 || known[0] >= p.year { // of a day before anything came nothing is known
		return
	}
	for _, a := range s.Answers {
		var years []law.Year
		for year := known[0]; year <= p.year; year++ {
			q := law.Question{Program: a.Program, Level: a.Level, On: law.CountingDay(year)}
			years = append(years, law.Year{Year: year, Outcome: p.law.Ask(q, p.facts.Unit(p.unit, year)).Outcome})
		}
		p.line(1, lang.Textf("duy trì %s: ", "keeping %s: ", a.Title(p.lang)).In(p.lang)+lapse.History(lapse.Follow(years), lapse.Place(decree, p.unit.Level, p.lang), p.lang))
	}
}
