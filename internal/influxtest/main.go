package influxtest

import (
	"context"
	"fmt"
	"os"
	"sync"
	"testing"

	"github.com/xhht/xhht/internal/influxd"
)

// shared is the one server of a test process. It is package state because that is what TestMain and the tests it runs
// have in common.
var shared sharedServer

type sharedServer struct {
	enabled bool // set by Main before any test runs
	log     logBuffer

	mu     sync.Mutex
	dir    string
	server *influxd.Server // nil until a test asks
	err    error           // why the server did not start; it is not tried again for every test
	count  int
}

// Main runs a package's tests and lets them share one server:
//
//	func TestMain(m *testing.M) { os.Exit(influxtest.Main(m)) }
func Main(m *testing.M) (code int) {
	shared.enabled = true
	defer shared.close()
	return m.Run()
}

// database returns the shared server, started if need be, and a name for a database that no other test has.
func (s *sharedServer) database(ctx context.Context) (*influxd.Server, string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.server == nil && s.err == nil {
		s.server, s.err = s.start(ctx)
	}
	s.count++
	return s.server, fmt.Sprintf("test%d", s.count), s.err
}

func (s *sharedServer) start(ctx context.Context) (*influxd.Server, error) {
	dir, err := os.MkdirTemp("", "influxtest")
	if err != nil {
		return nil, err
	}
	s.dir = dir
	return run(ctx, influxd.Options{Dir: dir, LogWriter: &s.log})
}

func (s *sharedServer) close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.server != nil {
		s.server.Kill()
	}
	if s.dir != "" {
		_ = os.RemoveAll(s.dir) // a folder left in the temporary one is no reason to fail the tests
	}
}
