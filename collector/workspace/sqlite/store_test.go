package sqlite_test

import (
	"database/sql"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/xhht/xhht/collector/workspace"
	"github.com/xhht/xhht/collector/workspace/sqlite"
	"github.com/xhht/xhht/collector/workspace/workspacetest"
)

func mustOpen(tb testing.TB, path string, now func() time.Time) *sqlite.Store {
	tb.Helper()
	s, err := sqlite.Open(tb.Context(), path, now)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := s.Close(); err != nil {
			tb.Error(err)
		}
	})
	return s
}

func TestWorkspace(t *testing.T) {
	dir := t.TempDir()
	var mu sync.Mutex
	files := map[string]string{}
	workspacetest.Run(t, func(tb testing.TB, name string, now func() time.Time) workspace.Store {
		mu.Lock()
		defer mu.Unlock()
		if files[name] == "" {
			files[name] = filepath.Join(dir, strings.ReplaceAll(name, "/", "_")+".db")
		}
		return mustOpen(tb, files[name], now)
	})
}

func TestOpenRefusesANewerWorkspace(t *testing.T) {
	path := filepath.Join(t.TempDir(), "workspace.db")
	mustOpen(t, path, time.Now)
	db, err := sql.Open("sqlite", "file:"+path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.ExecContext(t.Context(), `INSERT INTO goose_db_version (version_id, is_applied) VALUES (999, 1)`); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	s, err := sqlite.Open(t.Context(), path, time.Now)
	if err == nil {
		t.Fatal(s.Close())
	}
	if !strings.Contains(err.Error(), path) || !strings.Contains(err.Error(), "định dạng 999") || !strings.Contains(err.Error(), "dùng bản đó") {
		t.Errorf("%q does not name the file and what to do", err)
	}
}
