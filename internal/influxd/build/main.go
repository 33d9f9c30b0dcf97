// Command build makes the influxd binary ready and prints its path. The Makefile calls it, so that the server is built in
// one way only.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"

	"github.com/xhht/xhht/internal/influxd"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	path, err := influxd.Find(ctx, os.Stderr)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println(path)
}
