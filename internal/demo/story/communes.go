package story

import (
	"fmt"
	"math"
	"slices"

	"github.com/xhht/xhht/internal/law"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/timeliness"
)

// From the period 2025 on the communes report. What each of them says is worked out so that the districts' tale goes on in the clusters:
// no number jumps because of the hand-over.
const (
	Quiet    = "c:29771@2025-07-01" // Bình Minh says nothing for the newest due period
	Unmanned = "c:29788@2025-07-01" // Mỹ Thuận has nobody who could report
)

// answering is a commune of today with its people in each cluster, as the districts counted them in the plan's first year.
type answering struct {
	uid      string
	clusters []string
	people   map[string]float64
}

// share is how many of the commune's people belong to a cluster.
func (a answering) share(cluster string) float64 {
	all := 0.0
	for _, c := range a.clusters {
		all += a.people[c]
	}
	return a.people[cluster] / all
}

// whole reports whether all of it lies in one cluster.
func (a answering) whole() bool { return len(a.clusters) == 1 }

// answeringOf are the plan's communes with their people, invented so that every district's make it up.
func answeringOf(p plan.Plan) []answering {
	var out []answering
	at := map[string]int{}
	for _, g := range p.Gathered {
		i, known := at[g.Unit]
		if !known {
			i, out = len(out), append(out, answering{uid: g.Unit, people: map[string]float64{}})
			at[g.Unit] = i
		}
		out[i].clusters = append(out[i].clusters, g.Cluster)
	}
	for _, d := range Districts {
		all := 0.0
		for _, a := range out {
			all += a.size(d.UID)
		}
		for _, a := range out {
			if size := a.size(d.UID); size > 0 {
				a.people[d.UID] = d.population * size / all
			}
		}
	}
	return out
}

// size is how large the commune is in a cluster beside others.
func (a answering) size(cluster string) float64 {
	i := slices.Index(a.clusters, cluster)
	if i < 0 {
		return 0
	}
	size := 80 + float64(number(a.uid, 60))
	if a.whole() {
		return size
	}
	first := 0.3 + 0.1*float64(number(a.uid, 5))
	if i == 0 {
		return size * first
	}
	return size * (1 - first)
}

// Shares are the rows of a file of shares for the demo's plan. They follow from the invented people and are as invented.
func Shares(p plan.Plan) [][]string {
	rows := [][]string{{"from", "to", "share", "source"}}
	for _, a := range answeringOf(p) {
		if a.whole() {
			continue
		}
		left := 10000
		for i, c := range a.clusters {
			share := int(math.Round(10000 * a.share(c)))
			if i == len(a.clusters)-1 {
				share = left
			}
			left -= share
			rows = append(rows, []string{a.uid, c, fmt.Sprintf("%.4f", float64(share)/10000), "Tỷ lệ minh họa của bản trình diễn, không phải số thật"})
		}
	}
	return rows
}

// tally is what a commune counts of one indicator.
type tally struct{ num, den float64 }

// few is how many of something are so few that rounding would change where a district stands.
const few = 30

// tallies divides what the districts would have counted among the communes. One that lies in two clusters counts what both would
// have; those that lie whole in one count what is left of it.
func tallies(list []answering, den, rate func(District) float64, excess func(District) float64) map[string]tally {
	out := map[string]tally{}
	of := map[string]District{}
	for _, d := range Districts {
		of[d.UID] = d
	}
	for _, a := range list {
		if a.whole() {
			continue
		}
		var t tally
		for _, c := range a.clusters {
			d := of[c]
			n := den(d) * a.people[c] / d.population
			t.den, t.num = t.den+n, t.num+n*rate(d)/100
		}
		out[a.uid] = tally{math.Round(t.num), math.Round(t.den)}
	}
	for _, d := range Districts {
		left := tally{den(d) * (rate(d) + excess(d)) / 100, den(d)}
		var whole []answering
		people, shared := 0.0, false
		for _, a := range list {
			switch {
			case !slices.Contains(a.clusters, d.UID):
			case a.whole():
				whole, people = append(whole, a), people+a.people[d.UID]
			default:
				shared = true
				t := out[a.uid]
				left.num, left.den = left.num-t.num*a.share(d.UID), left.den-t.den*a.share(d.UID)
			}
		}
		var sofar, given tally
		for _, a := range whole {
			part := a.people[d.UID] / people
			sofar = tally{sofar.num + left.num*part, sofar.den + left.den*part}
			num := math.Round(sofar.num)
			if left.den < few && shared { // half a centre is one
				num = math.Ceil(sofar.num - 1e-9)
			}
			t := tally{num - given.num, math.Max(1, math.Round(sofar.den)-given.den)}
			t.num = math.Max(0, math.Min(t.num, t.den))
			given = tally{given.num + t.num, given.den + t.den}
			out[a.uid] = t
		}
	}
	return out
}

