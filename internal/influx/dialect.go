package influx

import (
	"errors"
	"io"
	"net/http"
)

// dialect puts a selection into the words of a query language and reads the answer in its format. Everything else
// (addresses, limits, errors, shapes) is the same for all.
type dialect interface {
	// terms is the longest list of values worth sending in one condition.
	terms() int
	// request renders the question: path with its query, type and text of the body.
	request(s *selection, org string) (path, contentType, body string, err error)
	// read calls fn for every field value of the answer, in no order that means anything. An answer that is not whole is
	// an error.
	read(r io.Reader, s *selection, fn func(row) error) error
}

// Dialect names a query language.
type Dialect string

// The languages. InfluxQL answers one row per point where Flux answers one per field value, and a country's indicator comes
// in a seventh of the time. InfluxDB 1.x always has it; 2.x where it knows the bucket as a database, which 2.7 does by the
// bucket's name. Flux is everywhere, and slow: the server itself is what takes the time.
const (
	Auto     Dialect = "" // InfluxQL, and Flux where the server knows no such database
	InfluxQL Dialect = "influxql"
	Flux     Dialect = "flux"
)

// dialect is the language to ask in now.
func (c *Client) dialect() dialect {
	if c.opt.Dialect == Flux || c.flux.Load() {
		return flux{}
	}
	return influxQL{}
}

// unknownDatabase reports that the server speaks InfluxQL but does not know the bucket as a database, or speaks none.
func unknownDatabase(err error) bool {
	e, ok := errors.AsType[*Error](err)
	return ok && (e.Status == http.StatusNotFound || e.Status == http.StatusMethodNotAllowed)
}
