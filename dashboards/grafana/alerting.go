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

// Classic is a condition that makes one answer of all values of its queries.
type Classic struct {
	Type       string             `json:"type"`
	Conditions []ClassicCondition `json:"conditions"`
}

// ClassicCondition is one comparison of a Classic condition.
type ClassicCondition struct {
	Type      string          `json:"type"`
	Evaluator Evaluator       `json:"evaluator"`
	Operator  ClassicOperator `json:"operator"`
	Query     ClassicQuery    `json:"query"`
	Reducer   ClassicReducer  `json:"reducer"`
}

// ClassicOperator joins a condition to the one before.
type ClassicOperator struct {
	Type string `json:"type"`
}

// ClassicQuery names the query whose values are looked at.
type ClassicQuery struct {
	Params []string `json:"params"`
}

// ClassicReducer makes one number of a series; a number stays what it is.
type ClassicReducer struct {
	Type   string    `json:"type"`
	Params []float64 `json:"params"`
}

// NothingThere is the condition that a query answered without a single number.
func NothingThere(refID string) Classic {
	return Classic{Type: "classic_conditions", Conditions: []ClassicCondition{{
		Type: "query", Evaluator: Evaluator{Type: "no_value", Params: []float64{}}, Operator: ClassicOperator{"and"},
		Query: ClassicQuery{[]string{refID}}, Reducer: ClassicReducer{"last", []float64{}},
	}}}
}
