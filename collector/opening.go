package main

import (
	"context"
	"fmt"

	"github.com/gofrs/flock"
	"github.com/spf13/cobra"

	"github.com/xhht/xhht/collector/config"
	"github.com/xhht/xhht/collector/generation"
	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/collector/sqlitefile"
	"github.com/xhht/xhht/collector/workspace/sqlite"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/problem"
)

// existing opens a ledger for a command that writes to it. It must be there, and is brought up to date.
func (a *app) existing(cmd *cobra.Command, path string) (ledger.Store, error) {
	return a.book(cmd.Context(), path, sqlitefile.Change)
}

// looking opens a ledger for a command that reads it. It must be there, may be of any format so far, and is not changed.
func (a *app) looking(cmd *cobra.Command, path string) (ledger.Store, error) {
	return a.book(cmd.Context(), path, sqlitefile.Look)
}

func (a *app) book(ctx context.Context, path string, use sqlitefile.Use) (ledger.Store, error) {
	book, err := ledger.OpenTo(ctx, path, use, a.now)
	if err != nil {
		return nil, err // a nil *Ledger would be a Store that is not nil
	}
	return book, nil
}

// tried is what a command that writes opens its ledger for: a dry run leaves no trace, and migrates nothing.
func tried(dryRun bool) sqlitefile.Use {
	if dryRun {
		return sqlitefile.Try
	}
	return sqlitefile.Change
}

// office opens what a command of the standing office works on: the folder of plans, and the ledger.
func (a *app) office(ctx context.Context, c config.Config, use sqlitefile.Use) (folder generation.Folder, book ledger.Store, err error) {
	if folder, err = generation.ReadFolder(c.Plans); err != nil {
		return folder, nil, err
	}
	book, err = a.book(ctx, c.Ledger, use)
	return folder, book, err
}

// existingWorkspace opens a workspace that must be there.
func (a *app) existingWorkspace(ctx context.Context, c config.Config, use sqlitefile.Use) (*sqlite.Store, error) {
	return sqlite.OpenTo(ctx, c.WorkspaceFile(), use, a.now)
}

// soleProjector makes sure that one process alone projects this ledger: of two, the slower could leave an older derived
// value behind. The operating system lets go of the lock when the process ends, however it ends.
func soleProjector(path string) (release func() error, err error) {
	if err := sqlitefile.InFolder(path, ledger.Called); err != nil {
		return nil, err
	}
	lock := flock.New(path + ".lock")
	held, err := lock.TryLock()
	if err != nil {
		return nil, unopened(lock.Path(), err, lang.Text{VI: "Cho người dùng chạy collector quyền ghi thư mục đó", EN: "Let the user who runs collector write that folder"})
	}
	if !held {
		return nil, problem.Problem{
			Code: "served", Place: problem.At(path, 0), Value: lock.Path(),
			Rule: lang.Text{VI: "một collector khác đang phục vụ sổ cái này và giữ tệp khóa", EN: "another collector serves this ledger and holds its lock"},
			Hint: lang.Text{VI: "Dừng collector đó trước", EN: "Stop that one first"},
		}
	}
	return lock.Unlock, nil
}

// newerNote says to whoever looks at a ledger of an older format that it was left in it.
func (a *app) newerNote(path string, book ledger.Proving) {
	if have, newest := book.Format(); have < newest {
		fmt.Fprintln(a.stderr, lang.Textf("%s: sổ cái có định dạng %d, được đọc nguyên như vậy; collector serve sẽ nâng lên định dạng %d khi khởi động (sao lưu trước bằng collector backup)",
			"%s: the ledger is of format %d, and is read as it is; collector serve brings it to format %d when it starts (back it up first with collector backup)",
			path, have, newest).In(lang.Parse(a.lang)))
	}
}
