package main

import (
	"fmt"

	"github.com/xhht/xhht/dashboards/grafana"
)

// Who is told, how often, and in which words. A deployment mounts one of the files in gen/contact as
// provisioning/alerting/contact.yaml.

// contacts are the ways to tell somebody; each file name is a value of XHHT_ALERT_CONTACT.
var contacts = []struct {
	file, about string
	receivers   []grafana.Receiver
}{
	{"webhook", "Alerts go to the address in XHHT_ALERT_WEBHOOK_URL.", []grafana.Receiver{webhook}},
	{"email", "Alerts go to the addresses in XHHT_ALERT_EMAIL, separated by \";\"; GF_SMTP_… name the mail server.", []grafana.Receiver{email}},
	{"both", "Alerts go to the addresses in XHHT_ALERT_EMAIL and to XHHT_ALERT_WEBHOOK_URL.", []grafana.Receiver{email, webhook}},
}

var (
	webhook = grafana.Receiver{UID: "xhht-webhook", Type: "webhook", Settings: map[string]any{
		"url": "$XHHT_ALERT_WEBHOOK_URL", "title": `{{ template "xhht.title" . }}`, "message": `{{ template "xhht.message" . }}`,
	}}
	email = grafana.Receiver{UID: "xhht-email", Type: "email", Settings: map[string]any{
		"addresses": "$XHHT_ALERT_EMAIL", "singleEmail": true, "subject": `{{ template "xhht.title" . }}`, "message": `{{ template "xhht.message" . }}`,
	}}
)

const contactName = "XHHT"

// contactFile has the contact point, the policy that leads there, the hours of rest, and the words. The policy replaces the whole
// tree of the organisation. Without an address Grafana does not start, which is better than alerts that nobody gets.
func contactFile(receivers []grafana.Receiver) grafana.ContactFile {
	return grafana.ContactFile{
		APIVersion:    1,
		ContactPoints: []grafana.ContactPoint{{OrgID: 1, Name: contactName, Receivers: receivers}},
		Policies:      []grafana.Policy{policy()},
		MuteTimes:     []grafana.MuteTime{quietHours, freeDays},
		Templates:     []grafana.Template{{OrgID: 1, Name: "xhht", Template: words}},
	}
}

// policy sends one message for a unit, however many of its indicators are in question and whichever rules found them: a late
// district is one message. A hundred communes that report nothing are told by the district they belong to, after the reform by the
// province. Grafana has no inhibition; that a unit is never both behind and far behind is the rules' doing.
func policy() grafana.Policy {
	perUnit := []string{"plan", "unit"}
	perParent := grafana.Policy{Receiver: contactName, Matchers: [][]string{{"together", "=", "parent"}}, GroupBy: []string{"plan", "parent"},
		GroupWait: "5m", GroupInterval: "1h", RepeatInterval: "4d", MuteTimes: []string{quietHours.Name, freeDays.Name}}
	route := func(severity, wait, interval, repeat string, mute ...string) grafana.Policy {
		return grafana.Policy{Receiver: contactName, Matchers: [][]string{{"severity", "=", severity}}, GroupBy: perUnit,
			GroupWait: wait, GroupInterval: interval, RepeatInterval: repeat, MuteTimes: mute}
	}
	return grafana.Policy{
		OrgID: 1, Receiver: contactName, GroupBy: perUnit, GroupWait: "1m", GroupInterval: "10m",
		// Grafana forgets after five days what it has sent.
		RepeatInterval: "4d",
		Routes: []grafana.Policy{
			perParent,
			route("critical", "1m", "10m", "2d", quietHours.Name),
			route("warning", "5m", "1h", "4d", quietHours.Name, freeDays.Name),
			route("info", "30m", "12h", "4d", quietHours.Name, freeDays.Name),
		},
	}
}

// No plan is in such a hurry that somebody must be woken.
var (
	quietHours = grafana.MuteTime{OrgID: 1, Name: "xhht-ban-dem", Intervals: []grafana.Interval{
		{Times: []grafana.TimeOfDay{{Start: "00:00", End: "07:00"}, {Start: "20:00", End: "24:00"}}, Location: "Asia/Ho_Chi_Minh"},
	}}
	freeDays = grafana.MuteTime{OrgID: 1, Name: "xhht-cuoi-tuan", Intervals: []grafana.Interval{
		{Weekdays: []string{"saturday", "sunday"}, Location: "Asia/Ho_Chi_Minh"},
	}}
)

// words are what a message says. They use no dollar: Grafana replaces $NAMES in this file from its environment. The texts of the
// single alerts come from the rules.
const words = `{{ define "xhht.who" }}{{ if eq .Labels.together "parent" }}{{ .Labels.parent_name }}{{ else }}{{ .Labels.unit_name }}{{ end }}{{ end }}
{{ define "xhht.title" }}{{ if gt (len .Alerts.Firing) 0 }}XHHT: {{ with index .Alerts.Firing 0 }}{{ template "xhht.who" . }}{{ end }}, {{ len .Alerts.Firing }} cảnh báo{{ else }}XHHT: {{ with index .Alerts.Resolved 0 }}{{ template "xhht.who" . }}{{ end }}, hết cảnh báo{{ end }}{{ end }}
{{ define "xhht.alert" }}- {{ .Annotations.summary }}
  {{ .Annotations.description }}
  Xem: {{ .Annotations.link }}
  Cách xử lý: {{ .Annotations.runbook_url }}
{{ end }}
{{ define "xhht.message" }}{{ if gt (len .Alerts.Firing) 0 }}Đang cảnh báo:
{{ range .Alerts.Firing }}{{ template "xhht.alert" . }}{{ end }}{{ end }}{{ if gt (len .Alerts.Resolved) 0 }}Đã hết cảnh báo:
{{ range .Alerts.Resolved }}- {{ .Annotations.summary }}
{{ end }}{{ end }}{{ end }}
`

// contactFiles are the files of all ways, and one for telling nobody.
func contactFiles(files map[string][]byte) error {
	for _, c := range contacts {
		text, err := grafana.YAML(contactFile(c.receivers))
		if err != nil {
			return fmt.Errorf("contact %s: %w", c.file, err)
		}
		files["contact/"+c.file+".yaml"] = append([]byte(generatedNote+"# "+c.about+"\n"), text...)
	}
	files["contact/none.yaml"] = []byte(generatedNote + "# Nobody is told: alerts show in Grafana only, and contact points and policies stay free to be set by hand there.\napiVersion: 1\n")
	return nil
}
