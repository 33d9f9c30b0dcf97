package main

import (
	"os"
	"path/filepath"
	"testing"
)

func TestGeneratedFilesAreFresh(t *testing.T) {
	for path, text := range files {
		got, err := os.ReadFile(filepath.Join("..", path))
		if err != nil {
			t.Fatal(err)
		}
		if string(got) != text() {
			t.Errorf("%s is stale: run go generate ./internal/query", filepath.Base(path))
		}
	}
}
