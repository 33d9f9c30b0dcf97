package systemtest

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/xhht/xhht/internal/demo/stack"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/testinput"
)

// logs is where the programs' logs of the last run are, from the module's folder.
var logs = filepath.Join(".tools", "systemtest")

// told is the day on which these tests tell the story and ask about it. It does not move with the calendar: on another day other
// reports are late.
var told = period.DateOf(2026, 11, 20)

func TestMain(m *testing.M) {
	if err := os.Chdir(filepath.Join("..", "..")); err != nil {
		panic(err)
	}
	code := m.Run()
	if running != nil {
		running.Stop()
		_ = os.RemoveAll(folder) // a leftover in the temporary folder harms nobody
	}
	os.Exit(code)
}

var (
	running *stack.Stack
	folder  string
)

// started is one stack of real parts for all tests, with the demo's reports in it, without Grafana: filling it takes longer than
// asking it.
var started = sync.OnceValues(func() (*stack.Stack, error) {
	err := errors.Join(testinput.Programs("."), os.RemoveAll(logs), os.MkdirAll(logs, 0o750))
	if err != nil {
		return nil, err
	}
	if folder, err = os.MkdirTemp("", "xhht-systemtest-"); err != nil {
		return nil, err
	}
	running = stack.New(stack.Options{Dir: folder, Logs: logs, Today: told})
	ctx := context.Background()
	for _, program := range []string{"collector", "dashboards"} {
		if err := running.Build(ctx, program); err != nil {
			return nil, err
		}
	}
	for _, step := range []func(context.Context) error{running.GeneratePages, running.StartInflux, running.StartCollector, running.Feed} {
		if err := step(ctx); err != nil {
			return nil, err
		}
	}
	return running, nil
})

// fed is the stack. A test that fails says where to read what its programs said.
func fed(t *testing.T) *stack.Stack {
	t.Helper()
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("what the programs said: %s/*.log", logs)
		}
	})
	s, err := started()
	if err != nil {
		t.Fatal(err)
	}
	return s
}
