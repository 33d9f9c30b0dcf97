package manual

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/xhht/xhht/internal/testinput"
)

var (
	fence = regexp.MustCompile("(?ms)^```(\\w*)\n(.*?)^```$")
	span  = regexp.MustCompile("`([^`\n]+)`")
	// separator ends one command on a line of several; a bar and a redirection end it, too.
	separator = regexp.MustCompile(`&&|;|\|| < | >| <`)
)

// commands are what a page tells people to type: the lines of its blocks of shell, and what it sets in letters of code. Each is a
// list of words.
func commands(text string) [][]string {
	var lines []string
	for _, m := range fence.FindAllStringSubmatch(text, -1) {
		if m[1] == "sh" {
			lines = append(lines, strings.Split(strings.ReplaceAll(m[2], "\\\n", " "), "\n")...)
		}
	}
	for _, m := range span.FindAllStringSubmatch(fence.ReplaceAllString(text, ""), -1) {
		lines = append(lines, m[1])
	}
	var out [][]string
	for _, line := range lines {
		line, _, _ = strings.Cut(line, " #")
		for _, one := range separator.Split(line, -1) {
			words := strings.Fields(one)
			for len(words) > 1 && strings.Contains(words[0], "=") { // a variable for this command alone
				words = words[1:]
			}
			if len(words) > 1 {
				out = append(out, words)
			}
		}
	}
	return out
}

// shop is what a command can be held against.
type shop struct {
	bin               string // our programs, built
	makefile, scripts string
	services          string
}

func newShop(t *testing.T) shop {
	t.Helper()
	if err := testinput.Programs(root); err != nil {
		t.Fatal(err)
	}
	s := shop{bin: t.TempDir()}
	build := exec.CommandContext(t.Context(), "go", "build", "-o", s.bin+"/", "./collector", "./exporters", "./dashboards") //nolint:gosec // our own programs
	build.Dir = root
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	for file, into := range map[string]*string{"Makefile": &s.makefile, "plugin/package.json": &s.scripts, "docker-compose.yml": &s.services} {
		raw, err := os.ReadFile(filepath.Join(root, file))
		if err != nil {
			t.Fatal(err)
		}
		*into = string(raw)
	}
	return s
}

// fault says what is wrong with a command; nothing if all of it exists, or it is none of ours.
func (s shop) fault(t *testing.T, words []string) string {
	t.Helper()
	switch args := words[1:]; words[0] {
	case "make":
		return s.made(args)
	case "npm":
		if args[0] == "run" && !strings.Contains(s.scripts, `"`+args[1]+`": `) {
			return "plugin/package.json has no script " + args[1]
		}
	case "go":
		return s.goes(t, args)
	case "docker":
		return s.composed(t, args)
	case "collector", "exporters", "dashboards":
		return s.ours(t, words[0], args)
	}
	return ""
}

func (s shop) made(targets []string) string {
	for _, target := range targets {
		if !strings.Contains(target, "=") && !regexp.MustCompile(`(?m)^`+regexp.QuoteMeta(target)+`:`).MatchString(s.makefile) {
			return "the Makefile has no target " + target
		}
	}
	return ""
}

// goes looks at the packages that a command of Go names, and at the programs that it runs.
func (s shop) goes(t *testing.T, args []string) string {
	t.Helper()
	for i, arg := range args {
		folder, found := strings.CutPrefix(arg, "./")
		if !found {
			continue
		}
		if _, err := os.Stat(filepath.Join(root, strings.TrimSuffix(strings.TrimSuffix(folder, "…"), "..."))); err != nil {
			return "there is no package " + arg
		}
		if args[0] == "run" {
			return s.ours(t, folder, args[i+1:])
		}
	}
	return ""
}

