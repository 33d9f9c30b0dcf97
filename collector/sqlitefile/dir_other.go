//go:build !unix

package sqlitefile

// syncDir does nothing where a folder cannot be synced by itself.
func syncDir(string) error { return nil }
