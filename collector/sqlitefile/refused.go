package sqlitefile

import (
	"errors"
	"fmt"
	"io/fs"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/problem"
)

// kind is a file as messages call it.
type kind struct {
	path   string
	called lang.Text
}

// refused says why the file is not opened. What lies below stays to be asked for with errors.Is.
func (k kind) refused(code problem.Code, rule, hint lang.Text, cause error) error {
	p := problem.Problem{Code: code, Place: problem.At(k.path, 0), Rule: rule, Hint: hint}
	if cause == nil {
		return p
	}
	return fmt.Errorf("%w: %w", p, cause)
}

func (k kind) missing(cause error) error {
	return k.refused("file_missing", lang.Text{VI: "không có tệp này", EN: "there is no such file"}, lang.Text{
		VI: "Kiểm tra đường dẫn: --ledger, --workspace và --config, hoặc $XHHT_CONFIG; không tệp nào được tạo",
		EN: "Check the path: --ledger, --workspace and --config, or $XHHT_CONFIG; nothing was created",
	}, cause)
}

func (k kind) noFolder(folder string, cause error) error {
	if errors.Is(cause, fs.ErrPermission) {
		return k.said(cause)
	}
	return k.refused("folder_missing", lang.Textf("không có thư mục %[1]s", "there is no folder %[1]s", folder), lang.Text{
		VI: "Tạo thư mục đó trước, hoặc sửa đường dẫn; không tệp nào được tạo", EN: "Create the folder first, or mend the path; nothing was created",
	}, cause)
}

func (k kind) noFile() error {
	return k.refused("no_file", lang.Textf("đây không phải là tệp, nên không phải %[1]s", "this is no file, and so no %[2]s", k.called.VI, k.called.EN),
		lang.Textf("Nêu đường dẫn đến tệp %[1]s, không phải thư mục", "Give the path of the %[2]s's file, not of a folder", k.called.VI, k.called.EN), nil)
}

func (k kind) empty() error {
	return k.refused("file_empty", lang.Textf("tệp rỗng, chưa phải là %[1]s", "the file is empty, and no %[2]s", k.called.VI, k.called.EN), lang.Text{
		VI: "Kiểm tra đường dẫn. Nếu đúng là tệp đó thì dữ liệu đã mất: khôi phục từ bản sao lưu; tệp không bị thay đổi",
		EN: "Check the path. If it is the right one its content was lost: restore it from a backup; the file was not changed",
	}, nil)
}

func (k kind) other() error {
	return k.refused("other_database", lang.Textf("tệp là cơ sở dữ liệu khác, không phải %[1]s", "the file is another database, and no %[2]s", k.called.VI, k.called.EN),
		checkPath, nil)
}

var checkPath = lang.Text{VI: "Kiểm tra đường dẫn; tệp không bị thay đổi", EN: "Check the path; the file was not changed"}

func (k kind) newer(format, newest int) error {
	return k.refused("newer_format", lang.Textf("%[1]s có định dạng %[3]d, chương trình này chỉ biết đến định dạng %[4]d",
		"the %[2]s is of format %[3]d, this program knows formats up to %[4]d", k.called.VI, k.called.EN, format, newest), lang.Text{
		VI: "Một bản collector mới hơn đã nâng cấp tệp: dùng bản đó, hoặc khôi phục bản sao lưu làm trước khi nâng cấp; tệp không bị thay đổi",
		EN: "A newer collector has brought the file up to date: use that one, or restore a backup from before; the file was not changed",
	}, nil)
}

func (k kind) older(format, newest int) error {
	return k.refused("older_format", lang.Textf("%[1]s còn ở định dạng %[3]d, việc này cần định dạng %[4]d",
		"the %[2]s is still of format %[3]d, this needs format %[4]d", k.called.VI, k.called.EN, format, newest), lang.Text{
		VI: "Sao lưu bằng collector backup, rồi chạy collector serve một lần để nâng cấp; tệp không bị thay đổi",
		EN: "Back it up with collector backup, then start collector serve, which brings it up to date; the file was not changed",
	}, nil)
}