// composed looks at the service, and at the program that runs in it.
func (s shop) composed(t *testing.T, args []string) string {
	t.Helper()
	if args[0] != "compose" {
		return ""
	}
	service := regexp.MustCompile(`(?m)^  ([a-z]+):\n    (?:image|build):`)
	var known []string
	for _, m := range service.FindAllStringSubmatch(s.services, -1) {
		known = append(known, m[1])
	}
	switch args[1] {
	case "exec", "run":
		if slices.Contains(args, "--entrypoint") {
			return "" // a shell of the image
		}
		at := 2
		for at < len(args)-1 && (strings.HasPrefix(args[at], "-") || args[at-1] == "-v") {
			at++
		}
		if !slices.Contains(known, args[at]) {
			return "docker-compose.yml has no service " + args[at]
		}
		command := args[at+1:]
		if args[1] == "run" {
			command = append([]string{args[at]}, command...) // the image's own program
		}
		if len(command) > 1 {
			return s.fault(t, command)
		}
	case "up", "stop", "restart", "logs", "build", "ps":
		for i, arg := range args[2:] {
			if !strings.HasPrefix(arg, "-") && args[i+1] != "--tail" && !slices.Contains(known, arg) {
				return "docker-compose.yml has no service " + arg
			}
		}
	case "cp", "version":
	default:
		return "docker compose has no command " + args[1]
	}
	return ""
}

// ours asks one of our programs for its own help: it must know the subcommand and every flag.
func (s shop) ours(t *testing.T, program string, args []string) string {
	t.Helper()
	var sub []string
	for _, arg := range args {
		if !regexp.MustCompile(`^[a-z][a-z-]+$`).MatchString(arg) {
			break
		}
		sub = append(sub, arg)
	}
	cmd := exec.CommandContext(t.Context(), filepath.Join(s.bin, program), append(sub, "--help")...) //nolint:gosec // our own programs
	var help bytes.Buffer
	cmd.Stdout, cmd.Stderr = &help, &help
	if err := cmd.Run(); err != nil {
		return "asked for help it says: " + help.String()
	}
	text := help.String()
	for n := len(sub); n > 0 && !strings.Contains(text, program+" "+strings.Join(sub[:n], " ")); n-- {
		if n == 1 || strings.Contains(text, " [command]") && n == len(sub) {
			return program + " has no command " + strings.Join(sub, " ")
		}
	}
	for _, arg := range args {
		flag, _, _ := strings.Cut(arg, "=")
		if !strings.HasPrefix(flag, "-") || flag == "-" || flag == "--help" {
			continue
		}
		if !regexp.MustCompile(`(?m)(^|[\s,])-{1,2}` + regexp.QuoteMeta(strings.TrimLeft(flag, "-")) + `(\s|$)`).MatchString(text) {
			return strings.Join(append([]string{program}, sub...), " ") + " knows no flag " + flag
		}
	}
	return ""
}

// Whoever copies a command out of a page, most of all out of a runbook on a bad day, finds a program, a subcommand, flags, a target,
// a service and a package that exist.
func TestCommandsExist(t *testing.T) {
	s := newShop(t)
	seen := map[string]int{}
	for page, text := range pages(t) {
		if page == "CHANGELOG.md" || page == "plugin/CHANGELOG.md" {
			continue // what was, too
		}
		for _, words := range commands(text) {
			seen[words[0]]++
			if fault := s.fault(t, words); fault != "" {
				t.Errorf("%s: %s: %s", page, strings.Join(words, " "), fault)
			}
		}
	}
	for _, program := range []string{"make", "go", "docker", "collector"} {
		if seen[program] < 3 {
			t.Errorf("%d commands of %s found: this tests nothing", seen[program], program)
		}
	}
}

// Each kind of fault is found.
func TestCommandsThatDoNotExistAreFound(t *testing.T) {
	s := newShop(t)
	for line, want := range map[string]string{
		"make gnerate":                                      "no target gnerate",
		"make generate tset":                                "no target tset",
		"npm run pixtures":                                  "no script pixtures",
		"go test ./internal/demos":                          "no package ./internal/demos",
		"go run ./collector chekc":                          "no command chekc",
		"collector quarantine lst":                          "no command quarantine lst",
		"collector verify --hed X":                          "no flag --hed",
		"dashboards generate -outt x":                       "no flag -outt",
		"docker compose exec colector collector verify":     "no service colector",
		"docker compose exec collector collector verifyy x": "no command verifyy",
		"docker compose logs --tail 50 influx":              "no service influx",
		"docker compose pss collector":                      "no command pss",
	} {
		if got := s.fault(t, strings.Fields(line)); !strings.Contains(got, want) {
			t.Errorf("%s: %q does not say %q", line, got, want)
		}
	}
	text := "Run `A=1 make x` or\n\n```sh\ncollector a \\\n  --b c   # why\nmake y && make z\n```\n"
	var got []string
	for _, words := range commands(text) {
		got = append(got, strings.Join(words, " "))
	}
	if want := []string{"collector a --b c", "make y", "make z", "make x"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
