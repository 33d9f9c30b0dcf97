package source

import (
	"encoding/json"
	"net/http"
	"slices"
	"strconv"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/backend/resource/httpadapter"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/wording"
	"github.com/xhht/xhht/plugin/pkg/answer"
)

// The documents that editors and variables read; src/types.ts mirrors them.
type (
	planDoc struct {
		ID     string `json:"id"`
		Name   string `json:"name"`
		NameEn string `json:"nameEn"`
		From   string `json:"from"`
		To     string `json:"to"`
		Root   string `json:"root"` // the unit that the plan was made for
		Kind   string `json:"kind"` // empty, archive or regime
	}
	indicatorDoc struct {
		ID      string            `json:"id"`
		Name    string            `json:"name"`
		NameEn  string            `json:"nameEn"`
		Theme   string            `json:"theme"`
		Unit    string            `json:"unit"`
		Measure catalogue.Measure `json:"measure"`
	}
	formDoc struct {
		ID        string     `json:"id"`
		Name      string     `json:"name"`
		NameEn    string     `json:"nameEn"`
		Level     area.Level `json:"level"`
		Frequency string     `json:"frequency"`
	}
)

// resources answers what there is to choose from, and only what the plan itself has: a long list is no help.
func (s *Source) resources() backend.CallResourceHandler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /plans", answering(s, plans))
	mux.HandleFunc("GET /units", answering(s, units))
	mux.HandleFunc("GET /indicators", answering(s, aims))
	mux.HandleFunc("GET /forms", answering(s, forms))
	return httpadapter.New(mux)
}

func answering[T any](s *Source, of func(knowledge, *http.Request) (T, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if p := recover(); p != nil {
				refuse(w, r, panicError(p))
			}
		}()
		known, err := s.catalogue(r.Context(), s.reads)
		if err != nil {
			refuse(w, r, err)
			return
		}
		doc, err := of(known, r)
		if err != nil {
			refuse(w, r, err)
			return
		}
		reply(w, http.StatusOK, doc)
	}
}

func refuse(w http.ResponseWriter, r *http.Request, err error) {
	f := failureOf(err)
	log := backend.Logger.FromContext(r.Context()).Warn
	if f.status == gaveUp {
		log = backend.Logger.FromContext(r.Context()).Debug
	}
	log("resource failed", "path", r.URL.Path, "error", logged(err))
	reply(w, int(f.status), map[string]string{"message": f.text.VI, "messageEn": f.text.EN})
}

func reply(w http.ResponseWriter, status int, doc any) {
	body, err := json.Marshal(doc)
	if err != nil {
		status, body = http.StatusInternalServerError, []byte(`{"message":"internal error"}`)
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(body) // the reader has gone away
}

func plans(k knowledge, _ *http.Request) ([]planDoc, error) {
	out := make([]planDoc, 0, len(k.Plans))
	for _, p := range k.Plans {
		if p.Kind == plan.Reference {
			continue // others are compared with it; it asks nothing of anybody here
		}
		name := p.Short
		if name.VI == "" {
			name = p.Title
		}
		out = append(out, planDoc{p.ID, name.VI, name.EN, strconv.Itoa(p.From), strconv.Itoa(p.To), p.Root, string(p.Kind)})
	}
	return out, nil
}

// scope reads the plan and the tier, "" meaning all tiers.
func scope(k knowledge, r *http.Request) (plan.Plan, []area.Level, error) {
	id, level := r.URL.Query().Get("plan"), area.Level(r.URL.Query().Get("level"))
	p, ok := k.Registry.Plan(id)
	if !ok {
		return p, nil, problem.List{k.Registry.Unknown(id, nil)}
	}
	switch {
	case level == "":
		return p, []area.Level{area.Province, area.District, area.Commune}, nil
	case !level.Valid():
		return p, nil, problem.List{{Code: "level", Place: problem.Field("level"), Value: string(level), Rule: lang.Text{VI: "phải là province, district hoặc commune", EN: "must be province, district or commune"}}}
	}
	return p, []area.Level{level}, nil
}

// aims lists the indicators that units of the tier, or of a unit's tier, are judged by, in the plan's order.
func aims(k knowledge, r *http.Request) ([]indicatorDoc, error) {
	p, levels, err := scope(k, r)
	if err != nil {
		return nil, err
	}
	if uid := r.URL.Query().Get("unit"); uid != "" {
		units := k.Registry.Units(p)
		at := slices.IndexFunc(units, func(a area.Area) bool { return a.UID == uid })
		if at < 0 {
			var uids []string
			for _, a := range units {
				uids = append(uids, a.UID)
			}
			return nil, answer.Unknown("unit", uid, uids)
		}
		levels = []area.Level{units[at].Level}
	}
	out, seen := []indicatorDoc{}, map[string]bool{}
	for _, level := range levels {
		for _, pair := range k.Registry.Judged(p, level) {
			ind := k.Registry.Indicators[pair.Target.Indicator]
			if seen[ind.ID] {
				continue
			}
			seen[ind.ID] = true
			out = append(out, indicatorDoc{ind.ID, wording.IndicatorName(ind, lang.Vietnamese), wording.IndicatorName(ind, lang.English), ind.Theme, unitOf(ind), ind.Measure})
		}
	}
	return out, nil
}

func unitOf(i catalogue.Indicator) string {
	if i.Measure == catalogue.Level || i.Measure == catalogue.Status {
		return string(i.Measure)
	}
	return "percent"
}

// forms lists the forms whose coming is watched.
func forms(k knowledge, r *http.Request) ([]formDoc, error) {
	p, levels, err := scope(k, r)
	if err != nil {
		return nil, err
	}
	out := []formDoc{}
	for _, f := range p.Forms {
		tiers := f.Tiers()
		if len(f.Indicators) > 0 && slices.ContainsFunc(tiers, func(l area.Level) bool { return slices.Contains(levels, l) }) {
			out = append(out, formDoc{f.ID, f.Name.VI, f.Name.EN, tiers[len(tiers)-1], string(f.Frequency)})
		}
	}
	return out, nil
}
