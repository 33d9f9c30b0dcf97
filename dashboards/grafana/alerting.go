package grafana

// AlertFile is one file of provisioning/alerting. Removing a rule from a file does not remove it from Grafana: it has
// to be listed in DeleteRules.
type AlertFile struct {
	APIVersion  int          `yaml:"apiVersion"`
	Groups      []AlertGroup `yaml:"groups"`
	DeleteRules []DeleteRule `yaml:"deleteRules,omitempty"`
}

// DeleteRule names a rule of an earlier version.
type DeleteRule struct {
	OrgID int    `yaml:"orgId"`
	UID   string `yaml:"uid"`
}

// AlertGroup is rules that are evaluated together.
type AlertGroup struct {
	OrgID    int         `yaml:"orgId"`
	Name     string      `yaml:"name"`
	Folder   string      `yaml:"folder"`
	Interval string      `yaml:"interval"`
	Rules    []AlertRule `yaml:"rules"`
}

// AlertRule is one rule. Grafana replaces $NAME from the environment in Labels, where a template's dollar is written
// $$, but not in Annotations, where it is written $.
type AlertRule struct {
	UID                string            `yaml:"uid"`
	Title              string            `yaml:"title"`
	Condition          string            `yaml:"condition"`
	For                string            `yaml:"for"`
	NoDataState        string            `yaml:"noDataState"`
	ExecErrState       string            `yaml:"execErrState"`
	MissingSeriesEvals int               `yaml:"missing_series_evals_to_resolve"`
	Labels             map[string]string `yaml:"labels"`
	Annotations        map[string]string `yaml:"annotations"`
	Data               []AlertQuery      `yaml:"data"`
}

// AlertQuery is one query or expression of a rule.
type AlertQuery struct {
	RefID         string        `yaml:"refId"`
	DatasourceUID string        `yaml:"datasourceUid"`
	Range         RelativeRange `yaml:"relativeTimeRange"`
	Model         any           `yaml:"model"`
}

// RelativeRange is seconds before now; a data query needs From above To.
type RelativeRange struct {
	From int `yaml:"from"`
	To   int `yaml:"to"`
}

// Expressions is the data source of conditions.
var Expressions = Datasource{Type: "__expr__", UID: "__expr__"}

// Math computes with the values of queries of equal labels.
type Math struct {
	Type       string `json:"type"`
	Expression string `json:"expression"`
}

// Threshold is the condition of a rule: it fires where the values of Expression are beyond a bound.
type Threshold struct {
	Type       string               `json:"type"`
	Expression string               `json:"expression"`
	Conditions []ThresholdCondition `json:"conditions"`
}

// ThresholdCondition is the bound; Grafana takes exactly one.
type ThresholdCondition struct {
	Type      string    `json:"type"`
	Evaluator Evaluator `json:"evaluator"`
}

// Evaluator compares: lt, gt and so on.
type Evaluator struct {
	Type   string    `json:"type"`
	Params []float64 `json:"params"`
}
