package config_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/goccy/go-yaml"

	"github.com/xhht/xhht/collector/config"
	"github.com/xhht/xhht/collector/intake"
	"github.com/xhht/xhht/collector/workspace"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/planfile"
	"github.com/xhht/xhht/internal/problem"
)

func noEnv(string) string { return "" }

func env(pairs ...string) func(string) string {
	return func(key string) string {
		for i := 0; i < len(pairs); i += 2 {
			if pairs[i] == key {
				return pairs[i+1]
			}
		}
		return ""
	}
}

func file(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "file.yml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestDefaultsAreValid(t *testing.T) {
	c, err := config.Load("", noEnv)
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Validate(); err != nil {
		t.Error(err)
	}
	if limits := (intake.Limits{Bytes: c.Limits.Bytes, Rows: c.Limits.Rows}); limits != intake.DefaultLimits {
		t.Errorf("the documented limits %+v are not intake's %+v", limits, intake.DefaultLimits)
	}
	if c.Influx.Timeout != 20*time.Second {
		t.Errorf("timeout %s, want 20s", c.Influx.Timeout)
	}
}

func TestEveryKeyIsDocumented(t *testing.T) {
	c, err := config.Load("", noEnv)
	if err != nil {
		t.Fatal(err)
	}
	text, err := yaml.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		key, _, _ := strings.Cut(line, ":")
		if !strings.Contains(config.Default, "\n"+key+":") {
			t.Errorf("collector.yml does not show %q", key)
		}
	}
}

func TestFileReplacesWhatItNames(t *testing.T) {
	path := file(t, "listen: 127.0.0.1:9000\ninflux: {bucket: other, timeout: 1m}\n")
	c, err := config.Load(path, noEnv)
	if err != nil {
		t.Fatal(err)
	}
	if c.Listen != "127.0.0.1:9000" || c.Influx.Bucket != "other" || c.Influx.Timeout != time.Minute {
		t.Errorf("the file does not count: %+v", c)
	}
	if c.Plans != "plans" || c.Influx.Org != "xhht" || c.Limits.Rows != 20_000 {
		t.Errorf("defaults got lost: %+v", c)
	}
}

func TestFileIsReadStrictly(t *testing.T) {
	for name, tc := range map[string]struct{ text, want string }{
		"unknown key":        {"listen: 127.0.0.1:1\nlisten_on: x\n", ":2: không có khóa này (\"listen_on\")"},
		"unknown nested key": {"influx:\n  url: http://x\n  token: geheim\n", ":3: không có khóa này (\"token\")"},
		"repeated key":       {"plans: a\nplans: b\n", ":2: khóa này đã có ở dòng 1"},
		"wrong type":         {"limits:\n  rows: many\n", ":2: "},
		"no YAML":            {"listen: [\n", ":1: "},
	} {
		t.Run(name, func(t *testing.T) {
			path := file(t, tc.text)
			_, err := config.Load(path, noEnv)
			if err == nil || !strings.Contains(err.Error(), path+tc.want) {
				t.Fatalf("got %v, want %s%s", err, path, tc.want)
			}
			if strings.Contains(err.Error(), "geheim") {
				t.Errorf("the error quotes the file: %v", err)
			}
		})
	}
	if _, err := config.Load(filepath.Join(t.TempDir(), "none.yml"), noEnv); err == nil {
		t.Error("a file that is not there passed")
	}
}

