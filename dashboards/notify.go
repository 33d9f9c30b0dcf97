package main

import (
	"fmt"

	"github.com/xhht/xhht/dashboards/grafana"
	"github.com/xhht/xhht/internal/column"
)

// Who is told, how often, and in which words. A deployment mounts one of the files in gen/contact as
// provisioning/alerting/contact.yaml.

// contacts are the ways to tell somebody; each file name is a value of XHHT_ALERT_CONTACT.
var contacts = []struct {
	file, about string
	receivers   []grafana.Receiver
}{
	{"webhook", "Alerts go to the address in XHHT_ALERT_WEBHOOK_URL, with XHHT_ALERT_WEBHOOK_TOKEN as bearer token if there is one.", []grafana.Receiver{webhook}},
	{"email", "Alerts go to the addresses in XHHT_ALERT_EMAIL, separated by \";\"; GF_SMTP_… name the mail server.", []grafana.Receiver{email}},
	{"both", "Alerts go to the addresses in XHHT_ALERT_EMAIL and to XHHT_ALERT_WEBHOOK_URL.", []grafana.Receiver{email, webhook}},
}

// Grafana sends no Authorization where the token is empty. Tokens and passwords are no settings of this file, only their names are.
var (
	webhook = grafana.Receiver{UID: "xhht-webhook", Type: "webhook", Settings: map[string]any{
		"url": "$XHHT_ALERT_WEBHOOK_URL", "authorization_credentials": "$XHHT_ALERT_WEBHOOK_TOKEN",
		"title": `{{ template "xhht.title" . }}`, "message": `{{ template "xhht.message" . }}`,
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
		MuteTimes:     []grafana.MuteTime{quietHours, freeDays, holidays},
		Templates:     []grafana.Template{{OrgID: 1, Name: "xhht", Template: words()}},
	}
}

// policy sends one message for a unit, however many of its indicators are in question, whichever rules found them and however bad
// it is: a late district is one message. A hundred communes that report nothing are told by the district they belong to, after the
// reform by the province. Trouble of the system is told apart, on free days, too. Grafana has no inhibition; which rules can speak
// of one unit at a time is the rules' doing (TestWhichRulesExcludeEachOther).
func policy() grafana.Policy {
	route := func(together, first, interval string, by, mute []string) grafana.Policy {
		return grafana.Policy{Receiver: contactName, Matchers: [][]string{{"together", "=", together}}, GroupBy: by,
			GroupWait: first, GroupInterval: interval, RepeatInterval: repeat, MuteTimes: mute}
	}
	rest := []string{quietHours.Name, freeDays.Name, holidays.Name}
	return grafana.Policy{
		// Rules that somebody made in this Grafana; they have a name and perhaps nothing else.
		OrgID: 1, Receiver: contactName, GroupBy: []string{"alertname"}, GroupWait: "1m", GroupInterval: "10m", RepeatInterval: repeat,
		Routes: []grafana.Policy{
			route("unit", wait, "1h", spelled([]column.Name{column.Plan, column.Unit}), rest),
			route("parent", wait, "1h", spelled([]column.Name{column.Plan, column.Parent}), rest),
			route("rule", "1m", "10m", []string{"rule"}, []string{quietHours.Name}),
		},
	}
}

// wait is longer than the rules' interval: when the first message of a unit goes out, all rules have been asked about it, after a
// restart, too.
const wait = "15m"

// repeat is how often a message comes again that nobody has done anything about: numbers of a year do not change in a week. Grafana
// forgets what it has sent after GF_UNIFIED_ALERTING_NOTIFICATION_LOG_RETENTION, five days unless told otherwise.
const repeat = "28d"

// No plan is in such a hurry that somebody must be woken, or called to the office on a holiday.
var (
	quietHours = grafana.MuteTime{OrgID: 1, Name: "xhht-ban-dem", Intervals: []grafana.Interval{
		{Times: []grafana.TimeOfDay{{Start: "00:00", End: "07:00"}, {Start: "20:00", End: "24:00"}}, Location: vietnam},
	}}
	freeDays = grafana.MuteTime{OrgID: 1, Name: "xhht-cuoi-tuan", Intervals: []grafana.Interval{
		{Weekdays: []string{"saturday", "sunday"}, Location: vietnam},
	}}
	// The days off for Tết are announced each year; these are from the eve of it to the fifth day. Vietnam's calendar is not China's:
	// in 2030 they differ by a day.
	holidays = grafana.MuteTime{OrgID: 1, Name: "xhht-ngay-le", Intervals: []grafana.Interval{
		{Days: []string{"1"}, Months: []string{"january"}, Location: vietnam},
		{Days: []string{"30"}, Months: []string{"april"}, Location: vietnam},
		{Days: []string{"1"}, Months: []string{"may"}, Location: vietnam},
		{Days: []string{"1:2"}, Months: []string{"september"}, Location: vietnam},
		{Days: []string{"5:10"}, Months: []string{"february"}, Years: []string{"2027"}, Location: vietnam},
		{Days: []string{"25:30"}, Months: []string{"january"}, Years: []string{"2028"}, Location: vietnam},
		{Days: []string{"12:17"}, Months: []string{"february"}, Years: []string{"2029"}, Location: vietnam},
		{Days: []string{"1:6"}, Months: []string{"february"}, Years: []string{"2030"}, Location: vietnam},
	}}
)

const vietnam = "Asia/Ho_Chi_Minh"

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
