package golden

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/google/go-cmp/cmp"
)

const (
	around   = 2   // lines shown before and after a change
	mostShow = 100 // lines of a difference that are shown
	longLine = 200 // letters; of a longer line only what differs is shown
	margin   = 40  // letters shown before and after that
)

// Diff is how the lines of two texts differ, nothing if they do not: "-" is wanted, "+" is got. A letter is never cut.
func Diff(want, got string) string {
	if want == got {
		return ""
	}
	var e edits
	cmp.Equal(strings.Split(want, "\n"), strings.Split(got, "\n"), cmp.Reporter(&e))
	return e.String()
}

// edit is a line as it was and is; one of them is nil where a line came or went.
type edit struct {
	want, got *string
	at        int // the line of the text that was wanted, from 1
}

func (e edit) same() bool { return e.want != nil && e.got != nil && *e.want == *e.got }

// edits collects from package cmp which lines it takes for the same.
type edits struct {
	list []edit
	step cmp.PathStep
	line int
}

// PushStep is called by package cmp on its way down.
func (e *edits) PushStep(s cmp.PathStep) { e.step = s }

// PopStep is called on its way up.
func (e *edits) PopStep() {}

// Report is called for each line.
func (e *edits) Report(cmp.Result) {
	s, ok := e.step.(cmp.SliceIndex)
	if !ok {
		return
	}
	want, got := s.Values()
	var out edit
	if want.IsValid() {
		e.line++
		out.want = new(want.String())
	}
	if got.IsValid() {
		out.got = new(got.String())
	}
	out.at = max(1, e.line)
	e.list = append(e.list, out)
}

func (e *edits) String() string {
	var b strings.Builder
	lines, last := 0, -1
	for i, line := range e.list {
		if !e.near(i) {
			continue
		}
		if lines >= mostShow {
			left := 0
			for _, rest := range e.list[i:] {
				if !rest.same() {
					left++
				}
			}
			fmt.Fprintf(&b, "… and %d more lines that differ\n", left)
			break
		}
		if i != last+1 || i == 0 {
			fmt.Fprintf(&b, "@@ line %d\n", line.at)
		}
		last = i
		lines += line.write(&b)
	}
	return b.String()
}

// near reports whether a line changed or stands close to one that did.
func (e *edits) near(i int) bool {
	return slices.ContainsFunc(e.list[max(0, i-around):min(len(e.list), i+around+1)], func(l edit) bool { return !l.same() })
}

func (e edit) write(b *strings.Builder) (lines int) {
	if e.same() {
		fmt.Fprintf(b, "  %s\n", *e.want)
		return 1
	}
	want, got := e.want, e.got
	if want != nil && got != nil {
		*want, *got = difference(*want, *got)
	}
	for _, l := range []struct {
		sign string
		text *string
	}{{"-", want}, {"+", got}} {
		if l.text != nil {
			fmt.Fprintf(b, "%s %s\n", l.sign, *l.text)
			lines++
		}
	}
	return lines
}

// difference is as much of two long lines as shows what differs; short ones stay whole.
func difference(want, got string) (string, string) {
	w, g := []rune(want), []rune(got)
	if len(w) <= longLine && len(g) <= longLine {
		return want, got
	}
	same := 0
	for same < len(w) && same < len(g) && w[same] == g[same] {
		same++
	}
	tail := 0
	for tail < len(w)-same && tail < len(g)-same && w[len(w)-1-tail] == g[len(g)-1-tail] {
		tail++
	}
	return excerpt(w, same, tail), excerpt(g, same, tail)
}

// excerpt leaves out what is the same at the beginning and at the end, but for a margin.
func excerpt(line []rune, same, tail int) string {
	from, to := max(0, same-margin), min(len(line), len(line)-tail+margin)
	for from > 0 && unicode.Is(unicode.Mn, line[from]) {
		from-- // a mark belongs to the letter before it
	}
	for to < len(line) && unicode.Is(unicode.Mn, line[to]) {
		to++
	}
	out := string(line[from:to])
	if from > 0 {
		out = "…" + out
	}
	if to < len(line) {
		out += "…"
	}
	return out
}
