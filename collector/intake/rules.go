package intake

import (
	"context"

	"github.com/xhht/xhht/collector/ledger"
)

// rules are what a batch is held against inside the transaction that accepts it.
func (in *Intake) rules() ledger.Check {
	return func(ctx context.Context, holds ledger.Holdings, changes []ledger.Change) error {
		for _, check := range []ledger.Check{in.officeOnly} {
			if err := check(ctx, holds, changes); err != nil {
				return err
			}
		}
		return nil
	}
}
