package frames

import (
	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/xhht/xhht/internal/column"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/law"
	"github.com/xhht/xhht/internal/owed"
	"github.com/xhht/xhht/internal/query"
	"github.com/xhht/xhht/internal/scorecard"
	"github.com/xhht/xhht/internal/standing"
	"github.com/xhht/xhht/internal/wording"
)

// AlertRow is one instance of an alert: its labels, and the number that the condition looks at.
type AlertRow struct {
	Labels []string // one for each label column of its kind
	Value  *float64
}

// The label columns. The target is one because a plan may hold one unit to two targets on one indicator, and two equal
// label sets fail the whole rule.
var (
	targetLabels    = []column.Name{column.Unit, column.UnitName, column.Indicator, column.IndicatorName, column.Target, column.Plan}
	programmeLabels = []column.Name{column.Unit, column.UnitName, column.Programme, column.ProgrammeName, column.Plan}
	titleLabels     = []column.Name{column.Unit, column.UnitName, column.Indicator, column.IndicatorName, column.Plan}
	formLabels      = []column.Name{column.Unit, column.UnitName, column.Form, column.FormName, column.Parent, column.ParentName, column.Plan}
)

// Alert is the shape that an alert condition can take as it is: labels in text columns, one number, nulls kept, no time.
// Rows of targets without a number are left out where the measure holds a value against that number: they could never be
// anything but NoData. Jumps are the answer to the measure of that name.
func Alert(v View, rows []scorecard.Row, m query.AlertMeasure, jumps map[scorecard.Cell]scorecard.Leap) *data.Frame {
	var out []AlertRow
	for _, r := range rows {
		if r.Status == standing.Unquantified && !ofNumbers[m] {
			continue
		}
		value := measure(r, m)
		if leap, ok := jumps[scorecard.CellOf(r)]; ok {
			value = leaping(leap, m)
		}
		if m == query.Jump && r.Doubtful {
			value = new(2 * scorecard.Suspicious) // nobody can say how unusual it is, and somebody has to look
		}
		out = append(out, AlertRow{[]string{r.Area.UID, wording.UnitName(r.Area), r.Indicator.ID, wording.IndicatorName(r.Indicator, v.Lang), r.Target.ID, v.Plan.ID}, value})
	}
	return alert(v, out, targetLabels, m)
}

// ofNumbers are the measures of what came, whether or not the plan gives a number to hold it against.
var ofNumbers = map[query.AlertMeasure]bool{query.Regression: true, query.Jump: true, query.Size: true, query.Usual: true, query.Doubt: true}

// leaping is what a measure tells of a leap.
func leaping(l scorecard.Leap, m query.AlertMeasure) *float64 {
	switch {
	case m == query.Jump:
		return &l.Z
	case l.Size == nil:
		return nil
	case m == query.Size:
		return &l.Size.Size
	}
	return &l.Size.Expected
}

// LapseRow is how near one unit is to losing one programme's recognition.
type LapseRow struct {
	Unit      string
	UnitName  string
	Programme law.Program
	Value     *float64
}

// LapseAlert is the same shape for recognitions: unit × programme.
func LapseAlert(v View, rows []LapseRow) *data.Frame {
	var out []AlertRow
	for _, r := range rows {
		out = append(out, AlertRow{[]string{r.Unit, r.UnitName, string(r.Programme), r.Programme.Name().In(v.Lang), v.Plan.ID}, r.Value})
	}
	return alert(v, out, programmeLabels, query.Lapse)
}

// TitleAlert is the same shape for titles that hold for a term: unit × title.
func TitleAlert(v View, rows []owed.RecognitionRow) *data.Frame {
	var out []AlertRow
	for _, r := range rows {
		out = append(out, AlertRow{[]string{r.Area.UID, wording.UnitName(r.Area), r.Indicator.ID, wording.IndicatorName(r.Indicator, v.Lang), v.Plan.ID}, new(r.State.Urgency())})
	}
	return alert(v, out, titleLabels, query.Title)
}

// OverdueAlert is the same shape for reports: unit × form. The parent is a label so that one message can speak of a whole district,
// or of the province that a commune of after the reform lies in.
func OverdueAlert(v View, rows []owed.Expected) *data.Frame {
	var out []AlertRow
	for _, r := range rows {
		parent, _ := v.Registry.Areas.Get(r.Area.Parent)
		days := r.Overdue()
		out = append(out, AlertRow{[]string{r.Area.UID, wording.UnitName(r.Area), r.Form.ID, r.Form.Name.In(v.Lang), parent.UID, wording.UnitName(parent), v.Plan.ID}, &days})
	}
	return alert(v, out, formLabels, query.Overdue)
}

