package compose

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/compose-spec/compose-go/v2/types"
	"github.com/goccy/go-yaml"
)

// Every $NAME of Grafana's provisioning files is set, and no XHHT_ variable is set for nobody.
func TestGrafanaGetsEveryVariableItsFilesAskFor(t *testing.T) {
	g := service(t, project(t), "grafana")
	asked := map[string]bool{}
	files, err := filepath.Glob(filepath.Join(root, "dashboards/provisioning/*/*.yaml"))
	if err != nil || len(files) < 3 {
		t.Fatalf("provisioning files: %v %v", files, err)
	}
	contacts, err := filepath.Glob(filepath.Join(root, "dashboards/sample/contact/*.yaml"))
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
}

// The page that Grafana opens with, the pages of every folder that it reads, and all its provisioning are in the image or mounted:
// whoever has Docker alone misses nothing.
func TestGrafanaFindsItsPagesRulesAndProvisioning(t *testing.T) {
	image := imageOfGrafana(t)
	for _, contact := range []string{"none", "email", "webhook", "both"} {
		g := service(t, project(t, "XHHT_ALERT_CONTACT="+contact), "grafana")
		inside := image.with(g.Volumes)
		env := func(name string) string { return *g.Environment[name] }
		want := []string{env("GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH")}
		for _, file := range []string{"datasources/xhht.yaml", "datasources/prometheus.yaml", "dashboards/xhht.yaml", "dashboards/ops.yaml", "alerting/rules.yaml", "alerting/contact.yaml"} {
			want = append(want, env("GF_PATHS_PROVISIONING")+"/"+file)
		}
		for _, path := range want {
			if _, err := os.Stat(inside.host(path)); err != nil {
				t.Errorf("%s is not in the container: %v", path, err)
			}
		}
		for _, folder := range foldersOfPages(t, inside.host(env("GF_PATHS_PROVISIONING")+"/dashboards/xhht.yaml"), inside.host(env("GF_PATHS_PROVISIONING")+"/dashboards/ops.yaml")) {
			folder = strings.ReplaceAll(folder, "$XHHT_DASHBOARDS", env("XHHT_DASHBOARDS"))
			if pages, err := filepath.Glob(filepath.Join(inside.host(folder), "*.json")); err != nil || len(pages) == 0 {
				t.Errorf("Grafana reads %s, where no page is: %v", folder, err)
			}
		}
		from := regexp.MustCompile(`install-playlists --from (\S+)`).FindStringSubmatch(read(t, "docs", "operations.md"))
		if from == nil {
			t.Fatal("the manual does not say where the playlists are")
		}
		if lists, err := filepath.Glob(filepath.Join(inside.host(from[1]), "*.json")); err != nil || len(lists) == 0 {
			t.Errorf("no playlists in %s: %v", from[1], err)
		}
	}
}

// container says where a path inside a container comes from.
type container map[string]string

// imageOfGrafana builds the pages as the Dockerfile does, and says where it puts them.
func imageOfGrafana(t *testing.T) container {
	t.Helper()
	dockerfile := read(t, "Dockerfile")
	made := regexp.MustCompile(`(?m)^RUN /out/dashboards (generate -plans plans -out (/\S+))$`).FindStringSubmatch(dockerfile)
	if made == nil {
		t.Fatal("the Dockerfile generates no dashboards")
	}
	dir := t.TempDir()
	run(t, "./dashboards", strings.Fields(strings.ReplaceAll(made[1], made[2], dir))...)
	_, stage, _ := strings.Cut(dockerfile, " AS grafana\n")
	out := container{}
	for _, m := range regexp.MustCompile(`(?m)^COPY --from=go `+made[2]+`(\S*) (\S+)$`).FindAllStringSubmatch(stage, -1) {
		out[m[2]] = filepath.Join(dir, m[1])
	}
	return out
}

// with is the container with its bind mounts, which lie over the image.
func (c container) with(mounts []types.ServiceVolumeConfig) container {
	out := maps.Clone(c)
	for _, v := range mounts {
		if v.Type == types.VolumeTypeBind {
			out[v.Target] = v.Source
		}
	}
	return out
}

// host is the file of this machine that a path inside is.
func (c container) host(path string) string {
	for at := path; at != "/"; at = filepath.Dir(at) {
		if here, ok := c[at]; ok {
			return filepath.Join(here, strings.TrimPrefix(path, at))
		}
	}
	return "nothing mounted or built in at " + path
}

// foldersOfPages are the folders that Grafana's files of providers name.
func foldersOfPages(t *testing.T, files ...string) []string {
	t.Helper()
	var out []string
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var f struct {
			Providers []struct{ Options struct{ Path string } }
		}
		if err := yaml.Unmarshal(raw, &f); err != nil || len(f.Providers) == 0 {
			t.Fatalf("%s names no folders: %v", file, err)
		}
		for _, p := range f.Providers {
			out = append(out, p.Options.Path)
		}
	}
	return out
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
