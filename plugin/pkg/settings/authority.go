package settings

import (
	"crypto/x509"
	"strings"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/problem"
)

// authorities reads the certificates of who may vouch for the server. One that cannot be read is refused here: without it
// the first query would fail with words about an unknown authority, and the administrator would switch the check off.
func authorities(pem string) (*x509.CertPool, problem.List) {
	pem = strings.TrimSpace(pem)
	if pem == "" {
		return nil, nil
	}
	pool := x509.NewCertPool()
	if !pool.AppendCertsFromPEM([]byte(pem)) {
		return nil, problem.List{{Code: "settings_tlsCACert", Place: problem.Field("tlsCACert"), Rule: lang.Text{VI: "chứng chỉ CA không đọc được", EN: "the CA certificate cannot be read"},
			Hint: lang.Text{VI: "Dán cả tệp PEM, từ -----BEGIN CERTIFICATE----- đến -----END CERTIFICATE-----", EN: "Paste the whole PEM file, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----"}}}
	}
	return pool, nil
}
