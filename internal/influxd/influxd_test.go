package influxd_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/xhht/xhht/internal/influxd"
)

// TestServer walks one server through its life, because a start is what costs.
func TestServer(t *testing.T) {
	opts := influxd.Options{Dir: t.TempDir(), Username: "admin", Password: `it's:"x\y"`}
	s := run(t, opts)
	address := s.URL

	if got := send(t, s, http.MethodGet, "/health", ""); !strings.Contains(got.body, `"status":"pass"`) {
		t.Fatalf("GET /health = %v", got)
	}
	write(t, s, "observation,area=86@2025-07-01 value=97.5 1735689600")
	if got := count(t, s); got != 1 {
		t.Errorf("the server answers %d points, want 1", got)
	}
	right := s.Token
	s.Token = "admin:wrong"
	if got := query(t, s); got.status != http.StatusUnauthorized {
		t.Errorf("a wrong token gets status %d, want 401", got.status)
	}
	s.Token = right

	s.Kill()
	if resp, err := http.Get(s.URL + "/health"); err == nil {
		resp.Body.Close()
		t.Fatalf("a killed server answers %s", resp.Status)
	}
	if err := s.Restart(startContext(t)); err != nil {
		t.Fatal(err)
	}
	if s.URL != address {
		t.Errorf("the address changed from %s to %s", address, s.URL)
	}
	write(t, s, "observation,area=87@2025-07-01 value=91 1735689600")
	if got := count(t, s); got != 2 {
		t.Errorf("the server answers %d points after kill and restart, want 2", got)
	}

	if err := s.Stop(); err != nil {
		t.Fatal(err)
	}
	if err := s.Stop(); err != nil {
		t.Errorf("stopping twice: %v", err)
	}
	again := run(t, opts)
	if got := count(t, again); got != 2 {
		t.Errorf("a second server on the same folder answers %d points, want 2", got)
	}
}

func TestRunRefuses(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	tests := map[string]struct {
		opts influxd.Options
		want string
	}{
		"no folder":                 {influxd.Options{}, "Dir is empty"},
		"a name without password":   {influxd.Options{Dir: t.TempDir(), Username: "admin"}, "together"},
		"a name no token can carry": {influxd.Options{Dir: t.TempDir(), Username: "a:b", Password: "c"}, "colon"},
		"an address that is taken":  {influxd.Options{Dir: t.TempDir(), HTTPAddr: taken.Addr().String()}, "address already in use"},
		"a binary that is missing":  {influxd.Options{Dir: t.TempDir(), Binary: "no-such-influxd"}, "no-such-influxd"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			s, err := influxd.Run(t.Context(), tt.opts)
			if err == nil {
				s.Kill()
				t.Fatal("the server started")
			}
			if !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %q does not tell %q", err, tt.want)
			}
		})
	}
}

func TestFind(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	t.Run("the environment's binary comes first", func(t *testing.T) {
		t.Setenv(influxd.BinaryEnv, self)
		if got, err := influxd.Find(t.Context(), io.Discard); err != nil || got != self {
			t.Errorf("Find = %q, %v; want %q", got, err, self)
		}
	})
	t.Run("a wrong path in the environment is told, not worked around", func(t *testing.T) {
		t.Setenv(influxd.BinaryEnv, self+"-missing")
		if got, err := influxd.Find(t.Context(), io.Discard); err == nil {
			t.Errorf("Find = %q, want an error", got)
		}
	})
	t.Run("outside the repository there is nothing to build from", func(t *testing.T) {
		t.Setenv(influxd.BinaryEnv, "")
		t.Chdir(t.TempDir())
		if got, err := influxd.Find(t.Context(), io.Discard); err == nil {
			t.Errorf("Find = %q, want an error", got)
		}
	})
}

// startContext bounds a start by far more than a busy machine needs.
func startContext(t *testing.T) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	t.Cleanup(cancel)
	return ctx
}

func run(t *testing.T, opts influxd.Options) *influxd.Server {
	t.Helper()
	binary, err := influxd.Find(t.Context(), os.Stderr)
	if err != nil {
		t.Fatal(err)
	}
	var log bytes.Buffer
	opts.Binary, opts.LogWriter = binary, &log
	if opts.Dir == "" {
		opts.Dir = t.TempDir()
	}
	s, err := influxd.Run(startContext(t), opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		s.Kill()
		if t.Failed() {
			t.Logf("log of influxd:\n%s", log.String())
		}
	})
	return s
}

type answer struct {
	status int
	body   string
}

func send(t *testing.T, s *influxd.Server, method, path, body string) answer {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, s.URL+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if s.Token != "" {
		req.Header.Set("Authorization", "Token "+s.Token)
	}
	req.Header.Set("Content-Type", "application/vnd.flux")
	req.Header.Set("Accept", "application/csv")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer{resp.StatusCode, string(b)}
}

func write(t *testing.T, s *influxd.Server, lines string) {
	t.Helper()
	path := "/api/v2/write?" + url.Values{"org": {s.Org}, "bucket": {s.Bucket}, "precision": {"s"}}.Encode()
	if got := send(t, s, http.MethodPost, path, lines); got.status != http.StatusNoContent {
		t.Fatalf("write: %v", got)
	}
}

func query(t *testing.T, s *influxd.Server) answer {
	t.Helper()
	path := "/api/v2/query?" + url.Values{"org": {s.Org}}.Encode()
	return send(t, s, http.MethodPost, path, fmt.Sprintf(`from(bucket: %q) |> range(start: 0)`, s.Bucket))
}

// count returns the number of points in the server.
func count(t *testing.T, s *influxd.Server) int {
	t.Helper()
	got := query(t, s)
	if got.status != http.StatusOK {
		t.Fatalf("query: %v", got)
	}
	return strings.Count(got.body, ",value,observation,")
}
