package leash

import (
	"os/exec"
	"syscall"
)

func tie(cmd *exec.Cmd, end syscall.Signal) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: end}
}
