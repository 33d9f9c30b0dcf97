package influxd

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/xhht/xhht/internal/leash"
)

// errAddressInUse reports that the HTTP address is taken.
var errAddressInUse = errors.New("address already in use")

// listeningLine is what influxd 1.8 logs once its HTTP service has its port; the store is open by then.
var listeningLine = regexp.MustCompile(`msg="Listening on HTTP" .*\baddr=(\S+)`)

// process is one run of the influxd binary.
type process struct {
	cmd  *exec.Cmd
	log  *logTap
	done chan struct{} // closed when the process is gone and its log is complete
	err  error         // the exit's error; read it after done
}

// startProcess launches influxd. The caller must end it with kill or stop.
func startProcess(binary, config string, log io.Writer) (*process, error) {
	cmd := exec.Command(binary, "run", "-config", config) // the binary is the caller's choice; its life ends with kill or stop, not with a context
	// The server reads INFLUXDB_* over its configuration file: what a user has set for another server must not leak in.
	cmd.Env = slices.DeleteFunc(os.Environ(), func(kv string) bool { return strings.HasPrefix(kv, "INFLUXDB_") })
	p := &process{cmd: cmd, log: &logTap{to: log, addr: make(chan string, 1)}, done: make(chan struct{})}
	cmd.Stdout, cmd.Stderr = p.log, p.log
	ended, err := leash.Start(cmd, syscall.SIGKILL) // it must outlive our last writes, and not us
	if err != nil {
		return nil, fmt.Errorf("start influxd: %w", err)
	}
	go func() {
		p.err = <-ended
		close(p.done)
	}()
	return p, nil
}

// listening waits for the HTTP address the server got.
func (p *process) listening(ctx context.Context) (string, error) {
	select {
	case addr := <-p.log.addr:
		return addr, nil
	case <-p.done:
		return "", p.exitError()
	case <-ctx.Done():
		return "", fmt.Errorf("%w; its log ends with:\n%s", ctx.Err(), p.log.tail())
	}
}

// exitError tells why a process that should be running is gone. It must be called after done.
func (p *process) exitError() error {
	tail := p.log.tail()
	if strings.Contains(tail, syscall.EADDRINUSE.Error()) {
		return fmt.Errorf("%w; its log ends with:\n%s", errAddressInUse, tail)
	}
	return fmt.Errorf("exited early (%w); its log ends with:\n%s", p.err, tail)
}

func (p *process) kill() {
	_ = p.cmd.Process.Kill() // fails only where the process is gone already, which is what is wanted
	<-p.done
}

func (p *process) stop(timeout time.Duration) error {
	if err := p.cmd.Process.Signal(os.Interrupt); err != nil && !errors.Is(err, os.ErrProcessDone) {
		p.kill()
		return nil // a system without interrupts (Windows) has only the kill
	}
	select {
	case <-p.done:
	case <-time.After(timeout):
		p.kill()
		return nil
	}
	if _, ok := errors.AsType[*exec.ExitError](p.err); ok {
		return fmt.Errorf("stop influxd: %w; its log ends with:\n%s", p.err, p.log.tail())
	}
	return p.err
}

// logTap copies the server's log onwards, keeps its end for error messages and reads the HTTP address out of it.
type logTap struct {
	to   io.Writer
	addr chan string

	mu      sync.Mutex
	partial []byte
	last    []string
}

const tailLines = 20

// Write never fails: a full disk under somebody's log file must not end the server through a broken pipe.
func (t *logTap) Write(b []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	_, _ = t.to.Write(b)
	t.partial = append(t.partial, b...)
	for {
		line, rest, found := bytes.Cut(t.partial, []byte("\n"))
		if !found {
			return len(b), nil
		}
		t.line(string(line))
		t.partial = append([]byte(nil), rest...)
	}
}

func (t *logTap) line(line string) {
	if m := listeningLine.FindStringSubmatch(line); m != nil {
		select {
		case t.addr <- m[1]:
		default: // the address is known already
		}
	}
	if len(t.last) == tailLines {
		t.last = t.last[1:]
	}
	t.last = append(t.last, line)
}

func (t *logTap) tail() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return strings.Join(append(slices.Clone(t.last), string(t.partial)), "\n")
}
