package main

import (
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// child starts the collector as a process of its own and returns its address once it serves.
func (d desk) child(t *testing.T, args ...string) (address string) {
	t.Helper()
	child := exec.Command(os.Args[0], append([]string{"serve", "--ledger", d.ledger, "--listen", "127.0.0.1:0", "--influx-url", ""}, args...)...)
	child.Env = append(os.Environ(), childEnv+"=1")
	stdout, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	child.Stderr = os.Stderr
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := child.Process.Signal(os.Interrupt); err != nil {
			t.Error(err)
		}
		if err := child.Wait(); err != nil {
			t.Error(err)
		}
	})
	return addressIn(t, stdout)
}

// A collector that serves goes by plans that another process brings into force, from the next request on: what they ask for is taken,
// what they no longer ask for is refused.
func TestPlansOfAnotherProcessCountWithoutARestart(t *testing.T) {
	d := newDesk(t)
	plans := filepath.Join(t.TempDir(), "plans")
	if err := os.CopyFS(plans, os.DirFS("../internal/planfile/testdata/base")); err != nil {
		t.Fatal(err)
	}
	asks := func(list string) {
		t.Helper()
		path := filepath.Join(plans, "tiny.yaml")
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		head, rest, _ := strings.Cut(string(raw), "    indicators: ")
		_, rest, _ = strings.Cut(rest, "\n")
		if err := os.WriteFile(path, []byte(head+"    indicators: "+list+"\n"+rest), 0o600); err != nil {
			t.Fatal(err)
		}
		accept := exec.Command(os.Args[0], "plan", "accept", "--plans", plans, "--ledger", d.ledger, "--reason", "thử", "--by", "Sở GDĐT")
		accept.Env = append(os.Environ(), childEnv+"=1")
		if out, err := accept.CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
	}
	address := d.child(t, "--plans", plans)
	send := func(indicator, numbers string) (int, string) {
		t.Helper()
		body := fmt.Sprintf(`{"plan":"tiny","rows":[{"unit":"857","indicator":%q,"period":"2023",%s}]}`, indicator, numbers)
		req, err := http.NewRequestWithContext(t.Context(), "POST", address+"/api/v1/submissions", strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Content-Type", "application/json")
		return do(t, req)
	}
	if code, body := send("literacy_level", `"value":1`); code != http.StatusUnprocessableEntity {
		t.Fatalf("what is not asked for: %d %s", code, body)
	}
	asks("[info_skills_rate, learning_district_status, literacy_level]")
	if code, body := send("literacy_level", `"value":1`); code != http.StatusCreated {
		t.Errorf("what is asked for by now: %d %s", code, body)
	}
	asks("[learning_district_status, literacy_level]")
	if code, body := send("info_skills_rate", `"numerator":1,"denominator":2`); code != http.StatusUnprocessableEntity {
		t.Errorf("what is asked for no longer: %d %s", code, body)
	}
	if _, body := get(t, address+"/api/v1/reports?plan=tiny&period=2023"); !strings.Contains(body, `"cells_of":2`) || strings.Contains(body, `"info_skills_rate"`) {
		t.Errorf("what is owed goes by them, too: %s", body)
	}
}
