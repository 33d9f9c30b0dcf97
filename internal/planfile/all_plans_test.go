package planfile_test

import (
	"cmp"
	"encoding/csv"
	"fmt"
	"maps"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/golden"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
)

// extracted reads what was taken out of the documents line by line, independently of the plan files: line → comparator,
// value, upper value, firmness. It is typed by hand, from the document: no command writes it.
func extracted(t *testing.T) map[string]string {
	t.Helper()
	file, err := os.Open("testdata/extracted.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, row := range rows[1:] {
		out[row[0]] = strings.Join(row[1:], " ")
	}
	return out
}

func TestPlansHaveEveryTargetOfTheirDocuments(t *testing.T) {
	reg, _ := vinhLong(t)
	got := map[string]string{}
	for _, p := range reg.Plans {
		if p.Kind == plan.Reference {
			continue // its text is not at hand
		}
		for _, target := range p.Targets {
			for _, m := range target.Milestones {
				got[m.Source] = strings.Join([]string{string(m.Comparator), number(m.Value), number(m.ValueMax), string(m.Firmness)}, " ")
				if _, rest, _ := strings.Cut(m.Source, "-"); m.By.String() != rest[:4]+"-12-31" {
					t.Errorf("%s is due by %s", m.Source, m.By)
				}
			}
		}
	}
	if diff := gocmp.Diff(extracted(t), got); diff != "" {
		t.Errorf("milestones (-testdata/extracted.csv, typed from the documents; +plan):\n%s", diff)
	}
}

// How many milestones each plan has, year by year, and how many quotes name a percentage: one that disappears must be seen to
// disappear.
func TestMilestonesByPlan(t *testing.T) {
	reg, _ := vinhLong(t)
	count := map[string]int{}
	for _, p := range reg.Plans {
		for _, target := range p.Targets {
			for _, m := range target.Milestones {
				count[fmt.Sprintf("%s, %d: milestones", p.ID, m.By.Year())]++
				count[p.ID+": percentages in quotes"] += len(percent.FindAllString(m.Quote, -1))
			}
		}
	}
	var b strings.Builder
	for _, what := range slices.Sorted(maps.Keys(count)) {
		fmt.Fprintf(&b, "%s %d\n", what, count[what])
	}
	golden.Equal(t, "testdata/milestones.txt", b.String())
}

// number renders a milestone's value; "" where the document gives none.
func number(v *float64) string {
	if v == nil {
		return ""
	}
	return strconv.FormatFloat(*v, 'f', -1, 64)
}

var percent = regexp.MustCompile(`([\d.,]+)(?:-([\d.,]+))?\s*%`)

// A percentage in a quote must be the milestone's own number: 37.5 in "37.5% các huyện…", 98.85 in "98,85% người…".
func TestNumbersStandInTheirQuotes(t *testing.T) {
	reg, _ := vinhLong(t)
	for _, p := range reg.Plans {
		for _, target := range p.Targets {
			for _, m := range target.Milestones {
				for _, in := range percent.FindAllStringSubmatch(m.Quote, -1) {
					if low, high := plain(in[1]), plain(in[2]); low != number(m.Value) || high != number(m.ValueMax) {
						t.Errorf("%s: the quote says %s, the milestone %s %s", m.Source, in[0], number(m.Value), number(m.ValueMax))
					}
				}
			}
		}
	}
}

// plain reads a decimal comma or point: "99,80" and "99.80" are "99.8".
func plain(s string) string {
	v, err := strconv.ParseFloat(strings.Replace(s, ",", ".", 1), 64)
	if err != nil {
		return s
	}
	return number(&v)
}

// Whatever is reported can be judged or counted, and whatever is judged can be reported: no dead indicator, no target
// that nobody feeds. A plan without forms (its text is cut off, or it has no numbers) is left out.
func TestReportsFeedTheirTargets(t *testing.T) {
	reg, _ := vinhLong(t)
	aimed := map[string]bool{}
	for _, p := range reg.Plans {
		for _, target := range p.Targets {
			ind := reg.Indicators[target.Indicator]
			aimed[ind.ID], aimed[ind.Of] = true, true
		}
		for _, title := range p.Titles { // recognised, and not reported
			aimed[title.Indicator] = true
		}
		if p.Kind == plan.Regime { // what it takes is held against the law
			for _, f := range p.Forms {
				for _, id := range f.EverAsked() {
					aimed[id] = true
				}
			}
		} else if len(p.Forms) > 0 {
			feeds(t, reg, p)
		}
	}
	for id := range reg.Indicators {
		if !aimed[id] {
			t.Errorf("indicator %s is aimed at by nobody", id)
		}
	}
}

