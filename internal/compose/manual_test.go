package compose

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

// An operator copies these commands on a bad day: each must name a service, a subcommand and flags that exist.
func TestTheCommandsOfTheManualWork(t *testing.T) {
	p := project(t)
	manual := read(t, "docs", "operations.md")
	known, seen := map[string]string{}, map[string]bool{}
	for _, m := range regexp.MustCompile(`(?m)^docker compose (exec|run)(?: --rm| -T| -v "[^"]+")* (\S+) (.*)$`).FindAllStringSubmatch(manual, -1) {
		if m[2] == "--entrypoint" || strings.HasPrefix(m[3], "rm ") {
			continue // a shell command of the image
		}
		program := map[string]string{"collector": "collector", "grafana": "dashboards"}[service(t, p, m[2]).Name]
		if program == "" || program == "dashboards" && m[1] == "run" {
			t.Errorf("the manual runs %s", m[2])
			continue
		}
		args := strings.Fields(m[3])
		if m[1] == "exec" { // which knows nothing of the image's entrypoint
			if args[0] != program {
				t.Errorf("exec lacks the program: %s", m[0])
			}
			args = args[1:]
		}
		sub := subcommand(args)
		if known[sub] == "" {
			known[sub] = run(t, "./"+program, append(strings.Fields(sub), "--help")...)
		}
		if !strings.Contains(known[sub], program+" "+sub) {
			t.Errorf("%s has no command %s: %q", program, sub, m[0])
		}
		seen[sub] = true
		for _, arg := range args[1:] {
			if strings.HasPrefix(arg, "--") && !strings.Contains(known[sub], arg+" ") && !(program == "dashboards" && strings.Contains(known[sub], " "+arg[1:]+" ")) {
				t.Errorf("%s %s knows no flag %s", program, sub, arg)
			}
		}
	}
	for _, sub := range []string{"backup", "check", "import", "install-playlists", "replay", "subjects add", "token", "verify"} {
		if !seen[sub] {
			t.Errorf("the manual does not say how to run %s", sub)
		}
	}
}

// subcommand is the command and, where that holds others, the one below it.
func subcommand(args []string) string {
	if holds := []string{"quarantine", "subjects"}; len(args) > 1 && slices.Contains(holds, args[0]) {
		return args[0] + " " + args[1]
	}
	return args[0]
}
