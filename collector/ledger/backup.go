package ledger

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// Backup copies the ledger, as it is at one instant, into a new file that is on the disk when it returns. Others may
// write meanwhile. A file that exists is never touched.
func (l *Ledger) Backup(ctx context.Context, path string) error {
	// VACUUM INTO would fill a file that is empty, which may be somebody's: the name is taken first.
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600)
	if err != nil {
		return fmt.Errorf("back up the ledger: %w", err)
	}
	_, err = l.read.ExecContext(ctx, `VACUUM INTO ?`, path)
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = syncDir(filepath.Dir(path))
	}
	if err != nil {
		return fmt.Errorf("back up the ledger to %s: %w", path, errors.Join(err, os.Remove(path)))
	}
	return nil
}
