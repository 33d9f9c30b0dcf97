// Package compose holds no code, only the proof that docker-compose.yml fits the rest of the repository. There is no
// Docker where the tests run, so what can be checked without one is: the schema, and every path, port, variable, flag and
// secret against the file or program at its other end.
package compose

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/compose-spec/compose-go/v2/cli"
	"github.com/compose-spec/compose-go/v2/types"
	"github.com/goccy/go-yaml"
)

const root = "../.."

func project(t *testing.T, env ...string) *types.Project {
	t.Helper()
	o, err := cli.NewProjectOptions([]string{filepath.Join(root, "docker-compose.yml")}, cli.WithEnv(env), cli.WithName("xhht"))
	if err != nil {
		t.Fatal(err)
	}
	p, err := o.LoadProject(t.Context())
	if err != nil {
		t.Fatalf("docker-compose.yml does not fit the compose schema: %v", err)
	}
	return p
}

func service(t *testing.T, p *types.Project, name string) types.ServiceConfig {
	t.Helper()
	s, err := p.GetService(name)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func read(t *testing.T, path ...string) string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(append([]string{root}, path...)...))
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

func TestEveryServiceIsPinnedHealthyAndUnprivileged(t *testing.T) {
	p := project(t)
	if len(p.Services) < 5 {
		t.Fatalf("%d services", len(p.Services))
	}
	pinned := regexp.MustCompile(`:v?\d+\.\d+\.\d+`)
	for name, s := range p.Services {
		if !pinned.MatchString(s.Image) {
			t.Errorf("%s: image %q is not pinned to a version", name, s.Image)
		}
		if s.HealthCheck == nil || len(s.HealthCheck.Test) == 0 {
			t.Errorf("%s has no health check", name)
		}
		if s.Build == nil && (s.User == "" || strings.HasPrefix(s.User, "0") || s.User == "root") {
			t.Errorf("%s runs as %q", name, s.User)
		}
		if s.Privileged || !slices.Contains(s.SecurityOpt, "no-new-privileges:true") {
			t.Errorf("%s may gain privileges", name)
		}
		for _, port := range s.Ports {
			if port.HostIP != "127.0.0.1" {
				t.Errorf("%s publishes port %s on %q, not on the loopback interface alone", name, port.Published, port.HostIP)
			}
		}
	}
}

func TestImagesAreBuiltUnprivilegedFromPinnedBases(t *testing.T) {
	dockerfile := read(t, "Dockerfile")
	stages := map[string]bool{}
	for _, m := range regexp.MustCompile(`(?m)^FROM (\S+) AS (\S+)$`).FindAllStringSubmatch(dockerfile, -1) {
		if !stages[m[1]] && !regexp.MustCompile(`:v?\d+\.\d+\.\d+`).MatchString(m[1]) {
			t.Errorf("base image %s is not pinned", m[1])
		}
		stages[m[2]] = true
	}
	for name, s := range project(t).Services {
		if s.Build != nil && !stages[s.Build.Target] {
			t.Errorf("%s is built from stage %q, which the Dockerfile does not have", name, s.Build.Target)
		}
	}
	if !strings.Contains(dockerfile, "\nUSER 65532:65532\n") {
		t.Error("our programs would run as root")
	}
	for _, m := range regexp.MustCompile(`(?m)^COPY ((?:[a-z][\w./-]* )+)\S+$`).FindAllStringSubmatch(dockerfile, -1) {
		for path := range strings.FieldsSeq(m[1]) {
			if _, err := os.Stat(filepath.Join(root, path)); err != nil {
				t.Errorf("the Dockerfile copies %s: %v", path, err)
			}
		}
	}
	want := regexp.MustCompile(`(?m)^go (\S+)`).FindStringSubmatch(read(t, "go.mod"))[1]
	got := regexp.MustCompile(`golang:(\d+\.\d+\.\d+)`).FindStringSubmatch(dockerfile)[1]
	if older(got, want) {
		t.Errorf("the Dockerfile builds with Go %s, go.mod needs %s", got, want)
	}
}

// older compares versions of the same number of digits, as Go's are.
func older(a, b string) bool {
	return len(a) < len(b) || len(a) == len(b) && a < b
}

func TestEveryMountedPathExists(t *testing.T) {
	for _, contact := range []string{"none", "email", "webhook", "both"} {
		for name, s := range project(t, "XHHT_ALERT_CONTACT="+contact).Services {
			for _, v := range s.Volumes {
				if v.Type != types.VolumeTypeBind {
					continue
				}
				if _, err := os.Stat(v.Source); err != nil {
					t.Errorf("%s mounts %v", name, err)
				}
				if !v.ReadOnly {
					t.Errorf("%s could write to %s", name, v.Source)
				}
			}
		}
	}
}