func feeds(t *testing.T, reg plan.Registry, p plan.Plan) {
	t.Helper()
	fed := map[string]bool{}
	for _, target := range p.Targets {
		ind := reg.Indicators[target.Indicator]
		if ind.Measure == catalogue.Gap {
			ind = reg.Indicators[ind.Of]
		}
		reported, tiers := ind.ID, []area.Level{target.Level}
		switch {
		case ind.Measure == catalogue.ShareOfUnits:
			reported, tiers = ind.Of, []area.Level{ind.MemberLevel, p.Succession[ind.MemberLevel].Members}
		case ind.RollUp:
			tiers = append(tiers, area.District, area.Commune)
		}
		ok := false
		for _, level := range tiers {
			if slices.ContainsFunc(p.Run(ind.Frequency), func(per period.Period) bool { _, _, has := p.FormFor(reported, level, per); return has }) {
				ok, fed[string(level)+" "+reported] = true, true
			}
		}
		if !ok {
			t.Errorf("%s: no form of %s carries %s for %s", target.ID, p.ID, reported, tiers)
		}
	}
	for _, form := range p.Forms {
		for _, tier := range form.Tiers() {
			for _, id := range form.EverAsked() {
				asked := slices.ContainsFunc(p.Periods(form), func(per period.Period) bool { f, _, ok := p.FormFor(id, tier, per); return ok && f.ID == form.ID })
				if asked && !fed[string(tier)+" "+id] {
					t.Errorf("%s of %s carries %s, which no target uses", form.ID, p.ID, id)
				}
			}
		}
	}
}

// Readers get every sentence in both languages, and no English where Vietnamese is meant.
func TestShippedTextsAreInBothLanguages(t *testing.T) {
	reg, _ := vinhLong(t)
	check := func(where string, texts ...lang.Text) {
		for _, x := range texts {
			if (x.VI == "") != (x.EN == "") {
				t.Errorf("%s: one language is missing in %+v", where, x)
			}
		}
	}
	for id, ind := range reg.Indicators {
		check(id, ind.Name, ind.Short, ind.Numerator, ind.Denominator, ind.Unit, ind.Note)
		if utf8.RuneCountInString(ind.Short.VI) > 40 {
			t.Errorf("%s: short name %q", id, ind.Short.VI)
		}
	}
	for _, p := range reg.Plans {
		check(p.ID, p.Title, p.Short, p.Document.Issuer)
		for level, s := range p.Succession {
			check(string(level), s.Why)
		}
		for _, target := range p.Targets {
			check(target.ID, target.Short, target.Note)
			for _, m := range target.Milestones {
				check(m.Source, m.Note)
			}
		}
		for _, f := range p.Forms {
			check(f.ID, f.Name, f.Reporter, f.Recipient)
		}
		for _, d := range p.Deliverables {
			check(d.ID, d.Title, d.Lead, d.Partners, d.SubmitTo)
		}
		for _, f := range p.Findings {
			check(f.ID, f.Text)
		}
	}
}

func TestNoPlanHidesThatItsSourceIsChecked(t *testing.T) {
	reg, _ := vinhLong(t)
	for _, p := range reg.Plans {
		if (p.Document.Seed == "") != (p.Kind == plan.Reference || p.Kind == plan.Regime) {
			t.Errorf("%s: kind %q, source text %q", p.ID, p.Kind, p.Document.Seed)
		}
	}
}

// What the documents contradict or leave open, plan by plan: a finding that disappears must be seen to disappear.
func TestFindings(t *testing.T) {
	reg, _ := vinhLong(t)
	var b strings.Builder
	for _, p := range reg.Plans {
		for _, f := range p.Findings {
			fmt.Fprintf(&b, "%s %s %s [%s]\n", p.ID, f.Class, f.ID, strings.Join(f.Clauses, "; "))
		}
	}
	golden.Equal(t, "testdata/findings.txt", b.String())
}

