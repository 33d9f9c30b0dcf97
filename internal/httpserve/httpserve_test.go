package httpserve_test

import (
	"bufio"
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/xhht/xhht/internal/httpserve"
)

// slow is a handler whose requests say when they are at hand and end when they are let go.
type slow struct{ atHand, letGo chan struct{} }

func (s slow) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.atHand <- struct{}{}
	select {
	case <-s.letGo:
		_, _ = io.WriteString(w, "answered")
	case <-r.Context().Done():
	}
}

// serving starts a server and returns its address, what stops it and what it ended with.
func serving(t *testing.T, s httpserve.Server) (address string, stop context.CancelFunc, ended <-chan error) {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	t.Cleanup(stop)
	r, w := io.Pipe()
	s.Log, s.Out = slog.New(slog.DiscardHandler), w
	end := make(chan error, 1)
	go func() { end <- s.Run(ctx, "127.0.0.1:0") }()
	line, err := bufio.NewReader(r).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	address, ok := strings.CutPrefix(strings.TrimSpace(line), "listening on ")
	if !ok {
		t.Fatalf("it printed %q", line)
	}
	return address, stop, end
}

type answer struct {
	text string
	err  error
}

func get(address string) <-chan answer {
	out := make(chan answer, 1)
	go func() {
		client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
		resp, err := client.Get(address)
		if err != nil {
			out <- answer{err: err}
			return
		}
		defer resp.Body.Close()
		body, err := io.ReadAll(resp.Body)
		out <- answer{string(body), err}
	}()
	return out
}

func TestTheRequestAtHandIsAnsweredAndNoneAfterIt(t *testing.T) {
	h := slow{make(chan struct{}), make(chan struct{})}
	address, stop, ended := serving(t, httpserve.Server{Handler: h})
	first := get(address)
	<-h.atHand
	stop()
	for { // the listener is closed while the request goes on
		conn, err := net.Dial("tcp", strings.TrimPrefix(address, "http://"))
		if err != nil {
			break
		}
		_ = conn.Close()
	}
	select {
	case err := <-ended:
		t.Fatalf("it ended with %v before the request did", err)
	default:
	}
	close(h.letGo)
	if got := <-first; got.err != nil || got.text != "answered" {
		t.Errorf("the request at hand got %q, %v", got.text, got.err)
	}
	if err := <-ended; err != nil {
		t.Errorf("it ended with %v", err)
	}
}

func TestARequestThatTakesTooLongIsCutOff(t *testing.T) {
	h := slow{make(chan struct{}), make(chan struct{})}
	address, stop, ended := serving(t, httpserve.Server{Handler: h, Stop: time.Millisecond})
	first := get(address)
	<-h.atHand
	stop()
	if err := <-ended; !errors.Is(err, context.DeadlineExceeded) || !strings.Contains(err.Error(), "requests at hand") {
		t.Errorf("it ended with %v", err)
	}
	if got := <-first; got.err == nil {
		t.Errorf("the request was answered with %q", got.text)
	}
}

func TestAnAddressThatIsTakenIsNamed(t *testing.T) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer ln.Close()
	var out strings.Builder
	err = httpserve.Server{Handler: http.NotFoundHandler(), Log: slog.New(slog.DiscardHandler), Out: &out}.Run(t.Context(), ln.Addr().String())
	if err == nil || !strings.Contains(err.Error(), "listen on "+ln.Addr().String()) || out.Len() > 0 {
		t.Errorf("got %v, and it printed %q", err, out.String())
	}
}
