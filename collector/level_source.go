package main

import (
	"cmp"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/xhht/xhht/collector/config"
	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/law"
	"github.com/xhht/xhht/internal/lawfile"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/planfile"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/regime"
	"github.com/xhht/xhht/internal/report"
)

// fromFile takes the counts from a file that somebody holds, and the law from the folder of plans: both may be tried.
func (p *levelPage) fromFile(_ *cobra.Command, c config.Config, f levelFlags) error {
	reg, err := planfile.Load(c.Plans)
	if err != nil {
		return err
	}
	p.law = reg.Law
	data, err := os.ReadFile(f.facts)
	if err != nil {
		return unopened(f.facts, err, lang.Text{VI: "Kiểm tra --facts", EN: "Check --facts"})
	}
	facts, err := lawfile.ReadFacts(filepath.Base(f.facts), data, reg.Law, reg.Areas)
	if err != nil {
		return err
	}
	p.app.tell(filepath.Base(f.facts), facts.Notices)
	years := facts.Years()
	if len(years) == 0 {
		return problem.Problem{Code: "no_rows", Place: problem.At(filepath.Base(f.facts), 0),
			Rule: lang.Text{VI: "tệp không có dòng số liệu nào dưới dòng tiêu đề", EN: "the file has no line below its header"}}
	}
	p.facts, p.year = facts, cmp.Or(f.year, years[len(years)-1])
	p.unit, err = p.app.unitIn(reg.Areas, f.unit, p.year, func(area.Area) bool { return true })
	return err
}

// fromLedger takes what was really reported: the newest numbers of every unit of the regime that the unit belongs to, or those
// that had been received by the day asked for, under the law that was in force then.
func (p *levelPage) fromLedger(cmd *cobra.Command, c config.Config, f levelFlags) (err error) {
	day, err := p.app.lookedBack("--as-of", f.asOf)
	if err != nil {
		return err
	}
	book, err := p.app.looking(cmd, c.Ledger)
	if err != nil {
		if missing, ok := errors.AsType[problem.Problem](err); ok {
			missing.Hint.VI += "; thêm --facts TỆP để thử với số liệu chưa báo cáo"
			missing.Hint.EN += "; give --facts FILE to work with numbers that were not reported"
			return missing
		}
		return err
	}
	defer func() { err = errors.Join(err, book.Close()) }()
	then, err := p.app.inForce(cmd.Context(), book, c, day.EndOfDay())
	if err != nil {
		return err
	}
	reg := then.Registry
	p.law, p.origin = reg.Law, then.origin
	duty, err := regimeOf(reg, f.unit)
	if err != nil {
		return err
	}
	cells, err := known(cmd.Context(), book, regime.Indicators(reg, duty), append([]string{duty.Root}, duty.Units...), day)
	if err != nil {
		return err
	}
	facts := regime.NewBook(reg, duty)
	for _, c := range cells {
		facts.Add(c.Entry)
	}
	p.facts = facts
	asked := func(a area.Area) bool { return reg.Covers(duty, a.UID) }
	if p.year = f.year; p.year == 0 {
		if p.year, err = newest(reg.Areas, f.unit, facts.Years(), asked); err != nil {
			return err
		}
	}
	if f.unit == duty.Root { // its territory is judged on after its own end
		p.unit, _ = reg.Areas.Get(duty.Root)
	} else if p.unit, err = p.app.unitIn(reg.Areas, f.unit, p.year, asked); err != nil {
		return err
	}
	p.disputes = facts.Disputes(p.unit.UID, p.year, p.lang)
	return p.recognising(cmd.Context(), book, reg, duty, day.EndOfDay())
}

// known is the newest revision of every cell that had been received by the day; the zero day is now.
func known(ctx context.Context, book ledger.Reading, indicators, units []string, day period.Date) ([]ledger.Recorded, error) {
	if day.IsZero() {
		return book.Cells(ctx, indicators, units)
	}
	all, err := book.Revisions(ctx, indicators, units)
	if err != nil {
		return nil, err
	}
	var out []ledger.Recorded
	at := map[report.Key]int{}
	for _, r := range all { // oldest first
		if r.ReceivedOn.After(day) {
			continue
		}
		i, seen := at[r.Key()]
		if !seen {
			at[r.Key()], out = len(out), append(out, r)
			continue
		}
		out[i] = r
	}
	return out, nil
}

