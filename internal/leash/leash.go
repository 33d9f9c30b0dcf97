// Package leash starts a program whose life hangs on ours: a Ctrl-C meant for us does not reach it, and where we die without cleaning
// up (a test timeout, kill -9) the kernel ends it. Package influxd and the demo start their programs so; who has started one still
// stops it in its turn. Outside Linux a program is merely started.
package leash

import (
	"os/exec"
	"runtime"
	"syscall"
)

// Start starts the program; end is the signal by which the kernel ends it when we die. The channel gives what Wait said once the
// program has ended.
func Start(cmd *exec.Cmd, end syscall.Signal) (<-chan error, error) {
	tie(cmd, end)
	started, ended := make(chan error), make(chan error, 1)
	go func() {
		// Linux sends the parent-death signal when the *thread* that started the child ends, so this goroutine keeps its thread
		// until the child is gone.
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		err := cmd.Start()
		started <- err
		if err == nil {
			ended <- cmd.Wait()
		}
	}()
	return ended, <-started
}
