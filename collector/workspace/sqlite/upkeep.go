package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"github.com/xhht/xhht/collector/workspace"
)

// ageing is one kind of thing that has an end: which table, which instant it ages from, and what of it may go. What has no
// such instant yet, because it waits for somebody, stays.
type ageing struct {
	kind, table, since string
	may                string // condition
	days               func(workspace.Retention) int
	count              func(*workspace.Purged) *int
}

var ageings = []ageing{
	{"drafts", "drafts", "changed_at", `TRUE`,
		func(r workspace.Retention) int { return r.DraftDays }, func(p *workspace.Purged) *int { return &p.Drafts }},
	{"previews", "previews", "COALESCE(closed_at, expires_at)", `TRUE`,
		func(r workspace.Retention) int { return r.PreviewDays }, func(p *workspace.Purged) *int { return &p.Previews }},
	{"sessions", "sessions", "COALESCE(ended_at, ends_at)", `TRUE`,
		func(r workspace.Retention) int { return r.SessionDays }, func(p *workspace.Purged) *int { return &p.Sessions }},
	{"failed_sign_ins", "failed_sign_ins", "at", `TRUE`,
		func(r workspace.Retention) int { return r.SignInLogDays }, func(p *workspace.Purged) *int { return &p.FailedSignIns }},
	{"samples", "samples", "settled_at", `TRUE`,
		func(r workspace.Retention) int { return r.SampleDays }, func(p *workspace.Purged) *int { return &p.Samples }},
	{"reminders", "reminders", "ended_at", `state <> 'unsure'`,
		func(r workspace.Retention) int { return r.ReminderDays }, func(p *workspace.Purged) *int { return &p.Reminders }},
}

// cutoff is the instant before which things of a kind have had their days.
func (a ageing) cutoff(now time.Time, r workspace.Retention) time.Time {
	return now.AddDate(0, 0, -a.days(r))
}

// Purge implements workspace.Upkeep.
func (s *Store) Purge(ctx context.Context, r workspace.Retention) (out workspace.Purged, err error) {
	err = s.change(ctx, "purge the workspace", func(tx *sql.Tx) error {
		for _, a := range ageings {
			done, err := tx.ExecContext(ctx, `DELETE FROM `+a.table+` WHERE `+a.since+` < ? AND `+a.may, at(a.cutoff(s.now(), r)))
			if err != nil {
				return fmt.Errorf("%s: %w", a.kind, err)
			}
			n, err := done.RowsAffected()
			if err != nil {
				return err
			}
			*a.count(&out) = int(n)
		}
		return capSignIns(ctx, tx, r.SignInLogRows)
	})
	return out, err
}

// Holdings implements workspace.Upkeep.
func (s *Store) Holdings(ctx context.Context, r workspace.Retention) ([]workspace.Holding, error) {
	var out []workspace.Holding
	for _, a := range ageings {
		h := workspace.Holding{Kind: a.kind}
		err := s.file.Read.QueryRowContext(ctx, `SELECT COUNT(*), COUNT(*) FILTER (WHERE `+a.since+` < ? AND `+a.may+`), MIN(`+a.since+`) FROM `+a.table,
			at(a.cutoff(s.now(), r))).Scan(&h.Count, &h.Due, clock(&h.Oldest))
		if err != nil {
			return nil, fmt.Errorf("count %s: %w", a.kind, err)
		}
		out = append(out, h)
	}
	return out, nil
}

// Probe implements workspace.Upkeep.
func (s *Store) Probe(ctx context.Context) error {
	return s.change(ctx, "try to write", func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO probe (id, at) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET at = excluded.at`, at(s.now()))
		return err
	})
}
