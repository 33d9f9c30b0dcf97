// Command gpx_xhht_targets is the backend of the Grafana data source: it answers where every unit of a plan stands
// against its targets. Grafana starts it and speaks gRPC with it; it runs no query that a user wrote.
package main

import (
	"os"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/backend/datasource"

	"github.com/xhht/xhht/plugin/pkg/source"
)

// pluginID must match src/plugin.json.
const pluginID = "xhht-targets-datasource"

func main() {
	if err := datasource.Manage(pluginID, source.New, datasource.ManageOpts{}); err != nil {
		backend.Logger.Error("serve plugin", "error", err)
		os.Exit(1)
	}
}
