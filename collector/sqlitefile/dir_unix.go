//go:build unix

package sqlitefile

import (
	"errors"
	"os"
	"path/filepath"

	"golang.org/x/sys/unix"
)

func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// writable reports whether files may be made in the file's folder.
func writable(path string) bool { return unix.Access(filepath.Dir(path), unix.W_OK) == nil }
