package stack

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/xhht/xhht/internal/leash"
)

// child is a program of ours that runs beside the demo. Its log is kept for the moment it fails.
type child struct {
	name string
	cmd  *exec.Cmd
	gone chan struct{}

	mu  sync.Mutex
	log []string
}

// logLines is how much of a child's log is shown when it dies.
const logLines = 40

// program is what to start.
type program struct {
	name, binary string
	env, args    []string
}

// spawn starts a program and waits until a line of its output matches ready; it returns what the first group caught, an
// address as a rule. Programs say where they listen, so nobody has to guess a free port. All of the output goes to the log, too.
func spawn(ctx context.Context, died chan<- error, p program, log io.Writer, ready *regexp.Regexp) (*child, string, error) {
	c := &child{name: p.name, cmd: exec.Command(p.binary, p.args...), gone: make(chan struct{})}
	c.cmd.Env = append(os.Environ(), p.env...)
	out, in := io.Pipe()
	both := io.MultiWriter(log, in)
	c.cmd.Stdout, c.cmd.Stderr = both, both
	found := make(chan string, 1)
	go c.read(out, ready, found)
	ended, err := leash.Start(c.cmd, syscall.SIGTERM)
	if err != nil {
		in.Close() //nolint:errcheck // a pipe in memory
		return nil, "", fmt.Errorf("start %s: %w", p.name, err)
	}
	go func() {
		err := <-ended
		in.Close() //nolint:errcheck // a pipe in memory
		close(c.gone)
		select {
		case died <- fmt.Errorf("%s ended: %w\n%s", p.name, errors.Join(err, errors.New("it should have gone on")), c.tail()):
		default:
		}
	}()
	select {
	case caught := <-found:
		return c, caught, nil
	case <-c.gone:
		return nil, "", fmt.Errorf("%s ended at its start:\n%s", p.name, c.tail())
	case <-ctx.Done():
		c.stop()
		return nil, "", fmt.Errorf("start %s: %w\n%s", p.name, ctx.Err(), c.tail())
	}
}

func (c *child) read(out io.Reader, ready *regexp.Regexp, found chan<- string) {
	lines := bufio.NewScanner(out)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		line := lines.Text()
		c.mu.Lock()
		if c.log = append(c.log, line); len(c.log) > logLines {
			c.log = c.log[1:]
		}
		c.mu.Unlock()
		if m := ready.FindStringSubmatch(line); m != nil {
			select {
			case found <- m[len(m)-1]:
			default:
			}
		}
	}
}

func (c *child) tail() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return strings.Join(c.log, "\n")
}

// stop asks the program to end and makes it end after ten seconds.
func (c *child) stop() {
	if err := c.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		return // it is gone
	}
	select {
	case <-c.gone:
	case <-time.After(10 * time.Second):
		_ = c.cmd.Process.Kill()
		<-c.gone
	}
}
