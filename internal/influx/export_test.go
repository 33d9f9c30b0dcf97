package influx

import "github.com/xhht/xhht/internal/series"

// ObservationsFlux is the text that the adapter would send.
func (c *Client) ObservationsFlux(f series.Filter) (string, error) {
	return fluxText(observations.selection(c, f))
}

// Literals render a text as the two dialects do.
var (
	FluxLiteral     = fluxLiteral
	InfluxQLLiteral = influxQLLiteral
)
