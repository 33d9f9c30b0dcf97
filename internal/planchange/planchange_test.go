package planchange_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/golden"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/law"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/planchange"
	"github.com/xhht/xhht/internal/planfile"
	"github.com/xhht/xhht/internal/report"
)

const (
	vinhLong = "vinh-long-2021-2030"
	pcgd     = "pcgd-xmc-vinh-long"
	extra    = "rural_worker_learning_rate" // something that no form of the two asks for
)

// today is the day of the comparison: the reports of 2025 are over, those of 2026 are not due yet under the plan, and are under
// the regime.
var today = period.DateOf(2026, 12, 1)

func shipped(t testing.TB) plan.Registry {
	t.Helper()
	reg, err := planfile.Load("../../plans")
	if err != nil {
		t.Fatal(err)
	}
	return undivided(reg)
}

// undivided is the registry as it was before Vĩnh Long's form was handed over: eight districts owe it to the end.
func undivided(reg plan.Registry) plan.Registry {
	reg.Plans = slices.Clone(reg.Plans)
	for i, p := range reg.Plans {
		if p.ID != vinhLong {
			continue
		}
		p.Units, p.Gathered = p.Units[:8], nil
		p.Forms = slices.DeleteFunc(slices.Clone(p.Forms), func(f plan.Form) bool { return f.ID == "annual-titles" })
		f := &p.Forms[0]
		f.Bodies, f.Level, f.Name = nil, area.District, lang.Text{VI: "Báo cáo năm của huyện", EN: "Annual report of a district"}
		f.Indicators = plan.Asks(f.EverAsked()...)
		reg.Plans[i] = p
	}
	return reg
}

// edited is the registry with one plan changed; the registry given stays as it is.
func edited(t *testing.T, reg plan.Registry, id string, change func(*plan.Plan)) plan.Registry {
	t.Helper()
	reg.Plans = slices.Clone(reg.Plans)
	i := slices.IndexFunc(reg.Plans, func(p plan.Plan) bool { return p.ID == id })
	p := &reg.Plans[i]
	p.Forms, p.Targets, p.Deliverables, p.Units = slices.Clone(p.Forms), slices.Clone(p.Targets), slices.Clone(p.Deliverables), slices.Clone(p.Units)
	for j := range p.Forms {
		p.Forms[j].Indicators = slices.Clone(p.Forms[j].Indicators)
	}
	for j := range p.Targets {
		p.Targets[j].Milestones = slices.Clone(p.Targets[j].Milestones)
	}
	change(p)
	return reg
}

func asking(terms ...plan.Ask) func(*plan.Plan) {
	return func(p *plan.Plan) { p.Forms[0].Indicators = append(p.Forms[0].Indicators, terms...) }
}

func rules(t *testing.T, reg plan.Registry, change func(*law.Decree)) plan.Registry {
	t.Helper()
	reg.Law.Decrees = slices.Clone(reg.Law.Decrees)
	i := slices.IndexFunc(reg.Law.Decrees, func(d law.Decree) bool { return d.ID == "nd20-2014" })
	d := &reg.Law.Decrees[i]
	d.Rules = slices.Clone(d.Rules)
	change(d)
	return reg
}

// everything came in time, so that whatever becomes late does so by the change. In 2024 everybody counted 95 of 100.
func everything(reg plan.Registry) planchange.Record {
	p, _ := reg.Plan(pcgd)
	return planchange.Record{
		Now:  today.Time().Add(5 * time.Hour),
		Came: func(k report.Key) (time.Time, bool) { return k.Period.Start().Time(), k.Indicator != extra },
		Entries: func(indicators []string, year int) (out []report.Entry) {
			for _, a := range reg.Members(p, area.Commune) {
				for _, id := range indicators {
					if year == 2024 && p.Reports(a, period.Year(year)) && reg.Indicators[id].Measure == catalogue.Rate {
						out = append(out, report.Entry{Unit: a.UID, Indicator: id, Period: period.Year(year), Group: "all", Numerator: new(95.0), Denominator: new(100.0)})
					}
				}
			}
			return out
		},
	}
}

