package influx

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"time"

	influxhttp "github.com/influxdata/influxdb-client-go/v2/api/http"
)

// Error is a refused or failed request, sorted by what the caller can do about it.
type Error struct {
	Status  int // HTTP status; 0 when the server was not reached
	Message string
	Retry   time.Duration // the server's own Retry-After
	Err     error
}

func (e *Error) Error() string {
	if e.Status == 0 {
		return fmt.Sprintf("InfluxDB cannot be reached: %v", e.Err)
	}
	return fmt.Sprintf("InfluxDB answered %d %s: %s", e.Status, http.StatusText(e.Status), e.Message)
}

func (e *Error) Unwrap() error { return e.Err }

// Temporary reports that the same request may succeed later.
func (e *Error) Temporary() bool {
	return e.Status == 0 || e.Status == http.StatusTooManyRequests || e.Status >= 500
}

// Oversize reports that the request was too large: half of it may pass.
func (e *Error) Oversize() bool { return e.Status == http.StatusRequestEntityTooLarge }

// Refused reports that some point in the request can never be stored.
func (e *Error) Refused() bool {
	return e.Status == http.StatusBadRequest || e.Status == http.StatusUnprocessableEntity
}

// RetryAfter is the server's wish, zero when it has none.
func (e *Error) RetryAfter() time.Duration { return e.Retry }

// sorted turns an error of the client library into an Error; a cancelled context stays itself.
func sorted(ctx context.Context, err error) error {
	if err == nil {
		return nil
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if he, ok := errors.AsType[*influxhttp.Error](err); ok {
		msg := he.Message
		if msg == "" && he.Err != nil {
			msg = clean(he.Err).Error()
		}
		return &Error{Status: he.StatusCode, Message: msg, Retry: time.Duration(he.RetryAfter) * time.Second, Err: clean(err)}
	}
	return &Error{Err: clean(err), Message: err.Error()}
}

// clean drops the request's address with its query from network errors: it would repeat bucket and organisation in
// every log line, and says nothing that the reader does not know.
func clean(err error) error {
	if ue, ok := errors.AsType[*url.Error](err); ok {
		return ue.Err
	}
	return err
}

// timeout reports whether the server took too long.
func timeout(err error) bool {
	var ne net.Error
	return errors.As(err, &ne) && ne.Timeout()
}
