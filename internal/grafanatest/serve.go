package grafanatest

import (
	"fmt"
	"net"

	"github.com/grafana/grafana-plugin-sdk-go/backend/datasource"
	"github.com/grafana/grafana-plugin-sdk-go/experimental/datasourcetest"
)

// Serve runs a data source behind its own gRPC interface on a free port. The SDK registers its metrics globally, so a process has one
// of them, until its end.
func Serve(of datasource.InstanceFactoryFunc) (*datasourcetest.TestPluginClient, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("serve the plugin: %w", err)
	}
	address := l.Addr().String()
	if err := l.Close(); err != nil {
		return nil, fmt.Errorf("serve the plugin: %w", err)
	}
	p, err := datasourcetest.Manage(of, datasourcetest.ManageOpts{Address: address})
	if err != nil {
		return nil, fmt.Errorf("serve the plugin: %w", err)
	}
	return p.Client, nil
}