func TestWhatAGenerationWouldChangeAboutThePast(t *testing.T) {
	reg := shipped(t)
	rec := everything(reg)
	since := func(year int) plan.Ask { return plan.Ask{Indicator: extra, Term: plan.Term{First: period.Year(year)}} }
	late := func(first int, on, due period.Date) plan.Ask {
		return plan.Ask{Indicator: extra, Term: plan.Term{First: period.Year(first), AskedOn: on, Due: due, Clause: "CV 1"}}
	}
	bodies := func(last int) func(*plan.Plan) {
		return func(p *plan.Plan) {
			f := &p.Forms[0]
			f.Bodies = []plan.Body{{ID: "office", Level: f.Level, Term: plan.Term{Last: period.Year(last)}}, {ID: "province", Level: area.Province, Term: plan.Term{First: period.Year(last + 1)}}}
			f.Level = ""
		}
	}
	milestone := func(i int, value float64) func(*plan.Plan) {
		return func(p *plan.Plan) { p.Targets[0].Milestones[i].Value = &value }
	}
	for name, after := range map[string]plan.Registry{
		"an-indicator-is-added":      edited(t, reg, vinhLong, asking(plan.Asks(extra)...)),
		"an-indicator-of-the-regime": edited(t, reg, pcgd, asking(plan.Asks(extra)...)),
		"first-in-the-past":          edited(t, reg, vinhLong, asking(since(2024))),
		"asked-late-due-in-the-past": edited(t, reg, vinhLong, asking(late(2024, period.DateOf(2026, 1, 5), period.DateOf(2026, 3, 31)))),
		"an-indicator-is-gone":       edited(t, reg, vinhLong, func(p *plan.Plan) { p.Forms[0].Indicators = p.Forms[0].Indicators[1:] }),
		"a-deadline-is-moved":        edited(t, reg, vinhLong, func(p *plan.Plan) { p.Forms[0].Due.Before = "12-20" }),
		"a-deadline-to-come-again":   edited(t, reg, pcgd, func(p *plan.Plan) { p.Forms[0].Due.Before = "12-20" }),
		"a-form-is-new": edited(t, reg, vinhLong, func(p *plan.Plan) {
			p.Forms = append(p.Forms, plan.Form{ID: "new", Name: lang.Text{VI: "Biểu mới", EN: "A new form"}, Level: area.District, Frequency: period.Annual, Indicators: plan.Asks(extra), Due: plan.Due{Before: "07-01"}})
		}),
		"a-form-is-gone":                edited(t, reg, vinhLong, func(p *plan.Plan) { p.Forms = p.Forms[1:] }),
		"a-body-took-over":              edited(t, reg, vinhLong, bodies(2024)),
		"units-are-gone":                edited(t, reg, vinhLong, func(p *plan.Plan) { p.Units = p.Units[:6] }),
		"a-milestone-of-the-past":       edited(t, reg, vinhLong, milestone(0, 60)),
		"a-target-with-a-past":          edited(t, reg, vinhLong, func(p *plan.Plan) { n := p.Targets[0]; n.ID = "again"; p.Targets = append(p.Targets, n) }),
		"a-target-is-gone":              edited(t, reg, vinhLong, func(p *plan.Plan) { p.Targets = p.Targets[1:] }),
		"a-target-judges-others":        edited(t, reg, vinhLong, func(p *plan.Plan) { p.Targets[0].Monitored = []area.Level{area.Commune} }),
		"bounds":                        edited(t, reg, vinhLong, func(p *plan.Plan) { p.Bounds.OnTrack = 0.9 }),
		"a-task-with-another-day":       edited(t, reg, vinhLong, func(p *plan.Plan) { p.Deliverables[0].Due = period.DateOf(2021, 7, 1) }),
		"a-plan-is-gone":                {Areas: reg.Areas, Indicators: reg.Indicators, Law: reg.Law, Plans: slices.DeleteFunc(slices.Clone(reg.Plans), func(p plan.Plan) bool { return p.ID == pcgd })},
		"a-rule-asks-for-more":          rules(t, reg, func(d *law.Decree) { d.Rules[0].Percent = 96 }),
		"a-rule-ends-in-the-past":       rules(t, reg, func(d *law.Decree) { d.Rules[0].ValidTo = period.DateOf(2023, 12, 31) }),
		"an-indicator-is-measured-anew": measured(reg),
		"a-unit-lies-elsewhere":         moved(t, reg),
	} {
		t.Run(name, func(t *testing.T) {
			golden.Equal(t, filepath.Join("testdata", name+".txt"), said(planchange.Compare(reg, after, today, rec)))
		})
	}
	for name, after := range map[string]plan.Registry{
		"nothing":                             reg,
		"asked from the first open period on": edited(t, reg, vinhLong, asking(since(2026))),
		"asked late, due in time to come":     edited(t, reg, vinhLong, asking(late(2024, period.DateOf(2026, 11, 25), period.DateOf(2027, 3, 31)))),
		"asked no more":                       edited(t, reg, vinhLong, func(p *plan.Plan) { p.Forms[0].Indicators[0].Last = period.Year(2025) }),
		"another body from now on":            edited(t, reg, vinhLong, bodies(2025)),
		"the present body under a name": edited(t, reg, vinhLong, func(p *plan.Plan) {
			p.Forms[0].Bodies, p.Forms[0].Level = []plan.Body{{ID: "office", Level: p.Forms[0].Level}}, ""
		}),
		"a form from now on": edited(t, reg, vinhLong, func(p *plan.Plan) {
			f := p.Forms[0]
			f.ID, f.First = "new", period.Year(2026)
			p.Forms = append(p.Forms, f)
		}),
		"another deadline from now on": edited(t, reg, vinhLong, func(p *plan.Plan) {
			f := p.Forms[0]
			f.ID, f.First, f.Due.Before, p.Forms[0].Last = "new", period.Year(2026), "12-20", period.Year(2025)
			p.Forms = append(p.Forms, f)
		}),
		"a milestone to come": edited(t, reg, vinhLong, milestone(1, 90)),
		"words":               edited(t, reg, vinhLong, func(p *plan.Plan) { p.Title.VI, p.Forms[0].Name.VI, p.Targets[0].Milestones[0].Quote = "a", "b", "c" }),
		"a rule ends, another follows": rules(t, reg, func(d *law.Decree) {
			n := d.Rules[0]
			n.ID, n.Percent, n.ValidFrom = "new", 99, period.DateOf(2026, 10, 1)
			d.Rules[0].ValidTo = period.DateOf(2026, 9, 30)
			d.Rules = append(d.Rules, n)
		}),
		"what is said of a rule": rules(t, reg, func(d *law.Decree) { d.Rules[0].Note, d.Rules[0].Confidence = lang.Text{VI: "đã đọc"}, law.High }),
	} {
		if got := said(planchange.Compare(reg, after, today, rec)); got != "" {
			t.Errorf("%s changes the past:\n%s", name, got)
		}
	}
}

