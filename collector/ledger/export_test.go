package ledger

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// Pragma returns a setting of the connection that writes, which no other connection can see.
func (l *Ledger) Pragma(ctx context.Context, name string) (value string, err error) {
	err = l.write.QueryRowContext(ctx, "PRAGMA "+name).Scan(&value)
	return value, err
}

// Migrations are the files of the schema.
var Migrations = migrations

// Types of what is hashed.
var (
	ContentType      = reflect.TypeFor[content]()
	LinkType         = reflect.TypeFor[link]()
	RowType          = reflect.TypeFor[row]()
	DecisionLinkType = reflect.TypeFor[decisionLink]()
)

// Columns are those of every table, as table.column; goose's own are not the ledger's.
func (l *Ledger) Columns(ctx context.Context) (out []string, err error) {
	rows, err := l.read.QueryContext(ctx, `SELECT t.name || '.' || c.name FROM sqlite_master t, pragma_table_info(t.name) c
		WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND t.name <> 'goose_db_version' ORDER BY t.rowid, c.cid`)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var column string
		if err := rows.Scan(&column); err != nil {
			return nil, err
		}
		out = append(out, column)
	}
	return out, rows.Err()
}

// Filled counts the rows that say something in a column.
func (l *Ledger) Filled(ctx context.Context, column string) (n int, err error) {
	table, name, _ := strings.Cut(column, ".")
	err = l.read.QueryRowContext(ctx, fmt.Sprintf(`SELECT COUNT(*) FROM %s WHERE %[2]s IS NOT NULL AND %[2]s NOT IN ('', 0)`, table, name)).Scan(&n)
	return n, err
}

// Contents are what is hashed of all submissions, and of all decisions.
func (l *Ledger) Contents(ctx context.Context) (submissions, decisions string, err error) {
	err = l.read.QueryRowContext(ctx, `SELECT (SELECT GROUP_CONCAT(content, char(10)) FROM submissions), (SELECT GROUP_CONCAT(content, char(10)) FROM decisions)`).
		Scan(&submissions, &decisions)
	return submissions, decisions, err
}

// Shown is a link with all that is hashed for it, in order.
type Shown struct {
	Seq     int64
	Receipt string
	Hashed  []HashedText
}

// HashedText is one text and its hash; Line: it ends with a newline.
type HashedText struct {
	What, Text, Sum string
	Line            bool
}

// Shown shows every link as the page for auditors does; a submission has one row.
func (l *Ledger) Shown(ctx context.Context) (out []Shown, err error) {
	rows, err := l.read.QueryContext(ctx, `SELECT seq FROM links ORDER BY seq`)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var s Shown
		if err := rows.Scan(&s.Seq); err != nil {
			return nil, err
		}
		if err := l.show(ctx, &s); err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, rows.Err()
}

func (l *Ledger) show(ctx context.Context, s *Shown) error {
	var k link
	var text, hash string
	var bare *string
	err := l.read.QueryRowContext(ctx, `SELECT receipt, plan, reporter, source, received_on, recorded_at, content, content_hash, added, changed, unchanged,
		entries_hash, prev_hash, hash, subject, body, bare_hash FROM submissions WHERE seq = ?`, s.Seq).Scan(&s.Receipt, &k.Plan, &k.Reporter, &k.Source, &k.ReceivedOn,
		&k.RecordedAt, &text, &k.ContentHash, &k.Added, &k.Changed, &k.Unchanged, &k.EntriesHash, &k.Prev, &hash, &k.Subject, &k.Body, &bare)
	if errors.Is(err, sql.ErrNoRows) {
		return l.showDecision(ctx, s)
	}
	if err != nil {
		return err
	}
	k.Seq, k.Receipt = s.Seq, s.Receipt
	s.Hashed = append(s.Hashed, HashedText{What: "content → content_hash", Text: text, Sum: k.ContentHash})
	if bare != nil {
		var c content
		if err := json.Unmarshal([]byte(text), &c); err != nil {
			return err
		}
		c.Base = nil
		without, err := c.text()
		if err != nil {
			return err
		}
		s.Hashed = append(s.Hashed, HashedText{What: "content, không có base → bare_hash", Text: without, Sum: *bare})
	}
	var r row
	err = l.read.QueryRowContext(ctx, `SELECT e.seq, e.unit, e.indicator, e.period, e.grp, `+numbersOfE+`, e.revision, e.first_received, e.stands
		FROM entries e WHERE e.submission = ?`, s.Seq).Scan(slices.Concat([]any{&r.Seq, &r.Unit, &r.Indicator, span{&r.Period}, &r.Group}, numbers(&r.Entry),
		[]any{&r.Revision, &r.FirstReceived, &r.Stands})...)
	if err != nil {
		return err
	}
	line, err := json.Marshal(r)
	if err != nil {
		return err
	}
	s.Hashed = append(s.Hashed, HashedText{What: "dòng của bảng entries → entries_hash", Text: string(line), Sum: k.EntriesHash, Line: true})
	return s.link(k, hash)
}

func (l *Ledger) showDecision(ctx context.Context, s *Shown) error {
	var k decisionLink
	var text, hash string
	err := l.read.QueryRowContext(ctx, `SELECT receipt, kind, plan, decided_by, recorded_at, content, content_hash, prev_hash, hash, subject, body FROM decisions WHERE seq = ?`, s.Seq).
		Scan(&s.Receipt, &k.Kind, &k.Plan, &k.DecidedBy, &k.RecordedAt, &text, &k.ContentHash, &k.Prev, &hash, &k.Subject, &k.Body)
	if err != nil {
		return err
	}
	k.Seq, k.Receipt = s.Seq, s.Receipt
	s.Hashed = append(s.Hashed, HashedText{What: "content → content_hash", Text: text, Sum: k.ContentHash})
	return s.link(k, hash)
}

func (s *Shown) link(k any, hash string) error {
	text, err := json.Marshal(k)
	s.Hashed = append(s.Hashed, HashedText{What: "mắt xích → hash", Text: string(text), Sum: hash})
	return err
}