func TestNoSecretStandsInTheFile(t *testing.T) {
	p := project(t)
	suspicious := regexp.MustCompile(`(?i)(password|token|secret)`)
	for name, s := range p.Services {
		for key, value := range s.Environment {
			if value == nil || !suspicious.MatchString(key) {
				continue
			}
			secret, ok := strings.CutPrefix(*value, "/run/secrets/")
			if !ok {
				t.Errorf("%s: %s holds a value: %q", name, key, *value)
				continue
			}
			if !slices.ContainsFunc(s.Secrets, func(c types.ServiceSecretConfig) bool { return c.Source == secret }) {
				t.Errorf("%s reads secret %s and is not given it", name, secret)
			}
		}
		for _, m := range regexp.MustCompile(`/run/secrets/(\w+)`).FindAllStringSubmatch(strings.Join(s.Entrypoint, " "), -1) {
			if !slices.ContainsFunc(s.Secrets, func(c types.ServiceSecretConfig) bool { return c.Source == m[1] }) {
				t.Errorf("%s starts with secret %s and is not given it", name, m[1])
			}
		}
		for _, c := range s.Secrets {
			if _, ok := p.Secrets[c.Source]; !ok {
				t.Errorf("%s uses secret %s, which is not defined", name, c.Source)
			}
		}
	}
	making := read(t, "Makefile") + read(t, "tools", "secrets")
	for name, s := range p.Secrets {
		if s.Environment != "" || s.File == "" {
			t.Errorf("secret %s does not come from a file", name)
		}
		if rel := filepath.Base(s.File); !strings.Contains(making, rel) {
			t.Errorf("`make secrets` does not write %s", rel)
		}
	}
	if !strings.Contains(read(t, ".gitignore"), "/secrets/") || !strings.Contains(read(t, ".dockerignore"), "secrets") {
		t.Error("./secrets could be committed, or copied into an image")
	}
}

// Every $NAME of Grafana's provisioning files is set, and no XHHT_ variable is set for nobody.
func TestGrafanaGetsEveryVariableItsFilesAskFor(t *testing.T) {
	g := service(t, project(t), "grafana")
	asked := map[string]bool{}
	files, err := filepath.Glob(filepath.Join(root, "dashboards/provisioning/*/*.yaml"))
	if err != nil || len(files) < 3 {
		t.Fatalf("provisioning files: %v %v", files, err)
	}
	contacts, err := filepath.Glob(filepath.Join(root, "dashboards/gen/contact/*.yaml"))
	if err != nil || len(contacts) < 4 {
		t.Fatalf("contact files: %v %v", contacts, err)
	}
	for _, f := range append(files, contacts...) {
		rel, err := filepath.Rel(root, f)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(read(t, rel)) {
			line, _, _ = strings.Cut(line, "#")
			for _, m := range regexp.MustCompile(`\$(?:\{)?(XHHT_[A-Z_]+)`).FindAllStringSubmatch(line, -1) {
				asked[m[1]] = true
			}
		}
	}
	for name := range asked {
		if g.Environment[name] == nil && !strings.Contains(strings.Join(g.Entrypoint, " "), "export "+name+"=") {
			t.Errorf("a provisioning file asks for $%s, which the service does not set", name)
		}
	}
	for name := range g.Environment {
		if strings.HasPrefix(name, "XHHT_") && !asked[name] {
			t.Errorf("%s is set and no provisioning file asks for it", name)
		}
	}
	inside := map[string]string{}
	for _, v := range g.Volumes {
		inside[v.Target] = v.Source
	}
	if inside[*g.Environment["XHHT_DASHBOARDS"]] == "" {
		t.Error("XHHT_DASHBOARDS is no mounted folder")
	}
	home := *g.Environment["GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH"]
	folder := *g.Environment["XHHT_DASHBOARDS"]
	if _, err := os.Stat(filepath.Join(inside[folder], strings.TrimPrefix(home, folder))); err != nil {
		t.Errorf("the home dashboard: %v", err)
	}
	for _, dir := range []string{"datasources/xhht.yaml", "datasources/prometheus.yaml", "dashboards/xhht.yaml", "dashboards/ops.yaml"} {
		if inside[*g.Environment["GF_PATHS_PROVISIONING"]+"/"+dir] == "" {
			t.Errorf("provisioning/%s is not mounted", dir)
		}
	}
}

func TestPrometheusFindsItsRules(t *testing.T) {
	inside := map[string]string{}
	for _, v := range service(t, project(t), "prometheus").Volumes {
		inside[v.Target] = v.Source
	}
	rules := regexp.MustCompile(`rule_files: \[(\S+)\]`).FindStringSubmatch(read(t, "exporters", "prometheus.yml"))
	if rules == nil {
		t.Fatal("prometheus.yml loads no rules")
	}
	if _, err := os.Stat(filepath.Join(inside[filepath.Dir(rules[1])], filepath.Base(rules[1]))); err != nil {
		t.Error(err)
	}
}

