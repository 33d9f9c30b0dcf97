package stack

import (
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"

	"github.com/xhht/xhht/internal/demo/story"
	"github.com/xhht/xhht/internal/query"
)

// Overview is the page the demo is about.
var Overview = "/d/" + query.DashboardUID(query.PageOverview, story.Plan)

// Operations is the page on the plumbing, which is there where a Prometheus is.
var Operations = "/d/" + query.DashboardUID(query.PageOps, "stack")

// Pages is the folder of the dashboards, playlists and alert rules that GeneratePages writes.
func (s *Stack) Pages() string { return filepath.Join(s.dir, "pages") }

// GeneratePages makes what Grafana shows, by the command that an image is built with: git keeps a sample only.
func (s *Stack) GeneratePages(ctx context.Context) error {
	if err := s.makePlans(); err != nil {
		return err
	}
	cmd := exec.CommandContext(ctx, s.Bin("dashboards"), "generate", "-plans", s.Plans(), "-out", s.Pages())
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("generate the dashboards: %w\n%s", err, out)
	}
	return nil
}

// provision puts the provisioning that we ship together in the demo's folder: with the generated alert rules, and with the data source
// and the page of the plumbing where a Prometheus runs, as docker-compose.yml does.
func (s *Stack) provision(root string) (string, error) {
	shipped, out := filepath.Join(root, "dashboards", "provisioning"), filepath.Join(s.dir, "provisioning")
	for _, folder := range []string{"alerting", "dashboards", "datasources", "plugins"} {
		from := filepath.Join(shipped, folder)
		if folder == "alerting" {
			from = filepath.Join(s.Pages(), folder)
		}
		if err := os.CopyFS(filepath.Join(out, folder), os.DirFS(from)); err != nil {
			return "", fmt.Errorf("copy the provisioning of Grafana: %w", err)
		}
	}
	if s.Prometheus == "" {
		return out, nil
	}
	for file, to := range map[string]string{"datasource.yaml": "datasources", "dashboards.yaml": "dashboards"} {
		raw, err := os.ReadFile(filepath.Join(shipped, "prometheus", file))
		if err != nil {
			return "", err
		}
		if err := os.WriteFile(filepath.Join(out, to, "prometheus.yaml"), raw, 0o600); err != nil {
			return "", err
		}
	}
	return out, nil
}

// StartGrafana starts the machine's own Grafana, if it has one, with our plugin, dashboards and alert rules. It keeps its
// data in the demo's folder, asks nothing of the internet, and shows the dashboards to whoever opens them on this machine.
func (s *Stack) StartGrafana(ctx context.Context) error {
	binary, home := findGrafana()
	if binary == "" {
		return nil
	}
	root, err := os.Getwd()
	if err != nil {
		return err
	}
	plugins := filepath.Join(s.dir, "plugins")
	// A copy: Grafana would also find the plugin.json of plugin/src if it were given the source folder.
	if err := os.CopyFS(filepath.Join(plugins, "xhht-targets-datasource"), os.DirFS(filepath.Join("plugin", "dist"))); err != nil {
		return fmt.Errorf("copy the plugin: %w", err)
	}
	provisioning, err := s.provision(root)
	if err != nil {
		return err
	}
	_, port, err := net.SplitHostPort(s.address(s.grafanaPort()))
	if err != nil {
		return err
	}
	env := []string{
		"GF_SERVER_HTTP_ADDR=127.0.0.1", "GF_SERVER_HTTP_PORT=" + port,
		"GF_PATHS_DATA=" + filepath.Join(s.dir, "grafana"), "GF_PATHS_LOGS=" + filepath.Join(s.dir, "grafana"),
		"GF_PATHS_PLUGINS=" + plugins, "GF_PATHS_PROVISIONING=" + provisioning,
		"GF_PLUGINS_ALLOW_LOADING_UNSIGNED_PLUGINS=xhht-targets-datasource",
		"GF_PLUGINS_PREINSTALL_DISABLED=true", "GF_PLUGINS_PUBLIC_KEY_RETRIEVAL_DISABLED=true",
		"GF_ANALYTICS_REPORTING_ENABLED=false", "GF_ANALYTICS_CHECK_FOR_UPDATES=false", "GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES=false",
		"GF_NEWS_NEWS_FEED_ENABLED=false", "GF_UNIFIED_ALERTING_NOTIFICATION_LOG_RETENTION=35d", "GF_AUTH_ANONYMOUS_ENABLED=true", "GF_LOG_LEVEL=info", "GF_LOG_MODE=console",
		"XHHT_DASHBOARDS=" + s.Pages(),
		"XHHT_INFLUX_URL=" + s.Influx.URL, "XHHT_INFLUX_ORG=" + s.Influx.Org, "XHHT_INFLUX_BUCKET=" + s.Influx.Bucket,
		"XHHT_INFLUX_TOKEN=" + s.Influx.Token, "XHHT_DEFAULT_PLAN=" + story.Plan, "XHHT_PROMETHEUS_URL=" + s.Prometheus,
	}
	addr, err := s.run(ctx, program{"grafana", binary, env, []string{"server", "--homepath", home}},
		regexp.MustCompile(`HTTP Server Listen.*address=([0-9.]+:\d+)`))
	if err != nil {
		return err
	}
	s.Grafana = "http://" + addr + Overview
	return s.installPlaylists(ctx, "http://"+addr)
}

// installPlaylists hands the wall's playlists to the Grafana of the demo, by the command that an operator uses.
func (s *Stack) installPlaylists(ctx context.Context, base string) error {
	cmd := exec.CommandContext(ctx, s.Bin("dashboards"), "install-playlists", "--grafana", base, "--from", filepath.Join(s.Pages(), "playlist"))
	cmd.Env = append(os.Environ(), "GRAFANA_PASSWORD=admin") // the one that a new Grafana has
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("install the wall's playlists: %w\n%s", err, out)
	}
	s.Playlist = base + "/playlists/play/" + query.DashboardUID(query.PagePlaylist, story.Plan) + "?kiosk"
	return nil
}

func (s *Stack) grafanaPort() string {
	if p := os.Getenv("GRAFANA_PORT"); p != "" {
		return p
	}
	return "3000"
}

// findGrafana returns the server's binary and its folder of pages and defaults, or nothing.
func findGrafana() (binary, home string) {
	if home := os.Getenv("GRAFANA_HOME"); home != "" {
		binary := filepath.Join(home, "bin", "grafana"+exe())
		if _, err := os.Stat(binary); err == nil {
			return binary, home
		}
	}
	binary, err := exec.LookPath("grafana")
	if err != nil {
		return "", ""
	}
	// Packages put the pages here; a tarball has them beside bin.
	for _, home := range []string{"/usr/share/grafana", filepath.Dir(filepath.Dir(binary))} {
		if _, err := os.Stat(filepath.Join(home, "conf", "defaults.ini")); err == nil {
			return binary, home
		}
	}
	return "", ""
}
