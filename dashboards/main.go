// Program dashboards makes the Grafana dashboards and alert rules from the plans. A dashboard is a file here, a panel a
// function call; Grafana's own editor is for trying things out. No target number ever stands in what is written: panels
// and rules ask the data source, which asks the plan. What it writes is not kept in git, but for the edition in sample, which
// is there to be reviewed. `dashboards --help` lists its commands.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
)

//go:generate go run . generate -sample -out sample -plans ../plans

const usage = `Makes the Grafana dashboards and alert rules from the plans.

  dashboards generate            writes dashboards, playlists, alert rules and contact points into a folder
  dashboards install-playlists   hands the wall's playlists to a running Grafana, which reads none from files

A command followed by --help lists its flags.
`

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	err := run(ctx, os.Args[1:], os.Getenv, os.Stdout)
	if err != nil && !errors.Is(err, flag.ErrHelp) { // whoever asked for help has it
		fmt.Fprintln(os.Stderr, "dashboards:", err)
		os.Exit(1) // nothing is left to be put away
	}
}

func run(ctx context.Context, args []string, getenv func(string) string, stdout io.Writer) error {
	command := ""
	if len(args) > 0 {
		command, args = args[0], args[1:]
	}
	switch command {
	case "generate":
		return writeEdition(args, stdout)
	case "install-playlists":
		return installPlaylists(ctx, args, getenv, stdout)
	case "help", "-h", "-help", "--help":
		_, err := io.WriteString(stdout, usage)
		return err
	}
	return fmt.Errorf("%q is no command; say generate or install-playlists (`dashboards --help` tells what they do)", command)
}
