package grafana

// ContactFile is a file of provisioning/alerting that says who is told.
type ContactFile struct {
	APIVersion    int            `yaml:"apiVersion"`
	ContactPoints []ContactPoint `yaml:"contactPoints,omitempty"`
	Policies      []Policy       `yaml:"policies,omitempty"`
	MuteTimes     []MuteTime     `yaml:"muteTimes,omitempty"`
	Templates     []Template     `yaml:"templates,omitempty"`
}

// ContactPoint is a group of receivers that are told together.
type ContactPoint struct {
	OrgID     int        `yaml:"orgId"`
	Name      string     `yaml:"name"`
	Receivers []Receiver `yaml:"receivers"`
}

// Receiver is one address. Grafana replaces $NAME in Settings from its environment.
type Receiver struct {
	UID      string         `yaml:"uid"`
	Type     string         `yaml:"type"`
	Settings map[string]any `yaml:"settings"`
}

// Policy leads alerts to a contact point; the first one is the root and has no matchers.
type Policy struct {
	OrgID          int        `yaml:"orgId,omitempty"`
	Receiver       string     `yaml:"receiver"`
	Matchers       [][]string `yaml:"object_matchers,omitempty"`
	GroupBy        []string   `yaml:"group_by"`
	GroupWait      string     `yaml:"group_wait"`
	GroupInterval  string     `yaml:"group_interval"`
	RepeatInterval string     `yaml:"repeat_interval"`
	MuteTimes      []string   `yaml:"mute_time_intervals,omitempty"`
	Routes         []Policy   `yaml:"routes,omitempty"`
}

// MuteTime is hours in which nobody is told; alerts go on and are sent afterwards.
type MuteTime struct {
	OrgID     int        `yaml:"orgId"`
	Name      string     `yaml:"name"`
	Intervals []Interval `yaml:"time_intervals"`
}

// Interval is the moments at a place that are of all the things named: times of day, days of the week, days of the month as "5:10",
// months, years.
type Interval struct {
	Times    []TimeOfDay `yaml:"times,omitempty"`
	Weekdays []string    `yaml:"weekdays,omitempty"`
	Days     []string    `yaml:"days_of_month,omitempty"`
	Months   []string    `yaml:"months,omitempty"`
	Years    []string    `yaml:"years,omitempty"`
	Location string      `yaml:"location"`
}

// TimeOfDay runs from Start to End, HH:MM, within one day.
type TimeOfDay struct {
	Start string `yaml:"start_time"`
	End   string `yaml:"end_time"`
}

// Template is the words of messages. Unlike everything else in this file Grafana takes it as it is: a dollar is a dollar.
type Template struct {
	OrgID    int    `yaml:"orgId"`
	Name     string `yaml:"name"`
	Template string `yaml:"template"`
}
