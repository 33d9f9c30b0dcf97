package ledger

import (
	"context"
	"errors"
	"fmt"
	"reflect"
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
