package influx_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/xhht/xhht/internal/influx"
)

// Who presses “Save & test” is told what to mend: nothing there, something else there, a server that is not ready, a token.
func TestHealthTellsWhatIsWrong(t *testing.T) {
	answers := func(status int, text string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(status); _, _ = io.WriteString(w, text) }
	}
	tests := map[string]struct {
		answer http.HandlerFunc
		status int
		says   string
	}{
		"it starts":            {answers(http.StatusServiceUnavailable, `{"name":"influxdb","status":"fail","message":"starting"}`), 503, "starting"},
		"it is ill and polite": {answers(http.StatusOK, `{"name":"influxdb","status":"fail","message":"disk from(bucket: x"}`), 503, "disk …"},
		"a page of something":  {answers(http.StatusOK, "<html></html>"), 0, "not InfluxDB"},
		"JSON of something":    {answers(http.StatusOK, `{"database":"ok"}`), 0, "not InfluxDB"},
		"no such page":         {answers(http.StatusNotFound, "404 page not found"), 404, "404"},
		"a token refused": {func(w http.ResponseWriter, r *http.Request) {
			http.Error(w, r.Header.Get("Authorization"), http.StatusUnauthorized)
		}, 401, "401"},
		"it hangs up": {func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, 0, "cannot be reached"},
		"an answer with no ending": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "1000")
			_, _ = io.WriteString(w, `{"status":"pass"`)
		}, 0, "cannot be reached"},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := answering(t, tc.answer, influx.Options{Token: "s3cr3t"}).Health(t.Context())
			own, ok := errors.AsType[*influx.Error](err)
			if !ok || own.Status != tc.status || !strings.Contains(err.Error(), tc.says) {
				t.Errorf("got %v, want status %d and %q", err, tc.status, tc.says)
			}
			if err != nil && (strings.Contains(err.Error(), "s3cr3t") || strings.Contains(err.Error(), "from(")) {
				t.Errorf("the error repeats what it must not: %v", err)
			}
		})
	}
	t.Run("nobody listens", func(t *testing.T) {
		srv := httptest.NewServer(nil)
		srv.Close()
		c, err := influx.New(influx.Options{URL: srv.URL, Bucket: "b"})
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		_, err = c.Health(t.Context())
		if own, ok := errors.AsType[*influx.Error](err); !ok || own.Status != 0 || !strings.Contains(err.Error(), "cannot be reached") {
			t.Errorf("got %v", err)
		}
	})
	t.Run("too slow", func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
		defer cancel()
		_, err := answering(t, func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }, influx.Options{}).Health(ctx)
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %v", err)
		}
	})
}
