package ledgertest

import (
	"fmt"
	"maps"
	"slices"

	"github.com/xhht/xhht/internal/report"
)

// model is the ledger as simply as it can be said: what was sent, and what each cell holds. One indicator, one period.
type model struct {
	newest   map[string]string     // content → the newest receipt of it
	receipts []string              // all, in order
	wrote    map[string][]wrote    // receipt → the revisions that it wrote
	takes    map[string]bool       // receipts that are withdrawals
	cells    map[string][]revision // unit → revisions
	log      []string              // every revision in order
	links    int
	decided  map[string][]decided // what it is about → decisions, oldest first
}

type wrote struct {
	unit   string
	number int
}

// revision is one of a cell: what it says, and of a withdrawal which it takes and which it repeats.
type revision struct {
	says            says
	receipt, sender string
	takes, stands   int
}

// says is what a sender says of a cell.
type says struct {
	value      float64
	nobody     bool
	unverified bool
	reason     string
}

func (s says) numbers() says { s.reason = ""; return s }

func (s says) entry(unit string) report.Entry {
	e := count(unit, s.value)
	e.Reason = s.reason
	switch {
	case s.nobody:
		e.Numerator, e.Denominator, e.Nobody = new(0.0), new(0.0), true
	case s.unverified:
		e.Numerator, e.Denominator, e.Unverified = nil, nil, new(s.value)
	}
	return e
}

func newModel() *model {
	return &model{newest: map[string]string{}, wrote: map[string][]wrote{}, takes: map[string]bool{}, cells: map[string][]revision{}, decided: map[string][]decided{}}
}

// now is the newest revision of a cell, and whether anything stands in it.
func (m *model) now(unit string) (revision, bool) {
	list := m.cells[unit]
	if len(list) == 0 {
		return revision{}, false
	}
	r := list[len(list)-1]
	return r, r.takes == 0 || r.stands > 0
}

// outcome is what must become of a submission or a withdrawal.
type outcome struct {
	duplicate string // the receipt that it has already
	conflict  string // the receipt that stands against it
	refused   string // the code of the problem
	n         [3]int // new, changed, unchanged
}

func contentOf(note string, values map[string]says) string {
	return note + fmt.Sprint(values) // fmt prints maps in order of their keys
}

func sorted[T any](values map[string]T) []string { return slices.Sorted(maps.Keys(values)) }

// submit says what must happen to content without a base.
func (m *model) submit(sender, note string, values map[string]says) outcome {
	if first, known := m.newest[contentOf(note, values)]; known {
		var changed []revision
		for _, unit := range sorted(values) {
			if r, stands := m.now(unit); !stands || r.says.numbers() != values[unit].numbers() {
				changed = append(changed, r)
			}
		}
		if len(changed) == 0 {
			return outcome{duplicate: first}
		}
		for _, r := range changed {
			if r.takes == 0 && r.sender != sender {
				return outcome{conflict: changed[0].receipt}
			}
		}
	}
	return outcome{n: m.counts(values)}
}

func (m *model) counts(values map[string]says) (n [3]int) {
	for unit, s := range values {
		switch r, stands := m.now(unit); {
		case !stands:
			n[0]++
		case m.adds(r, s):
			n[1]++
		default:
			n[2]++
		}
	}
	return n
}

// adds reports whether what is sent says more than what stands.
func (m *model) adds(r revision, s says) bool {
	return r.says.numbers() != s.numbers() || s.reason != "" && s.reason != r.says.reason
}

func (m *model) accepted(sender, note string, values map[string]says, receipt string) {
	m.newest[contentOf(note, values)] = receipt
	m.link(receipt)
	for _, unit := range sorted(values) {
		if r, stands := m.now(unit); !stands || m.adds(r, values[unit]) {
			m.append(unit, revision{says: values[unit], receipt: receipt, sender: sender})
		}
	}
}

func (m *model) link(receipt string) {
	m.links++
	m.receipts = append(m.receipts, receipt)
}

func (m *model) append(unit string, r revision) {
	m.cells[unit] = append(m.cells[unit], r)
	m.wrote[r.receipt] = append(m.wrote[r.receipt], wrote{unit, len(m.cells[unit])})
	m.log = append(m.log, line(unit, len(m.cells[unit]), r))
}

func line(unit string, number int, r revision) string {
	if r.takes > 0 && r.stands == 0 {
		r.says = says{}
	}
	return fmt.Sprint(unit, number, r.says, r.receipt, r.takes, r.stands)
}

// withdraw says what must happen to a withdrawal of these revisions, with the content that names them.
func (m *model) withdraw(content string, list []wrote) outcome {
	if first, known := m.newest[content]; known {
		return outcome{duplicate: first}
	}
	var o outcome
	for _, w := range list {
		if by := m.takenBy(w); by != "" {
			o.n[2]++
			if o.conflict == "" {
				o.conflict = by
			}
			continue
		}
		o.n[1]++
	}
	if o.n[1] > 0 {
		o.conflict = ""
	}
	return o
}

// takenBy is the receipt that withdrew a revision.
func (m *model) takenBy(w wrote) string {
	for _, r := range m.cells[w.unit] {
		if r.takes == w.number {
			return r.receipt
		}
	}
	return ""
}

func (m *model) withdrawn(content string, list []wrote, receipt string) {
	m.newest[content] = receipt
	m.takes[receipt] = true
	m.link(receipt)
	for _, w := range list {
		if m.takenBy(w) != "" {
			continue
		}
		r := revision{receipt: receipt, sender: office, takes: w.number}
		for i, old := range m.cells[w.unit] {
			if n := i + 1; old.takes == 0 && n != w.number && m.takenBy(wrote{w.unit, n}) == "" {
				r.says, r.stands = old.says, n
			}
		}
		m.append(w.unit, r)
	}
}
