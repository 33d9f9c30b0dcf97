// Command probe asks the built plugin what Grafana would ask it, the way Grafana does: it starts the binary, shakes hands
// over go-plugin and speaks gRPC. The demo and the tests of the dashboards use it where no Grafana is on the machine. It
// never reads InfluxDB itself.
//
//	probe -binary plugin/dist/gpx_xhht_targets_linux_amd64 -url http://127.0.0.1:8086 -bucket xhht/autogen < queries.json
//
// Standard input is a JSON list of queries, each with its refId. Standard output is one JSON object: the health check and
// the answers as Grafana's own frames. The token comes from $XHHT_INFLUX_TOKEN.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/backend/grpcplugin"
	"github.com/grafana/grafana-plugin-sdk-go/genproto/pluginv2"
	"github.com/hashicorp/go-hclog"
	goplugin "github.com/hashicorp/go-plugin"
)

const pluginID = "xhht-targets-datasource"

func main() {
	if err := run(context.Background(), os.Args[1:], os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "probe:", err)
		os.Exit(1)
	}
}

// answer is what probe prints.
type answer struct {
	Health    *backend.CheckHealthResult `json:"health"`
	Responses backend.Responses          `json:"responses"`
}

func run(ctx context.Context, args []string, in io.Reader, out io.Writer) error {
	f := flag.NewFlagSet("probe", flag.ContinueOnError)
	binary := f.String("binary", "", "The built plugin, plugin/dist/gpx_….")
	url := f.String("url", "http://127.0.0.1:8086", "Address of InfluxDB.")
	org := f.String("org", "xhht", "InfluxDB organisation.")
	bucket := f.String("bucket", "xhht", "InfluxDB bucket.")
	from := f.String("from", "2020-01-01T00:00:00Z", "Start of the time range.")
	to := f.String("to", "", "End of the time range; now when empty.")
	alert := f.Bool("alert", false, "Ask as an alert rule does.")
	if err := f.Parse(args); err != nil {
		return err
	}
	rng, err := timeRange(*from, *to)
	if err != nil {
		return err
	}
	var raw []json.RawMessage
	if err := json.NewDecoder(in).Decode(&raw); err != nil {
		return fmt.Errorf("read queries: %w", err)
	}
	settings, err := settingsOf(*url, *org, *bucket)
	if err != nil {
		return err
	}
	queries, err := dataQueries(raw, rng)
	if err != nil {
		return err
	}
	client := goplugin.NewClient(&goplugin.ClientConfig{
		HandshakeConfig: goplugin.HandshakeConfig{ProtocolVersion: grpcplugin.ProtocolVersion, MagicCookieKey: grpcplugin.MagicCookieKey,
			MagicCookieValue: grpcplugin.MagicCookieValue},
		VersionedPlugins: map[int]goplugin.PluginSet{grpcplugin.ProtocolVersion: {
			"data": &grpcplugin.DataGRPCPlugin{}, "diagnostics": &grpcplugin.DiagnosticsGRPCPlugin{},
		}},
		Cmd:              exec.Command(*binary),
		AllowedProtocols: []goplugin.Protocol{goplugin.ProtocolGRPC},
		Logger:           hclog.New(&hclog.LoggerOptions{Name: "plugin", Level: hclog.Warn, Output: os.Stderr}),
	})
	defer client.Kill()
	a, err := ask(ctx, client, settings, queries, *alert)
	if err != nil {
		return err
	}
	return json.NewEncoder(out).Encode(a)
}

func ask(ctx context.Context, client *goplugin.Client, settings *backend.DataSourceInstanceSettings, queries []backend.DataQuery, alert bool) (answer, error) {
	conn, err := client.Client()
	if err != nil {
		return answer{}, fmt.Errorf("start the plugin: %w", err)
	}
	diagnostics, err := dispense[grpcplugin.DiagnosticsClient](conn, "diagnostics")
	if err != nil {
		return answer{}, err
	}
	data, err := dispense[grpcplugin.DataClient](conn, "data")
	if err != nil {
		return answer{}, err
	}
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	pc := backend.PluginContext{PluginID: pluginID, DataSourceInstanceSettings: settings}
	health, err := diagnostics.CheckHealth(ctx, &pluginv2.CheckHealthRequest{PluginContext: backend.ToProto().PluginContext(pc)})
	if err != nil {
		return answer{}, fmt.Errorf("check health: %w", err)
	}
	req := &backend.QueryDataRequest{PluginContext: pc, Queries: queries}
	if alert {
		req.Headers = map[string]string{"FromAlert": "true"}
	}
	resp, err := data.QueryData(ctx, backend.ToProto().QueryDataRequest(req))
	if err != nil {
		return answer{}, fmt.Errorf("query: %w", err)
	}
	frames, err := backend.FromProto().QueryDataResponse(resp)
	if err != nil {
		return answer{}, fmt.Errorf("read frames: %w", err)
	}
	return answer{Health: backend.FromProto().CheckHealthResponse(health), Responses: frames.Responses}, nil
}

func dispense[T any](conn goplugin.ClientProtocol, name string) (T, error) {
	var zero T
	got, err := conn.Dispense(name)
	if err != nil {
		return zero, fmt.Errorf("ask the plugin for %s: %w", name, err)
	}
	client, ok := got.(T)
	if !ok {
		return zero, fmt.Errorf("the plugin's %s is a %T", name, got)
	}
	return client, nil
}

func settingsOf(url, org, bucket string) (*backend.DataSourceInstanceSettings, error) {
	raw, err := json.Marshal(map[string]any{"organization": org, "bucket": bucket})
	if err != nil {
		return nil, err
	}
	return &backend.DataSourceInstanceSettings{
		ID: 1, UID: "xhht-targets", Type: pluginID, Name: "XHHT", URL: url, JSONData: raw, Updated: time.Now(),
		DecryptedSecureJSONData: map[string]string{"token": os.Getenv("XHHT_INFLUX_TOKEN")},
	}, nil
}

func dataQueries(raw []json.RawMessage, rng backend.TimeRange) ([]backend.DataQuery, error) {
	out := make([]backend.DataQuery, len(raw))
	for i, q := range raw {
		var head struct{ RefID string }
		if err := json.Unmarshal(q, &head); err != nil || head.RefID == "" {
			return nil, fmt.Errorf("query %d has no refId", i)
		}
		out[i] = backend.DataQuery{RefID: head.RefID, JSON: q, TimeRange: rng, MaxDataPoints: 1000, Interval: time.Minute}
	}
	return out, nil
}

func timeRange(from, to string) (backend.TimeRange, error) {
	f, err := time.Parse(time.RFC3339, from)
	if err != nil {
		return backend.TimeRange{}, err
	}
	t := time.Now()
	if to != "" {
		if t, err = time.Parse(time.RFC3339, to); err != nil {
			return backend.TimeRange{}, err
		}
	}
	return backend.TimeRange{From: f, To: t}, nil
}
