package influxd

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
)

// BinaryEnv names an influxd to use instead of the one built from tools/influxd.
const BinaryEnv = "XHHT_INFLUXD"

const serverModule = "github.com/influxdata/influxdb"

// Find returns the influxd binary to run: the one $XHHT_INFLUXD names, else .tools/bin/influxd in the repository, which is
// built first where it is missing or older than tools/influxd/go.sum. A build takes about a minute and a half and tells log.
func Find(ctx context.Context, log io.Writer) (string, error) {
	if path := os.Getenv(BinaryEnv); path != "" {
		if _, err := exec.LookPath(path); err != nil {
			return "", fmt.Errorf("find influxd: $%s: %w", BinaryEnv, err)
		}
		return path, nil
	}
	root, err := repository()
	if err != nil {
		return "", fmt.Errorf("find influxd: %w (set $%s to use a server of your own)", err, BinaryEnv)
	}
	module := filepath.Join(root, "tools", "influxd")
	binary := filepath.Join(root, ".tools", "bin", "influxd")
	if runtime.GOOS == "windows" {
		binary += ".exe"
	}
	if fresh(binary, module) {
		return binary, nil
	}
	if err := os.MkdirAll(filepath.Dir(binary), 0o755); err != nil { // a folder of programs is for everyone
		return "", fmt.Errorf("find influxd: %w", err)
	}
	// Packages are tested in parallel processes: the first one builds, the others wait and find the result.
	unlock, err := lock(binary + ".lock")
	if err != nil {
		return "", fmt.Errorf("find influxd: %w", err)
	}
	defer unlock()
	if fresh(binary, module) {
		return binary, nil
	}
	if err := build(ctx, module, binary, log); err != nil {
		return "", fmt.Errorf("build influxd: %w", err)
	}
	return binary, nil
}

// fresh tells whether the binary is at least as new as the list of what it is built from.
func fresh(binary, module string) bool {
	built, err := os.Stat(binary)
	if err != nil {
		return false
	}
	wanted, err := os.Stat(filepath.Join(module, "go.sum"))
	return err == nil && !built.ModTime().Before(wanted.ModTime())
}

// build compiles the server in its own module, so that none of its old dependencies reaches ours.
func build(ctx context.Context, module, binary string, log io.Writer) error {
	list, err := goTool(ctx, module, log, "list", "-m", "-f", "{{.Version}}", serverModule)
	if err != nil {
		return err
	}
	version := strings.TrimPrefix(strings.TrimSpace(list), "v")
	fmt.Fprintf(log, "building influxd %s into %s, once; this takes a minute or two\n", version, binary)
	// A build that is interrupted must leave no half a binary behind.
	part := binary + ".part"
	defer func() { _ = os.Remove(part) }() // after a success it is gone already
	// Without the version the server reports itself as "unknown" to /health.
	if _, err := goTool(ctx, module, log, "build", "-ldflags", "-s -w -X main.version="+version, "-o", part, serverModule+"/cmd/influxd"); err != nil {
		return err
	}
	return os.Rename(part, binary)
}

func goTool(ctx context.Context, module string, log io.Writer, args ...string) (string, error) {
	var out, complaint bytes.Buffer
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir = module
	cmd.Stdout, cmd.Stderr = &out, io.MultiWriter(log, &complaint)
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0", "GOWORK=off", "GOOS=", "GOARCH=")
	if err := cmd.Run(); err != nil {
		return "", fmt.Errorf("go %s in %s: %w\n%s", args[0], module, err, complaint.Bytes())
	}
	return out.String(), nil
}

// repository returns the root of this repository, seen from the working folder, which is the package's in a test.
func repository() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		_, err := os.Stat(filepath.Join(dir, "tools", "influxd", "go.mod"))
		if err == nil {
			return dir, nil
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return "", err
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return "", errors.New("the working folder is outside the repository")
		}
		dir = parent
	}
}