// Who was late anyway is not made late by the change.
// The hand-over of Vĩnh Long, brought into force today: the districts no longer owe 2025, and no commune is late for what it is first
// asked for now.
func TestAHandOverMakesNobodyLateWhoWasNotAsked(t *testing.T) {
	reg, err := planfile.Load("../../plans")
	if err != nil {
		t.Fatal(err)
	}
	after := reg.AskedSince(func(string) period.Date { return today })
	golden.Equal(t, filepath.Join("testdata", "handed-over.txt"), said(planchange.Compare(undivided(reg), after, today, planchange.Record{Now: today.Time()})))
}

func TestOnlyWhoBecomesLateIsCounted(t *testing.T) {
	reg := shipped(t)
	told := planchange.Compare(reg, edited(t, reg, vinhLong, asking(plan.Asks(extra)...)), today, planchange.Record{Now: today.Time()})
	if len(told) != 1 || told[0].Effect.VI != "" {
		t.Errorf("nobody had reported, and the change would mean: %+v", told)
	}
}

func measured(reg plan.Registry) plan.Registry {
	list := map[string]catalogue.Indicator{}
	for id, ind := range reg.Indicators {
		if id == "info_skills_rate" {
			ind.Direction = catalogue.Lower
		}
		list[id] = ind
	}
	reg.Indicators = list
	return reg
}

func moved(t *testing.T, reg plan.Registry) plan.Registry {
	t.Helper()
	areas := slices.Clone(reg.Areas.All())
	for i := range areas {
		if areas[i].UID == "d:857@0" {
			areas[i].ValidTo = period.DateOf(2024, 12, 31)
		}
	}
	tree, err := area.NewTree(areas, reg.Areas.Links()...)
	if err != nil {
		t.Fatal(err)
	}
	reg.Areas = tree
	return reg
}

// said is what an operator reads, in both languages.
func said(list []planchange.Change) string {
	var b strings.Builder
	for _, l := range []lang.Lang{lang.Vietnamese, lang.English} {
		for _, c := range list {
			b.WriteString(c.In(l) + "\n")
		}
		if len(list) > 0 && l == lang.Vietnamese {
			b.WriteString("\n")
		}
	}
	return b.String()
}
