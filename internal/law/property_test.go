package law_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/law"
)

// questions are every level of every programme that communes have, in a year in which all rules hold.
func questions(l law.Law) []law.Question {
	on := law.CountingDay(2026)
	var out []law.Question
	for _, p := range law.Programs {
		for _, level := range l.Levels(p, area.Commune, on) {
			out = append(out, law.Question{Program: p, Level: level, On: on})
		}
	}
	return out
}

// relevant returns the parts that a question reaches, through relaxations and requirements, with their wholes.
func relevant(l law.Law, q law.Question) []string {
	var out []string
	add := func(id string) {
		if id != "" && !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	for _, p := range l.Provisions(q.Program, q.Level, area.Commune, q.On) {
		if p.Assurance {
			continue
		}
		ids := append(slices.Clone(p.Counts), p.Rest)
		if p.Special != nil {
			ids = append(ids, p.Special.Counts...)
		}
		for _, id := range ids {
			f, _ := l.Fact(id)
			add(f.Of)
			add(id)
		}
		for _, r := range p.Requires {
			for _, id := range relevant(l, law.Question{Program: r.Program, Level: r.Level, On: q.On}) {
				add(id)
			}
		}
	}
	return out
}

// drawCommune draws a small commune near the thresholds, so that one person decides.
func drawCommune(t *rapid.T, l law.Law, ids []string) law.Unit {
	u := law.Unit{Tier: area.Commune, Special: new(rapid.Bool().Draw(t, "special")), Counts: map[string]int{}}
	for _, id := range ids {
		if f, _ := l.Fact(id); f.Of == "" {
			u.Counts[id] = rapid.IntRange(0, 12).Draw(t, id)
		}
	}
	for _, id := range ids {
		if f, _ := l.Fact(id); f.Of != "" && f.Beside == "" {
			u.Counts[id] = max(0, u.Counts[f.Of]-rapid.SampledFrom([]int{0, 0, 0, 0, 1, 1, 2, 5}).Draw(t, id))
		}
	}
	for _, id := range ids {
		if f, _ := l.Fact(id); f.Beside != "" {
			left := u.Counts[f.Of] - u.Counts[f.Beside]
			u.Counts[id] = max(0, left-rapid.SampledFrom([]int{0, 0, 1}).Draw(t, id))
		}
	}
	return u
}

// More people who meet a condition, out of as many, never lower the answer.
func TestMorePeopleNeverHarm(t *testing.T) {
	l := rules(t)
	rapid.Check(t, func(t *rapid.T) {
		q := rapid.SampledFrom(questions(l)).Draw(t, "question")
		ids := relevant(l, q)
		u := drawCommune(t, l, ids)
		if rapid.Bool().Draw(t, "special not said") {
			u.Special = nil
		}
		hide(t, u, ids, 2)
		before := l.Ask(q, u)
		id := rapid.SampledFrom(ids).Draw(t, "raised")
		f, _ := l.Fact(id)
		n, ok := u.Counts[id]
		if !ok || f.Of == "" {
			t.Skip("no part that was reported")
		}
		whole, ok := u.Counts[f.Of]
		if !ok || n >= whole {
			t.Skip("no room")
		}
		raised := map[string]int{id: n + 1}
		for _, o := range l.Facts { // somebody who completes is no longer among the rest
			if m, ok := u.Counts[o.ID]; ok && o.Beside == id && m+n+1 > whole {
				raised[o.ID] = whole - n - 1
			}
		}
		// One more among the rest is one fewer who may have completed, so this part alone does not always help.
		if beside, ok := u.Counts[f.Beside]; f.Beside != "" && (!ok || beside+n+1 > whole) {
			t.Skip("no room beside")
		}
		if after := l.Ask(q, with(u, raised)); after.Outcome < before.Outcome {
			t.Errorf("%v: %s with %v, %s with %v more", q, before.Outcome, u.Counts, after.Outcome, raised)
		}
	})
}

// hide takes some numbers away.
func hide(t *rapid.T, u law.Unit, ids []string, most int) (hidden []string) {
	for range rapid.IntRange(0, most).Draw(t, "hidden") {
		id := rapid.SampledFrom(ids).Draw(t, "hide")
		if _, ok := u.Counts[id]; ok {
			delete(u.Counts, id)
			hidden = append(hidden, id)
		}
	}
	return hidden
}

// An answer is unknown exactly when two ways of filling in what was not reported disagree.
func TestUnknownExactlyWhenCompletionsDisagree(t *testing.T) {
	l := rules(t)
	rapid.Check(t, func(t *rapid.T) {
		q := rapid.SampledFrom(questions(l)).Draw(t, "question")
		ids := relevant(l, q)
		u := drawCommune(t, l, ids)
		if rapid.Bool().Draw(t, "special not said") {
			u.Special = nil
		}
		hidden := hide(t, u, ids, 3)
		slices.SortFunc(hidden, func(a, b string) int { // wholes first, so that their parts can be bounded
			fa, _ := l.Fact(a)
			fb, _ := l.Fact(b)
			return len(fa.Of) - len(fb.Of)
		})
		seen := map[law.Outcome]bool{}
		complete(l, u, hidden, func(c law.Unit) {
			for _, special := range []bool{true, false} {
				if u.Special == nil || *u.Special == special {
					c.Special = &special
					seen[l.Ask(q, c).Outcome] = true
				}
			}
		})
		want := law.Unknown
		if len(seen) == 1 {
			for o := range seen {
				want = o
			}
		}
		if got := l.Ask(q, u).Outcome; got != want {
			t.Errorf("%v: %s, want %s (%v) with %v, special %v, without %v", q, got, want, seen, u.Counts, u.Special, hidden)
		}
	})
}

// complete calls visit with every way of filling in the hidden numbers. A whole that was not reported may be any size; a
// very large one stands for those that are not tried.
func complete(l law.Law, u law.Unit, hidden []string, visit func(law.Unit)) {
	if len(hidden) == 0 {
		for id, n := range u.Counts {
			f, _ := l.Fact(id)
			if f.Of != "" && n+u.Counts[f.Beside] > u.Counts[f.Of] {
				return
			}
		}
		visit(u)
		return
	}
	id := hidden[0]
	f, _ := l.Fact(id)
	values := []int{1_000_000}
	most := 14 // parts are 12 at most: above that a larger whole changes nothing
	if f.Of != "" {
		values, most = nil, u.Counts[f.Of]
		if most > 14 { // of a very large whole the ends are enough, and all but those whom another part of it counts
			values = []int{most}
			for other, n := range u.Counts {
				if o, _ := l.Fact(other); o.Of == f.Of {
					values = append(values, most-n)
				}
			}
			most = 1
		}
	}
	for n := range most + 1 {
		values = append(values, n)
	}
	for _, n := range values {
		complete(l, with(u, map[string]int{id: n}), hidden[1:], visit)
	}
}

// The same for members: an answer about a district is unknown exactly when the silent communes could turn it either way.
func TestSilentMembersMatterOrNot(t *testing.T) {
	l := rules(t)
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.SampledFrom([]law.Program{law.Preschool5, law.Primary, law.LowerSecondary, law.Literacy}).Draw(t, "programme")
		good, bad, silent := rapid.IntRange(0, 25).Draw(t, "good"), rapid.IntRange(0, 3).Draw(t, "bad"), rapid.IntRange(0, 4).Draw(t, "silent")
		if good+bad+silent == 0 {
			t.Skip("no member")
		}
		got := ask(l, p, 1, 2024, above(l, area.District, good, bad, silent))
		worst := ask(l, p, 1, 2024, above(l, area.District, good, bad+silent, 0))
		best := ask(l, p, 1, 2024, above(l, area.District, good+silent, bad, 0))
		want := law.Unknown
		if worst == best {
			want = worst
		}
		if got != want {
			t.Errorf("%d good, %d bad, %d silent: %s, want %s", good, bad, silent, got, want)
		}
		if more := ask(l, p, 1, 2024, above(l, area.District, good+1, bad, silent)); more < got {
			t.Errorf("one good member more: %s after %s", more, got)
		}
	})
}

// Where nobody said which half a member belongs to, a verdict still holds for every way of saying it.
func TestStrayMembersNeverMislead(t *testing.T) {
	l := rules(t)
	q := law.Question{Program: law.Preschool3To5, Level: 1, On: law.CountingDay(2026)}
	rapid.Check(t, func(t *rapid.T) {
		u := law.Unit{Tier: area.Province}
		for range rapid.IntRange(1, 12).Draw(t, "members") {
			m := full(l, rapid.Bool().Draw(t, "special"))
			if rapid.IntRange(0, 9).Draw(t, "bad") == 0 {
				m = with(m, map[string]int{"age3_5_attending": 0})
			}
			u.Members = append(u.Members, m)
		}
		unsaid := u
		unsaid.Members = slices.Clone(u.Members)
		for i := range unsaid.Members {
			if rapid.IntRange(0, 3).Draw(t, "unsaid") == 0 {
				unsaid.Members[i].Special = nil
			}
		}
		got := l.Ask(q, unsaid).Outcome
		if truth := l.Ask(q, u).Outcome; got != law.Unknown && got != truth {
			t.Errorf("%s where nobody said it, %s where somebody did", got, truth)
		}
	})
}
