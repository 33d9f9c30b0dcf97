package settings_test

import (
	"encoding/pem"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"github.com/xhht/xhht/internal/influx"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/plugin/pkg/settings"
)

// A server whose certificate nobody else knows is trusted through the pasted authority, and only through it.
func TestCertificateOfTheServersAuthority(t *testing.T) {
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte(`{"name":"influxdb","status":"pass","version":"2.7"}`)) // the client's error tells a lost answer
	}))
	server.Config.ErrorLog = slog.NewLogLogger(slog.DiscardHandler, slog.LevelError)
	server.StartTLS()
	defer server.Close()
	certificate := string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw}))
	ask := func(t *testing.T, secrets map[string]string) error {
		t.Helper()
		s, err := settings.Load(backend.DataSourceInstanceSettings{URL: server.URL, JSONData: []byte(`{"bucket":"b"}`), DecryptedSecureJSONData: secrets})
		if err != nil {
			return err
		}
		client, err := influx.New(s.Options())
		if err != nil {
			return err
		}
		defer client.Close()
		_, err = client.Health(t.Context())
		return err
	}
	if err := ask(t, map[string]string{"tlsCACert": " \n" + certificate}); err != nil {
		t.Errorf("with the certificate: %v", err)
	}
	if err := ask(t, nil); err == nil || !strings.Contains(err.Error(), "certificate") {
		t.Errorf("without it: got %v, want an unknown authority", err)
	}
	var list problem.List
	if err := ask(t, map[string]string{"tlsCACert": "-----BEGIN CERTIFICATE-----\nhunter2"}); !errors.As(err, &list) || list[0].Code != "settings_tlsCACert" || strings.Contains(err.Error(), "hunter2") {
		t.Errorf("half a certificate: got %v", err)
	}
}
