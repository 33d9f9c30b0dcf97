// Package grafanatest does in tests what Grafana does with generated files and with the plugin's answers: it opens a page, fills its
// variables, asks, transforms the frames, and says what a panel would show and what it would swallow without a word; it evaluates
// alert rules and fills their texts. Tests of the generator, of the plugin and of the whole system call it. It starts no Grafana, and
// refuses what it was not taught, by name, so that nothing passes for understood.
package grafanatest

import (
	"io/fs"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/xhht/xhht/internal/query"
)

// DataSource is the plugin, as Grafana's server sees it.
type DataSource interface {
	// Query puts queries; whether for an alert rule, the plugin is told by a header. The answers stand in the order of the queries.
	Query(tb testing.TB, list []Asked, alert bool) []backend.DataResponse
	// Resource asks for a path such as units?plan=x.
	Resource(tb testing.TB, path string) (status int, body []byte)
}

// Asked is one query of a panel, a variable, a mark or a rule, with its variables replaced.
type Asked struct {
	Where    string // page and panel, or rule
	RefID    string
	Query    query.Query
	JSON     []byte
	From, To time.Time // zero: whoever asks has no range of its own
}

// Grafana opens pages.
type Grafana struct {
	Source DataSource
	Now    time.Time                // what "now" is in a page's time range
	Plugin fs.FS                    // what is served below public/plugins/xhht-targets-datasource
	Sound  func(*data.Frame) string // what is wrong with a frame, whoever asked; nil looks for nothing
}

// Ours reports whether a data source is the plugin's.
func Ours(uid string) bool { return uid == "xhht-targets" }