// What has to be done, by whom and by when, plan by plan.
func TestDeliverables(t *testing.T) {
	reg, _ := vinhLong(t)
	var b strings.Builder
	for _, p := range reg.Plans {
		for _, d := range p.Deliverables {
			fmt.Fprintf(&b, "%s %s %s (%s) %s\n", p.ID, d.ID, cmp.Or(d.Due.String(), "-"), d.DueText, cmp.Or(d.Lead.VI, "-"))
		}
	}
	golden.Equal(t, "testdata/deliverables.txt", b.String())
}

var (
	quarter = regexp.MustCompile(`Qu[íý] ([1-4]|IV|I{1,3}) năm (\d{4})`)
	before  = regexp.MustCompile(`^trước ngày (\d{2})(?:/| tháng )(\d{2})(?:/| năm )(\d{4})$`)
)

// A quarter is due on its last day; "before" a day is due on the day before.
func TestDueDaysFollowTheirWords(t *testing.T) {
	reg, _ := vinhLong(t)
	quarters, days := 0, 0
	for _, p := range reg.Plans {
		for _, d := range p.Deliverables {
			if in := quarter.FindStringSubmatch(d.DueText); in != nil {
				quarters++
				q := slices.Index([]string{"I", "II", "III", "IV"}, in[1]) + 1
				if q == 0 {
					q, _ = strconv.Atoi(in[1])
				}
				per, err := period.Parse(fmt.Sprintf("%s-Q%d", in[2], q))
				if err != nil || per.End() != d.Due {
					t.Errorf("%s: %q is due %s (%v)", d.ID, d.DueText, d.Due, err)
				}
			}
			if in := before.FindStringSubmatch(d.DueText); in != nil {
				days++
				if want := date(t, in[3]+"-"+in[2]+"-"+in[1]).AddDays(-1); want != d.Due {
					t.Errorf("%s: %q is due %s", d.ID, d.DueText, d.Due)
				}
			}
		}
	}
	if quarters == 0 || days == 0 {
		t.Errorf("%d quarters and %d days: this tests nothing", quarters, days)
	}
}

// Who reports by when, for every reporting deadline of the documents.
func TestDeadlines(t *testing.T) {
	reg, _ := vinhLong(t)
	var b strings.Builder
	for _, p := range reg.Plans {
		for _, f := range p.Forms {
			day := "-"
			if last := f.LastGoodDay(period.Year(p.To)); !last.IsZero() {
				day = last.Vietnamese()[:5]
			}
			fmt.Fprintf(&b, "%s %s: %s, %s, %d indicators, last good day %s; %s → %s\n", p.ID, f.ID, f.Level, f.Frequency, len(f.Indicators), day, cmp.Or(f.Reporter.VI, "đơn vị"), f.Recipient.VI)
		}
	}
	golden.Equal(t, "testdata/deadlines.txt", b.String())
}

func TestHungYenSharesInWholeDistricts(t *testing.T) {
	reg, _ := vinhLong(t)
	p, _ := reg.Plan("hung-yen-2012-2020")
	for _, id := range []string{"preschool5-districts", "primary-districts", "lower-secondary-districts"} {
		target, ok := p.Target(id)
		if !ok || target.N != 10 || plan.Needed(target.Milestones[0].Comparator, *target.Milestones[0].Value, target.N) != 10 {
			t.Errorf("%s: %+v", id, target)
		}
	}
	if n := len(reg.Members(p, area.District)); n != 10 {
		t.Errorf("%d districts, want 10", n)
	}
}

// "Trong đó": every nested target of the documents.
func TestNestedTargets(t *testing.T) {
	reg, _ := vinhLong(t)
	got := map[string]string{}
	for _, p := range reg.Plans {
		for _, target := range p.Targets {
			if target.PartOf != "" {
				got[p.ID+" "+target.ID] = target.PartOf
			}
		}
	}
	want := map[string]string{
		"vinh-long-2021-2030 lower-secondary-level3-districts": "lower-secondary-level2-districts", "vinh-long-2021-2030 university-degree": "technical-training",
		"hung-yen-2012-2020 student-life-skills": "life-skills-programmes", "bac-ninh-2021-2030 university-degree": "technical-training",
		"phu-my-2024 lower-secondary-stretch": "lower-secondary-level", "phu-my-2024 university-degree": "technical-training", "phu-my-2024 farmers-learning-centre": "rural-workers",
		"national-1373 lower-secondary-level3-provinces": "lower-secondary-level2-provinces", "national-1373 university-degree": "technical-training",
	}
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
