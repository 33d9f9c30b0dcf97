package httpserve

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/problem"
)

// Unheard is that nothing can be served on an address.
type Unheard struct {
	Address string
	Err     error
}

func (u *Unheard) Error() string { return fmt.Sprintf("listen on %s: %v", u.Address, u.Err) }

func (u *Unheard) Unwrap() error { return u.Err }

// In says it to whoever chose the address.
func (u *Unheard) In(l lang.Lang) string {
	p := problem.Problem{
		Code: "cannot_listen", Place: problem.Field("listen"), Value: u.Address,
		Rule: lang.Text{VI: "không mở được địa chỉ này để phục vụ", EN: "this address cannot be served on"},
		Hint: lang.Text{VI: "Ghi một địa chỉ của máy này và một cổng từ 0 đến 65535, ví dụ 127.0.0.1:8480", EN: "Give an address of this machine and a port from 0 to 65535, for example 127.0.0.1:8480"},
	}
	switch {
	case errors.Is(u.Err, syscall.EADDRINUSE):
		p.Rule = lang.Text{VI: "chương trình khác đang dùng địa chỉ và cổng này", EN: "another program uses this address and port"}
		p.Hint = lang.Text{VI: "Dừng chương trình đó, hoặc chọn cổng khác", EN: "Stop it, or choose another port"}
	case errors.Is(u.Err, fs.ErrPermission):
		p.Rule = lang.Text{VI: "không được phép mở cổng này", EN: "this port may not be opened"}
		p.Hint = lang.Text{VI: "Chọn cổng từ 1024 trở lên", EN: "Choose a port from 1024 on"}
	}
	return p.In(l)
}
