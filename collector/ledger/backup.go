package ledger

import (
	"context"

	"github.com/xhht/xhht/collector/sqlitefile"
)

// Still and Pin let a backup hold on to the ledger and the workspace at one instant.
func (l *Ledger) Still(ctx context.Context, do func() error) error { return l.file.Still(ctx, do) }

// Pin holds on to the ledger as it is now.
func (l *Ledger) Pin(ctx context.Context) (*sqlitefile.Pinned, error) { return l.file.Pin(ctx) }
