package compose

import (
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// Docker runs a step again when anything changed that was copied before it. So what is copied before the programs are built has to be
// all that they are built from, and must not hold the plans: who mends a plan waits for pages, not for compilers.
func TestProgramsAreBuiltFromTheirCodeAlone(t *testing.T) {
	before, after := goStage(t)
	copied := copies(before)
	if slices.Contains(copied, ".") || slices.Contains(copied, "plans") {
		t.Errorf("a change of a plan would build every program anew: %v", copied)
	}
	if !slices.Contains(copies(after), "plans") {
		t.Error("pages are generated without the plans")
	}
	for _, build := range [][]string{
		{"./collector", "./exporters", "./dashboards"},
		{"-tags", "arrow_json_stdlib", "./plugin/pkg"},
	} {
		for _, dir := range ownPackages(t, build...) {
			if !slices.ContainsFunc(copied, func(c string) bool { return dir == c || strings.HasPrefix(dir, c+"/") }) {
				t.Errorf("%v is built from %s, which the Dockerfile does not copy", build, dir)
			}
		}
	}
}

// goStage is what the stage of the programs says before and after it builds them.
func goStage(t *testing.T) (before, after string) {
	t.Helper()
	_, stage, found := strings.Cut(read(t, "Dockerfile"), " AS go\n")
	stage, _, _ = strings.Cut(stage, "\nFROM ")
	before, after, builds := strings.Cut(stage, "go build")
	if !found || !builds {
		t.Fatal("the Dockerfile has no stage that builds the programs")
	}
	return before, after
}

func copies(steps string) []string {
	var out []string
	for _, m := range regexp.MustCompile(`(?m)^COPY (.+) \S+$`).FindAllStringSubmatch(steps, -1) {
		out = append(out, strings.Fields(m[1])...)
	}
	return out
}

// ownPackages are the folders of this repository that a build reads.
func ownPackages(t *testing.T, build ...string) []string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", append([]string{"list", "-deps", "-f", "{{with .Module}}{{if .Main}}{{$.Dir}}{{end}}{{end}}"}, build...)...)
	cmd.Dir = root
	raw, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	top, err := filepath.Abs(root)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for dir := range strings.FieldsSeq(string(raw)) {
		rel, err := filepath.Rel(top, dir)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, filepath.ToSlash(rel))
	}
	if len(out) < 5 {
		t.Fatalf("only %v", out)
	}
	return out
}
