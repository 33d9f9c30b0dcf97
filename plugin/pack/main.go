// Command pack makes the archive of the data source that an administrator unpacks into Grafana's plugin folder: what
// `npm run build` left in plugin/dist, and the backend for Linux on amd64 and arm64. The same sources give the same
// bytes, on any machine and day, so that anybody can check an archive against the code; `make plugin-zip` calls it.
package main

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"os/signal"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// architectures are the machines that Grafana is run on for this product.
var architectures = []string{"amd64", "arm64"}

// backend is the Go package of the executable, as seen from the root of the repository.
const backend = "./plugin/pkg"

// stamp is the time of every file in the archive: the first that the format can hold.
var stamp = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

func main() {
	dist := flag.String("dist", filepath.Join("plugin", "dist"), "The folder that holds the built frontend.")
	out := flag.String("out", ".", "The folder to write the archive to.")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, *dist, *out, compile); err != nil {
		fmt.Fprintln(os.Stderr, "pack:", err)
		os.Exit(1) // there is nothing to clean up
	}
}

func run(ctx context.Context, dist, out string, build func(ctx context.Context, arch string) ([]byte, error)) error {
	files, err := frontend(os.DirFS(dist))
	if err != nil {
		return fmt.Errorf("read %s: %w (make plugin builds it)", dist, err)
	}
	about, err := identify(files["plugin.json"])
	if err != nil {
		return err
	}
	for _, arch := range architectures {
		name := about.Executable + "_linux_" + arch
		if files[name], err = build(ctx, arch); err != nil {
			return fmt.Errorf("build %s: %w", name, err)
		}
	}
	var archive bytes.Buffer
	if err := write(&archive, about.ID, files); err != nil {
		return err
	}
	file := filepath.Join(out, about.ID+"-"+about.Info.Version+".zip")
	if err := os.WriteFile(file, archive.Bytes(), 0o644); err != nil { // an archive to hand out
		return err
	}
	fmt.Printf("%x  %s\n", sha256.Sum256(archive.Bytes()), file)
	return nil
}

// manifest is what the archive's name and layout need of plugin.json.
type manifest struct {
	ID         string `json:"id"`
	Executable string `json:"executable"`
	Info       struct {
		Version string `json:"version"`
	} `json:"info"`
}

func identify(pluginJSON []byte) (manifest, error) {
	var out manifest
	if err := json.Unmarshal(pluginJSON, &out); err != nil {
		return out, fmt.Errorf("read plugin.json: %w", err)
	}
	if out.ID == "" || out.Executable == "" || out.Info.Version == "" || strings.Contains(out.Info.Version, "%") {
		return out, errors.New("plugin.json has no id, executable or version: it is not the one that the build wrote")
	}
	return out, nil
}

// frontend reads what the build of the frontend wrote. Backends that lie there are for this machine and are left out;
// so are source maps, which hold what the repository has anyway.
func frontend(dist fs.FS) (map[string][]byte, error) {
	out := map[string][]byte{}
	err := fs.WalkDir(dist, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(name, "gpx_") || path.Ext(name) == ".map" {
			return err
		}
		out[name], err = fs.ReadFile(dist, name)
		return err
	})
	if err != nil {
		return nil, err
	}
	for _, needed := range []string{"module.js", "plugin.json", "README.md", "CHANGELOG.md", "LICENSE"} {
		if _, ok := out[needed]; !ok {
			return nil, fmt.Errorf("%s is missing: %w", needed, fs.ErrNotExist)
		}
	}
	return out, nil
}

// compile builds the backend without anything of this machine in it: no C library, no paths, no state of the work tree.
func compile(ctx context.Context, arch string) ([]byte, error) {
	dir, err := os.MkdirTemp("", "xhht-pack-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir) //nolint:errcheck // a leftover in the temporary folder harms nobody
	file := filepath.Join(dir, "backend")
	cmd := exec.CommandContext(ctx, "go", "build", "-tags", "arrow_json_stdlib", "-trimpath", "-buildvcs=false", "-ldflags", "-s -w -buildid=", "-o", file, backend)
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0", "GOOS=linux", "GOARCH="+arch, "GOFLAGS=", "GOWORK=off")
	if text, err := cmd.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("%w: %s", err, bytes.TrimSpace(text))
	}
	return os.ReadFile(file)
}

// write packs the files below a folder named after the plugin, in the order of their names.
func write(w io.Writer, id string, files map[string][]byte) error {
	names := make([]string, 0, len(files))
	for name := range files {
		names = append(names, name)
	}
	slices.Sort(names)
	z := zip.NewWriter(w)
	for _, name := range names {
		head := &zip.FileHeader{Name: path.Join(id, name), Method: zip.Deflate, Modified: stamp}
		head.SetMode(0o644)
		if strings.HasPrefix(name, "gpx_") {
			head.SetMode(0o755)
		}
		f, err := z.CreateHeader(head)
		if err != nil {
			return fmt.Errorf("pack %s: %w", name, err)
		}
		if _, err := f.Write(files[name]); err != nil {
			return fmt.Errorf("pack %s: %w", name, err)
		}
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("finish the archive: %w", err)
	}
	return nil
}
