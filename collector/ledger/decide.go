package ledger

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/decision"
	"github.com/xhht/xhht/internal/period"
)

// Decided is the proof that a decision is recorded.
type Decided struct {
	decision.Recorded
	Hash      string // chains over the hash of the submission or decision before
	Duplicate bool   // the same content had been recorded before: this is its first receipt
}

// Who decides.
type Who struct {
	Name    string // as everybody may read it: an office, a body
	Subject string // opaque id of the person or machine that acts; empty where only the name is known
	Body    string // the body that they act for, where it is known
}

// Decide records decisions in their order, all or none of them; decision.Check has passed them. When it returns without
// error they are on the disk, and so are the texts, which the decisions name by TextHash. The same content again returns its
// first receipt with Duplicate set and writes nothing; a *Conflict says why it cannot be taken now. What was decided before and
// changed since is decided again on a base: the number of the decision about the same things that whoever decides has seen. An
// approval is of the cells as they stand at this instant.
func (l *Ledger) Decide(ctx context.Context, by Who, list []decision.Decision, texts ...string) (out []Decided, err error) {
	// It shares its transaction with nothing, so that a Check sees no decision that is not on the disk.
	err = l.inTurn(ctx, &task{alone: true, do: func(w *writer) error {
		out = nil
		if err := keepTexts(w.ctx, w.tx, texts); err != nil {
			return err
		}
		for _, d := range list {
			r, err := w.decide(by, d)
			if err != nil {
				return fmt.Errorf("record decision: %w", err)
			}
			out = append(out, r)
		}
		return nil
	}})
	if err != nil {
		return nil, err
	}
	return out, nil
}

func (w *writer) decide(by Who, d decision.Decision) (Decided, error) {
	// A generation of plans is about all of them.
	if by.Name == "" && by.Subject == "" || d.Plan == "" && d.Kind != decision.PlanGeneration || d.Reason == "" || !d.Kind.Valid() {
		return Decided{}, errors.New("a decision needs its kind, its plan, a reason and who decided it")
	}
	if err := errors.Join(namesTexts(w.ctx, w.tx, d), succeeds(w.ctx, w.tx, d)); err != nil {
		return Decided{}, err
	}
	d.Units, d.Indicators = inOrder(d.Units), inOrder(d.Indicators)
	if d.Kind == decision.Approval && !d.Withdrawn {
		if err := w.pin(&d); err != nil {
			return Decided{}, err
		}
	}
	if d.Kind != decision.PlanGeneration { // whose base is the one in force: succeeds saw to that
		return w.decideOnBase(by, d)
	}
	first, found, err := w.decidedBefore(d)
	if found || err != nil {
		first.Duplicate = found
		return first, err
	}
	return w.appendDecision(by, d)
}

func inOrder(list []string) []string {
	list = slices.Clone(list)
	slices.Sort(list)
	return slices.Compact(list)
}

// pin ties an approval to the cells as they stand: whatever is accepted for them afterwards is not approved by it.
func (w *writer) pin(d *decision.Decision) error {
	if len(d.Units) != 1 || len(d.Indicators) == 0 {
		return errors.New("an approval is of one unit's cells")
	}
	indicators, _ := json.Marshal(d.Indicators) // strings always encode
	err := w.tx.QueryRowContext(w.ctx, `SELECT COALESCE(MAX(e.seq), 0), COUNT(*) FROM entries e
		WHERE e.indicator IN (SELECT value FROM json_each(?)) AND e.period = ? AND e.unit = ? AND e.grp NOT LIKE ?`+newestStanding, // what another plan was told stands beside, and is approved by nobody
		string(indicators), d.Period.String(), d.Units[0], catalogue.GroupOfPlan+"%").Scan(&d.Entries, &d.Cells)
	if err != nil {
		return fmt.Errorf("read the cells to approve: %w", err)
	}
	if d.Cells == 0 {
		return nothingToApprove(*d)
	}
	return nil
}

// decisionLink is everything that a decision's hash covers. Its fields, their order and their names are part of the
// ledger's format.
type decisionLink struct {
	Prev        string `json:"prev"`
	Seq         int64  `json:"seq"`
	Receipt     string `json:"receipt"`
	Kind        string `json:"kind"`
	Plan        string `json:"plan"`
	DecidedBy   string `json:"decided_by"`
	RecordedAt  string `json:"recorded_at"`
	ContentHash string `json:"content_hash"`
	Subject     string `json:"subject,omitempty"`
	Body        string `json:"body,omitempty"`
}

