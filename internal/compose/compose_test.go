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

	"github.com/xhht/xhht/internal/testinput"
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

// Compose copies what does not come from a file into the container, and refuses to start one that is read-only.
func TestReadOnlyServicesGetTheirConfigurationFromFiles(t *testing.T) {
	p := project(t)
	for name, s := range p.Services {
		if !s.ReadOnly {
			continue
		}
		for _, c := range s.Configs {
			if p.Configs[c.Source].File == "" {
				t.Errorf("%s is read-only, and its configuration %s is not a file", name, c.Source)
			}
		}
		for _, c := range s.Secrets {
			if p.Secrets[c.Source].File == "" {
				t.Errorf("%s is read-only, and its secret %s is not a file", name, c.Source)
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
	check("the collector's configuration", read(t, "collector", "container.yml"))
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
	collector := service(t, p, "collector")
	inside := container{}.with(collector.Volumes)
	// The paths that it names do not exist here; everything else is judged as it stands. Every subcommand has to read it.
	config, err := filepath.Abs(inside.host(*collector.Environment["XHHT_CONFIG"]))
	if err != nil {
		t.Fatal(err)
	}
	out := run(t, "./collector", "config", "--check", "--config", config)
	for _, want := range []string{"0.0.0.0:8480", "/var/lib/xhht/ledger.db", "/run/secrets/reporters"} {
		if !strings.Contains(out, want) {
			t.Errorf("the collector did not take %s over:\n%s", want, out)
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
	if err := testinput.Programs(root); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), "go", append([]string{"run", program}, args...)...)
	cmd.Dir = root
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s %v: %v\n%s", program, args, err, out)
	}
	return string(out)
}
