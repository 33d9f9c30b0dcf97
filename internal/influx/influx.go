// Package influx is the one adapter between XHHT and an InfluxDB 2.x API (InfluxDB 1.8 with Flux, 2.x). The collector
// writes series through it, plugin and exporters read them; all speak the shapes of internal/series and no query language.
// It refuses to retry: whoever writes knows what may be lost and what not.
package influx

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"time"

	influxdb2 "github.com/influxdata/influxdb-client-go/v2"
)

// Options say where the server is. Token is a secret: it is sent in a header and appears in no error.
type Options struct {
	URL           string
	Org           string // ignored by InfluxDB 1.8
	Bucket        string // 1.8: database/retention-policy
	Token         string // 1.8 with authentication: user:password
	Timeout       time.Duration
	TLSSkipVerify bool
	Dialect       Dialect        // what to ask in; Auto is right but for tests
	MaxValues     int            // most field values of one answer; 0 = 10 million
	MaxBytes      int64          // most bytes of one answer, unpacked; 0 = 1 GiB
	RootCAs       *x509.CertPool // who may vouch for the server; nil = whom the system trusts
}

// Client reads and writes one bucket. It is safe for concurrent use.
type Client struct {
	opt    Options
	http   *http.Client
	client influxdb2.Client
	flux   atomic.Bool // the server has shown that it does not know the bucket in InfluxQL
}

// defaultTimeout bounds one request, body included.
const defaultTimeout = 20 * time.Second

// batchPoints is the most that one request of ours carries.
const batchPoints = 5000

// New checks the options; it does not connect.
func New(opt Options) (*Client, error) {
	if err := CheckURL(opt.URL); err != nil {
		return nil, err
	}
	if opt.Bucket == "" {
		return nil, errors.New("the InfluxDB bucket is not set")
	}
	if opt.Timeout <= 0 {
		opt.Timeout = defaultTimeout
	}
	if opt.MaxValues <= 0 {
		opt.MaxValues = maxValues
	}
	if opt.MaxBytes <= 0 {
		opt.MaxBytes = maxBytes
	}
	opt.URL = strings.TrimRight(opt.URL, "/")
	transport := http.DefaultTransport.(*http.Transport).Clone()
	if opt.TLSSkipVerify || opt.RootCAs != nil {
		transport.TLSClientConfig = &tls.Config{RootCAs: opt.RootCAs, InsecureSkipVerify: opt.TLSSkipVerify} // the operator asked for it, for a self-signed server
	}
	hc := &http.Client{Transport: transport, Timeout: opt.Timeout}
	o := influxdb2.DefaultOptions().SetUseGZip(true).SetPrecision(time.Microsecond).
		SetHTTPClient(hc).SetApplicationName("xhht").SetLogLevel(0).SetBatchSize(batchPoints)
	return &Client{opt: opt, http: hc, client: influxdb2.NewClientWithOptions(opt.URL, opt.Token, o)}, nil
}

// CheckURL says what is wrong with a server's address. The error never repeats it: people paste addresses with passwords
// in them, and every later error and log line would show those.
func CheckURL(address string) error {
	u, err := url.Parse(address)
	switch {
	case err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https":
		return errors.New("give an InfluxDB address of the form http://127.0.0.1:8086")
	case u.User != nil:
		return errors.New("give the InfluxDB address without user and password: they belong into the token (InfluxDB 1.8: user:password)")
	}
	return nil
}

// Close frees idle connections.
func (c *Client) Close() {
	c.client.Close()
	c.http.CloseIdleConnections()
}
