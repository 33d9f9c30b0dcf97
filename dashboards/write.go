package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/xhht/xhht/internal/planfile"
)

// defaultOut is ignored by git.
const defaultOut = "dashboards/gen"

// writeEdition is the subcommand generate.
func writeEdition(args []string, stdout io.Writer) error {
	flags := flag.NewFlagSet("dashboards generate", flag.ContinueOnError)
	out := flags.String("out", defaultOut, "The folder to write to. JSON and YAML files in it that are no longer generated are removed.")
	plans := flags.String("plans", "plans", "The folder with the plans.")
	sample := flags.Bool("sample", false, "Write what git keeps for reviewers alone: the pages of one plan, in Vietnamese.")
	if err := flags.Parse(args); err != nil {
		return err
	}
	reg, err := planfile.Load(*plans)
	if err != nil {
		return err
	}
	e := wholeEdition(reg)
	if *sample {
		e = sampleEdition(reg)
	}
	files, err := generate(reg, e)
	if err != nil {
		return err
	}
	removed, err := replaceFiles(*out, files)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(stdout, "%s: %d files written, %d removed\n", *out, len(files), removed)
	return err
}

// replaceFiles writes the files into the folder, and removes those of an earlier run.
func replaceFiles(dir string, files map[string][]byte) (removed int, err error) {
	for name, content := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return 0, err
		}
		if err := os.WriteFile(path, content, 0o644); err != nil {
			return 0, err
		}
	}
	stale, err := staleFiles(dir, files)
	if err != nil {
		return 0, err
	}
	for _, name := range stale {
		if err := os.Remove(filepath.Join(dir, name)); err != nil {
			return 0, err
		}
	}
	return len(stale), nil
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