func (l decisionLink) hash() string {
	text, err := json.Marshal(l)
	if err != nil {
		panic(err) // strings and numbers only: cannot happen
	}
	return hashOf(string(text))
}

func (w *writer) appendDecision(by Who, d decision.Decision) (Decided, error) {
	text, err := contentOf(d)
	if err != nil {
		return Decided{}, err
	}
	end, err := w.end()
	if err != nil {
		return Decided{}, err
	}
	k := decisionLink{Seq: end.seq + 1, Prev: end.hash, ContentHash: hashOf(text)}
	k.Receipt, k.Kind, k.Plan, k.DecidedBy, k.RecordedAt = receiptID(k.ContentHash), string(d.Kind), d.Plan, by.Name, clockText(w.ledger.now())
	k.Subject, k.Body = by.Subject, by.Body
	hash := k.hash()
	_, err = w.tx.ExecContext(w.ctx, `INSERT INTO decisions (seq, receipt, kind, plan, decided_by, recorded_at, content, content_hash,
		prev_hash, hash, subject, body) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)`, k.Seq, k.Receipt, k.Kind, k.Plan, k.DecidedBy, k.RecordedAt, text, k.ContentHash, k.Prev, hash, k.Subject, k.Body)
	if err != nil {
		return Decided{}, fmt.Errorf("append decision %d: %w", k.Seq, err)
	}
	out := Decided{Recorded: decision.Recorded{Decision: d, Seq: k.Seq, Receipt: k.Receipt, By: by.Name, Subject: by.Subject, ForBody: by.Body}, Hash: hash}
	end.seq, end.hash = k.Seq, hash
	out.RecordedAt, err = parseClock(k.RecordedAt) // the receipt shows what is stored, not more digits
	return out, err
}

const selectDecided = `SELECT seq, receipt, decided_by, COALESCE(subject, ''), body, recorded_at, content, hash FROM decisions `

func scanDecided(from interface{ Scan(...any) error }) (Decided, error) {
	var d Decided
	var text string
	if err := from.Scan(&d.Seq, &d.Receipt, &d.By, &d.Subject, &d.ForBody, clock{&d.RecordedAt}, &text, &d.Hash); err != nil {
		return d, err
	}
	return d, json.Unmarshal([]byte(text), &d.Decision)
}

// DecisionsAfter returns at most limit decisions that follow seq, in the order in which they were made.
func (l *Ledger) DecisionsAfter(ctx context.Context, seq int64, limit int) (out []decision.Recorded, err error) {
	return decisionsAfter(ctx, l.read, seq, limit)
}

func decisionsAfter(ctx context.Context, db queryer, seq int64, limit int) (out []decision.Recorded, err error) {
	rows, err := db.QueryContext(ctx, selectDecidedAfter, seq, limit)
	if err != nil {
		return nil, fmt.Errorf("read decisions: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		d, err := scanDecided(rows)
		if err != nil {
			return nil, fmt.Errorf("read decisions: %w", err)
		}
		out = append(out, d.Recorded)
	}
	return out, rows.Err()
}

const selectDecidedAfter = selectDecided + `WHERE seq > ? ORDER BY seq LIMIT ?`

// decisionsAtOnce bounds what Decisions holds in memory beside the state it fills.
const decisionsAtOnce = 10_000

// Decisions brings a state up to date with every decision recorded until an instant, and returns how many it added. Until now
// means all of them, whatever the clock said when they were made: their order is the chain's.
func (l *Ledger) Decisions(ctx context.Context, into *decision.State, until time.Time) (added int, err error) {
	after, all := into.Last(), !until.Before(l.now())
	for {
		list, err := l.DecisionsAfter(ctx, after, decisionsAtOnce)
		if err != nil || len(list) == 0 {
			return added, err
		}
		for _, d := range list {
			after = d.Seq
			if all || !d.RecordedAt.After(until) {
				into.Apply(d)
				added++
			}
		}
	}
}

// ReceivedAt is the instant at which the cell first came. The ledger knows the day; where the newest revision was recorded
// on that day its clock gives the instant, and a correction or a back-filled report gets the day's noon.
func (r Recorded) ReceivedAt() time.Time {
	if period.Day(r.RecordedAt) == r.FirstReceived {
		return r.RecordedAt
	}
	return r.FirstReceived.Time().Add(noon)
}

// noon of a day in Vietnam is 05:00 UTC.
const noon = 5 * time.Hour
