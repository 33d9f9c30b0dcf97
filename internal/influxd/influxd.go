// Package influxd runs a real InfluxDB 1.8 server as a child process, for the demo and, through influxtest, for tests.
// It finds or builds the binary, starts it on the loopback interface, and can kill and restart it on the same address.
// It talks plain HTTP to the server and holds no client: reading and writing series is internal/influx's work.
//
// A start costs 3 to 4 seconds of processor time, in which the server type-checks its Flux library, so starts are few.
package influxd

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"
)

const (
	// Org is what clients of the 2.x API must name; InfluxDB 1.8 reads it and ignores it.
	Org = "xhht"
	// Bucket is "database/retention policy", which is how InfluxDB 1.8 spells a 2.x bucket.
	Bucket = database + "/autogen"

	database = "xhht"

	// stopTimeout bounds the clean shutdown. influxd itself gives up after 30 s; its write-ahead log makes an earlier
	// SIGKILL harmless.
	stopTimeout = 10 * time.Second
	// pollInterval is how often readiness is asked for while waiting.
	pollInterval = 20 * time.Millisecond
)

// Options says how to run a server. Only Dir is required.
type Options struct {
	// Dir holds the configuration and all data; a later run on the same folder finds the data again.
	Dir string
	// HTTPAddr is the address to serve on, 127.0.0.1 and a free port when empty.
	HTTPAddr string
	// Binary is the influxd to run, the result of Find when empty.
	Binary string
	// LogWriter receives the server's log, nobody when nil.
	LogWriter io.Writer
	// Username and Password turn authentication on when set and name the administrator.
	Username, Password string
}

// Server is a running (or killed) influxd. Its methods may be called from several goroutines.
type Server struct {
	// URL, Org, Bucket and Token are what a client of the 2.x API needs. Token is empty without authentication. They stay
	// the same over Kill and Restart.
	URL, Org, Bucket, Token string

	opts   Options
	client *http.Client

	mu   sync.Mutex
	proc *process // nil while the server is down
}

// Run starts a server, creates its database and returns once both reads and writes are answered. The context bounds the
// start only (a first build of the binary included); the server lives until Stop or Kill.
func Run(ctx context.Context, opts Options) (*Server, error) {
	if opts.Dir == "" {
		return nil, errors.New("run influxd: Options.Dir is empty")
	}
	if (opts.Username == "") != (opts.Password == "") {
		return nil, errors.New("run influxd: Username and Password must be set together")
	}
	// InfluxDB 1.8 splits the header "Token user:password" at its spaces, and the user from the password at the first colon.
	if strings.ContainsAny(opts.Username, " :") || strings.Contains(opts.Password, " ") {
		return nil, errors.New("run influxd: Username must hold neither space nor colon, Password no space")
	}
	if opts.LogWriter == nil {
		opts.LogWriter = io.Discard
	}
	if opts.HTTPAddr == "" {
		// influxd binds port 0 itself and logs the port it got, so no other process can take it in between.
		opts.HTTPAddr = "127.0.0.1:0"
	}
	if opts.Binary == "" {
		binary, err := Find(ctx, opts.LogWriter)
		if err != nil {
			return nil, err
		}
		opts.Binary = binary
	}
	s := &Server{Org: Org, Bucket: Bucket, opts: opts, client: &http.Client{Transport: &http.Transport{Proxy: nil}}}
	if opts.Username != "" {
		s.Token = opts.Username + ":" + opts.Password
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.start(ctx); err != nil {
		return nil, err
	}
	if err := s.prepare(ctx); err != nil {
		s.proc.kill()
		return nil, err
	}
	return s, nil
}

// Kill ends the server with SIGKILL, as a power cut would, and returns when it is gone.
func (s *Server) Kill() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.proc != nil {
		s.proc.kill()
		s.proc = nil
	}
}

// Stop shuts the server down cleanly, and by force if that takes too long. A server that is down already is no error.
func (s *Server) Stop() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.stop()
}

// Restart starts the server again with the same address, data and accounts, stopping it first if it runs.
func (s *Server) Restart(ctx context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.stop(); err != nil {
		return err
	}
	return s.start(ctx)
}

func (s *Server) stop() error {
	if s.proc == nil {
		return nil
	}
	err := s.proc.stop(stopTimeout)
	s.proc = nil
	s.client.CloseIdleConnections()
	return err
}

// start launches the process and waits until it answers. A Restart wants a port that another program may hold for a
// moment as the local end of a connection, so a port in use is retried until the context ends, once a port is known.
func (s *Server) start(ctx context.Context) error {
	config, err := writeConfig(s.opts)
	if err != nil {
		return err
	}
	for {
		err := s.launch(ctx, config)
		if err == nil || s.URL == "" || !errors.Is(err, errAddressInUse) {
			return err
		}
		select {
		case <-ctx.Done():
			return err
		case <-time.After(pollInterval):
		}
	}
}

