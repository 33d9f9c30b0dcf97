//go:build !linux

package influxd

import "os/exec"

// isolate does nothing here: only Linux ties a child's life to its parent's.
func isolate(*exec.Cmd) {}
