package ledger

import "context"

// Pragma returns a setting of the connection that writes, which no other connection can see.
func (l *Ledger) Pragma(ctx context.Context, name string) (value string, err error) {
	err = l.write.QueryRowContext(ctx, "PRAGMA "+name).Scan(&value)
	return value, err
}

// Migrations are the files of the schema.
var Migrations = migrations
