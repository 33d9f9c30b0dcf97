package officialform

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/xhht/xhht/internal/workbook"
)

// people are the counts of one age or of several: all, illiterate at the two levels as the form prints them, literate where it says so.
type people struct{ all, one, two, literate float64 }

func (p people) plus(q people) people {
	return people{p.all + q.all, p.one + q.one, p.two + q.two, p.literate + q.literate}
}

// reading is what “illiterate, level 2” means in a file: public tools disagree.
type reading int

const (
	unsaid   reading = iota
	includes         // whoever is illiterate at level 1 is so at level 2, too
	apart            // level 2 counts only those who are literate at level 1
)

// within reports whether counts can be as a reading has them.
func (p people) within(r reading, literateSaid bool) bool {
	switch r {
	case includes:
		return p.one <= p.two && p.two <= p.all && (!literateSaid || p.two+p.literate == p.all)
	case apart:
		return p.one+p.two <= p.all && (!literateSaid || p.one+p.two+p.literate == p.all)
	}
	return false
}

// literate are those of each level.
func (p people) literates(r reading) (one, two float64) {
	if r == apart {
		return p.all - p.one, p.all - p.one - p.two
	}
	return p.all - p.one, p.all - p.two
}

// counted is a row with its place.
type counted struct {
	people
	line int
}

// decide finds the reading under which all rows hold. Where both do and it makes no difference, nobody need know.
func (s *sheet) decide(rows []counted, literateSaid bool) reading {
	holds := [3]bool{includes: true, apart: true}
	var first [3]counted
	differs := false
	for _, r := range rows {
		for _, one := range []reading{includes, apart} {
			if holds[one] && !r.within(one, literateSaid) {
				holds[one], first[one] = false, r
			}
		}
		differs = differs || r.one != 0
	}
	switch {
	case holds[includes] && (!holds[apart] || !differs):
		if differs {
			s.Notices.Add(readAs(includes))
		}
		return includes
	case holds[apart] && !holds[includes]:
		s.Notices.Add(readAs(apart))
		return apart
	case holds[includes]:
		s.fault(twoReadings(rows[0].line))
	default:
		s.fault(noReading(first[includes], first[apart], literateSaid))
	}
	return unsaid
}

// facts adds what the counts of a band of ages say.
func (s *sheet) facts(unit string, line int, band string, p people, r reading) {
	one, two := p.literates(r)
	for _, f := range []struct {
		level string
		n     float64
	}{{"1", one}, {"2", two}} {
		if asked[band+f.level] {
			s.Facts = append(s.Facts, Fact{Unit: unit, Indicator: "age" + band + "_literate" + f.level, Numerator: f.n, Denominator: p.all, Line: line})
		}
	}
}

// asked are the rates that the law asks for, by ages and level.
var asked = map[string]bool{"15_251": true, "15_351": true, "15_352": true, "15_602": true}

var totalRow = regexp.MustCompile(`(\d{2}) ?[-–] ?(\d{2})`)

// total is a printed sum of ages.
type total struct {
	counted
	from, to int
}

// ages are the rows of a form that has one for each age, and the totals between them.
type ages struct {
	of     map[int]counted
	rows   []counted
	totals []total
}

// sum adds up the rows of ages.
func (a ages) sum(from, to int) (out counted) {
	for age := from; age <= to; age++ {
		out = counted{out.plus(a.of[age].people), max(out.line, a.of[age].line)}
	}
	return out
}

// byAge reads the rows. Totals are held against them where all of them could be read.
func (s *sheet) byAge() ages {
	out := ages{of: map[int]counted{}}
	for _, r := range s.rows[s.body:] {
		label := s.text(r, 1)
		if m := totalRow.FindStringSubmatch(label); m != nil && strings.HasPrefix(bare(label), "cong") && !s.without(r) {
			from, _ := strconv.Atoi(m[1])
			to, _ := strconv.Atoi(m[2])
			out.totals = append(out.totals, total{counted{s.people3(r), r.Number}, from, to})
		}
		age, err := strconv.Atoi(label)
		if err != nil || age < youngest || age > oldest {
			continue
		}
		if before, twice := out.of[age]; twice {
			s.fault(ageTwice(age, before.line, r.Number))
			continue
		}
		out.of[age] = counted{s.people3(r), r.Number}
		s.parts(r)
		out.rows = append(out.rows, out.of[age])
	}
	for age := youngest; age <= oldest; age++ {
		if _, there := out.of[age]; !there {
			s.fault(ageMissing(age))
		}
	}
	if len(s.unread) == 0 && len(out.rows) == oldest-youngest+1 {
		for _, t := range out.totals {
			if want := out.sum(t.from, t.to); t.people != want.people {
				s.fault(sumDiffers(t.line, t.people, want.people))
			}
		}
	}
	return out
}

// The ages that the law on literacy speaks of.
const youngest, oldest = 15, 60

