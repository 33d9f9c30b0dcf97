package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/xhht/xhht/internal/subject"
)

// namesCounter counts the names that were changed or erased.
const namesCounter = "names"

// Names implements workspace.Subjects.
func (s *Store) Names(ctx context.Context, ids []subject.ID) (map[subject.ID]string, error) {
	type named struct {
		id   subject.ID
		name string
	}
	wanted, err := asJSON(ids)
	if err != nil {
		return nil, err
	}
	scan := func(r row) (named, error) {
		var n named
		err := r.Scan(&n.id, &n.name)
		return n, err
	}
	known, err := list(ctx, s.file.Read, scan, `SELECT id, name FROM subjects WHERE name IS NOT NULL AND id IN (SELECT value FROM json_each(?))`, wanted)
	if err != nil {
		return nil, fmt.Errorf("read names: %w", err)
	}
	out := make(map[subject.ID]string, len(known))
	for _, n := range known {
		out[n.id] = n.name
	}
	return out, nil
}

// NamesVersion implements workspace.Subjects.
func (s *Store) NamesVersion(ctx context.Context) (version int64, err error) {
	err = s.file.Read.QueryRowContext(ctx, `SELECT value FROM counters WHERE name = ?`, namesCounter).Scan(&version)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return 0, fmt.Errorf("read the version of the names: %w", err)
	}
	return version, nil
}