func (s *Server) launch(ctx context.Context, config string) error {
	proc, err := startProcess(s.opts.Binary, config, s.opts.LogWriter)
	if err != nil {
		return err
	}
	addr, err := proc.listening(ctx)
	if err != nil {
		proc.kill()
		return fmt.Errorf("start influxd: %w", err)
	}
	if s.URL == "" { // once only: callers may read URL while Restart runs
		s.opts.HTTPAddr, s.URL = addr, "http://"+addr
	}
	if err := s.waitHealthy(ctx, proc); err != nil {
		proc.kill()
		return fmt.Errorf("wait for influxd: %w", err)
	}
	s.proc = proc
	return nil
}

func (s *Server) waitHealthy(ctx context.Context, proc *process) error {
	ticker := time.NewTicker(pollInterval)
	defer ticker.Stop()
	for {
		last := s.healthy(ctx)
		if last == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("%w: last answer: %w", ctx.Err(), last)
		case <-proc.done:
			return proc.exitError()
		case <-ticker.C:
		}
	}
}

func (s *Server) healthy(ctx context.Context) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, s.URL+"/health", http.NoBody)
	if err != nil {
		return err
	}
	resp, err := s.client.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("GET /health: %s", resp.Status)
	}
	return nil
}

// prepare makes the account and the database. Both statements are answered with success where the thing exists already.
func (s *Server) prepare(ctx context.Context) error {
	if s.opts.Username != "" {
		user := fmt.Sprintf("CREATE USER %s WITH PASSWORD %s WITH ALL PRIVILEGES", quoteIdent(s.opts.Username), quoteString(s.opts.Password))
		if err := s.exec(ctx, user); err != nil {
			return fmt.Errorf("create user: %w", err)
		}
	}
	_, err := s.CreateBucket(ctx, database)
	return err
}

// CreateBucket creates a database, unless it exists, and returns the bucket to address it by.
func (s *Server) CreateBucket(ctx context.Context, name string) (bucket string, err error) {
	if err := s.exec(ctx, "CREATE DATABASE "+quoteIdent(name)); err != nil {
		return "", fmt.Errorf("create database %s: %w", name, err)
	}
	return name + "/autogen", nil
}

// DropBucket removes a database that CreateBucket made, with all its data.
func (s *Server) DropBucket(ctx context.Context, name string) error {
	if err := s.exec(ctx, "DROP DATABASE "+quoteIdent(name)); err != nil {
		return fmt.Errorf("drop database %s: %w", name, err)
	}
	return nil
}

// exec sends one InfluxQL statement. The server answers 200 to a statement that failed, so the body is read for errors.
func (s *Server) exec(ctx context.Context, statement string) error {
	form := url.Values{"q": {statement}}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, s.URL+"/query", strings.NewReader(form.Encode()))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if s.Token != "" {
		req.Header.Set("Authorization", "Token "+s.Token)
	}
	resp, err := s.client.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	var answer struct {
		Error   string
		Results []struct{ Error string }
	}
	if err := json.NewDecoder(resp.Body).Decode(&answer); err != nil {
		return fmt.Errorf("POST /query: %s: %w", resp.Status, err)
	}
	if answer.Error != "" {
		return fmt.Errorf("POST /query: %s: %s", resp.Status, answer.Error)
	}
	for _, r := range answer.Results {
		if r.Error != "" {
			return errors.New(r.Error)
		}
	}
	return nil
}

func quoteIdent(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`).Replace(s) + `"`
}

func quoteString(s string) string {
	return `'` + strings.NewReplacer(`\`, `\\`, `'`, `\'`, "\n", `\n`).Replace(s) + `'`
}

// writeConfig writes the server's configuration into its folder and returns its path.
func writeConfig(opts Options) (string, error) {
	dir, err := filepath.Abs(opts.Dir)
	if err != nil {
		return "", fmt.Errorf("configure influxd: %w", err)
	}
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return "", fmt.Errorf("configure influxd: %w", err)
	}
	path := filepath.Join(dir, "influxdb.toml")
	quote := func(elem ...string) string { return strconv.Quote(filepath.Join(append([]string{dir}, elem...)...)) }
	// Unlimited series: the country has more observations than the default limits of 1.8 allow, and 2.x has none.
	// The RPC service (backup) cannot be turned off; port 0 keeps it out of everybody's way.
	config := fmt.Sprintf(`reporting-disabled = true
bind-address = "127.0.0.1:0"

[meta]
dir = %s

[data]
dir = %s
wal-dir = %s
query-log-enabled = false
max-series-per-database = 0
max-values-per-tag = 0

[http]
bind-address = %q
flux-enabled = true
log-enabled = false
auth-enabled = %t

[logging]
format = "logfmt"

[monitor]
store-enabled = false

[subscriber]
enabled = false

[continuous_queries]
enabled = false
`, quote("meta"), quote("data"), quote("wal"), opts.HTTPAddr, opts.Username != "")
	if err := os.WriteFile(path, []byte(config), 0o600); err != nil {
		return "", fmt.Errorf("configure influxd: %w", err)
	}
	return path, nil
}
