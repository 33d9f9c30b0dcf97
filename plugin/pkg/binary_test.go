package main_test

import (
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/backend/grpcplugin"
	"github.com/grafana/grafana-plugin-sdk-go/genproto/pluginv2"
	"github.com/hashicorp/go-hclog"
	goplugin "github.com/hashicorp/go-plugin"
	"github.com/prometheus/client_golang/prometheus/testutil/promlint"

	"github.com/xhht/xhht/internal/influxtest"
	"github.com/xhht/xhht/internal/testinput"
)

// The built binary, started and spoken to as Grafana does it.
func TestBinary(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the plugin")
	}
	binary := filepath.Join(t.TempDir(), "gpx_xhht_targets")
	if err := testinput.Programs("../.."); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.CommandContext(t.Context(), "go", "build", "-tags", "arrow_json_stdlib", "-o", binary, ".").CombinedOutput(); err != nil {
		t.Fatalf("build the plugin: %v\n%s", err, out)
	}
	s := influxtest.Start(t)
	fill(t, s, registry(t))
	client := goplugin.NewClient(&goplugin.ClientConfig{
		HandshakeConfig:  goplugin.HandshakeConfig{ProtocolVersion: grpcplugin.ProtocolVersion, MagicCookieKey: grpcplugin.MagicCookieKey, MagicCookieValue: grpcplugin.MagicCookieValue},
		VersionedPlugins: map[int]goplugin.PluginSet{grpcplugin.ProtocolVersion: {"data": &grpcplugin.DataGRPCPlugin{}, "diagnostics": &grpcplugin.DiagnosticsGRPCPlugin{}}},
		Cmd:              exec.Command(binary),
		AllowedProtocols: []goplugin.Protocol{goplugin.ProtocolGRPC},
		StartTimeout:     time.Minute,
		Logger:           hclog.NewNullLogger(),
	})
	t.Cleanup(client.Kill)
	conn, err := client.Client()
	must(t, err)
	raw, err := conn.Dispense("data")
	must(t, err)
	resp, err := raw.(grpcplugin.DataClient).QueryData(t.Context(), backend.ToProto().QueryDataRequest(&backend.QueryDataRequest{
		PluginContext: settingsOf(t, s.URL, s.Org, s.Bucket, s.Token, 20),
		Queries: []backend.DataQuery{{RefID: "A", TimeRange: backend.TimeRange{From: from, To: asOf},
			JSON: fmt.Appendf(nil, `{"schemaVersion":1,"kind":"scorecard","plan":%q,"units":[%q]}`, planID, longHo)}},
	}))
	must(t, err)
	got, err := backend.FromProto().QueryDataResponse(resp)
	must(t, err)
	a := got.Responses["A"]
	if a.Error != nil {
		t.Fatal(a.Error)
	}
	f := a.Frames[0]
	if v := numberAt(f, "value", find(t, f, longHo)); v == nil || *v != 38.7 {
		t.Errorf("got %v, want 38.7", v)
	}

	raw, err = conn.Dispense("diagnostics")
	must(t, err)
	metrics, err := raw.(grpcplugin.DiagnosticsClient).CollectMetrics(t.Context(), &pluginv2.CollectMetricsRequest{})
	must(t, err)
	page := string(metrics.Metrics.Prometheus)
	for _, line := range []string{
		`xhht_datasource_queries_total{kind="scorecard",outcome="ok"} 1`,
		`xhht_datasource_query_duration_seconds_count{kind="scorecard"} 1`,
		`xhht_datasource_memory_reads_total{result="miss",what="observations"} 1`,
		`xhht_datasource_rows_read_total{what="observations"} 6`,
	} {
		if !strings.Contains(page, line+"\n") {
			t.Errorf("the metrics do not say %s", line)
		}
	}
	problems, err := promlint.New(strings.NewReader(page)).Lint()
	must(t, err)
	for _, p := range problems {
		if strings.HasPrefix(p.Metric, "xhht_") {
			t.Errorf("%s: %s", p.Metric, p.Text)
		}
	}
}
