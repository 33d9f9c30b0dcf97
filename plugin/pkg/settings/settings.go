// Package settings decodes and checks what an administrator entered for one data source. It connects to nothing; the
// token stays in it and in the client made from it, and is never printed.
package settings

import (
	"crypto/x509"
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"github.com/xhht/xhht/internal/influx"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/secret"
)

// Settings are one data source's, defaults filled.
type Settings struct {
	URL           string
	Organization  string
	Bucket        string
	Token         secret.Secret
	Timeout       time.Duration
	TLSSkipVerify bool
	RootCAs       *x509.CertPool // who may vouch for the server; nil: whom the system trusts
	PortalURL     string         // address of the web portal that links lead to, no slash at the end; empty: no links
}

// The limits of a request: Grafana itself gives up on a panel after 30 seconds unless told otherwise.
const (
	DefaultTimeout = 20 * time.Second
	maxTimeout     = 10 * time.Minute
)

// Load decodes the settings and fills defaults. Errors are problem.List, in both languages.
func Load(s backend.DataSourceInstanceSettings) (Settings, error) {
	var doc struct {
		Organization   string  `json:"organization"`
		Bucket         string  `json:"bucket"`
		TimeoutSeconds float64 `json:"timeoutSeconds"`
		TLSSkipVerify  bool    `json:"tlsSkipVerify"`
		PortalURL      string  `json:"portalUrl"`
	}
	// Grafana adds keys of its own to jsonData, so unknown ones are no fault here.
	if len(s.JSONData) > 0 {
		if err := json.Unmarshal(s.JSONData, &doc); err != nil {
			return Settings{}, problem.List{{Code: "settings_json", Rule: lang.Textf("không đọc được cấu hình: %v", "the settings cannot be read: %v", err), Hint: enterAgain}}
		}
	}
	out := Settings{
		URL:           strings.TrimRight(strings.TrimSpace(s.URL), "/"),
		Organization:  strings.TrimSpace(doc.Organization),
		Bucket:        strings.TrimSpace(doc.Bucket),
		Token:         secret.Secret(strings.TrimSpace(s.DecryptedSecureJSONData["token"])),
		Timeout:       time.Duration(doc.TimeoutSeconds * float64(time.Second)),
		TLSSkipVerify: doc.TLSSkipVerify,
		PortalURL:     strings.TrimRight(strings.TrimSpace(doc.PortalURL), "/"),
	}
	if doc.TimeoutSeconds == 0 {
		out.Timeout = DefaultTimeout
	}
	roots, bad := authorities(s.DecryptedSecureJSONData["tlsCACert"])
	out.RootCAs = roots
	return out, append(out.check(), bad...).Err()
}

var enterAgain = lang.Text{VI: "Mở trang cấu hình nguồn dữ liệu, nhập lại và lưu", EN: "Open the data source's settings, enter them again and save"}

func (s Settings) check() problem.List {
	var out problem.List
	bad := func(place, value string, rule, hint lang.Text) {
		out = append(out, problem.Problem{Code: problem.Code("settings_" + place), Place: problem.Field(place), Value: value, Rule: rule, Hint: hint})
	}
	u, err := url.Parse(s.URL)
	example := lang.Text{VI: "Ví dụ: http://influxdb:8086", EN: "For example: http://influxdb:8086"}
	switch {
	case s.URL == "":
		bad("url", "", lang.Text{VI: "chưa nhập địa chỉ InfluxDB", EN: "the InfluxDB address is missing"}, example)
	case err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https":
		// The text is not repeated: people paste addresses with passwords in them.
		bad("url", "", lang.Text{VI: "địa chỉ InfluxDB phải bắt đầu bằng http:// hoặc https:// và có tên máy", EN: "the InfluxDB address must start with http:// or https:// and name a host"}, example)
	case u.User != nil:
		bad("url", "", lang.Text{VI: "địa chỉ InfluxDB không được chứa tên và mật khẩu", EN: "the InfluxDB address must not hold a user and password"},
			lang.Text{VI: "Nhập chúng vào ô token (InfluxDB 1.8: tên:mật khẩu)", EN: "Enter them in the token field (InfluxDB 1.8: user:password)"})
	}
	if s.Bucket == "" {
		bad("bucket", "", lang.Text{VI: "chưa nhập bucket", EN: "the bucket is missing"},
			lang.Text{VI: "Ghi đúng bucket mà collector ghi vào (InfluxDB 1.8: cơ sở dữ liệu/rp)", EN: "Name the bucket the collector writes to (InfluxDB 1.8: database/rp)"})
	}
	if s.PortalURL != "" && !webAddress(s.PortalURL) {
		bad("portalUrl", "", lang.Text{VI: "địa chỉ cổng thông tin phải bắt đầu bằng http:// hoặc https://, có tên máy, không có mật khẩu", EN: "the portal's address must start with http:// or https:// and name a host, without a password"},
			lang.Text{VI: "Ví dụ: https://xhht.example.vn; để trống nếu không có cổng", EN: "For example: https://xhht.example.vn; leave it empty where there is no portal"})
	}
	if s.Timeout < time.Second || s.Timeout > maxTimeout {
		bad("timeoutSeconds", fmt.Sprint(s.Timeout), lang.Textf("thời gian chờ phải từ 1 đến %.0f giây", "the timeout must be 1 to %.0f seconds", maxTimeout.Seconds()), lang.Text{})
	}
	return out
}

// webAddress reports whether the text can be the beginning of a link. Readers see links, so it holds no password and no
// query of its own.
func webAddress(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && u.User == nil && u.RawQuery == "" && u.Fragment == ""
}

// Options are what the InfluxDB client is made from.
func (s Settings) Options() influx.Options {
	return influx.Options{URL: s.URL, Org: s.Organization, Bucket: s.Bucket, Token: string(s.Token), Timeout: s.Timeout, TLSSkipVerify: s.TLSSkipVerify, RootCAs: s.RootCAs}
}
