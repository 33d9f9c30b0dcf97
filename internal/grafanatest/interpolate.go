package grafanatest

import (
	"encoding/json"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"github.com/xhht/xhht/internal/query"
)

// The variables of a page as plugin/src/interpolate.ts replaces them.

var written = regexp.MustCompile(`\$\{(\w+)(?:[.:][^}]*)?\}|\$(\w+)|\[\[(\w+)\]\]`)

// nameOf is the variable in a place where one is written.
func nameOf(place string) string { return strings.Join(written.FindStringSubmatch(place)[1:], "") }

// expand replaces the variables in a text: a text for each value. One that nobody knows stays, and the plugin refuses it by name.
func (p Page) expand(text string) []string {
	texts := []string{text}
	for _, place := range written.FindAllString(text, -1) {
		values, known := p.Values[nameOf(place)]
		if !known {
			continue
		}
		var next []string
		for _, s := range texts {
			for _, v := range values {
				next = append(next, strings.Replace(s, place, v, 1))
			}
		}
		texts = next
	}
	var out []string
	for _, s := range texts {
		s = strings.TrimSpace(s)
		if s != "" && s != allChosen && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

func (p Page) one(text string) string { return strings.Join(p.expand(text), ",") }

// all replaces the variables in each text of a list.
func (p Page) all(list []any) []string {
	out := []string{}
	for _, e := range list {
		for _, s := range p.expand(fmt.Sprint(e)) {
			if !slices.Contains(out, s) {
				out = append(out, s)
			}
		}
	}
	return out
}

// The fields of a query that variables are replaced in: all texts and lists of texts but the kind, which is the author's own choice.
var textFields, listFields = func() (texts, lists []string) {
	for _, f := range reflect.VisibleFields(reflect.TypeFor[query.Query]()) {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		switch {
		case name == "kind":
		case f.Type.Kind() == reflect.String:
			texts = append(texts, name)
		case f.Type.Kind() == reflect.Slice && f.Type.Elem().Kind() == reflect.String:
			lists = append(lists, name)
		}
	}
	return texts, lists
}()

// Ask reads a stored query and fills in what is chosen.
func (p Page) Ask(where string, raw json.RawMessage) (Asked, error) {
	var doc map[string]any
	if err := json.Unmarshal(raw, &doc); err != nil {
		return Asked{}, fmt.Errorf("read a query: %w", err)
	}
	p.fill(doc, textFields, listFields)
	if filters, ok := doc["filters"].([]any); ok {
		for _, f := range filters {
			if filter, ok := f.(map[string]any); ok {
				p.fill(filter, []string{"value"}, []string{"values"})
			}
		}
	}
	filled, err := json.Marshal(doc)
	if err != nil {
		return Asked{}, fmt.Errorf("fill a query: %w", err)
	}
	q, err := query.Parse(filled)
	if err != nil {
		return Asked{}, err
	}
	return Asked{Where: where, RefID: fmt.Sprint(doc["refId"]), Query: q, JSON: filled, From: p.From, To: p.To}, nil
}

// fill replaces the variables in those fields that are there: one that was not stored stays absent, and gets its default.
func (p Page) fill(doc map[string]any, texts, lists []string) {
	for _, name := range texts {
		if text, ok := doc[name].(string); ok {
			doc[name] = p.one(text)
		}
	}
	for _, name := range lists {
		if list, ok := doc[name].([]any); ok {
			doc[name] = p.all(list)
		}
	}
}

// Read takes a query as it is stored in a rule, which has no variables; one that is not the plugin's is false.
func Read(where string, raw []byte) (Asked, bool, error) {
	var head struct{ RefID, Kind string }
	if err := json.Unmarshal(raw, &head); err != nil {
		return Asked{}, false, fmt.Errorf("read a query: %w", err)
	}
	if head.Kind == "" {
		return Asked{}, false, nil
	}
	q, err := query.Parse(raw)
	if err != nil {
		return Asked{}, false, fmt.Errorf("%s: %w", raw, err)
	}
	return Asked{Where: where, RefID: head.RefID, Query: q, JSON: raw}, true, nil
}
