package source

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/spelling"
	"github.com/xhht/xhht/internal/wording"
)

// unitDoc is one unit to choose. Names repeat between districts, so it says where the unit lies, and whether another unit of
// the plan is shown by the same name.
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
	Ambiguous  bool       `json:"ambiguous,omitempty"`
}

// units lists the plan's units of a tier, or of all: those below a parent, at any depth, those named by `uid` (several are
// allowed), or those that are searched for, best first. A country has ten thousand communes, so an editor asks for what was
// typed and for what is chosen, never for all.
func units(k knowledge, r *http.Request) ([]unitDoc, error) {
	p, levels, err := scope(k, r)
	if err != nil {
		return nil, err
	}
	limit, err := limitOf(r)
	if err != nil {
		return nil, err
	}
	ask := r.URL.Query()
	parent, chosen, sought := ask.Get("parent"), ask["uid"], strings.Fields(spelling.Bare(ask.Get("search")))
	same := namesakes(k.Registry, p)
	var hits [3][]unitDoc
	for _, level := range levels {
		for _, a := range k.Registry.Members(p, level) {
			if !below(k.Registry.Areas, a, parent) || len(chosen) > 0 && !slices.Contains(chosen, a.UID) {
				continue
			}
			doc := docOf(k.Registry.Areas, a)
			doc.Ambiguous = same[spelling.Key(doc.Name)] > 1
			if rank, ok := match(doc, a.FullName, sought); ok {
				hits[rank] = append(hits[rank], doc)
			}
		}
	}
	out := append([]unitDoc{}, slices.Concat(hits[:]...)...)
	if limit > 0 && len(out) > limit {
		out = out[:limit]
	}
	return out, nil
}

// namesakes counts the plan's units by the name that is shown: a province may have two communes called Phú Mỹ.
func namesakes(reg plan.Registry, p plan.Plan) map[string]int {
	out := map[string]int{}
	for _, uid := range append([]string{p.Root}, p.Units...) {
		if a, ok := reg.Areas.Get(uid); ok {
			out[spelling.Key(wording.UnitName(a))]++
		}
	}
	return out
}

// match reports whether every word begins a word of the unit's name, code or path, and how well: 0 the name begins so or it
// is the code, 1 name and code have them all, 2 the path helped. No words match everything.
func match(u unitDoc, fullName string, sought []string) (int, bool) {
	if len(sought) == 0 {
		return 0, true
	}
	own := strings.Fields(spelling.Bare(fullName + " " + u.Name + " " + u.Code + " " + u.UID))
	switch {
	case strings.HasPrefix(spelling.Bare(u.Name), strings.Join(sought, " ")) || u.Code == sought[0]:
		return 0, true
	case begin(own, sought):
		return 1, true
	}
	return 2, begin(append(own, strings.Fields(spelling.Bare(u.Path))...), sought)
}

// begin reports whether each of the sought words begins one of the words.
func begin(words, sought []string) bool {
	for _, w := range sought {
		if !slices.ContainsFunc(words, func(word string) bool { return strings.HasPrefix(word, w) }) {
			return false
		}
	}
	return true
}

// limitOf is the most units of one answer; 0 means all.
func limitOf(r *http.Request) (int, error) {
	text := r.URL.Query().Get("limit")
	if text == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 {
		return 0, problem.List{{Code: "limit", Place: problem.Field("limit"), Value: text, Rule: lang.Text{VI: "phải là số nguyên từ 1", EN: "must be a whole number from 1"}}}
	}
	return n, nil
}

func below(tree *area.Tree, a area.Area, parent string) bool {
	return parent == "" || a.UID != parent && tree.Within(a.UID, parent)
}

func docOf(tree *area.Tree, a area.Area) unitDoc {
	doc := unitDoc{UID: a.UID, Code: a.Code, Name: wording.UnitName(a), Level: a.Level, Parent: a.Parent, ValidFrom: dayText(a.ValidFrom), ValidTo: dayText(a.ValidTo)}
	path := []string{doc.Name}
	for above, ok := tree.Get(a.Parent); ok; above, ok = tree.Get(above.Parent) {
		path = append(path, wording.UnitName(above))
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
