package api

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"mime"
	"net/http"
	"strings"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/problem"
)

// readable returns the body as JSON text, unpacked if it came packed, or why it is not read. What comes over the wire is bounded
// here, what it unpacks to by whoever reads it.
func readable(w http.ResponseWriter, r *http.Request, most int64) (io.Reader, problem.Problem, bool) {
	kind, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if charset := params["charset"]; err != nil || kind != "application/json" || charset != "" && !strings.EqualFold(charset, "utf-8") {
		return nil, problem.Problem{
			Code: "unsupported_media_type", Place: problem.Field("Content-Type"), Value: r.Header.Get("Content-Type"),
			Rule: lang.Text{VI: "chỉ nhận JSON, mã UTF-8", EN: "only JSON in UTF-8 is taken"},
			Hint: lang.Text{VI: "Gửi tiêu đề Content-Type: application/json; tệp CSV nhập bằng lệnh collector import", EN: "Send the header Content-Type: application/json; CSV files go through collector import"},
		}, false
	}
	body := io.Reader(http.MaxBytesReader(w, r.Body, most))
	for coding := range strings.SplitSeq(strings.Join(r.Header.Values("Content-Encoding"), ","), ",") {
		switch coding = strings.ToLower(strings.TrimSpace(coding)); coding {
		case "", "identity":
		case "gzip", "x-gzip":
			body = &unpacked{from: body}
		default:
			w.Header().Set("Accept-Encoding", "gzip, identity")
			return nil, problem.Problem{
				Code: "unsupported_encoding", Place: problem.Field("Content-Encoding"), Value: coding,
				Rule: lang.Text{VI: "không nhận cách nén này", EN: "this way of packing is not taken"},
				Hint: lang.Text{VI: "Gửi không nén, hoặc nén bằng gzip", EN: "Send it unpacked, or packed with gzip"},
			}, false
		}
	}
	return body, problem.Problem{}, true
}

// errPacking means that what was said to be gzip is none.
var errPacking = errors.New("not gzip")

// unpacked reads what was packed with gzip. Nothing is read before somebody asks, so that a body that is refused is not unpacked.
type unpacked struct {
	from io.Reader
	zip  *gzip.Reader
}

func (u *unpacked) Read(p []byte) (int, error) {
	if u.zip == nil {
		from := bufio.NewReader(u.from)
		if magic, err := from.Peek(2); err == nil && !bytes.Equal(magic, []byte{0x1f, 0x8b}) {
			return 0, errPacking // the library would take a short text for one that was cut off
		}
		zip, err := gzip.NewReader(from)
		if err != nil {
			return 0, packing(err)
		}
		u.zip = zip
	}
	n, err := u.zip.Read(p)
	return n, packing(err)
}

// packing tells a body that is no gzip from one that is too long or did not arrive.
func packing(err error) error {
	if errors.Is(err, gzip.ErrHeader) || errors.Is(err, gzip.ErrChecksum) {
		return errPacking
	}
	return err
}

var notPacked = problem.Problem{
	Code: "not_gzip", Place: problem.Field("Content-Encoding"), Value: "gzip",
	Rule: lang.Text{VI: "nội dung không phải gzip như tiêu đề ghi", EN: "the body is not gzip, as the header says"},
	Hint: lang.Text{VI: "Gửi lại, hoặc bỏ tiêu đề Content-Encoding", EN: "Send it again, or leave the header Content-Encoding out"},
}
