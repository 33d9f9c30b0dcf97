package stack

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/xhht/xhht/internal/testinput"
)

// What Grafana is pointed at is all there, on a machine that has nothing but a fresh clone.
func TestProvisioningOfTheDemoIsWhole(t *testing.T) {
	t.Chdir(filepath.Join("..", "..", ".."))
	if err := testinput.Programs("."); err != nil {
		t.Fatal(err)
	}
	s := New(Options{Dir: t.TempDir()})
	s.Prometheus = "http://127.0.0.1:9090"
	if err := s.Build(t.Context(), "dashboards"); err != nil {
		t.Fatal(err)
	}
	if err := s.GeneratePages(t.Context()); err != nil {
		t.Fatal(err)
	}
	out, err := s.provision(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{"alerting/rules.yaml", "dashboards/xhht.yaml", "dashboards/prometheus.yaml", "datasources/xhht.yaml", "datasources/prometheus.yaml"} {
		if _, err := os.Stat(filepath.Join(out, file)); err != nil {
			t.Errorf("Grafana would miss %s: %v", file, err)
		}
	}
	for _, uid := range []string{Overview, Operations} {
		found, err := filepath.Glob(filepath.Join(s.Pages(), "*", filepath.Base(uid)+".json"))
		if err != nil || len(found) != 1 {
			t.Errorf("the demo prints the address %s, which has %d pages: %v", uid, len(found), err)
		}
	}
}
