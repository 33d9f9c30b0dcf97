//go:build !linux

package leash

import (
	"os/exec"
	"syscall"
)

// tie does nothing here: only Linux ties a child's life to its parent's.
func tie(*exec.Cmd, syscall.Signal) {}
