package grafana

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"

	"github.com/goccy/go-yaml"
)

// Target is one query of a panel: the data source's own query, and what Grafana adds to it.
type Target struct {
	RefID      string
	Datasource Datasource
	Model      any
}

// MarshalJSON writes the query's own fields beside Grafana's.
func (t Target) MarshalJSON() ([]byte, error) {
	fields, err := t.fields()
	if err != nil {
		return nil, err
	}
	return json.Marshal(fields)
}

// MarshalYAML does the same for an alert rule's model.
func (t Target) MarshalYAML() (any, error) {
	fields, err := t.fields()
	if err != nil {
		return nil, err
	}
	return plain(fields), nil
}

func (t Target) fields() (map[string]any, error) {
	own, err := generic(t.Model)
	if err != nil {
		return nil, fmt.Errorf("query %s: %w", t.RefID, err)
	}
	out, ok := own.(map[string]any)
	if !ok {
		return nil, fmt.Errorf("query %s is not an object", t.RefID)
	}
	ds, err := generic(t.Datasource)
	if err != nil {
		return nil, err
	}
	maps.Copy(out, map[string]any{"refId": t.RefID, "datasource": ds})
	return out, nil
}

// JSON renders with sorted keys and a newline at the end, so that a diff shows what changed and nothing else.
func JSON(v any) ([]byte, error) {
	g, err := generic(v)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false) // "&" in a link would become \u0026
	enc.SetIndent("", "  ")
	err = enc.Encode(g)
	return b.Bytes(), err
}

// YAML renders a provisioning file.
func YAML(v any) ([]byte, error) {
	return yaml.MarshalWithOptions(v, yaml.IndentSequence(true), yaml.UseLiteralStyleIfMultiline(true))
}

// generic turns a value into maps and lists, whose keys encoding/json sorts; numbers stay as they are written.
func generic(v any) (any, error) {
	raw, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber()
	var out any
	err = dec.Decode(&out)
	return out, err
}

// plain replaces json.Number by numbers, which the YAML encoder would write as text.
func plain(v any) any {
	switch v := v.(type) {
	case map[string]any:
		out := map[string]any{}
		for k, e := range v {
			out[k] = plain(e)
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i, e := range v {
			out[i] = plain(e)
		}
		return out
	case json.Number:
		if n, err := v.Int64(); err == nil {
			return n
		}
		f, _ := v.Float64() // encoding/json wrote it
		return f
	}
	return v
}
