package influxd

import (
	"os/exec"
	"syscall"
)

// isolate keeps a Ctrl-C meant for the parent away from the child, which must outlive the parent's last writes, and has
// the kernel end the child when the parent dies without cleaning up (a test timeout, kill -9).
func isolate(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
}
