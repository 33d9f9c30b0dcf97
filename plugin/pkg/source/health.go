package source

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/series"
)

// healthTimeout bounds the check: an administrator who presses “Save & test” waits for it.
const healthTimeout = 5 * time.Second

// CheckHealth says what was found, or what to do. It reads the catalogue afresh: somebody has just changed something.
func (s *Source) CheckHealth(ctx context.Context, _ *backend.CheckHealthRequest) (out *backend.CheckHealthResult, _ error) {
	ctx, cancel := context.WithTimeout(ctx, healthTimeout)
	defer cancel()
	defer func() {
		if p := recover(); p != nil {
			out = sick(ctx, panicError(p))
		}
	}()
	if s.invalid != nil {
		return sick(ctx, s.invalid), nil
	}
	server, err := s.store.Health(ctx)
	if err != nil {
		return sick(ctx, err), nil
	}
	known, err := s.catalogue(ctx, newReads(s.store, healthTimeout))
	if err != nil {
		return sick(ctx, err), nil
	}
	return well(server.Version, known.Catalogue, s.now()), nil
}

func sick(ctx context.Context, err error) *backend.CheckHealthResult {
	backend.Logger.FromContext(ctx).Warn("health check failed", "error", err)
	return &backend.CheckHealthResult{Status: backend.HealthStatusError, Message: failureOf(err).both()}
}

func well(version string, c series.Catalogue, now time.Time) *backend.CheckHealthResult {
	written := lang.Text{VI: "chưa rõ", EN: "unknown"}
	if !c.LastWrite.IsZero() {
		day := period.Day(c.LastWrite)
		lag := ago(now.Sub(c.LastWrite))
		written = lang.Text{VI: day.Vietnamese() + " (" + lag.VI + ")", EN: day.String() + " (" + lag.EN + ")"}
	}
	text := lang.Text{
		VI: fmt.Sprintf("Kết nối được InfluxDB %s: lược đồ %d, %d kế hoạch, ghi lần cuối %s.", version, c.Schema, len(c.Plans), written.VI),
		EN: fmt.Sprintf("Connected to InfluxDB %s: schema %d, %d plan(s), last written %s.", version, c.Schema, len(c.Plans), written.EN),
	}
	status := backend.HealthStatusOk
	if len(c.Plans) == 0 {
		status = backend.HealthStatusError
		text.VI += " Chưa có kế hoạch nào: kiểm tra thư mục plans/ của collector."
		text.EN += " There is no plan: check the collector's plans/ folder."
	}
	var lagSeconds *float64 // null where nothing was written yet
	if !c.LastWrite.IsZero() {
		lagSeconds = new(now.Sub(c.LastWrite).Seconds())
	}
	details, err := json.Marshal(map[string]any{"version": version, "schema": c.Schema, "plans": len(c.Plans), "lastWrite": c.LastWrite, "lagSeconds": lagSeconds})
	if err != nil {
		details = nil // the message alone says enough
	}
	return &backend.CheckHealthResult{Status: status, Message: text.VI + "\n" + text.EN, JSONDetails: details}
}

// ago says how long ago something was, in the unit that a person would use.
func ago(d time.Duration) lang.Text {
	switch {
	case d < 2*time.Minute:
		return lang.Text{VI: "vừa xong", EN: "just now"}
	case d < 2*time.Hour:
		return lang.Textf("%d phút trước", "%d minutes ago", int(d.Minutes()))
	case d < 48*time.Hour:
		return lang.Textf("%d giờ trước", "%d hours ago", int(d.Hours()))
	}
	return lang.Textf("%d ngày trước", "%d days ago", int(d.Hours()/24))
}
