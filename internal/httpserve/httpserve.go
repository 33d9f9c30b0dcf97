// Package httpserve serves one handler until it is told to stop: it listens, prints where, and lets the requests at hand end.
// The collector and the exporters run on it. It knows no routes, and it refuses to wait for ever: whoever sends, reads or
// keeps a connection has a time, and so has the stopping.
package httpserve

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"time"
)

// The slowest honest sender has a mobile connection of 100 kB/s and a body of the largest size.
const (
	headerTimeout = 10 * time.Second
	bodyTimeout   = 2 * time.Minute
	answerTimeout = bodyTimeout + time.Minute
	idleTimeout   = 2 * time.Minute
	stopTimeout   = 15 * time.Second
	headerBytes   = 32 << 10
)

// Server is what is served, and who is told of it.
type Server struct {
	Handler http.Handler
	Log     *slog.Logger
	Out     io.Writer     // gets one line with the address, so that whoever asked for port 0 can read which one it became
	Stop    time.Duration // longest wait for the requests at hand; 0 is 15 seconds
}

// Run serves on the address until the context ends. Requests that are at hand by then are answered; those that take too long are
// cut off, which is an error.
func (s Server) Run(ctx context.Context, address string) error {
	ln, err := (&net.ListenConfig{}).Listen(ctx, "tcp", address)
	if err != nil {
		return &Unheard{address, err}
	}
	srv := &http.Server{
		Handler:           s.Handler,
		ReadHeaderTimeout: headerTimeout,
		ReadTimeout:       bodyTimeout,
		WriteTimeout:      answerTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    headerBytes,
		ErrorLog:          slog.NewLogLogger(s.Log.Handler(), slog.LevelWarn),
	}
	failed := make(chan error, 1)
	go func() { failed <- srv.Serve(ln) }()
	fmt.Fprintf(s.Out, "listening on http://%s\n", ln.Addr())
	select {
	case err := <-failed:
		return fmt.Errorf("serve on %s: %w", address, err)
	case <-ctx.Done():
	}
	s.Log.Info("stopping")
	wait := s.Stop
	if wait == 0 {
		wait = stopTimeout
	}
	stopping, cancel := context.WithTimeout(context.WithoutCancel(ctx), wait)
	defer cancel()
	if err := srv.Shutdown(stopping); err != nil {
		return errors.Join(fmt.Errorf("wait for the requests at hand: %w", err), srv.Close())
	}
	return nil
}
