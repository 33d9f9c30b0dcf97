package grafanatest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/xhht/xhht/internal/query"
)

// What a page's variables offer and what is chosen, as plugin/src/variables.ts and Grafana have it.

// allChosen is Grafana's own word for "all"; to the data source it is no list.
const allChosen = "$__all"

// most is how many units a variable offers that lists the worst ones.
const most = 12

// offer is the query of a variable, as plugin/src/types.ts has it.
type offer struct {
	Type, Plan, Level, Parent, Unit, Indicator string
	All                                        bool
}

func (v Variable) offered() (o offer) {
	if v.Type != "query" || json.Unmarshal(v.Query, &o) != nil {
		return offer{}
	}
	return o
}

// current is what is stored as chosen.
func (v Variable) current() (out []string) {
	switch value := v.Current.Value.(type) {
	case string:
		out = []string{value}
	case []any:
		for _, e := range value {
			out = append(out, fmt.Sprint(e))
		}
	}
	return out
}

// choose is the value that the variable has when the page opens: the one it was given, if it is still there to be chosen.
func (g Grafana) choose(tb testing.TB, p Page, v Variable) (chosen []string, fault string) {
	tb.Helper()
	current := v.current()
	if v.Type != "query" {
		return current, ""
	}
	options, fault := g.options(tb, p, v)
	switch {
	case fault != "":
		return nil, fault
	case len(options) == 0 && p.Plan != "":
		return []string{""}, "" // the plan has no unit of this tier
	case len(options) == 0:
		return nil, "variable " + v.Name + " offers nothing"
	case slices.Equal(current, []string{allChosen}) && slices.Contains(options, allChosen):
		return current, ""
	case slices.Equal(current, []string{allChosen}):
		if !v.IncludeAll {
			return nil, "variable " + v.Name + " starts with all, which it does not offer"
		}
		if v.AllValue != "" {
			return []string{v.AllValue}, ""
		}
		return options, ""
	case len(current) > 0 && !slices.ContainsFunc(current, func(c string) bool { return !slices.Contains(options, c) }):
		return current, ""
	case p.Plan != "":
		return options[:1], "" // Grafana takes the first where another plan has other units
	}
	return nil, fmt.Sprintf("variable %s starts with %q, which is not among its %d choices", v.Name, current, len(options))
}

// options asks the data source what a variable offers.
func (g Grafana) options(tb testing.TB, p Page, v Variable) (out []string, fault string) {
	tb.Helper()
	o := v.offered()
	for name, value := range map[string]string{"plan": p.one(o.Plan), "level": p.one(o.Level), "parent": strings.ReplaceAll(p.one(o.Parent), allChosen, ""), "unit": p.one(o.Unit), "indicator": p.one(o.Indicator)} {
		if strings.Contains(value, "$") {
			return nil, fmt.Sprintf("variable %s: %s stays %q", v.Name, name, value)
		}
	}
	switch o.Type {
	case "worst":
		return g.worst(tb, p, o)
	case "unit":
		return g.deepest(tb, p, o)
	case "plans", "units", "indicators", "forms":
		out, fault = g.things(tb, p, o)
	default:
		return nil, fmt.Sprintf("variable %s offers %q: teach package grafanatest to ask for them", v.Name, o.Type)
	}
	if fault != "" {
		return nil, "variable " + v.Name + ": " + fault
	}
	if o.All && len(out) > 0 { // all of nothing is no choice
		out = append([]string{allChosen}, out...)
	}
	return out, ""
}

// steps are those of a way down such as "$province > $district", from the top; one at which nothing was chosen is left out.
func (p Page) steps(o offer) (out [][]string) {
	for part := range strings.SplitSeq(o.Parent, ">") {
		if chosen := p.expand(strings.TrimSpace(part)); len(chosen) > 0 {
			out = append(out, chosen)
		}
	}
	return out
}

// things are the ids of plans, units, indicators or forms.
func (g Grafana) things(tb testing.TB, p Page, o offer) (out []string, fault string) {
	tb.Helper()
	parents := []string{""}
	if steps := p.steps(o); o.Type == "units" && len(steps) > 0 {
		parents = steps[len(steps)-1]
	}
	for _, parent := range parents {
		params := url.Values{}
		for name, value := range map[string]string{"plan": p.one(o.Plan), "level": p.one(o.Level), "parent": parent, "unit": p.one(o.Unit)} {
			if value != "" && o.Type != "plans" {
				params.Set(name, value)
			}
		}
		found, fault := g.list(tb, o.Type, params)
		if fault != "" {
			return nil, fault
		}
		for _, f := range found {
			if id := f.UID + f.ID; !slices.Contains(out, id) {
				out = append(out, id)
			}
		}
	}
	return out, ""
}

// thing is what there is to choose: a plan, a unit, an indicator or a form.
type thing struct{ UID, ID, Root string }

func (g Grafana) list(tb testing.TB, what string, params url.Values) (found []thing, fault string) {
	tb.Helper()
	status, body := g.Source.Resource(tb, what+"?"+params.Encode())
	if err := json.Unmarshal(body, &found); err != nil || status != http.StatusOK {
		return nil, fmt.Sprintf("%d %s", status, body)
	}
	return found, ""
}

// deepest is the unit that the last step of the way down has chosen, or else the one that the plan was made for.
func (g Grafana) deepest(tb testing.TB, p Page, o offer) (out []string, fault string) {
	tb.Helper()
	for _, uids := range slices.Backward(p.steps(o)) {
		found, fault := g.list(tb, "units", url.Values{"plan": {p.one(o.Plan)}, "uid": uids})
		if fault != "" {
			return nil, fault
		}
		if len(found) > 0 {
			return []string{found[0].UID}, ""
		}
	}
	plans, fault := g.list(tb, "plans", nil)
	for _, plan := range plans {
		if plan.ID == p.one(o.Plan) {
			return []string{plan.Root}, fault
		}
	}
	return nil, fault
}

// worst are the units at the bottom of the ranking.
func (g Grafana) worst(tb testing.TB, p Page, o offer) (out []string, fault string) {
	tb.Helper()
	q := map[string]any{"refId": "A", "schemaVersion": query.Version, "kind": query.Ranking, "plan": p.one(o.Plan), "level": p.one(o.Level), "limit": most}
	if o.Indicator != "" {
		q["indicators"] = p.expand(o.Indicator)
	}
	raw, err := json.Marshal(q)
	if err != nil {
		tb.Fatal(err)
	}
	a, err := p.Ask(p.UID+" / worst", raw)
	if err != nil {
		return nil, err.Error()
	}
	for _, f := range g.Source.Query(tb, []Asked{a}, false)[0].Frames {
		if field, _ := f.FieldByName("unit"); field != nil {
			for i := range field.Len() {
				if uid, ok := field.ConcreteAt(i); ok {
					out = append(out, fmt.Sprint(uid))
				}
			}
		}
	}
	return out, ""
}
