// Command collector takes the reports of units, keeps them in the ledger and projects them into InfluxDB. Operators start
// it; reporters reach it over HTTP or through CSV files. It wires the packages beside it together and refuses to hold any
// logic of theirs.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/xhht/xhht/collector/generation"
	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/collector/sqlitefile"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/problem"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	// After the first signal the second one ends the program at once.
	context.AfterFunc(ctx, stop)
	a := app{stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr, getenv: os.Getenv, now: time.Now}
	os.Exit(a.run(ctx, os.Args[1:]))
}

// app is what the commands share with the world.
type app struct {
	stdin          io.Reader
	stdout, stderr io.Writer // data, and everything else
	getenv         func(string) string
	now            func() time.Time

	configFile string
	lang       string
}

// errTold means that everything was said already: only the exit code is missing.
var errTold = errors.New("see above")

func (a *app) run(ctx context.Context, args []string) (exit int) {
	root := a.root()
	root.SetArgs(args)
	root.SetOut(a.stdout)
	root.SetErr(a.stderr)
	err := root.ExecuteContext(ctx)
	if err == nil {
		return 0
	}
	if !errors.Is(err, errTold) {
		fmt.Fprintln(a.stderr, a.say(err))
	}
	return 1
}

// say renders an error in the language asked for, as far as it has one.
func (a *app) say(err error) string {
	language := lang.Parse(a.lang)
	var list problem.List
	var conflict *ledger.Conflict
	var one problem.Problem
	var refused *generation.Refused
	switch err = sqlitefile.Explained(err); {
	case errors.As(err, &list):
		return list.In(language)
	case errors.As(err, &conflict):
		return conflict.Problems.In(language)
	case errors.As(err, &one):
		return one.In(language)
	case errors.As(err, &refused):
		return refused.In(language)
	}
	return "collector: " + err.Error()
}