// said puts what the system or SQLite says of the file into the reader's words; what is not common stays as it is.
func (k kind) said(err error) error {
	why, ok := causes[codeOf(err)]
	if !ok {
		return fmt.Errorf("open %s: %w", k.path, err)
	}
	return k.refused(why.code, lang.Textf(why.rule.VI, why.rule.EN, k.called.VI, k.called.EN), why.hint, err)
}

// Explained says of an error that came while a file was in use what a person can do about it; others stay as they are.
func Explained(err error) error {
	why, ok := causes[codeOf(err)]
	if !ok || errors.As(err, new(problem.Problem)) {
		return err
	}
	tables := lang.Text{VI: "sổ cái hoặc kho làm việc", EN: "ledger or workspace"}
	return fmt.Errorf("%w: %w", problem.Problem{Code: why.code, Rule: lang.Textf(why.rule.VI, why.rule.EN, tables.VI, tables.EN), Hint: why.hint}, err)
}

// codeOf is SQLite's number for what is wrong, also where it was the system that said so.
func codeOf(err error) int {
	if own, ok := errors.AsType[*sqlite.Error](err); ok {
		return own.Code() & 0xff
	}
	if errors.Is(err, fs.ErrPermission) {
		return sqlite3.SQLITE_PERM
	}
	return sqlite3.SQLITE_OK
}

type cause struct {
	code       problem.Code
	rule, hint lang.Text // the rule has places for what the file is called
}

var forbidden = cause{"file_forbidden", lang.Text{VI: "không được phép mở hoặc ghi tệp %[1]s, hay thư mục của nó", EN: "the %[2]s's file, or its folder, may not be opened or written"}, lang.Text{
	VI: "Cho người dùng chạy collector quyền đọc và ghi tệp, cả thư mục chứa nó: SQLite ghi thêm tệp -wal và -shm ở đó",
	EN: "Let the user who runs collector read and write the file and its folder: SQLite keeps -wal and -shm there",
}}

var causes = map[int]cause{
	sqlite3.SQLITE_PERM: forbidden, sqlite3.SQLITE_CANTOPEN: forbidden, sqlite3.SQLITE_READONLY: forbidden, sqlite3.SQLITE_AUTH: forbidden,
	sqlite3.SQLITE_NOTADB: {"not_database", lang.Text{VI: "tệp không phải là %[1]s", EN: "the file is no %[2]s"}, checkPath},
	sqlite3.SQLITE_CORRUPT: {"file_broken", lang.Text{VI: "tệp %[1]s bị hỏng", EN: "the %[2]s's file is damaged"},
		lang.Text{VI: "Giữ lại tệp hỏng, khôi phục từ bản sao lưu, rồi chạy collector verify", EN: "Keep the damaged file, restore a backup, then run collector verify"}},
	sqlite3.SQLITE_BUSY: {"file_busy", lang.Text{VI: "chương trình khác đang giữ tệp %[1]s", EN: "another program holds the %[2]s's file"},
		lang.Text{VI: "Chờ một lát rồi chạy lại; chưa ghi gì", EN: "Wait a little, then try again; nothing was written"}},
	sqlite3.SQLITE_FULL: {"disk_full", lang.Text{VI: "ổ đĩa đã đầy, không ghi được %[1]s", EN: "the disk is full, the %[2]s cannot be written"},
		lang.Text{VI: "Dọn chỗ trên ổ đĩa rồi chạy lại; chưa ghi gì", EN: "Make room on the disk, then try again; nothing was written"}},
	sqlite3.SQLITE_IOERR: {"disk_error", lang.Text{VI: "ổ đĩa báo lỗi khi đọc hoặc ghi %[1]s", EN: "the disk fails when the %[2]s is read or written"},
		lang.Text{VI: "Kiểm tra ổ đĩa và hệ thống tệp; chưa ghi gì", EN: "Check the disk and its file system; nothing was written"}},
}
