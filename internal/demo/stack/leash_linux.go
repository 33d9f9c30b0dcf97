package stack

import (
	"os/exec"
	"syscall"
)

// leash keeps a Ctrl-C away from the child, which Stop ends in its turn, and has the kernel end it when the demo itself is killed.
func leash(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGTERM}
}
