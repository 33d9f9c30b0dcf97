// Package testinput ties the kept result of a test to the programs that the test builds or runs. `go test` keeps a result for as long
// as the files that the test has opened are the same, and does not see what a `go build` or `go run` below it reads: a test of a
// program that was changed since would go on being “cached” and green. Tests call it before they build; it reads no file itself.
package testinput

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// folders hold what our programs are made of, the data that they read, and the pages that tests hold against both.
var folders = []string{"collector", "dashboards", "docs", "exporters", "internal", "plans", "plugin/pkg"}

// Programs opens every folder below the module's root that programs are built from: of a folder `go test` notes the names, sizes and
// times of its files.
func Programs(root string) error {
	root, err := filepath.Abs(root) // a TestMain may have changed the folder, which `go test` does not see either
	if err != nil {
		return fmt.Errorf("open the sources of our programs: %w", err)
	}
	for _, folder := range folders {
		err := filepath.WalkDir(filepath.Join(root, folder), func(_ string, _ fs.DirEntry, err error) error { return err })
		if err != nil {
			return fmt.Errorf("open the sources of our programs: %w", err)
		}
	}
	for _, file := range []string{"go.mod", "go.sum"} {
		if _, err := os.Stat(filepath.Join(root, file)); err != nil {
			return fmt.Errorf("open the sources of our programs: %w", err)
		}
	}
	return nil
}
