//go:build !unix

package sqlitefile

// syncDir does nothing where a folder cannot be synced by itself.
func syncDir(string) error { return nil }

// writable takes it for granted where it cannot be asked without trying.
func writable(string) bool { return true }
