package crosswalk

import (
	"math"
	"slices"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/rollup"
)

// sheet is one cell while units are merged: place follows each count to the successors of its unit and put adds it there.
type sheet struct {
	*Crosswalk
	cell  Cell
	have  map[string]Count // what was reported, by UID
	rows  map[string]*Row
	held  []Held
	sizes sizes
}

func (s *sheet) fill(counts []Count) {
	slices.SortStableFunc(counts, compareCounts)
	var good []Count
	for _, n := range counts {
		_, twice := s.have[n.Unit]
		_, known := s.tree.Get(n.Unit)
		switch {
		case !known:
			s.hold(n, unknownUnit(), nil)
		case twice:
			s.hold(n, reportedTwice(), nil)
		case !sound(n):
			s.hold(n, unsound(), nil)
		default:
			s.have[n.Unit] = n
			good = append(good, n)
		}
	}
	for _, n := range good {
		if later := s.later(n.Unit); later != "" {
			s.hold(n, s.countedTwice(n.Unit, later), nil)
			continue
		}
		s.place(n.Unit, n, "")
	}
	s.complete()
}

// sound counts are finite, not negative, and no more than what they are counted over.
func sound(n Count) bool {
	return n.Numerator >= 0 && n.Numerator <= n.Denominator && !math.IsInf(n.Denominator, 0)
}

func (s *sheet) hold(n Count, why reason, candidates []string) {
	s.held = append(s.held, Held{Count: n, Problem: why.problem(n.Unit), Candidates: candidates})
}

// later returns a unit that followed this one and reported the same cell: with both, people would be counted twice.
func (s *sheet) later(uid string) string {
	for _, l := range s.tree.Successors(uid) {
		if _, ok := s.have[l.To]; ok {
			return l.To
		}
		if uid := s.later(l.To); uid != "" {
			return uid
		}
	}
	return ""
}

// place follows a unit to the day. The count keeps the name of whoever reported it, and becomes smaller at every split.
func (s *sheet) place(uid string, n Count, source string) {
	a, _ := s.tree.Get(uid)
	links := s.tree.Successors(uid)
	switch {
	case a.OpenOn(s.on):
		s.put(uid, n, source)
	case a.ValidFrom.After(s.on):
		s.hold(n, s.notYet(a), nil)
	case len(links) == 0:
		s.hold(n, s.noSuccessor(a), s.near[uid])
	case len(links) == 1:
		s.place(links[0].To, n, source)
	case s.weights[uid] == nil:
		s.hold(n, s.splitWithoutWeights(a, links), s.ends(uid))
	default:
		for _, w := range s.weights[uid] {
			part := n
			part.Numerator, part.Denominator = n.Numerator*w.Share, n.Denominator*w.Share
			s.place(w.To, part, w.Source)
		}
	}
}

func (s *sheet) put(uid string, n Count, source string) {
	r := s.rows[uid]
	if r == nil {
		r = &Row{Count: Count{Unit: uid, Cell: s.cell}}
		s.rows[uid] = r
	}
	r.Numerator, r.Denominator = r.Numerator+n.Numerator, r.Denominator+n.Denominator
	r.From = with(r.From, n.Unit)
	if source != "" {
		r.Sources = with(r.Sources, source)
	}
}

// with adds a text to a sorted list that holds each once.
func with(list []string, text string) []string {
	at, found := slices.BinarySearch(list, text)
	if found {
		return list
	}
	return slices.Insert(list, at, text)
}

// complete says of every row what it still lacks, and how far that can move its rate.
func (s *sheet) complete() {
	doubts := map[string][]Held{}
	for _, h := range s.held {
		for _, uid := range h.Candidates {
			doubts[uid] = append(doubts[uid], h)
		}
	}
	for uid, r := range s.rows {
		s.cover(uid, r)
		for _, stray := range s.strays[uid] {
			// One that ended before the period did was no longer there to be counted.
			if a, _ := s.tree.Get(stray); !a.ValidTo.Before(s.cell.Period.End()) {
				s.cover(stray, r)
			}
		}
		for _, h := range doubts[uid] {
			r.Doubtful = with(r.Doubtful, h.Unit)
		}
		s.bound(r, doubts[uid])
	}
}

// cover notes which units have to report so that the whole of uid is in the row, and did not.
func (s *sheet) cover(uid string, r *Row) {
	if _, ok := s.have[uid]; ok {
		return
	}
	a, _ := s.tree.Get(uid)
	before := s.tree.Predecessors(uid)
	if len(before) == 0 || !a.ValidFrom.After(s.cell.Period.End()) && !s.earlier(uid) {
		r.Missing = with(r.Missing, uid)
		return
	}
	for _, l := range before {
		if l.From == "" {
			r.Unlisted = with(r.Unlisted, l.Code)
			continue
		}
		s.cover(l.From, r)
	}
}

// earlier reports whether a unit that went into this one reported the cell.
func (s *sheet) earlier(uid string) bool {
	return slices.ContainsFunc(s.tree.Predecessors(uid), func(l area.Link) bool {
		_, ok := s.have[l.From]
		return ok || l.From != "" && s.earlier(l.From)
	})
}

// bound gives the lowest and the highest rate that a row can have. What is in the row is one member that came; who did not report
// counts as many people as last time, and of people who were reported but may belong elsewhere any part may belong here.
func (s *sheet) bound(r *Row, doubts []Held) {
	if r.Complete() || len(r.Unlisted) > 0 {
		return
	}
	members := []rollup.Member{{Counts: &rollup.Counts{Numerator: r.Numerator, Denominator: r.Denominator}}}
	for _, uid := range r.Missing {
		var missing rollup.Member
		if size, ok := s.sizes.last(s.tree, uid, s.cell); ok {
			missing.LastDenominator = &size
		}
		members = append(members, missing)
	}
	for _, h := range doubts {
		members = append(members, rollup.Member{Counts: &rollup.Counts{Numerator: h.Numerator, Denominator: h.Denominator}, Doubtful: true})
	}
	whole := rollup.Rate(members)
	r.Low, r.High = whole.Low, whole.High
}
