package story

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"maps"
	"slices"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/law"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
)

// Regime is the duty under which the demo's communes report on universal education and literacy. It is a plan of its own:
// nothing in it is judged by the province's targets.
const Regime = "pcgd-xmc-vinh-long"

// The communes of whom the story tells; all else is ordinary. Everything in it is invented.
const (
	Boaster  = "c:29587@0" // An Bình declares literacy 2 for 2024, and misses it
	Stumbler = "c:29719@0" // Tam Bình misses literacy 2 in 2022 and has it again in 2023
	Lapser   = "c:29659@0" // Vũng Liêm misses it in 2022 and 2023: it has lapsed, and is won again in 2024
	Muted    = "c:29770@0" // Cái Vồn hands in nothing for 2024, so that nobody knows the level of its town

	NewFader   = "c:29551@2025-07-01" // Long Châu has literacy 2 in 2025 and misses it from 2026 on
	NewMuted   = "c:29557@2025-07-01" // Phước Hậu hands in nothing from 2026 on
	NewBoaster = "c:29566@2025-07-01" // Tân Ngãi declares primary 3 and has 2
)

// silent reports whether the commune hands in nothing for the year.
func silent(uid string, year int) bool {
	return uid == Muted && year == 2024 || uid == NewMuted && year >= 2026
}

// levels is what a commune reaches, or says that it does.
type levels map[law.Program]int

// Levels writes what communes, districts and the province reported under the regime by the day, one file per year.
func Levels(reg plan.Registry, today period.Date) ([]File, error) {
	p, ok := reg.Plan(Regime)
	if !ok {
		return nil, fmt.Errorf("plan %s is not in the registry", Regime)
	}
	form, ok := p.Form("commune")
	if !ok {
		return nil, fmt.Errorf("plan %s has no form commune", Regime)
	}
	var files []File
	for _, per := range p.Periods(form) {
		f := File{Name: "pcgd-xmc-" + per.String() + ".csv", Rows: [][]string{header}}
		last := form.LastGoodDay(per)
		for _, c := range communes(reg, p, per.End().Year()) {
			received := last.AddDays(-int(number(c.uid, 3)))
			if number(c.uid, 19) == 0 { // one of nineteen is late
				received = last.AddDays(6)
			}
			if !received.After(today) {
				f.Rows = append(f.Rows, c.rows(reg, p, form, per, received)...)
			}
		}
		if day := last.AddDays(2); !day.After(today) { // the 4th, the districts' own last good day
			f.Rows = append(f.Rows, declarations(p, per, day)...)
		}
		if len(f.Rows) > 1 {
			files = append(files, f)
		}
	}
	return files, nil
}

// commune is one unit's year before it becomes rows.
type commune struct {
	uid              string
	special          bool
	reaches, declare levels
}

// communes are those that hand something in for the year.
func communes(reg plan.Registry, p plan.Plan, year int) []commune {
	var out []commune
	add := func(members []area.Area, reaches func(uid string, i int) levels) {
		slices.SortFunc(members, func(a, b area.Area) int { return cmp.Compare(a.UID, b.UID) })
		for i, m := range members {
			if !silent(m.UID, year) {
				out = append(out, tale(m.UID, year, commune{uid: m.UID, special: i < 2 && m.Parent == "d:862@0", reaches: reaches(m.UID, i)}))
			}
		}
	}
	on := law.CountingDay(year)
	below := reg.Below(p, p.Root, on)
	for _, a := range below {
		if i := slices.IndexFunc(Districts, func(c District) bool { return c.UID == a.UID }); i >= 0 {
			add(reg.Below(p, a.UID, on), func(_ string, n int) levels { return Districts[i].ofCommune(year, n) })
		}
	}
	add(slices.DeleteFunc(below, func(a area.Area) bool { return a.Level != area.Commune }), func(uid string, _ int) levels {
		return levelsOfCommune(reg, uid, year)
	})
	return out
}

// ofCommune is what the n-th commune reaches so that the district has just the level that the other story gives it: all have
// that level, and every fifth none above it.
func (c District) ofCommune(year, n int) levels {
	at := func(list []float64) int { return int(list[min(year-2021, len(list)-1)]) }
	up := func(level, highest int) int {
		if n%5 == 0 {
			return level
		}
		return min(level+1, highest)
	}
	return levels{law.Preschool5: up(at(c.preschool), 1), law.Primary: up(at(c.primary), 3), law.LowerSecondary: up(at(c.lower), 3), law.Literacy: 2}
}

