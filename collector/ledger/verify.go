package ledger

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/problem"
)

// Broken says where the chain no longer holds: Seq is the first submission or decision that is not what was accepted.
type Broken struct {
	Seq  int64
	What lang.Text
}

func (b *Broken) Error() string { return b.In(lang.Vietnamese) }

// In says it to a person, with what they do next.
func (b *Broken) In(l lang.Lang) string {
	return lang.Textf("Sổ cái không còn nguyên vẹn từ số %[1]d: %[2]s. Giữ nguyên tệp này làm bằng chứng; khôi phục bản sao lưu còn kiểm chứng được (collector verify)",
		"The ledger is broken at number %[1]d: %[3]s. Keep this file as evidence; restore a backup that still verifies (collector verify)", b.Seq, b.What.VI, b.What.EN).In(l)
}

// unreadable is something of the chain that is no longer what a program can have written.
func unreadable(seq int64, err error) *Broken {
	return &Broken{seq, lang.Textf("nội dung không đọc được (%s)", "it cannot be read (%s)", err)}
}

// Verify walks the whole chain and recomputes every hash. It returns a *Broken for the first submission or decision that was
// changed, removed or added by other means than Accept and Decide. A chain cut off at its end, or computed anew as a whole, only shows against
// a Head that was noted down elsewhere.
func (l *Ledger) Verify(ctx context.Context) (err error) {
	tx, err := l.read.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("read the ledger: %w", err)
	}
	defer func() { _ = tx.Rollback() }()
	v := verifier{ctx: ctx, tx: tx}
	if err := v.checkTexts(); err != nil {
		return err
	}
	if err := v.readDecisions(); err != nil {
		return err
	}
	rows, err := tx.QueryContext(ctx, `SELECT seq, receipt, plan, reporter, source, received_on, recorded_at, content,
		content_hash, added, changed, unchanged, entries_hash, prev_hash, hash, COALESCE(subject, ''), body, bare_hash FROM submissions ORDER BY seq`)
	if err != nil {
		return fmt.Errorf("read the ledger: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var k link
		var text, hash string
		var bare *string
		err := rows.Scan(&k.Seq, &k.Receipt, &k.Plan, &k.Reporter, &k.Source, &k.ReceivedOn, &k.RecordedAt, &text,
			&k.ContentHash, &k.Added, &k.Changed, &k.Unchanged, &k.EntriesHash, &k.Prev, &hash, &k.Subject, &k.Body, &bare)
		if err != nil {
			return fmt.Errorf("read submission %d: %w", v.seq+1, err)
		}
		if err := v.decisionsBefore(k.Seq); err != nil {
			return err
		}
		if err := v.check(k, text, hash); err != nil {
			return err
		}
		if err := v.bare(k.Seq, text, bare); err != nil {
			return err
		}
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("read the ledger: %w", err)
	}
	if err := v.decisionsBefore(math.MaxInt64); err != nil {
		return err
	}
	return v.strays()
}

// verifier holds what the next link must follow.
type verifier struct {
	ctx       context.Context
	tx        *sql.Tx
	seq       int64
	entry     int64
	prev      string
	decisions []storedDecision // not checked yet
	texts     map[string]bool  // hash → whether the text is what its hash says
}

type storedDecision struct {
	decisionLink
	text, stored string // content, and the hash that is stored
}

