package plantext_test

import (
	"encoding/csv"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xhht/xhht/collector/plantext"
	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/golden"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/planfile"
	"github.com/xhht/xhht/internal/problem"
)

// shipped loads the plans that the project ships: the pages are read against them.
func shipped(t *testing.T) plan.Registry {
	t.Helper()
	reg, err := planfile.Load("../../plans")
	if err != nil {
		t.Fatal(err)
	}
	return reg
}

func one(t *testing.T, reg plan.Registry, id string) plan.Plan {
	t.Helper()
	p, ok := reg.Plan(id)
	if !ok {
		t.Fatalf("no plan %s", id)
	}
	return p
}

func TestPages(t *testing.T) {
	reg := shipped(t)
	for _, p := range reg.Plans {
		golden.Equal(t, filepath.Join("testdata", p.ID+".vi.txt"), plantext.Page(reg, p, lang.Vietnamese))
		golden.Equal(t, filepath.Join("testdata", p.ID+".en.txt"), plantext.Page(reg, p, lang.English))
	}
}

func TestAPageSaysForWhichPeriodsAFormAsks(t *testing.T) {
	reg := shipped(t)
	p := one(t, reg, "vinh-long-2021-2030")
	p.Forms = p.Forms[:1]
	p.Forms[0].Level, p.Forms[0].Reporter = "", lang.Text{}
	p.Forms[0].Bodies = []plan.Body{
		{ID: "office", Level: area.District, Name: lang.Text{VI: "Phòng GDĐT", EN: "Education office"}, Term: plan.Term{Last: period.Year(2024)}},
		{ID: "commune", Level: area.Commune, Term: plan.Term{First: period.Year(2025), AskedOn: period.DateOf(2026, 1, 15), Due: period.DateOf(2026, 3, 31), Clause: "CV 12/SGDĐT"}},
	}
	p.Forms[0].Indicators = []plan.Ask{{Indicator: "info_skills_rate"}, {Indicator: "life_skills_rate", Term: plan.Term{First: period.Year(2024), Last: period.Year(2026)}}}
	for _, l := range []lang.Lang{lang.Vietnamese, lang.English} {
		text := plantext.Page(reg, p, l)
		_, text, _ = strings.Cut(text, lang.Text{VI: "BÁO CÁO (", EN: "REPORTS ("}.In(l))
		text, _, _ = strings.Cut(text, "\n\n")
		golden.Equal(t, "testdata/terms."+string(l)+".txt", text+"\n")
	}
}

func TestDiff(t *testing.T) {
	reg := shipped(t)
	vinhLong := one(t, reg, "vinh-long-2021-2030")
	for _, id := range []string{"national-1373", "bac-ninh-2021-2030", "phu-my-2024", "hung-yen-2012-2020", "kien-giang-2021"} {
		golden.Equal(t, filepath.Join("testdata", "diff-"+id+".vi.txt"), plantext.Diff(reg, vinhLong, one(t, reg, id), lang.Vietnamese))
	}
	golden.Equal(t, "testdata/diff-national-1373.en.txt", plantext.Diff(reg, vinhLong, one(t, reg, "national-1373"), lang.English))
	if text := plantext.Diff(reg, vinhLong, vinhLong, lang.English); !strings.Contains(text, " 0 not.\n") || strings.Contains(text, "Only in") {
		t.Errorf("a plan differs from itself:\n%s", text)
	}
}

func TestExport(t *testing.T) {
	reg := shipped(t)
	var b strings.Builder
	if err := plantext.Export(&b, reg, lang.English); err != nil {
		t.Fatal(err)
	}
	golden.Equal(t, "testdata/export.csv", b.String())
	milestones := 0
	for _, p := range reg.Plans {
		for _, target := range p.Targets {
			milestones += len(target.Milestones)
		}
	}
	r := csv.NewReader(strings.NewReader(b.String()))
	r.Comma = ';'
	rows, err := r.ReadAll()
	if err != nil || len(rows) != 1+milestones {
		t.Errorf("%d rows, want one for each of %d milestones and a heading (%v)", len(rows), milestones, err)
	}
}

func TestFindings(t *testing.T) {
	reg := shipped(t)
	for _, l := range []lang.Lang{lang.Vietnamese, lang.English} {
		golden.Equal(t, "testdata/findings."+string(l)+".txt", plantext.Summary(reg, l)+"\n"+plantext.Findings(reg, l))
	}
}

func TestErrorsAreCounted(t *testing.T) {
	list := problem.List{
		{Code: "date", Place: problem.At("a.yaml", 1), Rule: lang.Text{VI: "ngày sai", EN: "a wrong date"}},
		{Code: "unit", Place: problem.At("a.yaml", 2), Rule: lang.Text{VI: "đơn vị lạ", EN: "an unknown unit"}},
	}
	if got, want := plantext.Errors(list, lang.Vietnamese), "Dữ liệu sai: 2\na.yaml:1: ngày sai\na.yaml:2: đơn vị lạ"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := plantext.Errors(list, lang.English), "Wrong data: 2\na.yaml:1: a wrong date\na.yaml:2: an unknown unit"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