// nobody stands in the labels of the row that says that nothing is expected.
const nobody = "none"

// alert never makes an empty frame: Grafana would take it for one NoData instance of the whole rule. Where nothing is
// expected one row says so. Its number is 0, which is neither below nor above zero, so that no condition on a difference
// or a count fires; value, expected and required have no neutral number and stay null.
func alert(v View, rows []AlertRow, labels []column.Name, m query.AlertMeasure) *data.Frame {
	if len(rows) == 0 {
		none := AlertRow{Labels: make([]string, len(labels))}
		for i := range labels {
			none.Labels[i] = nobody
		}
		none.Labels[len(labels)-1] = v.Plan.ID
		if m != query.Value && m != query.Expected && m != query.Required && m != query.Size && m != query.Usual {
			none.Value = new(0.0)
		}
		rows = []AlertRow{none}
	}
	t := tableOf(v, rows)
	for i, name := range labels {
		t.text(name, "", "", func(r AlertRow) string { return r.Labels[i] }).Config = nil
	}
	heading := measureNames[m]
	value := t.number(column.OfMeasure(m), heading.VI, heading.EN, func(r AlertRow) *float64 { return r.Value })
	switch m {
	case query.Margin, query.Gap, query.Projected, query.Regression:
		value.Config.Thresholds, value.Config.Color = aroundZero(), byThreshold()
	case query.DaysLate, query.Lapse, query.Title, query.Severity, query.Doubt:
		value.Config.SetDecimals(0)
	}
	return typed("alert", data.FrameTypeNumericLong, t.fields...)
}

var measureNames = map[query.AlertMeasure]lang.Text{
	query.Margin:     {VI: "Hơn kém ngưỡng", EN: "Margin"},
	query.Gap:        {VI: "Chênh lệch", EN: "Gap"},
	query.Value:      {VI: "Thực tế", EN: "Actual"},
	query.Expected:   {VI: "Lộ trình", EN: "Expected"},
	query.Required:   {VI: "Cần mỗi năm", EN: "Required a year"},
	query.DaysLate:   {VI: "Trễ (ngày)", EN: "Days late"},
	query.Projected:  {VI: "Dự kiến so với mốc", EN: "Projected less milestone"},
	query.Regression: {VI: "Thay đổi so với kỳ trước", EN: "Change against the period before"},
	query.Severity:   {VI: "Mức chậm", EN: "How far behind"},
	query.Lapse:      {VI: "Năm không duy trì", EN: "Years not kept"},
	query.Title:      {VI: "Hiệu lực danh hiệu", EN: "Title's term"},
	query.Overdue:    {VI: "Quá hạn (ngày)", EN: "Days overdue"},
	query.Jump:       {VI: "Mức bất thường", EN: "How unusual"},
	query.Size:       {VI: "Mẫu số, số lượng đáng ngờ", EN: "Doubtful size"},
	query.Usual:      {VI: "Mẫu số, số lượng dự kiến", EN: "Expected size"},
	query.Doubt:      {VI: "Số liệu mâu thuẫn", EN: "Contradictory data"},
}

func measure(r scorecard.Row, m query.AlertMeasure) *float64 {
	switch m {
	case query.Margin:
		return r.Margin
	case query.Gap:
		return r.Gap
	case query.Value:
		return r.Value
	case query.Expected:
		return r.Expected
	case query.Required:
		return r.Required
	case query.Projected:
		if r.Status.Excused() {
			return new(0.0) // a warning of the year before ends
		}
		return r.Ahead()
	case query.Jump:
		if r.Status.Excused() {
			return new(0.0) // the number that was asked about is no longer the newest
		}
	case query.Regression:
		return r.Change
	case query.Severity:
		return severity(r.Status)
	case query.Doubt:
		doubt := 0.0
		if r.Doubtful {
			doubt = 1
		}
		return &doubt
	case query.DaysLate:
		// What has come is not late any more; that it came late is the scorecard's to tell.
		days := 0.0
		if r.Value == nil && !r.Status.Excused() && !r.Status.Inconclusive() {
			days = wholeDays(r)
		}
		return &days
	}
	return nil
}

// severity ranks the verdicts by how much they call for: a rule on margin cannot tell at risk from far behind, and two rules that
// fire on one unit are one too many.
func severity(s standing.Status) *float64 {
	switch s {
	case standing.Achieved, standing.OnTrack, standing.NotYetDue, standing.Nobody, standing.NoReporter:
		return new(0.0)
	case standing.AtRisk:
		return new(1.0)
	case standing.OffTrack:
		return new(2.0)
	case standing.Reversing:
		return new(3.0)
	}
	return nil
}
