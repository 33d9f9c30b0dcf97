package golden_test

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/xhht/xhht/internal/golden"
)

// recorder stands in for a test and remembers what it said; Fatalf must end the caller, so it panics.
type recorder struct {
	testing.TB
	name   string
	failed bool
	said   string
}

func (r *recorder) Helper()                         {}
func (r *recorder) Name() string                    { return r.name }
func (r *recorder) Failed() bool                    { return r.failed }
func (r *recorder) Logf(format string, args ...any) { r.said += fmt.Sprintf(format, args...) }
func (r *recorder) Errorf(format string, args ...any) {
	r.failed = true
	r.said += fmt.Sprintf(format, args...)
}
func (r *recorder) Fatalf(format string, args ...any) { r.Errorf(format, args...); panic(errFatal) }

var errFatal = errors.New("fatal")

// equal is what a test of the name would see.
func (r *recorder) equal(path, got string) {
	defer func() {
		if p := recover(); p != nil && p != any(errFatal) {
			panic(p)
		}
	}()
	golden.Equal(r, path, got)
}

func as(name, path, got string) *recorder {
	r := &recorder{name: name}
	r.equal(path, got)
	return r
}

// started with filters is what a person's command line would be.
func started(t *testing.T, run, skip string) {
	t.Helper()
	for name, value := range map[string]string{"test.run": run, "test.skip": skip} {
		old := flag.Lookup(name).Value.String()
		if err := flag.Set(name, value); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = flag.Set(name, old) })
	}
}

func file(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "file.golden")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func holds(t *testing.T, path, want string) {
	t.Helper()
	if got, err := os.ReadFile(path); err != nil || string(got) != want {
		t.Errorf("the file holds %q, want %q (%v)", got, want, err)
	}
}

func TestAnEqualFilePassesAndNoOther(t *testing.T) {
	started(t, "", "")
	t.Setenv("UPDATE_GOLDEN", "")
	same := file(t, "a\n")
	if r := as("TestX", same, "a\n"); r.failed {
		t.Errorf("an equal file fails: %s", r.said)
	}
	if r := as("TestX", same, "b\n"); !r.failed || !strings.Contains(r.said, "- a\n+ b\n") {
		t.Errorf("a different file: failed %v, %s", r.failed, r.said)
	}
	holds(t, same, "a\n")
}

func TestAMissingFileFails(t *testing.T) {
	started(t, "", "")
	t.Setenv("UPDATE_GOLDEN", "")
	missing := filepath.Join(t.TempDir(), "missing")
	r := as("TestX", missing, strings.Repeat("line\n", 1000))
	if _, err := os.Stat(missing); !r.failed || err == nil {
		t.Errorf("failed %v, written %v", r.failed, err == nil)
	}
	if n := strings.Count(r.said, "\n"); n > 50 {
		t.Errorf("a missing file is %d lines of output", n)
	}
}

func TestUpdatingWrites(t *testing.T) {
	started(t, "TestX", "")
	t.Setenv("UPDATE_GOLDEN", "1")
	path := filepath.Join(t.TempDir(), "new", "file")
	for _, text := range []string{"a\n", "b\n"} {
		if r := as("TestX", path, text); r.failed {
			t.Fatalf("updating fails: %s", r.said)
		}
		holds(t, path, text)
	}
	t.Setenv("UPDATE_GOLDEN", "")
	if r := as("TestX", path, "b\n"); r.failed {
		t.Errorf("the updated file does not hold what was got: %s", r.said)
	}
}

// What a part of a test got is neither written nor compared: it lacks what the other parts would have given.
func TestAPartOfATestCutsNoFile(t *testing.T) {
	for _, c := range []struct{ run, skip string }{{"TestX/one", ""}, {"^TestX$/^one$", ""}, {"", "TestX/two"}, {"TestY|TestX/one", ""}} {
		started(t, c.run, c.skip)
		path := file(t, "one\ntwo\n")
		t.Setenv("UPDATE_GOLDEN", "1")
		if r := as("TestX", path, "one\n"); !r.failed || !strings.Contains(r.said, "-run '^TestX$'") {
			t.Errorf("%+v: updating failed %v: %s", c, r.failed, r.said)
		}
		holds(t, path, "one\ntwo\n")
		t.Setenv("UPDATE_GOLDEN", "")
		if r := as("TestX", path, "one\n"); r.failed || !strings.Contains(r.said, "not compared") {
			t.Errorf("%+v: comparing failed %v: %s", c, r.failed, r.said)
		}
		t.Setenv("UPDATE_GOLDEN", "1")
		if r := as("TestX/one", path, "one of its own\n"); r.failed {
			t.Errorf("%+v: a file of the subtest's own: %s", c, r.said)
		}
		holds(t, path, "one of its own\n")
	}
}

func TestAFailedTestCutsNoFile(t *testing.T) {
	started(t, "", "")
	t.Setenv("UPDATE_GOLDEN", "1")
	path := file(t, "all\n")
	r := &recorder{name: "TestX", failed: true}
	if r.equal(path, "half\n"); !strings.Contains(r.said, "is not written") {
		t.Errorf("said %q", r.said)
	}
	holds(t, path, "all\n")
}

func TestFilters(t *testing.T) {
	for _, c := range []struct {
		name, run, skip string
		cut             bool
	}{
		{"TestX", "", "", false},
		{"TestX", "TestX", "TestY", false},
		{"TestX", "Test[/]X", "", false},
		{"TestX", "Test(X|Y/)", "", false},
		{"TestX", `Test\/X`, "", false},
		{"TestX", "TestX/a", "", true},
		{"TestX", "TestX|TestY/a", "", true}, // whose part it is cannot be told
		{"TestX", "TestX", "TestX/a", true},
		{"TestX/a", "TestX/a", "", false},
		{"TestX/a", "TestX/a|TestX/b", "", false},
		{"TestX/a", "TestX/a/b", "", true},
		{"TestX/a", "TestX/[ab]/[/]", "", true},
	} {
		if got := golden.CutBy(c.name, map[string]string{"-run": c.run, "-skip": c.skip}) != ""; got != c.cut {
			t.Errorf("%s with -run %q -skip %q: cut %v", c.name, c.run, c.skip, got)
		}
	}
}

// The hint is pasted into a shell in the module's folder: there it has to name this package and one test.
func TestTheHintCanBePasted(t *testing.T) {
	for name, want := range map[string]string{
		"TestX":              `UPDATE_GOLDEN=1 go test ./internal/golden -run '^TestX$'`,
		"TestX/it's_(so)#01": `UPDATE_GOLDEN=1 go test ./internal/golden -run '^TestX$/^it'\''s_\(so\)#01$'`,
		"TestX/Vĩnh_Long":    `UPDATE_GOLDEN=1 go test ./internal/golden -run '^TestX$/^Vĩnh_Long$'`,
	} {
		t.Chdir(t.TempDir()) // a test may go elsewhere
		got := golden.Command(name)
		if got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
			continue
		}
		words, err := exec.Command("sh", "-c", "printf '%s\n' "+strings.TrimPrefix(got, "UPDATE_GOLDEN=1 ")).Output()
		if err != nil {
			t.Fatal(err)
		}
		pattern := strings.Split(strings.TrimSuffix(string(words), "\n"), "\n")[4]
		for i, part := range strings.Split(pattern, "/") {
			if !regexp.MustCompile(part).MatchString(strings.Split(name, "/")[i]) {
				t.Errorf("%s: the shell makes %q of the pattern, which does not match", name, pattern)
			}
		}
	}
}
