package sqlitefile_test

import (
	"crypto/sha256"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/xhht/xhht/collector/sqlitefile"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/problem"
)

var uses = map[string]sqlitefile.Use{"make": sqlitefile.Make, "change": sqlitefile.Change, "try": sqlitefile.Try, "look": sqlitefile.Look}

// What is wrong with a file is said by its code and in the reader's words, with the path and a hint, and the file and its folder
// stay as they were.
func TestOpenRefuses(t *testing.T) {
	for name, tc := range map[string]struct {
		make func(t *testing.T, path string)
		want map[string]problem.Code // by use; none: it opens
		says string
	}{
		"missing": {func(*testing.T, string) {}, map[string]problem.Code{"change": "file_missing", "try": "file_missing", "look": "file_missing"}, "không có tệp này"},
		"empty":   {text(""), map[string]problem.Code{"change": "file_empty", "try": "file_empty", "look": "file_empty"}, "tệp rỗng, chưa phải là sổ thử"},
		"text":    {text(strings.Repeat("báo cáo tháng 12\n", 100)), all("not_database"), "tệp không phải là sổ thử"},
		"folder": {func(t *testing.T, path string) {
			if err := os.Mkdir(path, 0o700); err != nil {
				t.Fatal(err)
			}
		}, all("no_file"), "không phải thư mục"},
		"another kind": {schema(`CREATE TABLE other (id INTEGER); CREATE TABLE goose_db_version (id INTEGER, version_id INTEGER, is_applied INTEGER);
			INSERT INTO goose_db_version VALUES (1, 1, 1)`), all("other_database"), "tệp là cơ sở dữ liệu khác, không phải sổ thử"},
		"no version": {schema(`CREATE TABLE notes (id INTEGER)`), all("other_database"), "cơ sở dữ liệu khác"},
		"newer":      {func(t *testing.T, path string) { mustOpen(t, path, 3) }, all("newer_format"), "sổ thử có định dạng 3, chương trình này chỉ biết đến định dạng 2"},
		"older":      {func(t *testing.T, path string) { mustOpen(t, path, 1) }, map[string]problem.Code{"try": "older_format"}, "sổ thử còn ở định dạng 1, việc này cần định dạng 2"},
		"no folder":  {nil, map[string]problem.Code{"make": "folder_missing", "change": "file_missing", "try": "file_missing", "look": "file_missing"}, ""},
	} {
		for called, use := range uses {
			t.Run(name+" "+called, func(t *testing.T) {
				path := filepath.Join(t.TempDir(), "no", "a.db")
				if tc.make != nil {
					path = filepath.Join(t.TempDir(), "a.db")
					tc.make(t, path)
				}
				before := contents(t, path)
				f, err := sqlitefile.Open(t.Context(), path, options(2, use))
				if err == nil {
					err = f.Close()
				}
				refused(t, err, path, tc.want[called], tc.says)
				if after := contents(t, path); tc.want[called] != "" && after != before {
					t.Errorf("the folder holds %q, and held %q", after, before)
				}
			})
		}
	}
}

func refused(t *testing.T, err error, path string, want problem.Code, says string) {
	t.Helper()
	if want == "" {
		if err != nil {
			t.Error(err)
		}
		return
	}
	p, ok := errors.AsType[problem.Problem](err)
	text := p.In(lang.Vietnamese)
	if !ok || p.Code != want || !strings.HasPrefix(text, path+": ") || !strings.Contains(text, says) || p.Hint.VI == "" || p.Hint.EN == "" {
		t.Errorf("%v: %q, want %s and %q", err, text, want, says)
	}
	if missing := want == "file_missing"; errors.Is(err, fs.ErrNotExist) != missing && want != "folder_missing" {
		t.Errorf("that it is missing is %v", !missing)
	}
}

func options(versions int, use sqlitefile.Use) sqlitefile.Options {
	return sqlitefile.Options{Called: called, Table: "notes", Migrations: migrations(versions), Use: use}
}

