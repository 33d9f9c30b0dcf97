package grafanatest

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"slices"
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"
)

// Evaluation is what came of a rule.
type Evaluation struct {
	Alerts      []Alert
	Rows, Nulls int // of its first query, A
	Held        int // units of which the condition has no number: their alerts keep the state that they had
}

// Evaluate does with a rule what Grafana does: each row of A is an alert of its own, a null is no data, and the other queries'
// numbers of the same labels go into the text.
func (g Grafana) Evaluate(tb testing.TB, r Rule) (out Evaluation) {
	tb.Helper()
	found := map[string]judged{}
	list := r.queries(tb)
	for i, answer := range g.Source.Query(tb, list, true) {
		for key, row := range Rows(tb, r.UID+" "+list[i].RefID, answer) {
			if found[key].values == nil {
				found[key] = judged{row.Labels, map[string]float64{}}
			}
			found[key].values[list[i].RefID] = row.Value
			if list[i].RefID == "A" {
				out.Rows++
				if math.IsNaN(row.Value) {
					out.Nulls++
				}
			}
		}
	}
	verdicts, err := r.Conclude(numbersOf(found))
	if err != nil {
		tb.Fatalf("%s: %v", r.UID, err)
	}
	if _, together := verdicts[""]; len(verdicts) != out.Rows && !together {
		tb.Errorf("%s: %d of %d units got a verdict: Grafana drops a row whose labels the other queries do not have", r.UID, len(verdicts), out.Rows)
	}
	for key, v := range verdicts {
		switch {
		case v == nil:
			out.Held++
		case *v != 0:
			out.Alerts = append(out.Alerts, r.alert(tb, found[key]))
		}
	}
	slices.SortFunc(out.Alerts, func(a, b Alert) int {
		return cmp.Or(cmp.Compare(a.Annotations["summary"], b.Annotations["summary"]), cmp.Compare(fmt.Sprint(a.Labels), fmt.Sprint(b.Labels)))
	})
	return out
}

// judged is one label set with the number that each query has for it.
type judged struct {
	labels map[string]string
	values map[string]float64 // by refId
}

// queries are those that are put to the plugin.
func (r Rule) queries(tb testing.TB) (out []Asked) {
	tb.Helper()
	for _, d := range r.Data {
		if d.isExpression() {
			continue
		}
		raw, err := json.Marshal(d.Model)
		if err != nil {
			tb.Fatal(err)
		}
		a, ours, err := Read(r.UID, raw)
		if err != nil || !ours {
			tb.Fatalf("%s: %s is no query of the plugin's: %v", r.UID, d.RefID, err)
		}
		out = append(out, a)
	}
	return out
}

// numbersOf turns the rows round: by query, then by labels.
func numbersOf(found map[string]judged) map[string]Numbers {
	out := map[string]Numbers{}
	for key, row := range found {
		for ref, v := range row.values {
			if out[ref] == nil {
				out[ref] = Numbers{}
			}
			if out[ref][key] = nil; !math.IsNaN(v) {
				out[ref][key] = &v
			}
		}
	}
	return out
}

// alert is what Grafana hands to the message.
func (r Rule) alert(tb testing.TB, of judged) Alert {
	tb.Helper()
	a := Alert{Labels: map[string]string{}, Annotations: map[string]string{}}
	maps.Copy(a.Labels, of.labels)
	maps.Copy(a.Labels, r.Labels)
	a.Labels["alertname"] = r.Title
	for name, text := range r.Annotations {
		a.Annotations[name] = Annotation(tb, text, of.labels, of.values)
	}
	return a
}

// Row is one row of an answer to an alert rule.
type Row struct {
	Labels map[string]string
	Value  float64 // NaN: null
}

// Rows reads a numeric-long frame as Grafana's expressions do: text columns are labels, the one number is the value.
func Rows(tb testing.TB, where string, r backend.DataResponse) map[string]Row {
	tb.Helper()
	if r.Error != nil || len(r.Frames) != 1 || r.Frames[0].Rows() == 0 {
		tb.Fatalf("%s: %v, %d frames: an alert query must answer one frame with rows", where, r.Error, len(r.Frames))
	}
	f := r.Frames[0]
	if f.Meta == nil || f.Meta.Type != data.FrameTypeNumericLong || f.Meta.TypeVersion != (data.FrameTypeVersion{0, 1}) {
		tb.Fatalf("%s: not numeric-long 0.1 but %+v", where, f.Meta)
	}
	out := map[string]Row{}
	for i := range f.Rows() {
		row := Row{map[string]string{}, math.NaN()}
		numbers := 0
		for _, field := range f.Fields {
			if field.Type().Numeric() {
				numbers++
				if v, err := field.NullableFloatAt(i); err == nil && v != nil {
					row.Value = *v
				}
				continue
			}
			v, _ := field.ConcreteAt(i)
			row.Labels[field.Name] = fmt.Sprint(v)
		}
		key := fmt.Sprint(row.Labels)
		if _, twice := out[key]; twice || numbers != 1 {
			tb.Fatalf("%s: %d numbers, labels %s twice: %v", where, numbers, key, twice)
		}
		out[key] = row
	}
	return out
}
