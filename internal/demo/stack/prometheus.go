package stack

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
)

// PrometheusTool is the one that the Makefile builds for tests.
var PrometheusTool = filepath.Join(".tools", "bin", "prometheus"+exe())

// findPrometheus returns the program, or nothing: the demo builds none, because building it takes longer than the demo itself.
func findPrometheus() string {
	if _, err := os.Stat(PrometheusTool); err == nil {
		return PrometheusTool
	}
	path, err := exec.LookPath("prometheus")
	if err != nil {
		return ""
	}
	return path
}

// StartPrometheus starts the machine's Prometheus, if it has one, with the configuration and rules that we ship: our addresses in place
// of the containers', asked every two seconds, so that the page on Operations has something to show at once.
func (s *Stack) StartPrometheus(ctx context.Context) error {
	binary := findPrometheus()
	if binary == "" {
		return nil
	}
	config, err := s.prometheusConfig()
	if err != nil {
		return err
	}
	args := []string{"--config.file=" + config, "--storage.tsdb.path=" + filepath.Join(s.dir, "prometheus"), "--web.listen-address=" + s.address("9090")}
	addr, err := s.run(ctx, program{"prometheus", binary, nil, args},
		regexp.MustCompile(`"Listening on".* address=(\S+)`))
	if err != nil {
		return err
	}
	s.Prometheus = "http://" + addr
	s.say("Prometheus          %s", s.Prometheus)
	return nil
}

// prometheusConfig writes the shipped configuration for the demo and returns the file's path.
func (s *Stack) prometheusConfig() (string, error) {
	raw, err := os.ReadFile(filepath.Join("exporters", "prometheus.yml"))
	if err != nil {
		return "", err
	}
	rules, err := filepath.Abs(filepath.Join("exporters", "rules", "xhht.yml"))
	if err != nil {
		return "", err
	}
	text := string(raw)
	for shipped, here := range map[string]string{
		"collector:8480": strings.TrimPrefix(s.Collector, "http://"), "exporters:9188": strings.TrimPrefix(s.Exporters, "http://"),
		"/etc/prometheus/rules/xhht.yml": rules, "scrape_interval: 30s": "scrape_interval: 2s\n  evaluation_interval: 2s", "scrape_timeout: 10s": "scrape_timeout: 2s",
	} {
		if strings.Count(text, shipped) != 1 {
			return "", fmt.Errorf("exporters/prometheus.yml does not say %q once", shipped)
		}
		text = strings.Replace(text, shipped, here, 1)
	}
	config := filepath.Join(s.dir, "prometheus.yml")
	return config, os.WriteFile(config, []byte(text), 0o600)
}
