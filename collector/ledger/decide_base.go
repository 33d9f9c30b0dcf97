package ledger

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/xhht/xhht/internal/decision"
)

// decideOnBase records a decision unless its content was decided before. Where that was changed since, a late retry and a change of
// mind look the same: the base, which becomes part of the content then, tells them apart, as it does for reports.
func (w *writer) decideOnBase(by Who, d decision.Decision) (Decided, error) {
	base := d.Base
	d.Base = 0
	first, found, err := w.decidedBefore(d)
	if err != nil {
		return Decided{}, err
	}
	if !found && base == 0 {
		return w.appendDecision(by, d)
	}
	last, seen, err := w.lastAbout(d, base, first.Seq)
	switch {
	case err != nil:
		return Decided{}, err
	case base > 0 && !seen:
		return Decided{}, decisionElsewhere()
	case found && last.Seq == first.Seq:
		first.Duplicate = true
		return first, nil
	case base == 0:
		return Decided{}, changedSince(first.Receipt, last.Receipt)
	case found:
		d.Base = base
	}
	again, twice, err := w.decidedBefore(d)
	switch {
	case err != nil:
		return Decided{}, err
	case twice && last.Seq == again.Seq:
		again.Duplicate = true
		return again, nil
	case twice || last.Seq != base:
		return Decided{}, changedSince(again.Receipt, last.Receipt)
	}
	return w.appendDecision(by, d)
}

// lastAbout returns the newest decision about anything that d decides about, and whether the base is one, too. Those before both the
// base and the first decision of the content are not looked at.
func (w *writer) lastAbout(d decision.Decision, base, first int64) (last Decided, seen bool, err error) {
	from := base
	if from == 0 || first > 0 && first < from {
		from = first
	}
	rows, err := w.tx.QueryContext(w.ctx, selectDecided+`WHERE (plan = ? OR kind = ?) AND kind = ? AND seq >= ? ORDER BY seq`, d.Plan, decision.Recognition, d.Kind, from)
	if err != nil {
		return last, false, fmt.Errorf("read later decisions: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		one, err := scanDecided(rows)
		if err != nil {
			return last, false, fmt.Errorf("read later decisions: %w", err)
		}
		if one.Supersedes(d) {
			last, seen = one, seen || one.Seq == base
		}
	}
	return last, seen, rows.Err()
}

// decidedBefore finds the decision of the same content.
func (w *writer) decidedBefore(d decision.Decision) (first Decided, found bool, err error) {
	text, err := contentOf(d)
	if err != nil {
		return Decided{}, false, err
	}
	first, err = scanDecided(w.tx.QueryRowContext(w.ctx, selectDecided+`WHERE content_hash = ?`, hashOf(text)))
	if errors.Is(err, sql.ErrNoRows) {
		return Decided{}, false, nil
	}
	if err != nil {
		return Decided{}, false, fmt.Errorf("look for an earlier receipt: %w", err)
	}
	return first, true, nil
}

// contentOf is the one JSON of a decision.
func contentOf(d decision.Decision) (string, error) {
	text, err := json.Marshal(d)
	if err != nil {
		return "", fmt.Errorf("encode the decision: %w", err)
	}
	return string(text), nil
}