// regimeOf finds the regime that takes the reports of a unit of that name.
func regimeOf(reg plan.Registry, unit string) (plan.Plan, error) {
	meant := reg.Areas.Find(unit)
	if len(meant) == 0 {
		return plan.Plan{}, problem.Problem{Code: "unknown_unit", Place: problem.Field("--unit"), Value: unit, Rule: area.NoUnit, Hint: area.Offer(unit, judged(reg))}
	}
	for _, p := range reg.Regimes() {
		for _, a := range meant {
			if reg.Covers(p, a.UID) {
				return p, nil
			}
		}
	}
	return plan.Plan{}, problem.Problem{Code: "no_regime", Place: problem.Field("--unit"), Value: unit,
		Rule: lang.Text{VI: "không chế độ báo cáo nào trong các kế hoạch nhận số liệu của đơn vị này", EN: "no regime of the plans takes the numbers of this unit"},
		Hint: lang.Text{VI: "Dùng --facts TỆP để thử với số liệu khác", EN: "Give --facts FILE to work with other numbers"}}
}

// judged are the units of all regimes.
func judged(reg plan.Registry) []area.Area {
	var out []area.Area
	for _, p := range reg.Regimes() {
		for _, uid := range p.Units {
			if a, ok := reg.Areas.Get(uid); ok {
				out = append(out, a)
			}
		}
	}
	return out
}

// newest is the last year of which anything was reported and in which the unit existed.
func newest(t *area.Tree, unit string, years []int, asked func(area.Area) bool) (int, error) {
	for _, year := range slices.Backward(years) {
		if slices.ContainsFunc(t.Find(unit), func(u area.Area) bool { return u.OpenOn(law.CountingDay(year)) && asked(u) }) {
			return year, nil
		}
	}
	return 0, problem.Problem{Code: "no_year", Place: problem.Field("--unit"), Value: unit,
		Rule: lang.Text{VI: "sổ chưa có số liệu của năm nào mà đơn vị này tồn tại", EN: "the ledger holds no numbers of any year in which the unit existed"},
		Hint: lang.Text{VI: "Nêu năm bằng --year", EN: "Name the year with --year"}}
}

// unitIn finds the one unit of the text that existed in the year. Other provinces have units of the same name: of several,
// those that are asked for are meant.
func (a *app) unitIn(t *area.Tree, text string, year int, asked func(area.Area) bool) (area.Area, error) {
	found := slices.DeleteFunc(t.Find(text), func(u area.Area) bool { return !u.OpenOn(law.CountingDay(year)) })
	if len(found) > 1 && slices.ContainsFunc(found, asked) {
		found = slices.DeleteFunc(found, func(u area.Area) bool { return !asked(u) })
	}
	switch len(found) {
	case 0:
		return area.Area{}, noUnitIn(t, text, year)
	case 1:
		return found[0], nil
	}
	var lines []string
	for _, u := range found {
		lines = append(lines, a.unit(t, u))
	}
	list := strings.Join(lines, "; ")
	return area.Area{}, problem.Problem{Code: "ambiguous_unit", Place: problem.Field("--unit"), Value: text,
		Rule: lang.Text{VI: "nhiều đơn vị mang mã hoặc tên này", EN: "several units have this code or name"},
		Hint: lang.Textf("Dùng uid: %s", "Use the uid: %s", list)}
}

// noUnitIn says that the text means no unit of the year, and what became of the one it meant.
func noUnitIn(t *area.Tree, text string, year int) problem.Problem {
	p := problem.Problem{Code: "unknown_unit", Place: problem.Field("--unit"), Value: text,
		Rule: lang.Textf("không có đơn vị này vào ngày 30/9/%d", "there is no such unit on 30 September %d", year), Hint: area.Offer(text, t.All())}
	for _, u := range t.Find(text) {
		if then := t.Became(u); then.VI != "" {
			p.Hint = lang.Text{VI: lang.Capital(then.VI), EN: lang.Capital(then.EN)}
		}
	}
	return p
}

func unknownProgramme(text string) problem.Problem {
	var ids []string
	for _, p := range law.Programs {
		ids = append(ids, string(p))
	}
	list := strings.Join(ids, ", ")
	return problem.Problem{Code: "unknown_programme", Place: problem.Field("--programme"), Value: text,
		Rule: lang.Text{VI: "không có chương trình này", EN: "there is no such programme"}, Hint: lang.Textf("Một trong: %s", "One of: %s", list)}
}