// tale gives the communes of whom the story tells their fate; the others declare what they reach.
func tale(uid string, year int, c commune) commune {
	missesLiteracy := uid == Boaster && year == 2024 || uid == Stumbler && year == 2022 ||
		uid == Lapser && (year == 2022 || year == 2023) || uid == NewFader && year >= 2026
	if missesLiteracy {
		c.reaches[law.Literacy] = 1
	}
	c.declare = maps.Clone(c.reaches)
	switch uid {
	case Boaster:
		c.declare[law.Literacy] = 2
	case NewBoaster:
		c.reaches[law.Primary], c.declare[law.Primary] = 2, 3
	}
	return c
}

// rows are the commune's whole report.
func (c commune) rows(reg plan.Registry, p plan.Plan, form plan.Form, per period.Period, received period.Date) [][]string {
	var rows [][]string
	add := func(indicator, numerator, denominator, value string) {
		rows = append(rows, []string{c.uid, indicator, per.String(), "", numerator, denominator, value, received.String(), ""})
	}
	asks := form.Asks(per)
	for _, f := range reg.Law.Facts {
		if slices.ContainsFunc(asks, func(a plan.Ask) bool { return a.Indicator == f.ID }) {
			of := c.size(f.Of, per)
			add(f.ID, fmt.Sprint(c.part(f.ID, of)), fmt.Sprint(of), "")
		}
	}
	special := "0"
	if c.special {
		special = "1"
	}
	add(p.Judging.Special, "", "", special)
	for _, programme := range law.Programs {
		if id, declares := p.Judging.Declared[programme]; declares {
			add(id, "", "", fmt.Sprint(c.declare[programme]))
		}
	}
	return rows
}

// size is how many people, or classes, a whole counts: about a hundred of every age.
func (c commune) size(whole string, per period.Period) int {
	ages := map[string]int{"age3_5": 3, "age15_18": 4, "age15_25": 11, "age15_35": 21, "age15_60": 46}
	year := 80 + int(number(c.uid, 60)) + per.End().Year() - 2021
	switch whole {
	case "disabled_able":
		return 8 + year/10
	case "preschool5_classes", "primary_classes", "lower_secondary_classes":
		return 6 + year/12
	}
	return year * max(1, ages[whole])
}

// part is how many of a whole, in hundredths that meet what the commune reaches and miss what it does not.
func (c commune) part(fact string, of int) int {
	step := func(p law.Program, percents ...int) int { // by level, from 0
		return percents[min(c.reaches[p], len(percents)-1)]
	}
	graduated := step(law.LowerSecondary, 66, 84, 92, 96)
	if c.special { // whose thresholds are ten points lower
		graduated = step(law.LowerSecondary, 66, 74, 84, 92)
	}
	percent := map[string]int{
		"age3_5_attending": 93, "age3_completed": 89, "age4_completed": 91,
		"age5_attending": 99, "age5_completed": step(law.Preschool5, 72, 94),
		"age6_in_grade1": step(law.Primary, 86, 92, 96, 99), "age11_completed_primary": 94, "age14_completed_primary": 97,
		"age15_18_graduated": graduated, "age15_18_in_upper": 83,
		"age15_25_literate1": 99, "age15_35_literate1": 98, "age15_35_literate2": step(law.Literacy, 80, 86, 97), "age15_60_literate2": step(law.Literacy, 80, 88, 96),
		"disabled_in_education": 75, "preschool5_rooms": 100, "primary_rooms": 104, "lower_secondary_rooms": 80,
	}
	share, told := percent[fact]
	if !told {
		share = 97 // a rule has asked for it only lately, and nobody falls short
	}
	n := (share*of + 50) / 100
	if fact == "age11_in_primary" { // all who have not completed it yet
		n = of - (percent["age11_completed_primary"]*of+50)/100
	}
	return n
}

// declarations are what districts and the province say that they reached, the same as in their reports on the plan.
func declarations(p plan.Plan, per period.Period, received period.Date) [][]string {
	i := per.End().Year() - 2021
	if i >= 4 {
		return nil // the tiers of before the reform
	}
	var rows [][]string
	add := func(uid string, l levels) {
		for _, programme := range law.Programs {
			if id, declares := p.Judging.Declared[programme]; declares {
				rows = append(rows, []string{uid, id, per.String(), "", "", "", fmt.Sprint(l[programme]), received.String(), ""})
			}
		}
	}
	for _, c := range Districts {
		if c.Misses < 2 || i < 3 { // who says nothing on the plan says nothing here
			add(c.UID, c.ofCommune(per.End().Year(), 0)) // what all of its communes have
		}
	}
	add(p.Root, levels{law.Primary: 2, law.LowerSecondary: 1 + i/2, law.Literacy: 2})
	return rows
}

// number is a number below n that only the unit decides.
func number(uid string, n uint32) uint32 {
	h := fnv.New32a()
	_, _ = h.Write([]byte(uid)) // never fails
	return h.Sum32() % n
}
