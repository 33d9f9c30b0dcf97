package ledger

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/xhht/xhht/internal/report"
)

// Base is what a submission was made from: what its sender had seen of the cells. A cell that moved since is a conflict,
// unless it holds by now what is sent.
//
// Content identity includes the base, so that A, then B, then A again are three submissions, and a retry of any of them is
// none. A sender who says nothing is taken at their word wherever the content is new. Content that was accepted before is a
// retry while its numbers stand. Where they no longer do, it may be a late retry, which must not undo a correction, or a
// change of mind: it is the second where nobody but this sender (Own) changed the cells since, or where what was accepted
// was withdrawn.
type Base struct {
	Receipt string             // everything that was accepted up to this receipt
	Cells   map[report.Key]int // the revision of single cells, which goes before the receipt; 0: the cell was empty
	Own     bool               // where nothing else is given: what this sender sent last
}

func (b Base) given() bool { return b.Receipt != "" || len(b.Cells) > 0 }

// earlier looks for the receipt that the draft has already. Without one the draft is ready to be appended, with its base in
// its content if it needs one.
func (b *batch) earlier(index int, d *draft) (first Receipt, found bool, err error) {
	if d.Base.given() {
		return b.onGivenBase(d)
	}
	first, found, err = b.newestOf(d.bare)
	if err != nil || !found {
		return first, found, err
	}
	changed := d.changed()
	if len(changed) == 0 || b.holdsLater(index, d, changed) {
		return first, true, nil
	}
	for _, i := range changed {
		if have := d.cells[i]; have.Withdrawn == 0 && !(d.Base.Own && have.sentBy(d.Submission)) {
			return Receipt{}, false, b.superseded(first, d, changed)
		}
	}
	now := make([]int, len(d.cells))
	for i, have := range d.cells {
		now[i] = have.Revision
	}
	return Receipt{}, false, d.rebase(now)
}

func (b *batch) onGivenBase(d *draft) (first Receipt, found bool, err error) {
	seen, err := b.seen(d)
	if err != nil {
		return Receipt{}, false, err
	}
	if err := d.rebase(seen); err != nil {
		return Receipt{}, false, err
	}
	first, found, err = b.ofContent(d.hash)
	if err != nil {
		return first, found, err
	}
	changed := d.changed()
	if found {
		if len(changed) == 0 {
			return first, true, nil
		}
		return Receipt{}, false, b.superseded(first, d, changed)
	}
	moved := slices.DeleteFunc(changed, func(i int) bool { return d.cells[i].Revision == seen[i] })
	if len(moved) > 0 {
		return Receipt{}, false, b.baseMoved(d, moved, seen)
	}
	return Receipt{}, false, nil
}

// changed lists the cells that do not hold what is sent, by their index.
func (d *draft) changed() []int {
	var out []int
	for i, e := range d.content.Entries {
		if have := d.cells[i]; !have.stands() || !have.Same(e) {
			out = append(out, i)
		}
	}
	return out
}

// holdsLater reports whether every change since comes from a submission that the batch holds again, further down: a file with
// a report and its correction says nothing wrong when it is imported twice.
func (b *batch) holdsLater(index int, d *draft, changed []int) bool {
	for _, i := range changed {
		if later, ok := b.again[d.cells[i].submission]; !ok || later <= index {
			return false
		}
	}
	return true
}

// rebase puts the base into the content, which changes its hash; a base of nothing but empty cells is none.
func (d *draft) rebase(revisions []int) (err error) {
	if slices.Max(revisions) == 0 {
		return nil
	}
	d.content.Base = revisions
	if d.text, err = d.content.text(); err != nil {
		return err
	}
	d.hash = hashOf(d.text)
	return nil
}

// seen is the revision of each cell that the sender had before them. Where they say nothing about a cell it is the newest.
func (b *batch) seen(d *draft) ([]int, error) {
	var upTo int64
	if d.Base.Receipt != "" {
		var err error
		if upTo, err = b.baseReceipt(d); err != nil {
			return nil, err
		}
	}
	out := make([]int, len(d.cells))
	given := 0
	for i, have := range d.cells {
		revision, ok := d.Base.Cells[have.Key()]
		switch {
		case ok && revision > have.Revision:
			return nil, baseUnknown(have, revision)
		case ok:
			given++
			out[i] = revision
		case upTo == 0:
			out[i] = have.Revision
		default:
			err := b.row(selectSeen, upTo, have.Indicator, have.Period.String(), have.Unit, have.Group).Scan(&out[i])
			if err != nil {
				return nil, fmt.Errorf("read cell %v: %w", have.Key(), err)
			}
		}
	}
	if given < len(d.Base.Cells) {
		return nil, baseElsewhere("")
	}
	return out, nil
}

// baseReceipt finds the receipt that the sender had seen; it must be about some cell of the draft.
func (b *batch) baseReceipt(d *draft) (seq int64, err error) {
	var plan, text string
	err = b.row(selectContentOf, d.Base.Receipt).Scan(&seq, &plan, &text)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, unknownBase(d.Base.Receipt)
	}
	if err != nil {
		return 0, fmt.Errorf("read the base %s: %w", d.Base.Receipt, err)
	}
	var of content
	if err := json.Unmarshal([]byte(text), &of); err != nil {
		return 0, fmt.Errorf("read the base %s: %w", d.Base.Receipt, err)
	}
	for _, e := range of.Entries {
		if _, found := slices.BinarySearchFunc(d.content.Entries, e, func(a, b report.Entry) int { return compareKeys(a.Key(), b.Key()) }); found {
			return seq, nil
		}
	}
	return 0, baseElsewhere(d.Base.Receipt)
}
