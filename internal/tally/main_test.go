package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestSum(t *testing.T) {
	const passing = `{"Action":"run","Package":"p","Test":"TestA"}
{"Action":"pass","Package":"p","Test":"TestA/one"}
{"Action":"pass","Package":"p","Test":"TestA"}
{"Action":"skip","Package":"p","Test":"TestB"}
{"Action":"skip","Package":"no/tests"}
{"Action":"pass","Package":"p"}
`
	tests := map[string]struct {
		reports map[string]string
		want    counts
		problem string // part of the error, none when empty
	}{
		"Go and jest are added up": {
			reports: map[string]string{"go.jsonl": passing, "jest.json": `{"numPassedTests":5,"numPendingTests":1,"numTodoTests":1}`},
			want:    counts{7, 0, 3},
		},
		"a failed test is counted once, not again for its package": {
			reports: map[string]string{"go.jsonl": `{"Action":"fail","Package":"p","Test":"TestA"}
{"Action":"fail","Package":"p"}`},
			want:    counts{0, 1, 0},
			problem: "1 tests failed",
		},
		"a package that does not compile is a failure": {
			reports: map[string]string{"go.jsonl": passing + `{"Action":"build-fail","ImportPath":"q"}
{"Action":"fail","Package":"q","FailedBuild":"q"}`},
			want:    counts{2, 1, 1},
			problem: "1 tests failed",
		},
		"a jest suite that does not load is a failure": {
			reports: map[string]string{"jest.json": `{"numPassedTests":5,"numRuntimeErrorTestSuites":1}`},
			want:    counts{5, 1, 0},
			problem: "1 tests failed",
		},
		"a missing report is a problem": {
			reports: map[string]string{"go.jsonl": passing, "jest.json": ""},
			want:    counts{2, 0, 1},
			problem: "jest.json",
		},
		"a report cut short is a problem": {
			reports: map[string]string{"go.jsonl": passing + `{"Action":"pa`},
			want:    counts{2, 0, 1},
			problem: "go.jsonl",
		},
		"no test at all is a problem": {
			reports: map[string]string{"go.jsonl": `{"Action":"skip","Package":"no/tests"}`},
			want:    counts{0, 0, 0},
			problem: "no test ran",
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			var paths []string
			for file, content := range tt.reports {
				path := filepath.Join(dir, file)
				paths = append(paths, path)
				if content == "" {
					continue // the runner wrote none
				}
				if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			got, err := sum(paths)
			if got != tt.want {
				t.Errorf("got %+v, want %+v", got, tt.want)
			}
			switch {
			case tt.problem == "" && err != nil:
				t.Errorf("unexpected error: %v", err)
			case tt.problem != "" && (err == nil || !strings.Contains(err.Error(), tt.problem)):
				t.Errorf("error %v does not tell %q", err, tt.problem)
			}
		})
	}
}
