package influx

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/plan"
)

// docName names a document of the catalogue.
type docName struct{ kind, id string }

// documents are those of one generation, as they are stored.
type documents map[docName]string

// noDocument stands where there was none then.
const noDocument = "null"

// areaDoc is a unit with what it came from.
type areaDoc struct {
	area.Area
	Before []area.Link `json:"before,omitempty"`
}

func documentsOf(plans []plan.Plan, indicators map[string]catalogue.Indicator, areas []area.Area, links []area.Link) (documents, error) {
	out := documents{}
	add := func(kind, id string, doc any) error {
		raw, err := json.Marshal(doc)
		if err != nil {
			return fmt.Errorf("encode %s %s: %w", kind, id, err)
		}
		out[docName{kind, id}] = string(raw)
		return nil
	}
	for _, p := range plans {
		if err := add(kindPlan, p.ID, p); err != nil {
			return nil, err
		}
	}
	for id, i := range indicators {
		if err := add(kindIndicator, id, i); err != nil {
			return nil, err
		}
	}
	before := map[string][]area.Link{}
	for _, l := range links {
		before[l.To] = append(before[l.To], l)
	}
	for _, a := range areas {
		if err := add(kindArea, a.UID, areaDoc{a, before[a.UID]}); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// differing are the documents that are not the other's, and noDocument for those of the other that are not there.
func (d documents) differing(from documents) documents {
	out := maps.Clone(d)
	maps.DeleteFunc(out, func(name docName, doc string) bool { return from[name] == doc })
	for name := range from {
		if _, there := d[name]; !there {
			out[name] = noDocument
		}
	}
	return out
}

// decoded are documents as what they describe, by their IDs.
type decoded struct {
	plans      map[string]plan.Plan
	indicators map[string]catalogue.Indicator
	areas      map[string]areaDoc
}

func newDecoded() decoded {
	return decoded{map[string]plan.Plan{}, map[string]catalogue.Indicator{}, map[string]areaDoc{}}
}

func (d decoded) clone() decoded {
	return decoded{maps.Clone(d.plans), maps.Clone(d.indicators), maps.Clone(d.areas)}
}

// read puts the documents over those that are there.
func (d decoded) read(list documents) (err error) {
	for name, doc := range list {
		switch name.kind {
		case kindPlan:
			err = readDocument(d.plans, name, doc)
		case kindIndicator:
			err = readDocument(d.indicators, name, doc)
		case kindArea:
			err = readDocument(d.areas, name, doc)
		}
		if err != nil {
			return fmt.Errorf("read %s %s: %w", name.kind, name.id, err)
		}
	}
	return nil
}

func readDocument[T any](into map[string]T, name docName, doc string) error {
	if doc == noDocument {
		delete(into, name.id)
		return nil
	}
	var v T
	if err := json.Unmarshal([]byte(doc), &v); err != nil {
		return err
	}
	into[name.id] = v
	return nil
}

// lists puts what was read into order.
func (d decoded) lists() (plans []plan.Plan, indicators map[string]catalogue.Indicator, areas []area.Area, links []area.Link) {
	for _, id := range slices.Sorted(maps.Keys(d.plans)) {
		plans = append(plans, d.plans[id])
	}
	for _, uid := range slices.Sorted(maps.Keys(d.areas)) {
		areas, links = append(areas, d.areas[uid].Area), append(links, d.areas[uid].Before...)
	}
	slices.SortFunc(links, func(a, b area.Link) int {
		return cmp.Or(cmp.Compare(a.To, b.To), cmp.Compare(a.From, b.From), cmp.Compare(a.Code, b.Code))
	})
	return plans, d.indicators, areas, links
}
