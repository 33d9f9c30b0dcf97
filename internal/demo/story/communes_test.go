package story

import (
	"math"
	"strconv"
	"testing"

	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/planfile"
)

// By the demo's shares every cluster counts in 2025 what its district would have counted: nothing jumps because of the hand-over.
func TestNoNumberJumpsBecauseOfTheHandOver(t *testing.T) {
	dir := t.TempDir() + "/plans"
	if err := Plans("../../../plans", dir); err != nil {
		t.Fatal(err)
	}
	reg, err := planfile.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	p, _ := reg.Plan(Plan)
	files, err := Reports(reg, date(t, "2026-12-01"))
	if err != nil {
		t.Fatal(err)
	}
	type cell struct{ cluster, id string }
	num, den := map[cell]float64{}, map[cell]float64{}
	for _, f := range files {
		for _, r := range f.Rows[1:] {
			if r[2] != "2025" || r[3] != "" || r[5] == "" {
				continue
			}
			n, _ := strconv.ParseFloat(r[4], 64) // empty ones are passed over above
			d, _ := strconv.ParseFloat(r[5], 64)
			for _, g := range p.Clusters(r[0]) {
				share := 1.0
				if g.Partly {
					share = *g.Share
				}
				k := cell{g.Cluster, r[1]}
				num[k], den[k] = num[k]+n*share, den[k]+d*share
			}
		}
	}
	checked := 0
	for _, d := range Districts {
		for id := range rates {
			k := cell{d.UID, id}
			if den[k] < 1000 || d.Misses > 0 || d.Leaps && id == "technical_training_rate" {
				continue
			}
			checked++
			if want, got := rateAt(reg, p, d, id, period.Year(2025), 4), 100*num[k]/den[k]; math.Abs(got-want) > 0.05 {
				t.Errorf("%s %s: %.2f%%, its district would have had %.2f%%", d.UID, id, got, want)
			}
			if want := d.population * rates[id].size * 1.016; math.Abs(den[k]/want-1) > 0.001 {
				t.Errorf("%s %s is counted over %.0f, the district would have been over %.0f", d.UID, id, den[k], want)
			}
		}
	}
	if checked < 25 {
		t.Errorf("%d numbers were held against each other", checked)
	}
}
