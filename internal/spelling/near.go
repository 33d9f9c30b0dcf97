package spelling

import (
	"cmp"
	"slices"
	"strings"
)

// nearEnough is how much of a text may differ from what it is taken to mean: of more, anything is near. Letters agree by accident
// more often than words.
const (
	nearEnough    = 0.5
	lettersWeight = 1.25
)

// Near returns the positions of the choices that look most like the text, nearest first, at most as many as are asked for. Each
// choice may have several spellings. None is returned of which too little agrees.
func Near(text string, choices [][]string, most int) []int {
	type hit struct {
		at    int
		score float64
	}
	typed := Bare(text)
	var hits []hit
	for i, spellings := range choices {
		best := 1.0
		for _, s := range spellings {
			best = min(best, apartBy(typed, Bare(s)))
		}
		if best <= nearEnough {
			hits = append(hits, hit{i, best})
		}
	}
	slices.SortStableFunc(hits, func(a, b hit) int { return cmp.Compare(a.score, b.score) })
	var out []int
	for _, h := range hits[:min(most, len(hits))] {
		out = append(out, h.at)
	}
	return out
}

// Slip reports whether one text is the other with a letter or two wrong, marks left aside.
func Slip(text, name string) bool {
	x, y := []rune(Bare(text)), []rune(Bare(name))
	return distance(x, y) <= min(2, len(y)/3)
}

// apartBy is how far two texts are apart, from 0 for the same to 1 for nothing in common, by letters or by words, whichever is
// less: a slip changes letters, a name said in other words keeps some of them.
func apartBy(a, b string) float64 {
	x, y := []rune(a), []rune(b)
	if len(x) == 0 || len(y) == 0 {
		return 1
	}
	d := distance(x, y)
	if d > 1 && strings.Trim(a+b, "0123456789") == "" {
		return 1 // codes are dense: of two wrong digits every code is near
	}
	letters := lettersWeight * float64(d) / float64(max(len(x), len(y)))
	return min(letters, apartByWords(strings.Fields(a), strings.Fields(b)))
}

// apartByWords counts the words that only one of the texts has. One word says too little.
func apartByWords(a, b []string) float64 {
	if min(len(a), len(b)) < 2 {
		return 1
	}
	left, shared := slices.Clone(b), 0
	for _, w := range a {
		if i := slices.Index(left, w); i >= 0 {
			left, shared = slices.Delete(left, i, i+1), shared+1
		}
	}
	return 1 - 2*float64(shared)/float64(len(a)+len(b))
}

// distance counts the letters to put in, take out or change, and neighbours to swap, to make one text of the other.
func distance(a, b []rune) int {
	before, row := make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		older := before
		before, row = row, make([]int, len(b)+1)
		row[0] = i + 1
		for j := range b {
			change := before[j]
			if a[i] != b[j] {
				change++
			}
			row[j+1] = min(change, before[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], older[j-1]+1)
			}
		}
	}
	return row[len(b)]
}