func TestAllFaultsOfAFileAreToldAtOnce(t *testing.T) {
	path := file(t, "\ufefflisten_on: x\nlimits:\n  rows: many\n  byte: 5\ninflux:\n  timeout: 30\nlog: {level: info, fromat: text}\n")
	_, err := config.Load(path, noEnv)
	want := strings.ReplaceAll(`F:1: there is no such key ("listen_on"). Known keys: listen, plans, ledger, workspace, reporters, label, influx, limits, keep, log
F:3: needed here: a whole number
F:4: there is no such key ("byte"). Known keys: bytes, rows
F:6: the length of time has no unit. Write it with a unit: 30s (seconds), 30m (minutes) or 30h (hours)
F:7: there is no such key ("fromat"). Known keys: format, level`, "F:", path+":")
	list, _ := errors.AsType[problem.List](err)
	if got := list.In(lang.English); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// Editors save a mark, people comment everything out: both keep the defaults.
func TestAFileOfNothingKeepsTheDefaults(t *testing.T) {
	want, err := config.Load("", noEnv)
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"empty": "", "a mark": "\ufeff", "comments": "# listen: 127.0.0.1:1\n\n# ledger: x\n", "a mark and comments": "\ufeff# x\n", "a document of nothing": "---\n# x\n"} {
		if got, err := config.Load(file(t, text), noEnv); err != nil || got != want {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
	got, err := config.Load(file(t, "\ufefflisten: 127.0.0.1:0\n"), noEnv)
	if err != nil || got.Listen != "127.0.0.1:0" || got.Plans != want.Plans {
		t.Errorf("with a mark: %+v, %v", got, err)
	}
}

func TestValidateNamesEveryFault(t *testing.T) {
	c, err := config.Load("", noEnv)
	if err != nil {
		t.Fatal(err)
	}
	c.Listen, c.Plans, c.Ledger = "8480", "", ""
	c.Influx.URL, c.Influx.Bucket, c.Influx.Timeout = "ftp://user:geheim@x", "", 0
	c.Limits.Bytes, c.Limits.Rows, c.Log.Format, c.Log.Level = 0, 0, "xml", "loud"
	err = c.Validate()
	if err == nil {
		t.Fatal("accepted")
	}
	for _, field := range []string{"listen", "plans", "ledger", "influx.url", "influx.bucket", "influx.timeout", "limits.bytes", "limits.rows", "log.format", "log.level"} {
		if !strings.Contains(err.Error(), field+": ") {
			t.Errorf("%s is not named in:\n%v", field, err)
		}
	}
	if strings.Contains(err.Error(), "geheim") {
		t.Errorf("the password shows in:\n%v", err)
	}
}

func TestLoopback(t *testing.T) {
	for listen, want := range map[string]bool{
		"127.0.0.1:8480": true, "127.0.0.2:0": true, "[::1]:8480": true, "localhost:8480": true,
		":8480": false, "0.0.0.0:8480": false, "[::]:8480": false, "192.168.1.2:8480": false, "sgddt.vinhlong.gov.vn:8480": false,
	} {
		if got := config.Loopback(listen); got != want {
			t.Errorf("%s: only this machine reaches it: %v, want %v", listen, got, want)
		}
	}
}

func TestKeep(t *testing.T) {
	c, err := config.Load("", noEnv)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := c.Keep.Retention(), (workspace.Retention{DraftDays: 180, PreviewDays: 30, SessionDays: 30, SignInLogDays: 90, SignInLogRows: 10_000, SampleDays: 365, ReminderDays: 400}); got != want {
		t.Errorf("kept for %+v, want %+v", got, want)
	}
	for field, set := range map[string]func(*config.Keep, int){
		"keep.draft_days": func(k *config.Keep, n int) { k.DraftDays = n }, "keep.preview_days": func(k *config.Keep, n int) { k.PreviewDays = n },
		"keep.session_days": func(k *config.Keep, n int) { k.SessionDays = n }, "keep.sign_in_log_days": func(k *config.Keep, n int) { k.SignInLogDays = n },
		"keep.sign_in_log_rows": func(k *config.Keep, n int) { k.SignInLogRows = n }, "keep.sample_days": func(k *config.Keep, n int) { k.SampleDays = n },
		"keep.reminder_days": func(k *config.Keep, n int) { k.ReminderDays = n },
	} {
		for _, n := range []int{0, -1, 2_000_000} {
			bad := c
			if set(&bad.Keep, n); bad.Validate() == nil || !strings.Contains(bad.Validate().Error(), field+": ") {
				t.Errorf("%s of %d: %v", field, n, bad.Validate())
			}
		}
	}
	// A letter that is forgotten too soon goes out again.
	if c.Keep.ReminderDays = 59; c.Validate() == nil {
		t.Error("reminders are forgotten while their ladder goes on")
	}
}

func TestWorkspaceFile(t *testing.T) {
	for _, tc := range []struct{ ledger, workspace, want string }{
		{"xhht-ledger.db", "", "xhht-ledger-workspace.db"}, {"/var/lib/xhht/ledger.db", "", "/var/lib/xhht/ledger-workspace.db"},
		{"/var/lib/x.y/ledger", "", "/var/lib/x.y/ledger-workspace"}, {"a.db", "/else/b.db", "/else/b.db"},
	} {
		if got := (config.Config{Ledger: tc.ledger, Workspace: tc.workspace}).WorkspaceFile(); got != tc.want {
			t.Errorf("%+v: %s", tc, got)
		}
	}
}

func TestTokenComesFromTheEnvironment(t *testing.T) {
	path := file(t, "from-file\n")
	for name, tc := range map[string]struct {
		getenv func(string) string
		want   string
		wrong  bool
	}{
		"none":         {getenv: noEnv},
		"variable":     {getenv: env("XHHT_INFLUX_TOKEN", "from-env"), want: "from-env"},
		"file":         {getenv: env("XHHT_INFLUX_TOKEN_FILE", path), want: "from-file"},
		"both":         {getenv: env("XHHT_INFLUX_TOKEN", "a", "XHHT_INFLUX_TOKEN_FILE", path), wrong: true},
		"missing file": {getenv: env("XHHT_INFLUX_TOKEN_FILE", path+"x"), wrong: true},
	} {
		c, err := config.Load("", tc.getenv)
		if (err != nil) != tc.wrong || string(c.Influx.Token) != tc.want {
			t.Errorf("%s: %q, %v", name, string(c.Influx.Token), err)
		}
	}
}

func TestSecretNeverShows(t *testing.T) {
	c, err := config.Load("", env("XHHT_INFLUX_TOKEN", "geheim"))
	if err != nil {
		t.Fatal(err)
	}
	var log strings.Builder
	slog.New(slog.NewJSONHandler(&log, nil)).Info("start", "config", c, "token", c.Influx.Token)
	slog.New(slog.NewTextHandler(&log, nil)).Info("start", "config", c, "token", c.Influx.Token)
	asJSON, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	asYAML, err := yaml.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	all := log.String() + string(asJSON) + string(asYAML) + fmt.Sprintf("%v %+v %#v %s %q", c, c, c, c.Influx.Token, c.Influx.Token)
	if strings.Contains(all, "geheim") {
		t.Errorf("the token shows in %s", all)
	}
	if !strings.Contains(all, "<secret>") {
		t.Error("nothing says that there is a token")
	}
}

const hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08" // sha256 of "test"

func TestReporters(t *testing.T) {
	reg, err := planfile.Load("../../plans")
	if err != nil {
		t.Fatal(err)
	}
	list, err := config.Reporters("reporters.yml", []byte("reporters:\n"+
		"  - {name: Huyê\u0323n Long Hồ, unit: d:857@0, token_sha256: "+strings.ToUpper(hash)+"}\n"), reg.Areas)
	if err != nil {
		t.Fatal(err)
	}
	// Composed letters and small digits, whatever was typed: it is compared with what is stored.
	if want := (workspace.Reporter{Name: "Huyện Long Hồ", Unit: "d:857@0", TokenHash: hash}); len(list) != 1 || list[0] != want {
		t.Errorf("read %+v, want %+v", list, want)
	}
}

func TestReportersAreReadStrictly(t *testing.T) {
	reg, err := planfile.Load("../../plans")
	if err != nil {
		t.Fatal(err)
	}
	line := func(name, unit, hash string) string {
		return fmt.Sprintf("  - {name: %s, unit: %s, token_sha256: %q}\n", name, unit, hash)
	}
	for name, tc := range map[string]struct{ text, want string }{
		"nobody":         {"reporters: []\n", "không liệt kê người báo cáo nào"},
		"unknown key":    {"reporters:\n  - name: A\n    token: geheim\n", ":3: không có khóa này (\"token\")"},
		"no name":        {"reporters:\n" + line(`""`, "d:857@0", hash), "reporters[0].name"},
		"one name twice": {"reporters:\n" + line("A", "d:857@0", hash) + line("A", "d:858@0", strings.Repeat("a", 64)), "reporters[1].name"},
		"unknown unit":   {"reporters:\n" + line("A", "xã x", hash), "reporters[0].unit"},
		"short hash":     {"reporters:\n" + line("A", "d:857@0", "abcd"), "reporters[0].token_sha256"},
		"token as hash":  {"reporters:\n" + line("A", "d:857@0", "geheim"), "reporters[0].token_sha256"},
		"shared token":   {"reporters:\n" + line("A", "d:857@0", hash) + line("B", "d:858@0", hash), "reporters[1].token_sha256"},
	} {
		t.Run(name, func(t *testing.T) {
			const path = "secrets/reporters.yml"
			_, err := config.Reporters(path, []byte(tc.text), reg.Areas)
			if err == nil || !strings.Contains(err.Error(), path) || !strings.Contains(err.Error(), tc.want) {
				t.Fatalf("got %v, want %s", err, tc.want)
			}
			if strings.Contains(err.Error(), "geheim") {
				t.Errorf("the error quotes a token: %v", err)
			}
		})
	}
}
