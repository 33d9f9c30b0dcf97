package planfile_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/planfile"
	"github.com/xhht/xhht/internal/problem"
)

// gatheredBy is the shipped folder with Vĩnh Long's straddling communes counted in the given way.
func gatheredBy(t *testing.T, how, shares string) (plan.Registry, error) {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("../../plans")); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "vinh-long-2021-2030.yaml")
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Replace(string(raw), "    members: commune\n    straddling: bounds\n", "", 1)
	head := "  district:\n    policy: continue\n"
	if strings.Count(text, head) != 1 {
		t.Fatal("the plan's succession of districts is written in another way")
	}
	text = strings.Replace(text, head, head+"    members: commune\n    straddling: "+how+"\n", 1)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	if shares != "" {
		if err := os.WriteFile(filepath.Join(dir, "shares.csv"), []byte("from,to,share,source\n"+shares), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return planfile.Load(dir)
}

// The communes follow from the list of units: nobody types them.
func TestTheCommunesOfTheOldTerritoryAnswerForTheClusters(t *testing.T) {
	reg, err := gatheredBy(t, "bounds", "")
	if err != nil {
		t.Fatal(err)
	}
	p, _ := reg.Plan("vinh-long-2021-2030")
	units, straddling := map[string]bool{}, map[string][]string{}
	for _, g := range p.Gathered {
		units[g.Unit] = true
		if g.Partly {
			straddling[g.Unit] = append(straddling[g.Unit], g.Cluster)
		}
		if g.Share != nil {
			t.Errorf("%s has a share that nobody stated", g.Unit)
		}
		if !slices.Contains(p.Units, g.Unit) || !reg.Covers(p, g.Unit) {
			t.Errorf("%s is no unit of the plan", g.Unit)
		}
	}
	if len(units) != 35 || len(p.Units) != 8+35 || len(straddling) != 6 {
		t.Errorf("%d communes, %d units of the plan, %d communes that lie in several old districts; want 35, 43, 6", len(units), len(p.Units), len(straddling))
	}
	if got := straddling["c:29557@2025-07-01"]; !slices.Equal(got, []string{"d:855@0", "d:857@0"}) {
		t.Errorf("Phước Hậu lies in %q", got)
	}
	if n := len(p.Answering("d:858@0")); n != 4 {
		t.Errorf("%d communes answer for Mang Thít, want 4", n)
	}
	if whole := p.Clusters("c:29602@2025-07-01"); len(whole) != 1 || whole[0].Partly || whole[0].Cluster != "d:857@0" {
		t.Errorf("Long Hồ lies in %+v", whole)
	}
}

func TestStatedSharesDivideAStraddlingCommune(t *testing.T) {
	const by = "weights\n    weights: shares.csv"
	reg, err := gatheredBy(t, by, "c:29557@2025-07-01,d:855@0,0.6,dân số 2024\nc:29557@2025-07-01,d:857@0,0.4,dân số 2024\n")
	if err != nil {
		t.Fatal(err)
	}
	p, _ := reg.Plan("vinh-long-2021-2030")
	got := p.Clusters("c:29557@2025-07-01")
	if len(got) != 2 || got[0].Share == nil || *got[0].Share != 0.6 || got[1].Share == nil || *got[1].Share != 0.4 {
		t.Errorf("Phước Hậu is divided as %+v", got)
	}
	if other := p.Clusters("c:29590@2025-07-01"); len(other) != 2 || other[0].Share != nil {
		t.Errorf("Thanh Đức, of which no share is stated, is divided as %+v", other)
	}

	for name, c := range map[string]struct{ shares, place, code string }{
		"sum":      {"c:29557@2025-07-01,d:855@0,0.6,s\nc:29557@2025-07-01,d:857@0,0.5,s\n", "shares.csv:2", "weight_sum"},
		"part":     {"c:29557@2025-07-01,d:855@0,1,s\n", "shares.csv:2", "weight_parts"},
		"whole":    {"c:29602@2025-07-01,d:857@0,1,s\n", "shares.csv:2", "weight_of_whole"},
		"range":    {"c:29557@2025-07-01,d:855@0,1.2,s\nc:29557@2025-07-01,d:857@0,-0.2,s\n", "shares.csv:2", "weight_range"},
		"source":   {"c:29557@2025-07-01,d:855@0,0.6, \nc:29557@2025-07-01,d:857@0,0.4,s\n", "shares.csv:2", "weight_source"},
		"no share": {"c:29557@2025-07-01,d:855@0,0.6,s\nc:29557@2025-07-01,d:857@0,40%,s\n", "shares.csv:3", "weights_unreadable"},
		"columns":  {"c:29557@2025-07-01,d:855@0,0.6\n", "shares.csv:2", "weights_unreadable"},
	} {
		_, err := gatheredBy(t, by, c.shares)
		list, ok := errors.AsType[problem.List](err)
		if !ok || len(list) == 0 || list[0].Code != problem.Code(c.code) || list[0].Place.String() != c.place {
			t.Errorf("%s: %v, want %s at %s", name, err, c.code, c.place)
		}
	}
}