// xmc3 has a row for each age.
func xmc3(s *sheet) {
	unit, all := s.unit(), s.byAge()
	if len(s.Faults) > 0 {
		return
	}
	if r := s.decide(all.rows, true); r != unsaid {
		for name, to := range map[string]int{"15_25": 25, "15_35": 35, "15_60": 60} {
			sum := all.sum(youngest, to)
			s.facts(unit, sum.line, name, sum.people, r)
		}
		slices.SortFunc(s.Facts, func(a, b Fact) int { return strings.Compare(a.Indicator, b.Indicator) })
	}
}

func (s *sheet) people3(r workbook.Row) people {
	return people{s.count(r, 3), s.count(r, 7), s.count(r, 11), s.count(r, 15)}
}

// without reports whether a row of totals holds formulas whose results nobody kept: there is nothing to hold anything against.
func (s *sheet) without(r workbook.Row) bool {
	c, there := s.cell(r, 3)
	return there && c.Kind == workbook.Empty
}

// parts holds women, ethnic minorities and both against the total beside which they stand.
func (s *sheet) parts(r workbook.Row) {
	for _, total := range []int{3, 7, 11, 15} {
		whole := s.count(r, total)
		if s.unread[r.Number] {
			continue
		}
		for part := total + 1; part <= total+3; part++ {
			if v := s.count(r, part); v > whole {
				s.fault(partAbove(r.Number, s.at[part], v, s.at[total], whole))
			}
		}
	}
}

// cmc2 has a row for each of three groups of ages, and their total.
func cmc2(s *sheet) {
	unit := s.unit()
	groups := map[string]counted{}
	var rows []counted
	for _, r := range s.rows[s.body:] {
		m := totalRow.FindStringSubmatch(s.text(r, 1))
		if m == nil {
			continue
		}
		name := m[1] + "_" + m[2]
		groups[name] = counted{people{all: s.count(r, 2), one: s.count(r, 6), two: s.count(r, 10)}, r.Number}
		if name != "15_60" {
			rows = append(rows, groups[name])
		}
	}
	for _, name := range []string{"15_25", "26_35", "36_60"} {
		if _, there := groups[name]; !there {
			s.fault(groupMissing(strings.Replace(name, "_", "–", 1)))
		}
	}
	to35 := groups["15_25"].plus(groups["26_35"].people)
	to60 := to35.plus(groups["36_60"].people)
	if printed, there := groups["15_60"]; there && len(s.unread) == 0 && printed.people != to60 {
		s.fault(sumDiffers(printed.line, printed.people, to60))
	}
	if len(s.Faults) > 0 {
		return
	}
	if r := s.decide(rows, false); r != unsaid {
		s.facts(unit, groups["15_25"].line, "15_25", groups["15_25"].people, r)
		s.facts(unit, groups["26_35"].line, "15_35", to35, r)
		s.facts(unit, groups["36_60"].line, "15_60", to60, r)
	}
}

// units are the rows of a form that has one for each unit, without its totals.
func (s *sheet) units() []workbook.Row {
	var out []workbook.Row
	for _, r := range s.rows[s.body:] {
		name, first := s.text(r, 2), s.text(r, 1)
		if _, err := strconv.Atoi(first); err == nil && name != "" && !strings.HasPrefix(bare(name), "tong") && !strings.HasPrefix(bare(name), "cong") {
			out = append(out, r)
		}
	}
	if len(out) == 0 {
		s.fault(noRows)
	}
	return out
}

// xmc4 has literates, not illiterates, for each unit and band; a split print has one band.
func xmc4(s *sheet) {
	for _, r := range s.units() {
		for _, b := range []struct {
			name           string
			all, one, more int
		}{{"15_25", 3, 4, 6}, {"15_35", 8, 9, 11}, {"15_60", 13, 14, 16}} {
			if s.at[b.all] == 0 {
				continue
			}
			all, one, two := s.count(r, b.all), s.count(r, b.one), s.count(r, b.more)
			for number, v := range map[int]float64{b.one: one, b.more: two} {
				if v > all && !s.unread[r.Number] {
					s.fault(partAbove(r.Number, s.at[number], v, s.at[b.all], all))
				}
			}
			s.facts(s.text(r, 2), r.Number, b.name, people{all: all, one: all - one, two: all - two}, includes)
		}
	}
}

// cmc1 has illiterates for each unit and band.
func cmc1(s *sheet) {
	bands := []struct {
		name           string
		all, one, more int
	}{{"15_25", 7, 11, 19}, {"15_35", 27, 31, 39}, {"15_60", 47, 51, 59}}
	var rows []counted
	list := s.units()
	for _, r := range list {
		for _, b := range bands {
			if s.at[b.all] > 0 {
				rows = append(rows, counted{people{all: s.count(r, b.all), one: s.count(r, b.one), two: s.count(r, b.more)}, r.Number})
			}
		}
	}
	if len(s.Faults) > 0 || len(rows) == 0 {
		return
	}
	found := s.decide(rows, false)
	if found == unsaid {
		return
	}
	i := 0
	for _, r := range list {
		for _, b := range bands {
			if s.at[b.all] > 0 {
				s.facts(s.text(r, 2), r.Number, b.name, rows[i].people, found)
				i++
			}
		}
	}
}
