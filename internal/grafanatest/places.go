package grafanatest

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

// layer is one layer of a map.
type layer struct {
	Type, Name string
	Location   struct{ Mode, Lookup, Gazetteer string }
	Config     struct {
		Src   string
		Style struct {
			Color, Text, Size struct{ Field string }
		}
	}
}

// places looks for what a map is drawn from: files that are there, columns that layers name, and a place for every row.
func places(s *Shown) {
	var o struct{ Layers []layer }
	if err := json.Unmarshal(s.Panel.Options, &o); err != nil || len(s.grids) != 1 {
		s.Fault("needs one frame: %d (%v)", len(s.grids), err)
		return
	}
	for _, l := range o.Layers {
		l.styled(s)
		if l.Location.Mode == "lookup" {
			l.located(s)
		}
	}
}

func (l layer) styled(s *Shown) {
	style := l.Config.Style
	for _, name := range []string{style.Color.Field, style.Text.Field, style.Size.Field} {
		if name != "" && s.grids[0].find(name) == nil {
			s.Fault("layer %s needs the column %s", l.Name, name)
		}
	}
	if c := s.grids[0].find(style.Color.Field); c != nil {
		if !c.States() {
			s.Fault("layer %s is coloured by %s, which has no states", l.Name, c.Name)
		}
		s.Visible = append(s.Visible, c.Name)
	}
	if l.Config.Src != "" {
		if _, err := s.file(l.Config.Src); err != nil {
			s.Fault("layer %s: %v", l.Name, err)
		}
	}
}

func (l layer) located(s *Shown) {
	c := s.grids[0].find(l.Location.Lookup)
	raw, err := s.file(l.Location.Gazetteer)
	var known []struct{ Key string }
	if err == nil {
		err = json.Unmarshal(raw, &known)
	}
	if c == nil || !c.Text() || err != nil {
		s.Fault("layer %s needs the column %q and its places (%v)", l.Name, l.Location.Lookup, err)
		return
	}
	for _, uid := range c.Values {
		if s.mapped && !slices.ContainsFunc(known, func(k struct{ Key string }) bool { return k.Key == uid }) {
			s.Fault("layer %s has no place for %v", l.Name, uid)
		}
	}
}

// file reads a file of the plugin's own folder as Grafana serves it.
func (s *Shown) file(src string) ([]byte, error) {
	path, ok := strings.CutPrefix(src, "public/plugins/xhht-targets-datasource/")
	if !ok {
		return nil, fmt.Errorf("%s is not the plugin's", src)
	}
	return fs.ReadFile(s.plugin, path)
}
