package source

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/scorecard"
)

// unitDoc is one unit to choose. Names repeat between districts, so it says where the unit lies.
type unitDoc struct {
	UID        string     `json:"uid"`
	Code       string     `json:"code"`
	Name       string     `json:"name"`
	Level      area.Level `json:"level"`
	Parent     string     `json:"parent"`
	ParentName string     `json:"parentName"`
	Path       string     `json:"path"` // from the province down: "Vĩnh Long › Long Hồ › An Bình"
	ValidFrom  string     `json:"validFrom"`
	ValidTo    string     `json:"validTo"`
}

// units lists the plan's units of a tier, or of all: those below a parent, at any depth, whose name, full name or code holds
// the text that is searched for.
func units(k knowledge, r *http.Request) ([]unitDoc, error) {
	p, levels, err := scope(k, r)
	if err != nil {
		return nil, err
	}
	limit, err := limitOf(r)
	if err != nil {
		return nil, err
	}
	parent, text := r.URL.Query().Get("parent"), area.Key(r.URL.Query().Get("search"))
	out := []unitDoc{}
	for _, level := range levels {
		for _, a := range k.Registry.Members(p, level) {
			if below(k.Registry.Areas, a, parent) && named(a, text) && (limit == 0 || len(out) < limit) {
				out = append(out, docOf(k.Registry.Areas, a))
			}
		}
	}
	return out, nil
}

// limitOf is the most units of one answer; 0 means all.
func limitOf(r *http.Request) (int, error) {
	text := r.URL.Query().Get("limit")
	if text == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 {
		return 0, problem.List{{Code: "limit", Place: "limit", Value: text, Rule: problem.Text{VI: "phải là số nguyên từ 1", EN: "must be a whole number from 1"}}}
	}
	return n, nil
}

func below(tree *area.Tree, a area.Area, parent string) bool {
	return parent == "" || a.UID != parent && tree.Within(a.UID, parent)
}

// named matches as people type: any case, either place of the tone mark.
func named(a area.Area, text string) bool {
	return text == "" || a.Code == text || slices.ContainsFunc([]string{a.Name, a.FullName, a.UID}, func(s string) bool { return strings.Contains(area.Key(s), text) })
}

func docOf(tree *area.Tree, a area.Area) unitDoc {
	doc := unitDoc{UID: a.UID, Code: a.Code, Name: scorecard.UnitName(a), Level: a.Level, Parent: a.Parent, ValidFrom: dayText(a.ValidFrom), ValidTo: dayText(a.ValidTo)}
	path := []string{doc.Name}
	for above, ok := tree.Get(a.Parent); ok; above, ok = tree.Get(above.Parent) {
		path = append(path, scorecard.UnitName(above))
	}
	if len(path) > 1 {
		doc.ParentName = path[1]
	}
	slices.Reverse(path)
	doc.Path = strings.Join(path, " › ")
	return doc
}

func dayText(d period.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.String()
}
