package config_test

import (
	"encoding/json"
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
	"github.com/xhht/xhht/internal/planfile"
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
		"unknown key":        {"listen: 127.0.0.1:1\nlisten_on: x\n", ":2: unknown field"},
		"unknown nested key": {"influx:\n  url: http://x\n  token: geheim\n", ":3: unknown field"},
		"repeated key":       {"plans: a\nplans: b\n", ":2: mapping key \"plans\" already defined"},
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

func TestOnlyLoopbackWithoutReporters(t *testing.T) {
	for listen, want := range map[string]bool{
		"127.0.0.1:8480": true, "127.0.0.2:0": true, "[::1]:8480": true, "localhost:8480": true,
		":8480": false, "0.0.0.0:8480": false, "[::]:8480": false, "192.168.1.2:8480": false, "sgddt.vinhlong.gov.vn:8480": false,
	} {
		c, err := config.Load("", noEnv)
		if err != nil {
			t.Fatal(err)
		}
		c.Listen = listen
		if err := c.Validate(); (err == nil) != want {
			t.Errorf("%s without reporters: %v, want allowed %v", listen, err, want)
		} else if err != nil && !strings.Contains(err.Error(), "reporters file") {
			t.Errorf("%s: the error does not say what to do: %v", listen, err)
		}
		c.Reporters = "reporters.yml"
		if err := c.Validate(); err != nil {
			t.Errorf("%s with reporters: %v", listen, err)
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
	token, fresh := config.NewToken()
	r, err := config.LoadReporters(file(t, "reporters:\n"+
		"  - {name: Huyện Long Hồ, unit: d:857@0, token_sha256: "+hash+"}\n"+
		"  - {name: Sở GDĐT, unit: p:86@0, token_sha256: "+fresh+"}\n"), reg.Areas)
	if err != nil {
		t.Fatal(err)
	}
	for given, want := range map[string]string{"test": "Huyện Long Hồ", token: "Sở GDĐT", "Test": "", "": "", hash: "", fresh: ""} {
		who, ok := r.Find(given)
		if who.Name != want || ok != (want != "") {
			t.Errorf("token %q belongs to %q, want %q", given, who.Name, want)
		}
	}
	if other, _ := config.NewToken(); other == token || len(token) < 40 {
		t.Errorf("tokens %s and %s are not random", token, other)
	}
	if _, ok := (config.Reporters{}).Find("test"); ok {
		t.Error("an empty list lets somebody in")
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
		"nobody":         {"reporters: []\n", "lists no reporter"},
		"unknown key":    {"reporters:\n  - name: A\n    token: geheim\n", ":3: unknown field"},
		"no name":        {"reporters:\n" + line(`""`, "d:857@0", hash), "reporters[0].name"},
		"one name twice": {"reporters:\n" + line("A", "d:857@0", hash) + line("A", "d:858@0", strings.Repeat("a", 64)), "reporters[1].name"},
		"unknown unit":   {"reporters:\n" + line("A", "857", hash), "reporters[0].unit"},
		"short hash":     {"reporters:\n" + line("A", "d:857@0", "abcd"), "reporters[0].token_sha256"},
		"token as hash":  {"reporters:\n" + line("A", "d:857@0", "geheim"), "reporters[0].token_sha256"},
		"shared token":   {"reporters:\n" + line("A", "d:857@0", hash) + line("B", "d:858@0", hash), "reporters[1].token_sha256"},
	} {
		t.Run(name, func(t *testing.T) {
			path := file(t, tc.text)
			_, err := config.LoadReporters(path, reg.Areas)
			if err == nil || !strings.Contains(err.Error(), path) || !strings.Contains(err.Error(), tc.want) {
				t.Fatalf("got %v, want %s", err, tc.want)
			}
			if strings.Contains(err.Error(), "geheim") {
				t.Errorf("the error quotes a token: %v", err)
			}
		})
	}
}
