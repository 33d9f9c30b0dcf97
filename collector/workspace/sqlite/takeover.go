package sqlite

import (
	"context"
	"database/sql"

	"github.com/xhht/xhht/collector/workspace"
	"github.com/xhht/xhht/internal/subject"
)

// fileLabel is what the token of a reporters file is called.
const fileLabel = "reporters file"

// TakeOver implements workspace.Subjects.
func (s *Store) TakeOver(ctx context.Context, lines []workspace.Reporter) (out workspace.TakenOver, err error) {
	err = s.change(ctx, "take the reporters file over", func(tx *sql.Tx) error {
		known, err := list(ctx, tx, scanListed, selectListed, workspace.FromFile)
		if err != nil {
			return err
		}
		byID := make(map[subject.ID]workspace.Listed, len(known))
		for _, k := range known {
			byID[k.ID] = k
		}
		is, gone := workspace.Follow(known, lines)
		for _, id := range gone {
			if err := s.leaves(ctx, tx, byID[id], &out); err != nil {
				return err
			}
		}
		// A token goes from one line to another only after the first has let go of it.
		for i, line := range lines {
			if k, ok := byID[is[i]]; ok && k.TokenHash != line.TokenHash {
				if err := s.revokeAll(ctx, tx, k.ID); err != nil {
					return err
				}
			}
		}
		for i, line := range lines {
			if err := s.listed(ctx, tx, byID[is[i]], line, &out); err != nil {
				return err
			}
		}
		return nil
	})
	return out, err
}

const selectListed = `SELECT ` + profileColumns + `, t.hash FROM subjects s
	LEFT JOIN tokens t ON t.subject = s.id AND t.revoked_at IS NULL AND t.label = '` + fileLabel + `'
	WHERE s.origin = ? AND s.erased_at IS NULL ORDER BY s.created_at, s.rowid`

func scanListed(from row) (k workspace.Listed, err error) {
	k.Profile, err = scanProfile(from, orEmpty{&k.TokenHash})
	return k, err
}

// leaves makes somebody who is in the file no longer unable to do anything.
func (s *Store) leaves(ctx context.Context, tx *sql.Tx, k workspace.Listed, out *workspace.TakenOver) error {
	p := k.Profile
	p.Active, p.Changed = false, s.now()
	out.Deactivated = append(out.Deactivated, p)
	if err := s.revokeAll(ctx, tx, p.ID); err != nil {
		return err
	}
	return s.rewrite(ctx, tx, k.Profile, p)
}

// listed makes somebody what their line says.
func (s *Store) listed(ctx context.Context, tx *sql.Tx, k workspace.Listed, line workspace.Reporter, out *workspace.TakenOver) error {
	if k.ID != "" && k.Says(line) {
		return nil
	}
	p := k.Profile
	p.Name, p.Active, p.Scopes, p.Changed = line.Name, true, []subject.Scope{subject.Below(line.Unit)}, s.now()
	if k.ID == "" {
		p.Subject.ID, p.Kind, p.Origin = subject.NewID(), subject.Body, workspace.FromFile
		out.Added = append(out.Added, p)
		if err := s.add(ctx, tx, p); err != nil {
			return err
		}
	} else {
		out.Changed = append(out.Changed, p)
		if err := s.rewrite(ctx, tx, k.Profile, p); err != nil {
			return err
		}
	}
	if k.TokenHash == line.TokenHash {
		return nil
	}
	return s.grant(ctx, tx, workspace.Token{Hash: line.TokenHash, Subject: p.ID, Label: fileLabel})
}
