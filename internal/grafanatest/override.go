package grafanatest

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
)

// overridden gives columns the headings, links and invisibility that the panel gives them.
func (s *Shown) overridden(grids []grid) []grid {
	defaults := s.Panel.FieldConfig.Defaults
	for i := range grids {
		for j := range grids[i].columns {
			c := &grids[i].columns[j]
			c.links = append(slices.Clone(c.links), defaults.Links...)
			if name := defaults.DisplayName; name == "${__field.name}" {
				c.Heading = c.Name
			} else if name != "" {
				c.Heading = name
			}
		}
	}
	for _, o := range s.Panel.FieldConfig.Overrides {
		matched, fault := s.matched(o, grids)
		if fault != "" {
			s.Fault("override of %v: %s", o.Matcher.Options, fault)
		}
		for _, c := range matched {
			c.apply(o)
		}
	}
	return grids
}

func (s *Shown) matched(o Override, grids []grid) (out []*Column, fault string) {
	name, _ := o.Matcher.Options.(string)
	of := func(is func(g grid, c Column) bool) {
		for i := range grids {
			for j := range grids[i].columns {
				if is(grids[i], grids[i].columns[j]) {
					out = append(out, &grids[i].columns[j])
				}
			}
		}
	}
	switch o.Matcher.ID {
	case "byName":
		of(func(_ grid, c Column) bool { return c.Name == name || c.Heading == name })
	case "byRegexp":
		re, err := regexp.Compile(strings.Trim(name, "/"))
		if err != nil {
			return nil, err.Error()
		}
		of(func(_ grid, c Column) bool { return re.MatchString(c.Name) || re.MatchString(c.Heading) })
	case "byType":
		return nil, ""
	case "byFrameRefID":
		if !slices.ContainsFunc(s.Asked, func(a Asked) bool { return a.RefID == name }) {
			return nil, "no such query"
		}
		of(func(g grid, c Column) bool { return g.refID == name && !c.Kind.Time() })
		return out, ""
	default:
		return nil, o.Matcher.ID + ": teach package grafanatest"
	}
	// A chart whose lines are all empty has no fields to override.
	if len(out) == 0 && (len(grids) > 0 || !onTime(s.Panel.Type)) {
		return nil, "no such column"
	}
	return out, ""
}

func (c *Column) apply(o Override) {
	for _, p := range o.Properties {
		var text string
		var yes bool
		var from struct{ Viz bool }
		switch p.ID {
		case "displayName":
			if json.Unmarshal(p.Value, &text) == nil && text != "" {
				c.Heading = text
			}
		case "links":
			c.links = nil
			_ = json.Unmarshal(p.Value, &c.links) // checked as links are
		case "custom.hideFrom.viz", "custom.hidden":
			if json.Unmarshal(p.Value, &yes) == nil && yes {
				c.hidden = true
			}
		case "custom.hideFrom":
			if json.Unmarshal(p.Value, &from) == nil && from.Viz {
				c.hidden = true
			}
		}
	}
}
