package grafanatest

import (
	"strings"
	"testing"

	"github.com/prometheus/alertmanager/template"
)

// Alert is one alert of a message.
type Alert struct {
	Labels, Annotations map[string]string
	Resolved            bool
}

// Message fills the templates xhht.title and xhht.message with the library that Grafana's own notifier grew out of.
func Message(tb testing.TB, words string, alerts ...Alert) (title, message string) {
	tb.Helper()
	tmpl, err := template.New()
	if err != nil {
		tb.Fatal(err)
	}
	if err := tmpl.Parse(strings.NewReader(words)); err != nil {
		tb.Fatal(err)
	}
	data := template.Data{}
	for _, a := range alerts {
		status := "firing"
		if a.Resolved {
			status = "resolved"
		}
		data.Alerts = append(data.Alerts, template.Alert{Status: status, Labels: a.Labels, Annotations: a.Annotations})
	}
	var out [2]string
	for i, name := range []string{"xhht.title", "xhht.message"} {
		if out[i], err = tmpl.ExecuteTextString(`{{ template "`+name+`" . }}`, data); err != nil {
			tb.Fatal(err)
		}
	}
	return out[0], out[1]
}
