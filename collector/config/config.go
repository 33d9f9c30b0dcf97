// Package config reads the collector's two YAML files: its configuration and the list of reporters. The commands call it
// at start, and serve looks at the second one from time to time. It refuses unknown keys and values that cannot work, with the file and line, and takes secrets from the
// environment alone.
package config

import (
	_ "embed"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"time"

	"github.com/goccy/go-yaml"

	"github.com/xhht/xhht/internal/influx"
	"github.com/xhht/xhht/internal/secret"
)

// Default is the documented default configuration, the same text that `collector config` prints.
//
//go:embed collector.yml
var Default string

// Config is what an operator can set.
type Config struct {
	Listen    string `yaml:"listen"`
	Plans     string `yaml:"plans"`
	Ledger    string `yaml:"ledger"`
	Workspace string `yaml:"workspace"`
	Reporters string `yaml:"reporters"`
	Label     string `yaml:"label"`
	Influx    Influx `yaml:"influx"`
	Limits    Limits `yaml:"limits"`
	Keep      Keep   `yaml:"keep"`
	Log       Log    `yaml:"log"`
}

// Influx says where the series store is.
type Influx struct {
	URL     string        `yaml:"url"`
	Org     string        `yaml:"org"`
	Bucket  string        `yaml:"bucket"`
	Timeout time.Duration `yaml:"timeout"`
	Token   secret.Secret `yaml:"-"`
}

// Limits bound one submission.
type Limits struct {
	Bytes int64 `yaml:"bytes"`
	Rows  int   `yaml:"rows"`
}

// Log says how the program logs.
type Log struct {
	Format string `yaml:"format"`
	Level  string `yaml:"level"`
}

// Load reads the defaults, then the file (none if path is empty), then the secrets from the environment.
func Load(path string, getenv func(string) string) (Config, error) {
	var c Config
	if err := decode("collector.yml", []byte(Default), &c); err != nil {
		return c, err
	}
	if path != "" {
		data, err := os.ReadFile(path)
		if err != nil {
			return c, fmt.Errorf("read configuration: %w", err)
		}
		if err := decode(path, data, &c); err != nil {
			return c, err
		}
	}
	var err error
	c.Influx.Token, err = secret.FromEnv("XHHT_INFLUX_TOKEN", getenv)
	return c, err
}

// decode reads YAML strictly. Its errors name file and line but quote nothing: the files may hold what nobody should see.
func decode(name string, data []byte, into any) error {
	err := yaml.UnmarshalWithOptions(data, into, yaml.Strict())
	if err == nil {
		return nil
	}
	var placed yaml.Error
	if errors.As(err, &placed) && placed.GetToken() != nil && placed.GetToken().Position != nil {
		return fmt.Errorf("%s:%d: %s", name, placed.GetToken().Position.Line, placed.GetMessage())
	}
	return fmt.Errorf("%s: %w", name, err)
}

// Validate names everything that cannot work, field by field.
func (c Config) Validate() error {
	var errs []error
	bad := func(field, value, hint string) {
		errs = append(errs, fmt.Errorf("%s: %q: %s", field, value, hint))
	}
	if _, _, err := net.SplitHostPort(c.Listen); err != nil {
		bad("listen", c.Listen, "give an address and a port, for example 127.0.0.1:8480")
	}
	if c.Plans == "" {
		bad("plans", c.Plans, "give the folder with the plan files")
	}
	if c.Ledger == "" {
		bad("ledger", c.Ledger, "give the file of the ledger")
	}
	if c.Influx.URL != "" {
		if err := influx.CheckURL(c.Influx.URL); err != nil {
			errs = append(errs, fmt.Errorf("influx.url: %w, or leave it empty", err))
		}
		if c.Influx.Bucket == "" {
			bad("influx.bucket", "", "give the bucket to write to")
		}
		if c.Influx.Timeout <= 0 {
			bad("influx.timeout", c.Influx.Timeout.String(), "give a time above zero, for example 20s")
		}
	}
	if c.Limits.Bytes < 1024 || c.Limits.Bytes > 1<<30 {
		bad("limits.bytes", fmt.Sprint(c.Limits.Bytes), "give between 1024 and 1073741824 bytes")
	}
	if c.Limits.Rows < 1 {
		bad("limits.rows", fmt.Sprint(c.Limits.Rows), "give at least 1")
	}
	if c.Log.Format != "text" && c.Log.Format != "json" {
		bad("log.format", c.Log.Format, "give text or json")
	}
	var level slog.Level
	if err := level.UnmarshalText([]byte(c.Log.Level)); err != nil {
		bad("log.level", c.Log.Level, "give debug, info, warn or error")
	}
	c.Keep.validate(bad)
	return errors.Join(errs...)
}

// Loopback reports whether only this machine can reach the address.
func Loopback(listen string) bool {
	host, _, err := net.SplitHostPort(listen)
	if err != nil {
		return false
	}
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
