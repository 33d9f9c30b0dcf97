// Command tally adds up what the test runners reported and prints the one line that closes `make test`:
// "N passed, N failed, N skipped". It reads files ending in .jsonl as `go test -json` and files ending in .json as
// `jest --json`, and exits 1 where a test failed, a report is missing or broken, or no test ran at all.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

func main() {
	total, err := sum(os.Args[1:])
	if err != nil {
		fmt.Fprintln(os.Stderr, "tally:", err)
	}
	// Last, whatever was wrong: CI reads the closing line.
	fmt.Printf("%d passed, %d failed, %d skipped\n", total.passed, total.failed, total.skipped)
	if err != nil {
		os.Exit(1)
	}
}

// sum returns what could be counted together with all that is wrong.
func sum(reports []string) (counts, error) {
	var total counts
	var problems []error
	for _, path := range reports {
		c, err := read(path)
		if err != nil {
			problems = append(problems, err)
		}
		total.add(c)
	}
	if total.passed+total.failed == 0 {
		problems = append(problems, errors.New("no test ran"))
	}
	if total.failed > 0 {
		problems = append(problems, fmt.Errorf("%d tests failed", total.failed))
	}
	return total, errors.Join(problems...)
}

type counts struct{ passed, failed, skipped int }

func (c *counts) add(d counts) {
	c.passed += d.passed
	c.failed += d.failed
	c.skipped += d.skipped
}

func read(path string) (counts, error) {
	f, err := os.Open(path)
	if err != nil {
		return counts{}, err // a runner that died early wrote no report, which must not pass for success
	}
	defer f.Close()
	var c counts
	switch ext := filepath.Ext(path); ext {
	case ".jsonl":
		c, err = readGo(f)
	case ".json":
		c, err = readJest(f)
	default:
		err = fmt.Errorf("unknown kind of report %q", ext)
	}
	if err != nil {
		return c, fmt.Errorf("read %s: %w", path, err)
	}
	return c, nil
}

// readGo counts tests and subtests alike. A package that failed without a failed test (it does not compile, it panicked,
// it ran out of time) counts as one failure.
func readGo(r io.Reader) (counts, error) {
	var c counts
	failedTests := map[string]int{}
	dec := json.NewDecoder(bufio.NewReader(r))
	for {
		var e struct{ Action, Package, Test string }
		if err := dec.Decode(&e); errors.Is(err, io.EOF) {
			return c, nil
		} else if err != nil {
			return c, err
		}
		switch {
		case e.Action == "pass" && e.Test != "":
			c.passed++
		case e.Action == "skip" && e.Test != "":
			c.skipped++
		case e.Action == "fail" && e.Test != "":
			c.failed++
			failedTests[e.Package]++
		case e.Action == "fail" && failedTests[e.Package] == 0:
			c.failed++
		}
	}
}

// readJest reads jest's own sums. A suite that could not be loaded has no tests and counts as one failure.
func readJest(r io.Reader) (counts, error) {
	var sums struct {
		NumPassedTests, NumFailedTests, NumPendingTests, NumTodoTests int
		NumRuntimeErrorTestSuites                                     int
	}
	if err := json.NewDecoder(r).Decode(&sums); err != nil {
		return counts{}, err
	}
	return counts{
		passed:  sums.NumPassedTests,
		failed:  sums.NumFailedTests + sums.NumRuntimeErrorTestSuites,
		skipped: sums.NumPendingTests + sums.NumTodoTests,
	}, nil
}
