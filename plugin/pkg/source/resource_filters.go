package source

import (
	"net/http"
	"slices"
	"strings"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/law"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/query"
	"github.com/xhht/xhht/internal/scorecard"
	"github.com/xhht/xhht/internal/standing"
)

type (
	namedDoc struct {
		ID     string `json:"id"`
		Name   string `json:"name"`
		NameEn string `json:"nameEn"`
	}
	formDoc struct {
		namedDoc
		Level     area.Level `json:"level"`
		Frequency string     `json:"frequency"`
	}
	// tagDoc is what Grafana's ad-hoc filters take.
	tagDoc struct {
		Text   string `json:"text"`
		TextEn string `json:"textEn"`
		Value  string `json:"value"`
	}
)

// themes lists the themes of the indicators that units of the tier are judged by, in the plan's order.
func themes(k knowledge, r *http.Request) ([]namedDoc, error) {
	p, levels, err := scope(k, r)
	if err != nil {
		return nil, err
	}
	out := []namedDoc{}
	for _, id := range themesOf(k, p, levels) {
		name := scorecard.ThemeName(id)
		out = append(out, namedDoc{id, name.VI, name.EN})
	}
	return out, nil
}

func themesOf(k knowledge, p plan.Plan, levels []area.Level) []string {
	var out []string
	for _, level := range levels {
		for _, pair := range k.Registry.Judged(p, level) {
			if t := k.Registry.Indicators[pair.Target.Indicator].Theme; !slices.Contains(out, t) {
				out = append(out, t)
			}
		}
	}
	return out
}

// forms lists the forms whose coming is watched.
func forms(k knowledge, r *http.Request) ([]formDoc, error) {
	p, levels, err := scope(k, r)
	if err != nil {
		return nil, err
	}
	out := []formDoc{}
	for _, f := range p.Forms {
		if len(f.Indicators) > 0 && slices.Contains(levels, f.Level) {
			out = append(out, formDoc{namedDoc{f.ID, f.Name.VI, f.Name.EN}, f.Level, string(f.Frequency)})
		}
	}
	return out, nil
}

// programmes lists every programme: which of them apply is told by what units report.
func programmes(knowledge, *http.Request) ([]namedDoc, error) {
	out := []namedDoc{}
	for _, p := range law.Programs {
		name := p.Name()
		out = append(out, namedDoc{string(p), name.VI, name.EN})
	}
	return out, nil
}

var filterNames = map[query.FilterKey]problem.Text{
	query.FilterUnit:      {VI: "Đơn vị", EN: "Unit"},
	query.FilterIndicator: {VI: "Chỉ tiêu", EN: "Indicator"},
	query.FilterTheme:     {VI: "Nhóm", EN: "Theme"},
	query.FilterStatus:    {VI: "Trạng thái", EN: "Status"},
	query.FilterLevel:     {VI: "Cấp", EN: "Level"},
}

// tagKeys lists what an ad-hoc filter can look at.
func tagKeys(knowledge, *http.Request) ([]tagDoc, error) {
	out := []tagDoc{}
	for _, key := range query.FilterKeys {
		out = append(out, tagDoc{filterNames[key].VI, filterNames[key].EN, string(key)})
	}
	return out, nil
}

// tagValues lists the values of one key in a plan; search narrows units.
func tagValues(k knowledge, r *http.Request) ([]tagDoc, error) {
	p, levels, err := scope(k, r)
	if err != nil {
		return nil, err
	}
	key := query.FilterKey(r.URL.Query().Get("key"))
	switch key {
	case query.FilterUnit:
		return unitTags(k, r)
	case query.FilterIndicator:
		return indicatorTags(k, r)
	case query.FilterTheme:
		return tags(themesOf(k, p, levels), scorecard.ThemeName), nil
	case query.FilterStatus:
		return tags(standing.Statuses, func(s standing.Status) problem.Text {
			return problem.Text{VI: scorecard.StatusName(s, problem.Vietnamese), EN: scorecard.StatusName(s, problem.English)}
		}), nil
	case query.FilterLevel:
		return tags([]area.Level{area.Province, area.District, area.Commune}, func(l area.Level) problem.Text { return problem.Text{VI: l.Name(), EN: string(l)} }), nil
	}
	keys := make([]string, len(query.FilterKeys))
	for i, f := range query.FilterKeys {
		keys[i] = string(f)
	}
	return nil, problem.List{{Code: "key", Place: "key", Value: string(key), Rule: problem.Textf("phải là một trong: %s", "must be one of: %s", strings.Join(keys, ", "))}}
}

func tags[T ~string](list []T, name func(T) problem.Text) []tagDoc {
	out := make([]tagDoc, len(list))
	for i, v := range list {
		n := name(v)
		out[i] = tagDoc{n.VI, n.In(problem.English), string(v)}
	}
	return out
}

func unitTags(k knowledge, r *http.Request) ([]tagDoc, error) {
	found, err := units(k, r)
	if err != nil {
		return nil, err
	}
	out := []tagDoc{}
	for _, u := range found {
		out = append(out, tagDoc{u.Path, u.Path, u.UID})
	}
	return out, nil
}

func indicatorTags(k knowledge, r *http.Request) ([]tagDoc, error) {
	found, err := aims(k, r)
	if err != nil {
		return nil, err
	}
	out := []tagDoc{}
	for _, i := range found {
		out = append(out, tagDoc{i.Name, i.NameEn, i.ID})
	}
	return out, nil
}
