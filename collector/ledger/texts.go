package ledger

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/xhht/xhht/internal/decision"
	"github.com/xhht/xhht/internal/lang"
)

// TextHash is the name under which the ledger keeps a text, and under which a decision names it.
func TextHash(text string) string { return hashOf(text) }

// Text returns a text that a decision names by its hash, or ErrNotFound.
func (l *Ledger) Text(ctx context.Context, hash string) (text string, err error) {
	err = l.read.QueryRowContext(ctx, `SELECT text FROM texts WHERE hash = ?`, hash).Scan(&text)
	if errors.Is(err, sql.ErrNoRows) {
		return "", ErrNotFound
	}
	if err != nil {
		return "", fmt.Errorf("read text %s: %w", hash, err)
	}
	return text, nil
}

// keepTexts stores those texts that the ledger does not hold yet.
func keepTexts(ctx context.Context, tx *sql.Tx, texts []string) error {
	for _, text := range texts {
		_, err := tx.ExecContext(ctx, `INSERT INTO texts (hash, text) SELECT ?1, ?2 WHERE NOT EXISTS (SELECT 1 FROM texts WHERE hash = ?1)`, hashOf(text), text)
		if err != nil {
			return fmt.Errorf("keep a text: %w", err)
		}
	}
	return nil
}

// namesTexts refuses a decision that names a text which the ledger does not hold: the chain would prove nothing about it.
func namesTexts(ctx context.Context, tx *sql.Tx, d decision.Decision) error {
	for name, hash := range d.Texts {
		var n int
		if err := tx.QueryRowContext(ctx, `SELECT COUNT(*) FROM texts WHERE hash = ?`, hash).Scan(&n); err != nil {
			return fmt.Errorf("look for text %s: %w", name, err)
		}
		if n == 0 {
			return fmt.Errorf("the decision names a text %s with hash %s, but the text was not given", name, hash)
		}
	}
	return nil
}

// checkTexts finds texts that are not what their name says.
func (v *verifier) checkTexts() (err error) {
	rows, err := v.tx.QueryContext(v.ctx, `SELECT hash, text FROM texts`)
	if err != nil {
		return fmt.Errorf("read texts: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	v.texts = map[string]bool{}
	for rows.Next() {
		var hash, text string
		if err := rows.Scan(&hash, &text); err != nil {
			return fmt.Errorf("read texts: %w", err)
		}
		v.texts[hash] = hashOf(text) == hash
	}
	return rows.Err()
}

// textsOf refuses a decision whose texts were changed or taken away.
func (v *verifier) textsOf(d storedDecision) error {
	var names struct {
		Texts map[string]string `json:"texts"`
	}
	if err := json.Unmarshal([]byte(d.text), &names); err != nil {
		return unreadable(d.Seq, err)
	}
	for _, name := range slices.Sorted(maps.Keys(names.Texts)) {
		hash := names.Texts[name]
		switch whole, there := v.texts[hash]; {
		case !there:
			return &Broken{d.Seq, lang.Textf("văn bản %s mà nó nêu không còn", "the text %s that it names is missing", name)}
		case !whole:
			return &Broken{d.Seq, lang.Textf("văn bản %s mà nó nêu đã bị sửa", "the text %s that it names was changed", name)}
		}
	}
	return nil
}