// readDecisions holds all of them in memory: they are few beside the submissions.
func (v *verifier) readDecisions() (err error) {
	rows, err := v.tx.QueryContext(v.ctx, `SELECT seq, receipt, kind, plan, decided_by, recorded_at, content, content_hash, prev_hash, hash,
		COALESCE(subject, ''), body FROM decisions ORDER BY seq`)
	if err != nil {
		return fmt.Errorf("read decisions: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var d storedDecision
		err := rows.Scan(&d.Seq, &d.Receipt, &d.Kind, &d.Plan, &d.DecidedBy, &d.RecordedAt, &d.text, &d.ContentHash, &d.Prev, &d.stored, &d.Subject, &d.Body)
		if err != nil {
			return fmt.Errorf("read decisions: %w", err)
		}
		v.decisions = append(v.decisions, d)
	}
	return rows.Err()
}

// decisionsBefore checks the decisions that come before the submission of a number.
func (v *verifier) decisionsBefore(seq int64) error {
	for len(v.decisions) > 0 && v.decisions[0].Seq < seq {
		d := v.decisions[0]
		if err := v.follows(d.Seq, d.Prev, d.text, d.ContentHash, d.Receipt); err != nil {
			return err
		}
		if d.hash() != d.stored {
			return &Broken{d.Seq, lang.Text{VI: "người quyết định, thời điểm hoặc việc được quyết định đã bị sửa", EN: "who decided it, when, or about what was changed"}}
		}
		if err := v.textsOf(d); err != nil {
			return err
		}
		v.decisions, v.seq, v.prev = v.decisions[1:], d.Seq, d.stored
	}
	return nil
}

// follows checks what every link has: its number, the link before, its content and its receipt.
func (v *verifier) follows(seq int64, prev, text, contentHash, receipt string) error {
	next := v.seq + 1
	switch {
	case seq != next:
		return &Broken{next, lang.Textf("không còn; số %d đứng ngay sau số %d", "it is missing; number %d follows %d", seq, v.seq)}
	case prev != v.prev:
		return &Broken{next, lang.Text{VI: "không nối tiếp mắt xích trước", EN: "it does not follow the one before"}}
	case hashOf(text) != contentHash:
		return &Broken{next, lang.Text{VI: "nội dung đã bị sửa", EN: "its content was changed"}}
	case receiptID(contentHash) != receipt:
		return &Broken{next, lang.Text{VI: "biên nhận đã bị sửa", EN: "its receipt was changed"}}
	}
	return nil
}

func (v *verifier) check(k link, text, hash string) error {
	next := v.seq + 1
	if err := v.follows(k.Seq, k.Prev, text, k.ContentHash, k.Receipt); err != nil {
		return err
	}
	if k.hash() != hash {
		return &Broken{next, lang.Text{VI: "người gửi, thời điểm hoặc số ô đã bị sửa", EN: "who sent it, when, or its counts were changed"}}
	}
	sum, err := v.entries(next)
	if err != nil {
		return err
	}
	if sum != k.EntriesHash {
		return &Broken{next, lang.Text{VI: "các ô số liệu đã bị sửa", EN: "its entries were changed"}}
	}
	v.seq, v.prev = k.Seq, hash
	return nil
}

// bare checks the hash by which a retry is known. It is not covered by the chain, for it follows from the content.
func (v *verifier) bare(seq int64, text string, stored *string) error {
	if stored == nil && !strings.Contains(text, `"base":`) {
		return nil
	}
	var c content
	if err := json.Unmarshal([]byte(text), &c); err != nil {
		return unreadable(seq, err)
	}
	has := len(c.Base) > 0
	c.Base = nil
	without, err := c.text()
	if err != nil {
		return unreadable(seq, err)
	}
	if has != (stored != nil) || has && *stored != hashOf(without) {
		return &Broken{seq, lang.Text{VI: "băm để nhận ra lần gửi lại đã bị sửa", EN: "the hash by which its retries are known was changed"}}
	}
	return nil
}

// entries hashes the stored rows of one submission.
func (v *verifier) entries(submission int64) (sum string, err error) {
	rows, err := v.tx.QueryContext(v.ctx, `SELECT e.seq, e.unit, e.indicator, e.period, e.grp, `+numbersOfE+`, e.revision,
		e.first_received, e.stands FROM entries e WHERE e.submission = ? ORDER BY e.seq`, submission)
	if err != nil {
		return "", fmt.Errorf("read entries of submission %d: %w", submission, err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	h := newEntriesHash()
	for rows.Next() {
		var r row
		err := rows.Scan(slices.Concat([]any{&r.Seq, &r.Unit, &r.Indicator, span{&r.Period}, &r.Group}, numbers(&r.Entry),
			[]any{&r.Revision, &r.FirstReceived, &r.Stands})...)
		if err != nil {
			return "", unreadable(submission, err)
		}
		if r.Seq != v.entry+1 {
			return "", &Broken{submission, lang.Textf("dòng %d không còn", "entry %d is missing", v.entry+1)}
		}
		v.entry = r.Seq
		if err := h.add(r); err != nil {
			return "", unreadable(submission, err)
		}
	}
	return h.String(), rows.Err()
}

// strays finds entries of submissions that do not exist.
func (v *verifier) strays() error {
	var seq, submission int64
	err := v.tx.QueryRowContext(v.ctx, `SELECT seq, submission FROM entries WHERE submission NOT IN (SELECT seq FROM submissions) LIMIT 1`).Scan(&seq, &submission)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("read entries: %w", err)
	}
	return &Broken{submission, lang.Textf("không có, nhưng dòng %d nêu nó", "it does not exist, but entry %d names it", seq)}
}

// Contains returns an error unless the hash is a link of the chain: a head noted down earlier must still be in it.
func (l *Ledger) Contains(ctx context.Context, hash string) error {
	var n int
	if err := l.read.QueryRowContext(ctx, `SELECT COUNT(*) FROM links WHERE hash = ?`, hash).Scan(&n); err != nil {
		return fmt.Errorf("read the ledger: %w", err)
	}
	if n == 0 {
		return problem.Problem{
			Code: "head_gone", Value: hash,
			Rule: lang.Text{VI: "chuỗi không còn chứa đầu chuỗi này: những gì đã nhận đến đó đã bị sửa hoặc cắt bỏ", EN: "the chain no longer holds this head: what was accepted up to it was changed or cut off"},
			Hint: lang.Text{VI: "Kiểm tra băm đã chép; nếu đúng, giữ tệp này làm bằng chứng và khôi phục bản sao lưu", EN: "Check the hash that was noted down; if it is right, keep this file as evidence and restore a backup"},
		}
	}
	return nil
}
