// Package influxtest gives a test a real InfluxDB of its own, or the one the environment names, so that one contract suite
// proves every server that speaks the 2.x API. For a server outside tests, see package influxd.
package influxtest

import (
	"bytes"
	"context"
	"os"
	"sync"
	"testing"
	"time"

	"github.com/xhht/xhht/internal/influxd"
)

// startTimeout bounds one start of the server. A machine busy compiling needs seconds where an idle one needs a tenth.
const startTimeout = 2 * time.Minute

const urlEnv = "XHHT_INFLUX_URL"

// Server is the address of a server under test. Token is empty where the server asks for none.
type Server struct {
	URL, Org, Bucket, Token string

	tb  testing.TB
	own *influxd.Server // nil for a server that other tests use too
}

// Option changes how StartOwn runs its server.
type Option func(*influxd.Options)

// WithAuth makes the server refuse requests without its token.
func WithAuth() Option {
	return func(o *influxd.Options) { o.Username, o.Password = "xhht", `a:secret,with'quotes"` }
}

// Start returns an empty database for one test. All tests of a package whose TestMain calls Main share one server, which
// starts when it is first needed; without Main each Start pays for a server of its own (3 to 4 seconds of a processor).
// With $XHHT_INFLUX_URL set it returns that server instead, with $XHHT_INFLUX_ORG, $XHHT_INFLUX_BUCKET and
// $XHHT_INFLUX_TOKEN: its bucket is the same for all tests, so they write under names of their own or wipe what they read.
func Start(tb testing.TB) *Server {
	tb.Helper()
	if s := fromEnvironment(tb); s != nil {
		return s
	}
	if !shared.enabled {
		return StartOwn(tb)
	}
	server, name, err := shared.database(tb.Context())
	if err != nil {
		tb.Fatal(err)
	}
	bucket, err := server.CreateBucket(tb.Context(), name)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		// The test's own context has ended by now.
		if err := server.DropBucket(context.Background(), name); err != nil {
			tb.Error(err)
		}
		logOnFailure(tb, &shared.log)
	})
	return &Server{URL: server.URL, Org: server.Org, Bucket: bucket, Token: server.Token, tb: tb}
}

// StartOwn returns a server that no other test uses, so that the test may Kill and Restart it. With $XHHT_INFLUX_URL set it
// returns that server, like Start, and Kill skips the test.
func StartOwn(tb testing.TB, opts ...Option) *Server {
	tb.Helper()
	if s := fromEnvironment(tb); s != nil {
		return s
	}
	log := new(logBuffer)
	o := influxd.Options{Dir: tb.TempDir(), LogWriter: log}
	for _, opt := range opts {
		opt(&o)
	}
	own, err := run(tb.Context(), o)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		own.Kill() // the data goes with the folder, so a clean shutdown would be time lost
		logOnFailure(tb, log)
	})
	return &Server{URL: own.URL, Org: own.Org, Bucket: own.Bucket, Token: own.Token, tb: tb, own: own}
}

// Kill ends the server as a power cut would. The test is skipped where the server is not its own.
func (s *Server) Kill() {
	s.tb.Helper()
	s.needOwn()
	s.own.Kill()
}

// Restart starts a killed server again at the same address, with the data it had.
func (s *Server) Restart() {
	s.tb.Helper()
	s.needOwn()
	ctx, cancel := context.WithTimeout(s.tb.Context(), startTimeout)
	defer cancel()
	if err := s.own.Restart(ctx); err != nil {
		s.tb.Fatal(err)
	}
}

func (s *Server) needOwn() {
	s.tb.Helper()
	switch {
	case s.own != nil:
	case os.Getenv(urlEnv) != "":
		s.tb.Skip("the server of $" + urlEnv + " is not this test's to kill")
	default:
		s.tb.Fatal("other tests use this server: StartOwn gives one to kill")
	}
}

func fromEnvironment(tb testing.TB) *Server {
	url := os.Getenv(urlEnv)
	if url == "" {
		return nil
	}
	return &Server{
		URL:    url,
		Org:    os.Getenv("XHHT_INFLUX_ORG"),
		Bucket: os.Getenv("XHHT_INFLUX_BUCKET"),
		Token:  os.Getenv("XHHT_INFLUX_TOKEN"),
		tb:     tb,
	}
}

// run starts a server within startTimeout. Building its binary first has no limit but the context's.
func run(ctx context.Context, o influxd.Options) (*influxd.Server, error) {
	binary, err := influxd.Find(ctx, os.Stderr)
	if err != nil {
		return nil, err
	}
	o.Binary = binary
	ctx, cancel := context.WithTimeout(ctx, startTimeout)
	defer cancel()
	return influxd.Run(ctx, o)
}

func logOnFailure(tb testing.TB, log *logBuffer) {
	tb.Helper()
	if tb.Failed() {
		tb.Logf("log of influxd:\n%s", log.String())
	}
}

// logBuffer collects the log, which the server's goroutine writes while the test may read.
type logBuffer struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (b *logBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.Write(p)
}

func (b *logBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.String()
}
