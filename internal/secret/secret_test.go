package secret_test

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xhht/xhht/internal/secret"
)

func TestFromEnv(t *testing.T) {
	path := filepath.Join(t.TempDir(), "token")
	if err := os.WriteFile(path, []byte("from-file\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, tc := range map[string]struct {
		env   map[string]string
		want  string
		wrong string
	}{
		"none":         {},
		"variable":     {env: map[string]string{"TOKEN": "from-env"}, want: "from-env"},
		"file":         {env: map[string]string{"TOKEN_FILE": path}, want: "from-file"},
		"both":         {env: map[string]string{"TOKEN": "hunter2", "TOKEN_FILE": path}, wrong: "both TOKEN and TOKEN_FILE"},
		"missing file": {env: map[string]string{"TOKEN_FILE": path + "x"}, wrong: "read TOKEN_FILE"},
	} {
		got, err := secret.FromEnv("TOKEN", func(key string) string { return tc.env[key] })
		if string(got) != tc.want || (err != nil) != (tc.wrong != "") {
			t.Errorf("%s: %q, %v", name, string(got), err)
		}
		if err != nil && (!strings.Contains(err.Error(), tc.wrong) || strings.Contains(err.Error(), "hunter2")) {
			t.Errorf("%s: %v, want %q and no secret", name, err, tc.wrong)
		}
	}
}

func TestSecretNeverShows(t *testing.T) {
	settings := struct{ Token secret.Secret }{"hunter2"}
	var log strings.Builder
	slog.New(slog.NewJSONHandler(&log, nil)).Info("start", "settings", settings, "token", settings.Token)
	slog.New(slog.NewTextHandler(&log, nil)).Info("start", "settings", settings, "token", settings.Token)
	asJSON, err := json.Marshal(settings)
	if err != nil {
		t.Fatal(err)
	}
	all := log.String() + string(asJSON) + fmt.Sprintf("%v %+v %#v %s %q", settings, settings, settings, settings.Token, settings.Token)
	if strings.Contains(all, "hunter2") || !strings.Contains(all, "<secret>") {
		t.Errorf("got %s", all)
	}
	if got := fmt.Sprint(secret.Secret("")); got != "" {
		t.Errorf("no secret prints as %q", got)
	}
}
