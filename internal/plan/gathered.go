package plan

import (
	"slices"

	"github.com/xhht/xhht/internal/area"
)

// Straddling says what becomes of a unit's numbers where the unit lies in several clusters. In the total of all it always
// counts once and whole.
type Straddling string

// The ways to count it.
const (
	ByBounds  Straddling = "bounds"  // nobody knows how many belong where: the clusters have bounds
	ByWeights Straddling = "weights" // by stated shares: the clusters' totals are estimates
)

// Share is how much of a unit's people belongs to one of its clusters.
type Share struct {
	Unit    string  `json:"from"`
	Cluster string  `json:"to"`
	Share   float64 `json:"share"`
	Source  string  `json:"source"`
	Line    int     `json:"-"` // in the file
}

// Gathered says that a unit answers for a cluster, wholly or in part.
type Gathered struct {
	Cluster string   `json:"cluster"`
	Unit    string   `json:"unit"`
	Partly  bool     `json:"partly,omitempty"` // it lies in other clusters as well
	Share   *float64 `json:"share,omitempty"`  // of a unit that lies partly here, where a share is stated
}

// gather finds the units that answer for the plan's clusters, by the links of the units that ended to those that followed, and
// makes them units of the plan.
func (r Registry) gather(p Plan) Plan {
	p.Gathered = nil
	for _, tier := range []area.Level{area.District, area.Province} {
		if s, ok := p.Succession[tier]; ok && s.Members.Valid() {
			p.Gathered = append(p.Gathered, r.gathered(p, tier, s)...)
		}
	}
	if len(p.Gathered) == 0 {
		return p
	}
	p.Units = slices.Clone(p.Units)
	for _, g := range p.Gathered {
		if !slices.Contains(p.Units, g.Unit) {
			p.Units = append(p.Units, g.Unit)
		}
	}
	return p
}

func (r Registry) gathered(p Plan, tier area.Level, s Succession) []Gathered {
	var out []Gathered
	in := map[string]int{} // unit → in how many clusters
	for _, cluster := range r.Members(p, tier) {
		if cluster.ValidTo.AddDays(1) != s.Ended {
			continue // merged away before: its successor is the cluster
		}
		for _, uid := range r.followers(cluster.UID, s) {
			out = append(out, Gathered{Cluster: cluster.UID, Unit: uid})
			in[uid]++
		}
	}
	for i, g := range out {
		if out[i].Partly = in[g.Unit] > 1; !out[i].Partly || s.Straddling != ByWeights {
			continue
		}
		if at := slices.IndexFunc(s.Shares, func(w Share) bool { return w.Unit == g.Unit && w.Cluster == g.Cluster }); at >= 0 {
			out[i].Share = new(s.Shares[at].Share)
		}
	}
	return out
}

// followers are the units of the members' tier that the people of a cluster went into, in order of their UIDs.
func (r Registry) followers(cluster string, s Succession) []string {
	var out []string
	seen := map[string]bool{}
	var follow func(a area.Area)
	follow = func(a area.Area) {
		if seen[a.UID] {
			return
		}
		seen[a.UID] = true
		if a.OpenOn(s.Ended) || a.ValidFrom.After(s.Ended) {
			out = append(out, a.UID)
		}
		for _, l := range r.Areas.Successors(a.UID) {
			next, _ := r.Areas.Get(l.To)
			follow(next)
		}
	}
	last := s.Ended.AddDays(-1)
	for _, a := range r.Areas.All() {
		if a.Level == s.Members && a.OpenOn(last) && r.Areas.WithinOn(a.UID, cluster, last) {
			follow(a)
		}
	}
	slices.Sort(out)
	return out
}

// Clusters are the plan's clusters of a unit, in the plan's order; none for a unit that answers for itself alone.
func (p Plan) Clusters(unit string) []Gathered {
	return p.gathers(func(g Gathered) bool { return g.Unit == unit })
}

// Answering are the units that answer for a cluster; none where it is no cluster.
func (p Plan) Answering(cluster string) []Gathered {
	return p.gathers(func(g Gathered) bool { return g.Cluster == cluster })
}

func (p Plan) gathers(is func(Gathered) bool) []Gathered {
	return slices.DeleteFunc(slices.Clone(p.Gathered), func(g Gathered) bool { return !is(g) })
}