// handed is the communes' part of one period.
type handed struct {
	reg    plan.Registry
	duty   timeliness.Duty
	period period.Period
	nth    int
	due    int // how many periods are due
	today  period.Date
	last   period.Date // last good day
	leaps  bool        // nobody who leaps has sent a newer report
}

// rows are what the communes had sent by the day.
func (h handed) rows() ([][]string, error) {
	regime, ok := h.reg.Plan(Regime)
	if !ok {
		return nil, fmt.Errorf("plan %s is not in the registry", Regime)
	}
	levels := map[string]commune{}
	for _, c := range communes(h.reg, regime, h.period.End().Year()) {
		levels[c.uid] = c
	}
	list := answeringOf(h.duty.Plan)
	counts := map[string]map[string]tally{}
	var rows [][]string
	for _, a := range list {
		received := h.received(a)
		level, declares := levels[a.uid]
		if received.IsZero() || received.After(h.today) || !declares {
			continue
		}
		owed := h.duty.Owed(a.uid, h.period)
		var own [][]string
		for _, id := range owed {
			if !rated(h.reg, id) {
				continue
			}
			if counts[id] == nil {
				counts[id] = h.counts(list, id)
			}
			own = append(own, h.cell(a, id, counts[id][a.uid], received)...)
		}
		for _, programme := range law.Programs {
			if id := regime.Judging.Declared[programme]; slices.Contains(owed, id) {
				own = append(own, []string{a.uid, id, h.period.String(), "", "", "", whole(float64(level.declare[programme])), received.String(), ""})
			}
		}
		rows = append(rows, own...)
		rows = append(rows, untold(h.reg, own, a.uid, owed, h.period, received)...)
	}
	return rows, nil
}

// received is when a commune's report comes, as its district's did; the zero day is never.
func (h handed) received(a answering) period.Date {
	d := Districts[slices.IndexFunc(Districts, func(d District) bool { return d.UID == a.clusters[0] })]
	if d.Misses > 0 && a.whole() && h.nth >= h.due-d.Misses && (d.Misses > 1 || a.uid == Quiet) {
		return period.Date{}
	}
	return h.last.AddDays(d.lateDays - int(number(a.uid, 3)))
}

func (h handed) counts(list []answering, id string) map[string]tally {
	if id == without.indicator { // the city's centres belong to its neighbours, and so do those of the communes at its edge
		list = slices.DeleteFunc(slices.Clone(list), func(a answering) bool { return slices.Contains(a.clusters, without.unit) })
	}
	return tallies(list, func(d District) float64 {
		return math.Max(3, math.Round(d.population*rateOf(id).size*(1+0.004*float64(h.nth))))
	}, func(d District) float64 {
		return rateAt(h.reg, h.duty.Plan, d, id, h.period, h.nth)
	}, func(d District) float64 {
		if d.Leaps && h.leaps && id == "technical_training_rate" {
			return leap
		}
		return 0
	})
}

func (h handed) cell(a answering, id string, t tally, received period.Date) [][]string {
	per := h.period.String()
	if id == without.indicator && slices.Contains(a.clusters, without.unit) {
		return [][]string{{a.uid, id, per, "", "", "", "", received.String(), "x"}}
	}
	rows := [][]string{{a.uid, id, per, "", whole(t.num), whole(t.den), "", received.String(), ""}}
	if id == "info_skills_rate" {
		women := math.Round(t.den * 0.51)
		n := math.Max(0, math.Round(women*(t.num/t.den-0.015)))
		rows = append(rows, []string{a.uid, id, per, "sex=female", whole(n), whole(women), "", received.String(), ""})
	}
	return rows
}

// titles are what the standing office reports of the clusters, which no sum of communes gives.
func titles(reg plan.Registry, duty timeliness.Duty, per period.Period, nth, due int, received period.Date) [][]string {
	var rows [][]string
	for _, d := range Districts {
		owed := duty.Owed(d.UID, per)
		if len(owed) == 0 || d.Misses > 1 && nth >= due-d.Misses {
			continue
		}
		told := d.titles(per, nth, received)
		for _, row := range told {
			if row[1] == "learning_city_status" && nth == due-1 {
				row[6] = "0" // until somebody finds the decision, see Corrections
			}
		}
		rows = append(rows, told...)
		rows = append(rows, untold(reg, told, d.UID, owed, per, received)...)
	}
	return rows
}

// levelsOfCommune are those of the commune's districts, the higher of two: no commune pulls a cluster down that it only borders on.
func levelsOfCommune(reg plan.Registry, uid string, year int) levels {
	p, _ := reg.Plan(Plan)
	out := levels{law.Literacy: 2}
	for _, g := range p.Clusters(uid) {
		d := Districts[slices.IndexFunc(Districts, func(d District) bool { return d.UID == g.Cluster })]
		for programme, list := range map[law.Program][]float64{law.Preschool5: d.preschool, law.Primary: d.primary, law.LowerSecondary: d.lower} {
			out[programme] = max(out[programme], int(list[min(year-2021, len(list)-1)]))
		}
	}
	return out
}
