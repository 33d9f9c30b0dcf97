// Program dashboards writes the Grafana dashboards and alert rules from the plans. A dashboard is a file here, a panel a
// function call; Grafana's own editor is for trying things out. No target number ever stands in what is written: panels
// and rules ask the data source, which asks the plan. `dashboards install-playlists` hands the wall's playlists to a running
// Grafana, which reads none from files.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strings"

	"github.com/xhht/xhht/internal/planfile"
)

//go:generate go run . -out gen -plans ../plans

func main() {
	err := error(nil)
	if len(os.Args) > 1 && os.Args[1] == "install-playlists" {
		ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
		defer stop()
		err = installPlaylists(ctx, os.Args[2:], os.Getenv, os.Stdout)
	} else {
		err = run(os.Args[1:], os.Stdout)
	}
	if err != nil && !errors.Is(err, flag.ErrHelp) { // whoever asked for help has it
		fmt.Fprintln(os.Stderr, "dashboards:", err)
		os.Exit(1) //nolint:gocritic // nothing is left to be put away
	}
}

func run(args []string, stdout io.Writer) error {
	flags := flag.NewFlagSet("dashboards", flag.ContinueOnError)
	out := flags.String("out", "dashboards/gen", "The folder to write to. JSON and YAML files in it that are no longer generated are removed.")
	plans := flags.String("plans", "plans", "The folder with the plans.")
	if err := flags.Parse(args); err != nil {
		return err
	}
	reg, err := planfile.Load(*plans)
	if err != nil {
		return err
	}
	files, err := generate(reg)
	if err != nil {
		return err
	}
	for name, content := range files {
		path := filepath.Join(*out, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, content, 0o644); err != nil {
			return err
		}
	}
	stale, err := staleFiles(*out, files)
	if err != nil {
		return err
	}
	for _, name := range stale {
		if err := os.Remove(filepath.Join(*out, name)); err != nil {
			return err
		}
	}
	_, err = fmt.Fprintf(stdout, "%s: %d files written, %d removed\n", *out, len(files), len(stale))
	return err
}

// staleFiles lists the files of an earlier run that are not generated any more.
func staleFiles(dir string, files map[string][]byte) ([]string, error) {
	var stale []string
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		name = filepath.ToSlash(name)
		if _, kept := files[name]; !kept && (strings.HasSuffix(name, ".json") || strings.HasSuffix(name, ".yaml")) {
			stale = append(stale, name)
		}
		return nil
	})
	return stale, err
}
