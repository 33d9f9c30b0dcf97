package golden

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// started is the package's folder: go test starts a test there, and the test may go elsewhere later.
var started, _ = os.Getwd()

// root is the module's folder, from which commands are typed.
func root() string {
	for dir := started; ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil || dir == filepath.Dir(dir) {
			return dir
		}
	}
}

// shown is a file's path as it is typed in the module's folder.
func shown(path string) string {
	abs, err := filepath.Abs(path)
	if err != nil {
		return path
	}
	rel, err := filepath.Rel(root(), abs)
	if err != nil || strings.HasPrefix(rel, "..") {
		return path
	}
	return filepath.ToSlash(rel)
}

// command is what to type in the module's folder to accept what a test gets.
func command(test string) string {
	dir, err := filepath.Rel(root(), started)
	if err != nil {
		dir = "."
	}
	var pattern []string
	for part := range strings.SplitSeq(test, "/") {
		pattern = append(pattern, "^"+regexp.QuoteMeta(part)+"$")
	}
	quoted := strings.ReplaceAll(strings.Join(pattern, "/"), "'", `'\''`)
	return "UPDATE_GOLDEN=1 go test ./" + filepath.ToSlash(dir) + " -run '" + quoted + "'"
}