func TestThePluginIsTheOneGrafanaMayLoad(t *testing.T) {
	g := service(t, project(t), "grafana")
	var manifest struct{ ID, Executable string }
	if err := yaml.Unmarshal([]byte(read(t, "plugin", "src", "plugin.json")), &manifest); err != nil {
		t.Fatal(err)
	}
	if got := *g.Environment["GF_PLUGINS_ALLOW_LOADING_UNSIGNED_PLUGINS"]; got != manifest.ID {
		t.Errorf("Grafana may load %q, the plugin is %q", got, manifest.ID)
	}
	folder := *g.Environment["GF_PATHS_PLUGINS"] + "/" + manifest.ID
	dockerfile := read(t, "Dockerfile")
	for _, want := range []string{folder + "\n", manifest.Executable + "_linux_"} {
		if !strings.Contains(dockerfile, want) {
			t.Errorf("the Dockerfile lacks %q", want)
		}
	}
}

// hostPort finds what a program is told to reach: a service of this file, on a port it listens on.
var hostPort = regexp.MustCompile(`(?:http://|")([a-z]+):(\d+)`)

func TestEveryAddressLeadsToAServiceAndItsPort(t *testing.T) {
	p := project(t)
	ports := map[string]string{"influxdb": "8086", "collector": "8480", "exporters": "9188", "grafana": "3000", "prometheus": "9090"}
	check := func(from, text string) {
		for _, m := range hostPort.FindAllStringSubmatch(text, -1) {
			if ports[m[1]] != m[2] {
				t.Errorf("%s reaches for %s:%s", from, m[1], m[2])
			}
		}
	}
	check("prometheus.yml", read(t, "exporters", "prometheus.yml"))
	check("the collector's configuration", p.Configs["collector"].Content)
	for name, s := range p.Services {
		check(name, strings.Join(s.Command, " "))
		for _, v := range s.Environment {
			if v != nil {
				check(name, *v)
			}
		}
		for _, port := range s.Ports {
			if ports[name] != "" && ports[name] != strconv.Itoa(int(port.Target)) {
				t.Errorf("%s publishes port %d, it listens on %s", name, port.Target, ports[name])
			}
		}
		if !strings.Contains(strings.Join(s.HealthCheck.Test, " "), ":"+ports[name]) && name != "influxdb" {
			t.Errorf("the health check of %s asks another port than %s: %v", name, ports[name], s.HealthCheck.Test)
		}
	}
	for _, stage := range []string{"collector", "exporters"} {
		if !strings.Contains(read(t, "Dockerfile"), "EXPOSE "+ports[stage]+"\n") {
			t.Errorf("the image of %s exposes another port than %s", stage, ports[stage])
		}
	}
}

// The programs themselves judge what they are started with: flags by --help, the configuration by the collector.
func TestTheProgramsKnowTheirFlagsAndConfiguration(t *testing.T) {
	p := project(t)
	help := run(t, "./exporters", "--help")
	for _, arg := range service(t, p, "exporters").Command {
		if strings.HasPrefix(arg, "--") && !strings.Contains(help, arg+" ") {
			t.Errorf("exporters knows no flag %s", arg)
		}
	}
	dir := t.TempDir()
	// The paths of the container do not exist here; everything else is judged as it stands.
	config := filepath.Join(dir, "collector.yml")
	if err := os.WriteFile(config, []byte(p.Configs["collector"].Content), 0o600); err != nil {
		t.Fatal(err)
	}
	out := run(t, "./collector", "config", "--check", "--config", config)
	for _, want := range []string{"0.0.0.0:8480", "/var/lib/xhht/ledger.db", "/run/secrets/reporters"} {
		if !strings.Contains(out, want) {
			t.Errorf("the collector did not take %s over:\n%s", want, out)
		}
	}
	collector := service(t, p, "collector")
	for _, c := range collector.Configs {
		if got := collector.Environment["XHHT_CONFIG"]; got == nil || *got != c.Target {
			t.Errorf("subcommands in the container would not read %s", c.Target)
		}
	}
	if collector.ReadOnly && !slices.ContainsFunc(collector.Tmpfs, func(dir string) bool { return strings.HasPrefix(dir, "/tmp") }) {
		t.Error("the collector's container has no writable place for temporary files")
	}
	targets := map[string]bool{}
	for _, v := range collector.Volumes {
		targets[v.Target] = true
	}
	if !targets["/var/lib/xhht"] {
		t.Error("the ledger would die with its container")
	}
}

func run(t *testing.T, program string, args ...string) string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", append([]string{"run", program}, args...)...) //nolint:gosec // our own programs
	cmd.Dir = root
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s %v: %v\n%s", program, args, err, out)
	}
	return string(out)
}

// An operator copies these commands on a bad day: each must name a service, a subcommand and flags that exist.
func TestTheCommandsOfTheManualWork(t *testing.T) {
	p := project(t)
	manual := read(t, "docs", "van-hanh.md")
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
		sub := args[0]
		if known[sub] == "" {
			known[sub] = run(t, "./"+program, sub, "--help")
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
	for _, sub := range []string{"backup", "check", "import", "install-playlists", "replay", "token", "verify"} {
		if !seen[sub] {
			t.Errorf("the manual does not say how to run %s", sub)
		}
	}
}
