// Package source is the engine of the data source, and the only part of it that Grafana's SDK calls: queries, health, lists for
// editors, what is read and for how long it is used again, failures and whose they are, how much one answer may weigh. What a
// query is answered with is for package answer to say.
package source

import (
	"context"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/backend/instancemgmt"

	"github.com/xhht/xhht/internal/influx"
	"github.com/xhht/xhht/plugin/pkg/settings"
)

// Source is one configured data source. Grafana makes a new one whenever the settings change and keeps the old one for
// some seconds more, so it holds nothing that could not be read again.
type Source struct {
	backend.CallResourceHandler
	store   Store
	reads   *reads
	timeout time.Duration
	now     func() time.Time
	portal  string // address of the web portal, for links; empty: none
	invalid error  // what is wrong with the settings; told by every answer, since Grafana shows nobody a failed factory
	close   func()
}

var (
	_ backend.QueryDataHandler      = (*Source)(nil)
	_ backend.CheckHealthHandler    = (*Source)(nil)
	_ backend.CallResourceHandler   = (*Source)(nil)
	_ instancemgmt.InstanceDisposer = (*Source)(nil)
)

// New is the factory that Grafana's SDK calls. It connects to nothing, and refuses nothing: wrong settings are told by the
// health check and by every query.
func New(_ context.Context, s backend.DataSourceInstanceSettings) (instancemgmt.Instance, error) {
	conf, err := settings.Load(s)
	if err != nil {
		return invalid(err), nil
	}
	client, err := influx.New(conf.Options())
	if err != nil {
		return invalid(err), nil
	}
	src := Over(client, conf.Timeout)
	src.portal, src.close = conf.PortalURL, client.Close
	return src, nil
}

// Over makes a data source of a store.
func Over(store Store, timeout time.Duration) *Source {
	s := &Source{store: store, reads: newReads(store, timeout), timeout: timeout, now: time.Now, close: func() {}}
	s.CallResourceHandler = s.resources()
	return s
}

func invalid(err error) *Source {
	s := Over(nil, settings.DefaultTimeout)
	s.invalid = err
	return s
}

// Dispose frees the connections of a data source whose settings have changed.
func (s *Source) Dispose() { s.close() }

// catalogue is the stored catalogue, or why there is none.
func (s *Source) catalogue(ctx context.Context, r *reads) (knowledge, error) {
	if s.invalid != nil {
		return knowledge{}, s.invalid
	}
	return r.Catalogue(ctx)
}
