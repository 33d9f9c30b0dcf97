package projection

import (
	"context"

	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/collector/workspace"
	"github.com/xhht/xhht/internal/subject"
)

// Names says what the subjects of the chain are called. The store holds names that the ledger does not: whoever is erased has
// to be erased there as well.
type Names interface {
	Names(ctx context.Context, ids []subject.ID) (map[subject.ID]string, error)
	NamesVersion(ctx context.Context) (int64, error)
}

// namesCursor is the ledger's name for the version of the names that the store holds.
const namesCursor = "projection-names"

// namesOf returns what those who sent corrections are called.
func (p *Projection) namesOf(ctx context.Context, list []ledger.Correction) (map[subject.ID]string, error) {
	var ids []subject.ID
	seen := map[string]bool{"": true}
	for _, c := range list {
		if !seen[c.Subject] {
			seen[c.Subject], ids = true, append(ids, subject.ID(c.Subject))
		}
	}
	if p.opt.Names == nil || len(ids) == 0 {
		return nil, nil
	}
	return p.opt.Names.Names(ctx, ids)
}

func calledBy(c ledger.Correction, names map[subject.ID]string) string {
	return workspace.Called(c.Reporter, c.Subject, names)
}

// rename writes all corrections again once a name was changed or erased: nobody knows which of them are by whom.
func (p *Projection) rename(ctx context.Context) error {
	if p.opt.Names == nil {
		return nil
	}
	now, err := p.opt.Names.NamesVersion(ctx)
	if err != nil {
		return err
	}
	stored, err := p.opt.Ledger.Cursor(ctx, namesCursor)
	if err != nil || stored == now {
		return err
	}
	done, err := p.opt.Ledger.Cursor(ctx, cursorName)
	if err != nil {
		return err
	}
	for after := int64(0); after < done; after += int64(p.opt.Entries) {
		if err := p.revise(ctx, after, min(after+int64(p.opt.Entries), done)); err != nil {
			return err
		}
	}
	return p.opt.Ledger.SetCursor(ctx, namesCursor, now)
}