func all(code problem.Code) map[string]problem.Code {
	return map[string]problem.Code{"make": code, "change": code, "try": code, "look": code}
}

func text(content string) func(*testing.T, string) {
	return func(t *testing.T, path string) {
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func schema(sql string) func(*testing.T, string) {
	return func(t *testing.T, path string) {
		f, err := sqlitefile.Open(t.Context(), path+".tmp", options(1, sqlitefile.Make))
		if err != nil {
			t.Fatal(err)
		}
		exec1(t, f, `DROP TABLE goose_db_version; DROP TABLE notes; `+sql)
		if err := errors.Join(f.Close(), os.Rename(path+".tmp", path)); err != nil {
			t.Fatal(err)
		}
	}
}

// contents are the names and hashes of what lies in a file's folder.
func contents(t *testing.T, path string) string {
	t.Helper()
	var out strings.Builder
	_ = filepath.WalkDir(filepath.Dir(path), func(name string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			sum := sha256.Sum256(data)
			out.WriteString(filepath.Base(name) + " " + string(sum[:4]) + "\n")
		}
		return nil
	})
	return out.String()
}

// Who looks reads what is there, in its own format, and changes not a byte.
func TestALookChangesNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	f := mustOpen(t, path, 1)
	exec1(t, f, `INSERT INTO notes (text) VALUES ('giữ')`)
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	before := contents(t, path)
	o := options(2, sqlitefile.Look)
	o.Older = func(format int) []string {
		return []string{`CREATE TEMP VIEW many AS SELECT 7 AS n, 'dòng' AS text WHERE ` + map[bool]string{true: "TRUE", false: "FALSE"}[format == 1]}
	}
	look, err := sqlitefile.Open(t.Context(), path, o)
	if err != nil {
		t.Fatal(err)
	}
	if look.Format != 1 || look.Newest != 2 {
		t.Errorf("format %d of %d", look.Format, look.Newest)
	}
	if got := value(t, look, `SELECT text || (SELECT n FROM many) FROM notes`); got != "giữ7" {
		t.Errorf("it reads %q", got)
	}
	for _, db := range []interface{ Ping() error }{look.Read, look.Write} {
		if err := db.Ping(); err != nil {
			t.Error(err)
		}
	}
	for _, statement := range []string{`DELETE FROM notes`, `CREATE TABLE x (id INTEGER)`, `PRAGMA user_version = 3; INSERT INTO notes (text) VALUES ('x')`} {
		if _, err := look.Write.ExecContext(t.Context(), statement); err == nil {
			t.Errorf("%s went through", statement)
		}
	}
	if err := look.Still(t.Context(), func() error { return nil }); err != nil {
		t.Error(err)
	}
	if _, err := look.Write.ExecContext(t.Context(), `DELETE FROM notes`); err == nil {
		t.Error("after Still it can be written")
	}
	if err := look.Close(); err != nil {
		t.Fatal(err)
	}
	if after := contents(t, path); after != before {
		t.Errorf("the folder holds %q, and held %q", after, before)
	}
}

// What comes up while a file is in use is explained, too; what nobody can say anything about stays as it is.
func TestExplained(t *testing.T) {
	f := mustOpen(t, filepath.Join(t.TempDir(), "a.db"), 1)
	exec1(t, f, `PRAGMA max_page_count = 1`)
	_, err := f.Write.ExecContext(t.Context(), `CREATE TABLE large AS SELECT zeroblob(1000000)`)
	if p, ok := errors.AsType[problem.Problem](sqlitefile.Explained(err)); !ok || p.Code != "disk_full" || !strings.Contains(p.Rule.VI, "ổ đĩa đã đầy") {
		t.Errorf("%v: %v", err, p)
	}
	for _, other := range []error{errors.New("x"), syscall.ENOENT, nil} {
		if got := sqlitefile.Explained(other); !errors.Is(got, other) || errors.As(got, new(problem.Problem)) {
			t.Errorf("%v became %v", other, got)
		}
	}
}
