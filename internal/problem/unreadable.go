package problem

import (
	"errors"
	"io/fs"
	"os"
	"syscall"

	"github.com/xhht/xhht/internal/lang"
)

// Unreadable says why the operating system would not open or read a file; its own words are for programmers, and never shown.
func Unreadable(err error) lang.Text {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return lang.Text{VI: "không có tệp này", EN: "there is no such file"}
	case errors.Is(err, fs.ErrPermission):
		return lang.Text{VI: "không được phép đọc tệp này", EN: "this file may not be read"}
	case errors.Is(err, syscall.EISDIR):
		return lang.Text{VI: "đây là một thư mục, không phải tệp", EN: "this is a folder, not a file"}
	case errors.Is(err, syscall.ENOTDIR):
		return lang.Text{VI: "đường dẫn đi qua một tệp như thể đó là thư mục", EN: "the path goes through a file as if it were a folder"}
	case errors.Is(err, os.ErrDeadlineExceeded):
		return lang.Text{VI: "tệp không trả lời kịp", EN: "the file did not answer in time"}
	}
	return lang.Text{VI: "không đọc được tệp này", EN: "this file cannot be read"}
}
