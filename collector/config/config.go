// Package config reads the collector's two YAML files: its configuration and the list of reporters. The commands call it
// at start, and serve looks at the second one from time to time. It refuses unknown keys and values that cannot work, with the file and line, and takes secrets from the
// environment alone.
package config

import (
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"os"
	"time"

	"github.com/xhht/xhht/internal/influx"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/secret"
	"github.com/xhht/xhht/internal/strictyaml"
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
	if err := strictyaml.Settings("collector.yml", []byte(Default), &c); err != nil {
		return c, err
	}
	if path != "" {
		data, err := os.ReadFile(path)
		if err != nil {
			return c, unreadable(path, err)
		}
		if err := strictyaml.Settings(path, data, &c); err != nil {
			return c, err
		}
	}
	var err error
	c.Influx.Token, err = secret.FromEnv("XHHT_INFLUX_TOKEN", getenv)
	return c, err
}

// unreadable says that a file that was named cannot be read.
func unreadable(path string, err error) error {
	rule := lang.Text{VI: "không đọc được tệp này", EN: "this file cannot be read"}
	if errors.Is(err, fs.ErrNotExist) {
		rule = lang.Text{VI: "không có tệp này", EN: "there is no such file"}
	}
	return problem.List{{Code: "file_missing", Place: problem.At(path, 0), Rule: rule, Hint: lang.Text{VI: "Kiểm tra tên tệp và quyền đọc", EN: "Check its name, and who may read it"}}}
}

// Validate names everything that cannot work, field by field.
func (c Config) Validate() error {
	var faults problem.List
	bad := func(field, value string, hint lang.Text) {
		faults.Add(problem.Problem{
			Code: "setting", Place: problem.Field(field), Value: value,
			Rule: lang.Text{VI: "giá trị này trong cấu hình không dùng được", EN: "this value of the configuration cannot work"}, Hint: hint,
		})
	}
	if _, _, err := net.SplitHostPort(c.Listen); err != nil {
		bad("listen", c.Listen, lang.Text{VI: "Ghi địa chỉ và cổng, ví dụ 127.0.0.1:8480", EN: "Give an address and a port, for example 127.0.0.1:8480"})
	}
	if c.Plans == "" {
		bad("plans", c.Plans, lang.Text{VI: "Ghi thư mục chứa các kế hoạch", EN: "Give the folder with the plan files"})
	}
	if c.Ledger == "" {
		bad("ledger", c.Ledger, lang.Text{VI: "Ghi tệp của sổ cái", EN: "Give the file of the ledger"})
	}
	c.Influx.validate(bad)
	if c.Limits.Bytes < 1024 || c.Limits.Bytes > 1<<30 {
		bad("limits.bytes", fmt.Sprint(c.Limits.Bytes), between(1024, 1<<30))
	}
	if c.Limits.Rows < 1 {
		bad("limits.rows", fmt.Sprint(c.Limits.Rows), lang.Text{VI: "Ghi ít nhất 1", EN: "Give at least 1"})
	}
	if c.Log.Format != "text" && c.Log.Format != "json" {
		bad("log.format", c.Log.Format, lang.Text{VI: "Ghi text hoặc json", EN: "Give text or json"})
	}
	var level slog.Level
	if err := level.UnmarshalText([]byte(c.Log.Level)); err != nil {
		bad("log.level", c.Log.Level, lang.Text{VI: "Ghi debug, info, warn hoặc error", EN: "Give debug, info, warn or error"})
	}
	c.Keep.validate(bad)
	return faults.Err()
}

// bad names a field that cannot work. The value of an address may hold a password, and is not repeated.
type bad func(field, value string, hint lang.Text)

func (i Influx) validate(bad bad) {
	if i.URL == "" {
		return
	}
	if err := influx.CheckURL(i.URL); err != nil {
		bad("influx.url", "", lang.Text{
			VI: "Ghi dạng http://127.0.0.1:8086, không kèm tên và mật khẩu (để trong mã truy cập; InfluxDB 1.8: tên:mật-khẩu), hoặc để trống",
			EN: "Give it as http://127.0.0.1:8086, without user and password (they belong into the token; InfluxDB 1.8: user:password), or leave it empty",
		})
	}
	if i.Bucket == "" {
		bad("influx.bucket", "", lang.Text{VI: "Ghi bucket để ghi vào", EN: "Give the bucket to write to"})
	}
	if i.Timeout <= 0 {
		bad("influx.timeout", i.Timeout.String(), lang.Text{VI: "Ghi thời gian lớn hơn 0, ví dụ 20s", EN: "Give a time above zero, for example 20s"})
	}
}

func between(least, most int) lang.Text {
	return lang.Textf("Ghi từ %d đến %d", "Give between %d and %d", least, most)
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
