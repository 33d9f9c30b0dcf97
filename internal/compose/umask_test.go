package compose

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/compose-spec/compose-go/v2/types"
)

// The containers run as users of their own. Where this repository was cloned with a umask that hides files from others, as hardened
// servers have it, they could read neither what is mounted nor the plans in the image.
func TestTheContainersReadWhatAHardenedServerCloned(t *testing.T) {
	mounted := mounts(t)
	clone := t.TempDir()
	for _, path := range mounted {
		hide(t, path, filepath.Join(clone, path))
	}
	script, err := filepath.Abs(filepath.Join(root, "tools", "secrets"))
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), "sh", "-c", "umask 077 && exec "+script)
	cmd.Dir = clone
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("make secrets: %v\n%s", err, out)
	}
	for _, path := range append(mounted, "secrets") {
		unreadable(t, clone, path)
	}
	image := read(t, "Dockerfile")
	for _, want := range []string{"\nRUN chmod -R a+rX plans\n", "\nCOPY --from=go /src/plans "} {
		if !strings.Contains(image, want) {
			t.Errorf("the collector's user might not read the plans in its image: no %q", want)
		}
	}
}

// mounts are the files and folders of this repository that containers see, whoever is told of alerts.
func mounts(t *testing.T) []string {
	t.Helper()
	top, err := filepath.Abs(root)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, contact := range []string{"none", "email", "webhook", "both"} {
		for _, s := range project(t, "XHHT_ALERT_CONTACT="+contact).Services {
			for _, v := range s.Volumes {
				if v.Type != types.VolumeTypeBind {
					continue
				}
				rel, err := filepath.Rel(top, v.Source)
				if err != nil {
					t.Fatal(err)
				}
				out = append(out, filepath.ToSlash(rel))
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// hide copies a file or folder so that only its owner may read it.
func hide(t *testing.T, from, to string) {
	t.Helper()
	from = filepath.Join(root, from)
	err := filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		if d.IsDir() {
			return os.MkdirAll(filepath.Join(to, rel), 0o700)
		}
		raw, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if err := os.MkdirAll(filepath.Dir(filepath.Join(to, rel)), 0o700); err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(to, rel), raw, 0o600)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// unreadable fails for what another user of the machine could not read once it is mounted. The folder of the secrets itself is closed.
func unreadable(t *testing.T, clone, path string) {
	t.Helper()
	err := filepath.WalkDir(filepath.Join(clone, path), func(at string, d fs.DirEntry, err error) error {
		if err != nil || at == filepath.Join(clone, "secrets") {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		if info.Mode()&0o004 == 0 || d.IsDir() && info.Mode()&0o001 == 0 {
			t.Errorf("a container could not read %s: %v", strings.TrimPrefix(at, clone+"/"), info.Mode())
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
