package rollup_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/rollup"
)

// A province today, and the country before the reform, each with ten years of sixty indicators.
const (
	indicators      = 60
	years           = 10
	provinceMembers = 124
	countryMembers  = 10_600
)

// BenchmarkGrowth computes all roll-ups of a province and of the country again, in one run on one machine, and reports
// how many observations a second either takes. Growth is the country's time for an observation in the province's: 1 is
// linear.
func BenchmarkGrowth(b *testing.B) {
	province, country := invent(b, 1, 0, provinceMembers), invent(b, 63, 11, countryMembers)
	var provinceTime, countryTime time.Duration
	runs := 0
	repeat := countryMembers / provinceMembers // so that both times are long enough to be measured
	for b.Loop() {
		start := time.Now()
		for range repeat {
			recompute(province)
		}
		middle := time.Now()
		recompute(country)
		provinceTime, countryTime = provinceTime+middle.Sub(start), countryTime+time.Since(middle)
		runs++
	}
	perProvince := provinceTime.Seconds() / float64(runs*repeat*provinceMembers*indicators*years)
	perCountry := countryTime.Seconds() / float64(runs*countryMembers*indicators*years)
	b.ReportMetric(1/perProvince, "province-obs/s")
	b.ReportMetric(1/perCountry, "country-obs/s")
	b.ReportMetric(perCountry/perProvince, "growth")
}

// sheet is a tree with its reports: one for each cell, by the position of the commune.
type sheet struct {
	shape *rollup.Shape
	cells [][]rollup.Member
}

func recompute(s sheet) {
	for _, cell := range s.cells {
		i := 0
		s.shape.Rates(func(string) rollup.Member { m := cell[i]; i++; return m })
	}
}

// invent makes a country (or, with one province and no districts, a province of today) with every 97th report missing.
func invent(b *testing.B, provinces, districts, communes int) sheet {
	b.Helper()
	list := []area.Area{{UID: "root", Level: area.Province}}
	for i := range communes {
		parent := "root"
		if districts > 0 {
			p := fmt.Sprintf("p:%d", i%provinces)
			if i < provinces {
				list = append(list, area.Area{UID: p, Level: area.Province, Parent: "root"})
			}
			parent = fmt.Sprintf("d:%d.%d", i%provinces, i/provinces%districts)
			if i < provinces*districts {
				list = append(list, area.Area{UID: parent, Level: area.District, Parent: p})
			}
		}
		list = append(list, area.Area{UID: fmt.Sprintf("c:%d", i), Level: area.Commune, Parent: parent})
	}
	tree, err := area.NewTree(list)
	if err != nil {
		b.Fatal(err)
	}
	s := sheet{shape: shape(b, tree, "root", afterReform)}
	counts, last := rollup.Counts{Numerator: 912, Denominator: 1000}, 1000.0
	for c := range indicators * years {
		cell := make([]rollup.Member, communes)
		for i := range cell {
			cell[i] = rollup.Member{Counts: &counts}
			if (i+c)%97 == 0 {
				cell[i] = rollup.Member{LastDenominator: &last}
			}
		}
		s.cells = append(s.cells, cell)
	}
	return s
}
